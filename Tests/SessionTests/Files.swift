// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Prompts
import Session
import Settings
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

extension Facts {
  /// A unit somebody has practised with for ten days, on a Wednesday at nine.
  static func usual(
    _ profile: Profile? = .mild, clinic: [String] = [], caregiver: [String] = [],
    wall: WallTime = .morning, history: PracticeHistory = .experienced
  ) -> Facts {
    let prescription = profile.map { Files.prescription($0, clinic) }
    return Facts(
      prescription: prescription, settings: Files.settings(caregiver, within: prescription),
      pack: Files.english, wall: wall, history: history)
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
    breaths: Int = 5, powered: Int = 500_000, effort: Int? = nil, wasStopped: Bool = false,
    isCompletion: Bool = false, wasCompleted: Bool = false
  ) -> PastSession {
    let end = from.earlier(by: seconds)
    return PastSession(
      began: end.earlier(by: 700), ended: end, poweredEnd: powered - seconds, ending: ending,
      done: .seconds(500), blocksBegun: blocks, deepBreathsBegun: breaths,
      isCompletion: isCompletion, wasCompleted: wasCompleted, wasStopped: wasStopped,
      effort: effort)
  }
}
