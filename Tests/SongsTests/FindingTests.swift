// SPDX-License-Identifier: GPL-3.0-or-later
import Songs
import Testing

private let good = "title: A song\n1 2 3 4\nla la la la\n"

@Suite("What is wrong with a song")
struct FindingTests {
  @Test("A wrong degree is found where it stands")
  func degree() {
    #expect(
      findings("title: A\n1 8 3 4 5\nla la la la\n") == [
        "2:3: '8' among the degrees, expected 1 to 7, 0 for a rest, - . / | ' ,"
      ])
  }

  @Test("A syllable too few or too many is found with both counts")
  func syllables() {
    #expect(
      findings("title: A\n1 2 3 4\nla la la\n") == [
        "3:9: 3 syllables under 4 notes, expected 4, with _ where one is held"
      ])
    #expect(
      findings("title: A\n1 2 3 4\nla la la la, lo\n") == [
        "3:14: 5 syllables under 4 notes, expected 4, with _ where one is held"
      ])
    #expect(
      findings("title: A\n1 2 3 4\n1 2 3 4\nla la la la\n") == [
        "2:8: no syllables under this line, expected a line of syllables after it"
      ])
    #expect(
      findings("title: A\n1 2 3 4\n_ la la la\n")
        == ["3:1: '_' at the start of a line, expected a syllable"])
  }

  @Test("Every uneven bar is found, and the ones after it are counted afresh")
  func bars() {
    #expect(
      findings("title: A\n1 2 3 | 1 2 3 4 | 1 2 3 4 5 |\nla la la la la la la la la la la la\n")
        == [
          "2:7: a bar of 3 beats, expected 4 of them", "2:29: a bar of 5 beats, expected 4 of them"
        ])
    #expect(
      findings("title: A\n1 2 3 4. |\nla la la la\n") == [
        "2:10: a bar of 4.5 beats, expected 4 of them"
      ])
  }

  @Test("An unknown key names the nearest known one; one that comes twice names the first")
  func keys() {
    #expect(
      findings("titel: A\n" + good) == [
        "1:1: unknown key 'titel', expected a key of Docs/Songs.md, perhaps 'title'"
      ])
    #expect(
      findings("tempo: 60\ntempo: 61\n" + good) == [
        "2:1: key 'tempo' again, expected each key once; it is on line 1"
      ])
  }

  @Test(
    "A value that cannot be is found with those that can",
    arguments: [
      ("metre: 6/8", "1:8: metre '6/8', expected 2/4, 3/4, 4/4"),
      ("mode: dorian", "1:7: mode 'dorian', expected major, minor"),
      ("tempo: 120", "1:8: tempo '120', expected a whole number from 50 to 100"),
      ("upbeat: 4", "1:9: upbeat '4', expected beats before the first bar line, less than 4"),
      ("tags: sad", "1:7: tag 'sad', expected child, death, christmas, none"),
      (
        "just words",
        "1:1: 'just words', expected 'key: value', a line of degrees such as 1 2 3, or '# comment'"
      )
    ])
  func values(line: String, finding: String) {
    #expect(findings(line + "\n" + good) == [finding])
  }

  @Test("A range wider than a seventh is found in a shipped song, unless it is for children")
  func range() {
    let wide = "title: A\nwords: B\nmusic: C\nsource: D\n1 1' 1 1\nla la la la\n"
    #expect(
      findings(wide, origin: .shipped) == [
        "5:1: a range of 12 semitones, expected at most 11, or the tag child"
      ])
    #expect(findings("tags: child\n" + wide, origin: .shipped) == [])
    #expect(findings(wide) == [])
    #expect(
      findings("title: A\n1 5' 1 1\nla la la la\n")
        == ["2:1: a range of 19 semitones, expected at most 18"])
  }

  @Test("Missing credits are found in a shipped song only")
  func credits() {
    #expect(findings(good) == [])
    #expect(findings(good, origin: .shipped).count == 3)
  }

  @Test(
    "Another script, emoji, digits, markup and phoneme brackets are found",
    arguments: [
      ("en", "ля la la la", 1), ("ru", "la ля ля ля", 1), ("en", "la 🎵 la la", 4),
      ("en", "la <b>la la", 4), ("en", "la [[la la la", 4), ("en", "la 2b la la", 4),
      ("en", "歌 la la la", 1)
    ])
  func script(language: String, words: String, column: Int) {
    let found = findings("title: A\n0 1 2 3\n\(words)\n", language: language)
    #expect(found.contains { $0.hasPrefix("3:\(column): ") && $0.contains("among the words") })
  }

  @Test("Without a language one script may be used, not two")
  func mixed() {
    #expect(findings("title: A\n1 2\nla ля\n").contains { $0.hasPrefix("3:4: 'л'") })
  }

  @Test("A breath inside a word is found")
  func breath() {
    #expect(
      findings("title: A\n1 2 ' 3 4\nla-la-la la\n")
        == ["2:7: a breath inside a word, expected it between two words"])
  }

  @Test("A word held longer than eight seconds is found")
  func long() {
    #expect(
      findings("title: A\ntempo: 60\n1--- | ---- | - 2 3 4\nla la la la\n")
        == ["3:1: a word held longer than 8 seconds, expected shorter notes"])
  }

  @Test("A program, a picture and a file too large are said to be no songs")
  func notText() {
    #expect(
      findings("MZ\u{0}\u{3}") == ["1:1: a file that is not text, expected a song in plain text"])
    #expect(
      findings(String(repeating: "1 ", count: 40_000))
        == ["1:1: a file larger than 64 KiB, expected a song in plain text"])
    let picture: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0xFF]
    guard case .failure(let invalid) = Song.parse(bytes: picture, file: "a.png") else {
      Issue.record("a picture was taken for a song")
      return
    }
    #expect(invalid.findings.map(\.found) == ["a file that is not text"])
  }

  @Test("An empty file says what is missing; a file of rubbish has fifty findings at most")
  func bounds() {
    #expect(findings("").count == 2)
    #expect(findings(String(repeating: "rubbish\n", count: 390)).count == 50)
    #expect(findings(String(repeating: "\n", count: 500)).count == 1)
    let line = "1---|2---|3---|4---|5---|1---|2---|3---|4---|5---\nla la la la la la la la la la\n"
    #expect(
      findings("title: A\n" + String(repeating: line, count: 13))
        == ["26:1: a song of 520 beats, expected at most 512"])
  }
}

