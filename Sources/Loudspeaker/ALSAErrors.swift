// SPDX-License-Identifier: GPL-3.0-or-later
import CALSA
import Glibc

/// The one funnel for what alsa-lib returns: negative is an error, the rest is the result.
enum ALSA {
  /// - Parameters:
  ///   - result: what the C function returned.
  ///   - function: its name.
  ///   - subject: what it was called on, for the text.
  @discardableResult
  static func check<Result: SignedInteger>(
    _ result: Result, _ function: String, _ subject: String
  ) throws(PCMError) -> Result {
    guard result < 0 else { return result }
    throw error(Int32(-result), function, subject)
  }

  /// The error for a positive errno.
  static func error(_ code: Int32, _ function: String, _ subject: String) -> PCMError {
    PCMError(function: function, code: code, text: "\(subject): \(text(of: code))")
  }

  /// The C function is `snd_strerror`.
  static func text(of code: Int32) -> String {
    guard let text = snd_strerror(-code) else { return "error \(code)" }
    return String(cString: text)
  }

  /// Keeps alsa-lib from writing to stderr on this thread; every error comes back as a value.
  ///
  /// The C function is `snd_lib_error_set_local`: the process-wide handler is variadic, which
  /// Swift cannot make, and this one is asked first. It holds for the calling thread only, so
  /// each entry that may complain calls it.
  static func silenceMessages() {
    alsa_silence_messages_local()
  }
}
