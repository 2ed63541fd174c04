// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser

/// Reads files as the unit would, and says what is wrong with them.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Checks files: one line a finding, FILE:LINE:COLUMN: what, what was expected.",
    discussion: """
      The kind is told by the name: prescription, upbeat, board, prompts and phrases; report.txt \
      beside those; files in a folder songs, recorded or voice; music by its ending (WAV, FLAC, \
      OGG, MP3). Or by --as. Of the folder of a language it is also said what is missing. Exit \
      status: 0 clean, 1 findings, 2 unreadable.
      """)

  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case prescription, settings, board, song, voices
  }

  @Argument(help: ArgumentHelp("Files, or folders to look through.", valueName: "file|dir"))
  var paths: [String]
  @Option(
    help: ArgumentHelp(
      "The clinic's text file, within which the settings must be.", valueName: "file"))
  var prescription: String?
  @Option(name: .customLong("as"), help: "What the files are, whatever their names.")
  var kind: Kind?

  func run() throws {
    var check = FileCheck(kind: kind)
    if let prescription { check.usePrescription(prescription) }
    for path in paths { check.look(at: path) }
    for finding in check.findings { Console.say(finding) }
    for failure in check.unreadable { Console.warn(failure) }
    if !check.unreadable.isEmpty { throw ExitCode(2) }
    if !check.findings.isEmpty { throw ExitCode(1) }
  }
}
