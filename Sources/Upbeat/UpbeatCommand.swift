// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser

/// The command line; fixed (`Docs/Architecture.md`), because other people's checks call it.
struct UpbeatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "upbeat",
    abstract: "Leads a practice of breathing, voice, singing and speech with music, by one switch.",
    discussion: """
      This is practice, not treatment. A clinic sets up the unit, a caregiver chooses inside what \
      the clinic allows, and any press during an exercise stops it.
      """,
    version: Software.version,
    subcommands: [
      RunCommand.self, RehearseCommand.self, CheckCommand.self, ReportCommand.self,
      ProbeCommand.self, SimulateCommand.self, ImportCommand.self, StickCommand.self
    ])
}

enum Software {
  static let version = "0.2.0"
}

/// Where the voices are.
struct ShareOption: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The folder that holds Voices; without it ../share/upbeat beside the program, else the "
        + "checkout.", valueName: "dir"))
  var share: String?
}
