// SPDX-License-Identifier: GPL-3.0-or-later
import CALSA
import Glibc

/// Hardware and software parameters of an ALSA stream: set explicitly, then read back.
///
/// Nothing is left to `…_near`: what is not exactly what we want is refused (librespot #1703 was
/// given a buffer of 23 s).
enum ALSAParameters {
  /// Periods of 5 ms to 10 ms, the shortest first. 480 is what the Raspberry Pi's headphone
  /// driver needs (its `PERIOD_TIME` is at least 10 ms); those between serve powers of two.
  static let periodCandidates = [240, 256, 288, 320, 360, 384, 480]
  static let periodsInBuffer = 4
  /// Half the buffer: a whole one can spiral into xruns (scream #239).
  static let periodsToStart = 2

  static func apply(
    to handle: OpaquePointer, of name: String, isConverted: Bool
  ) throws(PCMError) -> PCMGeometry {
    let granted = try applyHardware(to: handle, of: name)
    let startFrames = granted.period * periodsToStart
    try applySoftware(
      to: handle, of: name, period: granted.period, buffer: granted.buffer, start: startFrames)
    return PCMGeometry(
      device: name, periodFrames: granted.period, bufferFrames: granted.buffer,
      startFrames: startFrames, isConverted: isConverted)
  }

  /// The C functions are `snd_pcm_hw_params_*`.
  private static func applyHardware(
    to handle: OpaquePointer, of name: String
  ) throws(PCMError) -> (period: Int, buffer: Int) {
    var allocated: OpaquePointer?
    try ALSA.check(
      snd_pcm_hw_params_malloc(&allocated), "snd_pcm_hw_params_malloc", name)
    guard let parameters = allocated else {
      throw ALSA.error(ENOMEM, "snd_pcm_hw_params_malloc", name)
    }
    defer { snd_pcm_hw_params_free(parameters) }

    try restrictFormat(parameters, of: handle, named: name)
    let period = try restrictGeometry(parameters, of: handle, named: name)
    try ALSA.check(snd_pcm_hw_params(handle, parameters), "snd_pcm_hw_params", name)
    return try readBack(parameters, expectedPeriod: period, named: name)
  }

  private static func restrictFormat(
    _ parameters: OpaquePointer, of handle: OpaquePointer, named name: String
  ) throws(PCMError) {
    let subject = "\(name) (\(try offer(of: handle, named: name)))"
    try ALSA.check(
      snd_pcm_hw_params_any(handle, parameters), "snd_pcm_hw_params_any", name)
    try ALSA.check(
      snd_pcm_hw_params_set_access(handle, parameters, SND_PCM_ACCESS_RW_INTERLEAVED),
      "snd_pcm_hw_params_set_access", subject)
    try ALSA.check(
      snd_pcm_hw_params_set_format(handle, parameters, SND_PCM_FORMAT_S16_LE),
      "snd_pcm_hw_params_set_format", subject)
    try ALSA.check(
      snd_pcm_hw_params_set_channels(handle, parameters, UInt32(PCMFormat.channels)),
      "snd_pcm_hw_params_set_channels", subject)
    try ALSA.check(
      snd_pcm_hw_params_set_rate(handle, parameters, UInt32(PCMFormat.rate), 0),
      "snd_pcm_hw_params_set_rate", subject)
  }

  /// - Returns: the period that was set, the shortest the device takes.
  private static func restrictGeometry(
    _ parameters: OpaquePointer, of handle: OpaquePointer, named name: String
  ) throws(PCMError) -> Int {
    var copied: OpaquePointer?
    try ALSA.check(snd_pcm_hw_params_malloc(&copied), "snd_pcm_hw_params_malloc", name)
    guard let untried = copied else {
      throw ALSA.error(ENOMEM, "snd_pcm_hw_params_malloc", name)
    }
    defer { snd_pcm_hw_params_free(untried) }
    snd_pcm_hw_params_copy(untried, parameters)

    for period in periodCandidates {
      snd_pcm_hw_params_copy(parameters, untried)
      let buffer = snd_pcm_uframes_t(period * periodsInBuffer)
      if snd_pcm_hw_params_set_period_size(
        handle, parameters, snd_pcm_uframes_t(period), 0) == 0,
        snd_pcm_hw_params_set_buffer_size(handle, parameters, buffer) == 0
      {
        return period
      }
    }
    let subject = "\(name) has no four periods of 5 to 10 ms (\(offer(in: untried)))"
    throw ALSA.error(EINVAL, "snd_pcm_hw_params_set_period_size", subject)
  }

  private static func readBack(
    _ parameters: OpaquePointer, expectedPeriod: Int, named name: String
  ) throws(PCMError) -> (period: Int, buffer: Int) {
    var rate: UInt32 = 0
    var period: snd_pcm_uframes_t = 0
    var buffer: snd_pcm_uframes_t = 0
    try ALSA.check(
      snd_pcm_hw_params_get_rate(parameters, &rate, nil), "snd_pcm_hw_params_get_rate", name)
    try ALSA.check(
      snd_pcm_hw_params_get_period_size(parameters, &period, nil),
      "snd_pcm_hw_params_get_period_size", name)
    try ALSA.check(
      snd_pcm_hw_params_get_buffer_size(parameters, &buffer),
      "snd_pcm_hw_params_get_buffer_size", name)
    guard
      rate == UInt32(PCMFormat.rate), Int(period) == expectedPeriod,
      Int(buffer) == expectedPeriod * periodsInBuffer
    else {
      let subject = "\(name) granted \(rate) Hz, \(period) of \(buffer) frames"
      throw ALSA.error(EINVAL, "snd_pcm_hw_params", subject)
    }
    return (Int(period), Int(buffer))
  }

