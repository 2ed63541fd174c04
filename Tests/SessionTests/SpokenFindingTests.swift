// SPDX-License-Identifier: GPL-3.0-or-later
import Prompts
import Session
import Settings
import Testing

/// Every language that is shipped.
let spokenLanguages = ["en", "ru", "de", "fr", "es"]

/// What is said, and what of it breaks a rule that always holds.
enum SpokenRules {
  static func faults(_ sentences: [String]) -> [String] {
    sentences.filter { sentence in
      let words = sentence.split(whereSeparator: \.isWhitespace).count {
        $0.contains { $0.isLetter || $0.isNumber }
      }
      return !(1...10).contains(words) || sentence.contains { "{}|[]<>".contains($0) }
        || sentence.contains("  ") || sentence.contains("..")
        || sentence.first?.isLowercase != false || sentence.last != "."
    }
  }
}

@Suite("What is said of a file's findings")
struct SpokenFindingTests {
  /// A file and a prescription that leads to each problem there is.
  static let files: [(kind: FileKind, text: String, clinic: String)] = [
    (.settings, String(repeating: "#", count: 70_000), ""), (.settings, "a\u{1}b", ""),
    (.settings, "{\\rtf1 volume}", ""), (.settings, "volume", ""), (.settings, "volum: 65", ""),
    (.settings, String(repeating: "volume", count: 9) + ": 1", ""), (.settings, "unit: 7", ""),
    (.prescription, "voice: Anna", ""), (.settings, "lamp: ACT", ""),
    (.settings, "evening volume: 65\n\nevening volume: 70", ""), (.settings, "quiet hours:", ""),
    (.settings, "voice: “Anna", ""),
    (.settings, "voice: " + String(repeating: "a", count: 201), ""),
    (.settings, "songs: " + (1...51).map { "s\($0)" }.joined(separator: ","), ""),
    (.settings, "evening volume: loud", ""), (.settings, "volume: 65.5", ""),
    (.settings, "scan time: 2.0001", ""), (.settings, "volume: 20", ""),
    (.settings, "volume: 150", ""), (.settings, "acceptance time: -0.125", ""),
    (.settings, "release time: 3.125", ""), (.settings, "speech rate: 90", ""),
    (.settings, "song tempo: 100.125", ""), (.settings, "breaths: 2", ""),
    (.settings, "out beats: 17", ""), (.settings, "singing key: -7", ""),
    (.settings, "singing key: 7", ""), (.settings, "volume: 99999999999999999999", ""),
    (.settings, "volume: -99999999999999999999", ""), (.settings, "tempo: 999.123456", ""),
    (.prescription, "breaths: many", ""), (.prescription, "breaths: 8-3", ""),
    (.prescription, "habitual rate: 30", ""), (.prescription, "session minutes: 2-30", ""),
    (.prescription, "days a week: 8", ""), (.prescription, "review after sessions: 201", ""),
    (.prescription, "tempo percent: 50", ""), (.prescription, "pace floor: 7", ""),
    (.settings, "evening volume: 65", "evening volume: 40-60"),
    (.settings, "release time: 0.125", "release time: 0.25-1.125"),
    (.settings, "phrase seconds: 7.125", "phrase seconds: 2.125-5.875"),
    (.settings, "volume: 65", "volume: 60"), (.settings, "start: soon", ""),
    (.prescription, "techniques: dance", ""), (.prescription, "profile: fine", ""),
    (.settings, "sung guide: perhaps", ""), (.settings, "language: xx", ""),
    (.prescription, "review by: soon", ""), (.settings, "clock: now", ""),
    (.settings, "practice at: noon", ""), (.settings, "quiet hours: night", ""),
    (.board, "switch: pedal", ""), (.board, "switch: gpio header GPIO99", ""),
    (.settings, "in beats: 2\nout beats: 2\ntempo: 97", ""), (.settings, "tempo: 40", ""),
    (.settings, "in beats: 5\nout beats: 4", ""), (.settings, "out beats: 5", ""),
    (.settings, "in beats: 2\nout beats: 4\ntempo: 119.375", ""),
    (.settings, "in beats: 4", "tempo: 112.125-119.875\nin beats: 4\nout beats: 4"),
    (.settings, "in beats: 4\nout beats: 4\ntempo: 40.125", "pace floor: 8"),
    (.prescription, "out beats: 12-16\ntempo: 40-60", "")
  ]

