// SPDX-License-Identifier: GPL-3.0-or-later
import Prompts
import Testing

/// A shipped pack with one thing changed.
private struct ChangedPack {
  var lines: [String]

  init(_ language: String = "en") throws {
    lines = try Voices.text(language).split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
  }

  /// The number of a key's line, from 1.
  func line(of key: String) throws -> Int {
    try #require(lines.firstIndex { $0.hasPrefix(key + ":") }) + 1
  }

  mutating func replace(_ key: String, with line: String) throws {
    lines[try self.line(of: key) - 1] = line
  }

  func findings(language: String = "en") -> [PackFinding] {
    let text = lines.joined(separator: "\n")
    switch LanguagePack.parse(text, language: language, file: "p.txt") {
    case .success: return []
    case .failure(let invalid): return invalid.findings
    }
  }
}

@Suite("Findings in a broken pack")
struct FindingTests {
  @Test("A missing prompt is named at the end of the file")
  func missingPrompt() throws {
    var pack = try ChangedPack()
    try pack.replace("waiting.begin", with: "")
    let last = pack.lines.count
    #expect(
      pack.findings().map(\.description) == [
        "p.txt:\(last):1: key 'waiting.begin' is missing, "
          + "expected 'waiting.begin: …' once in the file"
      ])
  }

  @Test("Each key that is left out is missing", arguments: PromptKey.allCases)
  func eachMissing(key: PromptKey) throws {
    var pack = try ChangedPack()
    try pack.replace(key.rawValue, with: "#")
    #expect(pack.findings().map(\.found) == ["key '\(key.rawValue)' is missing"])
  }

  @Test("An unknown key is found on its line, with the key it may have meant")
  func unknownKey() throws {
    var pack = try ChangedPack()
    let line = try pack.line(of: "waiting.begin")
    pack.lines.insert("  waiting.bigin: Press to begin.", at: line)
    #expect(
      pack.findings().map(\.description) == [
        "p.txt:\(line + 1):3: unknown key 'waiting.bigin', "
          + "expected a key of Docs/Languages.md, perhaps 'waiting.begin'"
      ])
  }

  @Test("A key of a plural form the language does not have is unknown")
  func unknownForm() throws {
    var pack = try ChangedPack()
    pack.lines.append("minutes.few: {number} minutes")
    #expect(pack.findings().map(\.found) == ["unknown key 'minutes.few'"])
  }

  @Test(
    "A number key that is none is unknown",
    arguments: [
      "number.101", "number.1000", "number.-1", "number.07", "number.", "number..7", "number.a.b.7"
    ])
  func unknownNumber(key: String) throws {
    var pack = try ChangedPack()
    pack.lines.append("\(key): seven")
    #expect(pack.findings().map(\.found) == ["unknown key '\(key)'"])
  }

  @Test("A key that comes twice is found on its second line")
  func duplicate() throws {
    var pack = try ChangedPack()
    let first = try pack.line(of: "cue.in")
    pack.lines.append("cue.in: Breathe in.")
    #expect(
      pack.findings().map(\.description) == [
        "p.txt:\(pack.lines.count):1: key 'cue.in' again, "
          + "expected each key once; it is on line \(first)"
      ])
  }

  @Test("A line that is neither an entry nor a comment is found")
  func noEntry() throws {
    var pack = try ChangedPack()
    pack.lines[1] = "Press to begin"
    pack.lines[2] = ": Press to begin."
    #expect(pack.findings().map(\.line) == [2, 3])
    #expect(pack.findings()[0].expected == "'key: text' or '# comment'")
  }

  @Test(
    "A broken prompt is found on its line and column",
    arguments: [
      ("cue.in: ", 8, "prompt 'cue.in' is empty"),
      ("cue.in: Breathe in now please.", 9, "sentence of 4 words"),
      ("cue.in: Breathe. | In.", 9, "2 sentences"),
      ("waiting.begin: Press a b c d e f g h i j.", 16, "sentence of 11 words"),
      ("waiting.begin: Press. | press to begin.", 25, "sentence begins with 'p'"),
      ("waiting.begin: Press to begin", 16, "sentence ends with 'n'"),
      ("waiting.begin: Press to begin!", 16, "sentence ends with '!'"),
      ("waiting.begin: Press. To begin.", 16, "'.' inside a sentence"),
      ("waiting.begin: Press  to begin.", 16, "two spaces"),
      ("waiting.begin: Press 2 times.", 16, "character '2'"),
      ("waiting.begin: Press <break/> now.", 16, "character '<'"),
      ("waiting.begin: Press [[now]].", 16, "character '['"),
      ("waiting.begin: Press. | | Begin.", 25, "empty sentence"),
      ("waiting.begin: Press. |", 24, "empty sentence"),
      ("waiting.begin: Press in {minutes}.", 16, "unknown placeholder {minutes}"),
      ("waiting.begin: Press {now.", 16, "'{' without '}'"),
      ("waiting.begin: Press now}.", 16, "'}' without '{'"),
      ("rest.minutes: The next part begins soon.", 15, "placeholder {minutes} is missing"),
      ("rest.minutes: {minutes} to the next part.", 15, "sentence begins with '{'"),
      ("rest.minutes: Next in {minutes:genitive}.", 15, "unknown placeholder {minutes}"),
      ("rest.minutes: A b c d e f g h {minutes}.", 15, "sentence of 11 words"),
      ("finding.range: It can be {lowest}.", 16, "placeholder {highest} is missing"),
      ("finding.fits: This fits: {name}.", 15, "unknown placeholder {name}"),
      ("finding.fits: This fits.", 15, "placeholder {value} is missing"),
      ("finding.fits: this fits: {value}.", 15, "sentence begins with 't'"),
      ("number.point: ", 14, "'number.point' is empty"),
      ("amount.percent.one: percent", 21, "'percent'"),
      ("farewell.week: This week: {done} of {goal:genitive}.", 16, "a number without words, 1"),
      ("minutes.one: one minute", 14, "'one minute'"),
      ("minutes.one: {number} {number} minute", 14, "'{number} {number} minute'"),
      ("minutes.one: {number} minute!", 14, "character '!'"),
      ("number.7: ", 10, "number 7 is empty"),
      ("number.7: seven.", 11, "character '.'"),
      ("language: de", 11, "language 'de'"),
      ("voice: -w file", 8, "voice '-w file'"),
      ("name: ", 6, "'name' is empty")
    ])
  func brokenPrompt(line: String, column: Int, found: String) throws {
    var pack = try ChangedPack()
    let key = String(line.prefix { $0 != ":" })
    let number = try pack.line(of: key)
    try pack.replace(key, with: line)
    let finding = try #require(pack.findings().first { $0.found == found }, "\(pack.findings())")
    #expect((finding.file, finding.line, finding.column) == ("p.txt", number, column))
  }

  @Test("A number word that is missing is found where it would be spoken")
  func missingNumber() throws {
    var pack = try ChangedPack("ru")
    try pack.replace("number.genitive.3", with: "")
    let lines = try Set([
      pack.line(of: "farewell.week"), pack.line(of: "hours.few"), pack.line(of: "finding.range")
    ])
    let findings = pack.findings(language: "ru")
    #expect(lines.isSubset(of: findings.map(\.line)))
    #expect(findings.allSatisfy { $0.expected == "'number.genitive.3: …'" })
  }

  @Test("A missing plural form is found")
  func missingForm() throws {
    var pack = try ChangedPack("ru")
    try pack.replace("minutes.few", with: "")
    #expect(pack.findings(language: "ru").map(\.found) == ["key 'minutes.few' is missing"])
  }

  @Test("A language without a plural rule is refused, with the languages that have one")
  func unknownLanguage() throws {
    let findings = try ChangedPack().findings(language: "xx")
    #expect(findings.contains { $0.found == "no plural rule is known for 'xx'" })
  }

  @Test("Several findings come in the order of the file")
  func order() throws {
    var pack = try ChangedPack()
    try pack.replace("ringing.over", with: "ringing.over: the ringing")
    try pack.replace("greeting.hello", with: "greeting.hello: hello")
    pack.lines.append("last.key: x")
    let lines = pack.findings().map(\.line)
    #expect(lines.count == 3)
    #expect(lines == lines.sorted())
  }

  @Test("An empty file misses everything, without end")
  func emptyFile() {
    guard case .failure(let invalid) = LanguagePack.parse("", language: "en", file: "p.txt") else {
      Issue.record("an empty pack was taken")
      return
    }
    #expect(invalid.findings.count >= PromptKey.allCases.count)
    #expect(invalid.findings.allSatisfy { $0.line == 1 })
  }
}
