// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Session
import Timebase

/// A voice with fixed durations, so that golden timelines do not hang on a version of eSpeak NG:
/// 65 ms a character and never less than 300 ms, as a quiet hum. A syllable is a group of vowel
/// letters, 240 ms from the one before, every other one stressed.
public final class FixedVoice: Voice {
  private var made: [Saying: Recording] = [:]
  /// Texts that cannot be spoken: what a broken voice is like.
  public var refuses: (String) -> Bool

  public init(refuses: @escaping (String) -> Bool = { _ in false }) { self.refuses = refuses }

  public static func length(of text: String) -> FrameCount {
    max(.milliseconds(65) * text.count, .milliseconds(300))
  }

  /// What sounds before the first vowel.
  private static let onset = FrameCount.milliseconds(60)
  /// What sounds after the beginning of the last one.
  private static let tail = FrameCount.milliseconds(300)
  private static let syllable = FrameCount.milliseconds(240)

  public func sound(of saying: Saying) -> SpokenSound {
    if refuses(saying.text) { return .failed }
    if let recording = made[saying] { return .recording(recording) }
    let recording: Recording
    switch saying.delivery {
    case .plain:
      recording = Self.hum(Self.length(of: saying.text), vowels: [])
    case .onBeats(let vowels):
      recording = Self.hum(
        Self.onset + (vowels.last ?? .zero) + Self.tail, vowels: vowels.map { $0 + Self.onset })
    case .sung(let syllables):
      let notes = syllables.flatMap(\.notes)
      let end = notes.map { $0.onset + $0.length }.max() ?? .zero
      recording = Self.hum(
        Self.onset + end,
        vowels: syllables.compactMap { $0.notes.first.map { $0.onset + Self.onset } })
    }
    made[saying] = recording
    return .recording(recording)
  }

  public func prosody(of text: String) -> Prosody? {
    if refuses(text) { return nil }
    var syllables: [Prosody.Syllable] = []
    for word in text.split(separator: " ") {
      var isInVowel = false
      var isFirst = true
      for letter in word {
        let isVowel = Self.vowels.contains(Character(letter.lowercased()))
        if isVowel, !isInVowel {
          syllables.append(
            Prosody.Syllable(
              text: String(letter), vowel: Self.syllable * syllables.count,
              isStressed: syllables.count.isMultiple(of: 2), beginsWord: isFirst))
          isFirst = false
        }
        isInVowel = isVowel
      }
    }
    return Prosody(text: text, syllables: syllables, tail: Self.tail)
  }

  private static let vowels = Set("aeiouyäöüáéíóúàèùâêîôûëïœаеёиоуыэюя")

  /// A triangle wave of 240 Hz at −21 dBFS, ramped by 10 ms at both ends.
  private static func hum(_ length: FrameCount, vowels: [FrameCount]) -> Recording {
    let frames = length.value
    var samples = [Int16](repeating: 0, count: frames)
    let ramp = 480
    for index in 0..<frames {
      let place = index % 200
      let wave = place < 100 ? 60 * (place - 50) : 60 * (150 - place)
      let edge = min(index, frames - 1 - index, ramp)
      samples[index] = Int16(wave * edge / ramp)
    }
    return Recording(samples: samples, vowels: vowels)
  }
}
