// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Rhythm
import Songs
import Testing
import Timebase

/// Two lines of two phrases each: 4 beats a phrase, 4 s at 60.
private let text = """
  title: Ode
  tempo: 60
  3 3 4 5 ' | 5 4 3 2 |
  Freu-de, schö-ner Göt-ter-fun-ken,
  1 1 2 3 ' | 3. 2/ 2- |
  Toch-ter, kind aus E-ly-sien.
  1 2 3 4 ' | 5 4 3 2 |
  La la la la le le le le
  """

private let words = TherapeuticSinging.Words(
  words: ["The words."], melody: ["Listen."], together: ["Together."],
  helper: ["Helper."], you: ["You."])

private func plan(
  _ change: (inout TherapeuticSinging.Plan) throws -> Void = { _ in }
) throws -> TherapeuticSinging.Plan {
  var plan = TherapeuticSinging.Plan(song: try Song.parse(text, file: "ode.txt").get())
  try change(&plan)
  return plan
}

/// What a score says, plays and marks, each at its second.
private struct Singing {
  let score: Score

  init(_ plan: TherapeuticSinging.Plan) {
    score = TherapeuticSinging.score(plan, words: words)
  }

  init(score: Score) { self.score = score }

  func seconds(_ beat: Rational) -> Double {
    (beat * score.tempo.framesPerBeat / Rational(48_000)).double
  }

  /// In playing order, what `take` has something for.
  func all<Value>(_ take: (Score.Kind) -> Value?) -> [(at: Double, what: Value)] {
    score.sorted().compactMap { event in
      take(event.kind).map { (seconds(event.beat), $0) }
    }
  }

  var guidance: [(at: Double, what: String)] {
    all { if case .guidance(let text) = $0 { text } else { nil } }
  }
  var cues: [(at: Double, what: Cue)] { all { if case .cue(let cue) = $0 { cue } else { nil } } }
  var tones: [(at: Double, what: Tone)] {
    all { if case .tone(let tone) = $0 { tone } else { nil } }
  }
  var lines: [(at: Double, what: VoiceLine)] {
    all { if case .line(let line) = $0 { line } else { nil } }
  }
  var milestones: [(at: Double, what: Milestone)] {
    all { if case .milestone(let milestone) = $0 { milestone } else { nil } }
  }
  var pulses: [(at: Double, what: Pulse)] {
    all { if case .beat(let pulse) = $0 { pulse } else { nil } }
  }
  var sets: [SetMark] { all { if case .set(let mark, _) = $0 { mark } else { nil } }.map(\.what) }

  /// How long each phrase's end is before the next one's beginning.
  var breaths: [Double] {
    let marks = milestones.map(\.at)
    return stride(from: 1, to: marks.count - 1, by: 2).map { marks[$0 + 1] - marks[$0] }
  }
}

