// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Speech
import Testing

@Suite("A child that fails")
struct ChildFailureTests {
  /// A complete header that announces four bytes, and none of them right.
  private static let header = #"printf 'USPA\1\0\0\0\0\0\0\0\4\0\0\0checksum'"#

  /// A complete header that announces 4 GB.
  private static let boundless = #"printf 'USPA\1\0\0\0\0\0\0\0\377\377\377\377checksum'"#

  private static let failures: [(String, [String], ChildFailure, children: Int)] = [
    ("/bin/false", [], .ended, 2),
    ("/bin/echo", ["garbage"], .ended, 2),
    ("/bin/echo", ["garbage, and longer than a header is"], .garbled, 2),
    ("/usr/bin/yes", [], .garbled, 2),
    ("/bin/sh", ["-c", "\(header); exec yes"], .garbled, 2),
    ("/bin/sh", ["-c", "\(boundless); exec yes"], .garbled, 2),
    ("/bin/sh", ["-c", "\(header); kill -SEGV $$"], .ended, 2),
    ("/bin/sleep", ["1000"], .timedOut(milliseconds: 100), 2),
    ("/bin/sh", ["-c", "\(header); exec sleep 1000"], .timedOut(milliseconds: 100), 2),
    ("/bin/sh", ["-c", "trap '' TERM INT HUP; exec sleep 1000"], .timedOut(milliseconds: 100), 2),
    (
      "/nonexistent/upbeat", [],
      .system(SystemCallError(function: "posix_spawn", code: ENOENT)), 0
    ),
    ("/", [], .system(SystemCallError(function: "posix_spawn", code: EACCES)), 0)
  ]

  @Test(
    "It is tried once more, then named; no zombie and no descriptor is left",
    arguments: failures.indices)
  func isRetriedOnce(index: Int) throws {
    let (program, arguments, failure, children) = Self.failures[index]
    // Only what is to hang has a short time.
    let limit = failure == .timedOut(milliseconds: 100) ? 100 : 120_000
    let report = try onOwnThread {
      var maker = SpeechMaker(
        program: program, arguments: arguments, cacheDirectory: nil, timeLimitMilliseconds: limit)
      let before = openDescriptorCount()
      var error: SpeechError?
      do throws(SpeechError) { _ = try maker.clip(for: english("Hello.")) } catch let e {
        error = e
      }
      return Report(
        error: error, children: maker.lastChildren.count, left: hasChildren(),
        descriptors: openDescriptorCount() - before)
    }
    #expect(
      report == Report(error: .child(failure), children: children, left: false, descriptors: 0))
  }

  private struct Report: Equatable {
    var error: SpeechError?
    var children: Int
    var left: Bool
    var descriptors: Int
  }

  @Test("A child that crashes once is asked again, and the clip is as any other")
  func secondChildSpeaks() throws {
    let directory = try TemporaryDirectory()
    let program = try upbeatProgram()
    let flag = directory.path + "/crashed"
    var maker = SpeechMaker(
      program: "/bin/sh",
      arguments: [
        "-c", "if [ -e \(flag) ]; then exec '\(program)' speak; fi; : >\(flag); kill -SEGV $$"
      ], cacheDirectory: nil, timeLimitMilliseconds: 120_000)
    let clip = try maker.clip(for: english("Hello."))
    #expect(maker.lastChildren.count == 2)
    var healthy = try freshMaker()
    #expect(try clip == healthy.clip(for: english("Hello.")))
  }

  @Test("300 clips leave no child, no descriptor, and no more memory than allowed")
  func manyClips() throws {
    let program = try upbeatProgram()
    let directory = try TemporaryDirectory()
    let path = directory.path
    try onOwnThread {
      var maker = SpeechMaker(
        program: program, arguments: ["speak"], cacheDirectory: path, cacheLimitBytes: 400_000,
        timeLimitMilliseconds: 120_000, memoryLimit: ClipMemoryLimit(clips: 64, bytes: 300_000))
      let before = openDescriptorCount()
      for number in 0..<300 {
        _ = try maker.clip(for: english("\(number % 10)", wordsPerMinute: 300 + number / 10))
        #expect(maker.lastChildren.count == 1)
      }
      #expect(openDescriptorCount() == before)
      #expect(!hasChildren())
      #expect(maker.memoryByteCount <= 300_000)
      #expect(maker.memoryByteCount > 200_000)
    }
    #expect(directory.byteCount <= 400_000)
    #expect(directory.byteCount > 300_000)
  }

  @Test("It inherits no file, no blocked signal and no real-time priority of the appliance")
  func inheritsNothing() throws {
    let directory = try TemporaryDirectory()
    let result = directory.path + "/result"
    let script = """
      [ -e /proc/$$/fd/57 ] && echo inherited >>\(result)
      while read name value; do [ "$name" = SigBlk: ] && echo "$value" >>\(result); done \
      </proc/$$/status
      read stat </proc/$$/stat; set -- $stat; shift 40; echo "policy $1" >>\(result)
      """
    let error = try onOwnThread {
      #expect(dup2(2, 57) == 57)  // not close-on-exec
      var signals = sigset_t()
      sigaddset(&signals, SIGUSR1)
      pthread_sigmask(SIG_BLOCK, &signals, nil)
      // Where this is not permitted, the policy is ordinary anyway.
      var parameters = sched_param()
      parameters.sched_priority = 1
      _ = pthread_setschedparam(pthread_self(), SCHED_FIFO, &parameters)
      var maker = SpeechMaker(
        program: "/bin/sh", arguments: ["-c", script], cacheDirectory: nil,
        timeLimitMilliseconds: 120_000)
      do throws(SpeechError) { _ = try maker.clip(for: english("Hello.")) } catch {
        return error as SpeechError?
      }
      return nil
    }
    #expect(error == .child(.ended))
    let once = "0000000000000000\npolicy 0\n"
    #expect(String(decoding: directory.read("result"), as: UTF8.self) == once + once)
  }
}

@Suite("The hidden subcommand")
struct SpeechChildTests {
  @Test(
    "Without a whole question it writes nothing and ends with status 1",
    arguments: [
      ":", "printf abc", "head -c 100 /dev/zero | tr '\\0' '\\377'", "printf '\\10\\0\\0\\0'"
    ])
  func refusesGarbage(command: String) throws {
    let program = try upbeatProgram()
    let result = shell("(\(command)) | { '\(program)' speak; echo \"status $?\"; }")
    #expect(result.output == "status 1\n")
  }

  @Test("A whole question that makes no sense is answered as not understood")
  func answersNonsense() throws {
    let program = try upbeatProgram()
    let result = shell("printf '\\4\\0\\0\\0abcd' | '\(program)' speak | od -An -tx1 -N8")
    #expect(result.output == " 55 53 50 41 01 00 04 00\n")
  }
}
