// SPDX-License-Identifier: GPL-3.0-or-later
import Bench
import Rehearsal
import Rhythm
import Timebase

/// What the unit's voice says, as it comes out of the mixer: one channel, both are alike.
struct SpokenSound {
  let samples: [Int16]
  /// Where the program puts each vowel.
  let vowels: [Int]

  init(_ saying: Saying, _ voice: SpokenVoice) throws(Failure) {
    guard case .recording(let recording) = voice.sound(of: saying) else {
      throw Failure("\"\(saying.text)\" could not be said: \(voice.failure ?? "")")
    }
    let stereo = Self.stereo([recording])
    samples = stride(from: 0, to: stereo.count, by: 2).map { stereo[$0] }
    vowels = recording.vowels.map(\.value)
  }

  /// One after the other, as much apart as two sentences; interleaved.
  static func stereo(_ recordings: [Recording]) -> [Int16] {
    var mixer = Mixer()
    var end = SampleTime.zero
    for recording in recordings {
      let start = end == .zero ? end : end + .seconds(1)
      mixer.play(recording, at: start)
      end = start + recording.length
    }
    var samples = [Int16](repeating: 0, count: 2 * end.frame)
    samples.withUnsafeMutableBufferPointer { mixer.render(from: .zero, into: $0) }
    return samples
  }
}
