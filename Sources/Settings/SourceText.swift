// SPDX-License-Identifier: GPL-3.0-or-later

/// A piece of one line that knows its column, read from left to right.
struct SourceText {
  private(set) var characters: ArraySlice<Character>
  /// The column of the line's first character is 1.
  var column: Int { characters.startIndex + 1 }

  init(_ characters: ArraySlice<Character>) { self.characters = characters }

  var string: String { String(characters) }
  var isEmpty: Bool { characters.isEmpty }
  var first: Character? { characters.first }

  /// Without white space at its ends.
  var trimmed: SourceText {
    var rest = characters.drop(while: \.isWhitespace)
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return SourceText(rest)
  }

  mutating func skipSpace() { characters = characters.drop(while: \.isWhitespace) }

  /// Takes the next character where it is as asked.
  mutating func take(where isWanted: (Character) -> Bool) -> Character? {
    guard let next = characters.first, isWanted(next) else { return nil }
    characters.removeFirst()
    return next
  }

  /// Takes all that comes next as long as it is as asked.
  mutating func takeAll(where isWanted: (Character) -> Bool) -> SourceText {
    let taken = characters.prefix(while: isWanted)
    characters = characters[taken.endIndex...]
    return SourceText(taken)
  }

  /// Takes a word in any case and with any accents, where it comes next and ends there.
  mutating func take(word: String) -> Bool {
    let taken = characters.prefix(while: \.isLetter)
    guard taken.count <= word.count, taken.map(\.folded).joined() == word else { return false }
    characters = characters[taken.endIndex...]
    return true
  }

  /// The pieces between separators that stand outside quotes; the separators are left out.
  func split(where isSeparator: (Character) -> Bool) -> [SourceText] {
    var pieces: [SourceText] = []
    var scanner = QuoteScanner()
    var start = characters.startIndex
    for index in characters.indices {
      if scanner.isQuoted(characters[index]) == false, isSeparator(characters[index]) {
        pieces.append(SourceText(characters[start..<index]))
        start = index + 1
        scanner = QuoteScanner()
      }
    }
    pieces.append(SourceText(characters[start...]))
    return pieces
  }

  /// Without the quotes around it. Nil where a double quote is opened and never closed; a single
  /// one that is never closed is an apostrophe.
  var unquoted: SourceText? {
    guard let first = characters.first, let last = characters.last else { return self }
    let inner = SourceText(characters.dropFirst().dropLast())
    if first.isApostrophe, last.isApostrophe, characters.count > 1 { return inner }
    guard first.isQuote else { return self }
    return last.isQuote && characters.count > 1 ? inner : nil
  }
}

/// Follows quotes: one opens only where a piece begins, so an inch sign in mid-text is text.
struct QuoteScanner {
  private enum State { case before, quoted, after }
  private var state = State.before

  /// True for a character inside quotes, and for the quotes themselves.
  mutating func isQuoted(_ character: Character) -> Bool {
    switch state {
    case .before:
      if character.isQuote {
        state = .quoted
        return true
      }
      if !character.isWhitespace { state = .after }
      return false
    case .quoted:
      if character.isQuote { state = .after }
      return true
    case .after:
      return false
    }
  }
}

extension Character {
  /// Straight, curly, low, full-width and angle double quotes.
  var isQuote: Bool {
    switch self {
    case "\"", "“", "”", "„", "‟", "«", "»", "＂": true
    default: false
    }
  }

  /// Single quotes, straight and curly.
  var isApostrophe: Bool { self == "'" || self == "‘" || self == "’" }

  /// Hyphens, dashes and the minus sign.
  var isDash: Bool {
    switch self {
    case "-", "\u{2010}", "\u{2011}", "\u{2012}", "–", "—", "\u{2015}", "\u{2212}", "\u{FE63}",
      "\u{FF0D}":
      true
    default: false
    }
  }

  /// A colon, also of the full width that East Asian keyboards give.
  var isColon: Bool { self == ":" || self == "：" }

  /// A digit 0 to 9, also of full width.
  var digit: Int? {
    guard let scalar = unicodeScalars.first, unicodeScalars.count == 1 else { return nil }
    switch scalar {
    case "0"..."9", "０"..."９": return wholeNumberValue
    default: return nil
    }
  }
}
