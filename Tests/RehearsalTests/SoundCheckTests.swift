// SPDX-License-Identifier: GPL-3.0-or-later
import Rehearsal
import Rhythm
import Session
import Testing
import Timebase

/// Fed with what it must find, and with what is right beside it.
@Suite("The ears of the simulation hear")
struct SoundCheckTests {
  private func at(_ seconds: Double, _ kind: TimelineEvent.Kind) -> TimelineEvent {
    TimelineEvent(frame: frame(seconds), kind: kind)
  }

  private func frame(_ seconds: Double) -> SampleTime { SampleTime(Int(seconds * 48_000)) }

  private func speech(_ text: String, _ start: Double, _ end: Double) -> TimelineEvent {
    at(start, .speech(text: text, language: "en", end: frame(end), isStandIn: false))
  }

  private func note(_ start: Double, seconds: Int) -> TimelineEvent {
    at(start, .note(pitch: 60, length: .seconds(seconds)))
  }

  private func beat(_ seconds: Double, _ voice: Instrument? = .pulseIn) -> TimelineEvent {
    at(seconds, .beat(Pulse(beat: 1, bar: 1, accent: false, voice: voice), Tempo(60)))
  }

  private func syllable(_ seconds: Double) -> TimelineEvent {
    at(seconds, .syllable(text: "a", beat: frame(seconds)))
  }

  private func finds(_ words: String, _ timeline: [TimelineEvent]) -> Bool {
    SoundCheck.faults(in: timeline).contains { $0.contains(words) }
  }

  @Test("silence in an exercise, a rest or listening, and only there")
  func silence() {
    for state in State.allCases {
      let timeline = [
        at(0, .state(state)), note(1, seconds: 2), note(14, seconds: 1), at(16, .state(.resting))
      ]
      let isUnderWay = [.exercise, .rest, .listening].contains(state)
      #expect(finds("nothing is heard in \(state.rawValue)", timeline) == isUnderWay)
    }
  }

  @Test("silence at the beginning and at the end of a state, and across two of them")
  func edges() {
    let late = [at(0, .state(.exercise)), note(11, seconds: 1), at(12, .state(.resting))]
    #expect(finds("nothing is heard", late))
    let early = [at(0, .state(.rest)), note(0, seconds: 1), at(12, .state(.resting))]
    #expect(finds("nothing is heard", early))
    let across = [
      at(0, .state(.rest)), note(0, seconds: 1), at(6, .state(.exercise)), note(12, seconds: 1),
      at(14, .state(.resting))
    ]
    #expect(finds("nothing is heard", across))
  }

  @Test("words, sounding beats and own music as sound; a silent beat as none")
  func sounds() {
    func heard(_ event: TimelineEvent) -> Bool {
      !finds(
        "nothing is heard",
        [
          at(0, .state(.exercise)), note(0, seconds: 1), event, note(18, seconds: 1),
          at(20, .state(.resting))
        ])
    }
    #expect(heard(beat(9)))
    #expect(!heard(beat(9, nil)))
    #expect(heard(speech("Sing.", 9, 11)))
    #expect(heard(at(2, .music(track: "tune", frames: .seconds(15)))))
    #expect(!heard(at(9, .phase(.in, cycle: 1))))
  }

  @Test("a syllable a millisecond beside its beat, and not one just inside")
  func syllables() {
    for (frames, isFound) in [(48, false), (49, true), (-48, false), (-49, true)] {
      let event = TimelineEvent(
        frame: SampleTime(96_000 + frames), kind: .syllable(text: "a", beat: SampleTime(96_000)))
      #expect(finds("beside its beat", [event]) == isFound)
    }
  }

  @Test("words over words, but not a sung line that leans into the one before it")
  func wordsOverWords() {
    #expect(finds("over \"One.\"", [speech("One.", 1, 3), speech("Two.", 2, 4)]))
    #expect(
      !finds(
        "over", [speech("One.", 1, 3), at(2, .speechCut(text: "One.")), speech("Two.", 2, 4)]))
    let lines = [speech("la", 1, 3), syllable(1.1), speech("la", 2.9, 5), syllable(3)]
    #expect(!finds("over", lines))
    let late = [speech("la", 1, 3), syllable(1.1), speech("la", 2.5, 5), syllable(2.8)]
    #expect(finds("over \"la\"", late))
    let cue = [speech("You.", 1, 3), speech("la", 2.9, 5), syllable(3)]
    #expect(finds("over \"You.\"", cue))
  }

  @Test("a sentence over music, but no cue word, line or guidance")
  func sentencesOverMusic() {
    let start = [at(0, .state(.exercise)), beat(0), note(0, seconds: 10)]
    #expect(finds("over music", start + [speech("Sing.", 1, 2)]))
    #expect(finds("over music", [speech("Sing.", 1, 2), note(1.5, seconds: 1)]))
    #expect(!finds("over music", start + [speech("Sing.", 11, 12)]))
    // A cue ends on a beat; a line has its syllables.
    #expect(!finds("over music", start + [speech("In.", 1, 2), beat(2)]))
    #expect(!finds("over music", start + [speech("la la", 1, 2), syllable(1.1)]))
    // Guidance: while one settles or listens, and for ordinary breathing.
    #expect(
      !finds("over music", [at(0, .state(.listening)), note(0, seconds: 9), speech("a", 1, 2)]))
    #expect(
      !finds("over music", [at(0, .state(.exercise)), note(0, seconds: 9), speech("a", 1, 2)]))
    #expect(
      !finds("over music", start + [at(1, .phase(.rest, cycle: 1)), speech("Breathe.", 2, 3)]))
    // What was stopped sounds no longer.
    #expect(
      !finds("over music", start + [at(1, .state(.stopped)), speech("Breathe normally.", 6, 7)]))
  }
}
