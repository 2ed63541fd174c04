// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Glibc
import Prompts
import Settings

/// Reads text files as the unit would, and says what is wrong with them.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Checks text files: one line a finding, FILE:LINE:COLUMN: what, what was expected.",
    discussion: """
      The kind is told by the file's name (prescription, upbeat, board, prompts), or by --as. \
      Exit status: 0 clean, 1 findings, 2 unreadable.
      """)

  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case prescription, settings, board, voices
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

/// The look through files and folders.
struct FileCheck {
  private(set) var findings: [String] = []
  private(set) var unreadable: [String] = []
  private let kind: CheckCommand.Kind?
  private var prescription: Prescription?

  private static let deepest = 8

  init(kind: CheckCommand.Kind?) { self.kind = kind }

  mutating func usePrescription(_ path: String) {
    guard let bytes = read(path) else { return }
    let parsed = Prescription.parse(bytes, file: path)
    prescription = parsed.value
    findings += parsed.findings.map(\.description)
  }

  mutating func look(at path: String) {
    if TextFile.isFolder(path) {
      let before = (findings.count, unreadable.count, checked)
      lookThrough(path, depth: 0)
      if checked == before.2, unreadable.count == before.1 {
        unreadable.append(
          "\(path): there is nothing to check in this folder, expected prescription.txt, "
            + "upbeat.txt, board.txt or prompts.txt")
      }
    } else if let kind = kind ?? Self.kind(of: path) {
      check(path, as: kind)
    } else if !TextFile.exists(path) {
      unreadable.append("\(path): \(String(cString: strerror(errno)))")
    } else {
      unreadable.append(
        "\(path): the name does not tell the kind, expected prescription…, upbeat…, board… or "
          + "prompts.txt; or say --as \(CheckCommand.Kind.allCases.map(\.rawValue).joined(separator: "|"))"
      )
    }
  }

  private var checked = 0

  private mutating func lookThrough(_ folder: String, depth: Int) {
    let names: [String]
    do throws(UnreadableFile) { names = try TextFile.names(in: folder) } catch {
      unreadable.append(error.description)
      return
    }
    for name in names where !name.hasPrefix(".") {
      let path = Path.join(folder, name)
      if TextFile.isFolder(path) {
        if depth < Self.deepest { lookThrough(path, depth: depth + 1) }
      } else if let found = Self.kind(of: path), kind == nil || kind == found {
        check(path, as: found)
      }
    }
  }

  private static func kind(of path: String) -> CheckCommand.Kind? {
    let name = Path.name(of: path)
    if name == "prompts.txt" { return .voices }
    return switch FileKind(fileName: name) {
    case .prescription: .prescription
    case .settings: .settings
    case .board: .board
    case nil: nil
    }
  }

  private mutating func check(_ path: String, as kind: CheckCommand.Kind) {
    checked += 1
    guard let bytes = read(path, limit: kind == .voices ? Share.packLimit : TextFile.limit) else {
      return
    }
    switch kind {
    case .prescription:
      findings += Prescription.parse(bytes, file: path).findings.map(\.description)
    case .settings:
      findings +=
        CaregiverSettings.parse(bytes, file: path, within: prescription).findings
        .map(\.description)
    case .board:
      findings += Board.parse(bytes, file: path).findings.map(\.description)
    case .voices:
      checkPack(path, bytes)
    }
  }

  private mutating func checkPack(_ path: String, _ bytes: [UInt8]) {
    guard bytes.count <= Share.packLimit else {
      findings.append("\(path):1:1: the file is larger than 1 MB, expected a language pack")
      return
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      findings.append("\(path):1:1: this is not UTF-8 text, expected a language pack")
      return
    }
    let language = Path.name(of: Path.folder(of: path))
    if case .failure(let invalid) = LanguagePack.parse(text, language: language, file: path) {
      findings += invalid.findings.map(\.description)
    }
  }

  private mutating func read(_ path: String, limit: Int = TextFile.limit) -> [UInt8]? {
    do throws(UnreadableFile) { return try TextFile.read(path, limit: limit) } catch {
      unreadable.append(error.description)
      return nil
    }
  }
}
