// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Glibc
import Prompts
import Rhythm
import Songs
import Timebase

/// Songs, phrases and words of a language as they are in the checkout.
struct ShippedVoice {
  static let languages = ["de", "en", "es", "fr", "ru"]

  struct Unreadable: Error {
    let path: String
  }

  let songs: [Song]
  let phrases: [Prompts.Phrase]
  private let pack: LanguagePack

  init(_ language: String) throws {
    let tests = #filePath.split(separator: "/").dropLast().joined(separator: "/")
    let folder = "/\(tests)/../../Voices/\(language)"
    pack = try LanguagePack.parse(
      Self.text("\(folder)/prompts.txt"), language: language, file: "prompts.txt"
    ).get()
    phrases = try PhraseBook.parse(
      Self.text("\(folder)/phrases.txt"), language: language, file: "phrases.txt"
    ).get().phrases
    songs = try Self.files(in: "\(folder)/songs").map { file in
      try Song.parse(Self.text("\(folder)/songs/\(file)"), file: file).get()
    }
  }

  func words(_ key: PromptKey) -> [String] { pack.prompt(key, [:]) }

  var singing: TherapeuticSinging.Words {
    TherapeuticSinging.Words(
      words: words(.singingWords), melody: words(.singingMelody),
      together: words(.singingTogether), helper: words(.cueHelper), you: words(.cueYou))
  }

  func speech(rate: Int) -> RhythmicSpeechCueing.Words {
    RhythmicSpeechCueing.Words(
      phrase: words(.speechPhrase), model: words(.speechModel), tap: words(.speechTap),
      mouth: words(.speechMouth), together: words(.speechTogether), fade: words(.speechFade),
      alone: words(.speechAlone), sentence: words(.speechSentence), helper: words(.cueHelper),
      you: words(.cueYou), speechRate: rate)
  }

  func oralMotor(rate: Int) -> OralMotor.Words {
    OralMotor.Words(
      listen: words(.oralMotorListen), now: words(.oralMotorNow),
      instructions: [
        .loosen: words(.oralMotorLoosen), .hum: words(.oralMotorHum),
        .soft: words(.oralMotorSoft), .open: words(.oralMotorOpen),
        .glide: words(.oralMotorGlide), .syllables: words(.oralMotorSyllables),
        .quick: words(.oralMotorQuick), .wind: words(.oralMotorWind)
      ],
      syllables: Prosody(spelling: words(.oralMotorSyllablesSound).joined(separator: " ")),
      quick: Prosody(spelling: words(.oralMotorQuickSound).joined(separator: " ")),
      speechRate: rate)
  }

  private static func files(in path: String) throws -> [String] {
    guard let folder = opendir(path) else { throw Unreadable(path: path) }
    defer { closedir(folder) }
    var files: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasSuffix(".txt") { files.append(name) }
    }
    return files.sorted()
  }

  private static func text(_ path: String) throws -> String {
    guard let file = fopen(path, "r") else { throw Unreadable(path: path) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 {
      bytes += chunk[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Prosody {
  /// By groups of vowels: near enough to how a voice speaks it to plan by.
  init(spelling text: String) {
    var syllables: [Syllable] = []
    for word in text.split(separator: " ") {
      var isInVowel = false
      var isFirst = true
      for letter in word.lowercased() {
        let isVowel = "aeiouyäöüáéíóúàèùâêîôûœëïаеёиоуыэюя".contains(letter)
        if isVowel, !isInVowel {
          // Not quite even.
          let vowel = FrameCount.milliseconds(220 * syllables.count + syllables.count % 3 * 40)
          syllables.append(
            Syllable(text: "a", vowel: vowel, isStressed: isFirst, beginsWord: isFirst))
          isFirst = false
        }
        isInVowel = isVowel
      }
    }
    self.init(text: text, syllables: syllables, tail: .milliseconds(400))
  }
}
