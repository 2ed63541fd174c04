// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Testing
import Timebase

struct CalmMusicTests {
  private func tones(_ events: [Score.Event]) -> [(onset: Rational, tone: Tone)] {
    events.compactMap { event in
      guard case .tone(let tone) = event.kind else { return nil }
      return (event.beat, tone)
    }
  }

  @Test(
    "It is over when it should be, with 6 s for the last fade",
    arguments: [10, 30, 60, 90, 180, 1_200])
  func itIsOverWhen(seconds: Int) {
    let listening = tones(CalmMusic.listening(seconds: seconds))
    let ends = listening.map { $0.onset + $0.tone.length }
    #expect(ends.max() == Rational(seconds - 6))
    var mixer = Mixer()
    mixer.play(calmScore(CalmMusic.listening(seconds: seconds)), start: 0)
    #expect(mixer.silentFrom([.music]) == SampleTime(seconds * 48_000))
  }

  @Test("Chords change every 8 to 12 s over a drone, without a gap")
  func chordsChangeEvery8() {
    let listening = tones(CalmMusic.listening(seconds: 600))
    let onsets = Set(listening.filter { $0.tone.instrument == .calmPad }.map { $0.onset.floor })
      .sorted()
    let gaps = zip(onsets.dropFirst(), onsets).map { $0 - $1 }
    #expect(gaps.allSatisfy { (8...12).contains($0) })
    #expect(Set(gaps).count > 2)
    let drone = listening.filter { $0.tone.instrument == .drone }
    #expect(!drone.isEmpty)
    #expect(drone.allSatisfy { $0.onset == .zero && $0.tone.length == 594 })
    #expect(Set(listening.map(\.tone.instrument)).count == 2, "two timbres")
  }

  @Test("It stays between C2 and G4 and has no pulse")
  func itStaysBetweenC2() {
    let events = CalmMusic.listening(seconds: 600)
    #expect(tones(events).allSatisfy { (36...67).contains($0.tone.pitch) })
    #expect(tones(events).count == events.count)
  }

  @Test("Rest is the same 6 dB softer with a tick every 10 s")
  func restIsTheSame() {
    let listening = tones(CalmMusic.listening(seconds: 60))
    let events = CalmMusic.rest(seconds: 60)
    let rest = tones(events)
    #expect(rest.map(\.tone.pitch) == listening.map(\.tone.pitch))
    #expect(zip(rest, listening).allSatisfy { $0.tone.gain == $1.tone.gain - 6 })
    let ticks = events.filter { $0.kind == .sound(.restTick) }.map(\.beat)
    #expect(ticks == [10, 20, 30, 40, 50])
  }

  @Test("Listening is about minus 26 LUFS and rest 6 less")
  func listeningIsAboutMinus() {
    var listening = Mixer()
    listening.play(calmScore(CalmMusic.listening(seconds: 60)), start: 0)
    let sound = listening.rendered(frames: 60 * 48_000)
    #expect(abs(sound.integratedLoudness + 26) < 1)
    #expect(sound.largestStep < 0.02)
    var rest = Mixer()
    rest.play(calmScore(CalmMusic.rest(seconds: 60)), start: 0)
    let quiet = rest.rendered(frames: 60 * 48_000)
    #expect(abs(quiet.integratedLoudness + 32) < 1)
  }
}
