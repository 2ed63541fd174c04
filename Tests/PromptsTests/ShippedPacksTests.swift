// SPDX-License-Identifier: GPL-3.0-or-later
import Prompts
import Testing

@Suite("The language packs that are shipped")
struct ShippedPacksTests {
  @Test("A pack has no finding", arguments: Voices.languages)
  func complete(language: String) throws {
    let text = try Voices.text(language)
    switch LanguagePack.parse(text, language: language, file: "\(language)/prompts.txt") {
    case .success(let pack):
      #expect(pack.language == language)
      #expect(!pack.voice.isEmpty && !pack.name.isEmpty)
    case .failure(let invalid):
      Issue.record(
        Comment(rawValue: invalid.findings.map(\.description).joined(separator: "\n")))
    }
  }

  @Test("Every prompt is spoken, in sentences of at most ten words", arguments: Voices.languages)
  func short(language: String) throws {
    let pack = try Voices.pack(language)
    for key in PromptKey.allCases {
      let sentences = Voices.sentences(key, in: pack)
      #expect(key.role.sentenceCount.contains(sentences.count), "\(key.rawValue)")
      for sentence in sentences {
        let words = sentence.split(separator: " ").count
        #expect((1...key.role.wordLimit).contains(words), "\(key.rawValue): \(sentence)")
        #expect(!sentence.contains { "{}|<>[]&!".contains($0) }, "\(key.rawValue): \(sentence)")
      }
    }
  }

  @Test("Cue words are at most three words", arguments: Voices.languages)
  func cueWords(language: String) throws {
    let pack = try Voices.pack(language)
    for key in PromptKey.allCases where key.rawValue.hasPrefix("cue.") {
      let sentences = pack.prompt(key)
      #expect(sentences.count == 1)
      #expect((sentences.first ?? "").split(separator: " ").count <= 3, "\(key.rawValue)")
      #expect(key.role == .cue, "\(key.rawValue)")
    }
  }

  @Test("The same thing is asked for with the same words everywhere", arguments: Voices.languages)
  func sameWording(language: String) throws {
    let pack = try Voices.pack(language)
    #expect(pack.prompt(.waitingGoOn) == pack.prompt(.listGoOn))
    #expect(pack.prompt(.waitingListen) == pack.prompt(.listListen))
    #expect(pack.prompt(.stoppedBreathe) == pack.prompt(.cueRest))
    #expect(pack.prompt(.safetyWhole).contains(pack.prompt(.safetyShort)[0]))
  }

  @Test("The safety words say all six rules", arguments: Voices.languages)
  func safety(language: String) throws {
    #expect(try Voices.pack(language).prompt(.safetyWhole).count == 6)
  }

  @Test("The English wording is the wording of the session's description")
  func english() throws {
    let pack = try Voices.pack("en")
    #expect(pack.prompt(.waitingBegin) == ["Press to begin."])
    #expect(
      pack.prompt(.waitingByItself, [.seconds: 30]) == [
        "Quiet music begins in thirty seconds.", "Press to begin the practice."
      ])
    #expect(
      pack.prompt(.faultSoundLost) + pack.prompt(.waitingGoOn)
        == ["The sound was lost.", "Press to go on."])
    #expect(pack.prompt(.farewellWeek, [.done: 2, .goal: 3]) == ["This week: two of three."])
    #expect(pack.prompt(.farewellWeekDays, [.days: 4]) == ["This week: four days."])
    #expect(pack.prompt(.lockedGapHours, [.hours: 1]) == ["You can practise again in one hour."])
    #expect(
      pack.prompt(.lockedGapMinutes, [.minutes: 45])
        == ["You can practise again in forty five minutes."])
  }
}

@Suite("Words the product never says")
struct ForbiddenWordsTests {
  /// Claims of `clinical.md`, blame and inflated praise, as the beginnings of words.
  private static let english = [
    "cure", "treat", "heal", "therap", "strength", "stronger", "improv", "measur", "detect",
    "monitor", "prove", "safe", "better", "prevent", "slow down the", "wrong", "fail", "must",
    "bad", "should have", "missed", "great", "amazing", "perfect", "excellent", "well done",
    "bravo",
    "as long as you can", "hold your breath", "lungs", "muscle", "oxygen"
  ]
  private static let russian = [
    "лечит", "лечеб", "излеч", "вылеч", "исцел", "терапи", "укрепл", "усил", "улучш", "измер",
    "обнаруж", "доказ", "безопасн", "лучше", "предотвр", "слабост", "ошиблись", "неправильн",
    "плохо", "должн", "молодец", "отлично", "прекрасно", "умниц", "браво", "задержите",
    "сколько можете", "лёгкие", "мышц", "кислород"
  ]

  @Test("No prompt claims, scolds or flatters", arguments: Voices.languages)
  func claims(language: String) throws {
    let pack = try Voices.pack(language)
    let forbidden = language == "en" ? Self.english : Self.russian
    for key in PromptKey.allCases {
      for sentence in Voices.sentences(key, in: pack) where !Self.disclaimers.contains(sentence) {
        let padded = " " + sentence.lowercased()
        for word in forbidden {
          #expect(!padded.contains(" " + word), "\(key.rawValue): \(sentence)")
        }
      }
    }
  }

  /// The one place where treatment is named, to say that this is none.
  private static let disclaimers = [
    "This is practice, not treatment.", "Это упражнение, а не лечение."
  ]

  @Test("The disclaimer is part of the safety words", arguments: Voices.languages)
  func disclaimer(language: String) throws {
    let safety = try Voices.pack(language).prompt(.safetyWhole)
    #expect(safety.contains { Self.disclaimers.contains($0) })
  }

  @Test("Russian addresses the person with «вы», never «ты»")
  func formal() throws {
    let informal = [
      "ты", "тебя", "тебе", "тобой", "твой", "твоя", "твоё", "твои", "твоего", "твоей", "твоим",
      "нажми", "дыши", "вдохни", "выдохни", "слушай", "послушай", "отдохни", "сядь", "остановись",
      "подожди", "пой"
    ]
    let pack = try Voices.pack("ru")
    for key in PromptKey.allCases {
      for sentence in Voices.sentences(key, in: pack) {
        let words = sentence.lowercased().split { !$0.isLetter && $0 != "-" }.map(String.init)
        #expect(Set(words).isDisjoint(with: informal), "\(key.rawValue): \(sentence)")
      }
    }
  }
}
