// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Testing
import Timebase

struct BreathMusicTests {
  private static let patterns: [BreathPattern] = (1...8).flatMap { inBeats in
    (0...2).flatMap { pause in
      (1...16).map { BreathPattern(inBeats: inBeats, pauseBeats: pause, outBeats: $0) }
    }
  }

  private struct Sounding {
    var onset: Rational
    var tone: Tone
    var end: Rational { onset + tone.length }
  }

  private func tones(_ events: [Score.Event], _ instruments: Instrument...) -> [Sounding] {
    events.compactMap { event in
      guard case .tone(let tone) = event.kind, instruments.contains(tone.instrument) else {
        return nil
      }
      return Sounding(onset: event.beat, tone: tone)
    }
  }

  private struct Bar {
    var pattern: BreathPattern
    var isLast: Bool
    var events: [Score.Event]
  }

  /// Every pattern in every bar of the phrase.
  private static let bars: [Bar] = patterns.flatMap { pattern in
    (1...4).flatMap { cycle in
      [false, true].map { last in
        Bar(
          pattern: pattern, isLast: last,
          events: BreathMusic.bar(pattern, cycle: cycle, last: last))
      }
    }
  }

  @Test("In is a wind that climbs a fifth to an octave, growing, and ends open")
  func inIsAWind() {
    for bar in Self.bars {
      let pattern = bar.pattern
      let events = bar.events
      let notes = tones(events, .recorder)
      let pitches = notes.map(\.tone.pitch)
      #expect(zip(pitches, pitches.dropFirst()).allSatisfy { $0 < $1 })
      #expect((7...12).contains((pitches.last ?? 0) - (pitches.first ?? 0)))
      // The fifth (A) or the second (E) of D major.
      #expect([9, 4].contains((pitches.last ?? 0) % 12))
      let gains = notes.map(\.tone.gain)
      #expect(zip(gains, gains.dropFirst()).allSatisfy { $0 < $1 })
      #expect(abs((gains.last ?? 0) - (gains.first ?? 0) - 6) < 0.01)
      #expect(notes.first?.onset == .zero)
      #expect(notes.last?.end == Rational(pattern.inBeats))
    }
  }

  @Test("Out is a string that falls home, fading, its last note on the last beat")
  func outIsAString() {
    for bar in Self.bars {
      let pattern = bar.pattern
      let last = bar.isLast
      let events = bar.events
      let notes = tones(events, .strings)
      let pitches = notes.map(\.tone.pitch)
      #expect(zip(pitches, pitches.dropFirst()).allSatisfy { $0 > $1 })
      // The tonic (D) or the third (F sharp); the tonic where the music ends.
      #expect((last ? [2] : [2, 6]).contains((pitches.last ?? 0) % 12))
      let gains = notes.map(\.tone.gain)
      #expect(zip(gains, gains.dropFirst()).allSatisfy { $0 > $1 })
      #expect(notes.first?.onset == Rational(pattern.inBeats + pattern.pauseBeats))
      let cadence = Rational(pattern.beats) - (pattern.outBeats == 1 ? Rational(1, 2) : 1)
      #expect(notes.last?.onset == cadence)
      // Rings into the next bar's first beat, over before its second.
      let end = notes.last?.end ?? .zero
      #expect(end > Rational(pattern.beats))
      #expect(end <= Rational(pattern.beats) + Rational(1, 2))
    }
  }

  @Test("A note a beat, the ends held where there are more beats, never the middle")
  func aNoteABeat() {
    for bar in Self.bars {
      let events = bar.events
      for figure in [tones(events, .recorder), tones(events, .strings)] {
        #expect(zip(figure, figure.dropFirst()).allSatisfy { $0.end == $1.onset })
        #expect(figure.dropFirst().dropLast().allSatisfy { $0.tone.length == 1 })
      }
    }
  }

  @Test("In the pause there is only harmony and pulse")
  func inThePauseThere() {
    for bar in Self.bars {
      let pattern = bar.pattern
      let events = bar.events
      let start = Rational(pattern.inBeats)
      let end = start + Rational(pattern.pauseBeats)
      let melody = tones(events, .recorder, .strings, .bell, .bass)
      #expect(melody.allSatisfy { $0.onset >= end || $0.end <= start })
      guard pattern.pauseBeats > 0 else { continue }
      // The suspended dominant: the fourth (D) first, then the third (C sharp).
      let pad = tones(events, .pad)
      let suspended = pad.filter { $0.onset == start }.map { $0.tone.pitch % 12 }
      #expect(Set(suspended) == [9, 2, 4])
      let half = start + Rational(pattern.pauseBeats, 2)
      #expect(pad.contains { $0.onset == half && $0.tone.pitch % 12 == 1 })
    }
  }

