// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Songs
import Testing
import Timebase

@Suite("The accompaniment")
struct AccompanimentTests {
  /// `0 38`: the bass notes of a stretch, at their beats.
  private func basses(_ events: [Score.Event]) -> [String] {
    tones(events).filter { $0.tone.instrument == .bass }
      .map { "\($0.beat) \(($0.tone.pitch - 36) % 12)" }
  }

  private func tones(_ events: [Score.Event]) -> [(beat: Rational, tone: Tone)] {
    events.compactMap { event in
      if case .tone(let tone) = event.kind { (event.beat, tone) } else { nil }
    }
  }

  /// With its tonic on C, so that the bass is 0 for I, 5 for IV, 7 for V.
  private func inC(_ song: Song) -> Accompaniment {
    let tonic = Placement(song, voice: .low).tonic % 12
    let key = tonic > 6 ? 12 - tonic : -tonic
    return Accompaniment(
      song, placement: Placement(song, voice: .low, key: key), instrument: .piano)
  }

  @Test("A line that ends on 2 opens to V; one that ends on 1 closes V to I")
  func cadences() throws {
    let song = try song(
      "3 3 4 5 | 3 2 2- |\nla la la la la la la\n3 3 4 5 | 2. 1/ 1- |\nla la la la la la la")
    let backing = inC(song)
    #expect(basses(backing.underMelody(from: 4, to: 8)).last == "2 7")
    #expect(basses(backing.underMelody(from: 12, to: 16)) == ["0 7", "2 0"])
  }

  @Test("Bass on the bar line, chords on the other beats, within C2–C3 and C3–C5")
  func pattern() throws {
    for file in try SongFiles.all() {
      let song = try file.result.get()
      let backing = Accompaniment(
        song, placement: Placement(song, voice: .high), instrument: .guitar)
      let start = song.lines[0].notes[0].beat
      for (beat, tone) in tones(backing.underMelody(from: start, to: song.end)) {
        if tone.instrument == .bass {
          #expect((36...48).contains(tone.pitch))
        } else {
          #expect((48...72).contains(tone.pitch))
          #expect(song.metre == .two || song.metre.beatInBar(start + beat) != .zero)
        }
      }
    }
  }

  @Test("It sounds on every beat, from the first note to the last, and in the breathing bars")
  func neverStops() throws {
    for file in try SongFiles.all() {
      let song = try file.result.get()
      let backing = inC(song)
      let phrases = song.phrases(at: Tempo(song.beatsPerMinute), limit: .seconds(5))
      for (phrase, next) in zip(phrases, phrases.dropFirst()) {
        let rest = next.beat - phrase.end + Rational(song.metre.beats)
        let under = backing.underMelody(from: phrase.beat, to: phrase.end)
        let between = backing.breathing(after: phrase, before: next, beats: rest)
        let heard = Set(
          under.map { phrase.beat + $0.beat } + between.map { phrase.end + $0.beat })
        let first = phrase.beat.floor + (Rational(phrase.beat.floor) < phrase.beat ? 1 : 0)
        var beat = first
        while Rational(beat) < phrase.end + rest {
          #expect(heard.contains(Rational(beat)), "\(file.name) at \(beat)")
          beat += 1
        }
      }
    }
  }

  @Test("Two notes on the last beat of a rest climb by step to the next phrase")
  func lift() throws {
    let song = try song("1 2 3 4 | 5---|\nla la la la la\n3 2 1 1|1---|\nla la la la la")
    let phrases = song.phrases(at: Tempo(60), limit: .seconds(8))
    let events = inC(song).breathing(after: phrases[0], before: phrases[1], beats: 4)
    let lift = tones(events).filter { $0.tone.instrument == .bell }
    #expect(lift.map(\.beat) == [3, Rational(7, 2)])
    #expect(lift.map { $0.tone.pitch % 12 } == [0, 2])
  }
}