@Suite("Songs that were damaged")
struct DamagedSongTests {
  @Test(
    "A shipped song with bytes changed, dropped or doubled is read, or each finding has its line")
  func fuzz() throws {
    var generator = SplitMix64(seed: 20_261_123)
    let marks = Array("0123456789|'-,./_#b:~ \n\u{FEFF}é🎵\0".utf8)
    var unread = 0
    for file in try SongFiles.all() {
      for _ in 0..<60 {
        var bytes = file.bytes
        for _ in 0...Int.random(in: 0..<4, using: &generator) {
          let place = Int.random(in: bytes.indices, using: &generator)
          switch Int.random(in: 0..<3, using: &generator) {
          case 0: bytes[place] = marks.randomElement(using: &generator) ?? 0
          case 1: bytes.remove(at: place)
          default: bytes.insert(contentsOf: bytes[place...].prefix(9), at: place)
          }
        }
        let result = Song.parse(
          bytes: bytes, file: file.name, language: file.language, origin: .shipped)
        guard case .failure(let invalid) = result else { continue }
        unread += 1
        let isPlaced = invalid.findings.allSatisfy {
          (1...450).contains($0.line) && $0.column >= 1 && !$0.found.isEmpty
            && !$0.description.contains { $0.isNewline }
        }
        #expect(isPlaced && !invalid.findings.isEmpty, "\(file.name)")
      }
    }
    #expect(unread > 300)
  }
}
