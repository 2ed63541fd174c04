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

  /// A row and the languages in which a name is one of its own, in the order of the table.
  private struct Named {
    let key: Key
    var languages: [TableLanguage]
  }

  /// Every name of a file's keys, normalized, with its row.
  private static let named: [FileKind: [String: Named]] = Dictionary(
    uniqueKeysWithValues: FileKind.allCases.map { file in
      var named: [String: Named] = [:]
      for key in keys(of: file) {
        for language in TableLanguage.allCases {
          for spelling in Set(key.term.spellings(in: language)) {
            named[spelling, default: Named(key: key, languages: [])].languages.append(language)
          }
        }
      }
      return (file, named)
    })

  /// The row that is called so in a file, in any language, case and spacing.
  /// - Parameter language: that of the file, taken where the name is a word of several languages.
  static func match(
    _ name: some Sequence<Character>, in file: FileKind, language: TableLanguage? = nil
  ) -> Match? {
    guard let found = named[file]?[Term.normalized(name)], let first = found.languages.first else {
      return nil
    }
    return Match(
      key: found.key, language: found.languages.first { $0 == language } ?? first)
  }

  /// The key that is called so in some file, in any language, case and spacing; the caregiver's
  /// file first. Nil where none is.
  public static func id(named name: String) -> KeyID? {
    [FileKind.settings, .prescription, .board].lazy
      .compactMap { match(name, in: $0)?.key.id }.first
  }

  /// The language that most of these names are of; the one that is `usual` where several are alike,
  /// or none of the names is known.
  static func language(
    of names: [some Sequence<Character>], in file: FileKind, usual: TableLanguage?
  ) -> TableLanguage? {
    let languages = names.flatMap { named[file]?[Term.normalized($0)]?.languages ?? [] }
    let counts = TableLanguage.allCases.map { language in
      (language: language, count: languages.count { $0 == language })
    }
    guard let most = counts.map(\.count).max(), most > 0 else { return usual }
    let likely = counts.filter { $0.count == most }.map(\.language)
    return likely.first { $0 == usual } ?? likely.first
  }

  /// Names longer than this have no nearest one: no key is as long.
  static let longestName = 40

  /// The name of a file's key that takes the fewest letters to change into; the first of the table
  /// where several do. A name of another language than the file's must be two letters nearer, so
  /// that nobody is sent to a word of a language that is not theirs. Nil for a name longer than 40
  /// characters.
  /// - Parameter language: that of the file; nil where none is known.
  static func nearestName(
    to name: some Collection<Character>, in file: FileKind, language: TableLanguage? = nil
  ) -> String? {
    guard name.count <= longestName else { return nil }
    let wanted = Array(Term.normalized(name).unicodeScalars)
    var best: (name: String, cost: Int)?
    for spelling in spellings[file] ?? [] {
      let strangeness = language == nil || language == spelling.language ? 0 : 2
      // No name is nearer than by its length.
      let least = strangeness + abs(wanted.count - spelling.letters.count)
      if least >= best?.cost ?? .max { continue }
      let cost = strangeness + editDistance(wanted, spelling.letters)
      if cost < best?.cost ?? .max { best = (spelling.name, cost) }
    }
    return best?.name
  }

  /// A name of a key as it is written, and its letters normalized.
  private struct Spelling {
    let name: String
    let language: TableLanguage
    let letters: [Unicode.Scalar]
  }

  /// Every name of a file's keys in the order of the table.
  private static let spellings: [FileKind: [Spelling]] = Dictionary(
    uniqueKeysWithValues: FileKind.allCases.map { file in
      let names = keys(of: file).flatMap { key in
        TableLanguage.allCases.flatMap { language in
          key.term.names(in: language).map {
            Spelling(
              name: $0, language: language, letters: Array(Term.normalized($0).unicodeScalars))
          }
        }
      }
      return (file, names)
    })
}

/// How many letters must be put in, taken out, exchanged or swapped with their neighbour to turn
/// one word into the other (optimal string alignment).
func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
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
