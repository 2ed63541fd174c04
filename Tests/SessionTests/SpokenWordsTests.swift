// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Session
import Testing
import Timebase

@Suite("Words and music")
struct SpokenWordsTests {
  private static let cues: Set<String> = ["Breathe in.", "In.", "Breathe out.", "Out."]

  /// A block from its first beat on, and the words over it.
  private func block() throws -> (words: [Studio.Words], phases: [SampleTime: BreathPhase]) {
    var studio = try Studio.exercise().studio
    try studio.run(to: .rest)
    var phases: [SampleTime: BreathPhase] = [:]
    for event in studio.timeline {
      if case .phase(let phase, _) = event.kind { phases[event.frame] = phase }
    }
    return (studio.words.filter { Self.cues.contains($0.text) }, phases)
  }

  @Test("Cue words end exactly on the first beat of their phase")
  func cuesEndOnTheBeat() throws {
    let (words, phases) = try block()
    #expect(words.count > 20)
    for cue in words {
      let phase: BreathPhase = cue.text.hasSuffix("n.") ? .in : .out
      #expect(phases[cue.end] == phase, "\(cue.text) ends at \(cue.end.frame)")
    }
  }

  @Test("Where a whole wording is too long for its room, a shorter one is said")
  func shorterWording() throws {
    // "Breathe out." takes 1.04 s here; two beats at 120 are 1 s.
    let caregiver = ["in beats: 2", "out beats: 3", "tempo: 120"]
    var studio = try Studio.exercise(.usual(caregiver: caregiver)) { saying in
      let isOut = saying.text == "Breathe out."
      return TestVoice.hum.sound(of: isOut ? Saying("Breathe out, now") : saying)
    }.studio
    try studio.run(to: .rest)
    let said = Set(studio.words.map(\.text)).intersection(Self.cues)
    #expect(said == ["Breathe in.", "Out."])
  }

  @Test("The first two breaths have no words")
  func listening() throws {
    var (studio, firstBeat) = try Studio.exercise()
    studio.run(until: firstBeat + .seconds(60))
    let first = studio.words.first { Self.cues.contains($0.text) }
    #expect(first?.end == firstBeat + .seconds(8))
  }

  @Test("Under a word the music is 12 dB down, and back 400 ms after it")
  func ducking() throws {
    // The same music with words that make no sound, and with none.
    let ducked = try Studio.exercise(voice: TestVoice.silent.sound)
    let plain = try Studio.exercise { saying in
      Self.cues.contains(saying.text) ? .failed : TestVoice.silent.sound(of: saying)
    }
    #expect(ducked.firstBeat == plain.firstBeat)
    let word = ducked.firstBeat + .seconds(12)
    func difference(_ from: SampleTime, _ milliseconds: Int) -> Double {
      var (one, other) = (ducked.studio, plain.studio)
      let end = from + .milliseconds(milliseconds)
      let quiet = one.listen(from: from, to: end).level
      return quiet / other.listen(from: from, to: end).level
    }
    // "Breathe in." takes 715 ms and ends on the beat; the pulse before it has died away.
    let under = difference(word - .milliseconds(300), 250)
    #expect(under > 0.23 && under < 0.28)
    // The next word begins 560 ms after this one has ended.
    let back = difference(word + .milliseconds(400), 30)
    #expect(back > 0.97 && back < 1.03)
  }

  @Test("Between two sentences there is a second or more, in a whole session")
  func sentences() throws {
    let studio = try wholeSession()
    let spoken = studio.words.filter { !Self.cues.contains($0.text) }
    #expect(spoken.count > 20)
    for (one, next) in zip(spoken, spoken.dropFirst()) {
      let wasCut = studio.timeline.contains { event in
        if case .speechCut(one.text) = event.kind { event.frame >= one.start } else { false }
      }
      if !wasCut {
        #expect(next.start - one.end >= .seconds(1), "\(one.text) \(next.text)")
      }
    }
  }

