// SPDX-License-Identifier: GPL-3.0-or-later

/// Something about the person's own music that somebody should know, in plain words.
public struct MusicFinding: Equatable, Sendable, CustomStringConvertible {
  /// The name for people; a path in the folder where the file lies deeper.
  public let file: String
  /// Follows the name: "is cut short".
  public let what: String
  /// What would have been right.
  public let expected: String

  public init(file: String, what: String, expected: String) {
    self.file = file
    self.what = what
    self.expected = expected
  }

  public var description: String { "\(file): \(what), expected \(expected)" }

  init(_ file: BytePath, _ error: AudioFileError) {
    self.init(file: file.text, what: error.what, expected: error.expected)
  }
}

/// How much of the person's own music there may be.
public struct MusicLimits: Equatable, Sendable {
  /// Of one file on the stick.
  public var track = AudioFile.Limits.track
  /// In the store.
  public var tracks = 60
  /// In the store, in bytes.
  public var bytes = 1_000_000_000
  /// Left free on the unit's storage, where the diary lives, in bytes [E].
  public var freeBytes = 64_000_000

  public init() {}
}

/// A piece of music that the unit can play.
public struct TrackInfo: Equatable, Sendable {
  /// The name of its file in the store; it stays the same for the same music.
  public let id: String
  /// The name of the file it came from, without folder and ending.
  public let title: String
  /// At 48 kHz.
  public let frames: Int
  /// As it plays from both speakers, in LUFS.
  public let loudness: Double
}
