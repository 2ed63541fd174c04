// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Timebase

/// The one session under way: what is left of it and what has been done.
struct Practice: Hashable, Sendable {
  let dose: Dose
  let plan: PracticePlan
  let source: SessionBeginning.Source
  let isCompletion: Bool
  let began: WallTime

  /// Parts not finished, the present one first.
  var parts: [Part]
  var exercise: ExerciseProgress?
  /// One's own pace, where it is known and used; breaths a minute.
  var baseline: Rational?
  /// By a press, or broken off by what the person has no hand in: the question is skipped.
  var wasStopped = false
  /// By a press: what a later dose may hang on.
  var wasStoppedByPress = false
  var effort: Int?
  var hasAsked = false

  /// Some of an exercise has sounded: only work that was done counts (`clinical.md`, "Dose").
  var hasSounded = false

  /// Blocks and deep breaths already begun.
  var blocksBegun = 0
  var deepBreathsBegun = 0

  /// From the first exercise on, without lists, questions, waiting and stops.
  private(set) var done = FrameCount.zero
  private var runningSince: SampleTime?

  init(
    dose: Dose, plan: PracticePlan, source: SessionBeginning.Source, isCompletion: Bool,
    began: WallTime
  ) {
    self.dose = dose
    self.plan = plan
    self.source = source
    self.isCompletion = isCompletion
    self.began = began
    parts = (plan.blocks > 0 ? [.paced] : []) + (plan.deepBreaths > 0 ? [.deepBreaths] : [])
  }

  mutating func run(from frame: SampleTime) {
    if runningSince == nil { runningSince = frame }
  }

  mutating func halt(at frame: SampleTime) {
    if let since = runningSince { done += frame - since }
    runningSince = nil
  }

  /// What a completion would still have to do. Work begun counts as done.
  var left: PracticePlan {
    var left = plan
    left.blocks = parts.contains(.paced) ? max(plan.blocks - blocksBegun, 0) : 0
    left.deepBreaths =
      parts.contains(.deepBreaths) ? max(plan.deepBreaths - deepBreathsBegun, 0) : 0
    return left
  }

  /// The present part still has sets to do.
  var hasSetsLeft: Bool {
    switch parts.first {
    case .paced: left.blocks > 0
    case .deepBreaths: left.deepBreaths > 0
    case nil: false
    }
  }

  /// Nothing more of this part in this session.
  mutating func bar(_ part: Part) {
    switch part {
    case .paced: blocksBegun = plan.blocks
    case .deepBreaths: deepBreathsBegun = plan.deepBreaths
    }
  }

  /// Drops parts of which nothing is left.
  mutating func dropFinishedParts() {
    while parts.first != nil, !hasSetsLeft { parts.removeFirst() }
  }
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
  private var sounding = FrameCount.zero
  private var soundingSince: SampleTime?

  init(part: Part, began: SampleTime) {
    self.part = part
    self.began = began
  }

  mutating func sounds(from frame: SampleTime) { soundingSince = frame }

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
