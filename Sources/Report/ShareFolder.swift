// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Prompts

/// The folder with `Voices/` in it, found as the appliance finds it.
package struct ShareFolder {
  package let path: String

  package struct NotFound: Error, CustomStringConvertible {
    let tried: [String]
    package var description: String {
      "The folder Voices was not found. Tried: \(tried.joined(separator: ", ")). "
        + "Name the folder that holds it with --share."
    }
  }

  static let usualLanguage = "en"
  private static let fileName = "report.txt"

  /// - Parameters:
  ///   - given: the folder of `--share`; nil: `../share/upbeat` beside the program, else the
  ///     checkout it was built in.
  ///   - program: the program's own path.
  package static func find(_ given: String?, program: String) throws(NotFound) -> ShareFolder {
    let candidates = given.map { [$0] } ?? beside(program)
    for folder in candidates {
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(
        atPath: folder + "/Voices", isDirectory: &isFolder)
      if exists && isFolder.boolValue { return ShareFolder(path: folder) }
    }
    throw NotFound(tried: candidates)
  }

  private static func beside(_ program: String) -> [String] {
    var folder = URL(fileURLWithPath: program).deletingLastPathComponent()
    var candidates = [folder.deletingLastPathComponent().path + "/share/upbeat"]
    while folder.path != "/" {
      candidates.append(folder.path)
      folder.deleteLastPathComponent()
    }
    return candidates + ["."]
  }

  /// Codes of the languages a report can be written in, sorted.
  package var languages: [String] {
    let names: [String]
    do { names = try FileManager.default.contentsOfDirectory(atPath: path + "/Voices") } catch {
      return []
    }
    return names.filter { FileManager.default.fileExists(atPath: file($0)) }.sorted()
  }

  private func file(_ language: String) -> String {
    "\(path)/Voices/\(language)/\(Self.fileName)"
  }

  /// The labels of a language.
  /// - Throws: ``InvalidPack``, or what the file system says.
  package func labels(_ language: String) throws -> Labels {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: file(language)))
    return try Labels.parse(
      String(decoding: bytes, as: UTF8.self), language: language, file: file(language))
  }
}
