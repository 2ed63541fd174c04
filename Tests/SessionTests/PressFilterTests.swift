// SPDX-License-Identifier: GPL-3.0-or-later
import Session
import Testing
import Timebase

/// A switch with its filter: edges go in by the clock, and what they came to is read as text,
/// `0:12.050 accepted 0:12.000` (decided, and what for).
private struct FilteredSwitch {
  private var filter: PressFilter
  private var rule: PressFilter.Rule
  private(set) var decisions: [String] = []

  init(_ rule: PressFilter.Rule, acceptance: Int = 50, release: Int = 500) {
    self.rule = rule
    filter = PressFilter(acceptance: .milliseconds(acceptance), release: .milliseconds(release))
  }

  mutating func close(_ time: SampleTime) { edge(true, time) }
  mutating func open(_ time: SampleTime) { edge(false, time) }

  /// Closed for so many milliseconds.
  mutating func press(_ time: SampleTime, _ milliseconds: Int) {
    close(time)
    open(time + .milliseconds(milliseconds))
  }

  /// What runs out by then.
  mutating func wait(_ time: SampleTime) {
    while let due = filter.nextDeadline(rule), due <= time {
      note(filter.advance(to: due, rule: rule), at: due)
    }
  }

  mutating func become(_ rule: PressFilter.Rule, _ time: SampleTime) {
    wait(time)
    self.rule = rule
    if let due = filter.nextDeadline(rule), due <= time {
      note(filter.advance(to: time, rule: rule), at: time)
    }
  }

  mutating func find(closed: Bool, _ time: SampleTime) {
    wait(time)
    filter.found(closed: closed, at: time)
  }

  mutating func lose(_ time: SampleTime) {
    wait(time)
    filter.reset()
  }

  private mutating func edge(_ closed: Bool, _ time: SampleTime) {
    wait(time - FrameCount(1))
    note(filter.edge(closed: closed, at: time, rule: rule), at: time)
  }

  private mutating func note(_ decision: PressFilter.Decision?, at time: SampleTime) {
    let what: String
    switch decision {
    case .accepted(let closing): what = "accepted \(text(closing))"
    case .ignored(let closing): what = "ignored \(text(closing))"
    case .stuck(let closing): what = "stuck \(text(closing))"
    case .freed: what = "freed"
    case nil: return
    }
    decisions.append("\(text(time)) \(what)")
  }

  private func text(_ time: SampleTime) -> String {
    let milliseconds = time.frame / 48
    func padded(_ value: Int, _ digits: Int) -> String {
      String(repeating: "0", count: max(0, digits - "\(value)".count)) + "\(value)"
    }
    return "\(milliseconds / 60_000):\(padded(milliseconds / 1_000 % 60, 2))."
      + padded(milliseconds % 1_000, 3)
  }
}

@Suite("From raw edges to presses")
struct PressFilterTests {
  @Test("To choose, a closure is a press once it has lasted for the acceptance time")
  func acceptance() {
    var contact = FilteredSwitch(.choose)
    contact.press("0:12.000", 200)
    #expect(contact.decisions == ["0:12.050 accepted 0:12.000"])
  }

  @Test("A closure shorter than the acceptance time is answered as ignored when it ends")
  func tooShort() {
    var contact = FilteredSwitch(.choose, acceptance: 1_000)
    contact.press("0:12.000", 999)
    #expect(contact.decisions == ["0:12.999 ignored 0:12.000"])
  }

  @Test(
    "To stop, any closure of 30 ms is enough, whatever the acceptance time",
    arguments: [0, 50, 2_000])
  func stopRule(acceptance: Int) {
    var contact = FilteredSwitch(.stop, acceptance: acceptance)
    contact.press("0:12.000", 31)
    #expect(contact.decisions == ["0:12.030 accepted 0:12.000"])
  }

  @Test("A closure of exactly 30 ms stops, and one of exactly the acceptance time chooses")
  func exactly() {
    var stopping = FilteredSwitch(.stop)
    stopping.press("0:12.000", 30)
    #expect(stopping.decisions == ["0:12.030 accepted 0:12.000"])
    var choosing = FilteredSwitch(.choose)
    choosing.press("0:12.000", 50)
    #expect(choosing.decisions == ["0:12.050 accepted 0:12.000"])
  }

  @Test("A closure of 29 ms does not stop, and is answered")
  func almost() {
    var contact = FilteredSwitch(.stop)
    contact.press("0:12.000", 29)
    #expect(contact.decisions == ["0:12.029 ignored 0:12.000"])
  }

