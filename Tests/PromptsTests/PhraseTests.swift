// SPDX-License-Identifier: GPL-3.0-or-later
import Prompts
import Testing

@Suite("The phrase books that are shipped")
struct ShippedPhrasesTests {
  @Test("A phrase book has no finding, and phrases enough", arguments: Voices.languages)
  func complete(language: String) throws {
    let text = try Voices.text(language, "phrases.txt")
    switch PhraseBook.parse(text, language: language, file: "\(language)/phrases.txt") {
    case .success(let book):
      #expect(book.phrases.count >= PhraseBook.fewestPhrases)
    case .failure(let invalid):
      Issue.record(
        Comment(rawValue: invalid.findings.map(\.description).joined(separator: "\n")))
    }
  }

  @Test("There are needs, feelings and greetings", arguments: Voices.languages)
  func families(language: String) throws {
    let families = Set(try Voices.phrases(language).map(\.family))
    #expect(families.isSuperset(of: [.needs, .feelings, .greetings]))
    #expect(!families.contains(.own))
  }

  @Test("Each phrase has a sentence of its own, longer than itself", arguments: Voices.languages)
  func sentences(language: String) throws {
    let phrases = try Voices.phrases(language)
    let sentences = phrases.compactMap(\.sentence)
    #expect(Set(sentences).count == phrases.count)
    for phrase in phrases {
      #expect((phrase.sentence ?? "").count > phrase.text.count, "\(phrase.text)")
    }
  }

  @Test("A shipped phrase would pass as one of the caregiver's", arguments: Voices.languages)
  func ownRules(language: String) throws {
    for phrase in try Voices.phrases(language) {
      let own = Phrase.own(phrase.text, language: language)
      #expect(own == .success(Phrase(family: .own, text: phrase.text, sentence: nil)))
    }
  }
}

@Suite("Reading a phrase book")
struct PhraseBookTests {
  private func findings(_ text: String, language: String = "en") -> [PackFinding] {
    switch PhraseBook.parse(text, language: language, file: "p.txt") {
    case .success: []
    case .failure(let invalid): invalid.findings
    }
  }

  @Test("A line is a family, a phrase and its sentence")
  func line() throws {
    let text = "# Needs\r\n\r\nneeds: I am thirsty. | I am thirsty, please bring some water.\r\n"
    let book = try PhraseBook.parse(text, language: "en", file: "p.txt").get()
    #expect(
      book.phrases == [
        Phrase(
          family: .needs, text: "I am thirsty.",
          sentence: "I am thirsty, please bring some water.")
      ])
  }

  @Test("Phrases keep the order of the file, through all families")
  func order() throws {
    let text = "people: My son. | Call my son.\ngreetings: Good night. | Good night, my son."
    let book = try PhraseBook.parse(text, language: "en", file: "p.txt").get()
    #expect(book.phrases.map(\.family) == [.people, .greetings])
  }

  @Test(
    "A wrong line is found on its column",
    arguments: [
      ("I am cold", 1, "'I am cold'"),
      ("wishes: I am cold. | I am cold now.", 1, "unknown family 'wishes'"),
      ("own: I am cold. | I am cold now.", 1, "unknown family 'own'"),
      ("needs: I am cold.", 8, "a phrase without its sentence"),
      ("needs: I am cold. | I am cold now. | Yes.", 8, "3 parts"),
      ("needs: | I am cold now.", 8, "empty phrase"),
      ("needs: I am cold. |", 20, "empty sentence"),
      ("needs: i am cold. | I am cold now.", 8, "sentence begins with 'i'"),
      ("needs: I am cold | I am cold now.", 8, "sentence ends with 'd'"),
      ("needs: I am cold. | I am <b>cold</b>.", 21, "character '<'"),
      ("needs: I am [[k'oUld]]. | I am cold.", 8, "character '['"),
      ("needs: I am 😀. | I am cold now.", 8, "character '😀'"),
      ("needs: I am {minutes}. | I am cold.", 8, "character '{'"),
      ("needs: Мне холодно. | I am cold.", 8, "letter 'М'"),
      ("needs: A b c d e f g. | A b c d e f g.", 8, "phrase of 7 words"),
      ("needs: I am cold. | I am cold a b c d e f g h.", 21, "sentence of 11 words"),
      ("needs: I am cold. | I am very warm.", 21, "a sentence without 'cold'"),
      ("needs: I am cold. | Cold am I.", 21, "a sentence without 'am'")
    ])
  func wrongLine(line: String, column: Int, found: String) throws {
    let all = findings("# Needs\n" + line)
    #expect(all.map(\.found) == [found])
    #expect(all.map(\.line) == [2])
    #expect(all.map(\.column) == [column])
  }

  @Test("A phrase that comes twice is found, whatever its case and its marks")
  func again() {
    let all = findings(
      "needs: I am cold. | I am cold now.\nfeelings: I am, cold. | I am, cold as it is.")
    #expect(
      all.map(\.description) == [
        "p.txt:2:11: phrase 'I am, cold.' again, expected each phrase once; it is on line 1"
      ])
  }

  @Test("A file without phrases is found", arguments: ["", "# Nothing yet\n\n"])
  func empty(text: String) {
    #expect(findings(text).map(\.found) == ["no phrases"])
  }

  @Test("Every wrong line is found, not the first alone")
  func all() {
    #expect(findings("a\nneeds: b\nc: d").map(\.line) == [1, 2, 3])
  }

  @Test(
    "The marks of Spanish and French are words' marks",
    arguments: [
      ("es", "greetings: ¿Cómo está? | ¿Cómo está usted hoy?"),
      ("es", "feelings: ¡Qué alegría! | ¡Qué alegría verle!"),
      ("fr", "greetings: Comment ça va\u{202F}? | Comment ça va aujourd’hui\u{202F}?"),
      ("fr", "needs: J’ai besoin d'air. | J’ai besoin d'air, s'il vous plaît."),
      ("fr", "needs: «\u{A0}Bonjour\u{A0}» à tous. | «\u{A0}Bonjour\u{A0}» à tous, dit-elle.")
    ])
  func marks(language: String, line: String) {
    #expect(findings(line, language: language) == [])
  }

  @Test(
    "Spanish marks come in pairs",
    arguments: ["¿Cómo está.", "¡Qué alegría.", "¡Qué alegría?", "Qué alegría!"])
  func pairs(phrase: String) {
    let found = findings("greetings: \(phrase) | Cómo está.", language: "es").map(\.found)
    #expect(found.count == 1 && found[0].hasPrefix("sentence ends with"), "\(found)")
  }
}

