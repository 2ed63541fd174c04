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

  @Test("No value of a range is spoken from digits, except what the pack writes in digits")
  func everyValueHasWords() throws {
    for language in Voices.languages {
      let pack = try Voices.pack(language)
      for key in PromptKey.allCases {
        for placeholder in key.placeholders {
          for value in placeholder.range {
            var values = Dictionary(uniqueKeysWithValues: key.placeholders.map { ($0, 1) })
            values[placeholder] = value
            let digits = pack.prompt(key, values).joined(separator: " ").filter(\.isNumber)
            let isWritten = language == "ru" && value / 10 == 4
            #expect(digits == (isWritten ? "40" : ""), "\(language) \(key.rawValue) \(value)")
          }
        }
      }
    }
  }

  @Test("A number outside the range is spoken from its digits, with the right form")
  func outsideTheRange() throws {
    #expect(
      try Voices.pack("en").prompt(.restMinutes, [.minutes: 150])
        == ["The next part begins in 150 minutes."])
    #expect(
      try Voices.pack("ru").prompt(.restMinutes, [.minutes: 101])
        == ["Следующая часть начнётся через 101 минуту."])
    #expect(
      try Voices.pack("en").prompt(.restMinutes, [.minutes: .min])
        == ["The next part begins in \(Int.min) minutes."])
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
