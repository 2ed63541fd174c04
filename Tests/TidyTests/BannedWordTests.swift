// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@Suite("Banned words")
struct BannedWordTests {
  @Test("No room uses one")
  func sources() throws {
    let files = try Checkout.sources()
    #expect(files.count > 100)
    let found = files.flatMap { file in Ban.all.flatMap { $0.findings(file) } }
    #expect(found == [])
  }

  @Test("Each is found where it stands alone", arguments: Ban.all.map(\.word))
  func found(word: String) {
    let file = TextFile("Sources/Session/A.swift", "let a = 1\nlet b = \(word)")
    let found = Ban.all.flatMap { $0.findings(file) }
    #expect(found.contains { $0.line == 2 && $0.what.hasPrefix(word + ":") })
  }

  @Test(
    "A part of a longer word, a comment and a string are none",
    arguments: [
      "takeDate()", "blueprint(a)", "// print(a)", "say(\"try! print(a)\")", "isAwaited",
      "func time() -> Int", "asleep(a)", "let actors = 2"
    ])
  func passed(line: String) {
    let file = TextFile("Sources/Session/A.swift", line)
    #expect(Ban.all.flatMap { $0.findings(file) } == [])
  }

  @Test("The shell may read the clock, a pure room may not")
  func clocks() {
    let line = "clock_gettime(CLOCK_MONOTONIC, &time)"
    let shell = TextFile("Sources/Upbeat/A.swift", line)
    let pure = TextFile("Sources/Rhythm/A.swift", line)
    #expect(Ban.all.flatMap { $0.findings(shell) } == [])
    #expect(Ban.all.flatMap { $0.findings(pure) }.count == 1)
  }

  // MARK: Promises

  @Test("Every promise to the compiler says who keeps it")
  func promises() throws {
    let found = try Checkout.sources().flatMap(Promise.findings)
    #expect(found == [])
  }

  @Test("A promise without its reason is found", arguments: Promise.words)
  func brokenPromise(word: String) {
    let alone = TextFile("Sources/Upbeat/A.swift", "// A note.\n\(word) var a = 1")
    let kept = TextFile("Sources/Upbeat/A.swift", "// SAFETY: once.\n\(word) var a = 1")
    #expect(Promise.findings(alone).map(\.line) == [2])
    #expect(Promise.findings(kept) == [])
  }

  // MARK: Forced unwraps

  @Test("No value is taken without a look")
  func unwraps() throws {
    let found = try Checkout.sources().flatMap(ForcedUnwrap.findings)
    #expect(found == [])
  }

  @Test(
    "A forced unwrap is found",
    arguments: ["a!", "f(a)!", "list[0]!.b", "{ $0! }", "var a: Int!", "try! f()", "b as! C"])
  func unwrap(line: String) {
    #expect(ForcedUnwrap.findings(TextFile("Sources/Upbeat/A.swift", line)).count == 1)
  }

  @Test(
    "A negation, an inequality and a word in a string are none",
    arguments: ["!a", "(!a && !b)", "a != b", "a !== b", "a!=b", "say(\"stop!\")", "// stop!"])
  func negation(line: String) {
    #expect(ForcedUnwrap.findings(TextFile("Sources/Upbeat/A.swift", line)) == [])
  }
}
