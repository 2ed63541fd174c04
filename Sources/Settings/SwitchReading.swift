// SPDX-License-Identifier: GPL-3.0-or-later

extension SourceText {
  /// `gpio header GPIO17, active low`, `gpio LABEL OFFSET, active low`, `key space`. Without its
  /// polarity a line is active high, as it is to the kernel.
  func switchSource() -> Result<SwitchSource, Misfit> {
    var words = characters.split { $0.isWhitespace || $0 == "," }.map(SourceText.init)
    let lowered = words.map { $0.string.lowercased() }
    var activeLow: Bool?
    if lowered.count > 2, let polarity = Self.polarity(lowered.suffix(2)) {
      activeLow = polarity
      words.removeLast(2)
    }
    switch lowered.first {
    case "gpio" where words.count == 3 && lowered[1] == "header":
      guard let line = words[2].headerLine else {
        return words[2].misfit(.badHeaderLine(written: words[2].shown))
      }
      return .success(.gpioHeader(line: line, activeLow: activeLow ?? false))
    case "gpio" where words.count == 3:
      guard let offset = words[2].smallNumber(upTo: SwitchSource.largestOffset),
        words[1].string.unicodeScalars.count <= Self.longestLabel
      else { break }
      return .success(
        .gpioChip(label: words[1].string, offset: offset, activeLow: activeLow ?? false))
    case "key", "клавиша", "taste", "touche", "tecla":
      guard words.count == 2, activeLow == nil, let name = words[1].keyName else { break }
      return .success(.key(name: name))
    default: break
    }
    return misfit(.badSwitch(written: shown))
  }

  /// The kernel's limit (`GPIO_MAX_NAME_SIZE`) is 32 bytes with the closing zero.
  private static let longestLabel = 31

  private static func polarity(_ words: ArraySlice<String>) -> Bool? {
    switch Array(words) {
    case ["active", "low"], ["активный", "низкий"], ["aktiv", "low"], ["actif", "bas"],
      ["activo", "bajo"]:
      true
    case ["active", "high"], ["активный", "высокий"], ["aktiv", "high"], ["actif", "haut"],
      ["activo", "alto"]:
      false
    default: nil
    }
  }

  /// `GPIO17`, `BCM17` or `17`.
  private var headerLine: Int? {
    var rest = self
    _ = rest.take(word: "gpio") || rest.take(word: "bcm")
    return rest.smallNumber(upTo: SwitchSource.headerLines.upperBound).flatMap {
      SwitchSource.headerLines.contains($0) ? $0 : nil
    }
  }

  /// A whole number of at most four digits.
  private func smallNumber(upTo largest: Int) -> Int? {
    var rest = self
    let digits = rest.takeDigits()
    guard (1...4).contains(digits.count), rest.isEmpty else { return nil }
    let number = digits.reduce(0) { $0 * 10 + $1 }
    return number <= largest ? number : nil
  }

  /// The space bar in the languages of the table, without accents.
  private static let spaceNames = ["пробел", "leertaste", "espace", "espacio"]

  /// The kernel's `KEY_` names, in lower case without the `KEY_`.
  private var keyName: String? {
    let name = string.lowercased()
    if Self.spaceNames.contains(Term.normalized(name)) { return "space" }
    let isName = name.unicodeScalars.allSatisfy { scalar in
      ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) || scalar == "_"
    }
    return isName && name.count <= Self.longestLabel ? name : nil
  }
}
