// SPDX-License-Identifier: GPL-3.0-or-later

/// One `key: value` line, before either is understood.
struct Statement {
  let key: SourceText
  /// Trimmed, without its comment; empty where nothing follows the colon.
  let value: SourceText

  enum Line {
    case blank
    case statement(Statement)
    /// Something without a key and a colon.
    case rubbish(SourceText)

    var statement: Statement? {
      switch self {
      case .statement(let statement): statement
      case .blank, .rubbish: nil
      }
    }
  }

  /// A comment begins with `#` at the start of the line or after white space, outside quotes.
  static func read(_ characters: [Character]) -> Line {
    var rest = SourceText(characters[...]).trimmed
    if rest.isEmpty || rest.first == "#" { return .blank }
    let whole = rest
    let key = rest.takeAll { !$0.isColon }.trimmed
    guard rest.take(where: \.isColon) != nil, !key.isEmpty,
      !Term.normalized(key.characters).isEmpty, key.characters == withoutComment(key).characters
    else { return .rubbish(withoutComment(whole)) }
    return .statement(Statement(key: key, value: withoutComment(rest)))
  }

  private static func withoutComment(_ text: SourceText) -> SourceText {
    var scanner = QuoteScanner()
    var isAfterSpace = false
    for index in text.characters.indices {
      let character = text.characters[index]
      let isQuoted = scanner.isQuoted(character)
      if !isQuoted {
        if character == "#", isAfterSpace {
          return SourceText(text.characters[..<index]).trimmed
        }
        if character.isListSeparator { scanner = QuoteScanner() }
      }
      isAfterSpace = character.isWhitespace
    }
    return text.trimmed
  }
}

extension Character {
  /// Between the values of a list.
  var isListSeparator: Bool { self == "," || self == ";" || self == "，" || self == "；" }
  var isSemicolon: Bool { self == ";" || self == "；" }
}
