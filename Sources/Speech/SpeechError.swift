// SPDX-License-Identifier: GPL-3.0-or-later

/// Why there is no clip.
public enum SpeechError: Error, Equatable, Sendable {
  /// eSpeak NG on this machine has no voice of this name.
  case noSuchVoice(String)

  /// The text has more Unicode scalars than `ClipRequest.maximumTextScalars`.
  case textTooLong(scalars: Int, limit: Int)

  /// The text would sound longer than `Clip.maximumFrames`.
  case clipTooLong(limitSeconds: Int)

  /// The moments or notes cannot be made.
  case delivery(DeliveryFault)

  /// The voice speaks the text with another number of syllables than there are moments for.
  case syllables(spoken: Int, wanted: Int)

  /// A C library in the child refused: its function and the code it returned.
  case library(function: String, code: Int32)

  /// No usable answer from the child, nor from a second one.
  case child(ChildFailure)
}

/// How one child failed.
public enum ChildFailure: Error, Equatable, Sendable {
  /// It took longer than the time limit, and was killed.
  case timedOut(milliseconds: Int)

  /// It crashed or ended before its answer was whole.
  case ended

  /// It answered, but not in a way that could be its answer.
  case garbled

  /// Nobody waits for it any more: the program is ending. It is not tried again.
  case interrupted

  /// A call of this process failed: the C function and `errno`. A program that does not exist is
  /// ("posix_spawn", ENOENT).
  case system(SystemCallError)
}

/// A C function that failed, and its `errno`.
public struct SystemCallError: Error, Equatable, Sendable {
  public let function: String
  public let code: Int32

  public init(function: String, code: Int32) {
    self.function = function
    self.code = code
  }
}
