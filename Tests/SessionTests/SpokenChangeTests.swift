// SPDX-License-Identifier: GPL-3.0-or-later
import Prompts
import Session
import Settings
import Testing

@Suite("What is said of changed settings")
struct SpokenChangeTests {
  static func changes(_ old: String, _ new: String) throws -> [SettingChange] {
    let before = try #require(CaregiverSettings.parse(Array(old.utf8)).value)
    let after = try #require(CaregiverSettings.parse(Array(new.utf8)).value)
    return CaregiverSettings.changes(from: before, to: after)
  }

  /// Every key at two values, the longest to say among them, and every key not set.
  static let pairs: [(String, String)] = [
    (
      "speech rate: 175\nvolume: 77\nevening volume: 99\nacceptance time: 1.625\n"
        + "release time: 2.375\nscan time: 7.125\npractice at: 8:05, 11:45, 14:20, 20:55\n"
        + "breaths: 6\npause: 1\nin beats: 4\nout beats: 6\ntempo: 119.375\n"
        + "song tempo: 97.625\nsinging key: -5\nsinging voice: high\nquiet hours: 22:45-7:15\n"
        + "phrase seconds: 6.875\nvoice: Anna\nsongs: A\nphrases: B",
      "start: by itself\nsession: short\nown pace: each session\nsung guide: yes\n"
        + "cueing: metric\ntogether: yes\ncall: yes\nlanguage: de"
    ),
    ("", "language: ru\nsinging voice: low\nspeech rate: 101\nquiet hours: 22:00-7:00")
  ]

  @Test("Each is said in short whole sentences, both ways", arguments: spokenLanguages)
  func sentences(language: String) throws {
    let pack = Files.pack(language)
    var keys: Set<KeyID> = []
    for (old, new) in Self.pairs {
      for change in try Self.changes(old, new) + Self.changes(new, old) {
        keys.insert(change.key)
        let said = SpokenChange(change, in: pack).sentences
        #expect(!said.isEmpty && SpokenRules.faults(said) == [], "\(change.key): \(said)")
      }
    }
    #expect(keys.count == 28)
  }

  @Test(
    "A number is said with what it counts, old and new",
    arguments: [
      ("en", ["Volume: now sixty percent.", "Before: eighty percent."]),
      ("ru", ["Громкость: теперь шестьдесят процентов.", "Раньше: восемьдесят процентов."]),
      ("de", ["Lautstärke: jetzt sechzig Prozent.", "Vorher: achtzig Prozent."]),
      (
        "fr",
        [
          "Volume\u{A0}: maintenant soixante pour cent.",
          "Avant\u{A0}: quatre-vingts pour cent."
        ]
      ),
      ("es", ["Volumen: ahora sesenta por ciento.", "Antes: ochenta por ciento."])
    ])
  func volume(language: String, said: [String]) throws {
    let changes = try Self.changes("", "volume: 60")
    #expect(SpokenChange.sentences(of: changes, in: Files.pack(language)) == said)
  }

  static func english(_ old: String, _ new: String) throws -> [String] {
    SpokenChange.sentences(of: try changes(old, new), in: Files.english)
  }

  @Test("Values are said in plain words")
  func values() throws {
    #expect(
      try Self.english("", "scan time: 7.5")
        == ["Scan time: now seven point five seconds.", "Before: five seconds."])
    #expect(
      try Self.english("", "start: by itself") == ["Start: now by itself.", "Before: press."])
    #expect(try Self.english("", "call: yes") == ["Call: now yes.", "Before: no."])
    #expect(
      try Self.english("practice at: 9:05", "practice at: 10:00, 17:30")
        == ["Practice at: now 10 AM and 5:30 PM.", "Before: 9 oh 5 AM."])
    #expect(
      try Self.english("breaths: 5", "")
        == ["Breaths: now not set.", "Before: five breaths."])
    #expect(
      try Self.english("language: en", "language: ru")
        == ["Language: now Russian.", "Before: English."])
    #expect(
      try Self.english("quiet hours: 22:00-7:00", "quiet hours: 21:30-7:00")
        == ["Quiet hours: now 9:30 PM to 7 AM.", "Before: 10 PM to 7 AM."])
  }

  @Test("What is counted is left out where the sentence would be too long")
  func leftOut() throws {
    #expect(
      try Self.english("", "song tempo: 97.625")[0]
        == "Song tempo: now ninety seven point six two five.")
  }

  @Test("Of songs, phrases and the voice it is said that they changed")
  func texts() throws {
    #expect(
      try Self.english("songs: A", "songs: B\nphrases: C\nvoice: d")
        == ["Changed: voice.", "Changed: songs.", "Changed: phrases."])
  }

  @Test("At most five changes are said, and how many more there are")
  func atMostFive() throws {
    let new =
      "speech rate: 120\nvolume: 60\nevening volume: 40\nscan time: 6\nsession: short\n"
      + "breaths: 6\ncall: yes\nsinging key: 2"
    let said = try Self.english("", new)
    #expect(said.count == 11)
    #expect(said.last == "And three more.")
    #expect(try Self.english("volume: 60", "volume: 60") == ["There is nothing new."])
  }
}

