// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// A lock between the audio loop and an ordinary thread: whoever holds it goes on at the priority
/// of whoever waits for it, so that no busy program comes between the two (pthreads(7),
/// `PTHREAD_PRIO_INHERIT`).
final class InheritingLock: @unchecked Sendable {
  // SAFETY: the pointer is written once, by `init`; what it points to is the C library's.

  /// For `pthread_cond_wait` alone.
  let mutex: UnsafeMutablePointer<pthread_mutex_t>

  init() {
    mutex = .allocate(capacity: 1)
    var attributes = pthread_mutexattr_t()
    pthread_mutexattr_init(&attributes)
    pthread_mutexattr_setprotocol(&attributes, CInt(PTHREAD_PRIO_INHERIT))
    pthread_mutex_init(mutex, &attributes)
    pthread_mutexattr_destroy(&attributes)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  func withLock<Result>(_ body: () -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body()
  }
}
