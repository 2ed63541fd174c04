// SPDX-License-Identifier: GPL-3.0-or-later
import CSampleRate

/// Mono sound from one sample rate to another, block by block.
///
/// The fastest sinc converter: 97 dB signal to noise, about that of the 16 bits the store keeps, and
/// 80 % of the bandwidth (libsamplerate's figures): of 44.1 kHz all below 17.6 kHz, above which
/// hardly a speaker of such a unit sounds. It is most of the work of an import, and the medium one takes
/// 1.7 times as long.
final class RateConverter {
  private let state: OpaquePointer
  private let ratio: Double

  private init(state: OpaquePointer, ratio: Double) {
    self.state = state
    self.ratio = ratio
  }

  deinit {
    src_delete(state)
  }

  /// The C function is `src_new`.
  static func open(from input: Int, to output: Int) throws(AudioFileError) -> RateConverter {
    var code: Int32 = 0
    guard let state = src_new(Int32(SRC_SINC_FASTEST), 1, &code) else {
      throw .library(LibraryError(function: "src_new", code: code))
    }
    return RateConverter(state: state, ratio: Double(output) / Double(input))
  }

  /// Takes some of the input and makes some of the output; at the end call it until it makes
  /// nothing. The C function is `src_process`.
  func convert(
    _ input: UnsafeBufferPointer<Float>, isLast: Bool,
    into output: UnsafeMutableBufferPointer<Float>
  ) throws(AudioFileError) -> (taken: Int, made: Int) {
    var data = SRC_DATA()
    data.data_in = input.baseAddress
    data.data_out = output.baseAddress
    data.input_frames = input.count
    data.output_frames = output.count
    data.end_of_input = isLast ? 1 : 0
    data.src_ratio = ratio
    let code = src_process(state, &data)
    guard code == 0 else { throw .library(LibraryError(function: "src_process", code: code)) }
    return (data.input_frames_used, data.output_frames_gen)
  }
}
