// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@Suite("Documents")
struct DocumentTests {
  private static func documents() throws -> [TextFile] {
    try (["README.md"] + Checkout.paths(under: "Docs", endings: [".md"])).map(Checkout.file)
  }

  @Test("Every file a document names is there")
  func files() throws {
    let missing = try Self.documents().flatMap {
      DocumentReferences($0).missingFiles(exists: Checkout.exists)
    }
    #expect(missing == [])
  }

  @Test("Every test a document names is there, in the file it names")
  func tests() throws {
    let missing = try Self.documents().flatMap { document in
      try DocumentReferences(document).missingTests { path in
        Checkout.exists(path) ? try Checkout.file(path).testSentences : []
      }
    }
    #expect(missing == [])
  }

  @Test("Every hazard has the place of its rule and its test")
  func hazards() throws {
    let safety = DocumentReferences(try Checkout.file("Docs/Safety.md"))
    #expect(safety.lines.filter(\.isTableRow).count >= 15)
    #expect(safety.bareRows == [])
  }

  @Test("A file that is not there is found")
  func missingFile() {
    let references = DocumentReferences(
      TextFile("A.md", "See `Session/Stop.swift`.\nAnd `SessionTests/StopTests.swift`."))
    let missing = references.missingFiles { $0 == "Sources/Session/Stop.swift" }
    #expect(
      missing == [Finding(path: "A.md", line: 2, what: "there is no SessionTests/StopTests.swift")])
  }

  @Test("A test that is not in the file of its line is found")
  func missingTest() {
    let references = DocumentReferences(
      TextFile("A.md", "| `ATests/A.swift` “It stops” |\n| `BTests/B.swift` “It stops” |"))
    let missing = references.missingTests { $0 == "Tests/ATests/A.swift" ? ["It stops"] : [] }
    #expect(missing == [Finding(path: "A.md", line: 2, what: "no test says “It stops”")])
  }

  @Test(
    "A row without a rule or without a test is found",
    arguments: [
      ("| a | `ATests/A.swift` “B” |", "no rule is named"),
      ("| a | `A/A.swift` | |", "no test is named"),
      ("| a | `A/A.swift` | `ATests/A.swift` |", "no test is named")
    ])
  func bareRow(row: String, expected: String) {
    let references = DocumentReferences(TextFile("A.md", "| head |\n|---|\n" + row))
    #expect(references.bareRows == [Finding(path: "A.md", line: 3, what: expected)])
  }

  @Test("Sentences of tests are found, also on the next line and with marks in them")
  func sentences() {
    let text = """
      @Test("A press stops")
      @Test(
        "A \\"soft\\" tick", arguments: [1])
      @Test(arguments: ["no sentence"])
      @Test func named() {}
      """
    #expect(
      TextFile("A.swift", text).testSentences == ["A press stops", "A \"soft\" tick", "named"])
  }
}
