// SPDX-License-Identifier: GPL-3.0-or-later
import Prompts
import Speech

/// The language and the voice that can be had, as near as possible to what was wished for: the
/// caregiver's voice, else the language's own, else English. A Russian text is never read by an
/// English voice.
struct VoiceChoice {
  let pack: LanguagePack
  let voice: String
  /// The voice that was wished for and is not there.
  let missing: String?

  /// - Parameters:
  ///   - wished: the caregiver's voice; nil: the language's own.
  ///   - english: the pack to fall back to.
  static func choose(
    _ pack: LanguagePack, wished: String?, english: () throws(Share.PackError) -> LanguagePack,
    maker: inout SpeechMaker
  ) throws(Share.PackError) -> VoiceChoice {
    if let wished, exists(wished, &maker) {
      return VoiceChoice(pack: pack, voice: wished, missing: nil)
    }
    if exists(pack.voice, &maker) {
      return VoiceChoice(pack: pack, voice: pack.voice, missing: wished)
    }
    let other = try english()
    return VoiceChoice(pack: other, voice: other.voice, missing: wished ?? pack.voice)
  }

  /// Only a plain "no such voice" counts: a child that fails otherwise is met when words are made.
  private static func exists(_ voice: String, _ maker: inout SpeechMaker) -> Bool {
    do throws(SpeechError) {
      _ = try maker.clip(for: ClipRequest(text: "a", voice: voice, wordsPerMinute: 130))
      return true
    } catch {
      if case .noSuchVoice = error { return false }
      return true
    }
  }
}
