// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Testing
import Upbeat

@Suite("Processors that are kept free")
struct FreeProcessorsTests {
  @Test("The kernel's list is read, whatever else stands in it")
  func list() {
    let lists: [(String, [Int])] = [
      ("\n", []), ("1\n", [1]), ("1,4-6\n", [1, 4, 5, 6]), ("3-1,x,-2,1024,2-,7", [7])
    ]
    for (list, numbers) in lists {
      #expect(FreeProcessors(list: list).numbers == numbers, "\(list)")
    }
  }

  @Test("Who enters runs there alone, who leaves runs on all others")
  func places() throws {
    let before = Self.allowed()
    let first = try #require(before.first)
    let free = FreeProcessors(list: "\(first)")
    let (entered, inside, left, outside) = try Self.onOwnThread {
      let entered = free.enter()
      let inside = Self.allowed()
      let left = free.leave()
      return (entered, inside, left, Self.allowed())
    }
    #expect(entered == 0)
    #expect(inside == [first])
    // A machine of one processor has no other.
    let others = before.filter { $0 != first }
    #expect(left == (others.isEmpty ? EINVAL : 0))
    #expect(outside == (others.isEmpty ? [first] : others))
    #expect(Self.allowed() == before)
  }

  @Test("Where none is kept free every thread stays where it is")
  func none() {
    let before = Self.allowed()
    let none = FreeProcessors(list: "")
    let results = [none.enter(), none.leave()]
    #expect(results == [0, 0])
    #expect(Self.allowed() == before)
  }

  @Test("One that is not there is told")
  func absent() throws {
    let result = try Self.onOwnThread { FreeProcessors(list: "1023").enter() }
    #expect(result == EINVAL)
  }

  /// Of the calling thread (proc_pid_status(5)).
  private static func allowed() -> [Int] {
    guard let file = fopen("/proc/thread-self/status", "r") else { return [] }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 8_192)
    while fgets(&line, Int32(line.count), file) != nil {
      let words = String(
        decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self
      )
      .split(separator: ":")
      if words.first == "Cpus_allowed_list" { return FreeProcessors(list: "\(words[1])").numbers }
    }
    return []
  }

  /// The thread of a test serves others after it.
  private static func onOwnThread<Value: Sendable>(
    _ body: @escaping @Sendable () -> Value
  ) throws -> Value {
    let box = Box<Value>()
    var thread = SideThread()
    let failure = thread.start { box.value = body() }
    try #require(failure == 0)
    thread.join()
    return try #require(box.value)
  }
}

// SAFETY: written by the thread, read after it has been joined.
private final class Box<Value>: @unchecked Sendable {
  var value: Value?
}
