// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Testing

/// The built `upbeat` as a process of its own, listened to while it runs.
///
/// Nothing is waited for but its words and its end, and neither for longer than `patience`.
final class UpbeatProcess {
  struct Hang: Error, CustomStringConvertible {
    let description: String
  }

  struct End {
    /// The exit status; nil: a signal ended it.
    let status: Int32?
    let output: String
    let errors: String
    let peakKilobytes: Int
  }

  /// A guard against hangs, far above what anything here takes.
  private static let patienceNanoseconds: UInt64 = 60_000_000_000

  private let processID: pid_t
  private let arguments: [String]
  private var streams: [Int32]
  private var texts: [[UInt8]]
  private let giveUpAt = monotonicNow() + patienceNanoseconds
  private var isReaped = false

  private init(processID: pid_t, arguments: [String], streams: [Int32]) {
    self.processID = processID
    self.arguments = arguments
    self.streams = streams
    texts = streams.map { _ in [] }
  }

  deinit {
    for stream in streams where stream >= 0 { close(stream) }
    guard !isReaped else { return }
    kill(processID, SIGKILL)
    waitpid(processID, nil, 0)
  }

  // MARK: Starting

  /// - Parameters:
  ///   - alsa: the configuration of alsa-lib; nil: there is no card at all.
  ///   - supervisor: what a supervisor adds to the environment.
  ///   - terminal: becomes its standard streams; nil: it reads nothing, and two pipes are listened
  ///     to.
  static func start(
    _ arguments: [String], in folder: TemporaryFolder, alsa: String? = nil,
    terminal: Terminal? = nil, supervisor: [String] = []
  ) throws -> UpbeatProcess {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }

    var listening: [Int32] = []
    var given: [Int32] = []
    if let terminal {
      // The first terminal that a new session opens becomes its own.
      posix_spawnattr_setflags(&attributes, newSession)
      posix_spawn_file_actions_addopen(&actions, 0, terminal.path, O_RDWR, 0)
      posix_spawn_file_actions_adddup2(&actions, 0, 1)
      posix_spawn_file_actions_adddup2(&actions, 0, 2)
      listening = [dup(terminal.controller)]
      closeOnExec(listening[0])
    } else {
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
      for descriptor in Int32(1)...2 {
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        for end in ends { closeOnExec(end) }
        posix_spawn_file_actions_adddup2(&actions, ends[1], descriptor)
        listening.append(ends[0])
        given.append(ends[1])
      }
    }
    let configuration = alsa ?? folder.write("", to: "no-card.conf")
    let environment =
      [
        "PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "TZ=UTC", "HOME=\(folder.path)",
        "TMPDIR=\(folder.folder("tmp"))", "ALSA_CONFIG_PATH=\(configuration)"
      ] + supervisor
    var processID: pid_t = 0
    let program = try programPath()
    let code = withCStrings([program] + arguments) { argv in
      withCStrings(environment) { envp in
        posix_spawn(&processID, program, &actions, &attributes, argv, envp)
      }
    }
    for descriptor in given { close(descriptor) }
    try #require(code == 0)
    return UpbeatProcess(processID: processID, arguments: arguments, streams: listening)
  }

  /// Starts it and waits for its end.
  static func run(
    _ arguments: [String], in folder: TemporaryFolder, alsa: String? = nil
  ) throws -> End {
    try start(arguments, in: folder, alsa: alsa).end()
  }

  // MARK: While it runs

  /// Reads until this has been written `count` times, on whichever stream.
  func waitFor(_ words: String, count: Int = 1) throws {
    while everything.occurrences(of: words) < count {
      guard try readSome() else {
        throw Hang(description: "upbeat ended before it said \"\(words)\":\n\(everything)")
      }
    }
  }

  func send(_ signal: Int32) { kill(processID, signal) }

  /// Stands still until `resume`; returns once it does.
  func pause() {
    kill(processID, SIGSTOP)
    waitpid(processID, nil, WUNTRACED)
  }

  func resume() { kill(processID, SIGCONT) }

  /// Ends what it has started, without a word of warning.
  func killChildren() {
    let path = "/proc/\(processID)/task/\(processID)/children"
    let descriptor = open(path, O_RDONLY)
    precondition(descriptor >= 0, "no list \(path)")
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 1_024)
    let count = max(0, read(descriptor, &bytes, bytes.count))
    for child in String(decoding: bytes[..<count], as: UTF8.self).split(separator: " ") {
      if let child = pid_t(child) { kill(child, SIGKILL) }
    }
  }

  /// Real time passes while a paused program says nothing.
  func listenInVain(milliseconds: Int32) {
    var waiting = streams.map { pollfd(fd: $0, events: 0, revents: 0) }
    poll(&waiting, nfds_t(waiting.count), milliseconds)
  }

  var everything: String { texts.map { String(decoding: $0, as: UTF8.self) }.joined() }

  // MARK: The end

  func end() throws -> End {
    while try readSome() {}
    var status: Int32 = 0
    var usage = rusage()
    try #require(wait4(processID, &status, 0, &usage) == processID)
    isReaped = true
    let words = texts.map { String(decoding: $0, as: UTF8.self) }
    return End(
      status: status & 0x7F == 0 ? status >> 8 & 0xFF : nil, output: words[0],
      errors: words.count > 1 ? words[1] : "", peakKilobytes: usage.ru_maxrss)
  }

  /// - Returns: false when all streams have ended.
  private func readSome() throws -> Bool {
    var waiting = streams.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    guard streams.contains(where: { $0 >= 0 }) else { return false }
    let now = monotonicNow()
    let left = giveUpAt > now ? Int32((giveUpAt - now) / 1_000_000) : 0
    guard poll(&waiting, nfds_t(waiting.count), left) != 0 else {
      throw Hang(description: "upbeat \(arguments) hangs:\n\(everything)")
    }
    for index in waiting.indices where waiting[index].revents != 0 {
      var bytes = [UInt8](repeating: 0, count: 4_096)
      let count = read(streams[index], &bytes, bytes.count)
      if count > 0 {
        texts[index] += bytes.prefix(count)
      } else {
        // A terminal that nobody holds any more reads as an error.
        close(streams[index])
        streams[index] = -1
      }
    }
    return true
  }

  private static func programPath() throws -> String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    let own = String(
      decoding: buffer.prefix(max(count, 0)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    // The test bundle is itself the running program, or is named to it.
    let candidates = [own, CommandLine.arguments[0]].compactMap { bundle in
      bundle.lastIndex(of: "/").map { String(bundle[..<$0]) + "/upbeat" }
    }
    return try #require(
      candidates.first { access($0, X_OK) == 0 },
      "no executable at any of \(candidates): build the whole package, not this target alone")
  }
}

