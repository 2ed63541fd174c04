// SPDX-License-Identifier: GPL-3.0-or-later
import Prompts
import Rhythm
import Session
import Settings
import Timebase

/// A storage whose sticks hold anything: made from a seed, so that a run can be had again.
final class RandomStickDesk: StickDesk {
  /// What came of the sticks, for the checker.
  struct Log {
    /// Kept and told to the session.
    var requests: [SettingsRequest] = []
    var erasures = 0
    var tests = 0
    /// When something was asked for, and when it was answered.
    var work: [(asked: SampleTime, answered: SampleTime)] = []
  }

  private var random: SeededRandom
  private let packs: [LanguagePack]
  /// In force, or waiting to be.
  private var facts: Facts
  private var reading: StickReading?
  private var next: (at: SampleTime, answer: StickAnswer)?
  private(set) var log = Log()

  init(seed: UInt64, facts: Facts, packs: [LanguagePack]) {
    random = SeededRandom(seed: seed)
    self.facts = facts
    self.packs = packs
  }

  func begin(_ ask: StickAsk, at frame: SampleTime) {
    // Another stick's reading is not waited for any more.
    let answer: StickAnswer
    switch ask {
    case .read:
      let found = randomReading()
      reading = found
      answer = StickAnswer(.stickRead(found))
    case .keep: answer = keep()
    case .erase:
      log.erasures += 1
      answer = StickAnswer(.erased(random.chance(90), history: PracticeHistory()))
    case .writeTest:
      log.tests += 1
      answer = StickAnswer(.testWritten(random.chance(80) ? .written : .full))
    }
    // One in thirty never comes, as of a child that hangs.
    let isLost = ask == .read && random.chance(3)
    if isLost { reading = nil }
    let at = frame + .milliseconds(random.next(in: 50...(random.chance(80) ? 2_000 : 45_000)))
    log.work.append((frame, isLost ? frame : at))
    next = isLost ? nil : (at, answer)
  }

  var answersAt: SampleTime? { next?.at }
  var isBusy: Bool { next != nil }

  func answer(isPatient: Bool) -> StickAnswer? {
    defer { next = nil }
    return next?.answer
  }

  func keep(_ changes: [SettingChange], at frame: SampleTime) -> Bool { true }
  func renewedVoice() -> (any Voice)? { nil }

  // MARK: What is on it

  private func randomReading() -> StickReading {
    if random.chance(10) { return .noText }
    if random.chance(10) { return random.chance(50) ? .unreadable : .folder }
    if random.chance(20) {
      let lines = (0..<random.next(in: 1...6)).map { _ in "volume: \(random.next(in: 101...200))\n"
      }
      return .findings(CaregiverSettings.parse(Array(lines.joined().utf8)).findings)
    }
    let settings = RandomUnit.settings(&random, within: facts.prescription)
    let all: [SettingsRequest] = [
      .report, .switchTest, .selfTest, .clearLock, .erase(initials: "MK")
    ]
    var stick = StickSettings(
      changes: CaregiverSettings.changes(from: facts.settings, to: settings),
      requests: all.filter { _ in random.chance(25) })
    stick.isOneOfSeveral = random.chance(10)
    facts.settings = settings
    return .settings(stick)
  }

  private func keep() -> StickAnswer {
    var outcome = StickOutcome()
    outcome.songs = random.chance(20) ? random.next(in: 1...9) : 0
    outcome.refused = random.chance(10) ? [.songRefused] : []
    outcome.isLost = random.chance(5)
    outcome.news = random.chance(20) ? [.reviewOverdue] : []
    guard case .settings(let stick)? = reading else { return StickAnswer(.stickKept(outcome)) }
    outcome.areSettingsKept = random.chance(90)
    if stick.requests.contains(.report) {
      outcome.report = [.written, .full, .damaged][random.next(in: 0...2)]
    }
    log.requests += stick.requests
    guard outcome.areSettingsKept == true else { return StickAnswer(.stickKept(outcome)) }
    facts.pack = packs[random.next(in: 0...packs.count - 1)]
    return StickAnswer(
      .stickKept(outcome), next: StickAnswer.NextFacts(facts: facts, tracks: [:]))
  }
}