  @Test("Every beat has its pulse, by its phase, numbered in its bar")
  func everyBeatHasIts() {
    for bar in Self.bars {
      let pattern = bar.pattern
      let events = bar.events
      let pulses = events.compactMap { event -> (Rational, Pulse)? in
        if case .beat(let pulse) = event.kind { return (event.beat, pulse) }
        return nil
      }
      #expect(pulses.map(\.0) == (0..<pattern.beats).map { Rational($0) })
      #expect(pulses.map(\.1.beat) == Array(1...pattern.beats))
      #expect(pulses.map(\.1.accent) == (0..<pattern.beats).map { $0 == 0 })
      let voices =
        [Instrument?](repeating: .pulseIn, count: pattern.inBeats)
        + [Instrument?](repeating: .pulsePause, count: pattern.pauseBeats)
        + [Instrument?](repeating: .pulseOut, count: pattern.outBeats)
      #expect(pulses.map(\.1.voice) == voices)
    }
    let third = BreathMusic.bar(Self.patterns[20], cycle: 3, last: false)
    #expect(
      third.allSatisfy { event in
        guard case .beat(let pulse) = event.kind else { return true }
        return pulse.bar == 3
      })
  }

  @Test("The next breath is heard coming, but for the last")
  func theNextBreathIs() {
    for bar in Self.bars {
      let pattern = bar.pattern
      let last = bar.isLast
      let events = bar.events
      let lift = tones(events, .bell)
      if last {
        #expect(lift.isEmpty)
        continue
      }
      #expect(lift.map(\.onset).last == Rational(pattern.beats - 1))
      #expect(lift.count == min(2, pattern.outBeats))
      #expect(lift.allSatisfy { $0.onset >= Rational(pattern.beats - 2) })
      // The leading tone (C sharp) and the second (E).
      #expect(lift.map { $0.tone.pitch % 12 } == Array([1, 4].suffix(lift.count)))
    }
  }

  @Test("Each part keeps its register and the pad stays below the cue melody")
  func eachPartKeepsIts() {
    for bar in Self.bars {
      let events = bar.events
      let melody = tones(events, .recorder, .strings)
      let pad = tones(events, .pad, .swell)
      #expect(melody.allSatisfy { (60...84).contains($0.tone.pitch) })
      #expect(pad.allSatisfy { (48...72).contains($0.tone.pitch) })
      #expect(tones(events, .bass).allSatisfy { (36...48).contains($0.tone.pitch) })
      let lowest = melody.map(\.tone.pitch).min() ?? 0
      #expect(pad.allSatisfy { $0.tone.pitch < lowest })
    }
  }

  @Test("The bass stands on the bar line and goes from the fifth to the goal at the end")
  func theBassStandsOn() {
    for bar in Self.bars {
      let pattern = bar.pattern
      let last = bar.isLast
      let events = bar.events
      let bass = tones(events, .bass)
      #expect(bass.first?.onset == .zero)
      #expect(bass.last?.onset == Rational(pattern.beats - 1))
      if pattern.outBeats > 1 {
        #expect(bass.dropLast().last?.onset == Rational(pattern.beats - 2))
        #expect(bass.dropLast().last?.tone.pitch == 45)
      }
      if last { #expect(bass.last?.tone.pitch == 38) }
    }
  }

  @Test("Melody and bass make no parallel fifths or octaves at the cadence")
  func melodyAndBassMake() {
    for cycle in 1...4 {
      let pattern = BreathPattern(inBeats: 4, pauseBeats: 0, outBeats: 8)
      let events = BreathMusic.bar(pattern, cycle: cycle, last: false)
      let intervals = zip(tones(events, .strings).suffix(2), tones(events, .bass).suffix(2))
        .map { ($0.tone.pitch - $1.tone.pitch) % 12 }
      #expect(intervals[0] != intervals[1] || ![0, 7].contains(intervals[0]))
    }
  }

  @Test("Four bars make a phrase that comes round")
  func fourBarsMakeA() {
    let pattern = BreathPattern(inBeats: 4, pauseBeats: 0, outBeats: 6)
    func melody(_ cycle: Int) -> [Tone] {
      tones(BreathMusic.bar(pattern, cycle: cycle, last: false), .recorder, .strings).map(\.tone)
    }
    #expect(Set((1...4).map(melody)).count == 4)
    for cycle in 1...4 { #expect(melody(cycle) == melody(cycle + 4)) }
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
