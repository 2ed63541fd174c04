// SPDX-License-Identifier: GPL-3.0-or-later

import Settings
import Testing

@Suite("Numbers and their ranges")
struct NumberTests {
  /// The smallest step the key can be written in.
  static func step(of range: NumberRange) -> ExactDecimal {
    ExactDecimal(1, decimals: range.decimals)
  }

  static func shifted(_ number: ExactDecimal, by step: ExactDecimal, up: Bool) -> ExactDecimal {
    let scale = step.denominator / number.denominator
    return ExactDecimal(
      number.numerator * scale + (up ? 1 : -1), decimals: step.decimals)
  }

  @Test(
    "Both ends of every range are accepted, one step outside is refused",
    arguments: KeyTable.all)
  func bounds(key: Key) throws {
    guard let range = key.range else { return }
    let low = range.bounds.lowerBound
    let high = range.bounds.upperBound
    let below = Self.shifted(low, by: Self.step(of: range), up: false)
    let above = Self.shifted(high, by: Self.step(of: range), up: true)
    for language in TableLanguage.allCases {
      let name = key.term.name(in: language)
      // By itself a tempo or a number of beats may not go with the others' defaults.
      let others = Self.breathBeside(key.id)
      for inside in [low, high] {
        let line = "\(name): \(inside)"
        // What is wrong, if anything, is the breath as a whole, never the number.
        let found = findings(in: line + others, of: key.file)
        #expect(found.allSatisfy { $0.isAboutBreath }, "\(line)")
        if key.file == .settings, !Self.breathKeys.contains(key.id) { #expect(found == []) }
      }
      let lower = findings(in: "\(name): \(below)", of: key.file).map(\.problem)
      #expect(lower == [.tooLow(written: "\(below)", range)])
      let higher = findings(in: "\(name): \(above)", of: key.file).map(\.problem)
      #expect(higher == [.tooHigh(written: "\(above)", range)])
    }
  }

  static let breathKeys: [KeyID] = [.inBeats, .pause, .outBeats, .tempo]

  static func breathBeside(_ id: KeyID) -> String { id == .pause ? "\ntempo: 100" : "" }

  @Test(
    "What is not a number is said to be none",
    arguments: [
      "loud", "6o", "0x40", "1e2", "65-70", "--65", "65.", "6 5", "65 dB", "6.5.1", "½", "٦٥", "∞",
      "65 s", "-", "."
    ])
  func notNumbers(value: String) throws {
    let found = findings(in: "volume: \(value)").map(\.problem)
    let range = try #require(KeyTable.key(.volume, in: .settings)?.range)
    #expect(found == [.notANumber(written: value, range)])
  }

  @Test("A number of any length is out of range, not a crash")
  func longNumbers() throws {
    let nines = String(repeating: "9", count: 60_000)
    for value in [nines, "-" + nines, "0." + nines, nines + "." + nines.prefix(2000)] {
      #expect(findings(in: "volume: \(value)").count == 1)
    }
    #expect(settings("volume: " + String(repeating: "0", count: 500) + "65")?.volume == 65)
    #expect(settings("volume: 65." + String(repeating: "0", count: 500))?.volume == 65)
  }

  @Test("A whole number is not a fraction, and seconds stop at the millisecond")
  func decimals() throws {
    let volume = try #require(KeyTable.key(.volume, in: .settings)?.range)
    #expect(
      findings(in: "volume: 65.5").map(\.problem)
        == [.tooManyDecimals(written: "65.5", volume)])
    #expect(settings("acceptance time: 0,05 с")?.acceptanceTimeMilliseconds == 50)
    #expect(settings("acceptance time: .001")?.acceptanceTimeMilliseconds == 1)
    #expect(settings("release time: 1.2500")?.releaseTimeMilliseconds == 1250)
    #expect(settings("acceptance time: 0.0001") == nil)
  }

  @Test("A tempo stays exact")
  func exactTempo() {
    let tempo = settings("tempo: 72,50")?.breath.tempo
    #expect(tempo?.numerator == 725)
    #expect(tempo?.denominator == 10)
    #expect(settings("song tempo: 97.3 bpm")?.songTempo == ExactDecimal(973, decimals: 1))
    #expect(settings("tempo: 73.125/min")?.breath.tempo == ExactDecimal(73_125, decimals: 3))
  }

  @Test("A negative number may be written with any dash")
  func dashes() {
    for dash in ["-", "−", "–", "\u{2011}", "－"] {
      #expect(settings("singing key: \(dash)6")?.singingKey == -6)
    }
  }

  @Test("Decimals compare, print and count exactly")
  func exactDecimals() {
    #expect(ExactDecimal(7250, decimals: 2) == ExactDecimal(725, decimals: 1))
    #expect(ExactDecimal(999_999) > ExactDecimal(999_998_999_999, decimals: 6))
    #expect(ExactDecimal(-5, decimals: 2) < 0)
    #expect(ExactDecimal(-5, decimals: 2).description == "-0.05")
    #expect(ExactDecimal(100).description == "100")
    #expect(ExactDecimal(5, decimals: 2).thousandths == 50)
    #expect(ExactDecimal(5, decimals: 4).thousandths == nil)
    #expect(ExactDecimal(5, decimals: 1).whole == nil)
  }
}

extension Finding {
  var isAboutBreath: Bool {
    switch problem {
    case .breath, .noBreathFits: true
    default: false
    }
  }
}
