// SPDX-License-Identifier: GPL-3.0-or-later

/// What a folder of `Voices/` lacks: `upbeat check Voices/xx`.
public enum PackCheck {
  /// How many songs a language has at least.
  public static let fewestSongs = 5

  /// A file of the folder.
  public struct File: Hashable, Sendable {
    /// Its path within the folder: `prompts.txt`, `songs/ode.txt`, `recorded/cue.in.wav`.
    public let name: String
    /// What it holds; nil where it was not read, as a recording, or is not text.
    public let text: String?

    public init(name: String, text: String?) {
      self.name = name
      self.text = text
    }
  }

  /// Everything that is missing or wrong, prompts first, then phrases, the report and songs. What
  /// a song holds is judged by who reads songs; here they are counted.
  /// - Parameters:
  ///   - language: The ISO 639-1 code, the name of the folder.
  ///   - files: All files of the folder, in any order.
  public static func findings(language: String, files: [File]) -> [PackFinding] {
    let byName = Dictionary(files.map { ($0.name, $0) }) { first, _ in first }
    return promptFindings(language, byName["prompts.txt"], recorded: names(in: "recorded/", files))
      + phraseFindings(language, byName["phrases.txt"])
      + reportFindings(language, byName["report.txt"])
      + songFindings(names(in: "songs/", files).filter { $0.lowercased().hasSuffix(".txt") })
  }

  private static func names(in folder: String, _ files: [File]) -> [String] {
    files.map(\.name).filter { $0.hasPrefix(folder) }.sorted()
  }

  private static func finding(_ file: String, _ found: String, _ expected: String) -> PackFinding {
    PackFinding(file: file, line: 1, column: 1, found: found, expected: expected)
  }

  /// The text of a file that must be there, or the finding that it is not.
  private static func text(_ file: File?, _ name: String) -> Result<String, InvalidPack> {
    guard let file else {
      return .failure(InvalidPack(findings: [finding(name, "no \(name)", "one in the folder")]))
    }
    guard let text = file.text else {
      return .failure(InvalidPack(findings: [finding(name, "no text", "UTF-8")]))
    }
    return .success(text)
  }

  private static func promptFindings(
    _ language: String, _ file: File?, recorded: [String]
  ) -> [PackFinding] {
    let name = "prompts.txt"
    let pack = text(file, name).flatMap {
      LanguagePack.parse($0, language: language, file: name)
    }
    switch pack {
    case .success(let pack):
      return pack.recordedTexts(recorded).findings
    case .failure(let invalid):
      // Without a pack the names can still be judged, though not the number of a sentence.
      return invalid.findings
        + recorded.compactMap { file in
          guard case .failure(let fault) = RecordedName.parse(file) else { return nil }
          return finding(file, fault.found, fault.expected)
        }
    }
  }

  private static func phraseFindings(_ language: String, _ file: File?) -> [PackFinding] {
    let name = "phrases.txt"
    let book = text(file, name).flatMap {
      PhraseBook.parse($0, language: language, file: name)
    }
    switch book {
    case .success(let book):
      let count = book.phrases.count
      guard count < PhraseBook.fewestPhrases else { return [] }
      return [finding(name, "\(count) phrases", "\(PhraseBook.fewestPhrases) or more")]
    case .failure(let invalid):
      return invalid.findings
    }
  }

  private static func reportFindings(_ language: String, _ file: File?) -> [PackFinding] {
    let name = "report.txt"
    switch text(file, name) {
    case .failure(let invalid): return invalid.findings
    case .success(let text):
      do throws(InvalidPack) {
        _ = try Labels.parse(text, language: language, file: name)
        return []
      } catch {
        return error.findings
      }
    }
  }

  private static func songFindings(_ songs: [String]) -> [PackFinding] {
    guard songs.count < fewestSongs else { return [] }
    return [finding("songs/", "\(songs.count) songs", "\(fewestSongs) or more")]
  }
}
