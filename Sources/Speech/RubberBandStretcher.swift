// SPDX-License-Identifier: GPL-3.0-or-later

import CRubberBand

/// Rubber Band's finer engine (R3), offline, in this thread alone: one sound to another pitch.
///
/// The one file that calls the library. Offline and at one pitch it keeps the place of every sound:
/// tone bursts came out within 3 ms. (In real-time mode, where the pitch may change on the way, they
/// came up to 34 ms early, later or earlier with the pitch: 3.1.2, measured.)
struct RubberBandStretcher: ~Copyable {
  private let state: RubberBandState

  /// Taken in and handed out at a time.
  private static let blockFrames = 1_024

  private init(_ state: RubberBandState) {
    self.state = state
  }

  /// The C function is `rubberband_delete`.
  deinit {
    rubberband_delete(state)
  }

  /// Nil where there is no memory. The C function is `rubberband_new`.
  private static func open(pitchRatio: Double) -> RubberBandStretcher? {
    let options =
      RubberBandOptionProcessOffline.rawValue | RubberBandOptionEngineFiner.rawValue
      | RubberBandOptionThreadingNever.rawValue | RubberBandOptionFormantPreserved.rawValue
      | RubberBandOptionPitchHighQuality.rawValue
    let state = rubberband_new(
      UInt32(Clip.sampleRate), 1, RubberBandOptions(options), 1, pitchRatio)
    return state.map { RubberBandStretcher($0) }
  }

  /// `sound` at `pitchRatio` times its pitch, with the formants of its vowels where they were, and
  /// as long as before.
  /// - Parameter pitchRatio: 0.25 to 16.
  static func shifted(
    _ sound: [Float], pitchRatio: Double
  ) throws(RubberBandError) -> [Float] {
    precondition((0.25...16).contains(pitchRatio), "a pitch ratio out of range")
    if sound.isEmpty { return [] }
    guard let stretcher = open(pitchRatio: pitchRatio) else { throw RubberBandError() }
    return stretcher.process(sound)
  }

  /// The C functions are `rubberband_study`, `rubberband_process` and `rubberband_retrieve`.
  private borrowing func process(_ sound: [Float]) -> [Float] {
    rubberband_set_expected_input_duration(state, UInt32(sound.count))
    rubberband_set_max_process_size(state, UInt32(RubberBandStretcher.blockFrames))
    var output: [Float] = []
    output.reserveCapacity(sound.count)
    sound.withUnsafeBufferPointer { buffer in
      for pass in [Pass.study, .process] {
        for start in stride(from: 0, to: sound.count, by: RubberBandStretcher.blockFrames) {
          let count = min(RubberBandStretcher.blockFrames, sound.count - start)
          var block = buffer.baseAddress.map { $0 + start }
          let isLast: Int32 = start + count == sound.count ? 1 : 0
          switch pass {
          case .study: rubberband_study(state, &block, UInt32(count), isLast)
          case .process:
            rubberband_process(state, &block, UInt32(count), isLast)
            retrieve(into: &output)
          }
        }
      }
    }
    // What rounding may have added or left out at the end.
    output.append(contentsOf: repeatElement(0, count: max(0, sound.count - output.count)))
    return Array(output.prefix(sound.count))
  }

  private enum Pass { case study, process }

  private borrowing func retrieve(into output: inout [Float]) {
    while case let count = rubberband_available(state), count > 0 {
      let piece = [Float](unsafeUninitializedCapacity: Int(count)) { buffer, filled in
        var target = buffer.baseAddress
        filled = Int(rubberband_retrieve(state, &target, UInt32(count)))
      }
      if piece.isEmpty { return }
      output.append(contentsOf: piece)
    }
  }
}

/// `rubberband_new` returned nothing.
struct RubberBandError: Error, Equatable {}