  static func findings(_ kind: FileKind, _ text: String, _ clinic: String) -> [Finding] {
    let bytes = Array(text.utf8)
    switch kind {
    case .settings:
      let prescription = Prescription.parse(Array(clinic.utf8)).value
      return CaregiverSettings.parse(bytes, within: prescription).findings
    case .prescription: return Prescription.parse(bytes).findings
    case .board: return Board.parse(bytes).findings
    }
  }

  /// The findings of all files, and those that a file with text in it cannot lead to by itself.
  static var all: [Finding] {
    let pattern = BreathPattern(inBeats: 2, pauseBeats: 0, outBeats: 3, tempo: 75)
    let others: [Problem] = [
      .damagedText, .more(count: 1184), .breath(pattern, .pauseTooLong(seconds: 3), fits: nil),
      .belongsElsewhere(.settings)
    ]
    return files.flatMap { findings($0.kind, $0.text, $0.clinic) }
      + others.map {
        Finding(file: "upbeat.txt", line: 4, column: 1, key: .volume, keyName: "x", problem: $0)
      }
  }

  /// The name of a problem without what belongs to it.
  static func name(_ problem: Problem) -> String {
    String(String(describing: problem).prefix { $0 != "(" })
  }

  @Test("Every problem there is comes up here")
  func everyProblem() {
    let names = Set(Self.all.map { Self.name($0.problem) })
    let expected: Set<String> = [
      "tooLarge", "notText", "richText", "damagedText", "more", "notALine", "unknownKey",
      "belongsElsewhere", "duplicateKey", "noValue", "unclosedQuote", "textTooLong",
      "listTooLong", "notANumber", "tooManyDecimals", "tooLow", "tooHigh", "notARange",
      "reversedRange", "outsidePrescription", "notOneOf", "notYesOrNo", "notALanguage", "badDate",
      "badDateAndTime", "badTime", "badTimeRange", "badSwitch", "badHeaderLine", "breath",
      "noBreathFits"
    ]
    #expect(names == expected)
  }

  @Test("Each is said in short whole sentences, wherever it stands", arguments: spokenLanguages)
  func sentences(language: String) {
    let pack = Files.pack(language)
    for finding in Self.all {
      for line in [1, 24, 345, 4000] {
        let moved = Finding(
          file: finding.file, line: line, column: 1, key: finding.key, keyName: finding.keyName,
          problem: finding.problem)
        let said = SpokenFinding(moved, in: pack).sentences
        #expect(!said.isEmpty && SpokenRules.faults(said) == [], "\(finding): \(said)")
      }
    }
  }

  @Test("Each names its line", arguments: spokenLanguages)
  func lines(language: String) {
    let pack = Files.pack(language)
    let four = pack.words(for: SpokenNumber(4))
    for finding in Self.all {
      switch finding.problem {
      case .tooLarge, .notText, .richText, .more: continue
      default: break
      }
      let moved = Finding(
        file: "", line: 4, column: 1, key: finding.key, problem: finding.problem)
      let said = SpokenFinding(moved, in: pack).sentences
      #expect(said.first?.contains(" \(four)") == true, "\(said)")
    }
  }

