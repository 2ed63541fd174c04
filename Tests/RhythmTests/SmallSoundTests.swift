// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Testing
import Timebase

struct SmallSoundTests {
  private static let answers: [SmallSound] = [
    .heard, .accepted, .ignored, .stopTick, .restTick, .questionItem
  ]

  private func sound(_ sound: SmallSound) -> RenderedSound {
    var mixer = Mixer()
    mixer.play(sound, at: SampleTime(24_000))
    return mixer.rendered(frames: 24_000 + sound.length.value + 24_000)
  }

  @Test("Each ends where it says, and sounds until near there", arguments: SmallSound.allCases)
  func eachEndsWhereIt(small: SmallSound) {
    let sound = sound(small)
    let end = 24_000 + small.length.value
    #expect(sound.slice(end..<sound.frameCount).samples.allSatisfy { $0 == 0 })
    #expect(sound.slice(0..<24_000).samples.allSatisfy { $0 == 0 })
    #expect(sound.slice(24_000 + small.length.value / 2..<end).samples.contains { $0 != 0 })
    #expect(sound.peakDecibels > -40)
  }

  @Test("Answers are short and soft", arguments: answers)
  func answersAreShortAnd(small: SmallSound) {
    #expect(small.length <= .milliseconds(150))
    #expect(sound(small).momentaryLoudness <= -24)
  }

  @Test("The tick after a stop is within 60 ms")
  func theTickAfterA() {
    #expect(SmallSound.stopTick.length <= .milliseconds(60))
  }

  @Test(
    "None is louder than minus 30 dB in its first half millisecond", arguments: SmallSound.allCases)
  func noneIsLouderThan(small: SmallSound) {
    #expect(sound(small).slice(24_000..<24_024).peakDecibels < -30)
  }

  @Test("None clicks as it ends", arguments: SmallSound.allCases)
  func noneClicksAsIt(small: SmallSound) {
    let sound = sound(small)
    let end = 24_000 + small.length.value
    #expect(sound.slice(end - 48..<end + 48).largestStep < 0.002)
  }

  @Test("The chime peaks at minus 6 dB and is the only loud sound")
  func theChimePeaksAt() {
    #expect(abs(sound(.ringChime).peakDecibels + 6) < 0.5)
    for small in SmallSound.allCases where small != .ringChime {
      #expect(sound(small).peakDecibels < -12)
      #expect(sound(small).momentaryLoudness <= -23)
    }
  }

  @Test("No two are alike")
  func noTwoAreAlike() {
    for (index, small) in SmallSound.allCases.enumerated() {
      for other in SmallSound.allCases.dropFirst(index + 1) {
        // The same tone on either side.
        if (small, other) == (.leftTone, .rightTone) { continue }
        // Told apart by shape, not level: the correlation of two sounds is far from 1.
        let (a, b) = (sound(small).mono, sound(other).mono)
        let product = zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
        let length = Double(min(a.count, b.count))
        let energy = rootMeanSquare(a.prefix(Int(length))) * rootMeanSquare(b.prefix(Int(length)))
        #expect(abs(product / length / energy) < 0.7, "\(small) and \(other)")
      }
    }
  }

  @Test("The answer that accepts rises, the low ones are low")
  func theAnswerThatAccepts() {
    func crossings(_ small: SmallSound, _ range: Range<Int>) -> Int {
      let mono = sound(small).mono[range]
      return zip(mono, mono.dropFirst()).count { $0 < 0 && $1 >= 0 }
    }
    let first = crossings(.accepted, 24_200..<24_200 + 2_400)
    let second = crossings(.accepted, 27_400..<27_400 + 2_400)
    #expect(second > first)
    // A duller sound changes less from sample to sample for the same level.
    func brightness(_ small: SmallSound) -> Double {
      let mono = sound(small).mono
      let steps = zip(mono.dropFirst(), mono).map { $0 - $1 }
      return rootMeanSquare(steps) / rootMeanSquare(mono)
    }
    #expect(1.3 * brightness(.ignored) < brightness(.heard))
    #expect(1.3 * brightness(.heard) < brightness(.accepted))
  }
}
