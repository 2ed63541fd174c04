// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// Starts a program as if from a login, whatever this process has become since.
enum Spawn {
  /// Of this process's open files the program gets `input`, `output` and standard error, and no
  /// other; no signal is blocked or ignored; it is scheduled like any other program, even if the
  /// calling thread plays in real time; of the environment it sees what `environment` lists.
  /// The C function is `posix_spawn`.
  ///
  /// - Returns: the process ID, which the caller must wait for.
  static func start(
    _ program: String, arguments: [String], input: borrowing FileDescriptor,
    output: borrowing FileDescriptor
  ) throws(SystemCallError) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    try check(posix_spawn_file_actions_init(&actions), "posix_spawn_file_actions_init")
    defer { posix_spawn_file_actions_destroy(&actions) }
    try check(
      posix_spawn_file_actions_adddup2(&actions, input.number, 0),
      "posix_spawn_file_actions_adddup2")
    try check(
      posix_spawn_file_actions_adddup2(&actions, output.number, 1),
      "posix_spawn_file_actions_adddup2")
    for descriptor in try inheritable() {
      try check(
        posix_spawn_file_actions_addclose(&actions, descriptor),
        "posix_spawn_file_actions_addclose")
    }

    var attributes = posix_spawnattr_t()
    try check(posix_spawnattr_init(&attributes), "posix_spawnattr_init")
    defer { posix_spawnattr_destroy(&attributes) }
    try reset(&attributes)

    var processID: pid_t = 0
    let code = withCStrings([program] + arguments) { argv in
      withCStrings(environment()) { envp in
        posix_spawn(&processID, program, &actions, &attributes, argv, envp)
      }
    }
    try check(code, "posix_spawn")
    return processID
  }

  /// Files a program would inherit besides the standard three: none of ours, but perhaps a library's.
  private static func inheritable() throws(SystemCallError) -> [Int32] {
    try Directory.names("/proc/thread-self/fd").compactMap { Int32($0) }.filter { descriptor in
      guard descriptor > 2 else { return false }
      let flags = fcntl(descriptor, F_GETFD)
      return flags >= 0 && flags & FD_CLOEXEC == 0
    }
  }

  private static func reset(_ attributes: inout posix_spawnattr_t) throws(SystemCallError) {
    var flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    var none = sigset_t()
    sigemptyset(&none)
    try check(posix_spawnattr_setsigmask(&attributes, &none), "posix_spawnattr_setsigmask")
    var all = sigset_t()
    sigfillset(&all)
    try check(posix_spawnattr_setsigdefault(&attributes, &all), "posix_spawnattr_setsigdefault")
    if isRealTime(sched_getscheduler(0)) {
      flags |= POSIX_SPAWN_SETSCHEDULER
      var parameters = sched_param()
      parameters.sched_priority = 0
      try check(
        posix_spawnattr_setschedpolicy(&attributes, SCHED_OTHER), "posix_spawnattr_setschedpolicy")
      try check(
        posix_spawnattr_setschedparam(&attributes, &parameters), "posix_spawnattr_setschedparam")
    }
    try check(posix_spawnattr_setflags(&attributes, Int16(flags)), "posix_spawnattr_setflags")
  }

  /// `policy` may carry `SCHED_RESET_ON_FORK` (0x40000000), or be −1.
  private static func isRealTime(_ policy: Int32) -> Bool {
    guard policy >= 0 else { return false }
    let plain = policy & ~0x4000_0000
    return plain == SCHED_FIFO || plain == SCHED_RR
  }

  /// What the program needs and no more, so that the same text sounds the same from every login:
  /// where libraries and voices lie, if that was said. (eSpeak NG would look for voices in `HOME`.)
  private static func environment() -> [String] {
    var environment = ["LC_ALL=C.UTF-8"]
    for name in ["LD_LIBRARY_PATH", "ESPEAK_DATA_PATH"] {
      if let value = getenv(name) { environment.append("\(name)=\(String(cString: value))") }
    }
    return environment
  }

  /// The spawn functions return the error number instead of setting `errno`.
  private static func check(_ code: Int32, _ function: String) throws(SystemCallError) {
    guard code == 0 else { throw SystemCallError(function: function, code: code) }
  }

  /// Lends `strings` as the null-terminated array of C strings that `argv` and `envp` are.
  private static func withCStrings<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let pointers = strings.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers + [nil])
  }
}
