// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Session
import Settings
import Timebase

/// Whoever does with a stick what the session asks for: the same on the unit, at the desk and
/// rehearsed.
public protocol StickDesk: AnyObject {
  /// Begins what was asked for at this frame.
  func begin(_ ask: StickAsk, at frame: SampleTime)

  /// Goes on with it.
  /// - Parameter isPatient: waits for an answer, as long as that takes; else it returns at once.
  /// - Returns: nil while there is none.
  func answer(isPatient: Bool) -> StickAnswer?

  /// Something is under way.
  var isBusy: Bool { get }

  /// When a rehearsal is to ask for the next answer; nil: at once, as long as that takes.
  var answersAt: SampleTime? { get }

  /// Times that a press kept: put with the settings.
  /// - Returns: false: they hold until the unit is switched off, and are not kept.
  func keep(_ changes: [SettingChange], at frame: SampleTime) -> Bool

  /// The settings that came are in force now; nil: the voice stays.
  func renewedVoice() -> (any Voice)?
}

extension StickDesk {
  public var answersAt: SampleTime? { nil }
}

/// What comes back of a stick.
public struct StickAnswer: Sendable {
  public var event: SessionEvent
  /// In force from the next activity on; it goes before the event.
  public var next: NextFacts?

  public init(_ event: SessionEvent, next: NextFacts? = nil) {
    self.event = event
    self.next = next
  }

  public struct NextFacts: Sendable {
    public var facts: Facts
    public var tracks: [String: SampleMemory]

    public init(facts: Facts, tracks: [String: SampleMemory]) {
      self.facts = facts
      self.tracks = tracks
    }
  }
}

extension Conductor {
  /// Tells the session of an answer.
  public mutating func take(_ answer: StickAnswer) {
    if let next = answer.next { prepare(next.facts, tracks: next.tracks) }
    post(answer.event)
  }
}
