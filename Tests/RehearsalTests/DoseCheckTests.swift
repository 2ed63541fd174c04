// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Rehearsal
import Rhythm
import Session
import Settings
import Testing
import Timebase

/// A dose that is exceeded by one is found; the dose itself is not.
@Suite("The doses")
struct DoseCheckTests {
  private func at(_ seconds: Int, _ kind: TimelineEvent.Kind) -> TimelineEvent {
    TimelineEvent(frame: .zero + .seconds(seconds), kind: kind)
  }

  private func set(
    _ technique: String, _ activity: String, _ number: Int, _ second: Int, seconds: Int
  ) -> TimelineEvent {
    at(
      second,
      .exercise(
        SetMark(technique: technique, activity: activity, set: number),
        end: .zero + .seconds(second + seconds)))
  }

  private func beginning(_ profile: String = "mild", isShort: Bool = false) -> Record {
    .sessionBegan(
      SessionBeginning(
        source: .press, profile: profile, isShort: isShort, planned: .seconds(600),
        completes: false))
  }

  /// A session of these events, in the state `exercise`, that ends at a second.
  private func faults(
    _ events: [TimelineEvent], end: Int = 400, begins beginning: Record? = nil,
    ceiling: DoseCheck.Ceiling = DoseCheck.Ceiling()
  ) -> [String] {
    let beginning = beginning ?? self.beginning()
    let ending = Record.sessionEnded(SessionEnding(how: .finished, done: .seconds(1)))
    let timeline =
      [at(0, .recorded(what: beginning.what)), at(0, .state(.exercise))] + events
      + [at(end, .state(.farewell)), at(end, .recorded(what: ending.what))]
    return DoseCheck.faults(
      timeline: timeline, records: [beginning, ending], ceiling: ceiling)
  }

  private func finds(_ words: String, _ faults: [String]) -> Bool {
    faults.contains { $0.contains(words) }
  }

  @Test("minutes run from the first set to the farewell, without questions and waiting")
  func minutes() {
    let first = set("breathing", "paced breathing", 1, 10, seconds: 60)
    #expect(faults([first], end: 730) == [])
    #expect(finds("a session of 721 s, at most 720", faults([first], end: 731)))
    let asked = [first, at(300, .state(.question)), at(400, .state(.listening))]
    #expect(faults(asked, end: 830) == [])
    let moderate = faults([first], end: 491, begins: beginning("moderate"))
    #expect(finds("at most 480", moderate))
    let short = faults([first], end: 251, begins: beginning(isShort: true))
    #expect(finds("at most 240", short))
    var prescription = Prescription()
    prescription.limits[.sessionMinutes] = ExactDecimal(3)...ExactDecimal(5)
    let narrowed = faults([first], end: 311, ceiling: DoseCheck.Ceiling(prescription))
    #expect(finds("at most 300", narrowed))
  }

  @Test("sets of each technique: the dose, and one more")
  func sets() {
    func found(
      _ technique: String, _ activity: String, _ count: Int, _ profile: String = "mild"
    ) -> Bool {
      let events = (1...count).map { set(technique, activity, $0, 40 * $0, seconds: 5) }
      return finds("at most", faults(events, end: 40, begins: beginning(profile)))
    }
    for (technique, activity, mild, moderate) in [
      ("singing", "singing", 12, 6), ("speech cueing", "speech cueing", 6, 3),
      ("oral motor", "oral motor", 4, 4), ("breathing", "deep breaths", 10, 10),
      ("breathing", "paced breathing", 3, 3)
    ] {
      #expect(!found(technique, activity, mild) && found(technique, activity, mild + 1))
      #expect(!found(technique, activity, moderate, "moderate"))
      #expect(found(technique, activity, moderate + 1, "moderate"))
    }
  }

  @Test("a fifth phrase sung without a rest of half a minute")
  func sungInARow() {
    let four = (1...4).map { set("singing", "singing", $0, 10 * $0, seconds: 5) }
    #expect(faults(four + [set("singing", "singing", 5, 75, seconds: 5)], end: 90) == [])
    #expect(
      finds(
        "a fifth phrase",
        faults(four + [set("singing", "singing", 5, 74, seconds: 5)], end: 90)))
  }

  @Test("oral motor exercises that sound too long, or rest too little")
  func oralMotor() {
    func beats(_ seconds: Range<Int>) -> [TimelineEvent] {
      seconds.map {
        at($0, .beat(Pulse(beat: 1, bar: 1, accent: false, voice: .pulseOut), Tempo(60)))
      }
    }
    let first = [set("oral motor", "oral motor", 1, 10, seconds: 20)] + beats(10..<22)
    let second = set("oral motor", "oral motor", 2, 54, seconds: 5)
    #expect(faults(first + [second]) == [])
    let soon = set("oral motor", "oral motor", 2, 53, seconds: 5)
    #expect(finds("a rest of 23 s after 12 s of work", faults(first + [soon])))
    let long = [set("oral motor", "oral motor", 1, 10, seconds: 90)]
    #expect(faults(long + beats(10..<70)) == [])
    #expect(finds("for more than 60 s", faults(long + beats(10..<71))))
    let moderate = faults(long + beats(10..<41), begins: beginning("moderate"))
    #expect(finds("for more than 30 s", moderate))
  }

  @Test("less than ten seconds after a spoken phrase")
  func speech() {
    let first = set("speech cueing", "speech cueing", 1, 10, seconds: 60)
    #expect(faults([first, set("speech cueing", "speech cueing", 2, 80, seconds: 9)]) == [])
    let soon = faults([first, set("speech cueing", "speech cueing", 2, 79, seconds: 9)])
    #expect(finds("a rest of 9 s after a phrase", soon))
  }

  @Test("a third question, and one after a stop")
  func questions() {
    func asked(_ seconds: [Int]) -> [TimelineEvent] {
      seconds.flatMap { [at($0, .state(.question)), at($0 + 1, .state(.exercise))] }
    }
    #expect(faults(asked([10, 20])) == [])
    #expect(finds("a third question", faults(asked([10, 20, 30]))))
    let stop = at(5, .stopped(silent: SampleTime(241_344)))
    #expect(finds("a question after a stop", faults([stop] + asked([10]))))
  }

  @Test("a set in no session, and records that come in another order")
  func order() {
    let stray = [at(0, .state(.exercise)), set("singing", "singing", 1, 5, seconds: 5)]
    #expect(
      finds(
        "outside a session",
        DoseCheck.faults(timeline: stray, records: [], ceiling: DoseCheck.Ceiling())))
    let swapped = DoseCheck.faults(
      timeline: [at(0, .recorded(what: "presses"))], records: [beginning()],
      ceiling: DoseCheck.Ceiling())
    #expect(finds("out of its order", swapped))
  }
}
