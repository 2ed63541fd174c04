// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Stick
import Testing
import Upbeat

@Suite("A watch on a thread of its own")
struct WatchThreadTests {
  /// Waits until something is told.
  private func news(_ watch: WatchThread) -> [StickEvent] {
    var descriptors = watch.waitDescriptors
    guard poll(&descriptors, nfds_t(descriptors.count), 10_000) > 0 else { return [] }
    return watch.read(polled: descriptors[...], now: 0)
  }

  @Test("What is there at the start is told at once, what comes later in its order")
  func order() throws {
    let played = PlayedWatch(there: [.plugged])
    let watch = try WatchThread(played)
    #expect(watch.waitDescriptors.isEmpty)
    #expect(watch.open(now: 0) == [.plugged])
    #expect(watch.nextDeadlineNanoseconds == nil)
    var told: [StickEvent] = []
    for event in [.mounted(path: "/stick"), .unplugged, .plugged, .notMounted] as [StickEvent] {
      played.tell(event)
      told += news(watch)
    }
    watch.close()
    #expect(told == [.mounted(path: "/stick"), .unplugged, .plugged, .notMounted])
    #expect(!played.wasReadHere)
  }

  @Test("However long the watch looks, whoever asks it is answered")
  func slow() throws {
    let played = PlayedWatch()
    let watch = try WatchThread(played)
    _ = watch.open(now: 0)
    played.hold()
    played.tell(.plugged)
    played.waitUntilHeld()
    var descriptors = watch.waitDescriptors
    let isReady = poll(&descriptors, nfds_t(descriptors.count), 0) != 0
    let early = watch.read(polled: [], now: 0)
    played.release()
    let late = news(watch)
    watch.close()
    #expect(!isReady)
    #expect(early == [])
    #expect(late == [.plugged])
  }

  @Test("A look that the watch asks for comes though nothing wakes it")
  func deadline() throws {
    let played = PlayedWatch()
    played.eventAtDeadline = .plugged
    let watch = try WatchThread(played)
    #expect(watch.open(now: 0) == [])
    #expect(news(watch) == [.plugged])
    watch.close()
  }

  @Test("Closed it tells nothing more, and may be opened anew")
  func again() throws {
    let played = PlayedWatch(there: [.plugged])
    let watch = try WatchThread(played)
    for _ in 1...3 {
      #expect(watch.open(now: 0) == [.plugged])
      played.tell(.unplugged)
      #expect(news(watch) == [.unplugged])
      watch.close()
      watch.close()
      #expect(watch.waitDescriptors.isEmpty)
      played.tell(.plugged)
      #expect(watch.read(polled: [], now: 0) == [])
    }
  }

  @Test("What the kernel refuses the watch is told, too")
  func fault() throws {
    let refused = WatchFault(function: "inotify_init1", code: EMFILE)
    let watch = try WatchThread(PlayedWatch(fault: refused))
    _ = watch.open(now: 0)
    #expect(watch.fault == refused)
    watch.close()
    #expect(watch.fault == nil)
  }
}

/// Tells what the test tells it, through a pipe.
private final class PlayedWatch: StickWatch, @unchecked Sendable {
  // SAFETY: what both threads use is read and written only with `lock` held; `eventAtDeadline` is
  // written before the thread begins; `lock`, `changed` and the pipe are made once.

  private let there: [StickEvent]
  let fault: WatchFault?
  /// Told once, at the first deadline.
  var eventAtDeadline: StickEvent?
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private let reader: Int32
  private let writer: Int32
  private var isOpen = false
  private var next: [StickEvent] = []
  private var isHeld = false
  private var isHolding = false
  private var readers: [pthread_t] = []
  private let maker = pthread_self()

  init(there: [StickEvent] = [], fault: WatchFault? = nil) {
    self.there = there
    self.fault = fault
    pthread_mutex_init(lock, nil)
    pthread_cond_init(changed, nil)
    var ends: [Int32] = [-1, -1]
    pipe(&ends)
    (reader, writer) = (ends[0], ends[1])
    _ = fcntl(reader, F_SETFL, O_NONBLOCK)
  }

  deinit {
    Glibc.close(reader)
    Glibc.close(writer)
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(lock)
    changed.deallocate()
    lock.deallocate()
  }

  private func locked<Result>(_ body: () -> Result) -> Result {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    return body()
  }

  // MARK: The test's side

  func tell(_ event: StickEvent) {
    locked { next.append(event) }
    var byte: UInt8 = 1
    _ = write(writer, &byte, 1)
  }

  /// The next read waits.
  func hold() { locked { isHeld = true } }

  func waitUntilHeld() {
    locked { while !isHolding { pthread_cond_wait(changed, lock) } }
  }

  func release() {
    locked {
      isHeld = false
      pthread_cond_broadcast(changed)
    }
  }

  var wasReadHere: Bool { locked { readers.contains { pthread_equal($0, maker) != 0 } } }

  // MARK: The watch

  var waitDescriptors: [pollfd] {
    isOpen ? [pollfd(fd: reader, events: Int16(POLLIN), revents: 0)] : []
  }

  var nextDeadlineNanoseconds: UInt64? { eventAtDeadline == nil ? nil : 0 }

  func open(now: UInt64) -> [StickEvent] {
    isOpen = true
    clear()
    return there
  }

  func read(polled: ArraySlice<pollfd>, now: UInt64) -> [StickEvent] {
    clearPipe()
    return locked {
      readers.append(pthread_self())
      isHolding = isHeld
      pthread_cond_broadcast(changed)
      while isHeld { pthread_cond_wait(changed, lock) }
      isHolding = false
      defer {
        next = []
        eventAtDeadline = nil
      }
      return next + (eventAtDeadline.map { [$0] } ?? [])
    }
  }

  func close() { isOpen = false }

  private func clear() {
    clearPipe()
    locked { next = [] }
  }

  private func clearPipe() {
    var bytes = [UInt8](repeating: 0, count: 16)
    while Glibc.read(reader, &bytes, bytes.count) > 0 {}
  }
}
