// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// One child process that was asked one question.
///
/// Whatever happens, it is killed and reaped, and its channel closed, when this goes out of scope: no
/// zombie and no descriptor is left.
struct SpeechProcess: ~Copyable {
  let processID: pid_t
  private let output: FileDescriptor

  private init(processID: pid_t, output: consuming FileDescriptor) {
    self.processID = processID
    self.output = output
  }

  deinit {
    // The number cannot have passed to another process: nobody has waited for this one yet.
    kill(processID, SIGKILL)
    // ECHILD, where this process lets the kernel reap, is as good.
    _ = retryingInterrupts { waitpid(processID, nil, 0) }
  }

  /// Starts `program` with the question already in its standard input.
  ///
  /// The question is written before there is a child: it fits into the channel, and with the reading
  /// end still open here, no child's crash can send us SIGPIPE.
  static func start(
    program: String, arguments: [String], question: SpeechQuestion
  ) throws(SystemCallError) -> SpeechProcess {
    let message = question.encoded
    precondition(message.count <= SpeechQuestion.maximumBytes, "a question too long")
    let input = try Channel.open()
    try input.write(message)
    let output = try Channel.open()
    let processID = try Spawn.start(
      program, arguments: arguments, input: input.reading, output: output.writing)
    return SpeechProcess(processID: processID, output: output.reading)
  }

  /// Waits for the whole answer, at most until `deadline`.
  /// - Parameter interruption: a descriptor; once it is readable, nobody wants the answer any more.
  func answer(
    before deadline: Deadline, interruption: Int32?
  ) throws(ChildFailure) -> SpeechAnswer {
    let first = try read(SpeechAnswer.Header.byteCount, before: deadline, interruption)
    guard let header = SpeechAnswer.Header(encoded: first) else { throw .garbled }
    let payload = try read(header.payloadCount, before: deadline, interruption)
    guard let answer = SpeechAnswer(header: header, payload: payload) else { throw .garbled }
    return answer
  }

  /// Exactly `count` bytes. No byte is waited for beyond them: the answer says how long it is.
  private func read(
    _ count: Int, before deadline: Deadline, _ interruption: Int32?
  ) throws(ChildFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      let piece = try readSome(atMost: count - bytes.count, before: deadline, interruption)
      if piece.isEmpty { throw .ended }
      bytes.append(contentsOf: piece)
    }
    return bytes
  }

  private func readSome(
    atMost count: Int, before deadline: Deadline, _ interruption: Int32?
  ) throws(ChildFailure) -> [UInt8] {
    do throws(SystemCallError) {
      switch try output.wait(before: deadline, interruption: interruption) {
      case .interrupted: throw SystemCallError(function: "poll", code: ECANCELED)
      case .late: break
      case .readable: return try FileDescriptor.readSome(atMost: count, from: output.number)
      }
    } catch {
      throw error.code == ECANCELED ? .interrupted : .system(error)
    }
    throw .timedOut(milliseconds: deadline.limitMilliseconds)
  }
}

extension FileDescriptor {
  fileprivate enum Wait { case readable, late, interrupted }

  /// The end of the file counts as readable, an answer that trickles in does not move the
  /// deadline. The C function is `poll`; it passes over a descriptor below zero.
  fileprivate func wait(
    before deadline: Deadline, interruption: Int32?
  ) throws(SystemCallError) -> Wait {
    var requests = [
      pollfd(fd: number, events: Int16(POLLIN), revents: 0),
      pollfd(fd: interruption ?? -1, events: Int16(POLLIN), revents: 0)
    ]
    let count = retryingInterrupts { poll(&requests, 2, deadline.remainingMilliseconds) }
    guard count >= 0 else { throw SystemCallError(function: "poll", code: errno) }
    if requests[1].revents != 0 { return .interrupted }
    return count > 0 ? .readable : .late
  }
}
