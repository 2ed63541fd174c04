// SPDX-License-Identifier: GPL-3.0-or-later

/// What an exercise was made of.
public struct MaterialRow: Hashable, Sendable {
  public enum Kind: String, Sendable { case piece, song, phrase, track }

  /// Nil for music heard outside a session; else with its exercise.
  public var session: RowID?
  public var exercise: RowID?
  public var kind: Kind
  /// 1–1000 characters.
  public var name: String
  /// Of a piece: 1–20.
  public var layers: Int?

  public init(
    session: RowID? = nil, exercise: RowID? = nil, kind: Kind, name: String, layers: Int? = nil
  ) {
    self.session = session
    self.exercise = exercise
    self.kind = kind
    self.name = name
    self.layers = layers
  }
}

/// The rate of speech, measured by counting aloud.
public struct RateMeasurementRow: Hashable, Sendable {
  public enum Outcome: Hashable, Sendable {
    /// 40,000–400,000 thousandths of a syllable a minute.
    case rate(rateMilli: Int)
    case skipped
    case unclear
  }

  public var session: RowID?
  public var outcome: Outcome

  public init(session: RowID? = nil, outcome: Outcome) {
    self.session = session
    self.outcome = outcome
  }
}

extension RateMeasurementRow.Outcome {
  var name: String {
    switch self {
    case .rate: "rate"
    case .skipped: "skipped"
    case .unclear: "unclear"
    }
  }

  var rateMilli: Int? {
    switch self {
    case .rate(let rateMilli): rateMilli
    case .skipped, .unclear: nil
    }
  }
}

/// A song of the past, and the civil day (days since 1970-01-01) on which it was sung.
public struct PastSong: Hashable, Sendable {
  public let name: String
  /// Nil where no set clock knew it.
  public let day: Int64?
}

/// What was played, sung and spoken before.
public struct RepertoireHistory: Hashable, Sendable {
  /// The most layers a piece has had; 0 where none was played.
  public internal(set) var mostLayers = 0
  /// The last fifty, newest last.
  public internal(set) var songs: [PastSong] = []
  /// How many phrases were spoken, ever.
  public internal(set) var phrases = 0
  public internal(set) var lastTrack: String?
  /// Sessions with oral motor exercises, ever.
  public internal(set) var oralMotorSessions = 0
  /// Thousandths of a syllable a minute.
  public internal(set) var lastRateMilli: Int?
  /// Civil days with exercise on which a set clock knew the day, ascending.
  public internal(set) var daysByTheClock: [Int64] = []

  init() {}
}

extension Diary {
  func readRepertoire() throws(DiaryError) -> RepertoireHistory {
    var repertoire = RepertoireHistory()
    repertoire.mostLayers = Int(
      try database.integer("SELECT max(layers) FROM material WHERE kind = 'piece'") ?? 0)
    repertoire.songs = try pastSongs()
    repertoire.phrases = Int(
      try database.integer("SELECT count(*) FROM material WHERE kind = 'phrase'") ?? 0)
    repertoire.lastTrack = try database.text(
      "SELECT name FROM material WHERE kind = 'track' ORDER BY id DESC LIMIT 1")
    repertoire.oralMotorSessions = Int(
      try database.integer(
        """
        SELECT count(DISTINCT session) FROM exercise
        WHERE technique = 'oral motor' AND done_seconds > 0
        """) ?? 0)
    repertoire.lastRateMilli = try database.integer(
      "SELECT rate_milli FROM rate_measurement WHERE outcome = 'rate' ORDER BY id DESC LIMIT 1"
    ).map(Int.init)
    repertoire.daysByTheClock = try daysByTheClock()
    return repertoire
  }

  private func pastSongs() throws(DiaryError) -> [PastSong] {
    let statement = try database.prepare(
      """
      SELECT * FROM (
        SELECT id, name, CASE WHEN clock_set THEN wall_seconds / 86400 END FROM material
        WHERE kind = 'song' ORDER BY id DESC LIMIT 50)
      ORDER BY id
      """)
    var songs: [PastSong] = []
    while try statement.step() {
      guard let name = statement.text(1) else { throw .broken("NULL in material.name") }
      songs.append(PastSong(name: name, day: statement.integer(2)))
    }
    return songs
  }

  private func daysByTheClock() throws(DiaryError) -> [Int64] {
    let statement = try database.prepare(
      """
      SELECT DISTINCT wall_seconds / 86400 FROM session
      WHERE done_seconds > 0 AND clock_set = 1 ORDER BY 1
      """)
    var days: [Int64] = []
    while try statement.step() {
      guard let day = statement.integer(0) else { throw .broken("NULL in session.wall_seconds") }
      days.append(day)
    }
    return days
  }
}
