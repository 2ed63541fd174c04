// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Stick

/// A watch on a thread of its own. To look at the kernel's lists of mounts and disks takes
/// milliseconds on a small board: more than the audio loop has for a turn.
///
/// What is there at the start is told by `open` itself, before the thread is begun.
package final class WatchThread: StickWatch, @unchecked Sendable {
  // SAFETY: `events` and `told` are read and written only with `lock` held; `thread` and `isOpen`
  // only by the audio loop's side; `watch` is touched by the thread alone from its start until it
  // has been joined.

  /// Between two waits where the watch itself knows of no time.
  private static let longestWaitNanoseconds: UInt64 = 1_000_000_000

  private let watch: any StickWatch
  private let news: WakePipe
  private let end: WakePipe
  private let lock = InheritingLock()
  private var events: [StickEvent] = []
  private var told: WatchFault?
  private var isOpen = false
  private var thread = SideThread()

  /// - Throws: `WakePipe.Failure` where the kernel gives no pipe.
  package init(_ watch: any StickWatch) throws {
    self.watch = watch
    news = try WakePipe.make()
    end = try WakePipe.make()
  }

  package var waitDescriptors: [pollfd] {
    isOpen ? [pollfd(fd: news.reader, events: Int16(POLLIN), revents: 0)] : []
  }

  /// The thread has its own.
  package var nextDeadlineNanoseconds: UInt64? { nil }

  package var fault: WatchFault? { lock.withLock { told } }

  package func open(now: UInt64) -> [StickEvent] {
    close()
    let there = watch.open(now: now)
    let failure = thread.start { self.work() }
    isOpen = failure == 0
    // What is there is told even so.
    let fault = failure == 0 ? watch.fault : WatchFault(function: "pthread_create", code: failure)
    lock.withLock { told = fault }
    return there
  }

  package func read(polled: ArraySlice<pollfd>, now: UInt64) -> [StickEvent] {
    guard isOpen else { return [] }
    news.clear()
    return lock.withLock {
      defer { events = [] }
      return events
    }
  }

  package func close() {
    if isOpen {
      end.wake()
      thread.join()
      end.clear()
      news.clear()
    }
    isOpen = false
    watch.close()
    lock.withLock {
      events = []
      told = nil
    }
  }

  // MARK: The thread

  private func work() {
    while true {
      var descriptors = [pollfd(fd: end.reader, events: Int16(POLLIN), revents: 0)]
      descriptors += watch.waitDescriptors
      let now = MonotonicClock.now
      let wake = watch.nextDeadlineNanoseconds ?? now + Self.longestWaitNanoseconds
      let timeout = wake <= now ? 0 : (wake - now + 999_999) / 1_000_000
      let count = poll(
        &descriptors, nfds_t(descriptors.count), Int32(clamping: timeout))
      if count <= 0 { for index in descriptors.indices { descriptors[index].revents = 0 } }
      guard descriptors[0].revents == 0 else { return }
      let found = watch.read(polled: descriptors[1...], now: MonotonicClock.now)
      lock.withLock {
        events += found
        told = watch.fault
      }
      if !found.isEmpty { news.wake() }
    }
  }
}
