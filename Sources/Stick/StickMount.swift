// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// What came of asking for the stick to be writable, or to be let go.
public enum MountAnswer: Equatable, Sendable {
  /// It may be written to.
  case writable
  /// It may be taken out: nothing is mounted any more.
  case released
  /// `gone` before it was writable, `writeProtected`, `late` (after
  /// `UnitMount.answerNanoseconds`), `damaged` (nobody can be asked).
  case failed(StickError)
}

/// Makes a mounted stick writable, and lets go of it: one question at a time, answered by `read`
/// later on. It never waits.
public protocol StickMount: AnyObject {
  /// What to poll for while a question is open; empty otherwise.
  var waitDescriptors: [pollfd] { get }

  /// The monotonic time at which `read` must be called though no descriptor is ready; nil: none.
  var nextDeadlineNanoseconds: UInt64? { get }

  /// Asks for the stick to be writable. A question that is open is dropped.
  ///
  /// - Parameter now: CLOCK_MONOTONIC.
  func makeWritable(now: UInt64)

  /// Asks for the stick to be let go, so that it may be taken out. A question that is open is
  /// dropped.
  func release(now: UInt64)

  /// The answer, once: nil until there is one.
  ///
  /// - Parameters:
  ///   - polled: `waitDescriptors` as `poll` left them; empty where a deadline was the reason.
  ///   - now: CLOCK_MONOTONIC at the wake.
  func read(polled: ArraySlice<pollfd>, now: UInt64) -> MountAnswer?
}

/// A folder that plays the stick: it is writable, or says so when it is written to.
public final class FolderMount: StickMount {
  private var answer: MountAnswer?
  public private(set) var nextDeadlineNanoseconds: UInt64?

  public init() {}

  public var waitDescriptors: [pollfd] { [] }

  public func makeWritable(now: UInt64) { ask(.writable, now) }

  public func release(now: UInt64) { ask(.released, now) }

  public func read(polled: ArraySlice<pollfd>, now: UInt64) -> MountAnswer? {
    defer { (answer, nextDeadlineNanoseconds) = (nil, nil) }
    return answer
  }

  private func ask(_ answer: MountAnswer, _ now: UInt64) {
    (self.answer, nextDeadlineNanoseconds) = (answer, now)
  }
}
