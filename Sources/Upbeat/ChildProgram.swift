// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// This program as a child of itself, for work that may crash: what it writes comes back line by
/// line.
///
/// Whatever happens, it is killed and reaped when this goes.
final class ChildProgram {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// How waiting for a line came out.
  enum Answer: Equatable {
    case line(String)
    /// It has closed its output.
    case ended
    /// It was not heard of in time.
    case late
    /// Somebody does not want it any more.
    case interrupted
  }

  private let processID: pid_t
  private let output: Int32
  private var bytes: [UInt8] = []
  private var isReaped = false

  /// No line of ours is so long.
  private static let longestLine = 262_144

  private init(processID: pid_t, output: Int32) {
    self.processID = processID
    self.output = output
  }

  deinit {
    close(output)
    if !isReaped { stop() }
  }

  /// It gets no input, our standard error, and none of our other files. The C function is
  /// `posix_spawn`.
  /// - Parameters:
  ///   - program: this one, or one that came with it.
  ///   - isLowPriority: it leaves the processor to everything else. The C function is
  ///     `setpriority`.
  static func start(
    _ arguments: [String], program: String = Program.path, isLowPriority: Bool = false
  ) throws(Failure) -> ChildProgram {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw failure("pipe", errno) }
    defer { close(ends[1]) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var processID: pid_t = 0
    let code = spawn(program, arguments, output: ends[1], &processID)
    guard code == 0 else {
      close(ends[0])
      throw failure("posix_spawn", code)
    }
    // Not granted, it is only less polite.
    if isLowPriority {
      _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), id_t(processID), 10)
    }
    return ChildProgram(processID: processID, output: ends[0])
  }

  private static func spawn(
    _ program: String, _ arguments: [String], output: Int32, _ processID: inout pid_t
  ) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    guard posix_spawn_file_actions_init(&actions) == 0 else { return ENOMEM }
    defer { posix_spawn_file_actions_destroy(&actions) }
    var codes = [
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0),
      posix_spawn_file_actions_adddup2(&actions, output, 1)
    ]
    codes += inheritable.map { posix_spawn_file_actions_addclose(&actions, $0) }
    if let code = codes.first(where: { $0 != 0 }) { return code }
    let words = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    return posix_spawn(&processID, program, &actions, nil, words, environ)
  }

  /// Files that it would get besides the standard three: none of ours, but perhaps a library's.
  private static var inheritable: [Int32] {
    let names: [String]
    do throws(UnreadableFile) { names = try TextFile.names(in: "/proc/thread-self/fd") } catch {
      return []
    }
    return names.compactMap { Int32($0) }.filter { descriptor in
      let flags = fcntl(descriptor, F_GETFD)
      return descriptor > 2 && flags >= 0 && flags & FD_CLOEXEC == 0
    }
  }

  /// Waits for the next line.
  /// - Parameters:
  ///   - deadline: in nanoseconds of the monotonic clock.
  ///   - interruption: a descriptor; once it is readable, nobody wants the child any more.
  func next(before deadline: UInt64, interruption: Int32?) -> Answer {
    while true {
      if let end = bytes.firstIndex(of: 0x0A) {
        let line = String(decoding: bytes[..<end], as: UTF8.self)
        bytes.removeSubrange(...end)
        return .line(line)
      }
      guard bytes.count < Self.longestLine else { return .late }
      let now = MonotonicClock.now
      guard now < deadline else { return .late }
      var waiting = [
        pollfd(fd: output, events: Int16(POLLIN), revents: 0),
        pollfd(fd: interruption ?? -1, events: Int16(POLLIN), revents: 0)
      ]
      let milliseconds = (deadline - now + 999_999) / 1_000_000
      let count = poll(&waiting, 2, Int32(min(milliseconds, 60_000)))
      if waiting[1].revents != 0 { return .interrupted }
      guard count > 0, waiting[0].revents != 0 else { continue }
      var block = [UInt8](repeating: 0, count: 4_096)
      let taken = read(output, &block, block.count)
      if taken < 0 && errno == EINTR { continue }
      guard taken > 0 else { return .ended }
      bytes += block[0..<taken]
    }
  }

  /// Waits for its end, after its output has ended.
  /// - Returns: how it ended, in words, where that was not well.
  func wait() -> String? {
    var status: Int32 = 0
    while waitpid(processID, &status, 0) < 0 && errno == EINTR {}
    isReaped = true
    let signal = status & 0x7F
    if signal != 0 { return "signal \(signal)" }
    let code = status >> 8 & 0xFF
    return code == 0 ? nil : "status \(code)"
  }

  /// Ends it at once.
  func stop() {
    // The number cannot have passed to another process: nobody has waited for this one yet.
    kill(processID, SIGKILL)
    _ = wait()
  }

  private static func failure(_ function: String, _ code: Int32) -> Failure {
    Failure(description: "\(function): \(String(cString: strerror(code)))")
  }
}
