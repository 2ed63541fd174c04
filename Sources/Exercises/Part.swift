// SPDX-License-Identifier: GPL-3.0-or-later

/// The parts of a practice, in the order in which they come.
public enum Part: Hashable, Sendable, CaseIterable {
  case paced
  case deepBreaths
  case oralMotor
  case speech
  case singing
  /// One phrase, hummed: the singing of a short session.
  case humming
  /// The music that closes a session.
  case listening

  /// By the names of the prescription and the timeline.
  public var technique: String {
    switch self {
    case .paced: PacedBreathing.technique
    case .deepBreaths: DeepBreaths.technique
    case .oralMotor: OralMotor.technique
    case .speech: RhythmicSpeechCueing.technique
    case .singing, .humming: TherapeuticSinging.technique
    case .listening: Listening.technique
    }
  }

  /// The diary and the timeline know it by this; what was sung or played is told apart.
  public var activity: String {
    switch self {
    case .paced: PacedBreathing.activity
    case .deepBreaths: DeepBreaths.activity
    case .oralMotor: OralMotor.activity
    case .speech: RhythmicSpeechCueing.activity
    case .singing: TherapeuticSinging.activity
    case .humming: TherapeuticSinging.hummingActivity
    case .listening: Listening.activity
    }
  }
}
