// SPDX-License-Identifier: GPL-3.0-or-later
import Session
import Timebase

/// What a self test puts on the stick: `test-<unit>.txt`, a line a thing, as Windows ends lines.
package struct SelfTestText {
  package let name: String
  package let lines: String

  /// - Parameters:
  ///   - serial: the board's, where the prescription names one.
  ///   - now: when it ended.
  package init(_ result: SelfTestResult, serial: String?, at now: WallTime) {
    // A number may hold what no file is called.
    let unit = result.unit.map { String($0.filter { $0.isLetter || $0.isNumber || $0 == "-" }) }
    name = "test-\(unit.flatMap { $0.isEmpty ? nil : $0 } ?? "unit").txt"
    let press: String =
      if let length = result.pressMilliseconds {
        "seen, \(length) ms"
      } else {
        result.hasPress ? "seen, not let go" : "none"
      }
    let minute = now.minuteOfDay % 60
    let time = "\(now.day) \(now.minuteOfDay / 60):\(minute < 10 ? "0" : "")\(minute)"
    lines = [
      "Upbeat self test", "unit: \(result.unit ?? "none")", "serial: \(serial ?? "none")",
      "software: \(Software.version)",
      "time: \(time)" + (now.isSet ? "" : " (clock not set)"), "tones: played",
      "press: \(press)", "seconds: \(result.length.roundedSeconds)",
      "The tones were played; only a person can say whether they were heard."
    ].map { $0 + "\r\n" }.joined()
  }
}
