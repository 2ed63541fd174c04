// SPDX-License-Identifier: GPL-3.0-or-later
import AudioFiles
import Prompts

/// A recording that is to stand in for a prompt.
enum RecordingFile {
  /// Why it cannot be played; it is decoded whole.
  /// - Parameter name: what the findings call it.
  static func findings(_ path: String, called name: String) -> [String] {
    do throws(AudioFileError) {
      _ = try RecordedPrompt.load(BytePath(path))
      return []
    } catch {
      return [error.finding(in: name)]
    }
  }

  /// Whether its name is a prompt's, in any language; the number of its sentence is judged where
  /// the language is known.
  static func nameFindings(_ path: String) -> [String] {
    let name = Path.join(Share.recorded, Path.name(of: path))
    return PackCheck.findings(
      language: Share.usualLanguage, files: [PackCheck.File(name: name, text: nil)]
    )
    .filter { $0.file == name }
    .map { "\(path):1:1: \($0.found), expected \($0.expected)" }
  }
}

extension AudioFileError {
  /// In the form of all findings; a sound has no lines.
  func finding(in file: String) -> String { "\(file):1:1: \(what), expected \(expected)" }
}

extension MusicFinding {
  /// The same, of a file in a folder.
  func line(in folder: String) -> String {
    "\(Path.join(folder, file)):1:1: \(what), expected \(expected)"
  }
}
