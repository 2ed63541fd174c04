// SPDX-License-Identifier: GPL-3.0-or-later
import Bench
import Glibc

/// A program started by the benchmark.
///
/// It is killed and reaped at the end of its life here, if nobody waited for it.
final class ChildProcess {
  /// What it used, the processes it waited for included.
  struct Usage {
    /// From its start to its end.
    let wallSeconds: Double
    let userSeconds: Double
    let systemSeconds: Double

    var cpuSeconds: Double { userSeconds + systemSeconds }
  }

  let processID: pid_t
  private let name: String
  private let started = Clock.now
  private var isReaped = false

  private init(processID: pid_t, name: String) {
    self.processID = processID
    self.name = name
  }

  deinit {
    guard !isReaped else { return }
    kill(processID, SIGKILL)
    waitpid(processID, nil, 0)
  }

  /// What its standard input, output and error are.
  enum Standard {
    /// All three are this file; it becomes the terminal of a session of its own, if it is one.
    case file(String)
    /// Descriptors of ours for input and output; errors go where ours go.
    case descriptors(input: Int32, output: Int32)
  }

  /// Starts `arguments[0]`, looked for on the PATH. The C function is `posix_spawnp`.
  static func start(
    _ arguments: [String], _ standard: Standard = .file("/dev/null")
  ) throws(Failure) -> ChildProcess {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    switch standard {
    case .file(let path):
      // From <spawn.h>: POSIX_SPAWN_SETSID, without which a terminal would not become its own.
      posix_spawnattr_setflags(&attributes, 0x80)
      for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
        posix_spawn_file_actions_addopen(&actions, descriptor, path, O_RDWR, 0)
      }
    case .descriptors(let input, let output):
      posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
      posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    }
    var processID: pid_t = 0
    let argv = arguments.map { strdup($0) } + [nil]
    defer { for argument in argv { free(argument) } }
    let code = posix_spawnp(&processID, arguments[0], &actions, &attributes, argv, environ)
    guard code == 0 else { throw .system("posix_spawnp", arguments[0], code: code) }
    return ChildProcess(processID: processID, name: arguments[0])
  }

  /// Waits for its end. The C function is `wait4`.
  func wait() throws(Failure) -> Usage {
    var status: Int32 = 0
    var usage = rusage()
    while wait4(processID, &status, 0, &usage) < 0 {
      guard errno == EINTR else { throw .system("wait4", name) }
    }
    isReaped = true
    guard status == 0 else { throw Failure("\(name) failed (wait status \(status))") }
    return Usage(
      wallSeconds: Clock.seconds(since: started), userSeconds: Self.seconds(usage.ru_utime),
      systemSeconds: Self.seconds(usage.ru_stime))
  }

  /// Runs it from beginning to end, unheard.
  static func run(_ arguments: [String]) throws(Failure) -> Usage {
    try start(arguments).wait()
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1e6
  }
}
