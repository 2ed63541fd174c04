// SPDX-License-Identifier: GPL-3.0-or-later
import Diary
import Exercises
import Prompts
import Session
import Settings
import Timebase

/// Puts what a session records into the diary, and gives a session its history: the same on the
/// unit, at the desk and rehearsed.
///
/// It belongs to the storage thread (rehearsed: to the one there is).
public final class Bookkeeper {
  let diary: Diary
  /// At frame 0.
  public private(set) var wall: WallTime
  private let software: String
  private(set) var settingsText: String
  let poweredSeconds: Int
  let powerOn: RowID?

  private var session: RowID?
  private var exercise: RowID?
  private var lastUnfinished: RowID?
  private var call: RowID?
  private var selfTest: RowID?
  /// Faults that the helper is being told of.
  private var telling: [RowID] = []
  private var sessionFrame = SampleTime.zero
  private var wholeSafety = false
  /// Helper faults met since the last call.
  private var faults: [HelperFault] = []

  /// - Parameters:
  ///   - directory: the store's; made where it is missing.
  ///   - wall: at frame 0.
  ///   - settingsText: prescription and settings in force, as text: changes are told by it.
  public init(directory: String, wall: WallTime, software: String, settingsText: String) {
    let opened = Diary.open(directory: directory, now: "\(wall.day)")
    diary = opened.diary
    self.wall = wall
    self.software = software
    self.settingsText = settingsText
    let before = diary.history(before: nil)
    poweredSeconds = Int(before.totalPoweredSeconds)
    let stamp = Stamp(
      wallSeconds: Int64(wall.seconds), clockSet: wall.isSet,
      poweredSeconds: before.totalPoweredSeconds)
    powerOn = diary.keep(.powerOn(PowerOnRow(software: software)), at: stamp)
    note(opened.faults)
    noteChanges(since: before.recentSessions.last?.row.settings)
  }

  /// Each key whose line is another one than at the last session: what the weekly page shows as
  /// changed settings.
  private func noteChanges(since last: String?) {
    guard let last, last != settingsText else { return }
    let old = Self.lines(of: last)
    let new = Self.lines(of: settingsText)
    for key in Set(old.keys).union(new.keys).sorted() where old[key] != new[key] {
      diary.keep(
        .settingsChange(
          SettingsChangeRow(
            key: key, old: old[key], new: new[key], source: "files", settings: settingsText,
            software: software)), at: stamp(.zero))
    }
  }