@Suite("Therapeutic singing")
struct TherapeuticSingingTests {
  @Test("The words are spoken a line a sentence, then comes the melody, then it is sung")
  func order() throws {
    let singing = Singing(try plan())
    #expect(
      singing.guidance.map(\.what) == [
        "The words.", "Freude, schöner Götterfunken,", "Tochter, kind aus Elysien.", "Listen.",
        "Together."
      ])
    let guide = singing.tones.filter { $0.what.instrument == .clarinet }
    let listen = singing.guidance[3].at
    let together = singing.guidance[4].at
    #expect(guide.allSatisfy { $0.at > listen })
    #expect(guide.contains { $0.at < together } && guide.contains { $0.at > together })
    #expect(singing.milestones.allSatisfy { $0.at > together })
  }

  @Test("No music sounds while words are due, and half a second before it is quiet")
  func quiet() throws {
    let singing = Singing(try plan())
    for words in singing.guidance {
      let ringing = singing.tones.contains {
        $0.at < words.at && $0.at + singing.seconds($0.what.length) > words.at + 0.001
      }
      #expect(!ringing, "\(words.what)")
      let next = singing.tones.first { $0.at >= words.at }
      #expect((next?.at ?? .infinity) >= words.at + 1.5, "\(words.what)")
    }
  }

  @Test("Four phrases are a set, each with its mark and its beginning and end")
  func set() throws {
    let singing = Singing(try plan())
    #expect(singing.sets.map(\.set) == [1, 2, 3, 4])
    #expect(singing.sets.allSatisfy { $0.technique == "singing" && $0.activity == "singing" })
    #expect(
      singing.milestones.map(\.what)
        == (1...4).flatMap { [Milestone.setBegan($0), .setDone($0)] })
    #expect(singing.breaths == [4, 4, 4])
    #expect(singing.score.trim == "song.Ode")
  }

  @Test("The next set goes on from the next phrase; the song comes round, the dose is a ceiling")
  func goingOn() throws {
    func sung(from first: Int, of count: Int) throws -> [Int] {
      Singing(
        try plan {
          $0.firstPhrase = first
          $0.phrases = count
        }
      ).sets.map(\.set)
    }
    #expect(try sung(from: 4, of: 8) == [5, 6])
    #expect(try sung(from: 6, of: 6) == [7, 8, 9, 10])
    #expect(try sung(from: 6, of: 1) == [7])
    #expect(try TherapeuticSinging.phraseCount(plan { $0.phrases = 20 }) == 4)
    #expect(
      Singing(try plan { $0.firstPhrase = 4 }).guidance[1].what == "La la la la le le le le")
  }

  @Test(
    "A breathing rest is whole bars and three seconds at least; moderate, two bars",
    arguments: [
      (50, false, 4.8), (60, true, 8.0), (80, false, 3.0), (96, false, 5.0), (100, true, 4.8)
    ])
  func breath(tempo: Int, isModerate: Bool, seconds: Double) throws {
    let singing = Singing(
      try plan {
        $0.tempo = Tempo(tempo)
        $0.isModerate = isModerate
        $0.phraseLimit = .milliseconds(4_900)
      })
    #expect(singing.breaths.allSatisfy { abs($0 - seconds) < 0.001 })
  }

  @Test("The accompaniment goes on through every rest: a beat never passes without a tone")
  func metre() throws {
    let singing = Singing(try plan())
    guard let first = singing.milestones.first?.at, let last = singing.milestones.last?.at else {
      Issue.record("nothing is sung")
      return
    }
    let backing = Set(singing.tones.filter { $0.what.instrument != .clarinet }.map(\.at))
    for second in stride(from: first, to: last, by: 1) { #expect(backing.contains(second)) }
    let beats = singing.pulses.filter { $0.at >= first && $0.at < last }.map(\.what.beat)
    #expect(beats == beats.indices.map { $0 % 4 + 1 })
  }

  @Test("A bar of pulse counts in to the melody and to the singing, its tonic swelling")
  func countIn() throws {
    let singing = Singing(try plan())
    #expect(
      singing.pulses.filter { $0.what.voice != nil }.map(\.what.beat) == [1, 2, 3, 4, 1, 2, 3, 4])
    #expect(singing.tones.count { $0.what.instrument == .swell } == 6)
  }

  @Test("The guide plays the degrees at the voice's place")
  func guide() throws {
    let high = Singing(
      try plan {
        $0.voice = .high
        $0.key = 2
      })
    let tonic = Placement(try plan().song, voice: .high, key: 2).tonic
    let pitches = high.tones.filter { $0.what.instrument == .clarinet }.map {
      $0.what.pitch - tonic
    }
    #expect(pitches.prefix(8) == [4, 4, 5, 7, 7, 5, 4, 2])
  }

  @Test("The sung guide: the voice sings each phrase on its notes, the instrument goes softly")
  func sungGuide() throws {
    let plain = Singing(try plan())
    let sung = Singing(try plan { $0.sungGuide = true })
    #expect(plain.lines.isEmpty)
    #expect(sung.lines.count == 8)
    let line = try #require(sung.lines.first?.what)
    #expect(line.text == "Freude, schöner")
    #expect(line.syllables.map(\.text) == ["Freu", "de", "schö", "ner"])
    #expect(line.syllables.map(\.beat) == [0, 1, 2, 3])
    #expect(line.isSung)
    func loudest(_ singing: Singing) -> Double {
      singing.tones.filter { $0.what.instrument == .clarinet }.map(\.what.gain).max() ?? 0
    }
    #expect(loudest(sung) <= loudest(plain) - 6)
    // Its clip is levelled as speech, 5 dB over songs.
    #expect(sung.lines.allSatisfy { (-6 ... -5).contains($0.what.gain) })
  }

  @Test("Without a tempo asked for, the song's own is raised by a tenth at most to save cuts")
  func breathTempo() throws {
    func tempo(own: Int, asked: Int? = nil, limit: FrameCount) throws -> Tempo {
      let text = "title: A\ntempo: \(own)\n1 2 3 4 ' | 5 4 3 2\nla la la la la la la la"
      return Singing(
        try plan {
          $0.song = try Song.parse(text, file: "a.txt").get()
          $0.tempo = asked.map { Tempo($0) }
          $0.phraseLimit = limit
        }
      ).score.tempo
    }
    #expect(try tempo(own: 76, limit: .seconds(6)) == Tempo(80))
    #expect(try tempo(own: 76, limit: .seconds(5)) == Tempo(76))
    #expect(try tempo(own: 70, limit: .seconds(6)) == Tempo(70))
    #expect(try tempo(own: 80, limit: .milliseconds(5_600)) == Tempo(80))
    #expect(try tempo(own: 90, limit: .seconds(5)) == Tempo(90))
    #expect(try tempo(own: 76, asked: 76, limit: .seconds(6)) == Tempo(76))
  }

  @Test("With a helper each phrase comes twice, and whose turn it is ends on its first beat")
  func together() throws {
    let singing = Singing(
      try plan {
        $0.together = true
        $0.phrases = 2
      })
    #expect(
      singing.cues.map(\.what.wordings) == [["Helper."], ["You."], ["Helper."], ["You."]])
    #expect(singing.sets.map(\.set) == [1, 2])
    let began = singing.milestones.filter { $0.what == .setBegan(1) || $0.what == .setBegan(2) }
    #expect([singing.cues[1].at, singing.cues[3].at] == began.map(\.at))
    for (cue, next) in zip(singing.cues, singing.cues.dropFirst()) {
      #expect(next.at - singing.seconds(next.what.room) >= cue.at)
    }
  }

  @Test("A tempo outside 50–100 and a phrase limit outside 2–8 s are cut to them")
  func limits() throws {
    #expect(Singing(try plan { $0.tempo = Tempo(300) }).score.tempo == Tempo(100))
    #expect(Singing(try plan { $0.tempo = Tempo(7) }).score.tempo == Tempo(50))
    #expect(Singing(try plan { $0.phraseLimit = .zero }).sets.count == 4)
    let long = Singing(try plan { $0.phraseLimit = .seconds(60) })
    #expect(long.sets.count == 3 && long.breaths == [4, 4])
  }

  @Test("The length is known beforehand, to the frame")
  func length() throws {
    let plan = try plan { $0.together = true }
    let score = TherapeuticSinging.score(plan, words: words)
    let frames = (score.length * score.tempo.framesPerBeat).rounded
    #expect(TherapeuticSinging.length(plan, words: words) == FrameCount(frames))
    #expect(score.events.allSatisfy { $0.beat >= .zero && $0.beat <= score.length })
  }

  @Test("Humming is the song's first phrase once, without words, in half a minute")
  func humming() throws {
    let singing = Singing(
      score: TherapeuticSinging.humming(try plan { $0.sungGuide = true }, words: words))
    #expect(singing.guidance.map(\.what) == ["Listen.", "Together."])
    #expect(singing.sets.map(\.activity) == ["humming"])
    #expect(singing.milestones.map(\.what) == [.setBegan(1), .setDone(1)])
    #expect(singing.lines.isEmpty)
    #expect((20...36).contains(singing.seconds(singing.score.length)))
  }
}
