// SPDX-License-Identifier: GPL-3.0-or-later
import Session
import Timebase

/// Looks at the sound around a stop.
public enum StopCheck {
  /// A step between neighbouring samples above this is a click, unless the music itself has such
  /// steps (the issue: −40 dBFS).
  private static let click = 0.01
  /// Ends of ramps and the tick's soft attack: inaudible.
  private static let silence = 0.001

  /// - Parameters:
  ///   - samples: interleaved stereo; the change stands in the middle.
  /// - Returns: what is wrong; empty where all is well.
  public static func faults(in samples: [Int16]) -> [String] {
    let frames = samples.count / 2
    let change = frames / 2
    let silent = change + Latency.stopRamp.value
    guard silent + 1 < frames else { return ["the window is too short"] }
    var faults: [String] = []
    let before = steepest(samples, from: 1, to: change)
    let after = steepest(samples, from: change, to: frames)
    if after > max(click, before) { faults.append("a click of \(after) at a stop") }
    if level(samples, at: silent) > silence {
      faults.append("not silent \(Latency.stopRamp.milliseconds) ms after the change")
    }
    return faults
  }

  private static func steepest(_ samples: [Int16], from: Int, to: Int) -> Double {
    var steepest = 0
    for frame in from..<to {
      for channel in 0...1 {
        let step = Int(samples[2 * frame + channel]) - Int(samples[2 * frame - 2 + channel])
        steepest = max(steepest, abs(step))
      }
    }
    return Double(steepest) / 32_768
  }

  private static func level(_ samples: [Int16], at frame: Int) -> Double {
    Double(max(abs(Int(samples[2 * frame])), abs(Int(samples[2 * frame + 1])))) / 32_768
  }
}
