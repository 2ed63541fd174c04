// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import SoundMeasures
import Testing

@Suite("The onset detector")
struct OnsetDetectorTests {
  /// Tones of 150 Hz and 200 ms, at these frames.
  private let onsets = [10_000, 34_000, 58_000]

  private var sound: [Int16] {
    var sound = [Int16](repeating: 0, count: 80_000)
    for onset in onsets {
      for frame in 0..<9_600 {
        sound[onset + frame] = Int16(8_000 * sin(2 * Double.pi * 150 * Double(frame) / 48_000))
      }
    }
    return sound
  }

  @Test("finds where a voice begins, within 3 ms")
  func finds() {
    #expect(OnsetDetector(sound).errors(expected: onsets).allSatisfy { abs($0) < 3 })
  }

  @Test("is not led by what is expected", arguments: [-80, 80])
  func isNotLed(milliseconds: Int) {
    let expected = onsets.map { $0 - milliseconds * 48 }
    let errors = OnsetDetector(sound).errors(expected: expected)
    #expect(errors.allSatisfy { abs($0 - Double(milliseconds)) < 3 }, "\(errors)")
  }
}
