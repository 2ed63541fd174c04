// SPDX-License-Identifier: GPL-3.0-or-later
import Bench
import Glibc

/// A whole practice, speech and all, rendered to a WAV by the appliance's own program: every
/// sentence is made afresh, there is no clip cache, and the music is played from the note bank.
enum RenderedSession {
  static func measure(_ workshop: Workshop) throws(Failure) -> [Figure] {
    defer { workshop.remove("session.wav", "session.jsonl") }
    guard access(workshop.noteBank, R_OK) == 0 else {
      throw Failure("there is no note bank: make bank")
    }
    var walls: [Double] = []
    var cpus: [Double] = []
    var highestKiB = 0
    for _ in 0..<(workshop.isShort ? 2 : 5) {
      workshop.remove("session.wav", "session.jsonl")
      // Without --data the folder of diary and clips is a fresh one.
      let child = try ChildProcess.start([
        workshop.upbeat, "rehearse", "--share", workshop.checkout,
        "--presses", workshop.practice, "--render", workshop.path("session.wav"),
        "--timeline", workshop.path("session.jsonl")
      ])
      highestKiB = max(highestKiB, Load.highestKiB(whileRunning: child.processID))
      let usage = try child.wait()
      walls.append(usage.wallSeconds)
      cpus.append(usage.cpuSeconds)
    }
    let soundSeconds = try seconds(ofWAV: workshop.path("session.wav"))
    let timeline = try TextFile.text(of: workshop.path("session.jsonl"))
    guard timeline.contains("\"paced breathing\""), timeline.contains("\"deep breaths\""),
      timeline.contains("\"oral motor\""), timeline.contains("\"singing\""),
      timeline.contains("\"farewell\""), !timeline.contains("\"effort\":null")
    else { throw Failure("practice.csv does not lead through a whole practice any more") }
    // The least: what is above it, other programs did.
    let ratio = soundSeconds / Sample(walls).least
    let highest = Double(highestKiB) / 1_024
    return [
      Figure(
        name: "a practice of \((soundSeconds / 60).text(1)) min, all music, speech made afresh, "
          + "to a WAV",
        measured: "\(ratio.text(0)) × real time (\(Sample(walls).least.text(2)) s)",
        beside: "user + system \(Sample(cpus).least.text(2)) s", target: "≥ 200 ×",
        isMet: ratio >= 200),
      Figure(
        name: "the same: resident memory at the most, the note bank mapped",
        measured: "\(highest.text(1)) MiB", target: "≤ 64 MiB", isMet: highest <= 64)
    ]
  }

  private static func seconds(ofWAV path: String) throws(Failure) -> Double {
    var status = stat()
    guard stat(path, &status) == 0 else { throw .system("stat", path) }
    return Double(status.st_size - 44) / Double(48_000 * 4)
  }
}
