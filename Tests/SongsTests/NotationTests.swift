// SPDX-License-Identifier: GPL-3.0-or-later
import Songs
import Testing
import Timebase

@Suite("The notation of songs")
struct NotationTests {
  private func notes(_ degrees: String, _ words: String, _ header: String = "") throws -> [Song
    .Note]
  {
    try song("\(degrees)\n\(words)", header: header).lines.flatMap(\.notes)
  }

  @Test("Degrees are those of the major scale; , and ' right after one move it an octave")
  func degrees() throws {
    #expect(
      try notes("1 2 3 4 | 5 6 7 1' | 5, 1 1 1", "la la la la la la la la la la la la")
        .map(\.semitones) == [0, 2, 4, 5, 7, 9, 11, 12, -5, 0, 0, 0])
  }

  @Test("In minor 3, 6 and 7 are low, with a flat or without; a sharp raises")
  func minor() throws {
    #expect(
      try notes("1 3 6 7 | b3 ♭6 7b 7#", "la la la la la la la la", "mode: minor")
        .map(\.semitones) == [0, 3, 8, 10, 3, 8, 10, 11])
  }

  @Test("Lengths: - a beat more, . half as long again, / and _ half, 0 a rest, over bar lines too")
  func lengths() throws {
    let notes = try notes("1- 2. 3/ | 4/5_ 6. 0/ 1 | - - 2 -", "la la la la la la la la")
    #expect(
      notes.map(\.length) == [
        2, Rational(3, 2), Rational(1, 2), Rational(1, 2), Rational(1, 2), Rational(3, 2),
        Rational(1, 2), 3, 2
      ])
    #expect(notes[6].semitones == nil && notes[6].syllable == nil)
    #expect(notes[8].beat == 10)
  }

  @Test("An upbeat stands before the first bar line, and the last bar makes up for it")
  func upbeat() throws {
    let song = try song("1 | 2 1 4 3 | 2- 1\nDer Mond ist auf-ge-gan-gen", header: "upbeat: 1")
    #expect(song.lines[0].notes[0].beat == Rational(-1))
    #expect(song.end == 7)
  }

  @Test("Hyphens part syllables, _ holds one, ~ lets two words share a note")
  func syllables() throws {
    let notes = try notes("1 2 3 4 | 5 5 5 -", "Her-ze _ lacht, ¿dón-de~es-tá?")
    #expect(notes.map { $0.syllable?.sung } == ["Her", "ze", nil, "lacht", "dón", "dees", "tá"])
    #expect(notes.words == "Herze lacht, ¿dónde está?")
    #expect(notes[1].syllable?.beginsWord == false && notes[3].syllable?.beginsWord == true)
  }

  @Test("A hyphen before or after a hold keeps the word together")
  func heldInside() throws {
    #expect(try notes("1 2 3 4", "Fon-tan-_-ke").words == "Fontanke")
    #expect(try notes("1 2 3 4", "Fon-tan _ -ke").words == "Fontanke")
  }

  @Test("Notepad's and Word's ways are understood")
  func editors() throws {
    let plain = try song("1 2 ' 3 4 | 5––– |\nI can't find the way")
    let typed =
      "\u{FEFF}Title : A song\r\nTEMPO:\u{A0}60\r\n\r\n  1\u{A0}2 ’ 3 4 | 5––– |\r\n"
      + "I can’t find the\u{AD} way\r\n"
    #expect(try Song.parse(typed, file: "a.txt").get() == plain)
    let units = Array(typed.utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(try Song.parse(bytes: units, file: "a.txt").get() == plain)
  }

  @Test("Without a header but the title a song is in 4/4, in major, at 72, and of nobody")
  func defaults() throws {
    let song = try song("1 2 3 4\nla la la la", header: "")
    #expect(song.metre == .four && song.mode == .major && song.beatsPerMinute == 72)
    #expect(song.tags == [] && song.credits.words + song.credits.music + song.credits.source == "")
  }
}