/// A terminal that a test types at.
final class Terminal {
  let path: String
  fileprivate let controller: Int32

  init(columns: UInt16) throws {
    var (controller, device): (Int32, Int32) = (-1, -1)
    var name = [CChar](repeating: 0, count: Int(PATH_MAX))
    var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    try #require(openpty(&controller, &device, &name, nil, &size) == 0)
    closeOnExec(controller)
    // Only the program holds it: its end is then the end of what is read here.
    close(device)
    self.controller = controller
    path = String(
      decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { close(controller) }

  func type(_ keys: String) {
    let bytes = Array(keys.utf8)
    _ = write(controller, bytes, bytes.count)
  }

  /// Lines are gathered and shown as they are typed, as a shell leaves a terminal.
  var isAsShellsWantIt: Bool {
    var settings = termios()
    guard tcgetattr(controller, &settings) == 0 else { return false }
    let usual = tcflag_t(ICANON | ECHO | ISIG)
    return settings.c_lflag & usual == usual
  }
}

/// `POSIX_SPAWN_SETSID` of `spawn.h`, a GNU extension that Glibc's module does not show.
private let newSession: Int16 = 0x80

private func closeOnExec(_ descriptor: Int32) { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }

func monotonicNow() -> UInt64 {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}

private func withCStrings<Result>(
  _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
  let pointers = strings.map { strdup($0) }
  defer { for pointer in pointers { free(pointer) } }
  return body(pointers + [nil])
}

extension String {
  func occurrences(of words: String) -> Int {
    var count = 0
    var rest = self[...]
    while let found = rest.firstRange(of: words) {
      count += 1
      rest = rest[found.upperBound...]
    }
    return count
  }
}
