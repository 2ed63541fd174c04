// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Testing
import Timebase

/// What no piece may change: the cue of the breath.
struct BreathMusicTests {
  /// 1–8 beats in, 0–2 of pause, 1–16 out.
  static let patterns: [BreathPattern] = (1...8).flatMap { inBeats in
    (0...2).flatMap { pause in
      (1...16).map { BreathPattern(inBeats: inBeats, pauseBeats: pause, outBeats: $0) }
    }
  }

  /// Both tunes of the form, every pattern, going on and closing.
  private func forEachBar(of piece: PieceID, _ body: (BreathMusicBar) -> Void) {
    for pattern in Self.patterns {
      for cycle in [1, 2, 3, 4, 9, 10, 11, 12] {
        body(BreathMusicBar(piece, pattern, cycle: cycle, layers: 2))
        body(BreathMusicBar(piece, pattern, cycle: cycle, last: true, layers: 2))
      }
    }
  }

  @Test(
    "In is a recorder that climbs a fifth to an octave, growing 6 dB, and ends open",
    arguments: PieceID.allCases)
  func inIsAWind(piece: PieceID) {
    let tonic = BreathMusicTable[piece].tonic
    let scale = BreathMusicTable[piece].scale
    var faults: [BreathPattern] = []
    forEachBar(of: piece) { bar in
      let notes = bar.tones(.recorder)
      guard let first = notes.first, let last = notes.last else {
        return faults.append(bar.pattern)
      }
      let isRising = zip(notes, notes.dropFirst()).allSatisfy {
        $0.pitch < $1.pitch && $0.gain < $1.gain
      }
      let isRight =
        isRising && (7...12).contains(last.pitch - first.pitch)
        && [scale[1], scale[4]].contains((last.pitch - tonic) % 12)
        && abs(last.gain - first.gain - 6) < 0.01 && first.onset == .zero
        && last.end == Rational(bar.pattern.inBeats)
        && notes.allSatisfy { (60...84).contains($0.pitch) }
      if !isRight { faults.append(bar.pattern) }
    }
    #expect(faults.isEmpty)
  }

  @Test(
    "Out is low strings that fall, fading, to the cadence on the last beat",
    arguments: PieceID.allCases)
  func outIsAString(piece: PieceID) {
    let table = BreathMusicTable[piece]
    var faults: [String] = []
    forEachBar(of: piece) { bar in
      let notes = bar.tones(.strings)
      guard let first = notes.first, let last = notes.last else { return faults.append("none") }
      let isFalling = zip(notes, notes.dropFirst()).allSatisfy {
        $0.pitch > $1.pitch && $0.gain > $1.gain
      }
      if !isFalling { faults.append("does not fall: \(bar.pattern) \(bar.cycle)") }
      if !notes.allSatisfy({ (60...84).contains($0.pitch) }) { faults.append("out of range") }
      if first.onset != bar.out { faults.append("does not begin with out") }
      let cadence = bar.end - (bar.pattern.outBeats == 1 ? Rational(1, 2) : 1)
      if last.onset != cadence { faults.append("no cadence on the last beat") }
      // Rings into the next bar's first beat, over before its second.
      if last.end <= bar.end || last.end > bar.end + Rational(1, 2) { faults.append("rings long") }
      let numeral = table.numerals(ofBar: bar.isLast ? 4 : bar.cycle).last ?? ""
      let degree = (last.pitch - table.tonic) % 12
      if bar.isLast {
        if degree != 0 { faults.append("does not close on the tonic") }
      } else if numeral == "V" || numeral == "bVII" {
        // A half cadence: the chord's own root or third.
        let root = numeral == "V" ? 7 : 10
        if ![root, (root + 4) % 12].contains(degree) { faults.append("half cadence on \(degree)") }
      } else if ![0, 3, 4].contains(degree) {
        faults.append("ends on \(degree)")
      }
      if !table.pitchClasses(numeral).contains(last.pitch % 12) { faults.append("not in chord") }
    }
    #expect(faults.isEmpty)
  }

  @Test(
    "A note a beat, the ends held where there are more beats, never the middle",
    arguments: PieceID.allCases)
  func aNoteABeat(piece: PieceID) {
    var faults: [BreathPattern] = []
    forEachBar(of: piece) { bar in
      for figure in [bar.tones(.recorder), bar.tones(.strings)] {
        let isJoined = zip(figure, figure.dropFirst()).allSatisfy { $0.end == $1.onset }
        let middle = figure.dropFirst().dropLast()
        if !isJoined || !middle.allSatisfy({ $0.end - $0.onset == Rational(1) }) {
          faults.append(bar.pattern)
        }
      }
    }
    #expect(faults.isEmpty)
  }