  /// `key: value` lines as they are written, comments left out.
  private static func lines(of text: String) -> [String: String] {
    var values: [String: String] = [:]
    for line in text.split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, !line.hasPrefix("#") else { continue }
      let key = parts[0].filter { !$0.isWhitespace || $0 == " " }.lowercased().prefix(100)
      let value = parts[1].drop { $0 == " " }
      if !key.isEmpty { values[String(key)] = String(value) }
    }
    return values
  }

  /// The store is on the disk: what is kept outlives a power cut.
  public var isDurable: Bool { diary.isOnDisk }

  /// Helper faults of the store since the last call.
  public func takeFaults() -> [HelperFault] {
    note(diary.takeFaults())
    defer { faults = [] }
    return faults
  }

  private func note(_ met: [StoreFault]) {
    for fault in met {
      faults.append(fault.keptAside != nil ? .storeBroken : .storeUnwritable)
      diary.keep(
        .fault(FaultRow(kind: fault.kind.rawValue, detail: fault.detail)), at: stamp(.zero))
    }
  }

  private func stamp(_ frame: SampleTime) -> Stamp {
    let now = wall.adding(FrameCount(frame.frame))
    return Stamp(
      wallSeconds: Int64(now.seconds), clockSet: now.isSet,
      poweredSeconds: Int64(poweredSeconds + frame.frame / SampleRate.framesPerSecond))
  }

  /// The diary was opened by its newest rows: the rest is still to be looked at.
  public private(set) var isCheckDue = true

  /// Looks at the whole diary, where there is time.
  /// - Parameter goesOn: asked often; false ends it, and it is done another time.
  /// - Returns: whether it came to its end.
  public func checkWhole(while goesOn: @escaping () -> Bool) -> Bool {
    let isDone = diary.checkWhole(while: goesOn)
    note(diary.takeFaults())
    if isDone { isCheckDue = false }
    return isDone
  }

  /// The unit is on: every ten minutes.
  public func touch(at frame: SampleTime) { diary.keep(.touch, at: stamp(frame)) }

  /// A text file said `clear lock: yes`: once for each new state of the files.
  public func clearLock(inPrescription: Bool, inSettings: Bool) {
    guard inPrescription || inSettings else { return }
    let history = diary.history(before: powerOn)
    guard history.recentSessions.last?.row.settings != settingsText else { return }
    let source: ClearLockRow.Source = inPrescription ? .prescription : .settings
    diary.keep(.clearLock(ClearLockRow(source: source)), at: stamp(.zero))
  }

  /// Settings in force, as one text: the prescription first.
  public static func settingsText(prescription: String, settings: String) -> String {
    // The store holds up to 100,000 characters.
    String((prescription + separator + settings).prefix(100_000))
  }

  private static let separator = "\n----\n"

  static func prescriptionPart(of text: String) -> Substring {
    var end = text.startIndex
    while end < text.endIndex {
      if text[end...].hasPrefix(separator) { return text[..<end] }
      end = text.index(after: end)
    }
    return text[...]
  }

  // MARK: Records

  /// Keeps one record; it is durable when this returns, where the store is.
  public func keep(_ record: Record, at frame: SampleTime) {
    let stamp = stamp(frame)
    switch record {
    case .sessionBegan(let beginning): begin(beginning, at: frame, stamp)
    case .exerciseBegan(let beginning): begin(beginning, at: frame, stamp)
    case .exerciseProgress(let ending), .exerciseEnded(let ending): keep(ending, stamp)
    case .measured(let result): keep(result, stamp)
    case .rated(let result): keep(result, stamp)
    case .material(let material): keep(material, stamp)
    case .answer(let effort, let changed):
      guard let session, let exercise else { return }
      diary.keep(
        .answer(
          AnswerRow(session: session, exercise: exercise, effort: effort, changed: changed)),
        at: stamp)
    case .stop(let stop): keep(stop, stamp)
    case .locked(let reason):
      diary.keep(.lock(LockRow(reason: reason.name)), at: stamp)
    case .gap(let frames):
      guard let powerOn, frames.value > 0 else { return }
      diary.keep(
        .gap(GapRow(powerOn: powerOn, frame: Int64(frame.frame), frames: Int64(frames.value))),
        at: stamp)
    case .fault(let fault):
      diary.keep(
        .fault(
          FaultRow(
            kind: fault.rawValue, detail: "", toldPatientDay: Int64(wall.day.number))),
        at: stamp)
    case .safetySaid(let whole):
      wholeSafety = whole
      diary.keep(.safetySaid(SafetySaidRow(session: session, whole: whole)), at: stamp)
    case .sessionEnded(let ending): end(ending, stamp)
    case .presses(let tally): keep(tally, stamp)
    case .listened: diary.keep(.touch, at: stamp)
    case .toldHelper:
      if !telling.isEmpty { diary.keep(.toldHelper(faults: telling), at: stamp) }
      telling = []
    case .lockCleared: diary.keep(.clearLock(ClearLockRow(source: .settings)), at: stamp)
    case .switchTested(let result): keep(result, stamp)
    case .selfTested(let result): keep(result, stamp)
    case .callBegan:
      guard let powerOn else { return }
      call = diary.keep(.call(CallRow(powerOn: powerOn, session: session)), at: stamp)
    case .callEnded(let length, let how):
      guard let call else { return }
      diary.keep(
        .endCall(
          call: call, how: CallEnd(rawValue: how.rawValue) ?? .givenUp,
          rangSeconds: length.roundedSeconds), at: stamp)
      self.call = nil
    }
  }

  private func keep(_ result: SwitchTestResult, _ stamp: Stamp) {
    guard let powerOn else { return }
    let proposal = result.times.map {
      SwitchTestRow.Proposal(
        acceptanceMilliseconds: $0.acceptance, releaseMilliseconds: $0.release,
        scanMilliseconds: $0.scan)
    }
    diary.keep(
      .switchTest(
        SwitchTestRow(
          powerOn: powerOn, presses: result.presses, proposal: proposal, kept: result.isKept)),
      at: stamp)
  }

  private func keep(_ result: SelfTestResult, _ stamp: Stamp) {
    guard let powerOn else { return }
    selfTest = diary.keep(
      .selfTest(
        SelfTestRow(
          powerOn: powerOn, unit: result.unit, tonesPlayed: true,
          pressMilliseconds: result.pressMilliseconds, written: false,
          seconds: result.length.roundedSeconds)), at: stamp)
  }

  // MARK: The stick

  /// The file of the last self test is on the stick.
  public func selfTestWritten(at frame: SampleTime) {
    guard let selfTest else { return }
    diary.keep(.testWritten(selfTest: selfTest), at: stamp(frame))
    self.selfTest = nil
  }

  /// Other settings are in force: each change is kept, with where it came from.
  public func renew(
    settingsText text: String, changes: [SettingChange], source: String, at frame: SampleTime
  ) {
    settingsText = text
    for change in changes {
      diary.keep(
        .settingsChange(
          SettingsChangeRow(
            key: change.key.rawValue, old: change.textBefore(in: .english),
            new: change.textNow(in: .english), source: source, settings: text,
            software: software)), at: stamp(frame))
    }
  }

  /// The wall clock was set: from here on days and gaps are counted by it.
  public func setWall(_ wall: WallTime) { self.wall = wall }

  /// What the helper has not been told of yet; `.toldHelper` says that they have.
  public func untoldFaults() -> [HelperFault] {
    let untold = diary.history(before: powerOn).untoldFaults
    telling = untold.map(\.id)
    var faults: [HelperFault] = []
    for fault in untold.compactMap({ HelperFault(rawValue: $0.row.kind) })
    where !faults.contains(fault) { faults.append(fault) }
    return faults
  }

  /// Wipes the diary.
  /// - Returns: false: nothing, or not all, could be wiped.
  public func erase() -> Bool {
    session = nil
    exercise = nil
    call = nil
    selfTest = nil
    telling = []
    return diary.erase() == .erased
  }

  private func begin(_ beginning: SessionBeginning, at frame: SampleTime, _ stamp: Stamp) {
    guard let powerOn else { return }
    let completes = beginning.completes ? unfinishedSession : nil
    sessionFrame = frame
    exercise = nil
    session = diary.keep(
      .session(
        SessionRow(
          powerOn: powerOn,
          source: SessionRow.Source(rawValue: beginning.source.rawValue) ?? .press,
          profile: SessionRow.Profile(rawValue: beginning.profile) ?? .listening,
          kind: beginning.isShort ? .short : .usual,
          plannedSeconds: beginning.planned.roundedSeconds, completes: completes,
          safetyWhole: wholeSafety, settings: settingsText)),
      at: stamp)
  }

  private var unfinishedSession: RowID? {
    diary.history(before: nil).recentSessions.last { $0.doneSeconds > 0 }?.id
  }

  private func begin(_ beginning: ExerciseBeginning, at frame: SampleTime, _ stamp: Stamp) {
    guard let session else { return }
    exercise = diary.keep(
      .exercise(
        ExerciseRow(
          session: session,
          technique: ExerciseRow.Technique(rawValue: beginning.technique) ?? .breathing,
          activity: beginning.activity, startedSeconds: (frame - sessionFrame).roundedSeconds,
          startedFrame: Int64(frame.frame), plannedSeconds: beginning.planned.roundedSeconds,
          plannedSets: beginning.plannedSets, baselinePaceMilli: beginning.baselineMilli,
          progress: ExerciseProgress(pacingStep: beginning.step))),
      at: stamp)
  }

  private func keep(_ ending: ExerciseEnding, _ stamp: Stamp) {
    guard let exercise else { return }
    diary.keep(
      .progress(
        exercise: exercise,
        ExerciseProgress(
          doneSeconds: max(ending.sounding.roundedSeconds, ending.setsStarted > 0 ? 1 : 0),
          setsDone: ending.setsDone, breathsCued: ending.breathsCued,
          finalPaceMilli: ending.paceMilli, pacingStep: ending.step)),
      at: stamp)
  }

  private func keep(_ result: OwnPaceMeasurement.Result, _ stamp: Stamp) {
    let outcome: PaceMeasurementRow.Outcome =
      switch result {
      case .pace(let pace): .baseline(paceMilli: (pace * Rational(1_000)).rounded)
      case .outOfRange(let pace): .outOfRange(paceMilli: (pace * Rational(1_000)).rounded)
      case .unclear: .tooFew
      case .skipped: .skipped
      }
    diary.keep(
      .paceMeasurement(PaceMeasurementRow(session: session, outcome: outcome)), at: stamp)
  }

  private func keep(_ result: CountingRate.Result, _ stamp: Stamp) {
    let outcome: RateMeasurementRow.Outcome =
      switch result {
      case .rate(let rate): .rate(rateMilli: (rate * Rational(1_000)).rounded)
      case .unclear: .unclear
      case .skipped: .skipped
      }
    diary.keep(
      .rateMeasurement(RateMeasurementRow(session: session, outcome: outcome)), at: stamp)
  }

  private func keep(_ material: Material, _ stamp: Stamp) {
    diary.keep(
      .material(
        MaterialRow(
          session: exercise == nil ? nil : session, exercise: exercise,
          kind: MaterialRow.Kind(rawValue: material.kind.rawValue) ?? .piece,
          name: String(material.name.prefix(1_000)), layers: material.layers)), at: stamp)
  }

  /// A stop of listening outside a session is a press among others.
  private func keep(_ stop: StopRecord, _ stamp: Stamp) {
    guard let session else { return }
    let cause: StopRow.Cause =
      switch stop.cause {
      case .press: .press
      case .soundLost: .soundLost
      case .stuck, .switchLost: .stuck
      case .shutdown: .shutdown
      }
    diary.keep(
      .stop(
        StopRow(
          session: session, exercise: exercise, stage: stop.stage.rawValue, second: stop.second,
          cause: cause, ordinal: stop.count)), at: stamp)
  }

  private func end(_ ending: SessionEnding, _ stamp: Stamp) {
    guard let session else { return }
    let how: SessionEnd =
      switch ending.how {
      case .finished: .finished
      case .stopped, .shutdown: .stopped
      case .unanswered: .unanswered
      }
    diary.keep(
      .end(session: session, how: how, doneSeconds: ending.done.roundedSeconds), at: stamp)
    self.session = nil
    exercise = nil
  }

  private func keep(_ tally: PressTally, _ stamp: Stamp) {
    guard let powerOn else { return }
    diary.keep(
      .pressSummary(
        PressSummaryRow(
          powerOn: powerOn, session: session, accepted: tally.accepted, heard: tally.heard,
          ignored: tally.ignored, stuck: tally.stuck,
          medianMilliseconds: tally.medianLength?.milliseconds,
          missedPrompts: tally.missedPrompts)), at: stamp)
  }
}
