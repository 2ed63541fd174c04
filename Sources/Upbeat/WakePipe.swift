// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// Wakes the poll loop from another thread or from a signal.
final class WakePipe: Sendable {
  let reader: Int32
  let writer: Int32

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private init(reader: Int32, writer: Int32) {
    self.reader = reader
    self.writer = writer
  }

  deinit {
    close(reader)
    close(writer)
  }

  /// The C functions are `pipe` and `fcntl`.
  static func make() throws(Failure) -> WakePipe {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else {
      throw Failure(description: "pipe: \(String(cString: strerror(errno)))")
    }
    for end in ends {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    return WakePipe(reader: ends[0], writer: ends[1])
  }

  /// A full pipe wakes as well as one more byte would.
  func wake() {
    var byte: UInt8 = 1
    _ = write(writer, &byte, 1)
  }

  /// Takes what woke the loop, so that it sleeps again.
  func clear() {
    var bytes = [UInt8](repeating: 0, count: 64)
    while read(reader, &bytes, bytes.count) == bytes.count {}
  }
}

/// SIGTERM, SIGINT and SIGHUP ask for an end; the loop hears of them by its pipe.
enum EndSignals {
  // SAFETY: both are written once by `listen`, before the handlers are installed; then `writer` is
  // read by the handlers, and by nobody else.
  nonisolated(unsafe) private static var writer: Int32 = -1
  /// A signal may come when the loop is long over: the descriptor must still be the pipe's.
  nonisolated(unsafe) private static var kept: WakePipe?

  static func listen(_ pipe: WakePipe) {
    kept = pipe
    writer = pipe.writer
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in
      let saved = errno
      var byte: UInt8 = 1
      _ = write(EndSignals.writer, &byte, 1)
      errno = saved
    }
    var all = sigset_t()
    sigemptyset(&all)
    for signal in [SIGTERM, SIGINT, SIGHUP] {
      sigaction(signal, &action, nil)
      sigaddset(&all, signal)
    }
    // Whoever started this program may have blocked them.
    pthread_sigmask(SIG_UNBLOCK, &all, nil)
  }
}

/// The clock the edges and the card are stamped with.
enum MonotonicClock {
  /// CLOCK_MONOTONIC in nanoseconds.
  static var now: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