  @Test("The whole line falls by step", arguments: PieceID.allCases)
  func theWholeLineFalls(piece: PieceID) {
    let long = BreathPattern(inBeats: 8, pauseBeats: 0, outBeats: 16)
    for cycle in 1...16 {
      let line = BreathMusicBar(piece, long, cycle: cycle).tones(.strings).map(\.pitch)
      // A step of a pentatonic tune may be a minor third.
      #expect(zip(line, line.dropFirst()).allSatisfy { $0 - $1 <= 3 })
    }
  }

  @Test("Recorder and strings keep to their phase, however full the music")
  func recorderAndStringsKeep() {
    let pattern = BreathPattern(inBeats: 4, pauseBeats: 2, outBeats: 6)
    for piece in PieceID.allCases {
      for cycle in 1...32 {
        let bar = BreathMusicBar(piece, pattern, cycle: cycle)
        #expect(bar.tones(.recorder).allSatisfy { $0.end <= 4 })
        #expect(bar.tones(.strings).allSatisfy { $0.onset >= 6 })
        #expect(bar.tones(.recorder).count >= 3 && bar.tones(.strings).count >= 3)
      }
    }
  }

  @Test("In the pause there is only harmony and pulse")
  func inThePauseThere() {
    for piece in PieceID.allCases {
      for pause in 1...2 {
        let pattern = BreathPattern(inBeats: 3, pauseBeats: pause, outBeats: 5)
        for cycle in 1...32 {
          let bar = BreathMusicBar(piece, pattern, cycle: cycle)
          let held = BreathMusicTable[piece].sustained
          let others = bar.tones.filter { $0.instrument != held }
          #expect(others.allSatisfy { $0.onset >= bar.out || $0.end <= 3 })
        }
      }
    }
  }

  @Test("Every beat has its pulse, by its phase, numbered in its bar, the same in every piece")
  func everyBeatHasIts() {
    for pattern in Self.patterns {
      let bar = BreathMusicBar(.morning, pattern, cycle: 3)
      #expect(bar.pulses.map(\.beat) == (0..<pattern.beats).map { Rational($0) })
      #expect(bar.pulses.map(\.pulse.beat) == Array(1...pattern.beats))
      #expect(bar.pulses.map(\.pulse.accent) == (0..<pattern.beats).map { $0 == 0 })
      let voices =
        [Instrument?](repeating: .pulseIn, count: pattern.inBeats)
        + [Instrument?](repeating: .pulsePause, count: pattern.pauseBeats)
        + [Instrument?](repeating: .pulseOut, count: pattern.outBeats)
      #expect(bar.pulses.map(\.pulse.voice) == voices)
      #expect(bar.pulses.allSatisfy { $0.pulse.bar == 3 })
      for piece in PieceID.allCases.dropFirst() {
        let other = BreathMusicBar(piece, pattern, cycle: 3)
        #expect(other.pulses.map(\.pulse) == bar.pulses.map(\.pulse))
      }
    }
  }

  @Test("The next breath is heard coming, but for the last")
  func theNextBreathIs() {
    for piece in PieceID.allCases {
      let table = BreathMusicTable[piece]
      // The seventh of the pause's chord (raised where that is V), then the second.
      let leading = table.dominant == "V" ? 11 : 10
      for outBeats in 1...16 {
        let pattern = BreathPattern(inBeats: 2, pauseBeats: 0, outBeats: outBeats)
        for cycle in 1...32 {
          #expect(BreathMusicBar(piece, pattern, cycle: cycle, last: true).tones(.bell).isEmpty)
          let lift = BreathMusicBar(piece, pattern, cycle: cycle).tones(.bell)
          #expect(lift.map(\.onset).last == Rational(pattern.beats - 1))
          #expect(lift.allSatisfy { $0.onset >= Rational(pattern.beats - 2) })
          let degrees = lift.map { ($0.pitch - table.tonic) % 12 }
          #expect(degrees == Array([leading, 2].suffix(min(2, outBeats))))
          #expect(zip(lift, lift.dropFirst()).allSatisfy { $0.pitch < $1.pitch })
        }
      }
    }
  }

  @Test(
    "A block is about minus 24 LUFS, quiet to the end and then silent",
    arguments: [
      (BreathPattern(inBeats: 2, pauseBeats: 0, outBeats: 3), 75),
      (BreathPattern(inBeats: 4, pauseBeats: 1, outBeats: 8), 100)
    ])
  func aBlockIsAbout(
    pattern: BreathPattern, beatsPerMinute: Int
  ) {
    var mixer = Mixer()
    mixer.play(breathScore(pattern, tempo: Tempo(beatsPerMinute), breaths: 8), start: 4_800)
    let end = (mixer.silentFrom(Mixer.Bus.allCases) ?? .zero).frame
    let sound = mixer.rendered(frames: end + 4_800)
    #expect(abs(sound.integratedLoudness + 24) < 1)
    #expect(sound.peakDecibels < -9)
    #expect(sound.slice(end..<end + 4_800).samples.allSatisfy { $0 == 0 })
    #expect(sound.largestStep < 0.05)
  }
}
