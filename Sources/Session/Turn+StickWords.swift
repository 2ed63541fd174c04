// SPDX-License-Identifier: GPL-3.0-or-later
import Prompts
import Settings
import Timebase

/// What is said of a stick: what was read, and what became of it.
extension Turn {
  func words(for settings: StickSettings) -> [String] {
    var words = settings.isOneOfSeveral ? text(.stickSeveral) : []
    let changes = settings.changes
    if !changes.isEmpty || settings.requests.isEmpty {
      words += SpokenChange.sentences(of: changes, in: facts.pack)
    }
    if settings.requests.contains(.report) { words += text(.stickWriting) }
    return words
  }

  func words(for outcome: StickOutcome) -> [String] {
    var words: [String] = []
    switch outcome.areSettingsKept {
    case true?: words += text(.stickSaved)
    case false?: words += text(.stickNotSaved)
    case nil: break
    }
    if outcome.songs > 0 { words += text(.stickSongs, [.count: outcome.songs]) }
    if outcome.recordings > 0 { words += text(.stickRecordings, [.count: outcome.recordings]) }
    if outcome.tracks > 0 { words += text(.stickMusic, [.count: outcome.tracks]) }
    words += outcome.refused.flatMap { text($0.promptForHelper) }
    switch outcome.isClockSet {
    case true?:
      let time = (situation.nextFacts ?? facts).wall.adding(FrameCount(frame.frame)).timeOfDay
      words += facts.pack.prompt(
        .clockSet, PromptValues(texts: [.value: SpokenValue.time(time, in: facts.pack)]))
    case false?: words += text(.clockRefused)
    case nil: break
    }
    switch outcome.report {
    case .written?: words += text(.stickReport)
    case .full?: words += text(.stickFull)
    case .protected?: words += text(.stickProtected)
    case .damaged?: words += text(.stickDamaged)
    case .failed?: words += text(.stickReportFailed)
    case nil: break
    }
    let news = outcome.news.filter { !outcome.refused.contains($0) }
    if !news.isEmpty { words += text(.helperIntro) + news.flatMap { text($0.promptForHelper) } }
    return words + lockWords
  }

  /// A helper hears of a lock what the patient hears of it.
  private var lockWords: [String] {
    guard case .locked(let reason) = availability else { return [] }
    return lockedWords(for: reason)
  }
}
