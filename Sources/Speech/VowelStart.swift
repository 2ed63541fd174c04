// SPDX-License-Identifier: GPL-3.0-or-later

/// Where the vowel of a phoneme begins to sound.
///
/// That is its first sample, but for two kinds: a glide becomes a vowel inside one phoneme ("ja" of
/// Russian), and a short vowel behind a voiced consonant may begin 12 dB and more under its level.
enum VowelStart {
  /// Levels compared: 20 ms before a moment and 20 ms behind it.
  private static let window = 960
  private static let step = 120

  /// A vowel that begins with less than this part of its level begins late: −12 dB [E].
  private static let lateShare = 0.25

  /// Looked at to tell: the first 10 ms of a phoneme.
  private static let firstFrames = 480

  /// - Returns: the first frame of `phoneme`, or, for those two kinds, the one behind which the level
  ///   under 1 kHz rises most. At least 20 ms of the phoneme lie behind it.
  static func find(in sound: [Float], _ phoneme: Range<Int>, isGlide: Bool) -> Int {
    guard phoneme.count > 2 * window else { return phoneme.lowerBound }
    let from = max(0, phoneme.lowerBound - window)
    var filter = VoiceBand()
    let energy = sound[from..<phoneme.upperBound].map { sample -> Double in
      let voiced = filter.filter(Double(sample))
      return voiced * voiced
    }
    var start = phoneme.lowerBound
    var most = 0.0
    for frame in stride(
      from: phoneme.lowerBound + window, through: phoneme.upperBound - window, by: step)
    {
      let place = frame - from
      let rise = level(energy[place..<place + window]) - level(energy[place - window..<place])
      if rise > most { (start, most) = (frame, rise) }
    }
    if isGlide { return start }
    let lead = phoneme.lowerBound - from
    let beginning = level(energy[lead..<lead + firstFrames])
    let behind = start - from
    return beginning < lateShare * level(energy[behind..<behind + window])
      ? start : phoneme.lowerBound
  }

  private static func level(_ energy: ArraySlice<Double>) -> Double {
    (energy.reduce(0, +) / Double(max(energy.count, 1))).squareRoot()
  }
}
