// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Session
import Timebase

/// Half an hour of the appliance that nobody hears, before its first sound.
///
/// What is done for the first time is dear: code comes from the card, the language's runtime looks
/// for types, tables are made. Amid a practice the sound would wait for it.
public enum Walkthrough {
  private static let length = FrameCount.seconds(1_800)
  /// Who begins, and lets everything go by: a practice has no time for all techniques.
  private static let once = [45]
  /// Who presses wherever the unit is just then: chooses, stops, goes on, answers.
  private static let often = Array(stride(from: 20, to: 1_800, by: 47))

  /// Nothing is recorded.
  /// - Parameters:
  ///   - facts: those of the power-on.
  ///   - conductor: a new one of these facts.
  ///   - timeline: takes what happened, in order.
  public static func run(
    _ facts: Facts, conductor: (Facts) -> Conductor,
    timeline: (TimelineEvent) -> Void = { _ in }
  ) {
    func walk(_ facts: Facts, pressing seconds: [Int]) {
      var rehearsal = Rehearsal(
        conductor: conductor(facts), voice: QuietVoice(), script: seconds.flatMap(press))
      rehearsal.run(until: .after(length), timeline: timeline, window: { _ in })
    }
    for technique in facts.prescription?.techniques ?? [] {
      var alone = facts
      alone.prescription?.techniques = [technique]
      alone.prescription?.unattended = true
      walk(alone, pressing: once)
    }
    walk(facts, pressing: often)
  }

  private static func press(at second: Int) -> [Rehearsal.ScriptedEvent] {
    let closes = SampleTime.zero + .seconds(second)
    return [
      Rehearsal.ScriptedEvent(frame: closes, kind: .edge(closed: true)),
      Rehearsal.ScriptedEvent(frame: closes + .milliseconds(200), kind: .edge(closed: false))
    ]
  }
}

/// Says everything in the same second of silence.
private final class QuietVoice: Voice {
  private let fixed = FixedVoice()
  private let second = [Int16](repeating: 0, count: SampleRate.framesPerSecond)

  func sound(of saying: Saying) -> SpokenSound {
    let vowels: [FrameCount] =
      switch saying.delivery {
      case .plain: []
      case .onBeats(let vowels): vowels
      case .sung(let syllables): syllables.compactMap { $0.notes.first?.onset }
      }
    return .recording(Recording(samples: second, vowels: vowels))
  }

  func prosody(of text: String) -> Prosody? { fixed.prosody(of: text) }
}
