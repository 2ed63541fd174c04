// SPDX-License-Identifier: GPL-3.0-or-later

/// A sentence of a language pack, or the form of a counted noun: text with gaps for numbers.
package struct PromptTemplate: Hashable, Sendable {
  /// A gap: `{goal}`, or `{goal:genitive}` where a number word is wanted from the table of a use.
  package struct Slot: Hashable, Sendable {
    package let name: String
    package let use: String
  }

  package enum Piece: Hashable, Sendable {
    case text(String)
    case slot(Slot)
  }

  /// What is wrong with the braces.
  package enum Fault: Error, Hashable, Sendable {
    case openBraceWithoutEnd
    case closeBraceWithoutStart
  }

  package let pieces: [Piece]

  /// The gaps, in the order of the text.
  package var slots: [Slot] {
    pieces.compactMap { piece in
      switch piece {
      case .slot(let slot): slot
      case .text: nil
      }
    }
  }

  /// Splits a text at its braces.
  package static func parse(_ text: Substring) -> Result<PromptTemplate, Fault> {
    var pieces: [Piece] = []
    var rest = text
    while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
      guard rest[brace] == "{" else { return .failure(.closeBraceWithoutStart) }
      let inside = rest[rest.index(after: brace)...]
      guard let end = inside.firstIndex(where: { $0 == "{" || $0 == "}" }), inside[end] == "}"
      else { return .failure(.openBraceWithoutEnd) }
      if brace > rest.startIndex { pieces.append(.text(String(rest[..<brace]))) }
      pieces.append(.slot(slot(inside[..<end])))
      rest = inside[inside.index(after: end)...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    return .success(PromptTemplate(pieces: pieces))
  }

  /// The text with every gap filled.
  package func filled(_ fill: (Slot) -> String) -> String {
    pieces.reduce(into: "") { result, piece in
      switch piece {
      case .text(let text): result += text
      case .slot(let slot): result += fill(slot)
      }
    }
  }

  private static func slot(_ inside: Substring) -> Slot {
    let parts = inside.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let use = parts.count == 2 ? String(parts[1]) : NumberWords.base
    return Slot(name: String(parts[0]), use: use)
  }
}
