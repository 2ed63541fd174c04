// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads the syllables under a line of degrees: hyphens inside words, `_` where a syllable is held,
/// `~` where two words share a note.
struct SyllableReader {
  enum Piece: Hashable {
    case syllable(Song.Syllable)
    /// The syllable before goes on.
    case held
  }

  struct Line {
    var pieces: [Piece] = []
    /// Of each piece, in characters from 1.
    var columns: [Int] = []

    /// Punctuation belongs to the last syllable there is.
    fileprivate mutating func append(marks: [Character]) {
      guard marks.allSatisfy({ SyllableReader.punctuation.contains($0) }), marks.count == 1,
        let last = pieces.lastIndex(where: { $0 != .held }),
        case .syllable(var syllable) = pieces[last]
      else { return }
      syllable.text.append(contentsOf: marks)
      pieces[last] = .syllable(syllable)
    }
  }

  /// nil: any, but one only.
  private(set) var script: Script?

  private static let longestSyllable = 16

  init(language: String?) { script = language.flatMap(Script.init(language:)) }

  mutating func read(
    _ characters: [Character], number: Int, report: SongParser.Report
  ) -> Line {
    var line = Line()
    var isInside = false
    for word in characters.indices.split(whereSeparator: { characters[$0] == " " }) {
      // Such as a question mark that stands apart in French: it belongs to the word before.
      if !word.contains(where: { characters[$0].isLetter || characters[$0] == "_" }) {
        if word.allSatisfy({ characters[$0].isDash }) { isInside = true }
        line.append(marks: word.map { characters[$0] })
        if let bad = word.first(where: { !isMark(characters[$0]) && !characters[$0].isDash }) {
          report(
            number, bad + 1, "'\(SongText.shown([characters[bad]]))' among the words", "letters")
        }
        continue
      }
      if characters[word[word.startIndex]].isDash { isInside = true }
      for piece in word.split(whereSeparator: { characters[$0].isDash }) {
        read(
          piece.map { characters[$0] }, column: piece[piece.startIndex] + 1, isInside: &isInside,
          number: number, into: &line, report: report)
      }
      // A hold that stands alone leaves open what it holds.
      if word.contains(where: { characters[$0] != "_" }) {
        isInside = word.last.map { characters[$0].isDash } ?? false
      }
    }
    return line
  }

  private mutating func read(
    _ text: [Character], column: Int, isInside: inout Bool, number: Int, into line: inout Line,
    report: SongParser.Report
  ) {
    if let bad = text.firstIndex(where: { !isSung($0) && !isMark($0) && $0 != "_" }) {
      report(
        number, column + bad, "'\(SongText.shown([text[bad]]))' among the words",
        "\(script?.letters ?? "letters"), hyphens between syllables, _ where one is held")
      return
    }
    let spoken = text.filter { $0 != "_" && !Self.dropped.contains($0) }
      .map { $0.isApostrophe ? "'" : $0 == "~" ? " " : $0 }
    if spoken.count > Self.longestSyllable {
      report(
        number, column, "a syllable of \(spoken.count) letters",
        "at most \(Self.longestSyllable); hyphens between syllables")
      return
    }
    if !spoken.isEmpty {
      if script == nil { script = spoken.lazy.compactMap(Script.init(letter:)).first }
      line.pieces.append(
        .syllable(Song.Syllable(text: String(spoken), beginsWord: !isInside)))
      line.columns.append(column)
      isInside = true
    }
    for (index, character) in text.enumerated() where character == "_" {
      line.pieces.append(.held)
      line.columns.append(column + index)
    }
  }

  private func isSung(_ character: Character) -> Bool {
    if character.isApostrophe || character == "~" { return true }
    guard let written = Script(letter: character) else { return false }
    return script == nil || script == written
  }

  /// Punctuation that a voice reads, and some that it does not.
  private func isMark(_ character: Character) -> Bool {
    Self.punctuation.contains(character) || Self.dropped.contains(character)
      || character.isApostrophe
  }

  static let punctuation = ",.;:!?¡¿…"
  private static let dropped: Set<Character> = ["\"", "“", "”", "„", "«", "»", "(", ")"]
}

/// The letters a language is written with.
enum Script: Hashable {
  case latin, cyrillic

  /// nil for a language of which this is not known.
  init?(language: String) {
    switch language {
    case "ru", "uk", "be", "bg", "sr", "mk": self = .cyrillic
    case "en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "sv", "da", "nb", "fi": self = .latin
    default: return nil
    }
  }

  /// nil for what is no letter, or one of another script.
  init?(letter: Character) {
    guard letter.isLetter, let scalar = letter.unicodeScalars.first,
      letter.unicodeScalars.count <= 3
    else { return nil }
    switch scalar.value {
    case 0x41...0x24F, 0x1E00...0x1EFF: self = .latin
    case 0x400...0x52F: self = .cyrillic
    default: return nil
    }
  }

  var letters: String {
    switch self {
    case .latin: "Latin letters"
    case .cyrillic: "Cyrillic letters"
    }
  }
}
