// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Testing
import Timebase

struct CalmMusicTests {
  private static let seeds = Array(-9...9) + [20_780]

  private func tones(_ events: [Score.Event]) -> [(onset: Rational, tone: Tone)] {
    events.compactMap { event in
      guard case .tone(let tone) = event.kind else { return nil }
      return (event.beat, tone)
    }
  }

  private func chordOnsets(_ events: [Score.Event]) -> [Int] {
    Set(tones(events).filter { $0.tone.instrument == .calmPad }.map { $0.onset.floor }).sorted()
  }

  @Test("It is over when it should be, with 6 s for the last fade", arguments: [0, 3, 7])
  func itIsOverWhen(seed: Int) {
    for seconds in [7, 10, 30, 60, 61, 90, 180, 540, 1_200] {
      let listening = tones(CalmMusic.listening(seconds: seconds, seed: seed))
      let ends = listening.map { $0.onset + $0.tone.length }
      #expect(ends.max() == Rational(seconds - 6))
      var mixer = Mixer()
      mixer.play(calmScore(CalmMusic.listening(seconds: seconds, seed: seed)), start: 0)
      #expect(mixer.silentFrom([.music]) == SampleTime(seconds * 48_000))
    }
  }

  @Test("Chords change every 8 to 12 s over a drone, without a gap, for any length")
  func chordsChangeEvery8() {
    for seconds in 60...540 {
      let events = CalmMusic.listening(seconds: seconds, seed: seconds)
      let changes = chordOnsets(events) + [seconds - 6]
      let lengths = zip(changes.dropFirst(), changes).map { $0 - $1 }
      #expect(changes.first == 0)
      #expect(lengths.allSatisfy { (8...12).contains($0) }, "\(seconds): \(lengths)")
      let heard = tones(events)
      let drone = heard.filter { $0.tone.instrument == .drone }
      #expect(drone.count == 2)
      #expect(drone.allSatisfy { $0.onset == .zero && $0.tone.length == Rational(seconds - 6) })
      #expect(Set(heard.map(\.tone.instrument)).count == 2, "two timbres")
    }
  }

  @Test("It stays between C2 and G4 and has no pulse, whatever the day")
  func itStaysBetweenC2() {
    for seed in Self.seeds {
      let events = CalmMusic.listening(seconds: 540, seed: seed)
      #expect(tones(events).allSatisfy { (36...67).contains($0.tone.pitch) })
      #expect(tones(events).count == events.count)
    }
  }

  @Test("Chords are four tones in a scale of seven, held where they agree, moving by thirds")
  func chordsAreFourTones() {
    for seed in 0..<8 {
      let events = CalmMusic.listening(seconds: 540, seed: seed)
      let heard = tones(events)
      #expect(Set(heard.map { $0.tone.pitch % 12 }).count <= 7)
      let chords = chordOnsets(events).map { onset in
        heard.filter { $0.tone.instrument == .calmPad && $0.onset == Rational(onset) }
          .map(\.tone.pitch).sorted()
      }
      #expect(chords.allSatisfy { Set($0).count == 4 })
      for (one, next) in zip(chords, chords.dropFirst()) {
        #expect(zip(one, next).allSatisfy { abs($0 - $1) <= 4 }, "\(one) \(next)")
      }
    }
  }

  @Test("At least six days running have their own music, and the same day has the same")
  func atLeastSixDays() {
    for seed in Self.seeds {
      let days = (seed..<seed + 8).map { CalmMusic.listening(seconds: 120, seed: $0) }
      #expect(Set(days).count == 8)
      #expect(CalmMusic.listening(seconds: 120, seed: seed) == days[0])
    }
    #expect(CalmMusic.listening(seconds: 90) == CalmMusic.listening(seconds: 90, seed: 0))
  }

  @Test("Rest is the same 6 dB softer with a tick every 10 s")
  func restIsTheSame() {
    for seed in Self.seeds {
      let listening = tones(CalmMusic.listening(seconds: 60, seed: seed))
      let events = CalmMusic.rest(seconds: 60, seed: seed)
      let rest = tones(events)
      #expect(rest.map(\.tone.pitch) == listening.map(\.tone.pitch))
      #expect(zip(rest, listening).allSatisfy { $0.tone.gain == $1.tone.gain - 6 })
      let ticks = events.filter { $0.kind == .sound(.restTick) }.map(\.beat)
      #expect(ticks == [10, 20, 30, 40, 50])
    }
  }

  @Test("Rest and settling fill any short time, without a start and over at its end")
  func restAndSettlingFill() {
    for seconds in 5...30 {
      for events in [CalmMusic.rest(seconds: seconds), CalmMusic.settle(seconds: seconds)] {
        var mixer = Mixer()
        mixer.play(calmScore(events), start: 0)
        let silent = (mixer.silentFrom([.music]) ?? .zero).frame
        #expect(silent <= seconds * 48_000 && silent > (seconds - 1) * 48_000)
        let sound = mixer.rendered(frames: seconds * 48_000)
        #expect(sound.largestStep < 0.02)
        #expect(sound.slice(0..<24_000).momentaryLoudness < sound.momentaryLoudness - 6)
        #expect((-40.0 ... -20.0).contains(sound.momentaryLoudness), "\(seconds)")
      }
    }
    #expect(CalmMusic.settle(seconds: 16) != CalmMusic.listening(seconds: 16))
  }

  @Test("Listening is about minus 26 LUFS and rest 6 less", arguments: 0..<8)
  func listeningIsAboutMinus(seed: Int) {
    var listening = Mixer()
    listening.play(calmScore(CalmMusic.listening(seconds: 60, seed: seed)), start: 0)
    let sound = listening.rendered(frames: 60 * 48_000)
    #expect(abs(sound.integratedLoudness + 26) < 1)
    #expect(sound.largestStep < 0.02)
    var rest = Mixer()
    rest.play(calmScore(CalmMusic.rest(seconds: 60, seed: seed)), start: 0)
    let quiet = rest.rendered(frames: 60 * 48_000)
    #expect(abs(quiet.integratedLoudness + 32) < 1)
  }
}
