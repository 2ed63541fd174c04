// SPDX-License-Identifier: GPL-3.0-or-later

/// Where a line of a page must not end.
extension String {
  /// With no place for a line to end.
  package var unbroken: String { replacingSpaces { _, _ in true } }

  /// With its signs held to their words: French has a space before `: ; ? ! »` and after `«`.
  package var holdingSigns: String {
    replacingSpaces { before, after in
      before == "«" || after.map { ":;?!»".contains($0) } == true
    }
  }

  private func replacingSpaces(
    where isHeld: (_ before: Character?, _ after: Character?) -> Bool
  ) -> String {
    let characters = Array(self)
    return String(
      characters.indices.map { place in
        guard characters[place] == " " else { return characters[place] }
        let before = place > 0 ? characters[place - 1] : nil
        let after = place + 1 < characters.count ? characters[place + 1] : nil
        return isHeld(before, after) ? "\u{A0}" : " "
      })
  }
}
