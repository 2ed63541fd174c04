// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Prompts
import Rhythm
import Settings
import Songs
import Timebase

/// All that a session is told about its unit at power-on. Everything that follows, follows from
/// this and from what happens.
public struct Facts: Sendable {
  /// nil: the clinic has given none, and the unit offers listening.
  public var prescription: Prescription?
  public var settings: CaregiverSettings
  public var pack: LanguagePack
  /// At frame 0.
  public var wall: WallTime
  public var history: PracticeHistory
  /// What may be practised and heard: nothing of it is needed.
  public var repertoire: Repertoire
  /// What the caregiver's file asks for once, where it did not come with a stick.
  public var requests: [SettingsRequest] = []
  /// How loud by day and in the evening.
  public var gains = Gains()
  /// It was power that ended the last run, not a shutdown.
  public var isRestarted: Bool
  /// What `workedOut` has worked out; nil: the session does.
  private(set) var singingTimes: SingingTimes?

  public init(
    prescription: Prescription?, settings: CaregiverSettings, pack: LanguagePack, wall: WallTime,
    history: PracticeHistory = PracticeHistory(), repertoire: Repertoire = Repertoire(),
    isRestarted: Bool = false
  ) {
    self.prescription = prescription
    self.settings = settings
    self.pack = pack
    self.wall = wall
    self.history = history
    self.repertoire = repertoire
    self.isRestarted = isRestarted
  }

  /// The same, with what takes longer to work out than the sound can wait: for facts that come to a
  /// session that plays. They are not to be changed after it.
  public func workedOut() -> Facts {
    var facts = self
    let turn = Turn(situation: Situation(history: history), facts: self, frame: .zero)
    facts.singingTimes = turn.singingTimes
    return facts
  }
}

/// Decibels against what the card is set to, 0 or less.
public struct Gains: Hashable, Sendable {
  public var day = 0.0
  public var evening = 0.0

  public init(day: Double = 0, evening: Double = 0) {
    self.day = day
    self.evening = evening
  }
}

/// The songs, phrases and music there are, in their order.
public struct Repertoire: Hashable, Sendable {
  /// Those that may be sung: the language's, as the caregiver chose among them, and their own.
  public var songs: [Song]
  /// The person's own first.
  public var phrases: [Prompts.Phrase]
  /// The person's own music.
  public var music: [OwnTrack]

  public init(songs: [Song] = [], phrases: [Prompts.Phrase] = [], music: [OwnTrack] = []) {
    self.songs = songs
    self.phrases = phrases
    self.music = music
  }
}

/// A piece of the person's own music.
public struct OwnTrack: Hashable, Sendable {
  /// Its name in the unit's store.
  public var id: String
  public var length: FrameCount

  public init(id: String, length: FrameCount) {
    self.id = id
    self.length = length
  }
}
