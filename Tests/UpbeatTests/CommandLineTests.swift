// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@Suite("The command line")
struct CommandLineTests {
  let folder = TemporaryFolder()

  private func upbeat(_ arguments: String...) throws -> UpbeatProcess.End {
    try UpbeatProcess.run(arguments, in: folder)
  }

  @Test("Help names every command and what it is for")
  func help() throws {
    let end = try upbeat("--help")
    #expect(end.status == 0)
    for command in ["run", "rehearse", "check", "probe"] {
      #expect(end.output.contains("\n  \(command) "))
    }
    for hidden in ["simulate", "speak", "import"] {
      #expect(!end.output.contains("\n  \(hidden) "))
    }
  }

  @Test(
    "Help names every option of a command, but for those of tests",
    arguments: [
      ("run", ["--board", "--data", "--prescription", "--share"]),
      (
        "rehearse",
        [
          "--prescription", "--settings", "--data", "--stick", "--presses", "--render",
          "--timeline", "--at",
          "--for", "--share"
        ]
      ),
      ("check", ["--prescription", "--as"]),
      ("probe", ["--board", "--share"])
    ])
  func options(command: String, options: [String]) throws {
    let end = try upbeat(command, "--help")
    #expect(end.status == 0)
    for option in options { #expect(end.output.contains("\n  \(option) ")) }
    for hidden in ["--period", "--gpio-root", "--input-root"] {
      #expect(!end.output.contains(hidden))
    }
  }

  @Test("The version is three numbers")
  func version() throws {
    let end = try upbeat("--version")
    #expect(end.status == 0)
    #expect(end.output.split(separator: ".").count == 3)
  }

  @Test(
    "A wrong line is answered with what is wrong and how it goes",
    arguments: [
      (["run"], "--board <file>"), (["sing"], "sing"), (["check"], "<file|dir>"),
      (
        ["check", "--as", "poem", "a"],
        "'prescription', 'settings', 'board', 'song' or 'voices'"
      ),
      (["rehearse", "--at", "noon"], "such as 2026-11-22T09:00"),
      (["rehearse", "--at", "2026-02-30T09:00"], "such as 2026-11-22T09:00"),
      (["rehearse", "--for", "soon"], "such as 90"), (["rehearse", "--period", "0"], "1 to 65536")
    ])
  func wrong(arguments: [String], words: String) throws {
    let end = try UpbeatProcess.run(arguments, in: folder)
    #expect(end.status == 64)
    #expect(end.errors.contains(words))
    #expect(end.errors.contains("Usage: upbeat"))
  }

  @Test("Without its voices it says where it looked for them")
  func share() throws {
    let end = try upbeat("rehearse", "--share", folder.path)
    #expect(end.status == 2)
    #expect(end.errors.contains("Voices was not found. Tried: \(folder.path)."))
  }

  @Test("probe lists what there is, and leaves out a test for which there is no switch")
  func probe() throws {
    let end = try upbeat("probe", "--share", checkout)
    #expect(end.status == 0)
    for list in ["Switches:\n", "Sound cards:\n", "Sticks:\n", "Voices:\n", "Note bank:\n"] {
      #expect(end.output.contains(list))
    }
    #expect(end.output.contains("\n  en  English, spoken by en-us\n      songs "))
    #expect(end.output.hasSuffix("Switch test: left out (no terminal, and no --board).\n"))
  }

  @Test("probe shows each press at a terminal, and q ends its test")
  func switchTest() throws {
    let terminal = try Terminal(columns: 80)
    let process = try UpbeatProcess.start(
      ["probe", "--share", checkout, "--input-root", folder.path], in: folder, terminal: terminal)
    try process.waitFor("now open.")
    terminal.type(" ")
    try process.waitFor("press 1: 120 ms")
    terminal.type("q")
    let end = try process.end()
    #expect(end.status == 0)
    #expect(end.output.contains("Presses seen: 1."))
    #expect(terminal.isAsShellsWantIt)
  }
}
