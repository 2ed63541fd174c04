// SPDX-License-Identifier: GPL-3.0-or-later

/// The one key table: parser, findings, documentation and form page all read it.
public enum KeyTable {
  /// Every row, file by file, in the order in which people read them.
  public static let all: [Key] = clinicKeys + caregiverKeys + boardKeys

  /// The rows of one file.
  public static func keys(of file: FileKind) -> [Key] {
    switch file {
    case .prescription: clinicKeys
    case .settings: caregiverKeys
    case .board: boardKeys
    }
  }

  /// The row of a key in a file; nil where the file has no such key.
  public static func key(_ id: KeyID, in file: FileKind) -> Key? {
    rows[file]?[id]
  }

  private static let rows: [FileKind: [KeyID: Key]] = Dictionary(
    uniqueKeysWithValues: FileKind.allCases.map { file in
      (file, Dictionary(uniqueKeysWithValues: keys(of: file).map { ($0.id, $0) }))
    })

  /// A row and the language of the name by which it was found.
  struct Match {
    let key: Key
    let language: TableLanguage
  }

  /// Every name of a file's keys, normalized, with its row.
  private static let matches: [FileKind: [String: Match]] = Dictionary(
    uniqueKeysWithValues: FileKind.allCases.map { file in
      let named = keys(of: file).flatMap { key in
        TableLanguage.allCases.flatMap { language in
          key.term.names(in: language).map {
            (Term.normalized($0), Match(key: key, language: language))
          }
        }
      }
      return (file, Dictionary(named) { first, _ in first })
    })

  /// The row that is called so in a file, in any language, case and spacing.
  static func match(_ name: some Sequence<Character>, in file: FileKind) -> Match? {
    matches[file]?[Term.normalized(name)]
  }

  /// Names longer than this have no nearest one: no key is half as long.
  static let longestName = 40

  /// The name of a file's key that takes the fewest letters to change into; the first of the table
  /// where several do. Nil for a name longer than 40 characters.
  static func nearestName(to name: some Collection<Character>, in file: FileKind) -> String? {
    guard name.count <= longestName else { return nil }
    let wanted = Array(Term.normalized(name))
    let candidates = (spellings[file] ?? []).map { spelling in
      (name: spelling.name, distance: editDistance(wanted, spelling.letters))
    }
    return candidates.min { $0.distance < $1.distance }?.name
  }

  /// Every name of a file's keys in the order of the table, with its letters normalized.
  private static let spellings: [FileKind: [(name: String, letters: [Character])]] = Dictionary(
    uniqueKeysWithValues: FileKind.allCases.map { file in
      let names = keys(of: file).flatMap { key in
        TableLanguage.allCases.flatMap { key.term.names(in: $0) }
      }
      return (file, names.map { ($0, Array(Term.normalized($0))) })
    })
}

/// How many letters must be put in, taken out, exchanged or swapped with their neighbour to turn
/// one word into the other (optimal string alignment).
func editDistance(_ left: [Character], _ right: [Character]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...right.count)
  for (row, letter) in left.enumerated() {
    var current = [row + 1]
    for (column, other) in right.enumerated() {
      let exchanged = last[column] + (letter == other ? 0 : 1)
      var cost = min(exchanged, last[column + 1] + 1, current[column] + 1)
      if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
        cost = min(cost, beforeLast[column - 1] + 1)
      }
      current.append(cost)
    }
    beforeLast = last
    last = current
  }
  return last[right.count]
}
