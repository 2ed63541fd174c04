// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Testing
import Timebase

/// Layers, form and variation.
struct BreathMusicLayerTests {
  private static let patterns = [
    BreathPattern(inBeats: 1, pauseBeats: 0, outBeats: 1),
    BreathPattern(inBeats: 2, pauseBeats: 0, outBeats: 3),
    BreathPattern(inBeats: 2, pauseBeats: 1, outBeats: 4),
    BreathPattern(inBeats: 4, pauseBeats: 2, outBeats: 6),
    BreathPattern(inBeats: 8, pauseBeats: 0, outBeats: 16)
  ]
  private static let seeds = [0, 1, 7, 20_780, -3]
  private static let layers = 1...BreathArrangement.mostLayers

  /// How often each tone is there, loudness aside.
  private func notes(_ bar: BreathMusicBar) -> [[Rational]: Int] {
    bar.tones.reduce(into: [:]) { $0[$1.note, default: 0] += 1 }
  }

  @Test("A layer more adds tones and takes none away", arguments: PieceID.allCases)
  func aLayerMoreAdds(piece: PieceID) {
    for pattern in Self.patterns {
      for seed in Self.seeds {
        for cycle in 1...32 {
          let bars = Self.layers.map {
            BreathMusicBar(piece, pattern, cycle: cycle, layers: $0, seed: seed)
          }
          for (fewer, more) in zip(bars, bars.dropFirst()) {
            let all = notes(more)
            #expect(notes(fewer).allSatisfy { all[$0.key, default: 0] >= $0.value })
            if pattern.beats > 2 { #expect(more.tones.count > fewer.tones.count || cycle > 16) }
          }
        }
      }
    }
  }

  @Test("They come in the composer's order: bass, broken chord, counter-melody, answer")
  func theyComeInThe() {
    let pattern = BreathPattern(inBeats: 4, pauseBeats: 0, outBeats: 6)
    for piece in PieceID.allCases {
      let table = BreathMusicTable[piece]
      let bars = Self.layers.map { BreathMusicBar(piece, pattern, layers: $0) }
      func added(_ layer: Int) -> [BreathMusicBar.Heard] {
        let before = Set(bars[layer - 2].tones)
        return bars[layer - 1].tones.filter { !before.contains($0) }
      }
      #expect(!bars[0].tones(.swell).isEmpty)
      #expect(!bars[0].tones(table.sustained).isEmpty)
      #expect(Set(added(2).map(\.instrument)) == [.bass])
      #expect(Set(added(3).map(\.instrument)) == [table.struck])
      #expect(added(3).allSatisfy { $0.end - $0.onset == Rational(1, 2) && $0.gain <= -12 })
      #expect(Set(added(4).map(\.instrument)) == [table.counter])
      #expect(added(4).allSatisfy { $0.onset >= 4 && $0.gain <= -8 })
      #expect(Set(added(5).map(\.instrument)) == [.cello, .clarinet])
    }
  }

  @Test("The counter-melody is a third or a sixth above the strings, note for note")
  func theCounterMelodyIs() {
    for piece in PieceID.allCases {
      let table = BreathMusicTable[piece]
      for pattern in Self.patterns {
        for cycle in 1...16 {
          let three = Set(BreathMusicBar(piece, pattern, cycle: cycle, layers: 3).tones)
          let bar = BreathMusicBar(piece, pattern, cycle: cycle, layers: 4)
          let counter = bar.tones.filter { !three.contains($0) }
          let line = bar.tones(.strings)
          #expect(counter.map(\.onset) == line.map(\.onset))
          #expect(counter.map(\.end) == line.map(\.end))
          let steps = zip(counter, line).map { $0.pitch - $1.pitch }
          let isThirds = steps.allSatisfy { (3...4).contains($0) }
          #expect(
            isThirds || steps.allSatisfy { (8...9).contains($0) }, "\(piece) \(cycle) \(steps)")
          #expect(counter.allSatisfy { $0.pitch <= 84 })
          // It ends inside the chord.
          let numeral = table.numerals(ofBar: cycle).last ?? ""
          #expect(table.pitchClasses(numeral).contains((counter.last?.pitch ?? 0) % 12))
        }
      }
    }
  }

  @Test("What goes with in rises and what goes with out falls, the answer too")
  func whatGoesWithIn() {
    for piece in PieceID.allCases {
      for pattern in Self.patterns where pattern.beats > 3 {
        for cycle in 1...16 {
          let four = Set(BreathMusicBar(piece, pattern, cycle: cycle, layers: 4).tones)
          let answer = BreathMusicBar(piece, pattern, cycle: cycle, layers: 5).tones
            .filter { !four.contains($0) }
          let low = answer.filter { $0.instrument == .cello }
          let high = answer.filter { $0.instrument == .clarinet }
          #expect(low.count == 2 && low[0].pitch < low[1].pitch)
          #expect(low.allSatisfy { $0.end <= Rational(pattern.inBeats) })
          #expect(high.count == 2 && high[0].pitch > high[1].pitch)
          #expect(high.allSatisfy { (60...84).contains($0.pitch) && $0.gain <= -11 })
        }
      }
    }
  }

