// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Settings
import Timebase

extension OralMotor {
  /// The steps that are left, each a set.
  /// - Parameters:
  ///   - doneBefore: how many were begun before (after a stop).
  ///   - voice: where the comfortable tones are.
  ///   - level: how far a glide goes.
  public static func score(
    _ steps: [Step], doneBefore: Int, voice: SingingVoice, words: Words, level: Dose.Level
  ) -> Score {
    var script = Script(tempo: tempo, speechRate: words.speechRate)
    for (index, step) in steps.enumerated() {
      let set = doneBefore + index + 1
      var lesson = Lesson(step: step, set: set, voice: voice, words: words, level: level)
      lesson.write(to: &script)
      if index + 1 < steps.count, step != .loosen {
        script.rest(seconds: restSeconds(after: step))
      }
    }
    return script.ended()
  }

  /// One step on its way into the score.
  private struct Lesson {
    let step: Step
    let set: Int
    let voice: SingingVoice
    let words: Words
    let level: Dose.Level
    let row: Row
    /// Numbered on through the exercise, five a step: the model, the count-in and three times.
    var bar: Int

    /// Comfortable tones, D3 and A3: a little above most speaking voices, of one chord with the
    /// quiet music [E].
    var pitch: Int {
      switch voice {
      case .low: 50
      case .high: 57
      }
    }

    init(step: Step, set: Int, voice: SingingVoice, words: Words, level: Dose.Level) {
      self.step = step
      self.set = set
      self.voice = voice
      self.words = words
      self.level = level
      row = OralMotor.row(step)
      bar = 5 * (set - 1) + 1
    }

    mutating func write(to script: inout Script) {
      script.say(words.instructions[step] ?? [])
      guard step != .loosen else {
        loosen(&script)
        return
      }
      show(&script)
      bar += 1
      script.announce(words.now)
      let repetitions = row.sound * (2 * row.times - 1)
      begin(&script, beats: OralMotor.countInBeats + repetitions)
      countIn(&script)
      for time in 1...row.times { sound(&script, isLast: time == row.times) }
      script.add(.milestone(.setDone(set)))
    }

    private func begin(_ script: inout Script, beats: Int) {
      let mark = SetMark(
        technique: OralMotor.technique, activity: OralMotor.activity, set: set)
      script.add(.set(mark, beats: Rational(beats)))
      script.add(.milestone(.setBegan(set)))
    }

    /// In one's own time: no beat, nothing to keep up with.
    private func loosen(_ script: inout Script) {
      begin(&script, beats: OralMotor.loosenSeconds)
      script.settle(seconds: OralMotor.loosenSeconds)
      script.add(.milestone(.setDone(set)))
    }

    // MARK: Shown once

    private func show(_ script: inout Script) {
      script.announce(words.listen)
      switch step {
      case .loosen: return
      case .syllables: speak(words.syllables, &script)
      case .quick: speak(words.quick, &script)
      case .hum, .soft, .open, .glide, .wind: modelTones(&script)
      }
    }

    private func modelTones(_ script: inout Script) {
      addTones(to: &script)
      // The last tone's release is over before the next words.
      script.move(by: Rational(row.sound + 1))
    }

    /// One syllable a beat; by tones where the voice cannot.
    private func speak(_ prosody: Prosody?, _ script: inout Script) {
      for beat in 0..<row.sound { addTick(beat, to: &script) }
      if let prosody, (1...row.sound).contains(prosody.syllables.count) {
        let syllables = prosody.syllables.enumerated().map { index, syllable in
          VoiceLine.Syllable(
            text: syllable.text, beginsWord: syllable.beginsWord, beat: Rational(index))
        }
        script.add(.line(VoiceLine(text: prosody.text, syllables: syllables)))
      } else {
        addTones(to: &script)
      }
      script.move(by: Rational(row.sound + 1))
    }

    // MARK: Then done

    /// The beat that one breathes in to.
    private mutating func countIn(_ script: inout Script) {
      for beat in 0..<OralMotor.countInBeats {
        let pulse = Pulse(beat: beat + 1, bar: bar, accent: beat == 0, voice: .pulseIn)
        script.add(.beat(pulse), after: Rational(beat))
      }
      script.move(by: Rational(OralMotor.countInBeats))
      bar += 1
    }

    /// The sound, then a breath as long.
    private mutating func sound(_ script: inout Script, isLast: Bool) {
      for beat in 0..<(isLast ? row.sound : 2 * row.sound) {
        let voice: Instrument = beat < row.sound ? .pulseOut : .pulseIn
        let pulse = Pulse(beat: beat + 1, bar: bar, accent: beat == 0, voice: voice)
        script.add(.beat(pulse), after: Rational(beat))
      }
      addTones(to: &script)
      script.move(by: Rational(isLast ? row.sound : 2 * row.sound))
      bar += 1
    }

    private func addTick(_ beat: Int, to script: inout Script) {
      let pulse = Pulse(beat: beat + 1, bar: bar, accent: beat == 0, voice: .pulseOut)
      script.add(.beat(pulse), after: Rational(beat))
    }

    /// Tones that mark where the sound begins and how long it lasts.
    private func addTones(to script: inout Script) {
      let whole = Rational(row.sound)
      func add(
        _ instrument: Instrument, _ pitch: Int, at beat: Rational, _ length: Rational,
        gain: Double = 0
      ) {
        script.add(.tone(Tone(instrument, pitch: pitch, length: length, gain: gain)), after: beat)
      }
      switch step {
      case .loosen: break
      case .hum: add(.clarinet, pitch, at: .zero, whole)
      case .soft: add(.hiss, pitch, at: .zero, whole)
      case .open: add(.choir, pitch, at: .zero, whole, gain: OralMotor.choirGain)
      case .glide:
        let top = level == .mild ? 7 : 4
        let path = Array(0...top) + (0..<top).reversed()
        let length = whole / Rational(path.count)
        for (index, interval) in path.enumerated() {
          add(.clarinet, pitch + interval, at: length * Rational(index), length)
        }
      case .syllables, .quick:
        for beat in 0..<row.sound { add(.clarinet, pitch, at: Rational(beat), Rational(1, 2)) }
      // In is a wind, out is a string, here too.
      case .wind:
        let half = whole / Rational(2)
        add(.recorder, pitch + 24, at: .zero, half)
        add(.strings, pitch + 12, at: half, half)
      }
    }
  }
}
