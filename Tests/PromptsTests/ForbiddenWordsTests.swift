// SPDX-License-Identifier: GPL-3.0-or-later
import Prompts
import Testing

/// What is never said in a language, written in small letters.
private struct Forbidden {
  /// Claims of `clinical.md`, blame and inflated praise, as the beginnings of words.
  let beginnings: [String]
  /// Forms that address the person informally, as whole words.
  let informal: [String]
  /// The words of the one sentence where treatment is named, to say that this is none.
  let disclaimer: [String]

  func isDisclaimer(_ lowercased: String) -> Bool {
    disclaimer.allSatisfy { lowercased.contains($0) }
  }

  static func words(of language: String) throws -> Forbidden {
    try #require(byLanguage[language], "a language without forbidden words, \(language)")
  }

  private static let byLanguage = [
    "de": german, "en": english, "es": spanish, "fr": french, "ru": russian
  ]

  private static let english = Forbidden(
    beginnings: [
      "cure", "treat", "heal", "therap", "strength", "strong", "improv", "measur", "detect",
      "monitor", "prove", "safe", "better", "prevent", "slow down the", "wrong", "fail", "must",
      "bad", "should have", "missed", "great", "amazing", "perfect", "excellent", "well done",
      "bravo", "as long as you can", "hold your breath", "lungs", "muscle", "oxygen"
    ],
    informal: ["sweetie", "honey", "buddy", "okay", "hey"],
    disclaimer: ["practice", " not ", "treatment"])

  private static let german = Forbidden(
    beginnings: [
      "heil", "geheilt", "behand", "therap", "kräftig", "stärk", "stark", "verbesser", "besser",
      "mess", "gemessen", "erkenn", "überwach", "beweis", "bewiesen", "sicher", "verhinder",
      "vorbeug", "falsch", "fehler gemacht", "versag", "müssen", "schlecht", "versäumt",
      "großartig", "toll", "super", "perfekt", "ausgezeichnet", "prima", "bravo", "gut gemacht",
      "so lange sie können", "halten sie den atem", "halten sie die luft", "lunge", "muskel",
      "sauerstoff"
    ],
    informal: [
      "du", "dich", "dir", "dein", "deine", "deinen", "deinem", "deiner", "drück", "drücke",
      "atme", "hör", "höre", "sing", "singe", "sprich", "setz", "warte", "zähle"
    ],
    disclaimer: ["übung", " keine ", "behandlung"])

  private static let french = Forbidden(
    beginnings: [
      "guéri", "soign", "traite", "thérap", "fortifi", "renforc", "plus fort", "amélior",
      "mieux", "meilleur", "mesur", "détect", "surveill", "prouv", "sûr", "sécurité", "empêch",
      "prévenir", "faux", "échou", "devez", "mauvais", "manqué", "formidable", "génial",
      "parfait", "excellent", "bravo", "bien joué", "super", "aussi longtemps que possible",
      "retenez", "poumon", "muscle", "oxygène"
    ],
    informal: [
      "tu", "te", "toi", "ton", "ta", "tes", "t'", "appuie", "respire", "inspire", "écoute",
      "chante", "expire", "assieds"
    ],
    disclaimer: ["exercice", " pas ", "traitement"])

  private static let spanish = Forbidden(
    beginnings: [
      "cura", "curar", "trata", "sana", "terap", "fortalec", "fuerte", "mejor", "medir", "mide",
      "medición", "detect", "vigil", "demostr", "probado", "segur", "evita", "previen", "mal",
      "fall", "debe", "perdi", "genial", "perfect", "excelente", "estupend", "bravo", "muy bien",
      "todo lo que pueda", "contenga", "aguante", "pulm", "múscul", "oxígeno"
    ],
    informal: [
      "tú", "te", "ti", "tu", "tus", "contigo", "pulsa", "respira", "inspira", "escucha",
      "canta", "siéntate", "descansa", "espera"
    ],
    disclaimer: [" no ", "tratamiento"])

  private static let russian = Forbidden(
    beginnings: [
      "лечит", "лечеб", "излеч", "вылеч", "исцел", "терапи", "укрепл", "усил", "улучш",
      "измер", "обнаруж", "доказ", "безопасн", "лучше", "предотвр", "слабост", "ошиблись",
      "неправильн", "плохо", "должн", "молодец", "отлично", "прекрасно", "умниц", "браво",
      "задержите", "сколько можете", "лёгкие", "мышц", "кислород"
    ],
    informal: [
      "ты", "тебя", "тебе", "тобой", "твой", "твоя", "твоё", "твои", "твоего", "твоей", "твоим",
      "нажми", "дыши", "вдохни", "выдохни", "слушай", "послушай", "отдохни", "сядь", "остановись",
      "подожди", "пой", "говори", "скажи"
    ],
    disclaimer: ["упражнение", " не ", "лечение"])
}

@Suite("Words the product never says")
struct ForbiddenWordsTests {
  @Test("No prompt claims, scolds or flatters", arguments: Voices.languages)
  func claims(language: String) throws {
    let pack = try Voices.pack(language)
    let forbidden = try Forbidden.words(of: language)
    for key in PromptKey.allCases {
      for sentence in Voices.sentences(key, in: pack) {
        let padded = " " + sentence.lowercased()
        if key == .safetyWhole && forbidden.isDisclaimer(padded) { continue }
        for word in forbidden.beginnings {
          #expect(!padded.contains(" " + word), "\(key.rawValue): \(sentence)")
        }
      }
    }
  }

  @Test("The safety words say that this is no treatment", arguments: Voices.languages)
  func disclaimer(language: String) throws {
    let safety = try Voices.pack(language).prompt(.safetyWhole)
    let forbidden = try Forbidden.words(of: language)
    let count = safety.count { forbidden.isDisclaimer($0.lowercased()) }
    #expect(count == 1, "\(safety)")
  }

  @Test("The person is addressed as one addresses an adult", arguments: Voices.languages)
  func formal(language: String) throws {
    let pack = try Voices.pack(language)
    let informal = try Forbidden.words(of: language).informal
    for key in PromptKey.allCases {
      for sentence in Voices.sentences(key, in: pack) {
        let words = sentence.lowercased().split { !$0.isLetter && $0 != "-" }.map(String.init)
        #expect(Set(words).isDisjoint(with: informal), "\(key.rawValue): \(sentence)")
      }
    }
  }
}
