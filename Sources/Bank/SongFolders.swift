// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Songs

/// The songs of all language packs: `LANGUAGE/songs/*.txt`.
package enum SongFolders {
  /// In order of their files.
  ///
  /// - Throws: where there is no such folder, or a song has a finding.
  package static func read(_ voices: String) throws(BankError) -> [Song] {
    var songs: [Song] = []
    for language in try names(in: voices) {
      let folder = "\(voices)/\(language)/songs"
      guard FileManager.default.fileExists(atPath: folder) else { continue }
      for name in try names(in: folder) where name.hasSuffix(".txt") {
        songs.append(try song("\(folder)/\(name)", language: language))
      }
    }
    guard !songs.isEmpty else { throw .noSongs(path: voices) }
    return songs
  }

  private static func song(_ path: String, language: String) throws(BankError) -> Song {
    let text: Data
    do {
      text = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw .unreadable(path: path, why: BankFile.reason(error))
    }
    switch Song.parse(bytes: Array(text), file: path, language: language, origin: .shipped) {
    case .success(let song): return song
    case .failure(let invalid):
      throw .badSong(findings: invalid.findings.map(\.description).joined(separator: "\n"))
    }
  }

  private static func names(in folder: String) throws(BankError) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder)
        .filter { !$0.hasPrefix(".") }.sorted()
    } catch {
      throw .unreadable(path: folder, why: BankFile.reason(error))
    }
  }
}
