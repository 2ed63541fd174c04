// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// The body of the hidden subcommand: one question in, one answer out, and the process ends.
///
/// It runs in a process of its own because eSpeak NG's output depends on what it spoke before, and
/// so that a fault or hang of it cannot take the appliance along.
public enum SpeechChild {
  /// Seconds after which the kernel ends a child whose appliance is no longer there to do so.
  private static let lifetimeSeconds: UInt32 = 60

  /// Reads a question from the descriptor `input` and writes the answer to `output`.
  ///
  /// - Returns: the exit status: 0 when an answer was written, 1 when there was no question or
  ///   nobody to answer.
  public static func run(input: Int32 = 0, output: Int32 = 1) -> Int32 {
    alarm(lifetimeSeconds)
    do throws(SystemCallError) {
      guard let fields = try readFields(from: input) else { return 1 }
      let answer =
        SpeechQuestion(fields: fields).map(answer(to:)) ?? SpeechAnswer(.questionNotUnderstood)
      try FileDescriptor.writeAll(answer.encoded, to: output)
      return 0
    } catch {
      return 1
    }
  }

  /// Nil where the input ends before the question does, or the question is longer than any.
  private static func readFields(from input: Int32) throws(SystemCallError) -> [UInt8]? {
    var reader = ByteReader(try FileDescriptor.readUp(to: 4, from: input))
    guard let count = reader.read(UInt32.self), count <= UInt32(SpeechQuestion.maximumBytes) else {
      return nil
    }
    let fields = try FileDescriptor.readUp(to: Int(count), from: input)
    return fields.count == Int(count) ? fields : nil
  }

  private static func answer(to question: SpeechQuestion) -> SpeechAnswer {
    do throws(SpeechEngineError) {
      let engine = try SpeechEngine.open()
      switch question {
      case .voices:
        let voices = Voices(
          libraryVersion: SpeechEngine.libraryVersion, voices: engine.voices())
        return SpeechAnswer(.made, payload: voices.encoded)
      case .clip(let request):
        let speaker = try Speaker.open(engine, for: request)
        return SpeechAnswer(.made, payload: try speaker.clip().encoded)
      }
    } catch {
      switch error {
      case .noSuchVoice: return SpeechAnswer(.noSuchVoice)
      case .tooLong: return SpeechAnswer(.clipTooLong)
      case .otherSyllables(let spoken):
        return SpeechAnswer(.otherSyllables, code: Int32(clamping: spoken))
      case .refused(let function, let code):
        return SpeechAnswer(.libraryRefused, code: code, payload: Array(function.utf8))
      }
    }
  }
}
