// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Session
import Speech
import Timebase

/// Where a rehearsal has its clips from: at once, in simulated time.
public protocol Voice: AnyObject {
  func sound(of text: String) -> SpokenSound
}

/// Speech as the unit makes it: eSpeak NG in a child process, the clip cache before it.
public final class SpokenVoice: Voice {
  private var maker: SpeechMaker
  private let voice: String
  private let wordsPerMinute: Int
  /// The voice that was wished for and is not there.
  public private(set) var missingVoice: String?
  /// The last failure, in words.
  public private(set) var failure: String?

  /// - Parameter wordsPerMinute: 100–175.
  public init(maker: SpeechMaker, voice: String, wordsPerMinute: Int) {
    self.maker = maker
    self.voice = voice
    self.wordsPerMinute = wordsPerMinute
  }

  public func sound(of text: String) -> SpokenSound {
    let request = ClipRequest(text: text, voice: voice, wordsPerMinute: wordsPerMinute)
    do throws(SpeechError) {
      let spoken = try maker.clipOrEnglish(for: request)
      if let missing = spoken.missingVoice { missingVoice = missing }
      return .recording(Recording(samples: spoken.clip.samples))
    } catch {
      failure = "\(error)"
      return .failed
    }
  }
}

/// A voice with fixed durations, so that golden timelines do not hang on a version of eSpeak NG:
/// 65 ms a character and never less than 300 ms, as a quiet hum.
public final class FixedVoice: Voice {
  private var made: [String: Recording] = [:]
  /// Texts that cannot be spoken: what a broken voice is like.
  public var refuses: (String) -> Bool

  public init(refuses: @escaping (String) -> Bool = { _ in false }) { self.refuses = refuses }

  public static func length(of text: String) -> FrameCount {
    max(.milliseconds(65) * text.count, .milliseconds(300))
  }

  public func sound(of text: String) -> SpokenSound {
    if refuses(text) { return .failed }
    if let recording = made[text] { return .recording(recording) }
    let frames = Self.length(of: text).value
    var samples = [Int16](repeating: 0, count: frames)
    // A triangle wave of 240 Hz at −21 dBFS, ramped by 10 ms at both ends.
    let ramp = 480
    for index in 0..<frames {
      let place = index % 200
      let wave = place < 100 ? 60 * (place - 50) : 60 * (150 - place)
      let edge = min(index, frames - 1 - index, ramp)
      samples[index] = Int16(wave * edge / ramp)
    }
    let recording = Recording(samples: samples)
    made[text] = recording
    return .recording(recording)
  }
}
