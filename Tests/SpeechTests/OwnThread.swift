// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Testing

/// Runs `body` on a thread that has children and descriptors of its own, so that a test can count
/// them while other tests run beside it.
func onOwnThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) throws -> Value {
  let task = ThreadTask(body)
  var thread = pthread_t()
  let code = pthread_create(
    &thread, nil,
    { argument in
      guard let argument else { return nil }
      Unmanaged<AnyThreadTask>.fromOpaque(argument).takeRetainedValue().run()
      return nil
    }, Unmanaged<AnyThreadTask>.passRetained(task).toOpaque())
  try #require(code == 0)
  pthread_join(thread, nil)
  return try #require(task.result).get()
}

/// Of the calling thread's own descriptors.
func openDescriptorCount() -> Int {
  (0..<1_024).count { fcntl(Int32($0), F_GETFD) >= 0 }
}

/// Whether the calling thread has a child, living or zombie.
func hasChildren() -> Bool {
  let ofThisThreadOnly: Int32 = 0x2000_0000  // __WNOTHREAD of waitpid(2)
  var status: Int32 = 0
  return !(waitpid(-1, &status, WNOHANG | ofThisThreadOnly) == -1 && errno == ECHILD)
}

private class AnyThreadTask {
  func run() {}
}

// SAFETY: written by the new thread alone, read after pthread_join.
private final class ThreadTask<Value: Sendable>: AnyThreadTask, @unchecked Sendable {
  private let body: @Sendable () throws -> Value
  private(set) var result: Result<Value, any Error>?

  init(_ body: @escaping @Sendable () throws -> Value) {
    self.body = body
  }

  override func run() {
    result = Result {
      try takeOwnDescriptors()
      return try body()
    }
  }

  /// A table of this thread's own, with the standard three only. `unshare` is a GNU extension that
  /// Glibc's module does not show.
  private func takeOwnDescriptors() throws {
    typealias Unshare = @convention(c) (Int32) -> Int32
    let symbol = try #require(dlsym(dlopen(nil, RTLD_NOW), "unshare"))
    let cloneFiles: Int32 = 0x400  // CLONE_FILES of unshare(2)
    try #require(unsafeBitCast(symbol, to: Unshare.self)(cloneFiles) == 0)
    for descriptor in Int32(3)..<1_024 { close(descriptor) }
  }
}
