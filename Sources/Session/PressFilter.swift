// SPDX-License-Identifier: GPL-3.0-or-later
import Timebase

/// From raw edges to what counts as a press.
///
/// Where a press *stops* something, any closure of 30 ms counts. Where it *starts or chooses*,
/// the person's own times hold: the switch must stay closed for the acceptance time, and a press
/// sooner than the release time after the last one is ignored (`clinical.md`, "What a press
/// means"). Contact bounce is not a press and is not answered; everything else is.
public struct PressFilter: Hashable, Sendable {
  public enum Rule: Hashable, Sendable {
    case stop
    case choose
  }

  public enum Decision: Hashable, Sendable {
    /// A press, and when its closure began.
    case accepted(closedAt: SampleTime)
    /// Too short, or too soon after the last one.
    case ignored(closedAt: SampleTime)
    /// Closed for ten seconds; said once a closure.
    case stuck(closedAt: SampleTime)
    /// A closure that had been `stuck` has ended.
    case freed
  }

  /// A closure so long stops an exercise (`clinical.md`).
  public static let stopAcceptance = FrameCount.milliseconds(30)
  /// Shorter closures are contact bounce, not presses [E].
  static let bounce = FrameCount.milliseconds(10)
  /// After an opening, contacts may chatter for so long [E].
  static let chatter = FrameCount.milliseconds(60)
  public static let stuckAfter = FrameCount.seconds(10)

  private var acceptance: FrameCount
  private var release: FrameCount
  private var contact = Contact.open
  private var lastOpening: SampleTime?
  /// When the last accepted press let go.
  private var lastRelease: SampleTime?

  private enum Contact: Hashable, Sendable {
    case open
    case closed(Closure)
  }

  private struct Closure: Hashable, Sendable {
    var since: SampleTime
    var verdict: Verdict
    var isStuck = false
  }

  private enum Verdict: Hashable, Sendable { case pending, accepted, ignored }

  /// - Parameters:
  ///   - acceptance: 0–2 s.
  ///   - release: 0–3 s.
  public init(acceptance: FrameCount, release: FrameCount) {
    self.acceptance = acceptance
    self.release = release
  }

  /// Other times, for the closures to come and the one that waits for its verdict.
  public mutating func setTimes(acceptance: FrameCount, release: FrameCount) {
    self.acceptance = acceptance
    self.release = release
  }

  public var isClosed: Bool {
    switch contact {
    case .open: false
    case .closed: true
    }
  }

  /// A closure is waiting for its verdict.
  public var isUndecided: Bool {
    switch contact {
    case .open: false
    case .closed(let closure): closure.verdict == .pending
    }
  }

  /// When the present closure will be decided, or called stuck.
  public func nextDeadline(_ rule: Rule) -> SampleTime? {
    switch contact {
    case .open:
      return nil
    case .closed(let closure):
      if closure.verdict == .pending { return due(closure, rule) }
      return closure.isStuck ? nil : closure.since + Self.stuckAfter
    }
  }

  /// One edge. Edges that change nothing are dropped.
  public mutating func edge(closed: Bool, at frame: SampleTime, rule: Rule) -> Decision? {
    switch (contact, closed) {
    case (.open, true):
      contact = .closed(Closure(since: frame, verdict: .pending))
      return nil
    case (.closed(let closure), false):
      contact = .open
      return opened(closure, at: frame, rule: rule)
    case (.open, false), (.closed, true):
      return nil
    }
  }

  /// Decides what is due at `frame`; called again until it returns nil.
  public mutating func advance(to frame: SampleTime, rule: Rule) -> Decision? {
    guard case .closed(var closure) = contact else { return nil }
    if closure.verdict == .pending {
      guard frame >= due(closure, rule) else { return nil }
      let tooSoon = rule == .choose && isWithinRelease(closure.since)
      closure.verdict = tooSoon ? .ignored : .accepted
      contact = .closed(closure)
      return tooSoon
        ? .ignored(closedAt: closure.since) : .accepted(closedAt: closure.since)
    }
    guard !closure.isStuck, frame >= closure.since + Self.stuckAfter else { return nil }
    closure.isStuck = true
    contact = .closed(closure)
    return .stuck(closedAt: closure.since)
  }

  /// The switch is gone: whatever it was doing is forgotten.
  public mutating func reset() {
    contact = .open
    lastOpening = nil
    lastRelease = nil
  }

  /// The switch was found closed: not a press, since nobody saw it close, but it can be stuck.
  public mutating func found(closed: Bool, at frame: SampleTime) {
    contact = closed ? .closed(Closure(since: frame, verdict: .ignored)) : .open
  }

  private func due(_ closure: Closure, _ rule: Rule) -> SampleTime {
    switch rule {
    case .stop: closure.since + Self.stopAcceptance
    case .choose: closure.since + acceptance
    }
  }

  private func isWithinRelease(_ closing: SampleTime) -> Bool {
    guard let lastRelease else { return false }
    return closing - lastRelease < release
  }

  private mutating func lateVerdict(
    _ closure: Closure, at frame: SampleTime, rule: Rule
  ) -> Decision {
    lastOpening = frame
    if rule == .choose && isWithinRelease(closure.since) {
      return .ignored(closedAt: closure.since)
    }
    lastRelease = frame
    return .accepted(closedAt: closure.since)
  }

  private mutating func opened(
    _ closure: Closure, at frame: SampleTime, rule: Rule
  ) -> Decision? {
    let length = frame - closure.since
    // It lets go at the very moment of its verdict: long enough.
    if closure.verdict == .pending, length > .zero, frame >= due(closure, rule) {
      return lateVerdict(closure, at: frame, rule: rule)
    }
    let isChatter =
      length < Self.stopAcceptance
      && lastOpening.map { closure.since - $0 < Self.chatter } ?? false
    lastOpening = frame
    switch closure.verdict {
    case .accepted: lastRelease = frame
    case .pending:
      // Bounce on letting go belongs to the press before it.
      if isChatter, lastRelease != nil { lastRelease = frame }
      if length >= Self.bounce, !isChatter { return .ignored(closedAt: closure.since) }
    case .ignored: break
    }
    return closure.isStuck ? .freed : nil
  }
}
