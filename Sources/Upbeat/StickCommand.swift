// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Glibc
import Stick

/// The child that reads a stick's text, or writes to the stick: one that hangs hangs alone.
struct StickCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stick", abstract: "Reads the caregiver's text from a stick, or writes to it.",
    shouldDisplay: false)

  enum Deed: String, ExpressibleByArgument {
    /// The caregiver's text, on standard output.
    case read
    /// A folder's files, into a new folder.
    case folder
    /// A file, into the root.
    case file
  }

  @Argument(help: "read, folder or file.")
  var deed: Deed
  @Argument(help: "The folder of the stick.")
  var stick: String
  @Argument(help: "What is written.")
  var source: String?
  @Argument(help: "Its name on the stick.")
  var name: String?

  func run() throws {
    do throws(StickError) {
      switch deed {
      case .read: Console.say(StickLine(try StickText.read(in: stick)).line)
      case .folder, .file: Console.say(StickLine.written(try write()).line)
      }
    } catch {
      Console.say(StickLine.failed(error.reason).line)
    }
  }

  private func write() throws(StickError) -> String {
    guard let source, let name else { throw StickError(.noName, path: stick) }
    let writer = StickWriter(path: stick)
    if deed == .file {
      return try writer.writeFile(StickWriter.File(name: name, bytes: try bytes(of: source)))
    }
    var files: [StickWriter.File] = []
    for file in try names(in: source) {
      files.append(
        StickWriter.File(name: file, bytes: try bytes(of: Path.join(source, file))))
    }
    return try writer.writeFolder(name, files)
  }

  private func bytes(of file: String) throws(StickError) -> [UInt8] {
    do throws(UnreadableFile) { return try TextFile.read(file, limit: Self.mostBytes) } catch {
      throw StickError(.unreadable, path: file)
    }
  }

  private func names(in folder: String) throws(StickError) -> [String] {
    do throws(UnreadableFile) { return try TextFile.names(in: folder) } catch {
      throw StickError(.unreadable, path: folder)
    }
  }

  /// A report of a year has some megabytes.
  private static let mostBytes = 100_000_000
}
