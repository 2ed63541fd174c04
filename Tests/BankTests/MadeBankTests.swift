// SPDX-License-Identifier: GPL-3.0-or-later
import Bank
import Foundation
import Rhythm
import Testing

/// The bank of the real SoundFont, note by note.
struct MadeBankTests {
  private let bank: NoteBank
  private let notes: [HeardNote]

  init() throws {
    bank = try MadeBank.bank.get()
    notes = try MadeBank.notes.get()
  }

  @Test("It holds every instrument, a minor third apart, over the range it is used in")
  func ranges() throws {
    #expect(Set(bank.notes.keys) == Set(Instrument.allRecorded))
    let used: [Instrument: ClosedRange<Int>] = [
      .recorder: 60...84, .strings: 48...81, .pad: 48...72, .bass: 36...60, .piano: 43...84,
      .guitar: 43...84, .harp: 43...84, .clarinet: 55...84, .cello: 43...72, .choir: 48...76,
      .ensemble: 48...76, .celesta: 60...84, .vibraphone: 55...84
    ]
    for (instrument, range) in used {
      let pitches = try #require(bank.notes[instrument]).map(\.pitch)
      #expect(zip(pitches, pitches.dropFirst()).allSatisfy { $1 - $0 == 3 }, "\(instrument)")
      for pitch in range {
        let nearest = pitches.map { abs($0 - pitch) }.min() ?? 99
        #expect(nearest <= 1, "\(instrument) at \(pitch)")
      }
    }
  }

  @Test("It takes 15 to 32 MB, a note 2 s at most")
  func size() throws {
    let bytes = try MadeBank.whole.get().count
    #expect((15_000_000...32_000_000).contains(bytes))
    #expect(notes.allSatisfy { $0.note.frames <= 96_000 })
  }

  @Test("Every note is as loud as every other, and none is cut off at full scale")
  func loudness() throws {
    for note in notes {
      #expect(try abs(note.loudness - NoteBank.referenceLoudness) < 0.2, "\(note.name)")
      #expect(20 * log10(note.peak) < -3, "\(note.name)")
    }
  }

  @Test("No held note stands beside zero: its mean is 60 dB under full scale")
  func offsets() {
    for note in notes {
      guard let loop = note.note.loop else { continue }
      let held = loop.clamped(to: note.samples.indices)
      let mean = note.samples[held].reduce(0) { $0 + Double($1) } / Double(held.count)
      #expect(abs(mean) < 0.001, "\(note.name)")
    }
  }

  @Test("A note speaks at once: no silence stands before it")
  func speaksAtOnce() {
    for note in notes {
      let first = note.samples.prefix(48).map { abs($0) }.max() ?? 0
      #expect(20 * log10(first / note.peak) > -34, "\(note.name)")
    }
  }

  @Test("What holds has a loop, and what is struck ends in silence")
  func loopsAndEnds() {
    let struck: Set<Instrument> = [.bass, .piano, .guitar, .harp, .celesta, .vibraphone]
    for note in notes {
      #expect((note.note.loop == nil) == struck.contains(note.instrument), "\(note.name)")
      if let loop = note.note.loop {
        #expect(loop.count >= 38_400, "\(note.name): shorter than 0.8 s is heard as a rhythm")
      } else {
        #expect(level(note.samples.suffix(480)) < -85, "\(note.name)")
      }
    }
  }

  @Test("No loop clicks: its joint is no rougher than the rest of the note")
  func noClick() {
    for note in notes {
      guard let (round, joint) = note.round else { continue }
      #expect(roughness(round, joint - 6..<joint + 6) <= roughness(round, 100..<joint - 100))
    }
  }

  @Test("A joint that does not fit is found by the same measure")
  func clickFound() throws {
    let note = try #require(notes.first { $0.instrument == .clarinet })
    let (round, joint) = try #require(note.round)
    // A third of a period too early.
    let period = Int(48_000 / (440 * pow(2, Double(note.note.pitch - 69) / 12)))
    let slipped = Array(round[..<(joint - period / 3)] + round[joint...])
    let place = joint - period / 3
    #expect(roughness(slipped, place - 6..<place + 6) > roughness(round, 100..<joint - 100))
  }

