// SPDX-License-Identifier: GPL-3.0-or-later
import Session
import Timebase

/// A line in the terminal that stands in for the lamp: state, phase, beat, seconds left, and what
/// is being said. Without a terminal each state is a line of its own.
final class StatusLine {
  private var state = State.greeting
  private var phase: String?
  private var beat: String?
  private var end: SampleTime?
  private var speech: (text: String, end: SampleTime)?
  private var hasNews = true
  private var tick = -1
  private var shown = ""

  /// Often enough for a beat, and far less than the loop turns.
  private static let tickFrames = SampleRate.framesPerSecond / 20

  func take(_ event: TimelineEvent) {
    hasNews = true
    switch event.kind {
    case .state(let state):
      self.state = state
      phase = nil
      beat = nil
      end = nil
      if !Console.hasTerminal { Console.warn(state.rawValue) }
    case .phase(let phase, let cycle): self.phase = "breath \(cycle) \(phase.rawValue)"
    case .beat(let pulse, _): beat = "beat \(pulse.beat)"
    case .exercise(_, let end): self.end = end
    case .speech(let text, _, let end, _): speech = (text, end)
    case .speechCut: speech = nil
    case .note, .press, .stopped, .question, .gap, .recorded, .lateEdge, .syllable, .music, .sound:
      break
    }
  }

  func show(at frame: SampleTime) {
    let now = frame.frame / Self.tickFrames
    // Asked in this order: whether there is a terminal costs a system call, 200 times a second.
    guard hasNews || now != tick, Console.hasTerminal else { return }
    hasNews = false
    tick = now
    if let spoken = speech, spoken.end <= frame { speech = nil }
    var parts = [state.rawValue]
    if let phase { parts.append(phase) }
    if let beat { parts.append(beat) }
    if let end, end > frame { parts.append("\((end - frame).roundedSeconds) s left") }
    if let speech { parts.append("\"\(speech.text)\"") }
    let line = Self.cut(parts.joined(separator: " · "), to: Console.width - 1)
    guard line != shown else { return }
    shown = line
    Console.status(line)
  }

  /// A fault goes above the line.
  func tell(_ fault: String) {
    if Console.hasTerminal, !shown.isEmpty { Console.status("") }
    Console.warn(fault)
    shown = ""
    hasNews = true
  }

  func finish() {
    if Console.hasTerminal { Console.endStatus() }
  }

  /// A line that wraps could not be written over.
  private static func cut(_ line: String, to width: Int) -> String {
    line.count <= width ? line : line.prefix(max(0, width - 1)) + "…"
  }
}
