// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Timebase

extension RhythmicSpeechCueing {
  /// One phrase by its eight steps, and the rest after it.
  public static func score(_ plan: Plan, words: Words) -> Score {
    var lesson = Lesson(plan, words: words)
    return lesson.score()
  }

  static let countInBeats = 4
  /// The tick falls by so much from beat to beat, in decibels (`music.md`).
  static let fadePerBeat = -6.0
  /// Between a step and the words of the next, and to breathe between two times, seconds.
  private static let pause = Rational(1)
  private static let breath = Rational(2)
  /// Beside the time the voice takes, for people who speak more slowly than it does.
  private static let patience = Rational(2)
  private static let slowness = Rational(3, 2)

  /// One's own time alone has no beat; a slow phrase is longer than a silence may be
  /// (`clinical.md`, "Dose").
  private static let quietestSeconds = Rational(6)

  /// What sounds in one time through the phrase.
  private enum Manner {
    case ticks
    case voiceAndTicks
    case fadingTicks
    case silence
  }

  /// A phrase on its way into the score.
  private struct Lesson {
    let plan: Plan
    let words: Words
    let rhythm: PhraseRhythm
    var script: Script
    /// Each count-in and each time through the phrase is a bar.
    var bar = 1

    init(_ plan: Plan, words: Words) {
      self.plan = plan
      self.words = words
      rhythm = plan.rhythm
      script = Script(tempo: rhythm.tempo, speechRate: words.speechRate)
    }

    mutating func score() -> Score {
      script.announce(words.phrase + words.model)
      let start = script.now
      script.add(.milestone(.setBegan(plan.number)))
      practise(.voiceAndTicks)
      script.announce(words.tap)
      practise(.ticks)
      script.announce(words.mouth)
      practise(.ticks)
      if plan.together { callAndResponse() } else { together() }
      script.announce(words.fade)
      practise(.fadingTicks)
      script.announce(words.alone)
      let wholeTurn = Rational(rhythm.beats) + script.beats(seconds: patience)
      script.tick(every: quietestSeconds, within: wholeTurn)
      say(.silence)
      script.wait(seconds: patience)
      endMark()
      saySentence()
      script.add(.milestone(.setDone(plan.number)))
      let mark = SetMark(technique: technique, activity: activity, set: plan.number)
      script.add(.set(mark, beats: script.now - start), after: start - script.now)
      script.rest(seconds: restSeconds)
      return script.ended()
    }

    // MARK: Steps

    private mutating func practise(_ manner: Manner) {
      countIn()
      say(manner)
      script.wait(seconds: pause)
    }

    private mutating func together() {
      script.announce(words.together)
      countIn()
      say(.voiceAndTicks)
      script.wait(seconds: breath)
      say(.voiceAndTicks)
      script.wait(seconds: pause)
    }

    /// The helper speaks with the voice, then the person answers with the tick.
    private mutating func callAndResponse() {
      script.announce(words.helper)
      practise(.voiceAndTicks)
      script.announce(words.you)
      practise(.ticks)
    }

    private mutating func saySentence() {
      guard let sentence = plan.sentence, !sentence.isEmpty else { return }
      script.say(words.sentence)
      script.say([sentence])
      script.waitAudibly(seconds: script.time(sentence) * slowness + patience)
      endMark()
    }

    // MARK: What sounds

    private mutating func countIn() {
      for beat in 0..<countInBeats {
        let pulse = Pulse(beat: beat + 1, bar: bar, accent: false, voice: .tick)
        script.add(.beat(pulse), after: Rational(beat))
      }
      script.move(by: Rational(countInBeats))
      bar += 1
    }

    /// Once through the phrase.
    private mutating func say(_ manner: Manner) {
      for (index, tick) in rhythm.ticks.enumerated() {
        var pulse = Pulse(
          beat: index + 1, bar: bar, accent: tick.isStressed,
          voice: tick.isStressed ? .tickStressed : .tick)
        switch manner {
        case .ticks, .voiceAndTicks: break
        case .fadingTicks: pulse.gain = fadePerBeat * Double(index)
        case .silence: pulse.voice = nil
        }
        script.add(.beat(pulse), after: tick.beat)
      }
      if manner == .voiceAndTicks { script.add(.line(line)) }
      script.move(by: Rational(rhythm.beats))
      bar += 1
    }

    private var line: VoiceLine {
      let syllables = zip(plan.phrase.syllables, rhythm.onsets).map { syllable, onset in
        VoiceLine.Syllable(
          text: syllable.text, beginsWord: syllable.beginsWord, beat: onset)
      }
      return VoiceLine(text: plan.phrase.text, syllables: syllables)
    }

    /// The time is up: a soft bell, D5.
    private mutating func endMark() {
      script.add(.tone(Tone(.bell, pitch: 74, length: Rational(1, 2))))
      script.wait(seconds: pause)
    }
  }
}
