// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// A thread beside the audio loop: an ordinary one, also where the loop's is not (`RealTime`).
package struct SideThread {
  private var thread = pthread_t()

  package init() {}

  private final class Work {
    private let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) {
      self.body = body
    }

    /// Of whoever started it the thread has the processors.
    func run() {
      _ = FreeProcessors.here.leave()
      body()
    }
  }

  /// - Parameter body: it is kept until it returns; then the thread ends.
  /// - Returns: the errno of `pthread_create`; 0: it works.
  package mutating func start(_ body: @escaping @Sendable () -> Void) -> Int32 {
    let context = Unmanaged.passRetained(Work(body)).toOpaque()
    let failure = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        Unmanaged<Work>.fromOpaque(context).takeRetainedValue().run()
        return nil
      }, context)
    if failure != 0 { Unmanaged<Work>.fromOpaque(context).release() }
    return failure
  }

  /// Waits for its end. Either this or `detach` is called, once, after a `start` that succeeded.
  package func join() { pthread_join(thread, nil) }

  /// Leaves it alone: it ends with the program.
  package func detach() { pthread_detach(thread) }
}
