// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Songs
import Testing
import Timebase

@Suite("Phrases and their place")
struct PhraseTests {
  private func phrases(_ music: String, seconds: Int) throws -> [String] {
    try song(music).phrases(at: Tempo(60), limit: .seconds(seconds)).map(\.words)
  }

  @Test(
    "Where the parts between breath marks fit, it is cut at marks alone, as evenly as they let it")
  func breathMarks() throws {
    let music = "1 2 ' 3 4 | 5 4 ' 3 2 |\nOne two three four five six se-ven"
    #expect(try phrases(music, seconds: 8) == ["One two three four five six seven"])
    #expect(
      try phrases(music, seconds: 6) == ["One two three four five six", "seven"])
    #expect(try phrases(music, seconds: 4) == ["One two", "three four five six", "seven"])
  }

  @Test("Where they do not, it is cut before words, and marks are where it is cut first")
  func marksAndWords() throws {
    let music = "1 2 3 4 | 5 ' 4 3 2 |\nOne-ness two-ness three four-ness five"
    #expect(try phrases(music, seconds: 5) == ["Oneness twoness three", "fourness five"])
    #expect(try phrases(music, seconds: 4) == ["Oneness twoness", "three fourness five"])
  }

  @Test("Without a mark it is cut before a word, into even parts on a bar line")
  func words() throws {
    let even = "1 2 3 4 | 5 4 3 2 |\nEin-mal zwei-mal drei-mal vier-mal"
    #expect(try phrases(even, seconds: 6) == ["Einmal zweimal", "dreimal viermal"])
    let upbeat = "0 0 1 2 | 3 4 5 4 | 3 2 0 0 |\nEin-mal zwei-mal drei-mal vier-mal"
    #expect(try phrases(upbeat, seconds: 6) == ["Einmal zweimal", "dreimal viermal"])
  }

  @Test("A comma draws the cut, a short word pushes it away, and no scrap is left but a clause")
  func goodPlaces() throws {
    #expect(
      try phrases("1 2 3 4 | 5 4 3 2 |\nO-ver there, be-hind the trees now", seconds: 6)
        == ["Over there,", "behind the trees now"])
    #expect(
      try phrases("1 2 3 4 | 5 4 3 2 |\nUn-der green leaves the ro-ses grow", seconds: 6)
        == ["Under green leaves", "the roses grow"])
    #expect(
      try phrases("1- 2- | 3 4 5 4 |\nRo-ses, how red they are", seconds: 6)
        == ["Roses,", "how red they are"])
    #expect(
      try phrases("1 2 3 4 | 5 4 3 2 |\nMo-ther went o-ver the mea-dow", seconds: 6)
        == ["Mother went over", "the meadow"])
  }

  @Test(
    "A long last note is let go on a beat where that saves a cut, after half of it at the earliest")
  func lettingGo() throws {
    let music = "1 2 3 4 | 5--- |\nOne two three four five"
    func lengths(_ seconds: Int) throws -> [Rational] {
      try song(music).phrases(at: Tempo(60), limit: .seconds(seconds)).map(\.length)
    }
    #expect(try lengths(8) == [8])
    #expect(try lengths(7) == [7])
    #expect(try lengths(6) == [6])
    #expect(try lengths(5).count == 2)
  }

  @Test("A word is never broken")
  func longWord() throws {
    #expect(
      try phrases("1 2 3 4 | 5 4 3- |\nOne ma-ca-ro-ni two two", seconds: 2)
        == ["One", "macaroni", "two", "two"])
  }

  @Test("Rests at the ends of a phrase are not sung")
  func rests() throws {
    let song = try song("0 1 2 0 | 0 3 4 0 |\nOne two three four")
    let phrases = song.phrases(at: Tempo(60), limit: .seconds(4))
    #expect(phrases.map(\.beat) == [1, 5])
    #expect(phrases.map(\.length) == [2, 2])
  }

  @Test("Every note of every shipped song is in one phrase, whatever the limit")
  func complete() throws {
    for file in try SongFiles.all() {
      let song = try file.result.get()
      let sung = song.lines.flatMap(\.notes).filter { $0.semitones != nil }
      for seconds in 2...8 {
        let phrases = song.phrases(at: Tempo(song.beatsPerMinute), limit: .seconds(seconds))
        var notes = phrases.flatMap(\.notes).filter { $0.semitones != nil }
        #expect(notes.count == sung.count, "\(file.name)")
        for (index, note) in zip(notes.indices, sung) {
          #expect(notes[index].length >= note.length * Rational(1, 2), "\(file.name)")
          notes[index].length = note.length
        }
        #expect(notes == sung, "\(file.name)")
      }
    }
  }

  @Test("The lowest note is never under B2, in a high voice never under G3")
  func placement() throws {
    for file in try SongFiles.all() {
      let song = try file.result.get()
      for voice in Placement.Voice.allCases {
        let placement = Placement(song, voice: voice)
        let lowest = placement.pitch(song.range.lowerBound)
        #expect(lowest >= (voice == .low ? 47 : 55) && lowest <= voice.lowest + 7, "\(file.name)")
      }
    }
  }

  @Test("A key moves the song by so many semitones, six at most")
  func key() throws {
    let song = try song("1 2 3 4\nla la la la")
    let tonic = Placement(song, voice: .low).tonic
    #expect(Placement(song, voice: .low, key: -2).tonic == tonic - 2)
    #expect(Placement(song, voice: .low, key: 99).tonic == tonic + 6)
  }
}

@Suite("The choice of a song")
struct SongChoiceTests {
  private func titled(_ title: String, _ tags: String = "none") throws -> Song {
    try Song.parse("title: \(title)\ntags: \(tags)\n1 2 3 4\nla la la la", file: "a").get()
  }

  @Test("Songs take turns, the first after the last; tagged ones only where they are asked for")
  func turns() throws {
    let songs = try [titled("A"), titled("B", "death"), titled("C"), titled("D", "child")]
    func next(_ last: String?, _ allowed: Set<Song.Tag> = []) -> String? {
      SongChoice.next(among: songs, after: last, allowed: allowed)?.title
    }
    #expect(next(nil) == "A")
    #expect(next("A") == "C")
    #expect(next("C") == "A")
    #expect(next("A", [.death]) == "B")
    #expect(next("C", [.child]) == "D")
    #expect(next("gone") == "A")
  }

  @Test("A single song comes again; of none there is none")
  func few() throws {
    #expect(try SongChoice.next(among: [titled("A")], after: "A")?.title == "A")
    #expect(SongChoice.next(among: [], after: nil) == nil)
    #expect(try SongChoice.next(among: [titled("A", "child")], after: nil) == nil)
  }
}
