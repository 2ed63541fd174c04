// SPDX-License-Identifier: GPL-3.0-or-later

import CESpeakNG

/// What eSpeak NG made of one text, before anything was done to it.
struct RawSpeech {
  var samples: [Int16] = []

  /// Hertz: 22,050 for eSpeak NG's own voices.
  var sampleRate: Int

  /// Every phoneme, with its position in `samples`.
  var phonemes: [(position: Int, name: String)] = []
}

/// Why eSpeak NG made nothing.
enum SpeechEngineError: Error, Equatable {
  case noSuchVoice
  case tooLong
  case refused(function: String, code: Int32)
}

/// The one owner of eSpeak NG, for the life of a child process.
///
/// Made once and never ended: `espeak_Terminate` can deadlock, and what was spoken before changes
/// the sound of what comes next. So a process speaks one text and exits.
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

  /// Speaks `request` into memory; at most `limitSeconds` of it.
  consuming func speak(
    _ request: ClipRequest, limitSeconds: Int
  ) throws(SpeechEngineError) -> RawSpeech {
    try select(voice: request.voice)
    try SpeechEngine.set(espeakRATE, to: request.wordsPerMinute)
    if let pitch = request.pitch { try SpeechEngine.set(espeakPITCH, to: pitch) }

    let take = Take(RawSpeech(sampleRate: sampleRate), limitSeconds: limitSeconds)
    espeak_SetSynthCallback { wave, count, events in
      Take.receive(wave: wave, count: count, events: events)
    }
    // Neither espeakSSML nor espeakPHONEMES: text is text.
    let code = request.text.withCString { text in
      espeak_Synth(
        text, request.text.utf8.count + 1, 0, POS_CHARACTER, 0, UInt32(espeakCHARS_UTF8), nil,
        Unmanaged.passUnretained(take).toOpaque())
    }
    // eSpeak NG held the take without owning it.
    defer { withExtendedLifetime(take) {} }
    if take.isTooLong { throw .tooLong }
    guard code == EE_OK else { throw .refused(function: "espeak_Synth", code: code.rawValue) }
    return take.speech
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
  private borrowing func select(voice wanted: String) throws(SpeechEngineError) {
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

/// Collects what eSpeak NG hands over, piece by piece.
private final class Take {
  private(set) var speech: RawSpeech
  private(set) var isTooLong = false
  private let limitSeconds: Int

  init(_ speech: RawSpeech, limitSeconds: Int) {
    self.speech = speech
    self.limitSeconds = limitSeconds
  }

  /// The `t_espeak_callback`: 0 goes on, 1 ends the synthesis. Every event carries the take it
  /// belongs to, the one that ends the list too.
  static func receive(
    wave: UnsafeMutablePointer<Int16>?, count: Int32, events: UnsafeMutablePointer<espeak_EVENT>?
  ) -> Int32 {
    guard let events, let owner = events.pointee.user_data else { return 1 }
    let take = Unmanaged<Take>.fromOpaque(owner).takeUnretainedValue()
    if let wave, count > 0 {
      take.speech.samples.append(contentsOf: UnsafeBufferPointer(start: wave, count: Int(count)))
    }
    var next = events
    while next.pointee.type != espeakEVENT_LIST_TERMINATED {
      take.note(next.pointee)
      next += 1
    }
    take.isTooLong = take.speech.samples.count > take.limitSeconds * take.speech.sampleRate
    return take.isTooLong ? 1 : 0
  }

  private func note(_ event: espeak_EVENT) {
    switch event.type {
    case espeakEVENT_PHONEME:
      // Eight bytes, ended by a zero only where the name is shorter.
      let bytes = withUnsafeBytes(of: event.id.string) { Array($0.prefix { $0 != 0 }) }
      speech.phonemes.append((Int(event.sample), String(decoding: bytes, as: UTF8.self)))
    case espeakEVENT_SAMPLERATE where event.id.number > 0:
      speech.sampleRate = Int(event.id.number)
    default:
      break  // words, sentences and marks are not needed
    }
  }
}
