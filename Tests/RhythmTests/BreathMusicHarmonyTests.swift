// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Testing
import Timebase

/// The harmony of the twelve pieces against the table of `music.md`.
struct BreathMusicHarmonyTests {
  private static let patterns: [BreathPattern] = [1, 2, 3, 4, 6, 8].flatMap { inBeats in
    (0...2).flatMap { pause in
      [1, 2, 3, 5, 6, 8, 12, 16].map {
        BreathPattern(inBeats: inBeats, pauseBeats: pause, outBeats: $0)
      }
    }
  }

  private func classes(_ tones: [BreathMusicBar.Heard]) -> Set<Int> {
    Set(tones.map { $0.pitch % 12 })
  }

  @Test("Each bar holds the chords of the table, in, top and end", arguments: PieceID.allCases)
  func eachBarHoldsThe(piece: PieceID) {
    let table = BreathMusicTable[piece]
    let pattern = BreathPattern(inBeats: 4, pauseBeats: 0, outBeats: 6)
    for cycle in 1...32 {
      let bar = BreathMusicBar(piece, pattern, cycle: cycle)
      let chords = table.numerals(ofBar: cycle).map(table.pitchClasses)
      #expect(classes(bar.pad(at: 0)) == chords.first)
      #expect(classes(bar.pad(at: 4)) == chords[1], "\(piece) \(cycle)")
      #expect(classes(bar.pad(at: 9)) == chords.last)
      if chords.count == 4 { #expect(classes(bar.pad(at: 8)) == chords[2]) }
    }
  }

  @Test("A suspension is resolved before the cadence, by step and downwards")
  func aSuspensionIsResolved() {
    for piece in PieceID.allCases {
      let table = BreathMusicTable[piece]
      for cycle in 1...4 where table.bars[cycle - 1].contains("Vsus") {
        let pattern = BreathPattern(inBeats: 4, pauseBeats: 0, outBeats: 6)
        let bar = BreathMusicBar(piece, pattern, cycle: cycle)
        #expect(classes(bar.pad(at: 8)) == table.pitchClasses("V"))
        let before = Set(bar.pad(at: 4).map(\.pitch))
        let after = Set(bar.pad(at: 8).map(\.pitch))
        let (left, reached) = (before.subtracting(after), after.subtracting(before))
        #expect(left.count == 1 && reached.count == 1)
        #expect((1...2).contains((left.first ?? 0) - (reached.first ?? 0)))
      }
    }
  }

  @Test("The pause hangs on the piece's dominant, suspended, and resolves half way")
  func thePauseHangsOn() {
    for piece in PieceID.allCases {
      let table = BreathMusicTable[piece]
      for pause in 1...2 {
        let pattern = BreathPattern(inBeats: 4, pauseBeats: pause, outBeats: 6)
        for cycle in 1...4 {
          let bar = BreathMusicBar(piece, pattern, cycle: cycle)
          #expect(
            classes(bar.pad(at: 4)) == table.pitchClasses(table.dominant + "sus"))
          let half = Rational(4) + Rational(pause, 2)
          #expect(classes(bar.pad(at: half)) == table.pitchClasses(table.dominant))
        }
      }
    }
  }

  @Test("A last bar closes as the phrase does", arguments: PieceID.allCases)
  func aLastBarCloses(piece: PieceID) {
    let table = BreathMusicTable[piece]
    let home = table.pitchClasses(table.numerals(ofBar: 4).last ?? "")
    for pattern in Self.patterns {
      for cycle in 1...16 {
        let bar = BreathMusicBar(piece, pattern, cycle: cycle, last: true)
        #expect(classes(bar.pad(at: bar.end - Rational(1, 4))) == home)
        #expect((bar.tones(.strings).last?.pitch ?? 0) % 12 == table.tonic)
        #expect((bar.tones(.bass).last?.pitch ?? 0) % 12 == table.tonic)
      }
    }
  }