  @Test("A press sooner than the release time after the last one is ignored, to choose")
  func releaseTime() {
    var contact = FilteredSwitch(.choose)
    contact.press("0:12.000", 100)
    contact.press("0:12.599", 100)
    contact.press("0:13.199", 100)
    #expect(
      contact.decisions == [
        "0:12.050 accepted 0:12.000", "0:12.649 ignored 0:12.599", "0:13.249 accepted 0:13.199"
      ])
  }

  @Test("To stop, the release time does not hold")
  func stopSoon() {
    var contact = FilteredSwitch(.choose)
    contact.press("0:12.000", 100)
    contact.become(.stop, "0:12.150")
    contact.press("0:12.200", 40)
    #expect(
      contact.decisions == ["0:12.050 accepted 0:12.000", "0:12.230 accepted 0:12.200"])
  }

  @Test("A closure that is waiting to choose when the music begins stops it")
  func ruleChanges() {
    var contact = FilteredSwitch(.choose, acceptance: 2_000)
    contact.close("0:12.000")
    contact.become(.stop, "0:12.500")
    contact.open("0:13.000")
    #expect(contact.decisions == ["0:12.500 accepted 0:12.000"])
  }

  @Test("An acceptance time of nothing takes the press at its closing")
  func noAcceptanceTime() {
    var contact = FilteredSwitch(.choose, acceptance: 0, release: 0)
    contact.press("0:12.000", 20)
    contact.press("0:12.100", 20)
    #expect(
      contact.decisions == ["0:12.000 accepted 0:12.000", "0:12.100 accepted 0:12.100"])
  }

  @Test("Contact bounce at closing is one press, and is not answered by itself")
  func bounceAtClosing() {
    var contact = FilteredSwitch(.choose)
    contact.press("0:12.000", 1)
    contact.press("0:12.003", 2)
    contact.press("0:12.007", 150)
    #expect(contact.decisions == ["0:12.057 accepted 0:12.007"])
  }

  @Test(
    "Chatter at letting go belongs to the press before it, also where the next press would stop")
  func chatterAtOpening() {
    var contact = FilteredSwitch(.choose)
    contact.press("0:12.000", 150)
    contact.become(.stop, "0:12.150")
    contact.press("0:12.160", 20)
    contact.press("0:12.190", 29)
    contact.wait("0:15.000")
    #expect(contact.decisions == ["0:12.050 accepted 0:12.000"])
  }

  @Test("Tremor of short closures is answered, each as ignored, and the press after it counts")
  func tremor() {
    var contact = FilteredSwitch(.choose)
    for time: SampleTime in ["0:12.000", "0:12.120", "0:12.240"] { contact.press(time, 30) }
    contact.press("0:12.360", 300)
    #expect(
      contact.decisions == [
        "0:12.030 ignored 0:12.000", "0:12.150 ignored 0:12.120", "0:12.270 ignored 0:12.240",
        "0:12.410 accepted 0:12.360"
      ])
  }

  @Test("A closure and an opening at one moment are nothing")
  func zeroLength() {
    var contact = FilteredSwitch(.stop, acceptance: 0, release: 0)
    contact.press("0:12.000", 0)
    contact.wait("0:30.000")
    #expect(contact.decisions == [])
  }

  @Test("An edge that changes nothing is dropped")
  func repeatedEdges() {
    var contact = FilteredSwitch(.choose)
    contact.open("0:11.000")
    contact.close("0:12.000")
    contact.close("0:12.020")
    contact.wait("0:12.100")
    contact.open("0:12.200")
    contact.open("0:12.300")
    #expect(contact.decisions == ["0:12.050 accepted 0:12.000"])
  }

  @Test("Held for ten seconds it is stuck, said once, and freed when it lets go")
  func stuck() {
    var contact = FilteredSwitch(.choose)
    contact.close("0:12.000")
    contact.wait("5:00.000")
    contact.open("5:00.000")
    #expect(
      contact.decisions == [
        "0:12.050 accepted 0:12.000", "0:22.000 stuck 0:12.000", "5:00.000 freed"
      ])
  }

  @Test("A switch that was stuck works again at once")
  func afterStuck() {
    var contact = FilteredSwitch(.stop)
    contact.press("0:12.000", 20_000)
    contact.press("0:33.000", 100)
    #expect(contact.decisions.last == "0:33.030 accepted 0:33.000")
  }

  @Test("Found closed it is not a press, since nobody saw it close, but it can be stuck")
  func foundClosed() {
    var contact = FilteredSwitch(.stop)
    contact.find(closed: true, "0:12.000")
    contact.wait("0:30.000")
    contact.open("0:30.000")
    #expect(contact.decisions == ["0:22.000 stuck 0:12.000", "0:30.000 freed"])
  }

  @Test("Found closed and let go soon, it was nothing, and the next press counts")
  func foundClosedShortly() {
    var contact = FilteredSwitch(.choose)
    contact.find(closed: true, "0:12.000")
    contact.open("0:13.000")
    contact.press("0:13.100", 100)
    #expect(contact.decisions == ["0:13.150 accepted 0:13.100"])
  }

  @Test("What a switch was doing when it was lost is forgotten")
  func lost() {
    var contact = FilteredSwitch(.choose, acceptance: 1_000)
    contact.close("0:12.000")
    contact.lose("0:12.500")
    contact.wait("1:00.000")
    contact.find(closed: false, "1:00.000")
    contact.press("1:01.000", 1_200)
    #expect(contact.decisions == ["1:02.000 accepted 1:01.000"])
  }
}
