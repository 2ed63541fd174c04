// SPDX-License-Identifier: GPL-3.0-or-later
import AudioFiles
import Rhythm
import Session
import Speech
import Timebase

/// Speech as the unit makes it: a human voice where a prompt was recorded, else eSpeak NG in a
/// child process, the clip cache before it.
public final class SpokenVoice: Voice {
  private var maker: SpeechMaker
  private let voice: String
  private let wordsPerMinute: Int
  /// The file that speaks a text.
  private let recordings: [String: String]
  /// The voice that was wished for and is not there.
  public private(set) var missingVoice: String?
  /// The last failure, in words.
  public private(set) var failure: String?
  /// Recordings that cannot be played, in words.
  public private(set) var refusedRecordings: [String] = []

  /// - Parameters:
  ///   - wordsPerMinute: 100–175.
  ///   - recordings: the file that speaks a text, by the text.
  public init(
    maker: SpeechMaker, voice: String, wordsPerMinute: Int, recordings: [String: String] = [:]
  ) {
    self.maker = maker
    self.voice = voice
    self.wordsPerMinute = wordsPerMinute
    self.recordings = recordings
  }

  public func sound(of saying: Saying) -> SpokenSound {
    if saying.delivery == .plain, let recording = recording(of: saying.text) {
      return .recording(recording)
    }
    let request = ClipRequest(
      text: saying.text, voice: voice, wordsPerMinute: wordsPerMinute,
      delivery: Delivery(saying.delivery))
    do throws(SpeechError) {
      let spoken = try maker.clipOrEnglish(for: request)
      if let missing = spoken.missingVoice { missingVoice = missing }
      return .recording(
        Recording(
          samples: spoken.clip.samples,
          vowels: spoken.clip.vowels.map { FrameCount($0.frame) }))
    } catch {
      failure = "\(error)"
      return .failed
    }
  }

  /// A human voice; one that cannot be played is left out, and the unit's own speaks.
  private func recording(of text: String) -> Recording? {
    guard let file = recordings[text] else { return nil }
    do throws(AudioFileError) {
      return Recording(samples: try RecordedPrompt.load(BytePath(file)).samples)
    } catch {
      let refused = "\(file): \(error.what), expected \(error.expected)"
      if !refusedRecordings.contains(refused) { refusedRecordings.append(refused) }
      return nil
    }
  }

  public func prosody(of text: String) -> Prosody? {
    let request = ClipRequest(text: text, voice: voice, wordsPerMinute: wordsPerMinute)
    do throws(SpeechError) {
      let clip = try maker.clipOrEnglish(for: request).clip
      let first = clip.vowels.first?.frame ?? 0
      return Prosody(
        text: text,
        syllables: clip.vowels.map { vowel in
          Prosody.Syllable(
            text: vowel.name, vowel: FrameCount(vowel.frame - first),
            isStressed: vowel.isStressed, beginsWord: vowel.beginsWord)
        },
        tail: FrameCount(clip.samples.count - (clip.vowels.last?.frame ?? 0)))
    } catch {
      failure = "\(error)"
      return nil
    }
  }
}

extension Delivery {
  fileprivate init(_ delivery: Saying.Delivery) {
    switch delivery {
    case .plain: self = .plain
    case .onBeats(let vowels): self = .onBeats(vowels.map(\.value))
    case .sung(let syllables):
      self = .sung(
        syllables.map { syllable in
          Speech.SungSyllable(
            text: syllable.text, beginsWord: syllable.beginsWord,
            notes: syllable.notes.map { note in
              Speech.SungSyllable.Note(
                onset: note.onset.value, length: note.length.value, pitch: note.pitch)
            })
        })
    }
  }
}
