// SPDX-License-Identifier: GPL-3.0-or-later

/// The files of a `music` folder that may be music, by their paths in it, sorted.
///
/// The folder and the folders in it are read, no deeper. What other machines leave on sticks and
/// what comes along with music (covers, lists, texts) is passed over without a word; all else is a
/// candidate, so that a file of a kind the unit cannot play is told.
struct StickMusic {
  /// More than a store ever takes; behind them one finding stands for all.
  private static let mostFiles = 500

  private static let companions = Set(
    [
      "jpg", "jpeg", "png", "gif", "bmp", "webp", "tif", "tiff", "txt", "nfo", "pdf", "htm", "html",
      "rtf", "doc", "docx", "odt", "m3u", "m3u8", "pls", "wpl", "xspf", "cue", "log", "lrc", "ini",
      "db", "sfv", "md5", "lnk", "url", "dat", "xml", "part", "tmp"
    ].map { Array($0.utf8) })

  private(set) var files: [BytePath] = []
  private(set) var findings: [MusicFinding] = []

  /// - Throws: where the folder itself cannot be listed.
  static func list(_ folder: BytePath) throws(SystemCallError) -> StickMusic {
    var music = StickMusic()
    for name in try Folder.names(folder) where !isHidden(name) {
      if Folder.isFolder(folder / name) {
        music.add(folder: name, in: folder)
      } else if !companions.contains(name.ending) {
        music.files.append(name)
      }
    }
    music.files.sort()
    if music.files.count > mostFiles {
      music.findings.append(
        MusicFinding(
          file: music.files[mostFiles].text,
          what: "and the \(music.files.count - mostFiles - 1) files after it were not looked at",
          expected: "at most \(mostFiles) files"))
      music.files.removeLast(music.files.count - mostFiles)
    }
    return music
  }

  private mutating func add(folder name: BytePath, in folder: BytePath) {
    do throws(SystemCallError) {
      for inner in try Folder.names(folder / name) where !Self.isHidden(inner) {
        let isCompanion = Self.companions.contains(inner.ending)
        if !isCompanion, !Folder.isFolder(folder / name / inner) { files.append(name / inner) }
      }
    } catch {
      findings.append(MusicFinding(name, .unreadable(error)))
    }
  }

  /// `.name` and `._name` of Unix and macOS, `$name` of Windows.
  private static func isHidden(_ name: BytePath) -> Bool {
    name.bytes.first == UInt8(ascii: ".") || name.bytes.first == UInt8(ascii: "$")
  }
}