  @Test("The form is A A′ B A′: the tune comes back, with another between")
  func theFormIsA() {
    let pattern = BreathPattern(inBeats: 4, pauseBeats: 0, outBeats: 6)
    for piece in PieceID.allCases {
      func tune(_ phrase: Int) -> [[BreathMusicBar.Heard]] {
        (1...4).map {
          BreathMusicBar(piece, pattern, cycle: 4 * phrase + $0).tones(.recorder, .strings)
        }
      }
      for phrase in [1, 3, 4, 5, 7] { #expect(tune(phrase) == tune(0)) }
      #expect(tune(2) == tune(6))
      #expect(tune(2) != tune(0))
      #expect(Set(tune(0)).count == 4)
    }
    let tunes = PieceID.allCases.map { piece in
      (1...4).map { BreathMusicBar(piece, pattern, cycle: $0).tones(.recorder, .strings) }
    }
    #expect(Set(tunes).count == 12, "no two pieces sing the same")
  }

  @Test("The second time has one voice more", arguments: Self.layers)
  func theSecondTimeHas(layers: Int) {
    let pattern = BreathPattern(inBeats: 4, pauseBeats: 0, outBeats: 6)
    for piece in PieceID.allCases {
      // Of the middle phrase, which is never varied.
      let first = notes(BreathMusicBar(piece, pattern, cycle: 9, layers: layers))
      let second = notes(BreathMusicBar(piece, pattern, cycle: 25, layers: layers))
      #expect(first.allSatisfy { second[$0.key, default: 0] >= $0.value })
      #expect(first != second)
    }
  }

  @Test("A return of the tune changes one thing at most: an octave, a colour, a direction")
  func aReturnChangesOne() {
    var seen = Set<String>()
    let pattern = BreathPattern(inBeats: 4, pauseBeats: 2, outBeats: 6)
    for piece in PieceID.allCases {
      let table = BreathMusicTable[piece]
      for seed in 0..<24 {
        for phrase in [1, 3] {
          var kinds = Set<String>()
          for bar in 1...4 {
            let first = BreathMusicBar(piece, pattern, cycle: bar, seed: seed)
            let again = BreathMusicBar(piece, pattern, cycle: 4 * phrase + bar, seed: seed)
            let (old, new) = (Set(first.tones), Set(again.tones))
            let lost = old.subtracting(new)
            let gained = new.subtracting(old)
            if lost.isEmpty, gained.isEmpty { continue }
            if gained.allSatisfy({ $0.instrument == table.sustained }) {
              // The sixth or the ninth above the dominant, in the pause.
              #expect(gained.contains { $0.onset == 4 })
              kinds.insert("colour")
            } else if lost.isEmpty {
              #expect(gained.count == 1)
              let second = first.tones(.recorder)[1]
              #expect(gained.allSatisfy { abs($0.pitch - second.pitch) == 12 })
              #expect(gained.allSatisfy { $0.onset == second.onset })
              kinds.insert("octave")
            } else {
              #expect(gained.union(lost).allSatisfy { $0.instrument == table.struck })
              kinds.insert("direction")
            }
          }
          #expect(kinds.count == 1)
          seen.formUnion(kinds)
        }
      }
    }
    #expect(seen == ["colour", "octave", "direction"])
  }

  @Test("The first time and the middle do not depend on the seed")
  func theFirstTimeAnd() {
    let pattern = BreathPattern(inBeats: 4, pauseBeats: 1, outBeats: 6)
    for cycle in [1, 2, 3, 4, 9, 10, 11, 12] {
      let one = BreathMusicBar(.lantern, pattern, cycle: cycle, seed: 1)
      for seed in Self.seeds {
        #expect(one.tones == BreathMusicBar(.lantern, pattern, cycle: cycle, seed: seed).tones)
      }
    }
  }

  @Test("The same arrangement gives the same music, and layers out of range count as the nearest")
  func theSameArrangementGives() {
    let pattern = BreathPattern(inBeats: 2, pauseBeats: 0, outBeats: 3)
    for cycle in 1...32 {
      let bar = BreathMusicBar(.star, pattern, cycle: cycle, seed: 9)
      #expect(bar.events == BreathMusicBar(.star, pattern, cycle: cycle, seed: 9).events)
      #expect(
        BreathMusicBar(.star, pattern, cycle: cycle, layers: 0).events
          == BreathMusicBar(.star, pattern, cycle: cycle, layers: 1).events)
      #expect(
        BreathMusicBar(.star, pattern, cycle: cycle, layers: 99).events
          == BreathMusicBar(.star, pattern, cycle: cycle, layers: 5).events)
    }
  }
}
