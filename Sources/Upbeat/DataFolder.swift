// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// Where the diary and the clips are kept.
struct DataFolder {
  let path: String
  let isTemporary: Bool

  /// The folder of the clips in it.
  static let clips = "clips"
  /// The person's own, from the stick: songs, recordings of prompts, music (``MusicStore``). The
  /// folders of the stick have the same names.
  static let songs = "songs"
  static let voice = "voice"
  static let music = "music"

  var clips: String { Path.join(path, Self.clips) }

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// A fresh one for a rehearsal.
  static func temporary() throws(Failure) -> DataFolder {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array(Path.join(parent, "upbeat-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else {
      throw Failure(
        description: "\(parent): no temporary folder (\(String(cString: strerror(errno))))")
    }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return DataFolder(path: path, isTemporary: true)
  }

  /// Only what a rehearsal puts there is removed: plain files, and those in its
  /// folders.
  func removeIfTemporary() {
    guard isTemporary else { return }
    for name in names(path) {
      let file = Path.join(path, name)
      if TextFile.isFolder(file) {
        for inner in names(file) { unlink(Path.join(file, inner)) }
        rmdir(file)
      } else {
        unlink(file)
      }
    }
    rmdir(path)
  }

  private func names(_ folder: String) -> [String] {
    do throws(UnreadableFile) { return try TextFile.names(in: folder) } catch { return [] }
  }
}
