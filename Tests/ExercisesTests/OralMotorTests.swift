// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Rhythm
import Settings
import Testing
import Timebase

/// As a voice speaks them: evenly, a quarter of a second a syllable.
private func prosody(_ text: String, _ syllables: [String]) -> Prosody {
  Prosody(
    text: text,
    syllables: syllables.enumerated().map { index, syllable in
      Prosody.Syllable(
        text: syllable, vowel: .milliseconds(250 * index), isStressed: index == 0,
        beginsWord: true)
    },
    tail: .milliseconds(300))
}

private func words(
  syllables: Prosody? = prosody("Ma me mi mo mu.", ["ma", "me", "mi", "mo", "mu"])
) -> OralMotor.Words {
  OralMotor.Words(
    listen: ["Listen."], now: ["Now you."],
    instructions: [
      .loosen: ["Let your jaw be loose.", "Let your shoulders sink."],
      .hum: ["Hum on one tone."], .soft: ["Let the air out with a soft sound."],
      .open: ["Sing one open tone, as loud as is easy."],
      .glide: ["Glide up and down again."], .syllables: ["Say these with the beat."],
      .quick: ["Say these quickly and lightly."],
      .wind: ["Take your instrument.", "Play gently in and out."]
    ],
    syllables: syllables, quick: prosody("Pa ta ka.", ["pa", "ta", "ka"]), speechRate: 100)
}

private func practised(
  _ steps: [OralMotor.Step], done: Int = 0, voice: SingingVoice = .low,
  level: Dose.Level = .mild, words: OralMotor.Words = words()
) -> Transcript {
  Transcript(
    score: OralMotor.score(steps, doneBefore: done, voice: voice, words: words, level: level))
}

/// Sessions with every choice there is: how many steps, which session, which steps are allowed.
private struct Choice {
  var count: Int
  var wind: Bool
  var quick: Bool

  static let all = (1...4).flatMap { count in
    [false, true].flatMap { wind in
      [false, true].map { Choice(count: count, wind: wind, quick: $0) }
    }
  }

  var allowed: Set<OralMotor.Step> {
    Set(OralMotor.Step.allCases)
      .subtracting(wind ? [] : [.wind]).subtracting(quick ? [] : [.quick])
  }

  func steps(session: Int) -> [OralMotor.Step] {
    OralMotor.steps(count: count, session: session, wind: wind, quick: quick)
  }
}

