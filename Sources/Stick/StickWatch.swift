// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// What becomes of the stick, in this order: `plugged`, then `mounted` or `notMounted`, then
/// `unplugged`.
public enum StickEvent: Equatable, Sendable {
  /// A stick is there; it cannot be read yet.
  case plugged
  /// It can be read, below this folder. Another one follows where it is mounted anew.
  case mounted(path: String)
  /// It has been there for `DeviceWatch.mountNanoseconds` and nobody could mount it: it holds no
  /// file system that this unit knows, or a broken one. `mounted` may follow all the same.
  case notMounted
  /// It is gone, whatever was being done with it.
  case unplugged
}

/// What the poll loop learns of the stick through, whatever plays it.
///
/// The life of one: `open`, then `read` after each wake, then `close`. Neither ever waits, nor
/// fails: where the kernel does not tell (`fault`), the watch looks by itself, at
/// `nextDeadlineNanoseconds`.
public protocol StickWatch: AnyObject {
  /// What to poll for while it is open; empty while it is not.
  var waitDescriptors: [pollfd] { get }

  /// The monotonic time at which `read` must be called though no descriptor is ready; nil: none.
  var nextDeadlineNanoseconds: UInt64? { get }

  /// What the kernel does not tell, for whoever helps; nil while all is as it should be.
  var fault: WatchFault? { get }

  /// Begins. A stick that is there already is told at once.
  ///
  /// - Parameter now: CLOCK_MONOTONIC.
  func open(now: UInt64) -> [StickEvent]

  /// What has happened since, in its order.
  ///
  /// - Parameters:
  ///   - polled: `waitDescriptors` as `poll` left them; empty where a deadline was the reason.
  ///   - now: CLOCK_MONOTONIC at the wake.
  func read(polled: ArraySlice<pollfd>, now: UInt64) -> [StickEvent]

  /// Ends. A second call does nothing.
  func close()
}

/// A source of news that the kernel refused; the watch goes on with looking.
public struct WatchFault: Error, Equatable, Sendable, CustomStringConvertible {
  /// The C function that failed.
  public let function: String
  /// The errno, positive.
  public let code: Int32

  public init(function: String, code: Int32) {
    self.function = function
    self.code = code
  }

  public var description: String { "\(function): \(SystemText.of(code))" }
}

extension ArraySlice<pollfd> {
  /// Whether this descriptor has woken, for whatever reason.
  func hasWoken(_ descriptor: Int32) -> Bool {
    descriptor >= 0 && contains { $0.fd == descriptor && $0.revents != 0 }
  }
}
