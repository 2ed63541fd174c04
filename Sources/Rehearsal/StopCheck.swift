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

  /// - Returns: what is wrong; empty where all is well.
  public static func faults(in window: Rehearsal.StopWindow) -> [String] {
    let samples = window.sound
    let frames = samples.count / 2
    let change = frames / 2
    let silent = change + Latency.stopRamp.value
    guard silent + 1 < frames, window.music.map({ $0.count == samples.count }) ?? true else {
      return ["the window is cut short"]
    }
    var faults: [String] = []
    let music =
      window.music.map { steepest($0, from: 1, to: frames) }
      ?? steepest(samples, from: 1, to: change)
    let after = steepest(samples, from: change, to: frames)
    if after > max(click, music) { faults.append("a click of \(after) at a stop") }
    if level(samples, at: silent) > silence {
      faults.append("not silent \(Latency.stopRamp.milliseconds) ms after the change")
    }
    if let music = window.music, samples[..<(2 * change)] != music[..<(2 * change)] {
      faults.append("the sound changes before its time")
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
