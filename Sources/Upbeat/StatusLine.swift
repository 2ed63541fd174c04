// SPDX-License-Identifier: GPL-3.0-or-later
import Session
import Timebase

/// A line in the terminal that stands in for the lamp: state, phase, beat, seconds left.
final class StatusLine {
  private var state = State.greeting
  private var phase: String?
  private var beat: String?
  private var end: SampleTime?
  private var text: String?
  private var shown = ""

  func take(_ event: TimelineEvent) {
    switch event.kind {
    case .state(let state):
      self.state = state
      phase = nil
      beat = nil
      end = nil
      if !Console.hasTerminal { Console.warn("\(state.rawValue)") }
    case .phase(let phase, let cycle): self.phase = "\(phase.rawValue) \(cycle)"
    case .beat(let pulse, _): beat = "beat \(pulse.beat)"
    case .exercise(_, let end): self.end = end
    case .speech(let text, _, _, _): self.text = text
    case .speechCut, .note, .press, .stopped, .question, .gap, .recorded, .lateEdge: break
    }
  }

  func show(at frame: SampleTime) {
    guard Console.hasTerminal else { return }
    var parts = [state.rawValue]
    if let phase { parts.append(phase) }
    if let beat { parts.append(beat) }
    if let end, end > frame { parts.append("\((end - frame).roundedSeconds) s left") }
    if let text { parts.append("\"\(text)\"") }
    let line = parts.joined(separator: " · ")
    guard line != shown else { return }
    shown = line
    Console.status(line)
  }

  /// A fault goes above the line.
  func tell(_ fault: String) {
    if Console.hasTerminal, !shown.isEmpty { Console.status("") }
    Console.warn(fault)
    shown = ""
  }

  func finish() {
    if Console.hasTerminal { Console.endStatus() }
  }
}
