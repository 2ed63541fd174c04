// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Songs
import Testing
import Timebase

@Suite("The shipped songs")
struct ShippedSongsTests {
  @Test("Every one is read without a finding")
  func findings() throws {
    let findings = try SongFiles.all().flatMap { file -> [String] in
      if case .failure(let invalid) = file.result {
        invalid.findings.map(\.description)
      } else {
        []
      }
    }
    #expect(findings == [])
  }

  @Test(
    "Each language has songs for grown people, at any season",
    arguments: [("de", 5), ("en", 5), ("es", 5), ("fr", 5), ("ru", 5)])
  func counts(language: String, atLeast count: Int) throws {
    let untagged = try SongFiles.all().filter { file in
      try file.language == language && file.result.get().tags.isEmpty
    }
    #expect(untagged.count >= count)
  }

  @Test("Each names its words, its music, where they stand, and that a musician is to check it")
  func credits() throws {
    for file in try SongFiles.all() {
      let credits = try file.result.get().credits
      #expect(credits.words.count > 5 && credits.music.count > 5, "\(file.name)")
      #expect(credits.source.count > 5, "\(file.name)")
      #expect(file.text.hasPrefix("# To be checked by a musician.\n"), "\(file.name)")
    }
  }

  @Test("None spans more than a seventh, those for children an octave and a half")
  func range() throws {
    for file in try SongFiles.all() {
      let song = try file.result.get()
      let range = song.range.upperBound - song.range.lowerBound
      #expect(range >= 7 && range <= (song.tags.contains(.child) ? 18 : 11), "\(file.name)")
    }
  }

  @Test("Each is at 60 to 84 beats a minute")
  func tempo() throws {
    for file in try SongFiles.all() {
      #expect(try (60...84).contains(file.result.get().beatsPerMinute), "\(file.name)")
    }
  }

  @Test("At its tempo every phrase fits into the usual five seconds, or is a single word")
  func phrases() throws {
    for file in try SongFiles.all() {
      let song = try file.result.get()
      let tempo = Tempo(song.beatsPerMinute)
      for phrase in song.phrases(at: tempo, limit: .seconds(5)) {
        let seconds = (phrase.length * tempo.framesPerBeat / Rational(48_000)).double
        let words = phrase.notes.count { $0.syllable?.beginsWord ?? false }
        #expect(seconds <= 5.001 || words == 1, "\(file.name): \(phrase.words) takes \(seconds) s")
      }
    }
  }

  @Test("Every sung syllable has a vowel of its own")
  func vowels() throws {
    let vowels = Set("aeiouyäöüáéíóúàâèêëîïôûùœæаеёиоуыэюя")
    for file in try SongFiles.all() {
      for syllable in try file.result.get().lines.flatMap(\.notes).compactMap(\.syllable) {
        #expect(
          syllable.sung.lowercased().contains { vowels.contains($0) }, "\(file.name): \(syllable)")
      }
    }
  }

  @Test("No title comes twice in a language, and none of the songs under copyright is there")
  func titles() throws {
    let forbidden = [
      "катюша", "подмосковные", "ёлочка", "cielito", "sunshine", "happy birthday"
    ]
    for language in SongFiles.languages {
      let titles = try SongFiles.all().filter { $0.language == language }
        .map { try $0.result.get().title.lowercased() }
      #expect(Set(titles).count == titles.count)
      #expect(!titles.contains { title in forbidden.contains { title.contains($0) } })
    }
  }

  @Test("Each says whether it was compared with a printed edition")
  func sources() throws {
    for file in try SongFiles.all() {
      let source = try file.result.get().credits.source
      #expect(source.contains("compared") || source.contains("сверена"), "\(file.name)")
    }
  }

  @Test("None sings of drink or tobacco")
  func sober() throws {
    let named = ["водк", "пьян", "вино", "tabac", "tabak", "wine", "beer", " vin ", "bebamos"]
    for file in try SongFiles.all() {
      let words = try file.result.get().lines.map { $0.notes.words.lowercased() }
        .joined(separator: " ")
      #expect(!named.contains { words.contains($0) }, "\(file.name)")
    }
  }

  @Test("Nursery songs, funeral songs and carols are tagged")
  func tags() throws {
    #expect(try SongFiles.song("en", "when-the-saints").tags == [.death])
    #expect(try SongFiles.song("en", "jingle-bells").tags == [.christmas])
    #expect(try SongFiles.song("es", "riu-riu-chiu").tags == [.christmas])
    for (language, name) in [
      ("en", "are-you-sleeping"), ("de", "bruder-jakob"), ("fr", "frere-jacques"),
      ("es", "martinillo")
    ] {
      #expect(try SongFiles.song(language, name).tags == [.child])
    }
  }

  @Test("The Ode's first line is 3 3 4 5, 5 4 3 2 and its words are whole")
  func ode() throws {
    let song = try SongFiles.song("de", "freude-schoener-goetterfunken")
    #expect(song.lines[0].notes.map(\.semitones) == [4, 4, 5, 7, 7, 5, 4, 2])
    #expect(song.lines[0].notes.words == "Freude, schöner Götterfunken,")
    #expect(song.lines[3].notes.last?.semitones == 0)
  }
}
