// SPDX-License-Identifier: GPL-3.0-or-later
import Settings

/// What a file that is checked holds, told by its name and its place.
enum CheckedFile: Equatable {
  case prescription, settings, board, prompts, phrases, report, song, recording, music

  /// nil: nothing that can be checked.
  init?(path: String) {
    let name = Path.name(of: path).lowercased()
    let folder = Path.name(of: Path.folder(of: path))
    func ends(in endings: [String]) -> Bool { endings.contains { name.hasSuffix("." + $0) } }
    if folder == DataFolder.songs, ends(in: ["txt"]) {
      self = .song
    } else if folder == Share.recorded || folder == DataFolder.voice, ends(in: ["wav"]) {
      self = .recording
    } else if ends(in: Self.musicEndings) {
      self = .music
    } else if name == Share.promptsName {
      self = .prompts
    } else if name == Share.phrasesName {
      self = .phrases
    } else if name == Share.reportName, LanguageFolder.isOne(Path.folder(of: path)) {
      // Elsewhere it is anybody's report.
      self = .report
    } else {
      switch FileKind(fileName: name) {
      case .prescription: self = .prescription
      case .settings: self = .settings
      case .board: self = .board
      case nil: return nil
      }
    }
  }

  /// Told by `--as`.
  init(_ kind: CheckCommand.Kind, path: String) {
    switch kind {
    case .prescription: self = .prescription
    case .settings: self = .settings
    case .board: self = .board
    case .song: self = .song
    case .voices:
      switch Path.name(of: path) {
      case Share.phrasesName: self = .phrases
      case Share.reportName: self = .report
      default: self = .prompts
      }
    }
  }

  /// What `--as` would have called it; nil: it has no such name.
  var kind: CheckCommand.Kind? {
    switch self {
    case .prescription: .prescription
    case .settings: .settings
    case .board: .board
    case .song: .song
    case .prompts, .phrases, .report, .recording: .voices
    case .music: nil
    }
  }

  /// The texts of a language pack.
  var isOfPack: Bool { self == .prompts || self == .phrases || self == .report }

  /// What the unit reads, and what people take for it: a finding says that it is not read.
  private static let musicEndings = [
    "wav", "flac", "ogg", "oga", "opus", "mp3", "m4a", "aac", "wma", "aif", "aiff"
  ]
}

/// The language pack that a file lies in, as far as its place tells.
struct LanguageFolder: Equatable {
  let path: String

  /// The code: the folder's name.
  var language: String { Path.name(of: path.hasSuffix("/") ? String(path.dropLast()) : path) }

  /// A folder with prompts or phrases; or with songs or recordings, where its name is a language's
  /// code: a stick has songs, too.
  static func isOne(_ path: String) -> Bool {
    func holds(_ name: String) -> Bool { TextFile.exists(Path.join(path, name)) }
    if holds(Share.promptsName) || holds(Share.phrasesName) { return true }
    let name = LanguageFolder(path: path).language
    let isCode = name.count == 2 && name.allSatisfy { ("a"..."z").contains($0) }
    return isCode && (holds(DataFolder.songs) || holds(Share.recorded))
  }

  /// The pack whose song this is; nil: it is somebody's own.
  static func ofSong(_ path: String) -> LanguageFolder? {
    let songs = Path.folder(of: path)
    guard Path.name(of: songs) == DataFolder.songs else { return nil }
    let folder = Path.folder(of: songs)
    return isOne(folder) ? LanguageFolder(path: folder) : nil
  }
}
