// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Prompts
import Rhythm
import Session
import Songs
import Timebase

/// Songs, phrases and own music by chance, for a simulated unit.
struct RandomRepertoire {
  let repertoire: Repertoire
  /// What the mixer plays of the music.
  let tracks: [String: SampleMemory]

  init(_ random: inout SeededRandom) {
    var songs: [Song] = []
    for index in 0..<random.next(in: 0...3) {
      songs.append(Self.song("Song \(index + 1)", &random))
    }
    // Often the same songs on another unit, too; the order is the unit's own.
    var phrases: [Prompts.Phrase] = []
    for _ in 0..<random.next(in: 0...10) {
      let text = Self.phrases[random.next(in: 0...Self.phrases.count - 1)]
      if phrases.contains(where: { $0.text == text }) { continue }
      let isOwn = random.next(in: 0...3) == 0
      phrases.append(
        Prompts.Phrase(
          family: isOwn ? .own : .needs, text: text, sentence: isOwn ? nil : "Well, \(text)"))
    }
    var music: [OwnTrack] = []
    if random.next(in: 0...2) == 0 {
      for id in ["tune-1", "tune-2"].prefix(random.next(in: 1...2)) {
        music.append(OwnTrack(id: id, length: .seconds(random.next(in: 4...Self.trackSeconds))))
      }
    }
    repertoire = Repertoire(songs: songs, phrases: phrases, music: music)
    tracks = Dictionary(uniqueKeysWithValues: music.map { ($0.id, Self.tune) })
  }

  // MARK: Phrases

  /// One syllable to twelve, one with too many, one without any.
  private static let phrases = [
    "Yes.", "I love you.", "Thank you so much.", "Open the window.", "Please turn me over.",
    "Good morning, Anna.", "I am very tired now.", "May I have a cup of warm tea?", "Hm.",
    "This is a phrase of far too many syllables to be said on one breath."
  ]

  // MARK: Songs

  /// Bars of each metre; every letter is a degree.
  private static func bars(_ metre: Song.Metre) -> [String] {
    switch metre {
    case .two: ["n n", "n-", "n/ n/ n", "n. n/"]
    case .three: ["n n n", "n- n", "n--", "n/ n/ n n"]
    case .four: ["n n n n", "n- n-", "n n n-", "n---", "n/ n/ n n-"]
    }
  }

  /// A tune that wanders by steps between the tonic and the sixth, as the text of its file.
  static func text(_ title: String, _ random: inout SeededRandom) -> String {
    let metre = Song.Metre.allCases[random.next(in: 0...2)]
    var lines = [
      "title: \(title)", "metre: \(metre.rawValue)",
      "mode: \(random.next(in: 0...1) == 0 ? "major" : "minor")",
      "tempo: \(random.next(in: 50...100))", ""
    ]
    var degree = 1
    for _ in 0..<random.next(in: 1...5) {
      var notes = 0
      var bars: [String] = []
      for bar in 0..<random.next(in: 1...4) {
        let rhythms = Self.bars(metre)
        var text = ""
        for letter in rhythms[random.next(in: 0...rhythms.count - 1)] {
          guard letter == "n" else {
            text.append(letter)
            continue
          }
          degree = min(max(degree + random.next(in: -2...2), 1), 6)
          text += "\(degree)"
          notes += 1
        }
        if bar == 1, random.next(in: 0...2) == 0 { text += " '" }
        bars.append(text)
      }
      lines.append(bars.joined(separator: " | ") + " |")
      lines.append(Array(repeating: "la", count: notes).joined(separator: " "))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func song(_ title: String, _ random: inout SeededRandom) -> Song {
    let text = text(title, &random)
    switch Song.parse(text, file: title, language: nil, origin: .own) {
    case .success(let song): return song
    case .failure(let invalid): preconditionFailure("\(invalid.findings) in \(text)")
    }
  }

  // MARK: Music

  private static let trackSeconds = 40

  /// A soft triangle wave of 200 Hz.
  private static let tune: SampleMemory = {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(2 * trackSeconds * SampleRate.framesPerSecond)
    for frame in 0..<trackSeconds * SampleRate.framesPerSecond {
      let place = frame % 240
      let sample = Int16(40 * (place < 120 ? place - 60 : 180 - place))
      bytes.append(UInt8(truncatingIfNeeded: sample))
      bytes.append(UInt8(truncatingIfNeeded: sample >> 8))
    }
    return .holding(bytes)
  }()
}
