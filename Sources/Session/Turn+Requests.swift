// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Prompts
import Rhythm
import Settings
import Timebase

/// What a caregiver's file asks for once, and new settings coming into force.
extension Turn {
  /// There is one, and nothing of a practice that it would break into.
  var hasRequestToFollow: Bool { nextRequest != nil && situation.practice == nil }

  /// What needs presses waits for a switch that gives them.
  private var nextRequest: Int? {
    situation.requests.firstIndex { request in
      switch request {
      case .switchTest, .erase: situation.isSwitchUsable
      case .selfTest, .clearLock, .report, .clock: true
      }
    }
  }

  /// One after the other; then back to what was before.
  mutating func followRequests() {
    situation.following = nil
    guard hasRequestToFollow, let next = nextRequest else {
      let beneath = situation.stickBeneath ?? .resting
      situation.stickBeneath = nil
      leave(to: beneath)
      return
    }
    let request = situation.requests.remove(at: next)
    switch request {
    case .clearLock:
      situation.history.clearedSessions = situation.history.sessions.count
      act(.record(.lockCleared))
      say(text(.lockedCleared), thenFollowFrom: situation.stickBeneath ?? .resting)
    case .switchTest:
      situation.following = request
      calibrate()
    case .selfTest:
      situation.following = request
      selfTest()
    case .erase(let initials):
      situation.following = request
      confirmErasing(initials)
    // Done with the stick, by the storage.
    case .report, .clock: followRequests()
    }
  }

  /// A fault came into it: it is followed anew at the next calm moment.
  mutating func putOffRequest() {
    guard let request = situation.following else { return }
    situation.following = nil
    if let tested = situation.tested {
      situation.tested = nil
      act(.record(.switchTested(tested)))
    }
    situation.requests.insert(request, at: 0)
  }

  // MARK: Erasing

  /// Spoken back, then two presses.
  private mutating func confirmErasing(_ initials: String) {
    guard facts.prescription?.patient.map({ Self.isSame($0, initials) }) ?? true else {
      say(text(.eraseOthers), thenFollowFrom: situation.stickBeneath ?? .resting)
      return
    }
    let whose = PromptValues(texts: [.value: SpokenValue.initials(initials)])
    offer(
      [item(.eraseOnce, .listErase, readBack: .listErase)], as: .list,
      leading: facts.pack.prompt(.eraseConfirm, whose),
      untouched: Choosing.Untouched(choice: .leaveErasing, sentences: text(.eraseNotDone)))
  }

  /// Words at the stick's place; then what else was asked for.
  private mutating func say(_ words: [String], thenFollowFrom beneath: StickTalk.Beneath) {
    show(.following(utterance: say(words)), over: beneath)
  }

  /// "m. k." is "MK".
  private static func isSame(_ left: String, _ right: String) -> Bool {
    SpokenValue.initials(left) == SpokenValue.initials(right)
  }

  /// The first press; the second one erases.
  mutating func eraseOnce() {
    offer(
      [item(.eraseNow, .listEraseAgain, readBack: .listEraseAgain)], as: .list, leading: [],
      untouched: Choosing.Untouched(choice: .leaveErasing, sentences: text(.eraseNotDone)))
  }

  mutating func eraseNow() {
    situation.following = nil
    act(.stick(.erase))
    show(.erasing(since: frame), over: situation.stickBeneath ?? .resting)
  }

  /// - Parameter isDone: false: the diary could not be erased.
  mutating func erased(_ isDone: Bool, history: PracticeHistory) {
    if isDone { situation.history = history }
    let words = text(isDone ? .eraseDone : .eraseFailed)
    if case .stick(let talk) = stage, talk.isErasing {
      say(words, thenFollowFrom: talk.beneath)
    } else {
      situation.leftToSay += words
    }
  }

  // MARK: New settings

  /// New settings take effect at the next activity, never in the middle of one.
  mutating func renewIfCalm() {
    guard situation.practice == nil, let next = situation.nextFacts else { return }
    situation.nextFacts = nil
    if next.settings != facts.settings {
      // After changes the words of safety are due whole (`clinical.md`, "Safety").
      situation.history.changedSinceSafety = true
      situation.safetySaid = nil
      situation.safetySaidWhole = nil
    }
    facts = next
    situation.singingTimes = facts.singingTimes ?? singingTimes
    situation.speechPhraseSeconds = speechPhraseSeconds
    situation.prosodies = [:]
    renew()
  }

  /// Those in force are told to the conductor.
  mutating func renew() {
    act(
      .renew(
        Renewal(
          language: facts.pack.language,
          acceptance: .milliseconds(facts.settings.acceptanceTimeMilliseconds),
          release: .milliseconds(facts.settings.releaseTimeMilliseconds))))
    adjustVolume()
  }

  // MARK: Loudness

  /// The evening, as the greeting has it.
  private static let day = 4 * 60..<18 * 60

  /// By day or in the evening; only ever changed while nothing of a practice sounds.
  mutating func adjustVolume() {
    let isEvening = wall.isSet && !Self.day.contains(wall.minuteOfDay)
    let gain = isEvening ? facts.gains.evening : facts.gains.day
    guard gain != situation.gain else { return }
    situation.gain = gain
    act(.gain(gain))
  }

  // MARK: A practice is offered

  /// The next of the caregiver's times, where the clock can be trusted; nil: there is none.
  var nextOffer: SampleTime? {
    guard wall.isSet, !facts.settings.practiceAt.isEmpty else { return nil }
    let now = wall.secondOfDay
    let waits = facts.settings.practiceAt.map { time -> Int in
      let due = (time.hour * 60 + time.minute) * 60
      return due > now ? due - now : due - now + 86_400
    }
    // On the second: the clock's turn with the frames of whole seconds.
    let seconds = frame.frame / SampleRate.framesPerSecond
    return waits.min().map { SampleTime.zero + .seconds(seconds + $0) }
  }

  /// A soft melody and one sentence; nothing where there is nothing to begin, or in quiet hours.
  mutating func offerPractice() {
    situation.nextOffer = nextOffer
    guard !isQuietTime, situation.isSwitchUsable else { return }
    let isByItself = facts.settings.start == .byItself
    switch availability {
    case .practice, .completion: break
    case .listeningOnly, .locked:
      guard isByItself, case .listeningOnly = availability else { return }
    }
    act(.sound(.offerMelody))
    wait(isByItself ? .byItselfOnTime : .offered, after: [], delay: SmallSound.offerMelody.length)
  }
}
