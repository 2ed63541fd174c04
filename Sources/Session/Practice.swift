// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Prompts
import Rhythm
import Songs
import Timebase

/// The one session under way: what is left of it and what has been done.
struct Practice: Hashable, Sendable {
  let dose: Dose
  let plan: PracticePlan
  let source: SessionBeginning.Source
  let isCompletion: Bool
  let began: WallTime
  let arrangement: BreathArrangement

  /// Parts not finished, the present one first.
  var parts: [Part]
  var exercise: ExerciseProgress?
  /// One's own pace, where it is known and used; breaths a minute.
  var baseline: Rational?
  /// Syllables a minute, where speech is practised.
  var rate: Rational?
  /// What is sung, once it is settled.
  var song: Song?
  /// What is spoken, in order.
  var phrases: [Prompts.Phrase] = []
  /// By a press, or broken off by what the person has no hand in: the question is skipped.
  var wasStopped = false
  /// By a press: what a later dose may hang on.
  var wasStoppedByPress = false
  /// The hardest answer given.
  var effort: Int?
  var asked: Set<Question> = []

  /// What has sounded, a set of it or more: only work that was done counts (`clinical.md`, "Dose").
  var sounded: Set<Part> = []
  var hasSettled = false

  /// Sets already begun.
  var begun: [Part: Int] = [:]

  /// From the first exercise on, without lists, questions, waiting and stops.
  private(set) var done = FrameCount.zero
  private var runningSince: SampleTime?

  init(
    dose: Dose, plan: PracticePlan, source: SessionBeginning.Source, isCompletion: Bool,
    began: WallTime, arrangement: BreathArrangement
  ) {
    self.dose = dose
    self.plan = plan
    self.source = source
    self.isCompletion = isCompletion
    self.began = began
    self.arrangement = arrangement
    parts = plan.parts
  }

  mutating func run(from frame: SampleTime) {
    if runningSince == nil { runningSince = frame }
  }

  mutating func halt(at frame: SampleTime) {
    if let since = runningSince { done += frame - since }
    runningSince = nil
  }

  /// Up to now.
  func done(at frame: SampleTime) -> FrameCount {
    done + (runningSince.map { frame - $0 } ?? .zero)
  }

  /// What a completion would still have to do. Work begun counts as done.
  var left: PracticePlan {
    var left = plan
    for part in Part.allCases {
      left.leave(parts.contains(part) ? max(plan.sets(of: part) - begun(part), 0) : 0, of: part)
    }
    return left
  }

  func begun(_ part: Part) -> Int { begun[part] ?? 0 }

  /// The present part still has sets to do.
  var hasSetsLeft: Bool { parts.first.map { left.sets(of: $0) > 0 } ?? false }

  var hasSounded: Bool { !sounded.isEmpty }

  /// Nothing more of this part in this session.
  mutating func bar(_ part: Part) { begun[part] = plan.sets(of: part) }

  /// Drops parts of which nothing is left.
  mutating func dropFinishedParts() {
    while parts.first != nil, !hasSetsLeft { parts.removeFirst() }
  }
}

/// The questions there are, each asked once a session at most.
enum Question: Hashable, Sendable {
  case breathing
  case effort
}

/// One exercise of the session, for the diary.
struct ExerciseProgress: Hashable, Sendable {
  let part: Part
  let began: SampleTime
  var setsStarted = 0
  var setsDone = 0
  var breathsCued = 0
  var stops = 0
  /// Breaths a minute of the last set.
  var pace: Rational?
  /// When its progress was last recorded.
  var recordedAt: SampleTime?
  private var sounding = FrameCount.zero
  private var soundingSince: SampleTime?

  init(part: Part, began: SampleTime) {
    self.part = part
    self.began = began
  }

  mutating func sounds(from frame: SampleTime) {
    if soundingSince == nil { soundingSince = frame }
  }

  mutating func silent(from frame: SampleTime) {
    sounding = sounding(until: frame)
    soundingSince = nil
  }

  /// Without its words before and its rests between.
  func sounding(until frame: SampleTime) -> FrameCount {
    guard let since = soundingSince else { return sounding }
    return sounding + max(frame - since, .zero)
  }
}

extension Part {
  /// It is asked about as breathing.
  var isBreathing: Bool { self == .paced || self == .deepBreaths }
}
