// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Glibc

/// The pages for caregiver and clinic: the program `upbeat-report`, which came with this one, makes
/// them.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Writes the week on one page, a table and observations, from the diary.",
    discussion: """
      Without a span it is the last four weeks and the current one. report.html, sessions.csv, \
      observations.ndjson and Settings.html are written to the folder.
      """)

  @Option(help: ArgumentHelp("The folder of the diary.", valueName: "dir"))
  var data: String
  @Option(help: ArgumentHelp("Where the pages go.", valueName: "dir"))
  var out: String
  @Option(help: ArgumentHelp("The first day, such as 2026-11-01.", valueName: "date"))
  var from: String?
  @Option(help: ArgumentHelp("The last day.", valueName: "date"))
  var to: String?
  @Option(help: ArgumentHelp("The language of the pages.", valueName: "code"))
  var language: String?
  @OptionGroup var shareOption: ShareOption

  static let program = "upbeat-report"

  func run() throws {
    let program = Path.join(Path.folder(of: Program.path), Self.program)
    var words = [program, "--data", data, "--out", out]
    for (name, value) in [
      ("--from", from), ("--to", to), ("--language", language), ("--share", shareOption.share)
    ] {
      if let value { words += [name, value] }
    }
    // It takes this one's place: its words and its end are ours.
    let arguments = words.map { strdup($0) } + [nil]
    execv(program, arguments)
    Console.warn("\(program): \(String(cString: strerror(errno)))")
    throw ExitCode(2)
  }
}
