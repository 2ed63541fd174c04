// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation

/// The command line of `upbeat-report`.
package struct ReportProgram: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "upbeat-report", abstract: "Pages and tables for caregiver and clinic.",
    subcommands: [ReportCommand.self, StickCommand.self], defaultSubcommand: ReportCommand.self)

  package init() {}
}

enum Program {
  /// Where the program itself lies.
  static var path: String { Bundle.main.executablePath ?? CommandLine.arguments[0] }
}
