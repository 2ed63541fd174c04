// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Glibc
import Prompts
import Session
import Settings
import Songs
import Testing
import Timebase

/// What a unit is given: text files and language packs as they are in the checkout.
enum Files {
  static let english = pack("en")

  static func pack(_ language: String) -> LanguagePack {
    let folder = #filePath.split(separator: "/").dropLast().joined(separator: "/")
    let bytes = read("/\(folder)/../../Voices/\(language)/prompts.txt")
    let text = String(decoding: bytes, as: UTF8.self)
    switch LanguagePack.parse(text, language: language, file: "prompts.txt") {
    case .success(let pack): return pack
    case .failure(let invalid): preconditionFailure("\(invalid)")
    }
  }

  private static func read(_ path: String) -> [UInt8] {
    guard let file = fopen(path, "r") else { preconditionFailure("\(path) cannot be read") }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 {
      bytes += chunk[..<count]
    }
    return bytes
  }

  /// - Parameter lines: what the clinic wrote beside the profile.
  static func prescription(_ profile: Profile, _ lines: [String] = []) -> Prescription {
    let text = (["profile: \(profile.rawValue)", "days a week: 3"] + lines).joined(separator: "\n")
    guard let prescription = Prescription.parse(Array(text.utf8)).value else {
      preconditionFailure("not a prescription: \(text)")
    }
    return prescription
  }

  /// - Parameter lines: what the caregiver wrote; without a word on it, own pace is not measured.
  static func settings(_ lines: [String] = [], within clinic: Prescription?) -> CaregiverSettings {
    let text = (lines.contains { $0.hasPrefix("own pace") } ? [] : ["own pace: no"]) + lines
    let bytes = Array(text.joined(separator: "\n").utf8)
    guard let settings = CaregiverSettings.parse(bytes, within: clinic).value else {
      preconditionFailure("not a caregiver's file: \(text)")
    }
    return settings
  }
}

extension Files {
  /// Four lines of a bar each, which are four phrases; the words differ by the title.
  static func song(_ title: String, tags: String = "none") -> Song {
    let text = """
      title: \(title)
      tags: \(tags)
      metre: 4/4
      mode: major
      tempo: 72

      1 2 3 4 |
      Sing a new song,
      5 4 3 2 |
      sing it with me,
      3 3 4 5 |
      all the day long,
      5 4 2 1 |
      let it go free.
      """
    switch Song.parse(text, file: "\(title).txt") {
    case .success(let song): return song
    case .failure(let invalid): preconditionFailure("\(invalid)")
    }
  }

  static func phrase(_ text: String, sentence: String? = nil) -> Prompts.Phrase {
    Prompts.Phrase(family: .needs, text: text, sentence: sentence)
  }
}

extension Repertoire {
  /// Two songs, five phrases, no music of one's own.
  static let usual = Repertoire(
    songs: [Files.song("Meadow"), Files.song("Harbour")],
    phrases: [
      Files.phrase("I am thirsty.", sentence: "I am thirsty, please."),
      Files.phrase("Open the window."), Files.phrase("I need some help."),
      Files.phrase("Good morning."), Files.phrase("I am tired.")
    ])

  static let ownMusic = Repertoire(music: [.waltz, .polka])

  func with(_ change: (inout Repertoire) -> Void) -> Repertoire {
    var repertoire = self
    change(&repertoire)
    return repertoire
  }
}

extension OwnTrack {
  static let waltz = OwnTrack(id: "waltz.flac", length: .seconds(90))
  static let polka = OwnTrack(id: "polka.mp3", length: .seconds(700))
}

extension Facts {
  /// A unit somebody has practised with for ten days, on a Wednesday at nine. It has no songs and
  /// no phrases: what it practises is breathing.
  static func usual(
    _ profile: Profile? = .mild, clinic: [String] = [], caregiver: [String] = [],
    wall: WallTime = .morning, history: PracticeHistory = .experienced,
    repertoire: Repertoire = Repertoire()
  ) -> Facts {
    let prescription = profile.map { Files.prescription($0, clinic) }
    return Facts(
      prescription: prescription, settings: Files.settings(caregiver, within: prescription),
      pack: Files.english, wall: wall, history: history, repertoire: repertoire)
  }

  /// All there is to practise, and minutes enough for it: breathing, speech, singing and music.
  static func everything(
    clinic: [String] = ["habitual rate: 180"], caregiver: [String] = [],
    wall: WallTime = .morning, history: PracticeHistory = .experienced,
    repertoire: Repertoire = .usual
  ) -> Facts {
    .usual(
      .moderate,
      clinic: [
        "techniques: breathing, speech cueing, singing, listening", "session minutes: 20-20"
      ] + clinic, caregiver: caregiver, wall: wall, history: history, repertoire: repertoire)
  }

  /// The same with the voice exercises in place of speech.
  static func voiceExercises(
    caregiver: [String] = [], history: PracticeHistory = .experienced
  ) -> Facts {
    .usual(
      .moderate,
      clinic: [
        "techniques: breathing, oral motor, singing, listening", "session minutes: 20-20"
      ], caregiver: caregiver, history: history, repertoire: .usual)
  }

  /// One technique alone, in a session that is long enough for all of it.
  static func only(
    _ technique: String, clinic: [String] = [], caregiver: [String] = [],
    history: PracticeHistory = .experienced, repertoire: Repertoire = .usual
  ) -> Facts {
    .usual(
      .moderate, clinic: ["techniques: \(technique)", "session minutes: 20-20"] + clinic,
      caregiver: caregiver, history: history, repertoire: repertoire)
  }
}

extension PracticeHistory {
  /// Ten days of practice before this week, the safety words said whole on Tuesday.
  static var experienced: PracticeHistory {
    PracticeHistory(
      practiceDays: Set((6...15).map { WallTime.on($0).day }), lastWholeSafety: .on(24),
      poweredSeconds: 500_000)
  }

  func with(_ change: (inout PracticeHistory) -> Void) -> PracticeHistory {
    var history = self
    change(&history)
    return history
  }
}

extension PastSession {
  /// A session that ended so long before Wednesday at nine, with the work it had done.
  static func ended(
    _ seconds: Int, ago from: WallTime = .morning, _ ending: Ending = .finished, blocks: Int = 2,
    breaths: Int = 5, powered: Int = 500_000, effort: Int? = nil, isShort: Bool = false,
    wasStopped: Bool = false, isCompletion: Bool = false, wasCompleted: Bool = false
  ) -> PastSession {
    let end = from.earlier(by: seconds)
    return PastSession(
      began: end.earlier(by: 700), ended: end, poweredEnd: powered - seconds, ending: ending,
      done: .seconds(500), isShort: isShort,
      begun: [.paced: blocks, .deepBreaths: breaths, .listening: 1],
      isCompletion: isCompletion, wasCompleted: wasCompleted, wasStopped: wasStopped,
      effort: effort)
  }
}