  @Test(
    "A number that is too high is said with its key, its line and what it can be",
    arguments: [
      (
        "en",
        ["Line four: volume one hundred fifty is too loud.", "It can be thirty to one hundred."]
      ),
      (
        "ru",
        [
          "Строка четыре: громкость сто пятьдесят, это слишком громко.",
          "Можно от тридцати до ста."
        ]
      ),
      (
        "de",
        [
          "Zeile vier: Lautstärke hundertfünfzig ist zu laut.",
          "Möglich ist dreißig bis hundert."
        ]
      ),
      (
        "fr",
        [
          "Ligne quatre\u{A0}: volume cent cinquante, c'est trop fort.",
          "Ce peut être de trente à cent."
        ]
      ),
      (
        "es",
        [
          "Línea cuatro: volumen ciento cincuenta es demasiado alto.",
          "Puede ser de treinta a cien."
        ]
      )
    ])
  func tooLoud(language: String, said: [String]) {
    let finding = Self.findings(.settings, "\n\n\nvolume: 150", "")[0]
    #expect(SpokenFinding(finding, in: Files.pack(language)).sentences == said)
  }

  static func english(_ text: String, _ clinic: String = "", _ kind: FileKind = .settings)
    -> [String]
  {
    SpokenFinding.sentences(of: findings(kind, text, clinic), in: Files.english)
  }

  @Test("Too much is too loud, too long, too fast or too many, as what is counted is")
  func words() {
    #expect(
      Self.english("scan time: 1.5")
        == ["Line one: scan time one point five is too short.", "It can be two to ten."])
    #expect(
      Self.english("singing key: -7")
        == ["Line one: singing key minus seven is too low.", "It can be minus six to six."])
    #expect(
      Self.english("speech rate: 190")[0] == "Line one: speech rate one hundred ninety is too fast."
    )
    #expect(Self.english("breaths: 12")[0] == "Line one: breaths twelve is too many.")
    #expect(Self.english("pause: 12")[0] == "Line one: pause twelve is too many.")
  }

  @Test("A number nobody could follow is left out")
  func longNumber() {
    #expect(
      Self.english("volume: 123456789")
        == ["Line one: this number is too high.", "It can be thirty to one hundred."])
  }

  @Test("The clinic's limit is said, in one sentence or in two")
  func limits() {
    #expect(
      Self.english("volume: 65", "volume: 60")
        == ["Line one: volume sixty five is outside the prescription.", "It can only be sixty."])
    #expect(
      Self.english("release time: 0.125", "release time: 0.25-1.125").dropFirst()
        == ["At least zero point two five.", "At most one point one two five."])
  }

  @Test("Choices and languages are said in the caregiver's words")
  func choices() {
    #expect(
      Self.english("start: soon")
        == ["Line one: the value of start is not known.", "It can be press or by itself."])
    #expect(
      Self.english("techniques: dance", "", .prescription).last
        == "For example breathing or oral motor.")
    #expect(
      Self.english("language: xx").last
        == "It can be English, Russian, German, French or Spanish.")
    let german = SpokenFinding(Self.findings(.settings, "start: soon", "")[0], in: Files.pack("de"))
    #expect(german.sentences.last == "Möglich ist Tastendruck oder von selbst.")
  }

  @Test("An unknown key is answered with the nearest, in the unit's language")
  func nearest() {
    #expect(
      Self.english("volum: 65")
        == ["Line one: this name is not known.", "Perhaps volume is meant."])
    let finding = Self.findings(.settings, "громкст: 65", "")[0]
    #expect(
      SpokenFinding(finding, in: Files.pack("fr")).sentences.last == "C'est peut-être volume.")
  }

  @Test("A breath that does not fit is answered with one that does")
  func breath() {
    #expect(
      Self.english("in beats: 4") == [
        "Line one: breathing out is shorter than breathing in.",
        "This fits: in beats four, out beats four.", "This fits: pause zero, tempo eighty."
      ])
  }

  @Test("At most three findings are said, and how many more there are")
  func atMostThree() {
    let said = Self.english((1...5).map { _ in "nonsense" }.joined(separator: "\n"))
    #expect(said.count == 7)
    #expect(said.last == "And two more.")
    #expect(Self.english(String(repeating: "x\n", count: 60)).last == "And fifty seven more.")
    #expect(Self.english("x\ny\nz").count == 6)
  }
}
