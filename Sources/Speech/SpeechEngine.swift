// SPDX-License-Identifier: GPL-3.0-or-later

import CESpeakNG

/// What eSpeak NG made of one text, before anything was done to it.
struct RawSpeech {
  var samples: [Int16] = []

  /// Hertz: 22,050 for eSpeak NG's own voices.
  var sampleRate: Int

  /// Every phoneme; its frame is a position in `samples`.
  var phonemes: [Phoneme] = []
}

/// How eSpeak NG is to speak one text.
struct SpeechManner {
  var wordsPerMinute: Int

  /// eSpeak NG's own scale; nil leaves the voice's.
  var pitch: Int?

  /// Without the rise and fall of speech.
  var isLevel = false
}

/// Why eSpeak NG made nothing.
enum SpeechEngineError: Error, Equatable {
  case noSuchVoice
  case tooLong

  /// The text has another number of syllables than there are moments for.
  case otherSyllables(spoken: Int)
  case refused(function: String, code: Int32)
}

/// The one owner of eSpeak NG, for the life of a child process.
///
/// Made once and never ended: `espeak_Terminate` can deadlock, and what was spoken before changes
/// the sound of what comes next. So a process answers one question and exits: with one text, or
/// with takes whose order follows from the question alone.
struct SpeechEngine: ~Copyable {
  private let sampleRate: Int

  /// The version of the library, safe to ask without starting it. The C function is `espeak_Info`.
  static var libraryVersion: String {
    espeak_Info(nil).map { String(cString: $0) } ?? ""
  }

  /// Starts eSpeak NG: samples are handed over, no sound device is opened, and a missing voice file
  /// is an error, not an exit. The C function is `espeak_Initialize`.
  static func open() throws(SpeechEngineError) -> SpeechEngine {
    let options =
      espeakINITIALIZE_PHONEME_EVENTS | espeakINITIALIZE_PHONEME_IPA | espeakINITIALIZE_DONT_EXIT
    let rate = espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, nil, options)
    guard rate > 0 else { throw .refused(function: "espeak_Initialize", code: rate) }
    return SpeechEngine(sampleRate: Int(rate))
  }

  /// Speaks `text` into memory; at most `limitSeconds` of it. The C function is `espeak_Synth`.
  borrowing func speak(
    _ text: String, _ manner: SpeechManner, limitSeconds: Int
  ) throws(SpeechEngineError) -> RawSpeech {
    try SpeechEngine.set(espeakRATE, to: manner.wordsPerMinute)
    if let pitch = manner.pitch { try SpeechEngine.set(espeakPITCH, to: pitch) }
    if manner.isLevel { try SpeechEngine.set(espeakRANGE, to: 0) }

    let recorder = SpeechRecorder(RawSpeech(sampleRate: sampleRate), limitSeconds: limitSeconds)
    espeak_SetSynthCallback { wave, count, events in
      SpeechRecorder.receive(wave: wave, count: count, events: events)
    }
    // Neither espeakSSML nor espeakPHONEMES: text is text.
    let code = text.withCString { pointer in
      espeak_Synth(
        pointer, text.utf8.count + 1, 0, POS_CHARACTER, 0, UInt32(espeakCHARS_UTF8), nil,
        Unmanaged.passUnretained(recorder).toOpaque())
    }
    // eSpeak NG held the recorder without owning it.
    defer { withExtendedLifetime(recorder) {} }
    if recorder.isTooLong { throw .tooLong }
    guard code == EE_OK else { throw .refused(function: "espeak_Synth", code: code.rawValue) }
    return recorder.speech
  }

  /// In IPA with stress marks, phonemes apart by `Stress.separator`, words by white space.
  /// The C function is `espeak_TextToPhonemes`, which takes one clause a call.
  borrowing func transcription(of text: String) -> String {
    let mode = 0x02 | Int32(bitPattern: Stress.separator.value) << 8
    var clauses = ""
    text.withCString { start in
      var next: UnsafeRawPointer? = UnsafeRawPointer(start)
      // A clause has a byte at least.
      for _ in 0...text.utf8.count where next != nil {
        if let clause = espeak_TextToPhonemes(&next, espeakCHARS_UTF8, mode) {
          clauses += String(cString: clause) + " "
        }
      }
    }
    return clauses
  }

  /// The voices eSpeak NG has files for.
  func voices() -> [Voices.Voice] {
    var voices: [Voices.Voice] = []
    SpeechEngine.forEachVoice { language, voice in
      let title = voice.name.map { String(cString: $0) } ?? ""
      voices.append(Voices.Voice(name: language, title: title))
    }
    return voices
  }

  /// By its own name ("en-us", "en-us+f3"), else by the language it is listed under: "en-gb" is in
  /// a file called "en". `espeak_SetVoiceByProperties` would find that too, but would also take the
  /// nearest voice for one that is missing. The C function is `espeak_SetVoiceByName`.
  borrowing func select(voice wanted: String) throws(SpeechEngineError) {
    if espeak_SetVoiceByName(wanted) == EE_OK { return }
    let variant = wanted.firstIndex(of: "+") ?? wanted.endIndex
    var file: String?
    SpeechEngine.forEachVoice { language, voice in
      guard file == nil, language == wanted[..<variant] else { return }
      file = voice.identifier.map { String(cString: $0) }
    }
    guard let file, espeak_SetVoiceByName(file + wanted[variant...]) == EE_OK else {
      throw .noSuchVoice
    }
  }

  /// The C function is `espeak_ListVoices`.
  private static func forEachVoice(_ body: (_ language: String, espeak_VOICE) -> Void) {
    guard var next = espeak_ListVoices(nil) else { return }
    while let voice = next.pointee {
      // `languages` is a priority byte, then the name.
      if let languages = voice.pointee.languages, languages.pointee != 0 {
        body(String(cString: languages + 1), voice.pointee)
      }
      next += 1
    }
  }

  /// The C function is `espeak_SetParameter`.
  private static func set(
    _ parameter: espeak_PARAMETER, to value: Int
  ) throws(SpeechEngineError) {
    let code = espeak_SetParameter(parameter, Int32(value), 0)
    guard code == EE_OK else {
      throw .refused(function: "espeak_SetParameter", code: code.rawValue)
    }
  }
}
