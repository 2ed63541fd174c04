// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Glibc

/// The child that reads a stick: its news on standard output, a line each.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: StickImport.subcommand,
    abstract: "Copies songs, recordings and music of a stick to the unit's data.",
    shouldDisplay: false)

  @Argument(help: "The folder of the stick.")
  var stick: String
  @Argument(help: "The folder of diary and clips.")
  var data: String

  func run() throws {
    StickFolder(path: stick).copy(
      to: data, tell: { Console.say($0.line) }, isCancelled: { !Self.isHeard })
  }

  /// Whoever wanted the news is still there.
  private static var isHeard: Bool {
    var output = pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)
    return poll(&output, 1, 0) <= 0 || output.revents & Int16(POLLERR) == 0
  }
}
