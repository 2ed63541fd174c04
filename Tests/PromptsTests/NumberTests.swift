// SPDX-License-Identifier: GPL-3.0-or-later
import Prompts
import Testing

@Suite("Numbers in prompts")
struct NumberTests {
  @Test(
    "Russian counts minutes in the right form",
    arguments: [
      (1, "одну минуту"), (2, "две минуты"), (4, "четыре минуты"), (5, "пять минут"),
      (11, "одиннадцать минут"), (12, "двенадцать минут"), (14, "четырнадцать минут"),
      (21, "двадцать одну минуту"), (22, "двадцать две минуты"), (60, "шестьдесят минут"),
      (40, "40 минут"), (99, "девяносто девять минут")
    ])
  func russianMinutes(number: Int, words: String) throws {
    let sentences = try Voices.pack("ru").prompt(.restMinutes, [.minutes: number])
    #expect(sentences == ["Следующая часть начнётся через \(words)."])
  }

  @Test(
    "Russian counts hours of rest in the genitive",
    arguments: [
      (1, "одного часа"), (2, "двух часов"), (5, "пяти часов"), (11, "одиннадцати часов"),
      (21, "двадцати одного часа"), (24, "двадцати четырёх часов")
    ])
  func russianHours(number: Int, words: String) throws {
    let sentences = try Voices.pack("ru").prompt(.lockedGapHours, [.hours: number])
    #expect(sentences == ["Заниматься снова можно после \(words) отдыха."])
  }

  @Test(
    "Russian counts days in the right form",
    arguments: [(1, "один день"), (2, "два дня"), (4, "четыре дня"), (5, "пять дней")])
  func russianDays(number: Int, words: String) throws {
    let sentences = try Voices.pack("ru").prompt(.farewellWeekDays, [.days: number])
    #expect(sentences == ["На этой неделе: \(words)."])
  }

  @Test(
    "Russian says the goal in the genitive",
    arguments: [
      (1, 1, "один из одного"), (2, 3, "два из трёх"), (4, 4, "четыре из четырёх"),
      (5, 7, "пять из семи")
    ])
  func russianGoal(done: Int, goal: Int, words: String) throws {
    let sentences = try Voices.pack("ru").prompt(.farewellWeek, [.done: done, .goal: goal])
    #expect(sentences == ["На этой неделе: \(words)."])
  }

  @Test(
    "English has one form for one and another for every other number",
    arguments: [
      (1, "one minute"), (2, "two minutes"), (11, "eleven minutes"), (21, "twenty one minutes"),
      (60, "sixty minutes")
    ])
  func englishMinutes(number: Int, words: String) throws {
    let sentences = try Voices.pack("en").prompt(.restMinutes, [.minutes: number])
    #expect(sentences == ["The next part begins in \(words)."])
  }

  @Test(
    "No value of a range is spoken from digits, except what the pack writes in digits",
    arguments: Voices.languages)
  func everyValueHasWords(language: String) throws {
    let pack = try Voices.pack(language)
    for key in PromptKey.allCases {
      let texts = Dictionary(uniqueKeysWithValues: key.texts.map { ($0, "word") })
      for placeholder in key.placeholders {
        for value in placeholder.range where Self.isTelling(value) {
          var numbers = Dictionary(
            uniqueKeysWithValues: key.placeholders.map { ($0, SpokenNumber(1)) })
          numbers[placeholder] = SpokenNumber(value)
          let values = PromptValues(numbers: numbers, texts: texts)
          let digits = pack.prompt(key, values).joined(separator: " ").filter(\.isNumber)
          let isWritten = language == "ru" && value % 100 / 10 == 4
          let isRight = digits.isEmpty || isWritten && digits == "40"
          if !isRight { Issue.record("\(language) \(key.rawValue) \(value): \(digits)") }
        }
      }
    }
  }

  /// The numbers up to a hundred, and some of each hundred; the parser looks at every one.
  private static func isTelling(_ number: Int) -> Bool {
    number <= 100 || number % 100 <= 1 || number % 37 == 0
  }

  @Test(
    "Hundreds are put together as the language does",
    arguments: [
      ("en", 150, "one hundred fifty"), ("en", 100, "one hundred"),
      ("en", 999, "nine hundred ninety nine"),
      ("ru", 150, "сто пятьдесят"), ("ru", 217, "двести семнадцать"),
      ("de", 150, "hundertfünfzig"),
      ("de", 400, "vierhundert"), ("fr", 150, "cent cinquante"), ("fr", 200, "deux cents"),
      ("fr", 201, "deux cent un"), ("es", 100, "cien"), ("es", 150, "ciento cincuenta"),
      ("es", 222, "doscientos veintidós"), ("es", 0, "cero")
    ])
  func hundreds(language: String, number: Int, words: String) throws {
    #expect(try Voices.pack(language).words(for: SpokenNumber(number)) == words)
  }

