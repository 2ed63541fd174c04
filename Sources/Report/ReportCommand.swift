// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Diary
import Foundation
import Timebase

/// What `upbeat-report` does without a further word: the report.
package struct ReportCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Writes what the diary holds as a page and two tables, and the settings as a form.",
    discussion: """
      Into the folder of --out: report.html, sessions.csv, observations.ndjson and Settings.html. \
      The form has the settings of upbeat.txt beside the diary, else those of the diary. The diary \
      is only read, and may be in use. Exit status: 0 written; 1 the folder cannot be written; 2 \
      the diary is missing, damaged or of a later version; 64 the command line is wrong.
      """)

  @Option(help: ArgumentHelp("The folder that holds diary.sqlite.", valueName: "dir"))
  var data: String
  @Option(help: ArgumentHelp("The folder to write into; made if missing.", valueName: "dir"))
  var out: String
  @Option(
    help: ArgumentHelp(
      "The first day, as 2026-11-22; without it the Monday four weeks before the last week.",
      valueName: "date"))
  var from: Day?
  @Option(
    help: ArgumentHelp("The last day; without it the diary's newest.", valueName: "date"))
  var to: Day?
  @Option(
    help: ArgumentHelp(
      "The language of the page; without it the one of the settings.", valueName: "code"))
  var language: String?
  @Option(
    help: ArgumentHelp(
      "The folder that holds Voices; without it ../share/upbeat beside the program, else the "
        + "checkout.", valueName: "dir"))
  var share: String?
  @Option(
    help: ArgumentHelp(
      "The clinic's text file; without it prescription.txt beside the diary, else the diary's.",
      valueName: "file"))
  var prescription: String?

  package init() {}

  package func run() throws {
    let program = Program.path
    do {
      let diary = try RecordedDiary.open(directory: data)
      let report = try Report(
        of: diary, from: from, to: to, language: language,
        share: try ShareFolder.find(share, program: program),
        texts: try UnitTexts(of: data, prescription: prescription), today: Today.day)
      try report.write(to: out)
    } catch {
      throw Failure.said(error)
    }
  }
}

extension RecordedDiaryError {
  /// In plain words, with what to do.
  var words: String {
    switch self {
    case .missing(let path): "There is no diary at \(path)."
    case .later(let cause):
      "The diary was written by a later version of Upbeat (\(cause.message)). Please use that one."
    case .broken(let cause):
      "The diary is damaged, or no diary (\(cause.message)). It was left as it is; the unit puts "
        + "it aside when it starts."
    case .unreadable(let cause): "The diary cannot be read now: \(cause.message)."
    }
  }
}

extension Day: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}
