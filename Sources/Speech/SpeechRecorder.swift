// SPDX-License-Identifier: GPL-3.0-or-later

import CESpeakNG

/// Collects what eSpeak NG hands over, piece by piece.
final class SpeechRecorder {
  private(set) var speech: RawSpeech
  private(set) var isTooLong = false
  private let limitSeconds: Int

  /// Unicode scalars of the text before the word being spoken, and whether it has not begun yet.
  private var textOffset = 0
  private var isBetweenWords = true

  init(_ speech: RawSpeech, limitSeconds: Int) {
    self.speech = speech
    self.limitSeconds = limitSeconds
  }

  /// The `t_espeak_callback`: 0 goes on, 1 ends the synthesis. Every event carries the recorder it
  /// belongs to, the one that ends the list too.
  static func receive(
    wave: UnsafeMutablePointer<Int16>?, count: Int32, events: UnsafeMutablePointer<espeak_EVENT>?
  ) -> Int32 {
    guard let events, let owner = events.pointee.user_data else { return 1 }
    let recorder = Unmanaged<SpeechRecorder>.fromOpaque(owner).takeUnretainedValue()
    if let wave, count > 0 {
      recorder.speech.samples.append(
        contentsOf: UnsafeBufferPointer(start: wave, count: Int(count)))
    }
    var next = events
    while next.pointee.type != espeakEVENT_LIST_TERMINATED {
      recorder.note(next.pointee)
      next += 1
    }
    recorder.isTooLong =
      recorder.speech.samples.count > recorder.limitSeconds * recorder.speech.sampleRate
    return recorder.isTooLong ? 1 : 0
  }

  private func note(_ event: espeak_EVENT) {
    switch event.type {
    case espeakEVENT_WORD:
      textOffset = Int(event.text_position) - 1
      isBetweenWords = true
    case espeakEVENT_PHONEME:
      // Eight bytes, ended by a zero only where the name is shorter.
      let bytes = withUnsafeBytes(of: event.id.string) { Array($0.prefix { $0 != 0 }) }
      // Later versions write the stress into the name.
      let (name, isStressed) = Stress.parse(String(decoding: bytes, as: UTF8.self))
      let isSound = !name.isEmpty && !name.hasPrefix("(")
      speech.phonemes.append(
        Phoneme(
          frame: Int(event.sample), name: name, isStressed: isStressed,
          beginsWord: isBetweenWords && isSound, textOffset: textOffset))
      if isSound { isBetweenWords = false }
    case espeakEVENT_SAMPLERATE where event.id.number > 0:
      speech.sampleRate = Int(event.id.number)
    default:
      break  // sentences and marks are not needed
    }
  }
}