@Suite("A phrase of the caregiver's")
struct OwnPhraseTests {
  @Test(
    "Words of one's own life are taken as they stand",
    arguments: [
      ("en", "Anna"), ("en", "Anna, I love you!"), ("en", "Room 5, please."), ("en", "O’Brien"),
      ("de", "Grüß dich, Jürgen!"), ("fr", "Où est le chat\u{202F}?"), ("es", "¡Hola, Íñigo!"),
      ("ru", "Аня, я тебя люблю!"), ("ru", "За\u{301}мок"), ("en", "Dvořák"), ("xx", "Γιαγιά")
    ])
  func taken(language: String, text: String) {
    let phrase = Phrase(family: .own, text: text, sentence: nil)
    #expect(Phrase.own(text, language: language) == .success(phrase))
  }

  @Test("White space at the ends is left out")
  func trimmed() throws {
    #expect(try Phrase.own(" \tAnna\u{A0}", language: "en").get().text == "Anna")
  }

  @Test("At most twelve words and eighty characters")
  func longest() {
    let twelve = Array(repeating: "a", count: 12).joined(separator: " ")
    let eighty = Array(repeating: "abcdefghi", count: 8).joined(separator: " ") + "."
    #expect(eighty.count == 80)
    #expect((try? Phrase.own(twelve, language: "en").get()) != nil)
    #expect((try? Phrase.own(eighty, language: "en").get()) != nil)
    #expect(fault(twelve + " a")?.found == "a phrase of 13 words")
    #expect(fault(eighty + ".")?.found == "a phrase that is too long")
  }

  private func fault(_ text: String, language: String = "en") -> PhraseFault? {
    switch Phrase.own(text, language: language) {
    case .success: nil
    case .failure(let fault): fault
    }
  }

  @Test(
    "What a voice cannot say is refused, and why",
    arguments: [
      ("", "an empty phrase"),
      (" \u{A0}\t", "an empty phrase"),
      ("😀😀", "'😀😀', no letters"),
      ("12:30", "'12:30', no letters"),
      ("I love you 😀", "character '😀'"),
      ("<speak>Anna</speak>", "markup"),
      ("Anna [[h@l'oU]]", "phoneme brackets"),
      ("Anna | Ben", "character '|'"),
      ("Аня", "letter 'А'"),
      ("Anna\u{200B}Lena", "character '\u{FFFD}'"),
      ("Anna\u{202E}Lena", "character '\u{FFFD}'"),
      ("Anna\u{7}", "character '\u{FFFD}'"),
      ("a & b", "character '&'")
    ])
  func refused(text: String, found: String) {
    #expect(fault(text)?.found == found)
  }

  @Test("Latin letters in a Russian phrase are another script")
  func latinInRussian() {
    let fault = fault("Anna", language: "ru")
    #expect(fault?.found == "letter 'A'")
    #expect(fault?.expected == "Cyrillic letters, as the language 'ru' is written")
  }

  @Test("Sixty syllables in one word are no word")
  func longWord() {
    let word = String(repeating: "a", count: 60)
    #expect(fault(word)?.expected == "at most 30")
  }

  @Test("An endless character is too long")
  func endlessCharacter() {
    let zalgo = "a" + String(repeating: "\u{301}", count: 5_000)
    #expect(fault(zalgo)?.found == "a phrase that is too long")
  }

  @Test("Random text is taken or refused, never a crash", arguments: 0..<200)
  func random(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let alphabet = Array("aб <>[]|.?!'’\u{301}\u{200D}😀5\u{0}\u{202F}¿")
    var text = ""
    for _ in 0..<Int.random(in: 0...40, using: &generator) {
      text.append(alphabet.randomElement(using: &generator) ?? " ")
    }
    switch Phrase.own(text, language: "en") {
    case .success(let phrase):
      #expect(phrase.text.contains("a") && !phrase.text.contains("<"), "seed \(seed)")
    case .failure(let fault):
      #expect(!fault.found.isEmpty && !fault.expected.isEmpty, "seed \(seed)")
    }
  }
}
