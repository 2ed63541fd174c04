// SPDX-License-Identifier: GPL-3.0-or-later

import Loudness

/// Makes the clip of one request, in the child process.
///
/// What is spoken, and in which order, follows from the request alone: so do the clip's bytes.
struct Speaker: ~Copyable {
  private let engine: SpeechEngine
  private let request: ClipRequest

  /// One second less than a clip may have, so that what is put around the sound has room.
  private static let limitSeconds = Clip.maximumFrames / Clip.sampleRate - 1

  /// A line that is to be sung is spoken at this rate, for crisp consonants [E].
  private static let sungWordsPerMinute = 150

  static func open(
    _ engine: consuming SpeechEngine, for request: ClipRequest
  ) throws(SpeechEngineError) -> Speaker {
    try engine.select(voice: request.voice)
    return Speaker(engine: engine, request: request)
  }

  private init(engine: consuming SpeechEngine, request: ClipRequest) {
    self.engine = engine
    self.request = request
  }

  func clip() throws(SpeechEngineError) -> Clip {
    switch request.delivery {
    case .plain: try plain()
    case .onBeats(let moments): try onBeats(moments)
    case .sung(let syllables): try sung(syllables)
    }
  }

  private func plain() throws(SpeechEngineError) -> Clip {
    let take = try marked(take(at: request.wordsPerMinute))
    return try finished(take.sound, take.syllables.map { $0.vowel(at: $0.vowelFrame) })
  }

  private func onBeats(_ moments: [Int]) throws(SpeechEngineError) -> Clip {
    let usual = try take(at: request.wordsPerMinute)
    guard usual.syllables.count == moments.count else {
      throw .otherSyllables(spoken: usual.syllables.count)
    }
    let rate = SpokenOnBeats.rate(
      for: usual.syllables, moments: moments, wordsPerMinute: request.wordsPerMinute)
    var best = usual
    if rate != request.wordsPerMinute {
      // Rarely, at another rate a vowel is swallowed, or not.
      let other = try take(at: rate)
      if other.syllables.count == moments.count { best = other }
    }
    best = marked(best)
    let plan = SpokenOnBeats.plan(best.syllables, moments: moments)
    return try finished(
      PhraseAssembly.render(plan.syllables, of: [best], frames: plan.frames),
      plan.syllables.map { $0.spoken.vowel(at: $0.beat) }, plain: best.sound, keepsVowels: true)
  }

  private func sung(_ syllables: [SungSyllable]) throws(SpeechEngineError) -> Clip {
    let parameter = LevelPitch.parameter(
      forHertz: LevelPitch.hertz(ofNote: SungLine.middlePitch(syllables)))
    let manner = SpeechManner(
      wordsPerMinute: Speaker.sungWordsPerMinute, pitch: parameter, isLevel: true)
    let (takes, found) = try SungWords.find(syllables) { text throws(SpeechEngineError) in
      try marked(take(text, manner), text)
    }
    guard let plan = SungLine.plan(syllables, found) else { return .silence }
    let line = PhraseAssembly.render(plan.syllables, of: takes, frames: plan.frames)
    let tuned: [Float]
    do throws(RubberBandError) {
      tuned = try SungLine.tuned(
        line, plan, spokenHertz: LevelPitch.hertz(ofParameter: parameter))
    } catch {
      throw .refused(function: "rubberband_new", code: 0)
    }
    return try finished(tuned, plan.vowels, keepsVowels: true)
  }

  private func finished(
    _ speech: [Float], _ vowels: [Vowel], plain: [Float]? = nil, keepsVowels: Bool = false
  ) throws(SpeechEngineError) -> Clip {
    do throws(LoudnessError) {
      return try ClipFinish.clip(
        speech: speech, vowels: vowels, plain: plain, keepsVowels: keepsVowels)
    } catch {
      throw .refused(function: error.function, code: error.code)
    }
  }

  // MARK: - Takes

  private func take(at wordsPerMinute: Int) throws(SpeechEngineError) -> Take {
    try take(request.text, SpeechManner(wordsPerMinute: wordsPerMinute, pitch: request.pitch))
  }

  private func take(_ text: String, _ manner: SpeechManner) throws(SpeechEngineError) -> Take {
    let raw = try engine.speak(text, manner, limitSeconds: Speaker.limitSeconds)
    do throws(SampleRateError) {
      let sound = try SampleRateConversion.convert(
        raw.samples, from: raw.sampleRate, to: Clip.sampleRate)
      let ratio = Double(Clip.sampleRate) / Double(raw.sampleRate)
      let phonemes = raw.phonemes.map { phoneme in
        var phoneme = phoneme
        phoneme.frame = Int((Double(phoneme.frame) * ratio).rounded())
        return phoneme
      }
      return Take(sound: sound, phonemes: phonemes)
    } catch {
      throw .refused(function: "src_simple", code: error.code)
    }
  }

  /// With the stress of its vowels.
  private func marked(_ take: Take, _ text: String? = nil) -> Take {
    var take = take
    Stress.mark(&take.phonemes, by: engine.transcription(of: text ?? request.text))
    return take
  }
}

extension SpokenSyllable {
  /// As a clip tells it, at `frame`.
  fileprivate func vowel(at frame: Int) -> Vowel {
    Vowel(
      frame: frame, name: vowel.name, isStressed: vowel.isStressed, beginsWord: beginsWord)
  }
}
