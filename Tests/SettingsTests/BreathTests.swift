// SPDX-License-Identifier: GPL-3.0-or-later

import Settings
import Testing

@Suite("In, pause, out and tempo together")
struct BreathTests {
  /// The rules of `clinical.md`, written the other way round, in fractions of a breath.
  static func isAllowed(_ pattern: BreathPattern, floor: Int) -> Bool {
    let tempo = pattern.tempo
    let cycle = pattern.inBeats + pattern.pauseBeats + pattern.outBeats
    let ratio = Double(pattern.outBeats) / Double(pattern.inBeats)
    let pace = Double(tempo.numerator) / Double(tempo.denominator * cycle)
    let pause = Double(60 * pattern.pauseBeats * tempo.denominator) / Double(tempo.numerator)
    return ratio >= 1 && ratio <= 2 && pace >= Double(floor) && pace <= 24 && pause <= 3
      && (ratio < 2 || pace <= 16)
  }

  @Test("Every whole combination is accepted or refused as the rules say, and what fits fits")
  func everyCombination() throws {
    for inBeats in 1...8 {
      for outBeats in 1...16 {
        for pause in 0...2 {
          for tempo in [40, 59, 60, 75, 96, 120] {
            let pattern = BreathPattern(
              inBeats: inBeats, pauseBeats: pause, outBeats: outBeats, tempo: ExactDecimal(tempo))
            #expect((pattern.fault(paceFloor: 10) == nil) == Self.isAllowed(pattern, floor: 10))
          }
        }
      }
    }
  }

  @Test(
    "A combination that does not fit is a finding that names one that does",
    arguments: [
      "tempo: 120\nin beats: 2\nout beats: 2", "in beats: 8", "out beats: 16", "tempo: 40",
      "in beats: 1\nout beats: 1\ntempo: 120", "in beats: 1\nout beats: 2\ntempo: 60",
      "in beats: 4\nout beats: 6\ntempo: 72.5", "pause: 2\ntempo: 40", "in beats: 5\nout beats: 4"
    ])
  func suggestion(text: String) throws {
    let finding = try #require(findings(in: text).first)
    guard case .breath(_, _, let fits?) = finding.problem else {
      Issue.record("expected a breath that fits, not \(finding)")
      return
    }
    #expect(Self.isAllowed(fits, floor: 10))
    let asFile = fits.description.split(separator: ",").map { part in
      let words = part.split(separator: " ")
      return words.dropLast().joined(separator: " ") + ": " + (words.last ?? "")
    }
    #expect(settings(asFile.joined(separator: "\n"))?.breath == fits)
    #expect(finding.expected == "this would fit: \(fits)")
  }

  @Test("What the caregiver wrote is kept where it can be")
  func keepsWhatIsWritten() {
    guard case .breath(_, .outTooShort, let fits?)? = findings(in: "in beats: 4").first?.problem
    else {
      Issue.record("4 + 3 beats must not fit")
      return
    }
    #expect(fits.inBeats == 4)
    #expect(fits == BreathPattern(inBeats: 4, pauseBeats: 0, outBeats: 4, tempo: 80))
  }

  @Test("No longer pause is proposed than was written, unless nothing else fits")
  func proposesNoHold() throws {
    let long = "in beats: 2\nout beats: 4\ntempo: 110"
    #expect(
      findings(in: long).first?.expected
        == "this would fit: in beats 2, pause 0, out beats 3, tempo 110")
    let clinic = try #require(prescription("in beats: 2\nout beats: 2\ntempo: 110-120"))
    #expect(
      clinic.usualBreath == BreathPattern(inBeats: 2, pauseBeats: 1, outBeats: 2, tempo: 110))
  }

  @Test("The pace may be ten, and eight where the clinic writes so")
  func floor() {
    let slow = "in beats: 3\nout beats: 5\ntempo: 64"
    #expect(
      findings(in: slow).first?.found
        == "8 beats a breath at tempo 64 is slower than 10 breaths/min")
    #expect(settings("in beats: 3\nout beats: 5\ntempo: 80") != nil)
    #expect(settings("in beats: 3\nout beats: 5\ntempo: 79.9") == nil)
    #expect(settings(slow, within: prescription("pace floor: 8"))?.breath.tempo == 64)
    #expect(settings(slow, within: prescription("pace floor: 9")) == nil)
  }

  @Test("Twenty-four breaths a minute are allowed, more are not")
  func ceiling() {
    #expect(settings("in beats: 2\nout beats: 2\ntempo: 96") != nil)
    #expect(settings("in beats: 2\nout beats: 2\ntempo: 96.001") == nil)
  }

  @Test("One to two is allowed up to sixteen breaths a minute")
  func longOut() {
    #expect(settings("in beats: 2\nout beats: 4\ntempo: 96") != nil)
    #expect(
      findings(in: "in beats: 2\nout beats: 4\ntempo: 97").first?.found.contains("16") == true)
  }

  @Test("A pause is never longer than three seconds")
  func pause() {
    let long = BreathPattern(inBeats: 2, pauseBeats: 4, outBeats: 3, tempo: 79)
    #expect(long.fault(paceFloor: 8) == .pauseTooLong(seconds: 3))
    let short = BreathPattern(inBeats: 2, pauseBeats: 4, outBeats: 3, tempo: 90)
    #expect(short.fault(paceFloor: 8) == nil)
  }

  @Test("A wrong number among the four is said alone")
  func oneFindingEach() {
    #expect(findings(in: "in beats: 9\ntempo: 40").map(\.line) == [1])
  }
}