  @Test(
    "A number that is not whole is said digit by digit behind its sign",
    arguments: [
      ("en", "minus seven point two five"), ("ru", "минус семь запятая два пять"),
      ("de", "minus sieben Komma zwei fünf"), ("fr", "moins sept virgule deux cinq"),
      ("es", "menos siete coma dos cinco")
    ])
  func decimals(language: String, words: String) throws {
    let number = SpokenNumber(isNegative: true, whole: 7, fraction: [2, 5])
    #expect(try Voices.pack(language).words(for: number) == words)
  }

  @Test(
    "What a setting counts stands in its right form",
    arguments: [
      ("en", 1, Amount.seconds, "one second"), ("en", 60, .percent, "sixty percent"),
      ("ru", 1, .seconds, "одна секунда"), ("ru", 3, .beats, "три доли"),
      ("ru", 60, .percent, "шестьдесят процентов"), ("ru", 5, .breaths, "пять вдохов"),
      ("de", 1, .seconds, "eine Sekunde"), ("de", 1, .beats, "ein Schlag"),
      ("de", 130, .wordsPerMinute, "hundertdreißig Wörter in der Minute"),
      ("fr", 0, .seconds, "zéro seconde"), ("fr", 2, .beats, "deux temps"),
      ("es", 1, .beats, "un pulso"),
      ("es", 121, .wordsPerMinute, "ciento veintiuna palabras por minuto")
    ])
  func amounts(language: String, number: Int, amount: Amount, words: String) throws {
    #expect(try Voices.pack(language).words(for: SpokenNumber(number), of: amount) == words)
  }

  @Test(
    "Half a thing has the form CLDR gives a number that is not whole",
    arguments: [
      ("en", "zero point five seconds"), ("ru", "ноль запятая пять секунды"),
      ("de", "null Komma fünf Sekunden"), ("fr", "zéro virgule cinq seconde"),
      ("es", "cero coma cinco segundos")
    ])
  func half(language: String, words: String) throws {
    let half = SpokenNumber(whole: 0, fraction: [5])
    #expect(try Voices.pack(language).words(for: half, of: .seconds) == words)
  }

  @Test("A number outside the range is spoken from its digits, with the right form")
  func outsideTheRange() throws {
    #expect(
      try Voices.pack("en").prompt(.restMinutes, [.minutes: 1500])
        == ["The next part begins in 1500 minutes."])
    #expect(
      try Voices.pack("ru").prompt(.restMinutes, [.minutes: 101])
        == ["Следующая часть начнётся через 101 минуту."])
    #expect(
      try Voices.pack("en").prompt(.restMinutes, [.minutes: .min])
        == ["The next part begins in \(Int.min + 1) minutes."])
  }

  @Test(
    "East Slavic plural forms follow CLDR",
    arguments: [
      (0, PluralForm.many), (1, .one), (2, .few), (4, .few), (5, .many), (11, .many), (14, .many),
      (21, .one), (22, .few), (25, .many), (60, .many), (101, .one), (111, .many), (-1, .one)
    ])
  func eastSlavic(number: Int, form: PluralForm) throws {
    let rule = try #require(PluralRule(language: "ru"))
    #expect(rule.form(for: number) == form)
    #expect(rule.forms.contains(form))
  }

  @Test(
    "French takes nought and one alike (CLDR)",
    arguments: [
      (0, PluralForm.one), (1, .one), (2, .other), (-1, .one), (21, .other), (100, .other)
    ])
  func french(number: Int, form: PluralForm) throws {
    let rule = try #require(PluralRule(language: "fr"))
    #expect(rule.form(for: number) == form)
  }

  @Test(
    "German and Spanish have one form for one alone", arguments: ["de", "es"],
    [(0, PluralForm.other), (1, .one), (2, .other), (21, .other)])
  func germanAndSpanish(language: String, example: (Int, PluralForm)) throws {
    let rule = try #require(PluralRule(language: language))
    #expect(rule.form(for: example.0) == example.1)
  }

  @Test(
    "A language that joins tens and ones in its own way writes each number",
    arguments: ["de", "fr", "es"])
  func joined(language: String) throws {
    let lines = try Voices.text("en").split(separator: "\n").filter { !$0.hasPrefix("language:") }
    let text = "language: \(language)\n" + lines.joined(separator: "\n")
    guard case .failure(let invalid) = LanguagePack.parse(text, language: language, file: "p.txt")
    else {
      Issue.record("'twenty one' was made for \(language)")
      return
    }
    #expect(invalid.findings.allSatisfy { $0.found == "a number without words, 21" })
  }

  @Test("A language without a known plural rule has none")
  func unknownLanguage() {
    #expect(PluralRule(language: "xx") == nil)
    for language in PluralRule.languages {
      #expect(PluralRule(language: language) != nil, "\(language)")
    }
  }
}
