// SPDX-License-Identifier: GPL-3.0-or-later

import Settings
import Testing

@Suite("Files in five languages")
struct LanguageTests {
  @Test("A German file is read, with and without umlauts")
  func german() throws {
    for text in [
      "Lautstärke: 70 Prozent\nÜbungszeiten: 10 Uhr und 17.30 Uhr\nRuhezeit: von 22:00 bis 7:00",
      "lautstaerke: 70\nuebungszeiten: 10:00; 17 Uhr 30\nruhezeit: 22 Uhr - 7 Uhr",
      "LAUTSTARKE: 70 %\nUbungszeiten: 10:00, 17:30\nRuhezeit: 22:00 bis 7:00 Uhr"
    ] {
      let read = try #require(settings(text), "\(findings(in: text))")
      #expect(read.volume == 70)
      #expect(read.practiceAt.map(\.description) == ["10:00", "17:30"])
      #expect(read.quietHours?.description == "22:00-07:00")
    }
    let rest = try #require(
      settings(
        "Sprache: Deutsch\nBeginn: von selbst\neigenes Tempo: jede Übung\nÜbung: kurz\n"
          + "Singstimme: tief\nBericht: ja\nLiedtempo: 72,5 Schläge/min\nUhr: 22.11.2026 09:00"))
    #expect(rest.language == "de" && rest.start == .byItself && rest.ownPace == .eachSession)
    #expect(rest.session == .short && rest.singingVoice == .low && rest.report)
    #expect(rest.songTempo == ExactDecimal(725, decimals: 1))
    #expect(rest.clock?.description == "2026-11-22 09:00")
  }

  @Test("A French file is read, with and without accents")
  func french() throws {
    for text in [
      "durée d'appui : 0,2 secondes\nheures des séances : 10h et 17h30\n"
        + "heures calmes : de 22h à 7h",
      "DUREE D’APPUI: 0.2 s\nheures des seances: 10 h, 17 h 30\nheures calmes: 22:00 a 7:00"
    ] {
      let read = try #require(settings(text), "\(findings(in: text))")
      #expect(read.acceptanceTimeMilliseconds == 200)
      #expect(read.practiceAt.map(\.description) == ["10:00", "17:30"])
      #expect(read.quietHours?.description == "22:00-07:00")
    }
    let rest = try #require(
      settings(
        "langue: français\ndébut: tout seul\ntempo propre: chaque séance\nséance: courte\n"
          + "voix chantée: aiguë\nà deux: oui\ndébit de parole: 120 mots par minute"))
    #expect(rest.language == "fr" && rest.start == .byItself && rest.ownPace == .eachSession)
    #expect(rest.session == .short && rest.singingVoice == .high && rest.together)
    #expect(rest.speechRate == 120)
  }

  @Test("A Spanish file is read, with and without accents")
  func spanish() throws {
    for text in [
      "volumen: 70 por ciento\nhoras de sesión: 10:00 y 17:30\n"
        + "horas de silencio: desde 22:00 a 7:00",
      "VOLUMEN: 70\nhoras de sesion: 10.00; 17.30 h\nhoras de silencio: de 22:00 hasta 7:00"
    ] {
      let read = try #require(settings(text), "\(findings(in: text))")
      #expect(read.volume == 70)
      #expect(read.practiceAt.map(\.description) == ["10:00", "17:30"])
      #expect(read.quietHours?.description == "22:00-07:00")
    }
    let rest = try #require(
      settings(
        "idioma: español\ninicio: por si solo\nritmo propio: cada sesion\nsesión: corta\n"
          + "voz de canto: grave\nguia cantada: si\ntonalidad: -2 semitonos"))
    #expect(rest.language == "es" && rest.start == .byItself && rest.ownPace == .eachSession)
    #expect(rest.session == .short && rest.singingVoice == .low && rest.sungGuide)
    #expect(rest.singingKey == -2)
  }

  @Test("A clinic writes ranges and lists in its own words")
  func prescriptions() throws {
    let german = try #require(
      prescription("Profil: leicht\nTechniken: Atmen, Singen und Zuhören\nAtemzüge: von 3 bis 8"))
    let french = try #require(
      prescription(
        "profil : léger\ntechniques : respiration, chant et écoute\nrespirations : 3 à 8"))
    let spanish = try #require(
      prescription("perfil: leve\ntécnicas: respiración, canto y escucha\nrespiraciones: de 3 a 8"))
    for read in [german, french, spanish] {
      #expect(read.profile == .mild)
      #expect(read.techniques == [.breathing, .singing, .listening])
      #expect(read.breaths == 3...8)
    }
  }

  @Test("A board file may be written in any of them")
  func boards() {
    for text in ["Taste: Taste Leertaste", "contacteur: touche espace", "pulsador: tecla espacio"] {
      #expect(board(text)?.switchSource == .key(name: "space"), "\(text)")
    }
  }

  @Test("A number may carry its unit by any of its names")
  func units() {
    for unit in ["Sekunden", "secondes", "segundos", "секунды", "sec", "s.", "с"] {
      #expect(settings("scan time: 6 \(unit)")?.scanTimeMilliseconds == 6000, "\(unit)")
    }
    for unit in ["demi-tons", "demi tons", "Halbtöne", "Halbtoene", "semitonos", "полутона"] {
      #expect(settings("singing key: 2 \(unit)")?.singingKey == 2, "\(unit)")
    }
    for unit in KeyUnit.allCases {
      for language in TableLanguage.allCases {
        #expect(unit.name(in: language).isEmpty == (unit == .none), "\(unit) \(language)")
      }
    }
  }

  @Test("A range is written in the words of a language")
  func ranges() throws {
    let volume = try #require(KeyTable.key(.volume, in: .settings)?.range)
    #expect(
      TableLanguage.allCases.map { volume.text(in: $0) } == [
        "30 to 100 percent", "30 до 100 процентов", "30 bis 100 Prozent", "30 à 100 pour cent",
        "30 a 100 por ciento"
      ])
    let narrow = prescription("volume: 60")
    #expect(
      findings(in: "volume: 65", within: narrow).first?.allowedRange?.text(in: .german)
        == "60 Prozent")
  }

  @Test("Names are joined as one says them")
  func joined() {
    #expect(Connective.or.join(["a", "b", "c"], in: .english) == "a, b or c")
    #expect(Connective.and.join(["a", "b"], in: .russian) == "a и b")
    #expect(Connective.and.join(["a"], in: .french) == "a")
    #expect(Connective.or.join([], in: .spanish) == "")
  }

  @Test("A number out of range is known with its value, however it was written")
  func writtenNumbers() {
    #expect(findings(in: "volume: 150 %").first?.problem.writtenNumber == 150)
    #expect(
      findings(in: "scan time: 1,25 s").first?.problem.writtenNumber
        == ExactDecimal(125, decimals: 2))
    #expect(findings(in: "singing key: −7").first?.problem.writtenNumber == -7)
    #expect(findings(in: "volume: loud").first?.problem.writtenNumber == nil)
    #expect(KeyTable.id(named: "Lautstärke") == .volume)
    #expect(KeyTable.id(named: "профиль") == .profile)
    #expect(KeyTable.id(named: "nonsense") == nil)
  }

  @Test("An unknown key names the nearest in the language of the file")
  func nearest() {
    let cases: [(file: String, nearest: String)] = [
      ("Sprache: de\nTemp: 75", "Tempo"), ("langue: fr\nTemp: 75", "tempo"),
      ("язык: ru\nтемп песн: 72", "темп песен"), ("Sprache: de\nLautsterke: 70", "Lautstärke"),
      ("langue: fr\nvolum: 70", "volume"), ("idioma: es\nvolum: 70", "volumen"),
      ("language: en\nvolum: 70", "volume"), ("idioma: es\ninfome: no", "informe")
    ]
    for (file, nearest) in cases {
      guard case .unknownKey(_, let found)? = findings(in: file).last?.problem else {
        Issue.record("no unknown key in \(file)")
        continue
      }
      #expect(found == nearest, "\(file)")
    }
  }

  @Test("Where no key tells the language, it is that of the unit")
  func nearestOfUnit() {
    for (language, name) in [(TableLanguage.spanish, "volumen"), (.french, "volume")] {
      let found = CaregiverSettings.parse(Array("volum: 70".utf8), language: language).findings
      #expect(found.map(\.problem) == [.unknownKey(name: "volum", nearest: name)])
    }
  }

  @Test("A word of another language is named where it is much nearer")
  func otherLanguage() {
    let found = findings(in: "язык: ru\nvolum: 70")
    #expect(found.map(\.problem) == [.unknownKey(name: "volum", nearest: "volume")])
  }

  @Test("A finding carries the key's name as the file's language has it")
  func keyNames() {
    #expect(findings(in: "Sprache: de\ntempo: schnell").first?.keyName == "Tempo")
    #expect(findings(in: "language: en\ntempo: fast").first?.keyName == "tempo")
    let finding = findings(in: "громкость: 150").first
    #expect(finding?.keyName(in: .german) == "Lautstärke")
  }
}