  /// The largest fourth difference: what is left of a smooth curve is little.
  private func roughness(_ samples: [Double], _ range: Range<Int>) -> Double {
    range.map { index in
      let outer = samples[index - 2] + samples[index + 2]
      let inner = samples[index - 1] + samples[index + 1]
      return abs(outer - 4 * inner + 6 * samples[index])
    }.max() ?? 0
  }

  @Test("No loop pumps: a quarter of a second at its joint is as loud as any other")
  func noPumping() {
    for note in notes {
      guard let (round, joint) = note.round else { continue }
      let whole = level(round)
      for centre in stride(from: joint - 19_200, through: joint + 6_000, by: 1_200) {
        let quarter = level(round[centre - 6_000..<centre + 6_000])
        #expect(abs(quarter - whole) < 1.5, "\(note.name) at \(centre - joint)")
      }
    }
  }

  @Test("The loop of a wind without vibrato holds whole periods")
  func wholePeriods() {
    for note in notes where note.instrument == .clarinet {
      guard let (round, joint) = note.round else { continue }
      let period = 48_000 / (440 * pow(2, Double(note.note.pitch - 69) / 12))
      let lags = (4...24).map { Double($0) * period }
      let best = lags.min { abs($0 - $0.rounded()) < abs($1 - $1.rounded()) } ?? period
      let lag = Int(best.rounded())
      // What stands at the joint is as like what stood some periods before it as anywhere.
      let atJoint = likeness(round, joint, lag: lag)
      let elsewhere = likeness(round, joint - 20_000, lag: lag)
      #expect(atJoint > elsewhere - 0.05 && atJoint > 0.9, "\(note.name)")
      #expect(likeness(round, joint, lag: lag + Int(period / 3)) < 0.8, "\(note.name)")
    }
  }

  /// Of 10 ms around a place and 10 ms so much earlier, −1 to 1.
  private func likeness(_ samples: [Double], _ place: Int, lag: Int) -> Double {
    let at = samples[place - 240..<place + 240]
    let before = samples[place - lag - 240..<place - lag + 240]
    let product = zip(before, at).reduce(0) { $0 + $1.0 * $1.1 }
    let powers = before.reduce(0) { $0 + $1 * $1 } * at.reduce(0) { $0 + $1 * $1 }
    return product / powers.squareRoot()
  }

  @Test("Winds, guitar and celesta are in tune within 12 cents")
  func inTune() {
    let steady: Set<Instrument> = [.recorder, .clarinet, .guitar, .celesta]
    for note in notes where steady.contains(note.instrument) && note.note.pitch >= 55 {
      let hertz = 440 * pow(2, Double(note.note.pitch - 69) / 12)
      // Behind the attack, in which a wind may come from below.
      let samples = Array(note.samples[19_200..<34_400])
      let steps = stride(from: -32.0, through: 32, by: 4).map { cents in
        (cents: cents, strength: strength(samples, hertz * pow(2, cents / 1_200)))
      }
      let best = steps.max { $0.strength < $1.strength }
      #expect(abs(best?.cents ?? 99) <= 12, "\(note.name)")
    }
  }

  /// Of one frequency in a Hann window.
  private func strength(_ samples: [Double], _ hertz: Double) -> Double {
    var (real, imaginary) = (0.0, 0.0)
    for (index, sample) in samples.enumerated() {
      let place = Double(index) / Double(samples.count)
      let shaped = sample * (1 - cos(2 * Double.pi * place))
      let angle = 2 * Double.pi * hertz * Double(index) / 48_000
      real += shaped * cos(angle)
      imaginary += shaped * sin(angle)
    }
    return real * real + imaginary * imaginary
  }
}
