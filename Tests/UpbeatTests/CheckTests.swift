// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@Suite("upbeat check")
struct CheckTests {
  let folder = TemporaryFolder()

  private func check(_ arguments: String...) throws -> UpbeatProcess.End {
    try UpbeatProcess.run(["check"] + arguments, in: folder)
  }

  @Test("A clean file has nothing said of it, and 0 for it")
  func clean() throws {
    let end = try check(folder.write("volume: 70\n", to: "upbeat.txt"))
    #expect(end.status == 0)
    #expect(end.output == "" && end.errors == "")
  }

  @Test("A finding stands with file, line and column, and what was expected")
  func finding() throws {
    let file = folder.write("# Loud enough?\nvolume: 20\n", to: "upbeat.txt")
    let end = try check(file)
    #expect(end.status == 1)
    #expect(end.output == "\(file):2:9: volume 20 is too low, expected 30 to 100 %\n")
  }

  @Test("The settings are held against the clinic's file")
  func prescription() throws {
    let clinic = folder.write("profile: mild\nbreaths: 3-6\n", to: "clinic.txt")
    let file = folder.write("breaths: 9\n", to: "upbeat.txt")
    #expect(try check(file).status == 0)
    let end = try check(file, "--prescription", clinic)
    #expect(end.status == 1)
    #expect(end.output.hasPrefix("\(file):1:10: breaths 9 is outside the prescription"))
  }

  @Test("A folder is looked through, and what it holds beside is left alone")
  func folders() throws {
    let root = folder.folder("stick")
    folder.folder("stick/old")
    folder.write("volume: 20\n", to: "stick/upbeat.txt")
    folder.write("switch: nowhere\n", to: "stick/old/board.txt")
    folder.write("volume: 20\n", to: "stick/letter.txt")
    let end = try check(root)
    #expect(end.status == 1)
    #expect(end.output.occurrences(of: "\n") == 2)
    #expect(end.output.occurrences(of: "stick/old/board.txt:1:") == 1)
    #expect(end.output.occurrences(of: "stick/upbeat.txt:1:9:") == 1)
  }

  @Test("The packs that are shipped are clean; a language may have few songs, never a wrong one")
  func voices() throws {
    let lines = try check(checkout + "/Voices").output.split(separator: "\n")
    #expect(lines.allSatisfy { $0.hasSuffix(" songs, expected 5 or more") })
  }

  @Test("A file says nothing of its kind by its name, --as does")
  func kind() throws {
    let file = folder.write("volume: 20\n", to: "letter.txt")
    let unknown = try check(file)
    #expect(unknown.status == 2)
    #expect(unknown.errors.hasPrefix("\(file): the name does not tell the kind"))
    #expect(try check(file, "--as", "settings").status == 1)
  }

  @Test("What cannot be read is said so, and has 2 for it")
  func unreadable() throws {
    let missing = folder.file("upbeat.txt")
    #expect(try check(missing).status == 2)
    #expect(try check(missing).errors.hasPrefix("\(missing): No such file or directory"))
    let empty = try check(folder.folder("empty"))
    #expect(empty.status == 2)
    #expect(empty.errors.hasPrefix("\(folder.path)/empty: there is nothing to check"))
  }

  @Test("Unreadable outweighs a finding, and both are said")
  func both() throws {
    let file = folder.write("volume: 20\n", to: "upbeat.txt")
    let end = try check(file, folder.file("board.txt"))
    #expect(end.status == 2)
    #expect(end.output != "" && end.errors != "")
  }

  @Test(
    "An endless device and a huge file are one finding, in little memory",
    arguments: ["prescription", "settings", "board", "song", "voices"])
  func huge(kind: String) throws {
    let usual = try check(folder.write("", to: "upbeat.txt")).peakKilobytes
    for file in ["/dev/zero", folder.sparseFile("huge", bytes: 2 << 30)] {
      let end = try check(file, "--as", kind)
      #expect(end.status == 1)
      #expect(
        end.output.hasPrefix(
          "\(file):1:1: \(kind == "song" ? "a file" : "the file is") larger than "))
      #expect(end.output.occurrences(of: "\n") == 1)
      #expect(end.peakKilobytes < usual + 10_240)
    }
  }

  @Test(
    "Any bytes at all are a finding, and none of them steers the terminal",
    arguments: ["prescription", "settings", "board", "song", "voices"])
  func bytes(kind: String) throws {
    let file = folder.write([0x1B, 0x5B, 0x32, 0x4A, 0xFF, 0x00, 0x0A, 0x1B], to: "any")
    let end = try check(file, "--as", kind)
    #expect(end.status == 1)
    #expect(end.output.hasPrefix("\(file):1:1: "))
    #expect(!end.output.contains("\u{1B}"))
  }
}