  /// The C functions are `snd_pcm_sw_params_*`.
  ///
  /// Stops when the queue is empty, so that an xrun is seen and counted; alsa-lib fills in no
  /// silence of its own.
  private static func applySoftware(
    to handle: OpaquePointer, of name: String, period: Int, buffer: Int, start: Int
  ) throws(PCMError) {
    var allocated: OpaquePointer?
    try ALSA.check(
      snd_pcm_sw_params_malloc(&allocated), "snd_pcm_sw_params_malloc", name)
    guard let parameters = allocated else {
      throw ALSA.error(ENOMEM, "snd_pcm_sw_params_malloc", name)
    }
    defer { snd_pcm_sw_params_free(parameters) }

    try ALSA.check(
      snd_pcm_sw_params_current(handle, parameters), "snd_pcm_sw_params_current", name)
    try ALSA.check(
      snd_pcm_sw_params_set_start_threshold(handle, parameters, snd_pcm_uframes_t(start)),
      "snd_pcm_sw_params_set_start_threshold", name)
    try ALSA.check(
      snd_pcm_sw_params_set_avail_min(handle, parameters, snd_pcm_uframes_t(period)),
      "snd_pcm_sw_params_set_avail_min", name)
    try ALSA.check(
      snd_pcm_sw_params_set_stop_threshold(handle, parameters, snd_pcm_uframes_t(buffer)),
      "snd_pcm_sw_params_set_stop_threshold", name)
    try ALSA.check(
      snd_pcm_sw_params_set_silence_threshold(handle, parameters, 0),
      "snd_pcm_sw_params_set_silence_threshold", name)
    try ALSA.check(
      snd_pcm_sw_params_set_silence_size(handle, parameters, 0),
      "snd_pcm_sw_params_set_silence_size", name)
    try ALSA.check(snd_pcm_sw_params(handle, parameters), "snd_pcm_sw_params", name)
  }

  // MARK: What a device offers, in words

  private static func offer(
    of handle: OpaquePointer, named name: String
  ) throws(PCMError) -> String {
    var allocated: OpaquePointer?
    try ALSA.check(
      snd_pcm_hw_params_malloc(&allocated), "snd_pcm_hw_params_malloc", name)
    guard let parameters = allocated else {
      throw ALSA.error(ENOMEM, "snd_pcm_hw_params_malloc", name)
    }
    defer { snd_pcm_hw_params_free(parameters) }
    try ALSA.check(
      snd_pcm_hw_params_any(handle, parameters), "snd_pcm_hw_params_any", name)
    return offer(in: parameters)
  }

  /// Rates, channels, formats, period and buffer sizes that are left in a configuration space.
  private static func offer(in parameters: OpaquePointer) -> String {
    var (rateLow, rateHigh): (UInt32, UInt32) = (0, 0)
    snd_pcm_hw_params_get_rate_min(parameters, &rateLow, nil)
    snd_pcm_hw_params_get_rate_max(parameters, &rateHigh, nil)
    var (channelsLow, channelsHigh): (UInt32, UInt32) = (0, 0)
    snd_pcm_hw_params_get_channels_min(parameters, &channelsLow)
    snd_pcm_hw_params_get_channels_max(parameters, &channelsHigh)
    var (periodLow, periodHigh): (snd_pcm_uframes_t, snd_pcm_uframes_t) = (0, 0)
    snd_pcm_hw_params_get_period_size_min(parameters, &periodLow, nil)
    snd_pcm_hw_params_get_period_size_max(parameters, &periodHigh, nil)
    var (bufferLow, bufferHigh): (snd_pcm_uframes_t, snd_pcm_uframes_t) = (0, 0)
    snd_pcm_hw_params_get_buffer_size_min(parameters, &bufferLow)
    snd_pcm_hw_params_get_buffer_size_max(parameters, &bufferHigh)
    return "offers \(rateLow)-\(rateHigh) Hz, \(channelsLow)-\(channelsHigh) channels, "
      + "\(formatNames(in: parameters)), periods of \(periodLow)-\(periodHigh) frames, "
      + "buffers of \(bufferLow)-\(bufferHigh)"
  }

  private static func formatNames(in parameters: OpaquePointer) -> String {
    let last = Int32(SND_PCM_FORMAT_LAST.rawValue)
    let names = (0...last).compactMap { value -> String? in
      let format = snd_pcm_format_t(rawValue: value)
      var mask: OpaquePointer?
      guard snd_pcm_format_mask_malloc(&mask) == 0, let mask else { return nil }
      defer { snd_pcm_format_mask_free(mask) }
      snd_pcm_hw_params_get_format_mask(parameters, mask)
      guard snd_pcm_format_mask_test(mask, format) != 0, let name = snd_pcm_format_name(format)
      else { return nil }
      return String(cString: name)
    }
    // A converting device offers them all; the first few say enough.
    let shown = names.prefix(4).joined(separator: " ")
    return names.count > 4 ? shown + " and more" : shown
  }
}
