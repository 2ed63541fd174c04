// SPDX-License-Identifier: GPL-3.0-or-later

/// Stretches speech without changing its pitch, by overlapping pieces that look alike (WSOLA:
/// Verhelst and Roelands, ICASSP 1993).
///
/// Where a time map runs at the speed of the sound, the sound passes untouched: consonants and the
/// first moments of a vowel keep every sample's place. That is why words are put on beats by this
/// and not by the key frames of Rubber Band, whose finer engine in 3.1.2 missed them by up to 31 ms
/// (tone bursts, ratio 2.5).
enum TimeStretch {
  /// Half a window: 12.5 ms, so that a window holds a period of the lowest voice (64 Hz).
  private static let hop = 600

  /// How far from its mapped place a piece may be taken: 8.3 ms, a period at 120 Hz and half of one
  /// at 60 Hz each way.
  private static let reach = 400

  /// Looked at in this grain first, then around the best.
  private static let grain = 4

  /// Corresponding moments of the map, both ascending; between them it is straight.
  struct Knot {
    var output: Int
    var input: Int
  }

  /// `length` frames; what lies outside `input` is silence.
  /// - Parameter pin: from this frame on the sound is exactly where the map puts it, as long as the
  ///   map runs at the speed of the sound; nil where it does so from the start.
  static func render(
    _ input: [Float], length: Int, map: [Knot], pin: Int? = nil
  ) -> [Float] {
    var output = [Float](repeating: 0, count: length)
    var center = place(0, in: map)
    var frame = 0
    while true {
      add(input, around: center, to: &output, around: frame)
      frame += hop
      if frame - hop >= length { return output }
      let natural = center + hop
      let target = place(frame, in: map)
      if let pin, frame - hop < pin, pin <= frame {
        center = target
      } else {
        center = abs(natural - target) <= reach ? natural : likeliest(input, natural, target)
      }
    }
  }

  private static func place(_ frame: Int, in map: [Knot]) -> Int {
    guard let next = map.firstIndex(where: { $0.output > frame }) else {
      return map.last.map { $0.input + frame - $0.output } ?? frame
    }
    guard next > 0 else { return map[0].input + frame - map[0].output }
    let (from, to) = (map[next - 1], map[next])
    return from.input
      + (frame - from.output) * (to.input - from.input) / (to.output - from.output)
  }

  private static func add(
    _ input: [Float], around center: Int, to output: inout [Float], around frame: Int
  ) {
    for offset in max(-hop, -frame)..<min(hop, output.count - frame) {
      let source = center + offset
      guard input.indices.contains(source) else { continue }
      output[frame + offset] += input[source] * window[offset + hop]
    }
  }

  /// Two of them, `hop` apart, add up to one; the very first frame has its own left half missing,
  /// and is not used (`PhraseAssembly` fades in).
  private static let window: [Float] = (0..<2 * hop).map {
    let x = Float($0) / Float(hop)
    let ramp = x < 1 ? x : 2 - x
    return ramp * ramp * (3 - 2 * ramp)
  }

  /// The place within reach of `target` whose surroundings look most like those of `natural`.
  private static func likeliest(_ input: [Float], _ natural: Int, _ target: Int) -> Int {
    let coarse = best(
      input, natural, stride(from: target - reach, through: target + reach, by: grain), every: grain
    )
    return best(
      input, natural, stride(from: coarse - grain + 1, through: coarse + grain - 1, by: 1), every: 1
    )
  }

  private static func best(
    _ input: [Float], _ natural: Int, _ places: StrideThrough<Int>, every step: Int
  ) -> Int {
    var best = natural
    var bestLikeness = -Float.infinity
    for place in places {
      var (product, energy) = (Float(0), Float(1e-6))
      for offset in stride(from: -hop, to: hop, by: step) {
        guard input.indices.contains(natural + offset), input.indices.contains(place + offset)
        else { continue }
        let sample = input[place + offset]
        product += input[natural + offset] * sample
        energy += sample * sample
      }
      let likeness = product / energy.squareRoot()
      if likeness > bestLikeness { (best, bestLikeness) = (place, likeness) }
    }
    return best
  }
}
