// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// A whole practice, speech and all, rendered to a WAV by the appliance's own program: every
/// sentence is made afresh, there is no clip cache.
enum RenderedSession {
  static func measure(_ workshop: Workshop) throws(Failure) -> Figure {
    defer { workshop.remove("session.wav", "session.jsonl") }
    var walls: [Double] = []
    var cpus: [Double] = []
    for _ in 0..<(workshop.isShort ? 3 : 5) {
      workshop.remove("session.wav", "session.jsonl")
      // Without --data the folder of diary and clips is a fresh one.
      let usage = try ChildProcess.run([
        workshop.upbeat, "rehearse", "--share", workshop.checkout,
        "--presses", workshop.practice, "--render", workshop.path("session.wav"),
        "--timeline", workshop.path("session.jsonl")
      ])
      walls.append(usage.wallSeconds)
      cpus.append(usage.cpuSeconds)
    }
    let soundSeconds = try seconds(ofWAV: workshop.path("session.wav"))
    let timeline = String(
      decoding: try Workshop.read(workshop.path("session.jsonl")), as: UTF8.self)
    guard timeline.contains("\"paced breathing\""), timeline.contains("\"deep breaths\""),
      timeline.contains("\"farewell\""), !timeline.contains("\"effort\":null")
    else { throw Failure("practice.csv does not lead through a whole practice any more") }
    // The least: what is above it, other programs did.
    let ratio = soundSeconds / Sample(walls).least
    return Figure(
      name: "a practice of \((soundSeconds / 60).text(1)) min, speech made afresh, to a WAV",
      measured: "\(ratio.text(0)) × real time (\(Sample(walls).least.text(2)) s)",
      beside: "user + system \(Sample(cpus).least.text(2)) s", target: "≥ 300 ×",
      isMet: ratio >= 300)
  }

  private static func seconds(ofWAV path: String) throws(Failure) -> Double {
    var status = stat()
    guard stat(path, &status) == 0 else { throw .system("stat", path) }
    return Double(status.st_size - 44) / Double(48_000 * 4)
  }
}
