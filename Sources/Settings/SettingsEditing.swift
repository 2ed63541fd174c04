// SPDX-License-Identifier: GPL-3.0-or-later

/// Changes of single settings in a caregiver's text, when they were made aloud.
public enum SettingsEditing {
  /// The text with these keys at their new values: lines of theirs go, and new ones come at the end.
  /// Everything else, comments too, stays as it was written.
  ///
  /// - Parameter bytes: a file without findings; one that cannot be read is replaced.
  /// - Returns: UTF-8, lines ending in a line feed.
  public static func applying(_ changes: [SettingChange], to bytes: [UInt8]) -> [UInt8] {
    let changed = Set(changes.map(\.key))
    var kept: [String] = []
    if case .lines(let lines) = DecodedText(bytes) {
      let statements = lines.map(Statement.read)
      let language = KeyTable.language(
        of: statements.compactMap(\.statement?.key.characters), in: .settings, usual: nil)
      for (line, read) in zip(lines, statements) {
        if let name = read.statement?.key.characters,
          let match = KeyTable.match(name, in: .settings, language: language),
          changed.contains(match.key.id)
        {
          continue
        }
        kept.append(String(line))
      }
      while kept.last?.isEmpty ?? false { kept.removeLast() }
    }
    for change in changes {
      guard let value = change.textNow(in: .english),
        let key = KeyTable.key(change.key, in: .settings)
      else { continue }
      kept.append("\(key.term.name(in: .english)): \(value)")
    }
    return Array(kept.map { $0 + "\n" }.joined().utf8)
  }
}
