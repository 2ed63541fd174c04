// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Prompts

/// The folder with the language packs, and the packs in it.
struct Share {
  let folder: String

  struct NotFound: Error, CustomStringConvertible {
    let tried: [String]
    var description: String {
      "The folder Voices was not found. Tried: \(tried.joined(separator: ", ")). "
        + "Name the folder that holds it with --share."
    }
  }

  /// - Parameter given: the folder of `--share`; nil: beside the program, else the checkout.
  static func find(_ given: String?) throws(NotFound) -> Share {
    let candidates = given.map { [$0] } ?? beside(Program.path)
    for folder in candidates where TextFile.isFolder(Path.join(folder, "Voices")) {
      return Share(folder: folder)
    }
    throw NotFound(tried: candidates)
  }

  /// `../share/upbeat`, then each folder above the program: a checkout holds its build folder.
  private static func beside(_ program: String) -> [String] {
    var folder = Path.folder(of: program)
    var candidates = [Path.join(Path.folder(of: folder), "share/upbeat")]
    while folder != "/" && folder != "." {
      candidates.append(folder)
      folder = Path.folder(of: folder)
    }
    return candidates + ["."]
  }

  /// Of a pack; its songs are in `DataFolder.songs`, as everybody's are.
  static let promptsName = "prompts.txt"
  static let phrasesName = "phrases.txt"
  /// The words of the pages, which `upbeat-report` writes.
  static let reportName = "report.txt"
  static let recorded = "recorded"
  /// What a unit speaks that was told nothing else.
  static let usualLanguage = "en"

  var voices: String { Path.join(folder, "Voices") }

  /// Codes of the languages there is a pack for, sorted.
  var languages: [String] {
    let names: [String]
    do throws(UnreadableFile) { names = try TextFile.names(in: voices) } catch { return [] }
    return names.filter { TextFile.exists(promptsFile($0)) }
  }

  func promptsFile(_ language: String) -> String {
    Path.join(Path.join(voices, language), Self.promptsName)
  }

  func phrasesFile(_ language: String) -> String {
    Path.join(Path.join(voices, language), Self.phrasesName)
  }

  func songs(_ language: String) -> String {
    Path.join(Path.join(voices, language), DataFolder.songs)
  }

  func recordings(_ language: String) -> String {
    Path.join(Path.join(voices, language), Self.recorded)
  }

  /// Beside the languages; made when the project is built, never part of the checkout.
  var noteBank: String { Path.join(folder, "notes.bank") }

  enum PackError: Error, CustomStringConvertible {
    case unreadable(UnreadableFile)
    case findings([PackFinding])

    var description: String {
      switch self {
      case .unreadable(let file): file.description
      case .findings(let findings): findings.map(\.description).joined(separator: "\n")
      }
    }
  }

  /// A pack is far smaller.
  static let packLimit = 1_000_000

  func pack(_ language: String) throws(PackError) -> LanguagePack {
    let file = promptsFile(language)
    let bytes: [UInt8]
    do throws(UnreadableFile) {
      bytes = try TextFile.read(file, limit: Self.packLimit)
    } catch {
      throw .unreadable(error)
    }
    switch LanguagePack.parse(
      String(decoding: bytes, as: UTF8.self), language: language, file: file)
    {
    case .success(let pack): return pack
    case .failure(let invalid): throw .findings(invalid.findings)
    }
  }
}

/// This program itself.
enum Program {
  /// Its own path: children are started from it.
  static var path: String {
    var buffer = [CChar](repeating: 0, count: 4_096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    guard count > 0 else { return CommandLine.arguments[0] }
    return String(decoding: buffer[0..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

/// The hidden subcommand that makes one clip.
enum SpeechProgram {
  static let subcommand = "speak"
}
