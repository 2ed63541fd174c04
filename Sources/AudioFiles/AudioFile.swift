// SPDX-License-Identifier: GPL-3.0-or-later

/// A sound file of any rate and channels, read as mono at 48 kHz, full scale ±1.
///
/// WAV, FLAC, OGG (Vorbis, Opus) and MP3 by libsndfile; a file is what its bytes say, not its name.
/// It is read in blocks: memory stays the same however long it is. Channels are averaged.
///
/// ```
/// do throws(AudioFileError) {
///   let file = try AudioFile.open(path, limits: .track)
///   while case let count = try file.read(into: block), count > 0 { … }
/// } catch {
///   finding(error.what, error.expected)
/// }
/// ```
public final class AudioFile {
  /// Frames a second of all that is read.
  public static let rate = 48_000

  /// What a file may be at most.
  public struct Limits: Equatable, Sendable {
    public var bytes: Int
    public var seconds: Int

    /// A piece of the person's own music.
    public static let track = Limits(bytes: 300_000_000, seconds: 15 * 60)
    /// A recorded prompt.
    public static let prompt = Limits(bytes: 30_000_000, seconds: 30)

    public init(bytes: Int, seconds: Int) {
      self.bytes = bytes
      self.seconds = seconds
    }
  }

  /// Source frames read at a time.
  private static let blockFrames = 4_096
  /// 36 dB over full scale: no recording is so loud, a file of random bytes is.
  private static let loudest: Float = 64

  private let decoder: SoundDecoder
  private let converter: RateConverter?
  private let limits: Limits
  private var interleaved: [Float]
  /// What was read and not yet converted: `mono[taken..<filled]`.
  private var mono = [Float](repeating: 0, count: blockFrames)
  private var taken = 0
  private var filled = 0
  private var isAtEnd = false
  private var frames = 0

  private init(decoder: SoundDecoder, converter: RateConverter?, limits: Limits) {
    self.decoder = decoder
    self.converter = converter
    self.limits = limits
    interleaved = [Float](repeating: 0, count: Self.blockFrames * decoder.channels)
  }

  public static func open(
    _ path: BytePath, limits: Limits = .track
  ) throws(AudioFileError) -> AudioFile {
    let source = try SourceFile.open(path, limitBytes: limits.bytes)
    let decoder = try SoundDecoder.open(source)
    if let frames = decoder.declaredFrames, frames / decoder.rate > limits.seconds {
      throw .tooLong(limitSeconds: limits.seconds)
    }
    let converter =
      decoder.rate == rate ? nil : try RateConverter.open(from: decoder.rate, to: rate)
    return AudioFile(decoder: decoder, converter: converter, limits: limits)
  }

  /// The whole sound, for short files.
  public static func read(_ path: BytePath, limits: Limits) throws(AudioFileError) -> [Float] {
    let file = try open(path, limits: limits)
    var samples: [Float] = []
    var block = [Float](repeating: 0, count: blockFrames)
    while case let count = try file.read(into: &block), count > 0 {
      samples += block[..<count]
    }
    return samples
  }

  /// How long the file says it is, in frames at 48 kHz; nil where it does not say.
  public var declaredFrames: Int? {
    decoder.declaredFrames.map { $0 * Self.rate / decoder.rate }
  }

  /// Fills the block from its start and returns the frames made; 0 once, at the end of a whole file.
  public func read(into block: inout [Float]) throws(AudioFileError) -> Int {
    precondition(!block.isEmpty, "a block holds frames")
    while true {
      if taken == filled, !isAtEnd { try fill() }
      let (count, made) = try convert(into: &block)
      taken += count
      frames += made
      guard frames <= limits.seconds * Self.rate else {
        throw .tooLong(limitSeconds: limits.seconds)
      }
      if made > 0 { return made }
      if isAtEnd, taken == filled { return 0 }
      // Neither took nor made anything: it would never end.
      if count == 0, taken < filled { throw .damaged }
    }
  }

  private func convert(
    into block: inout [Float]
  ) throws(AudioFileError) -> (taken: Int, made: Int) {
    guard let converter else {
      let count = min(filled - taken, block.count)
      for index in 0..<count { block[index] = mono[taken + index] }
      return (count, count)
    }
    var result = (taken: 0, made: 0)
    var failure: AudioFileError?
    mono.withUnsafeBufferPointer { input in
      block.withUnsafeMutableBufferPointer { output in
        do throws(AudioFileError) {
          result = try converter.convert(
            UnsafeBufferPointer(rebasing: input[taken..<filled]), isLast: isAtEnd, into: output)
        } catch {
          failure = error
        }
      }
    }
    if let failure { throw failure }
    return result
  }

  /// Reads the next source block and averages its channels.
  private func fill() throws(AudioFileError) {
    var count = 0
    var failure: AudioFileError?
    interleaved.withUnsafeMutableBufferPointer { buffer in
      do throws(AudioFileError) {
        count = try decoder.read(into: buffer)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    let channels = decoder.channels
    var isSound = true
    for frame in 0..<count {
      var sum: Float = 0
      for channel in 0..<channels { sum += interleaved[frame * channels + channel] }
      let sample = sum / Float(channels)
      // Not a number is not smaller than anything.
      isSound = isSound && sample.magnitude < Self.loudest
      mono[frame] = sample
    }
    guard isSound else { throw .damaged }
    taken = 0
    filled = count
    isAtEnd = count == 0
  }
}
