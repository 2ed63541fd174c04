// SPDX-License-Identifier: GPL-3.0-or-later

import Settings
import Testing

@Suite("The key table")
struct KeyTableTests {
  @Test("Every name belongs to one key of its file")
  func uniqueNames() {
    for file in FileKind.allCases {
      var keyOfName: [String: KeyID] = [:]
      for key in KeyTable.keys(of: file) {
        for language in TableLanguage.allCases {
          for name in key.term.names(in: language) {
            #expect(keyOfName[name, default: key.id] == key.id, "\(name) in \(file)")
            keyOfName[name] = key.id
          }
        }
      }
      #expect(Set(KeyTable.keys(of: file).map(\.id)).count == KeyTable.keys(of: file).count)
    }
  }

  @Test("Every key stands in some file, with help that is one sentence")
  func complete() {
    #expect(Set(KeyTable.all.map(\.id)) == Set(KeyID.allCases))
    for key in KeyTable.all {
      #expect(key.help.last == ".", "\(key.id)")
      #expect(key.help.contains(" "), "\(key.id)")
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

  @Test("Every example is accepted, under every name of its key")
  func examples() {
    for key in KeyTable.all {
      for language in TableLanguage.allCases {
        for name in key.term.names(in: language) {
          let found = findings(in: "\(name): \(key.example)", of: key.file)
          #expect(found == [])
        }
      }
    }
  }

  @Test("Every choice is accepted under every name, and other words are not")
  func choices() {
    for key in KeyTable.all {
      let choices: [Key.Choice]
      switch key.kind {
      case .choice(let all, _), .choices(let all, _): choices = all
      default: continue
      }
      for term in choices.map(\.term) {
        for name in TableLanguage.allCases.flatMap({ term.names(in: $0) }) {
          let line = "\(key.term.name(in: .russian)): \(name.uppercased())"
          #expect(findings(in: line, of: key.file) == [])
        }
      }
      let line = "\(key.term.name(in: .english)): nonsense"
      #expect(
        findings(in: line, of: key.file).map(\.problem)
          == [.notOneOf(written: "nonsense", choices.map(\.term))])
    }
  }

  @Test("Every yes-or-no key takes yes and no in both languages, and nothing else")
  func flags() {
    for key in KeyTable.all where key.kind == .yesNo {
      let name = key.term.name(in: .english)
      for word in ["yes", "No", "ON", "off", "true", "false", "да", "НЕТ", "вкл", "выкл"] {
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
      #expect(Set(lines.map { $0.count { $0 == "|" } }) == [6])
    }
    #expect(
      KeyTable.markdown(for: .settings).contains(
        "| `volume` | `громкость` | 30 to 100 % | `80` | How loud the unit is. |"))
  }
}
