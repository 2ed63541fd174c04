// SPDX-License-Identifier: GPL-3.0-or-later
import CALSA
import Glibc

/// A playback stream of alsa-lib, opened without blocking, its geometry set and read back.
public final class ALSAPCM: PCM {
  public let geometry: PCMGeometry
  public let waitDescriptors: [pollfd]

  /// The C type is `snd_pcm_t *`; nil once closed.
  private var handle: OpaquePointer?

  private init(handle: OpaquePointer, geometry: PCMGeometry, waitDescriptors: [pollfd]) {
    self.handle = handle
    self.geometry = geometry
    self.waitDescriptors = waitDescriptors
  }

  deinit { close() }

  /// Opens a device by its ALSA name and makes it ready to be filled.
  ///
  /// A `hw:` device that has other rates, formats or channels only is opened as `plughw:` of the
  /// same card; `geometry` says so.
  ///
  /// - Parameter name: `hw:CARD=Headphones`, `plughw:…`, `default`, or a plugin. Card numbers
  ///   change between boots, so a card is better named by its id.
  /// - Throws: `ENODEV` or `ENOENT` for no such device, `EBUSY` for one in use, `EINVAL` for one
  ///   that offers nothing that fits; then the text says what it offers.
  public static func open(_ name: String) throws(PCMError) -> ALSAPCM {
    ALSA.silenceMessages()
    do {
      return try openAsNamed(name, isConverted: false)
    } catch {
      guard name.hasPrefix("hw:"), error.function.hasPrefix("snd_pcm_hw_params") else {
        throw error
      }
      return try openAsNamed("plug" + name, isConverted: true)
    }
  }

  private static func openAsNamed(
    _ name: String, isConverted: Bool
  ) throws(PCMError) -> ALSAPCM {
    var opened: OpaquePointer?
    try ALSA.check(
      snd_pcm_open(&opened, name, SND_PCM_STREAM_PLAYBACK, SND_PCM_NONBLOCK),
      "snd_pcm_open", name)
    guard let handle = opened else { throw ALSA.error(ENODEV, "snd_pcm_open", name) }
    do throws(PCMError) {
      let geometry = try ALSAParameters.apply(to: handle, of: name, isConverted: isConverted)
      let descriptors = try descriptors(of: handle, named: name)
      try ALSA.check(snd_pcm_prepare(handle), "snd_pcm_prepare", name)
      return ALSAPCM(handle: handle, geometry: geometry, waitDescriptors: descriptors)
    } catch {
      snd_pcm_close(handle)
      throw error
    }
  }

  /// The C function is `snd_pcm_poll_descriptors`.
  private static func descriptors(
    of handle: OpaquePointer, named name: String
  ) throws(PCMError) -> [pollfd] {
    let count = try ALSA.check(
      snd_pcm_poll_descriptors_count(handle), "snd_pcm_poll_descriptors_count", name)
    guard count > 0 else { return [] }
    var descriptors = [pollfd](repeating: pollfd(), count: Int(count))
    let filled = try ALSA.check(
      snd_pcm_poll_descriptors(handle, &descriptors, UInt32(count)),
      "snd_pcm_poll_descriptors", name)
    return Array(descriptors.prefix(Int(filled)))
  }

  /// The C function is `snd_pcm_poll_descriptors_revents`.
  public func pollEvents(of polled: ArraySlice<pollfd>) throws(PCMError) -> Int16 {
    let handle = try openHandle("snd_pcm_poll_descriptors_revents")
    var descriptors = Array(polled)
    var events: UInt16 = 0
    try ALSA.check(
      snd_pcm_poll_descriptors_revents(
        handle, &descriptors, UInt32(descriptors.count), &events),
      "snd_pcm_poll_descriptors_revents", geometry.device)
    return Int16(bitPattern: events)
  }

  /// The C function is `snd_pcm_avail_delay`: it asks the hardware, so both numbers are fresh.
  public func status() throws(PCMError) -> PCMStatus {
    let handle = try openHandle("snd_pcm_avail_delay")
    var available: snd_pcm_sframes_t = 0
    var delay: snd_pcm_sframes_t = 0
    try ALSA.check(
      snd_pcm_avail_delay(handle, &available, &delay), "snd_pcm_avail_delay", geometry.device)
    return PCMStatus(availableFrames: Int(available), delayFrames: Int(delay))
  }

  /// The C function is `snd_pcm_writei`.
  public func write(_ samples: UnsafeBufferPointer<Int16>) throws(PCMError) -> Int {
    precondition(samples.count % PCMFormat.channels == 0)
    let handle = try openHandle("snd_pcm_writei")
    guard let base = samples.baseAddress, !samples.isEmpty else { return 0 }
    let frames = samples.count / PCMFormat.channels
    let taken = snd_pcm_writei(handle, base, snd_pcm_uframes_t(frames))
    if taken == -Int(EAGAIN) { return 0 }
    return try ALSA.check(taken, "snd_pcm_writei", geometry.device)
  }

  /// The C function is `snd_pcm_prepare`.
  public func prepare() throws(PCMError) {
    let handle = try openHandle("snd_pcm_prepare")
    try ALSA.check(snd_pcm_prepare(handle), "snd_pcm_prepare", geometry.device)
  }

  /// The C function is `snd_pcm_resume`.
  public func resume() throws(PCMError) {
    let handle = try openHandle("snd_pcm_resume")
    try ALSA.check(snd_pcm_resume(handle), "snd_pcm_resume", geometry.device)
  }

  /// The C function is `snd_pcm_start`.
  public func start() throws(PCMError) {
    let handle = try openHandle("snd_pcm_start")
    try ALSA.check(snd_pcm_start(handle), "snd_pcm_start", geometry.device)
  }

  /// The C functions are `snd_pcm_drop` and `snd_pcm_close`; never `snd_pcm_drain`, which blocks.
  public func close() {
    guard let handle else { return }
    self.handle = nil
    // Both may fail on a card that has gone; there is nothing left to do about it.
    snd_pcm_drop(handle)
    snd_pcm_close(handle)
  }

  private func openHandle(_ function: String) throws(PCMError) -> OpaquePointer {
    guard let handle else { throw ALSA.error(EBADFD, function, geometry.device) }
    return handle
  }
}