  @Test(
    "The chords stay below the cue melody at every moment and in their register",
    arguments: PieceID.allCases)
  func theChordsStayBelow(piece: PieceID) {
    for pattern in Self.patterns {
      var faults: [Int] = []
      for cycle in 1...32 {
        let bar = BreathMusicBar(piece, pattern, cycle: cycle)
        let melody = bar.tones(.recorder, .strings)
        for quarter in 0..<(4 * pattern.beats) {
          let beat = Rational(quarter, 4)
          let pad = bar.pad(at: beat)
          if !pad.allSatisfy({ (48...72).contains($0.pitch) }) { faults.append(cycle) }
          let highest = pad.map(\.pitch).max() ?? 0
          let lowest = melody.filter { $0.sounds(at: beat) }.map(\.pitch).min() ?? 127
          if pad.isEmpty || highest >= lowest { faults.append(cycle) }
        }
      }
      #expect(faults.isEmpty)
    }
  }

  @Test("What two chords have in common is held; the rest moves by a third at most")
  func whatTwoChordsHave() {
    let pattern = BreathPattern(inBeats: 4, pauseBeats: 2, outBeats: 6)
    for piece in PieceID.allCases {
      for cycle in 1...4 {
        let bar = BreathMusicBar(piece, pattern, cycle: cycle, layers: 1)
        let chords = [4, 5, 6, 10, 11].map { Set(bar.pad(at: Rational($0)).map(\.pitch)) }
        for (one, next) in zip(chords, chords.dropFirst()) {
          let common = Set(one.map { $0 % 12 }).intersection(next.map { $0 % 12 })
          #expect(one.intersection(next).count == common.count)
          for pitch in next {
            let nearest = one.map { abs($0 - pitch) }.min() ?? 12
            #expect(nearest <= 4)
          }
        }
      }
    }
  }

  @Test(
    "Bass and melody make no parallel fifths or octaves, in the bar and over its line",
    arguments: PieceID.allCases)
  func melodyAndBassMake(piece: PieceID) {
    guard piece != .bells else { return }
    for pattern in Self.patterns where pattern.outBeats > 1 {
      for cycle in 1...32 {
        let bars = [cycle, cycle + 1].map { BreathMusicBar(piece, pattern, cycle: $0) }
        let last = BreathMusicBar(piece, pattern, cycle: cycle, last: true)
        let next = bars[1].tones(.bass, .recorder).filter { $0.onset == .zero }
        #expect(!hasParallels(bars[0], then: next), "\(piece) \(cycle) \(pattern)")
        #expect(!hasParallels(last, then: []), "\(piece) \(cycle) \(pattern)")
      }
    }
  }

  /// At the attacks of the bass, and where it moves as its first note ends.
  private func hasParallels(
    _ bar: BreathMusicBar, then next: [BreathMusicBar.Heard]
  ) -> Bool {
    let melody = bar.tones(.recorder, .strings)
    func note(at beat: Rational) -> Int? { melody.last { $0.sounds(at: beat) }?.pitch }
    var steps: [(bass: Int, melody: Int)] = bar.tones(.bass).compactMap { tone in
      note(at: tone.onset).map { (tone.pitch, $0) }
    }
    let bass = next.first { $0.instrument == .bass }
    let tune = next.first { $0.instrument == .recorder }
    if let bass, let tune { steps.append((bass.pitch, tune.pitch)) }
    var pairs = Array(zip(steps, steps.dropFirst()))
    if let end = bar.tones(.recorder).last { pairs.append(((steps[0].bass, end.pitch), steps[1])) }
    return pairs.contains { one, other in
      let interval = (one.melody - one.bass) % 12
      return one.bass != other.bass && one.melody != other.melody && [0, 7].contains(interval)
        && (other.melody - other.bass) % 12 == interval
    }
  }

  @Test("The bass is between C2 and C3, on the bar line and at the cadence")
  func theBassStandsOn() {
    for piece in PieceID.allCases {
      let table = BreathMusicTable[piece]
      for pattern in Self.patterns where pattern.outBeats > 1 {
        for cycle in 1...16 {
          let bass = BreathMusicBar(piece, pattern, cycle: cycle).tones(.bass)
          #expect(
            bass.map(\.onset) == [0, Rational(pattern.beats - 2), Rational(pattern.beats - 1)])
          #expect(bass.allSatisfy { (36...48).contains($0.pitch) })
          let numerals = table.numerals(ofBar: cycle)
          #expect(table.pitchClasses(numerals[0]).contains(bass[0].pitch % 12))
          #expect(table.pitchClasses(numerals.last ?? "").contains(bass[2].pitch % 12))
        }
      }
    }
  }
}