@Suite("What the helper is told")
struct SpokenFaultTests {
  @Test("Every fault has words of its own, in every language", arguments: spokenLanguages)
  func faults(language: String) {
    let pack = Files.pack(language)
    let said = HelperFault.allCases.map { pack.prompt($0.promptForHelper) }
    #expect(Set(said.map(\.first)).count == HelperFault.allCases.count)
    for sentences in said {
      #expect(sentences.count >= 2 && SpokenRules.faults(sentences) == [], "\(sentences)")
    }
  }
}

@Suite("Values in prompts")
struct SpokenValueTests {
  @Test(
    "Times of the switch, times of the day and initials are whole sentences",
    arguments: spokenLanguages)
  func sentences(language: String) throws {
    let pack = Files.pack(language)
    func seconds(_ milliseconds: Int) -> String {
      SpokenValue.seconds(milliseconds: milliseconds, in: pack)
    }
    let times = PromptValues(texts: [
      .acceptance: seconds(50), .release: seconds(1250), .scan: seconds(10_000)
    ])
    #expect(SpokenRules.faults(pack.prompt(.switchTestProposal, times)) == [])
    let evening = try #require(TimeOfDay(hour: 21, minute: 5))
    let clock = PromptValues(texts: [.value: SpokenValue.time(evening, in: pack)])
    let initials = PromptValues(texts: [.value: SpokenValue.initials("M. K.")])
    let said =
      pack.prompt(.clockSet, clock) + pack.prompt(.selfTestClock, clock)
      + pack.prompt(.eraseConfirm, initials)
    #expect(SpokenRules.faults(said) == [])
    #expect(said[0].contains(SpokenValue.time(evening, in: pack)) && said[2].contains("M K"))
  }

  @Test("A time of the day is said as people say it, whole hours without noughts")
  func times() throws {
    func said(_ hour: Int, _ minute: Int, _ language: String) throws -> String {
      let time = try #require(TimeOfDay(hour: hour, minute: minute))
      return SpokenValue.time(time, in: Files.pack(language))
    }
    #expect(try said(0, 0, "en") == "12 AM")
    #expect(try said(12, 30, "en") == "12:30 PM")
    #expect(try said(23, 5, "en") == "11 oh 5 PM")
    #expect(try said(1, 0, "de") == "ein Uhr")
    #expect(try said(17, 0, "de") == "17 Uhr")
    #expect(try said(17, 5, "de") == "17:05")
    #expect(try said(1, 0, "fr") == "une heure")
    #expect(try said(10, 0, "fr") == "10 heures")
    #expect(try said(21, 0, "es") == "veintiuna horas")
    #expect(try said(21, 0, "ru") == "21 час")
    #expect(try said(22, 0, "ru") == "22 часа")
    #expect(try said(11, 0, "ru") == "11 часов")
    for language in spokenLanguages {
      for hour in 0..<24 {
        #expect(!(try said(hour, 0, language)).contains(":"), "\(language) \(hour)")
      }
    }
  }

  @Test("A time of the switch is said in seconds")
  func seconds() {
    #expect(
      SpokenValue.seconds(milliseconds: 50, in: Files.english) == "zero point zero five seconds")
    #expect(SpokenValue.seconds(milliseconds: 1000, in: Files.english) == "one second")
  }
}
