// SPDX-License-Identifier: GPL-3.0-or-later
import Bench

/// The processor time of a click track written to a WAV file, beside klick's.
enum ClickTrackCost {
  private static let beats = 2_400
  private static let tempo = "73"

  static func measure(_ workshop: Workshop) throws(Failure) -> Figure {
    try Tool.need(.klick)
    defer { workshop.remove("klick.wav", "upbeat.wav") }
    var ours: [Double] = []
    var klick: [Double] = []
    // In turn, so that whatever else the machine does falls on both.
    for _ in 0..<(workshop.isShort ? 3 : 7) {
      workshop.remove("klick.wav", "upbeat.wav")
      klick.append(
        try ChildProcess.run([
          "klick", "-W", workshop.path("klick.wav"), "\(beats)", "1/4", tempo
        ]).cpuSeconds)
      ours.append(
        try ChildProcess.run([
          workshop.clickTrack, workshop.path("upbeat.wav"), "\(beats)", tempo
        ]).cpuSeconds)
    }
    let ratio = Sample(ours).least / Sample(klick).least
    return Figure(
      name: "click track, \(beats) beats at \(tempo)/min to a WAV: user + system time",
      measured: "\(Sample(ours).least.text(2)) s (stereo)",
      beside: "klick: \(Sample(klick).least.text(2)) s (mono); ratio \(ratio.text(2))",
      target: "ratio ≤ 2", isMet: ratio <= 2)
  }
}
