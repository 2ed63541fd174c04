// SPDX-License-Identifier: GPL-3.0-or-later
import Bench
import Prompts
import Rhythm
import Session
import Settings
import Timebase

/// A unit as the desk has it: English, mild, nothing chosen by a caregiver, no history.
struct Unit {
  private let prescription: Prescription
  private let settings: CaregiverSettings
  private let language: Language

  /// - Parameter isUnattended: a practice goes on without further presses.
  init(_ workshop: Workshop, isUnattended: Bool = false) throws(Failure) {
    var prescription = Prescription()
    prescription.profile = .mild
    prescription.unattended = isUnattended
    self.prescription = prescription
    settings = CaregiverSettings(within: prescription)
    language = try Language("en", voices: workshop.voices)
  }

  /// - Parameter release: presses sooner than this after the last one are not taken.
  func conductor(release: FrameCount = .milliseconds(500)) -> Conductor {
    // Sunday, 22 November 2026, nine o'clock.
    let wall = WallTime(seconds: 20_779 * 86_400 + 9 * 3_600, isSet: true)
    return Conductor(
      session: Session(
        Facts(
          prescription: prescription, settings: settings, pack: language.pack, wall: wall,
          repertoire: Repertoire(songs: language.songs, phrases: language.phrases))),
      filter: PressFilter(acceptance: Self.acceptance, release: release), language: "en")
  }

  /// The usual acceptance time (`clinical.md`: 0.05 s).
  static let acceptance = FrameCount.milliseconds(50)
}
