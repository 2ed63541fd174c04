// SPDX-License-Identifier: GPL-3.0-or-later

/// One rendered period on its way to the device; it keeps what a short write left over.
///
/// Rendered frames are taken from here exactly once: `fill` is allowed only when all are gone.
final class PeriodBuffer {
  private let samples: UnsafeMutableBufferPointer<Int16>
  private var firstFrame = 0
  private var endFrame = 0

  /// - Parameter capacityFrames: the longest period that will be rendered.
  init(capacityFrames: Int) {
    samples = .allocate(capacity: capacityFrames * PCMFormat.channels)
    samples.initialize(repeating: 0)
  }

  deinit { samples.deallocate() }

  /// Frames rendered and not yet handed over.
  var frames: Int { endFrame - firstFrame }

  /// Renders the next period.
  func fill(frames: Int, _ render: Loudspeaker.Render) {
    precondition(self.frames == 0 && frames * PCMFormat.channels <= samples.count)
    render(UnsafeMutableBufferPointer(rebasing: samples[..<(frames * PCMFormat.channels)]), frames)
    firstFrame = 0
    endFrame = frames
  }

  /// Hands over as many of the frames as are asked for; what is not taken stays first in line.
  ///
  /// - Returns: frames taken.
  func write(atMost frames: Int, to pcm: any PCM) throws(PCMError) -> Int {
    let end = firstFrame + min(frames, self.frames)
    let part = samples[(firstFrame * PCMFormat.channels)..<(end * PCMFormat.channels)]
    let taken = try pcm.write(UnsafeBufferPointer(rebasing: part))
    precondition(taken >= 0 && firstFrame + taken <= end)
    firstFrame += taken
    return taken
  }

  /// Forgets the rest.
  ///
  /// - Returns: frames forgotten.
  func discard() -> Int {
    defer { firstFrame = endFrame }
    return frames
  }
}
