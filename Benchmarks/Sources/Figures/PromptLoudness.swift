// SPDX-License-Identifier: GPL-3.0-or-later
import Bench
import Loudness
import Rehearsal
import Rhythm

/// How loud the prompts are in the unit's stereo output (`music.md`: speech −19 LUFS).
enum PromptLoudness {
  private static let target = -19.0
  private static let tolerance = 2.0

  static func measure(_ workshop: Workshop) throws(Failure) -> [Figure] {
    var figures: [Figure] = []
    for code in Language.codes {
      let language = try Language(code, voices: workshop.voices)
      let voice = language.voice(workshop.upbeat)
      // Sounds that are shown are no words: a soft hiss stays soft.
      let prompts = workshop.some(
        of: language.prompts.filter { $0.key.role != .sound }, shortly: 12)
      var levels: [Double] = []
      for prompt in prompts {
        var recordings: [Recording] = []
        for sentence in prompt.sentences {
          guard case .recording(let recording) = voice.sound(of: Saying(sentence)) else {
            throw Failure("\(prompt.key) could not be said: \(voice.failure ?? "")")
          }
          recordings.append(recording)
        }
        levels.append(try MeasuredSound.loudness(SpokenSound.stereo(recordings)))
      }
      let sample = Sample(levels)
      let away = max(abs(sample.least - target), abs(sample.most - target))
      figures.append(
        Figure(
          name: "loudness of \(levels.count) prompts, \(code)",
          measured: "\(sample.least.text(1)) to \(sample.most.text(1)) LUFS",
          beside: "median \(sample.median.text(1))", target: "-19 ± 2",
          isMet: away <= tolerance))
    }
    return figures
  }
}

/// The loudness of a stereo sound (EBU R 128).
enum MeasuredSound {
  /// - Parameter samples: interleaved, 48 kHz.
  /// - Returns: LUFS, integrated.
  static func loudness(_ samples: [Int16]) throws(Failure) -> Double {
    do throws(LoudnessError) {
      return try Loudness.measure(samples, channels: 2).integrated
    } catch {
      throw Failure("\(error)")
    }
  }
}
