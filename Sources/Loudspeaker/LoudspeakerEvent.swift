// SPDX-License-Identifier: GPL-3.0-or-later

extension Loudspeaker {
  /// Renders the next frames of the session.
  ///
  /// It is given the samples to fill, interleaved, and their number in frames. It must fill them
  /// all, and is never asked for the same frames again.
  public typealias Render = (UnsafeMutableBufferPointer<Int16>, Int) -> Void

  /// What one turn of the loudspeaker brought.
  public enum Event: Equatable, Sendable {
    /// The card has come and sound goes on from the next frame.
    case opened(PCMGeometry)
    /// No card can be had; told once for each different error, the attempts go on.
    case unavailable(PCMError)
    /// The sound broke off and goes on.
    ///
    /// - frames: frames of time in which the card played nothing; 0 where the queue covered it.
    /// - dropped: at most so many rendered frames were queued and not heard. A queue that a
    ///   driver threw away at an underrun counts as played for the time until that was noticed.
    case gap(frames: Int, dropped: Int)
    /// The card has gone; `dropped` rendered frames, at most, were not heard.
    case lost(PCMError, dropped: Int)
    /// `finish` is done: the queue has played out, or its time was up.
    case finished
  }

  /// A frame and the instant at which it was heard: what a clock map is fed with.
  public struct ClockPoint: Equatable, Sendable {
    /// Heard frame, counted as `Loudspeaker.written` counts.
    public let frame: Int
    /// CLOCK_MONOTONIC.
    public let nanoseconds: UInt64

    public init(frame: Int, nanoseconds: UInt64) {
      self.frame = frame
      self.nanoseconds = nanoseconds
    }
  }
}
