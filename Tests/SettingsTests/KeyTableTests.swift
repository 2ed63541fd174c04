// SPDX-License-Identifier: GPL-3.0-or-later

import Settings
import Testing

@Suite("The key table")
struct KeyTableTests {
  @Test("Every name belongs to one key of its file, also without its accents")
  func uniqueNames() {
    for file in FileKind.allCases {
      var keyOfName: [String: KeyID] = [:]
      for key in KeyTable.keys(of: file) {
        for language in TableLanguage.allCases {
          for name in key.term.names(in: language).flatMap(Plain.spellings) {
            #expect(keyOfName[name, default: key.id] == key.id, "\(name) in \(file)")
            keyOfName[name] = key.id
          }
        }
      }
      #expect(Set(KeyTable.keys(of: file).map(\.id)).count == KeyTable.keys(of: file).count)
    }
  }

  @Test("No two choices of a key share a name, also without its accents")
  func uniqueChoices() {
    for key in KeyTable.all {
      guard let choices = key.choices else { continue }
      var idOfName: [String: String] = [:]
      for choice in choices {
        for name in TableLanguage.allCases.flatMap({ choice.term.names(in: $0) }) {
          for spelling in Plain.spellings(of: name) {
            #expect(idOfName[spelling, default: choice.id] == choice.id, "\(name) of \(key.id)")
            idOfName[spelling] = choice.id
          }
        }
      }
    }
  }

  @Test("Every name is understood as it is written, and without its accents")
  func understood() {
    for key in KeyTable.all {
      for name in TableLanguage.allCases.flatMap({ key.term.names(in: $0) }) {
        for spelling in [name, name.uppercased()] + Plain.spellings(of: name) {
          let found = findings(in: "\(spelling): \(key.example)", of: key.file)
          #expect(found == [], "\(spelling)")
        }
      }
    }
  }

  @Test("Every key stands in some file, with help that is one sentence")
  func complete() {
    #expect(Set(KeyTable.all.map(\.id)) == Set(KeyID.allCases))
    for key in KeyTable.all {
      for language in TableLanguage.allCases {
        let help = key.help.text(in: language)
        #expect(help.last == "." && help.count { $0 == "." } <= 2, "\(key.id) \(language)")
        #expect(help.contains(" "), "\(key.id) \(language)")
      }
      #expect(Set(TableLanguage.allCases.map { key.help.text(in: $0) }).count == 5, "\(key.id)")
    }
  }

  static let architecture: [(FileKind, String)] = [
    (
      .prescription,
      "clinic, patient, unit, serial, profile, techniques, days a week, review by,"
        + " review after sessions, habitual rate, pace floor, tempo percent, wind instrument,"
        + " unattended, clear lock, breaths, session minutes, sessions a day, phrases"
    ),
    (
      .settings,
      "language, voice, speech rate, volume, evening volume, acceptance time, release time,"
        + " scan time, start, practice at, session, own pace, breaths, pause, in beats, out beats,"
        + " tempo, song tempo, singing key, singing voice, sung guide, cueing, together, songs,"
        + " phrases, phrase seconds, quiet hours, report, switch test, self test, call, clock,"
        + " erase, clear lock"
    ),
    (.board, "switch, sound, lamp, clock, watchdog")
  ]

  @Test("Every key of the architecture is known in its file", arguments: architecture)
  func architectureKeys(file: FileKind, list: String) {
    let names = Set(KeyTable.keys(of: file).map { $0.term.name(in: .english) })
    for name in list.split(separator: ",") {
      #expect(names.contains(String(name.drop { $0 == " " })), "\(name)")
    }
  }

  @Test("Every example is accepted in a file of its language", arguments: TableLanguage.allCases)
  func examples(language: TableLanguage) {
    for key in KeyTable.all {
      let line = "\(key.term.name(in: language)): \(key.example(in: language))"
      #expect(findings(in: line, of: key.file) == [], "\(line)")
    }
  }