  @Test("Before music there is half a second of quiet after the last word")
  func quietBeforeMusic() throws {
    let studio = try wholeSession()
    var lastWord = SampleTime.zero
    var isMusic = false
    var entries = 0
    for event in studio.timeline {
      switch event.kind {
      case .speech(let text, _, let end, _) where !Self.cues.contains(text): lastWord = end
      case .note, .beat:
        if !isMusic {
          entries += 1
          #expect(event.frame - lastWord >= .milliseconds(500))
        }
        isMusic = true
      case .state: isMusic = false
      default: break
      }
    }
    #expect(entries >= 4)
  }

  @Test("No sentence is said over music, but for cue words and guidance")
  func noSentenceOverMusic() throws {
    let studio = try wholeSession()
    let overMusic = Self.cues.union(
      [.cueRest, .cueInDeep, .settleGuidance, .listeningClosing].flatMap {
        Files.english.prompt($0)
      })
    var ends: [SampleTime] = []
    for event in studio.timeline {
      switch event.kind {
      case .note(_, let length): ends.append(event.frame + length)
      case .speech(let text, _, _, _) where !overMusic.contains(text):
        #expect(ends.filter { $0 > event.frame }.isEmpty, "\(text)")
      default: break
      }
    }
  }

  @Test(
    "The last note of a block has died away before the next word", arguments: ["usual", "short"])
  func cadence(session: String) throws {
    let facts = Facts.usual(caregiver: ["session: \(session)"])
    var studio = try Studio.exercise(facts, voice: TestVoice.silent.sound).studio
    try studio.run(to: session == "usual" ? .rest : .question)
    let ended = studio.now
    var later = studio
    later.run(until: ended + .seconds(2))
    let word = try #require(later.words.first { $0.start >= ended })
    #expect(studio.listen(from: ended, to: word.start).peak > 0)
    #expect(studio.listen(from: word.start, to: word.end).peak == 0)
  }

  /// Presses wherever one is asked for, until the unit rests.
  private func wholeSession() throws -> Studio {
    var studio = try Studio.waiting()
    while studio.state != .resting {
      if studio.state == .waiting {
        studio.press(at: studio.now + .seconds(4))
        studio.run(until: studio.now + .seconds(5))
      }
      let next = try #require(studio.conductor.nextDecision)
      studio.run(until: next + FrameCount(1))
    }
    studio.run(until: studio.now + .seconds(10))
    return studio
  }

  @Test("Speech that never comes: after 8 s a melody stands in, and the session goes on")
  func mute() throws {
    var studio = Studio(voice: TestVoice.mute.sound)
    let from = SampleTime("0:09")
    let melody = studio.listen(from: "0:00", to: from + .seconds(3))
    #expect(melody.suffix(2 * 48_000 * 3).map { $0 }.peak > 0)
    try studio.run(to: .waiting)
    #expect(studio.words.filter { !$0.isStandIn }.isEmpty)
    // Nothing is told as said before its melody stands in for it, 8 s after it was asked for.
    let chord = SmallSound.powerOnChord.length
    let first = try #require(studio.words.first)
    #expect(first.start >= SampleTime.zero + chord + .seconds(8))
    #expect(first.start < SampleTime.zero + chord + .milliseconds(8_100))
  }

  @Test("With no voice at all a whole practice is led by its music, and ends")
  func refusing() throws {
    for voice in [TestVoice.refusing, .mute] {
      var studio = Studio(voice: voice.sound)
      while studio.state != .farewell {
        try studio.run(to: .waiting)
        studio.press(at: studio.now + .seconds(20))
        studio.run(until: studio.now + .seconds(21))
        while ![.waiting, .farewell].contains(studio.state) {
          let next = try #require(studio.conductor.nextDecision)
          studio.run(until: next + FrameCount(1))
          studio.forgetSound(before: next)
        }
      }
      let done = studio.records.compactMap {
        if case .exerciseEnded(let ending) = $0 { ending.setsDone } else { nil }
      }
      #expect(done == [2, 5])
    }
  }
}
