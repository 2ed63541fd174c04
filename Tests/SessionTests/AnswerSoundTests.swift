// SPDX-License-Identifier: GPL-3.0-or-later
import Session
import Testing
import Timebase

@Suite("Each press is answered at once")
struct AnswerSoundTests {
  /// What became of the press, and after how many milliseconds from the decision it was heard.
  private func answer(
    _ studio: Studio, at closing: SampleTime, milliseconds: Int = 120
  ) throws -> (outcome: PressOutcome, soundedAfter: Int?) {
    var studio = studio
    let before = studio.answers.count
    studio.press(at: closing, milliseconds: milliseconds)
    studio.run(until: closing + .milliseconds(milliseconds + 1))
    let (outcome, decision) = try #require(studio.answers.dropFirst(before).first)
    let sound = studio.listen(from: decision, to: decision + .milliseconds(150))
    return (outcome, sound.firstSound)
  }

  /// 20 ms, and the first millisecond of a soft attack, which is less than a sample is wide.
  private static let latest = 960 + 48

  @Test("Accepted where it begins something")
  func accepted() throws {
    let studio = try Studio.waiting(voice: TestVoice.silent.sound)
    let answer = try answer(studio, at: studio.now + .seconds(2))
    #expect(answer.outcome == .accepted)
    #expect(try #require(answer.soundedAfter) <= Self.latest)
  }

  @Test("Ignored where it was too short")
  func ignored() throws {
    let studio = try Studio.waiting(voice: TestVoice.silent.sound)
    let answer = try answer(studio, at: studio.now + .seconds(2), milliseconds: 40)
    #expect(answer.outcome == .ignored)
    #expect(try #require(answer.soundedAfter) <= Self.latest)
  }

  @Test("Heard where it changes nothing: while the safety words are due whole")
  func heard() throws {
    let history = PracticeHistory.experienced.with { $0.lastWholeSafety = nil }
    var studio = Studio(.usual(history: history), voice: TestVoice.silent.sound)
    try studio.run(to: .safety)
    let answer = try answer(studio, at: studio.now + .seconds(6))
    #expect(answer.outcome == .heard)
    #expect(try #require(answer.soundedAfter) <= Self.latest)
  }

  @Test("In a measurement each press has its sound")
  func measuring() throws {
    var studio = try Studio.waiting(
      .usual(caregiver: ["own pace: weekly"]), voice: TestVoice.silent.sound)
    studio.press(at: studio.now + .seconds(1))
    try studio.run(to: .measuring)
    studio.run(until: studio.now + .seconds(12))
    let answer = try answer(studio, at: studio.now + .seconds(2))
    #expect(answer.outcome == .accepted)
    #expect(try #require(answer.soundedAfter) <= Self.latest)
  }

  @Test("The three answers are three different sounds")
  func distinct() throws {
    var sounds: [[Int16]] = []
    for milliseconds in [120, 40] {
      var studio = try Studio.waiting(voice: TestVoice.silent.sound)
      let closing = studio.now + .seconds(2)
      studio.press(at: closing, milliseconds: milliseconds)
      studio.run(until: closing + .milliseconds(milliseconds + 1))
      let decision = try #require(studio.answers.last?.at)
      sounds.append(studio.listen(from: decision, to: decision + .milliseconds(140)))
    }
    #expect(sounds[0] != sounds[1])
    #expect(sounds.allSatisfy { $0.peak > 0 && $0.peak < 8_232 })
  }

  @Test("Words that answer a press wait until its sound is over")
  func words() throws {
    var studio = try Studio.waiting()
    let closing = studio.now + .seconds(2)
    studio.press(at: closing)
    studio.run(until: closing + .seconds(3))
    let words = try #require(studio.words.first { $0.start > closing })
    #expect(words.text == "Choose your practice.")
    #expect(words.start - closing >= .milliseconds(50 + 20 + 150))
    #expect(words.start - closing < .milliseconds(500))
  }

  @Test("A switch held down is one press, then stuck, and no more")
  func stuck() throws {
    var studio = try Studio.waiting()
    let closing = studio.now + .seconds(2)
    studio.press(at: closing, milliseconds: 45_000)
    studio.run(until: closing + .seconds(44))
    #expect(studio.answers.map(\.outcome) == [.accepted, .stuck])
    #expect(studio.answers.last?.at == closing + .seconds(10))
    #expect(studio.words.filter { $0.text == "The switch is held down." }.count == 1)
  }

  @Test("An edge that comes after its moment was decided is taken at once, and told")
  func late() throws {
    var studio = try Studio.waiting()
    let moment = studio.now
    studio.run(until: moment + .milliseconds(500))
    studio.press(at: moment + .milliseconds(400), milliseconds: 300)
    studio.run(until: moment + .seconds(1))
    #expect(
      studio.timeline.contains(
        TimelineEvent(
          frame: moment + .milliseconds(500), kind: .lateEdge(.milliseconds(100)))))
    #expect(studio.answers.map(\.outcome) == [.accepted])
    #expect(studio.answers.last?.at == moment + .milliseconds(550))
  }

  @Test("A gap is told where it was met")
  func gap() throws {
    var studio = try Studio.waiting()
    let moment = studio.now
    studio.post(.gap(FrameCount(480)))
    studio.run(until: moment + .seconds(1))
    #expect(studio.timeline.contains(TimelineEvent(frame: moment, kind: .gap(FrameCount(480)))))
    #expect(studio.records.contains(.gap(FrameCount(480))))
  }
}
