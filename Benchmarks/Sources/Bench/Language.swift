// SPDX-License-Identifier: GPL-3.0-or-later
import Prompts
import Rehearsal
import Songs
import Speech

/// A language as the checkout ships it: prompts, phrases and songs.
package struct Language {
  package let code: String
  package let pack: LanguagePack
  package let phrases: [Prompts.Phrase]
  package let songs: [Song]

  package static let codes = ["en", "de", "fr", "es", "ru"]

  /// - Parameters:
  ///   - voices: the folder `Voices`.
  ///   - prompts: a file of prompts in place of the shipped one, to try other wordings.
  package init(_ code: String, voices: String, prompts: String? = nil) throws(Failure) {
    self.code = code
    let folder = "\(voices)/\(code)"
    let file = prompts ?? "\(folder)/prompts.txt"
    switch LanguagePack.parse(try TextFile.text(of: file), language: code, file: file) {
    case .success(let pack): self.pack = pack
    case .failure(let invalid): throw Failure("\(invalid.findings)")
    }
    let book = "\(folder)/phrases.txt"
    switch PhraseBook.parse(try TextFile.text(of: book), language: code, file: book) {
    case .success(let book): phrases = book.phrases
    case .failure(let invalid): throw Failure("\(invalid.findings)")
    }
    var songs: [Song] = []
    for name in try TextFile.names(in: "\(folder)/songs", ending: ".txt") {
      let path = "\(folder)/songs/\(name)"
      switch Song.parse(
        bytes: try TextFile.bytes(of: path), file: path, language: code, origin: .shipped)
      {
      case .success(let song): songs.append(song)
      case .failure(let invalid): throw Failure("\(invalid.findings)")
      }
    }
    self.songs = songs
  }

  /// The unit's voice for it, at the usual rate. Nothing is kept on disk.
  /// - Parameter upbeat: the program, which is its own speaking child.
  package func voice(_ upbeat: String) -> SpokenVoice {
    SpokenVoice(
      maker: SpeechMaker(
        program: upbeat, arguments: ["speak"], cacheDirectory: nil,
        timeLimitMilliseconds: 60_000),
      voice: pack.voice, wordsPerMinute: Self.wordsPerMinute)
  }

  /// The default of `speech rate`.
  package static let wordsPerMinute = 130

  /// Every sentence of every prompt, numbers filled in, by the prompt's key; in the file's order
  /// of keys.
  package var prompts: [(key: PromptKey, sentences: [String])] {
    PromptKey.allCases.map { key in
      var values = PromptValues()
      for placeholder in key.placeholders {
        values.numbers[placeholder] = SpokenNumber(Self.example(placeholder))
      }
      // A word of the language stands for names and values.
      for text in key.texts { values.texts[text] = pack.words(for: SpokenNumber(4)) }
      return (key, pack.prompt(key, values))
    }
  }

  /// Numbers as they come up: "thirty seconds", "two of three".
  private static func example(_ placeholder: Placeholder) -> Int {
    switch placeholder {
    case .seconds: 30
    case .minutes: 10
    case .hours: 2
    case .days: 4
    case .done: 2
    case .goal: 3
    case .line: 4
    case .firstLine: 2
    case .limit: 24
    case .count: 3
    case .lowest: 30
    case .highest: 100
    }
  }
}
