// SPDX-License-Identifier: GPL-3.0-or-later

import SoundMeasures
import Speech
import Testing

@Suite("A phrase spoken on beats")
struct OnBeatTests {
  private static let tempi = [40, 60, 97.3, 120, 200]

  @Test(
    "Its vowels are on their beats, in the timeline and in the sound",
    arguments: EverydayPhrases.voices)
  func isOnTheBeat(voice: String) throws {
    var maker = try freshMaker()
    var errors: [Double] = []
    for (index, phrase) in EverydayPhrases.phrases(voice).enumerated() {
      // Every phrase at a tempo and in its own rhythm; over the phrases, every tempo.
      let tempo = Self.tempi[index % Self.tempi.count]
      let prosody = try maker.prosody(of: phrase, voice: voice, wordsPerMinute: 130)
      for beats in [metric(prosody, tempo), patterned(prosody, tempo)] {
        let clip = try maker.clip(for: request(phrase, voice, beats))
        let first = try #require(clip.vowels.first?.frame)
        #expect(clip.vowels.map { $0.frame - first } == beats, "\(phrase) at \(tempo)")
        let found = OnsetDetector(clip.samples).errors(expected: clip.vowels.map(\.frame))
        for error in found where abs(error) > 25 {
          Issue.record("\(phrase) at \(tempo): \(found) ms")
        }
        errors += found.map(abs)
      }
    }
    #expect(errors.sorted()[errors.count / 2] <= 10)
  }

  @Test("The detector is not led by what is expected: it finds a clip that is 40 ms late")
  func lateClipIsFound() throws {
    var maker = try freshMaker()
    let beats = [0, 29_599, 59_198, 88_798]
    let clip = try maker.clip(for: request("I am thirsty.", "en-us", beats))
    let late = [Int16](repeating: 0, count: 1_920) + clip.samples
    let errors = OnsetDetector(late).errors(expected: clip.vowels.map(\.frame))
    #expect(errors.allSatisfy { (30...50).contains($0) }, "\(errors)")
  }

  @Test("Slow speech has silence between its syllables, not vowels held like singing")
  func slowSpeechIsNotSung() throws {
    var maker = try freshMaker()
    let clip = try maker.clip(for: request("Good morning.", "en-us", [0, 72_000, 144_000]))
    let silent = clip.samples.filter { abs(Int($0)) < 33 }.count
    #expect(silent > clip.samples.count / 2)
    #expect(largestStep(clip) < 7_000)
    #expect(clip.samples.allSatisfy { abs(Int($0)) <= 23_198 })
  }

  @Test("The same beats give the same bytes in two processes; another beat gives others")
  func isReproducible() throws {
    var maker = try freshMaker()
    let first = try maker.clip(for: request("Я хочу пить.", "ru", [0, 24_000, 48_000, 72_000]))
    #expect(
      try maker.clip(for: request("Я хочу пить.", "ru", [0, 24_000, 48_000, 72_000])) == first)
    #expect(maker.lastChildren.count == 1)
    #expect(
      try maker.clip(for: request("Я хочу пить.", "ru", [0, 24_000, 48_000, 72_048])) != first)
  }

  @Test("Beats are part of what a clip is kept under")
  func isCached() throws {
    let directory = try TemporaryDirectory()
    var maker = try freshMaker(cacheDirectory: directory.path)
    for beats in [[0, 24_000, 48_000], [0, 24_000, 48_001]] {
      let made = try maker.clip(for: request("Good morning.", "en-us", beats))
      #expect(maker.lastChildren.count == 1)
      #expect(try maker.clip(for: request("Good morning.", "en-us", beats)) == made)
      #expect(maker.lastChildren.isEmpty)
    }
  }

  @Test("Beats for another number of syllables are an error that names both")
  func otherCount() throws {
    var maker = try freshMaker()
    #expect(throws: SpeechError.syllables(spoken: 3, wanted: 2)) {
      try maker.clip(for: request("Good morning.", "en-us", [0, 24_000]))
    }
    #expect(maker.lastChildren.count == 1)
    #expect(throws: SpeechError.syllables(spoken: 0, wanted: 1)) {
      try maker.clip(for: request(" ", "en-us", [0]))
    }
  }

  private static let impossible: [([Int], DeliveryFault)] = [
    ([], .syllableCount(0, limit: 64)),
    ([Int](repeating: 0, count: 65), .syllableCount(65, limit: 64)),
    ([1, 24_000], .time(0)), ([0, 24_000, 24_000], .time(2)), ([0, 24_000, 100], .time(2)),
    ([0, 7_000_000], .time(1)), ([0, .max], .time(1)), ([.min, 0], .time(0))
  ]

  @Test("Beats that cannot be are refused and start no child", arguments: impossible.indices)
  func impossibleBeats(index: Int) throws {
    let (beats, fault) = Self.impossible[index]
    var maker = try freshMaker()
    #expect(throws: SpeechError.delivery(fault)) {
      try maker.clip(for: request("Good morning.", "en-us", beats))
    }
    #expect(maker.lastChildren.isEmpty)
  }

  @Test("Beats as near as 10 ms and as far as a minute are spoken", arguments: [480, 2_880_000])
  func extremes(interval: Int) throws {
    var maker = try freshMaker()
    let clip = try maker.clip(for: request("Good morning.", "en-us", [0, interval, 2 * interval]))
    #expect(clip.vowels.count == 3)
    #expect(clip.vowels.allSatisfy { clip.samples.indices.contains($0.frame) })
  }

  @Test("Sixty syllables are spoken on sixty beats")
  func sixtySyllables() throws {
    var maker = try freshMaker()
    let text = [String](repeating: "one", count: 60).joined(separator: " ")
    let clip = try maker.clip(for: request(text, "en-us", (0..<60).map { $0 * 24_000 }))
    #expect(clip.vowels.count == 60)
  }

  private func metric(_ prosody: SpokenProsody, _ tempo: Double) -> [Int] {
    prosody.syllables.indices.map { Int((Double($0) * 2_880_000 / tempo).rounded()) }
  }

  /// The phrase's own rhythm at the tempo, no two vowels nearer than 100 ms.
  private func patterned(_ prosody: SpokenProsody, _ tempo: Double) -> [Int] {
    let frames = prosody.syllables.map { Double($0.frame) }
    guard let last = frames.last, last > 0 else { return frames.map { _ in 0 } }
    let stretch = 2_880_000 / tempo * Double(frames.count - 1) / last
    var beats: [Int] = []
    for frame in frames {
      beats.append(max(Int((frame * stretch).rounded()), beats.last.map { $0 + 4_800 } ?? 0))
    }
    return beats
  }

  private func request(_ text: String, _ voice: String, _ beats: [Int]) -> ClipRequest {
    ClipRequest(text: text, voice: voice, wordsPerMinute: 130, delivery: .onBeats(beats))
  }

  private func largestStep(_ clip: Clip) -> Int {
    zip(clip.samples, clip.samples.dropFirst()).map { abs(Int($0) - Int($1)) }.max() ?? 0
  }
}
