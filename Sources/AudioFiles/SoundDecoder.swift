// SPDX-License-Identifier: GPL-3.0-or-later
import CSndFile

/// An open sound file: interleaved frames in its own rate and channels.
final class SoundDecoder {
  /// Telephone to studio.
  static let rates = 8_000...192_000
  /// Mono to 7.1; each costs memory.
  static let channels = 1...8

  /// Read before the sound begins, at most, in bytes. FLAC skips the picture of a cover, whose
  /// limit of its own is 16 MB; Ogg holds it in memory several times over.
  private static func headBytes(of format: SoundSignature.Format) -> Int {
    format == .flac ? 18_000_000 : 4_000_000
  }

  private static let encodings: Set<Int> = [
    SF_FORMAT_PCM_U8, SF_FORMAT_PCM_S8, SF_FORMAT_PCM_16, SF_FORMAT_PCM_24, SF_FORMAT_PCM_32,
    SF_FORMAT_FLOAT, SF_FORMAT_DOUBLE, SF_FORMAT_ULAW, SF_FORMAT_ALAW, SF_FORMAT_IMA_ADPCM,
    SF_FORMAT_MS_ADPCM, SF_FORMAT_VORBIS, SF_FORMAT_OPUS, SF_FORMAT_MPEG_LAYER_III
  ]

  private let source: SourceFile
  private let format: SoundSignature.Format
  private let handle: OpaquePointer
  let rate: Int
  let channels: Int
  /// What the file says; nil where it does not.
  let declaredFrames: Int?
  private var frames = 0

  private init(
    source: SourceFile, format: SoundSignature.Format, handle: OpaquePointer, info: SF_INFO
  ) {
    self.source = source
    self.format = format
    self.handle = handle
    rate = Int(info.samplerate)
    channels = Int(info.channels)
    let isTold = format != .mp3(isCounted: false) && info.frames > 0 && info.frames < .max
    declaredFrames = isTold ? Int(info.frames) : nil
  }

  deinit {
    sf_close(handle)
  }

  /// The C function is `sf_open_virtual`.
  static func open(_ source: SourceFile) throws(AudioFileError) -> SoundDecoder {
    let signature = try SoundSignature.find(in: source)
    source.begin(at: signature.start, headBytes: headBytes(of: signature.format))
    var callbacks = SourceFile.callbacks()
    var info = SF_INFO()
    let user = Unmanaged.passUnretained(source).toOpaque()
    guard let handle = sf_open_virtual(&callbacks, Int32(SFM_READ), &info, user) else {
      if let failure = source.failure { throw .unreadable(failure) }
      if source.isExhausted { throw .damaged }
      switch Int(sf_error(nil)) {
      case SF_ERR_UNRECOGNISED_FORMAT, SF_ERR_UNSUPPORTED_ENCODING:
        throw .notMusic
      default: throw .damaged
      }
    }
    source.openRest()
    let decoder = SoundDecoder(
      source: source, format: signature.format, handle: handle, info: info)
    guard encodings.contains(Int(info.format) & SF_FORMAT_SUBMASK) else { throw .notMusic }
    guard rates.contains(decoder.rate) else { throw .sampleRate(decoder.rate) }
    guard channels.contains(decoder.channels) else {
      throw .tooManyChannels(decoder.channels)
    }
    return decoder
  }

  /// Reads frames, interleaved; 0 at the end of a whole file. The C function is `sf_readf_float`.
  func read(into buffer: UnsafeMutableBufferPointer<Float>) throws(AudioFileError) -> Int {
    let wanted = buffer.count / channels
    let count = Int(sf_readf_float(handle, buffer.baseAddress, sf_count_t(wanted)))
    if let failure = source.failure { throw .unreadable(failure) }
    if source.isExhausted { throw .damaged }
    guard count > 0 else {
      try checkEnd()
      return 0
    }
    frames += count
    return min(count, wanted)
  }

  private func checkEnd() throws(AudioFileError) {
    guard sf_error(handle) == 0 else {
      // A cut in the middle of a FLAC frame is an error, too.
      throw source.isAtEnd && frames < declaredFrames ?? 0 ? .cutShort : .damaged
    }
    switch format {
    case .ogg:
      // libsndfile knows the length from the last page; a file without it was cut.
      if declaredFrames == nil { throw .cutShort }
    case .mp3:
      // Encoders count in frames of 1,152 and differ about the first and the last ones.
      if let declaredFrames, declaredFrames - frames > 4 * 1_152 { throw .cutShort }
    case .wav, .flac:
      if let declaredFrames, frames < declaredFrames { throw .cutShort }
    }
    if frames == 0 { throw .empty }
  }
}
