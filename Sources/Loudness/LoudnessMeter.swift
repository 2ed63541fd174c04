// SPDX-License-Identifier: GPL-3.0-or-later
import CEBUR128
import Glibc

/// Measures a sound piece by piece. It keeps a few numbers a second, no sound.
///
/// The one file that calls libebur128.
public final class LoudnessMeter {
  private let channels: Int
  private let measuresPeaks: Bool
  /// Frames of 400 ms, the shortest that BS.1770 measures.
  private let windowFrames: Int
  private let state: UnsafeMutablePointer<ebur128_state>
  private var frames = 0

  /// Under this nothing counts, in LUFS: the absolute gate of BS.1770.
  private static let absoluteGate = -70.0

  private init(
    channels: Int, rate: Int, measuresPeaks: Bool, state: UnsafeMutablePointer<ebur128_state>
  ) {
    self.channels = channels
    self.measuresPeaks = measuresPeaks
    windowFrames = rate * 2 / 5
    self.state = state
  }

  /// The C function is `ebur128_destroy`.
  deinit {
    var state: UnsafeMutablePointer<ebur128_state>? = state
    ebur128_destroy(&state)
  }

  /// The C function is `ebur128_init`.
  /// - Parameters:
  ///   - rate: frames a second.
  ///   - peaks: whether true peaks are measured too, which takes the most time.
  public static func open(
    channels: Int = 1, rate: Int = Loudness.usualRate, mono: Loudness.Mono = .oneSpeaker,
    peaks: Bool = true
  ) throws(LoudnessError) -> LoudnessMeter {
    let peakMode = peaks ? EBUR128_MODE_TRUE_PEAK.rawValue : 0
    let mode = EBUR128_MODE_I.rawValue | peakMode
    guard let state = ebur128_init(UInt32(channels), UInt(rate), Int32(mode)) else {
      throw LoudnessError(
        function: "ebur128_init", code: Int32(EBUR128_ERROR_NOMEM.rawValue))
    }
    let meter = LoudnessMeter(
      channels: channels, rate: rate, measuresPeaks: peaks, state: state)
    if channels == 1, mono == .bothSpeakers {
      try check(
        "ebur128_set_channel", ebur128_set_channel(state, 0, Int32(EBUR128_DUAL_MONO.rawValue)))
    }
    return meter
  }

  /// Whole frames, interleaved, full scale ±1. The C function is `ebur128_add_frames_float`.
  public func add(_ samples: ArraySlice<Float>) throws(LoudnessError) {
    precondition(samples.count % channels == 0, "whole frames")
    let count = samples.count / channels
    let code = samples.withUnsafeBufferPointer {
      ebur128_add_frames_float(state, $0.baseAddress, count)
    }
    try Self.check("ebur128_add_frames_float", code)
    frames += count
  }

  /// Whole frames, interleaved. The C function is `ebur128_add_frames_short`.
  public func add(_ samples: ArraySlice<Int16>) throws(LoudnessError) {
    precondition(samples.count % channels == 0, "whole frames")
    let count = samples.count / channels
    let code = samples.withUnsafeBufferPointer {
      ebur128_add_frames_short(state, $0.baseAddress, count)
    }
    try Self.check("ebur128_add_frames_short", code)
    frames += count
  }

  func addSilence(frames count: Int) throws(LoudnessError) {
    try add([Float](repeating: 0, count: count * channels)[...])
  }

  /// Of the last 400 ms, in LUFS, ungated; minus infinity for silence. The C function is
  /// `ebur128_loudness_momentary`.
  func momentary() throws(LoudnessError) -> Double {
    var loudness = -Double.infinity
    try Self.check("ebur128_loudness_momentary", ebur128_loudness_momentary(state, &loudness))
    return loudness
  }

  /// The measure of all that was added; nothing may be added afterwards.
  ///
  /// BS.1770 knows no sound under 400 ms. Such a one is measured as one block of its own length, so
  /// that a short word is as loud as its like in a sentence [E]: silence fills the block, and the
  /// mean is taken over the sound alone. The C functions are `ebur128_loudness_global` and
  /// `ebur128_true_peak`.
  public func finish() throws(LoudnessError) -> Loudness {
    let length = frames
    let peak = try truePeak()
    var loudness = -Double.infinity
    if length >= windowFrames {
      try Self.check("ebur128_loudness_global", ebur128_loudness_global(state, &loudness))
    } else if length > 0 {
      try addSilence(frames: windowFrames - length)
      loudness = try momentary() + 10 * log10(Double(windowFrames) / Double(length))
      if loudness < Self.absoluteGate { loudness = -.infinity }
    }
    return Loudness(integrated: loudness, truePeak: 20 * log10(peak))
  }

  /// The highest of all channels, full scale 1; 0 where none is measured.
  private func truePeak() throws(LoudnessError) -> Double {
    var peak = 0.0
    for channel in 0..<(measuresPeaks ? UInt32(channels) : 0) {
      var channelPeak = 0.0
      try Self.check("ebur128_true_peak", ebur128_true_peak(state, channel, &channelPeak))
      peak = max(peak, channelPeak)
    }
    return peak
  }

  private static func check(_ function: String, _ code: Int32) throws(LoudnessError) {
    guard code == 0 else { throw LoudnessError(function: function, code: code) }
  }
}
