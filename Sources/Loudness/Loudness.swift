// SPDX-License-Identifier: GPL-3.0-or-later

/// How loud a sound is, in LUFS (EBU R 128, ITU-R BS.1770-4).
///
/// The one meter of the house: speech, recordings, music and the note bank are measured alike.
public struct Loudness: Equatable, Sendable {
  /// Integrated, gated, in LUFS; minus infinity for silence.
  public let integrated: Double
  /// In dBTP; minus infinity for silence.
  public let truePeak: Double

  public static let silence = Loudness(integrated: -.infinity, truePeak: -.infinity)

  /// Frames a second, where nothing else is said.
  public static let usualRate = 48_000

  /// How a mono sound is heard.
  public enum Mono: Sendable {
    /// From one speaker: what a meter shows for a mono file.
    case oneSpeaker
    /// From both alike, which is 3 LU louder: what a meter shows for the unit's stereo output.
    case bothSpeakers
  }

  /// The gain in decibels that brings a sound to a loudness, with its true peak under a ceiling.
  public func gain(to target: Double, ceiling: Double) -> Double {
    min(target - integrated, ceiling - truePeak)
  }

  /// Measures a whole sound, interleaved, full scale ±1.
  public static func measure(
    _ samples: [Float], channels: Int = 1, rate: Int = usualRate, mono: Mono = .oneSpeaker
  ) throws(LoudnessError) -> Loudness {
    let meter = try LoudnessMeter.open(channels: channels, rate: rate, mono: mono)
    try meter.add(samples[...])
    return try meter.finish()
  }

  /// Measures a whole sound, interleaved, 16-bit.
  public static func measure(
    _ samples: [Int16], channels: Int = 1, rate: Int = usualRate, mono: Mono = .oneSpeaker
  ) throws(LoudnessError) -> Loudness {
    let meter = try LoudnessMeter.open(channels: channels, rate: rate, mono: mono)
    try meter.add(samples[...])
    return try meter.finish()
  }

  /// Only the integrated loudness of a mono sound at 48,000 Hz, full scale ±1, in LUFS; minus
  /// infinity for silence. Several times as quick as with a true peak.
  public static func integrated(_ samples: [Float]) throws(LoudnessError) -> Double {
    let meter = try LoudnessMeter.open(peaks: false)
    try meter.add(samples[...])
    return try meter.finish().integrated
  }

  /// The loudest 400 ms of a mono sound at 48,000 Hz, full scale ±1, in LUFS, ungated, looked at
  /// every 100 ms; of the whole, as if silence followed, where it is shorter. Minus infinity for
  /// silence.
  public static func ofLoudest(_ samples: [Float]) throws(LoudnessError) -> Double {
    let hop = usualRate / 10
    let hopsAWindow = 4
    let meter = try LoudnessMeter.open(peaks: false)
    var loudest = -Double.infinity
    let hops = max(hopsAWindow, (samples.count + hop - 1) / hop)
    for index in 0..<hops {
      let start = min(index * hop, samples.count)
      let end = min(start + hop, samples.count)
      try meter.add(samples[start..<end])
      try meter.addSilence(frames: hop - (end - start))
      if index + 1 >= hopsAWindow { loudest = max(loudest, try meter.momentary()) }
    }
    return loudest
  }
}