  @Test("Every choice is accepted under every name, and other words are not")
  func choices() {
    for key in KeyTable.all {
      guard let choices = key.choices else { continue }
      for term in choices.map(\.term) {
        for name in TableLanguage.allCases.flatMap({ term.names(in: $0) }) {
          for spelling in [name.uppercased()] + Plain.spellings(of: name) {
            let line = "\(key.term.name(in: .russian)): \(spelling)"
            #expect(findings(in: line, of: key.file) == [], "\(line)")
          }
        }
      }
      let line = "\(key.term.name(in: .english)): nonsense"
      #expect(
        findings(in: line, of: key.file).map(\.problem)
          == [.notOneOf(written: "nonsense", choices.map(\.term))])
    }
  }

  @Test("Every yes-or-no key takes yes and no in every language, and nothing else")
  func flags() {
    for key in KeyTable.all where key.kind == .yesNo {
      let name = key.term.name(in: .english)
      for word in [
        "yes", "No", "ON", "off", "true", "false", "да", "НЕТ", "вкл", "выкл", "ja", "Nein", "aus",
        "oui", "NON", "désactivé", "desactive", "sí", "SI", "no"
      ] {
        #expect(findings(in: "\(name): \(word)", of: key.file) == [])
      }
      #expect(
        findings(in: "\(name): perhaps", of: key.file).map(\.problem)
          == [.notYesOrNo(written: "perhaps")])
    }
  }

  @Test("A file written from the table parses clean, in each language, and changes nothing")
  func roundTrip() {
    for language in TableLanguage.allCases {
      let prescription = KeyTable.defaultFile(for: .prescription, in: language)
      let full = Prescription.parse(Array(prescription.utf8))
      #expect(full.findings == [])
      #expect(full.value?.profile == .listening)
      #expect(full.value?.techniques == Prescription().techniques)
      #expect(full.value?.usualBreath == .usual)
      let settings = KeyTable.defaultFile(for: .settings, in: language)
      #expect(CaregiverSettings.parse(Array(settings.utf8)) == .value(CaregiverSettings()))
      let board = KeyTable.defaultFile(for: .board, in: language)
      #expect(Board.parse(Array(board.utf8)) == .value(Board()))
    }
  }

  @Test("The documentation has a row for every key, with as many cells as its head")
  func markdown() {
    for file in FileKind.allCases {
      let lines = KeyTable.markdown(for: file).split(separator: "\n")
      #expect(lines.count == KeyTable.keys(of: file).count + 2)
      #expect(Set(lines.map { $0.count { $0 == "|" } }) == [9])
    }
    #expect(
      KeyTable.markdown(for: .settings).contains(
        "| `volume` | `громкость` | `Lautstärke` | `volume` | `volumen` | 30 to 100 % | `80` |"
          + " How loud the unit is. |"
      ))
  }
}

/// Names as somebody types them who has no accents, found another way than the table does: by
/// Unicode's own decomposition.
enum Plain {
  static func spellings(of name: String) -> [String] {
    let umlauts: [Character: String] = ["ä": "ae", "ö": "oe", "ü": "ue"]
    let spelledOut = name.lowercased().map { umlauts[$0] ?? String($0) }.joined()
    return [name.lowercased(), spelledOut].map(plain)
  }

  private static func plain(_ name: String) -> String {
    let letters: [Character: String] = ["ß": "ss", "œ": "oe", "'": "", "-": " ", "ё": "е"]
    return name.map { character -> String in
      if let letter = letters[character] { return letter }
      return character.isASCII ? String(character) : base(of: character)
    }.joined()
  }

  /// The letter without its accent; Cyrillic letters as they are.
  private static func base(of character: Character) -> String {
    let name = character.unicodeScalars.first?.properties.name ?? ""
    guard name.hasPrefix("LATIN SMALL LETTER "),
      let letter = name.split(separator: " ").dropFirst(3).first
    else { return String(character) }
    return letter.lowercased()
  }
}

extension Key {
  /// The choices of a key that has some.
  var choices: [Choice]? {
    switch kind {
    case .choice(let choices, _), .choices(let choices, _): choices
    default: nil
    }
  }
}
