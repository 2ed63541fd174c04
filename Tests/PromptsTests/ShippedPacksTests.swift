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
        let words = sentence.split(whereSeparator: \.isWhitespace).count {
          $0.contains(where: \.isLetter)
        }
        #expect((1...key.role.wordLimit).contains(words), "\(key.rawValue): \(sentence)")
        #expect(!sentence.contains { "{}|<>[]&".contains($0) }, "\(key.rawValue): \(sentence)")
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

  @Test("A cue word is said for one thing only", arguments: Voices.languages)
  func cueWordsDiffer(language: String) throws {
    let pack = try Voices.pack(language)
    let cues: [[PromptKey]] = [
      [.cueIn, .cueInShort], [.cueInDeep], [.cuePause], [.cueOut, .cueOutShort], [.cueRest],
      [.cueYou], [.cueHelper]
    ]
    let spoken = cues.map { Set($0.flatMap { pack.prompt($0) }) }
    #expect(Set(spoken.joined()).count == spoken.map(\.count).reduce(0, +), "\(spoken)")
  }

  @Test("No two items of a list or a question sound the same", arguments: Voices.languages)
  func itemsDiffer(language: String) throws {
    let pack = try Voices.pack(language)
    let items = PromptKey.allCases.filter { $0.role == .item }.map { pack.prompt($0)[0] }
    #expect(Set(items).count == items.count, "\(items)")
  }

  @Test("Sounds are bare: letters and commas", arguments: Voices.languages)
  func sounds(language: String) throws {
    let pack = try Voices.pack(language)
    for key in PromptKey.allCases where key.role == .sound {
      let sound = pack.prompt(key)[0]
      let isBare = sound.allSatisfy { $0.isLetter || " ,-'’".contains($0) }
      #expect(isBare, "\(key.rawValue): \(sound)")
    }
    let numbers = pack.prompt(.measuringCountNumbers)[0].split(separator: ",")
    #expect(numbers.count == 20, "from one to twenty")
    #expect(pack.prompt(.oralMotorSyllablesSound)[0].split(separator: ",").count == 5)
    #expect(pack.prompt(.oralMotorQuickSound)[0].split(separator: ",").count == 3)
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