@Suite("Oral motor exercises")
struct OralMotorTests {
  @Test("A step is said, shown once, then done three times with the beat, a breath between")
  func hum() throws {
    let whole = practised([.hum])
    #expect(
      whole.guidance.map { $0.dropFirst(9) } == ["Hum on one tone.", "Listen.", "Now you."])
    let transcript = whole.fromFirstSet
    #expect(transcript.sets == ["0:00.000 oral motor 1 for 0:19.000"])
    #expect(transcript.milestones == ["0:00.000 began 1", "0:19.000 done 1"])
    #expect(
      transcript.tones(of: .clarinet) == [
        "0:04.000 50 for 0:03.000", "0:10.000 50 for 0:03.000", "0:16.000 50 for 0:03.000"
      ])
    #expect(whole.tones(of: .clarinet).count == 4)
    #expect(
      transcript.pulses.prefix(8) == [
        "0:00.000 pulseIn", "0:01.000 pulseIn", "0:02.000 pulseIn", "0:03.000 pulseIn",
        "0:04.000 pulseOut", "0:05.000 pulseOut", "0:06.000 pulseOut", "0:07.000 pulseIn"
      ])
    #expect(transcript.length == "0:19.000")
  }

  @Test("A comfortable tone lies lower for a low voice than for a high one")
  func pitch() {
    #expect(practised([.open]).tones(of: .choir).allSatisfy { $0.contains(" 50 ") })
    #expect(practised([.open], voice: .high).tones(of: .choir).allSatisfy { $0.contains(" 57 ") })
  }

  @Test("A glide goes up a fifth and down again, a third under the moderate level")
  func glide() {
    func path(_ level: Dose.Level) -> [Int] {
      let all = practised([.glide], level: level).score.sorted().compactMap { event in
        if case .tone(let tone) = event.kind { tone.pitch - 50 } else { nil }
      }
      return Array(all.prefix(all.count / 4))
    }
    #expect(path(.mild) == [0, 1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1, 0])
    #expect(path(.moderate) == [0, 1, 2, 3, 4, 3, 2, 1, 0])
  }

  @Test("Ma-me-mi-mo-mu is shown by the voice, a syllable a beat at 60, then the tick leads alone")
  func syllables() {
    let transcript = practised([.syllables])
    #expect(transcript.score.tempo == Tempo(60))
    #expect(transcript.lines.map { $0.dropFirst(9) } == ["Ma me mi mo mu. 0 1 2 3 4"])
  }

  @Test("Where the voice speaks it as something else, or cannot, tones show the beat")
  func tones() {
    let seven = prosody("M a m e m i m o", ["m", "a", "m", "e", "m", "i", "m"])
    for other in [seven, nil] {
      let transcript = practised([.syllables], words: words(syllables: other))
      #expect(transcript.lines == [])
      #expect(transcript.tones(of: .clarinet).count == 4 * 5)
    }
  }

  @Test("Pa-ta-ka is asked for once and lasts no longer than five seconds")
  func quick() {
    #expect(OralMotor.sounding(.quick) <= .seconds(5))
    #expect(practised([.quick]).lines.map { $0.dropFirst(9) } == ["Pa ta ka. 0 1 2"])
  }

  @Test("Loosening has quiet music and no beat to keep up with")
  func loosen() {
    let transcript = practised([.loosen])
    #expect(transcript.pulses == [])
    #expect(OralMotor.sounding(.loosen) == FrameCount.zero)
    #expect(transcript.score.events.contains { if case .tone = $0.kind { true } else { false } })
  }

  @Test("On the wind instrument, in is a wind and out is a string")
  func wind() {
    let transcript = practised([.wind])
    #expect(transcript.tones(of: .recorder).count == 4)
    #expect(transcript.tones(of: .strings).count == 4)
  }

  @Test("After a stop the next step comes, by its own number")
  func resumed() {
    let transcript = practised([.open, .glide], done: 2)
    #expect(
      transcript.sets.map { $0.dropFirst(9) } == [
        "oral motor 3 for 0:24.000", "oral motor 4 for 0:24.000"
      ])
    #expect(
      transcript.milestones.map { $0.dropFirst(9) } == [
        "began 3", "done 3", "began 4", "done 4"
      ])
  }

  @Test("No sentence is said over music or a beat, whichever steps come")
  func quiet() {
    for step in OralMotor.Step.allCases {
      #expect(practised([step, .hum]).wordsOverMusic == [])
    }
  }

  @Test("After a step there is rest of twice its sounds or more, and it can be heard")
  func rest() {
    for step in OralMotor.Step.allCases where step != .loosen {
      let transcript = practised([step, .loosen])
      let events = transcript.score.sorted()
      let end = events.first { $0.kind == .milestone(.setDone(1)) }?.beat ?? .zero
      let next = events.first { event in
        if case .guidance = event.kind { event.beat >= end } else { false }
      }
      let rest = transcript.frames((next?.beat ?? .zero) - end)
      #expect(rest >= OralMotor.sounding(step) * 2, "\(step)")
      let isHeard = events.contains { event in
        guard case .tone = event.kind else { return false }
        return event.beat >= end && event.beat < end + 1
      }
      #expect(isHeard, "\(step)")
    }
  }

  @Test("The rest between two parts is as long as the last step of any session asks for")
  func lastRest() {
    for step in OralMotor.Step.allCases {
      #expect(OralMotor.sounding(step) * 2 <= FrameCount.seconds(Dose.restBetweenParts))
    }
  }

  @Test(
    "The steps rotate: every one that is allowed comes, none twice in a session, in their order")
  func rotation() {
    for choice in Choice.all {
      var met: Set<OralMotor.Step> = []
      for session in 0..<8 {
        let steps = choice.steps(session: session)
        #expect(steps.count == choice.count)
        #expect(zip(steps, steps.dropFirst()).allSatisfy { $0.rawValue < $1.rawValue })
        met.formUnion(steps)
      }
      #expect(met == choice.allowed)
    }
  }

  @Test("No number of sessions or steps is too large or too small")
  func bounds() {
    #expect(OralMotor.steps(count: 9, session: -3, wind: true, quick: true).count == 4)
    #expect(OralMotor.steps(count: -1, session: 0, wind: true, quick: true) == [])
    #expect(OralMotor.steps(count: 2, session: 1_000_001, wind: false, quick: false).count == 2)
  }

  @Test(
    "Whichever steps come, they sound no longer than the dose: 60 s in four steps, 30 s in two",
    arguments: [(60, 4), (30, 2), (15, 1), (90, 4)])
  func sounding(seconds: Int, steps: Int) {
    #expect(OralMotor.steps(within: seconds) == steps)
    for choice in Choice.all where choice.count == steps {
      for session in 0..<8 {
        let sounding = choice.steps(session: session)
          .reduce(FrameCount.zero) { $0 + OralMotor.sounding($1) }
        #expect(sounding <= FrameCount.seconds(seconds))
      }
    }
  }

  @Test("What the steps are said to take they do not exceed")
  func length() {
    for choice in Choice.all {
      for session in 0..<8 {
        let steps = choice.steps(session: session)
        let transcript = practised(steps)
        #expect(transcript.frames(transcript.score.length) <= OralMotor.length(steps))
      }
    }
  }
}
