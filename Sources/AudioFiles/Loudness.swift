// SPDX-License-Identifier: GPL-3.0-or-later
import CEBUR128

/// How loud a sound is (EBU R 128, ITU-R BS.1770-4).
public struct Loudness: Equatable, Sendable {
  /// Integrated, gated, in LUFS; minus infinity for silence.
  public let integrated: Double
  /// In dBTP; minus infinity for silence.
  public let truePeak: Double

  public static let silence = Loudness(integrated: -.infinity, truePeak: -.infinity)

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
    _ samples: [Float], channels: Int = 1, rate: Int = AudioFile.rate, mono: Mono = .oneSpeaker
  ) throws(LibraryError) -> Loudness {
    let meter = try LoudnessMeter.open(channels: channels, rate: rate, mono: mono)
    try meter.add(samples[...])
    return try meter.finish()
  }

  /// Measures a whole sound, interleaved, 16-bit.
  public static func measure(
    _ samples: [Int16], channels: Int = 1, rate: Int = AudioFile.rate, mono: Mono = .oneSpeaker
  ) throws(LibraryError) -> Loudness {
    let meter = try LoudnessMeter.open(channels: channels, rate: rate, mono: mono)
    try meter.add(samples[...])
    return try meter.finish()
  }
}

/// Measures a sound piece by piece. It keeps a few numbers a second, no sound.
public final class LoudnessMeter {
  private let channels: Int
  /// Frames of 400 ms, the shortest that BS.1770 measures.
  private let windowFrames: Int
  private let state: UnsafeMutablePointer<ebur128_state>
  private var frames = 0

  private init(channels: Int, rate: Int, state: UnsafeMutablePointer<ebur128_state>) {
    self.channels = channels
    windowFrames = rate * 2 / 5
    self.state = state
  }

  deinit {
    var state: UnsafeMutablePointer<ebur128_state>? = state
    ebur128_destroy(&state)
  }

  /// The C function is `ebur128_init`.
  public static func open(
    channels: Int = 1, rate: Int = AudioFile.rate, mono: Loudness.Mono = .oneSpeaker
  ) throws(LibraryError) -> LoudnessMeter {
    let mode = EBUR128_MODE_I.rawValue | EBUR128_MODE_TRUE_PEAK.rawValue
    guard let state = ebur128_init(UInt32(channels), UInt(rate), Int32(mode)) else {
      throw LibraryError(
        function: "ebur128_init", code: Int32(EBUR128_ERROR_NOMEM.rawValue))
    }
    let meter = LoudnessMeter(channels: channels, rate: rate, state: state)
    if channels == 1, mono == .bothSpeakers {
      try check(
        "ebur128_set_channel", ebur128_set_channel(state, 0, Int32(EBUR128_DUAL_MONO.rawValue)))
    }
    return meter
  }

  /// Whole frames, interleaved, full scale ±1. The C function is `ebur128_add_frames_float`.
  public func add(_ samples: ArraySlice<Float>) throws(LibraryError) {
    precondition(samples.count % channels == 0, "whole frames")
    let count = samples.count / channels
    let code = samples.withUnsafeBufferPointer {
      ebur128_add_frames_float(state, $0.baseAddress, count)
    }
    try Self.check("ebur128_add_frames_float", code)
    frames += count
  }

  /// Whole frames, interleaved. The C function is `ebur128_add_frames_short`.
  public func add(_ samples: ArraySlice<Int16>) throws(LibraryError) {
    precondition(samples.count % channels == 0, "whole frames")
    let count = samples.count / channels
    let code = samples.withUnsafeBufferPointer {
      ebur128_add_frames_short(state, $0.baseAddress, count)
    }
    try Self.check("ebur128_add_frames_short", code)
    frames += count
  }

  /// The measure of all that was added; nothing may be added afterwards.
  ///
  /// BS.1770 knows no sound under 400 ms: such a one is measured over its own length, ungated [E].
  public func finish() throws(LibraryError) -> Loudness {
    let length = frames
    var peak = 0.0
    for channel in 0..<UInt32(channels) {
      var channelPeak = 0.0
      try Self.check("ebur128_true_peak", ebur128_true_peak(state, channel, &channelPeak))
      peak = max(peak, channelPeak)
    }
    var loudness = -Double.infinity
    if length >= windowFrames {
      try Self.check("ebur128_loudness_global", ebur128_loudness_global(state, &loudness))
    } else if length > 0 {
      let silence = [Float](repeating: 0, count: (windowFrames - length) * channels)
      try add(silence[...])
      try Self.check("ebur128_loudness_momentary", ebur128_loudness_momentary(state, &loudness))
      loudness += decibels(Double(windowFrames) / Double(length)) / 2
    }
    return Loudness(integrated: loudness, truePeak: decibels(peak))
  }

  private static func check(_ function: String, _ code: Int32) throws(LibraryError) {
    guard code == 0 else { throw LibraryError(function: function, code: code) }
  }
}
