// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads values by the kind of their key.
struct ValueReading {
  /// The codes of the languages the unit has a pack for.
  let languages: [String]

  /// The most values a list may hold; more would never all be practised.
  static let longestList = 50
  /// The most Unicode scalars a text may have: a sentence that is still one.
  static let longestText = 200

  func value(of kind: Key.Kind, in source: SourceText) -> Result<KeyValue, Misfit> {
    switch kind {
    case .number(let range, _):
      single(source).flatMap { $0.number(in: range) }.map(KeyValue.number)
    case .numbers(let range, _):
      each(of: list(source)) { $0.number(in: range) }.map { .numbers($0.uniqued) }
    case .limit(let range):
      single(source).flatMap { $0.limit(in: range) }.map(KeyValue.limit)
    case .choice(let choices, _):
      single(source).flatMap { choice($0, of: choices) }.map(KeyValue.choice)
    case .choices(let choices, _):
      each(of: list(source)) { choice($0, of: choices) }.map { ids in
        .choices(choices.map(\.id).filter(ids.contains))
      }
    case .yesNo:
      single(source).flatMap(yesNo).map(KeyValue.flag)
    case .text:
      text(source).map(KeyValue.text)
    case .texts:
      each(of: texts(source), text).map { .texts($0.uniqued) }
    case .language:
      single(source).flatMap(language).map(KeyValue.text)
    case .date:
      single(source).flatMap { $0.date() }.map(KeyValue.date)
    case .dateAndTime:
      single(source).flatMap { $0.dateAndTime() }.map(KeyValue.dateAndTime)
    case .times:
      each(of: list(source)) { $0.time() }.map { .times($0.uniqued.sorted()) }
    case .timeRange:
      single(source).flatMap { $0.timeRange() }.map(KeyValue.timeRange)
    case .switchSource:
      single(source).flatMap { $0.switchSource() }.map(KeyValue.switchSource)
    }
  }

  private func single(_ source: SourceText) -> Result<SourceText, Misfit> {
    guard let inner = source.unquoted?.trimmed else {
      return source.misfit(.unclosedQuote(written: source.shown))
    }
    return inner.isEmpty ? source.misfit(.noValue) : .success(inner)
  }

  /// The values between commas and semicolons, and the word "and".
  private func list(_ source: SourceText) -> Result<[SourceText], Misfit> {
    let pieces = source.split(where: \.isListSeparator)
    // Quotes around the whole list are not those around one value.
    if pieces.count == 1, let inner = source.unquoted, inner.column != source.column {
      return list(inner)
    }
    return .success(pieces.flatMap { $0.split(atWords: Self.joiningWords) })
  }

  /// "And" in each language.
  private static let joiningWords = ["and", "и", "und", "et", "y", "e"]

  /// The texts between semicolons where there is one, else between commas, so that a sentence
  /// with a comma can be written without quotes.
  private func texts(_ source: SourceText) -> Result<[SourceText], Misfit> {
    let pieces = source.split(where: \.isSemicolon)
    return .success(pieces.count > 1 ? pieces : source.split(where: \.isListSeparator))
  }

  private func each<Value>(
    of pieces: Result<[SourceText], Misfit>,
    _ read: (SourceText) -> Result<Value, Misfit>
  ) -> Result<[Value], Misfit> {
    pieces.flatMap { pieces in
      // A comma too many, at the end of a line perhaps, does no harm.
      let given = pieces.map(\.trimmed).filter { piece in
        !piece.characters.allSatisfy { $0.isListSeparator || $0.isWhitespace }
      }
      guard let first = given.first else {
        return pieces.first?.misfit(.noValue) ?? .success([])
      }
      guard given.count <= Self.longestList else {
        return first.misfit(.listTooLong(limit: Self.longestList))
      }
      var values: [Value] = []
      for piece in given {
        switch single(piece).flatMap(read) {
        case .success(let value): values.append(value)
        case .failure(let misfit): return .failure(misfit)
        }
      }
      return .success(values)
    }
  }

  /// Without quotes, with single spaces and straight apostrophes.
  private func text(_ source: SourceText) -> Result<String, Misfit> {
    single(source).flatMap { inner in
      guard inner.string.unicodeScalars.count <= Self.longestText else {
        return inner.misfit(.textTooLong(limit: Self.longestText))
      }
      let words = inner.characters.split(whereSeparator: \.isWhitespace)
      let straight = words.map { String($0.map { $0.isApostrophe ? "'" : $0 }) }
      return .success(straight.joined(separator: " "))
    }
  }

  private func choice(
    _ source: SourceText, of choices: [Key.Choice]
  ) -> Result<String, Misfit> {
    let wanted = Term.normalized(source.characters)
    guard let choice = choices.first(where: { $0.term.language(of: wanted) != nil }) else {
      return source.misfit(.notOneOf(written: source.shown, choices.map(\.term)))
    }
    return .success(choice.id)
  }

  private func yesNo(_ source: SourceText) -> Result<Bool, Misfit> {
    let wanted = Term.normalized(source.characters)
    guard let flag = [true, false].first(where: { Bool.term($0).language(of: wanted) != nil })
    else { return source.misfit(.notYesOrNo(written: source.shown)) }
    return .success(flag)
  }

  /// A code, `ru` or `ru-RU`, or the language's name.
  private func language(_ source: SourceText) -> Result<String, Misfit> {
    let words = Term.normalized(source.characters).split(separator: " ")
    let wanted = words.first.map(String.init) ?? ""
    let named = TableLanguage.allCases.first { $0.term.language(of: wanted) != nil }
    let code = words.count == 1 ? named?.rawValue ?? wanted : wanted
    guard words.count <= 2, languages.contains(code) else {
      return source.misfit(.notALanguage(written: source.shown, languages))
    }
    return .success(code)
  }
}

extension Array where Element: Hashable {
  /// Each element once, where it stood first.
  fileprivate var uniqued: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
