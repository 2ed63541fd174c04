// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@Suite("The form of files")
struct FileFormTests {
  @Test("Every Swift file, the Makefile and the checks begin with the licence")
  func licences() throws {
    let files =
      try Checkout.swiftFiles()
      + ["Package.swift", "Makefile", ".ci/run"].map { try Checkout.file($0) }
    let found = files.flatMap(FileForm.licenceFindings)
    #expect(found == [])
  }

  @Test(
    "A file without the licence, or with it too late, is found",
    arguments: ["", "import Glibc\n", "\n// " + FileForm.licence, "// SPDX-License-Identifier: MIT"]
  )
  func noLicence(text: String) {
    #expect(FileForm.licenceFindings(TextFile("A.swift", text)).count == 1)
  }

  @Test("No Swift file is longer than 450 lines")
  func lengths() throws {
    let found = try Checkout.swiftFiles().flatMap(FileForm.lengthFindings)
    #expect(found == [])
  }

  @Test("The 451st line is one too many")
  func tooLong() {
    let whole = String(repeating: "a\n", count: 450)
    #expect(FileForm.lengthFindings(TextFile("A.swift", whole)) == [])
    #expect(FileForm.lengthFindings(TextFile("A.swift", whole + "a\n")).map(\.line) == [451])
  }

  @Test("No line of any text ends in white space")
  func spaces() throws {
    let found = try Checkout.texts().flatMap(FileForm.spaceFindings)
    #expect(found == [])
  }

  @Test("White space at the end of a line is found", arguments: ["a ", "a\t", "a\r", " "])
  func space(line: String) {
    #expect(FileForm.spaceFindings(TextFile("A.md", "a\n" + line)).map(\.line) == [2])
  }

  @Test("Nothing is marked as unfinished")
  func finished() throws {
    let found = try Checkout.texts().flatMap(FileForm.unfinishedFindings)
    #expect(found == [])
  }

  @Test("A mark of something unfinished is found", arguments: FileForm.unfinished)
  func mark(word: String) {
    #expect(FileForm.unfinishedFindings(TextFile("A.swift", "// \(word): later")).count == 1)
  }

  @Test("No text names a folder of one machine")
  func machines() throws {
    let found = try Checkout.texts().flatMap(FileForm.machineFindings)
    #expect(found == [])
  }

  @Test("A folder of one machine is found", arguments: FileForm.machineFolders)
  func machine(folder: String) {
    #expect(FileForm.machineFindings(TextFile("A.md", "see \(folder)a")).count == 1)
  }
}
