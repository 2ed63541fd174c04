// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Rehearsal
import Rhythm
import Session
import Settings
import Stick
import Timebase

extension StickAnswer {
  /// Where another stick is to be read by now, it is of the one before.
  fileprivate var isOfAStickRead: Bool {
    switch event {
    case .stickRead, .stickGone: true
    default: false
    }
  }
}

/// What the storage does with the stick that is in, step by step, so that records and words do
/// not wait for it.
///
/// ```
///   read:   where is it mounted ─▶ child reads the text ─▶ parsed: `.stickRead`
///   keep:   settings kept ─▶ child imports ─▶ clock ─▶ writable ─▶ child makes the report
///           ─▶ child writes ─▶ let go ─▶ `.stickKept`
/// ```
/// Everything that touches the stick is a child process: a stick that hangs holds up nobody. It
/// belongs to the storage thread; rehearsed, to the one there is.
final class StickWork: StickDesk {
  /// What it needs to know of the unit.
  struct Unit {
    let share: Share
    let data: String
    let prescription: (file: String, bytes: [UInt8])?
    /// Sets the system's clock; false: it cannot be set.
    var setClock: (CivilDateTime) -> Bool = { _ in true }
    /// For the child that speaks.
    var interruption: Int32?
    /// Where the clips are; nil: none are kept.
    var clips: String?
  }

  let unit: Unit
  let mount: any StickMount
  private(set) var assembly: Assembly
  /// In force from the next activity on.
  private(set) var next: Assembly?
  private(set) var path: String?
  /// Nobody could mount it.
  private var isUnmountable = false
  /// The one that was asked for was taken out, whatever is in now.
  private(set) var isGone = false
  private var isOneIn = true
  var step = Step.idle
  private(set) var found: Found?
  var outcome = StickOutcome()
  private(set) var askedAt = SampleTime.zero
  /// What was taken in before the start.
  private var before: StickImport.Report?

  /// What was read.
  struct Found {
    var text: (file: String, bytes: [UInt8])
    var files: UnitFiles
    var findings: [Finding]
    /// With findings, too, as far as the line is right.
    var asksForReport: Bool
  }

  enum Step {
    case idle
    case waitingToRead
    case reading(ChildProgram, deadline: UInt64)
    case importing(StickImport)
    case unlocking(Writing)
    case reporting(ChildProgram, folder: String, deadline: UInt64)
    case writing(ChildProgram, Writing, deadline: UInt64)
    case releasing
  }

  /// What goes onto the stick.
  enum Writing: Equatable {
    case report
    case findings
    case selfTest(file: String)
  }

  /// A child at a stick has so long to answer.
  private static let readNanoseconds: UInt64 = 20_000_000_000
  static let writeNanoseconds: UInt64 = 120_000_000_000
  static let reportNanoseconds: UInt64 = 120_000_000_000
  /// The other threads' work is looked after so often.
  private static let slice: UInt64 = 1_000_000

  /// - Parameters:
  ///   - path: the folder that plays the stick; nil: it will be told where one is mounted.
  ///   - before: what was taken in before the start.
  init(
    _ assembly: Assembly, unit: Unit, mount: any StickMount, path: String?,
    before: StickImport.Report? = nil
  ) {
    self.assembly = assembly
    self.unit = unit
    self.mount = mount
    self.path = path
    self.before = before
  }

  // MARK: From outside

  /// What the kernel, or a folder, tells of the stick.
  func take(_ event: StickEvent) {
    switch event {
    case .plugged: (path, isOneIn, isUnmountable) = (nil, true, false)
    case .mounted(let path): (self.path, isUnmountable) = (path, false)
    case .notMounted: isUnmountable = true
    case .unplugged: (path, isOneIn, isGone) = (nil, false, true)
    }
  }

  // MARK: What is asked

  var isBusy: Bool {
    if case .idle = step { !answers.isEmpty } else { true }
  }

  func begin(_ ask: StickAsk, at frame: SampleTime) {
    askedAt = frame
    switch ask {
    case .read:
      found = nil
      outcome = StickOutcome()
      answers.removeAll(where: \.isOfAStickRead)
      isGone = !isOneIn
      step = .waitingToRead
    case .keep: keepAll()
    case .erase: erase()
    case .writeTest(let result): writeTest(result)
    }
  }

  private var answers: [StickAnswer] = []

  func answer(isPatient: Bool) -> StickAnswer? {
    if !answers.isEmpty { return answers.removeFirst() }
    let until = MonotonicClock.now + (isPatient ? 1_000_000_000 : Self.slice)
    advance(until: until)
    return answers.isEmpty ? nil : answers.removeFirst()
  }

  private func advance(until: UInt64) {
    switch step {
    case .idle: return
    case .waitingToRead: startReading(until)
    case .reading(let child, let deadline):
      guard let line = answer(of: child, until, deadline) else { return }
      step = .idle
      take(line)
    case .importing(var run):
      guard let report = run.advance(until: until) else {
        step = .importing(run)
        return
      }
      for finding in report.findings { Console.warn(finding) }
      take(report)
    case .unlocking(let writing): unlock(writing)
    case .reporting(let child, let folder, let deadline):
      guard let isMade = hasEnded(child, until, deadline) else { return }
      if isMade {
        startWriting(.report, folder)
      } else {
        outcome.report = .failed
        release()
      }
    case .writing(let child, let writing, let deadline):
      guard let line = answer(of: child, until, deadline) else { return }
      written(line, writing)
    case .releasing: finishRelease()
    }
  }

  // MARK: Reading

  private func startReading(_ until: UInt64) {
    if isGone {
      // The session has been told.
      step = .idle
      return
    }
    if isUnmountable {
      step = .idle
      answers.append(StickAnswer(.stickRead(.unreadable)))
      return
    }
    guard let path else { return }
    do throws(ChildProgram.Failure) {
      step = .reading(
        try ChildProgram.start(["stick", "read", path]),
        deadline: MonotonicClock.now + Self.readNanoseconds)
    } catch {
      step = .idle
      answers.append(StickAnswer(.stickRead(.unreadable)))
    }
  }

  /// The one line of a child at the stick; nil: not yet.
  func answer(of child: ChildProgram, _ until: UInt64, _ deadline: UInt64) -> StickLine? {
    switch child.next(before: min(until, deadline), interruption: nil) {
    case .line(let line): return StickLine(line: line) ?? .failed(.unreadable)
    case .ended, .interrupted: return .failed(.unreadable)
    case .late: return MonotonicClock.now < deadline ? nil : .failed(.late)
    }
  }

  private func take(_ line: StickLine) {
    let reading: StickReading
    switch line {
    case .noText: reading = .noText
    case .text(let name, let bytes, let others):
      reading = read(name, bytes, isOneOfSeveral: others > 0)
    case .failed(.gone):
      // The kernel may tell of it later, or never.
      if !isGone { answers.append(StickAnswer(.stickGone)) }
      return
    case .failed(.cancelled): return
    case .failed(.folder): reading = .folder
    case .failed, .written: reading = .unreadable
    }
    answers.append(StickAnswer(.stickRead(reading)))
  }

  private func read(_ name: String, _ bytes: [UInt8], isOneOfSeveral: Bool) -> StickReading {
    let files = UnitFiles(
      prescription: unit.prescription, settings: (name, bytes), languages: unit.share.languages)
    let findings = files.areSettingsRefused ? files.settingsFindings : []
    found = Found(
      text: (name, bytes), files: files, findings: findings,
      asksForReport: CaregiverSettings.asksForReport(bytes))
    guard findings.isEmpty else { return .findings(findings) }
    let settings = assembly.files.settings
    return .settings(
      StickSettings(
        changes: CaregiverSettings.changes(from: settings, to: files.settings),
        requests: files.requests, isOneOfSeveral: isOneOfSeveral))
  }

  // MARK: Keeping

  private func keepAll() {
    if let found, found.findings.isEmpty { keepSettings(found) }
    guard let path, !isGone else {
      // One that nobody could mount is still in.
      outcome.isLost = isGone
      finish()
      return
    }
    if let before {
      self.before = nil
      take(before)
    } else {
      step = .importing(StickImport(StickFolder(path: path), to: unit.data))
    }
  }

  private func keepSettings(_ found: Found) {
    do throws(FileSystemError) {
      switch try SettingsShelf(data: unit.data).keep(found.text.bytes) {
      case .kept, .unchanged: outcome.areSettingsKept = true
      case .refusedBefore: outcome.areSettingsKept = false
      }
    } catch {
      outcome.areSettingsKept = false
      Console.warn(error.description)
    }
  }

  private func take(_ report: StickImport.Report) {
    outcome.songs = report.songs
    outcome.recordings = report.recordings
    outcome.tracks = report.tracks
    outcome.refused = report.faults
    if isGone { outcome.isLost = true }
    setClock()
    renew()
    guard !isGone, let writing else {
      release()
      return
    }
    step = .unlocking(writing)
    mount.makeWritable(now: MonotonicClock.now)
  }

  private var writing: Writing? {
    guard let found, found.asksForReport else { return nil }
    return found.findings.isEmpty ? .report : .findings
  }

  private func setClock() {
    guard let found, found.findings.isEmpty else { return }
    for case .clock(let time) in found.files.requests {
      let isSet = unit.setClock(time)
      outcome.isClockSet = isSet
      guard isSet, let wall = WallTime(time, at: askedAt) else { continue }
      assembly.bookkeeper.setWall(wall)
    }
  }

  /// The facts of the next activity: other settings, songs, music.
  private func renew() {
    let isNew = outcome.areSettingsKept == true
    let files = isNew ? found?.files ?? assembly.files : assembly.files
    guard isNew || outcome.songs + outcome.recordings + outcome.tracks > 0 else { return }
    do throws(Share.PackError) {
      let next = try assembly.renewed(
        with: files, share: unit.share, data: unit.data, wall: assembly.bookkeeper.wall)
      if isNew {
        assembly.bookkeeper.renew(
          settingsText: files.text,
          changes: CaregiverSettings.changes(from: assembly.files.settings, to: files.settings),
          source: "stick", at: askedAt)
      }
      self.next = next
      // A voice, say, that is not there: the helper is still beside the unit.
      for notice in next.notices { Console.warn(notice) }
      outcome.refused += next.faults.filter { !outcome.refused.contains($0) }
    } catch {
      Console.warn("\(error)")
      outcome.areSettingsKept = false
    }
  }

  // MARK: Letting go

  /// A self test still wants to write.
  private var isKeptIn: Bool {
    guard let found, found.findings.isEmpty, !isGone else { return false }
    return found.files.requests.contains(.selfTest)
  }

  func release() {
    guard !isGone, path != nil, !isKeptIn else {
      finish()
      return
    }
    mount.release(now: MonotonicClock.now)
    step = .releasing
  }

  private func finishRelease() {
    guard let answer = mount.read(polled: [], now: MonotonicClock.now) else { return }
    if case .failed(let error) = answer { Console.warn(error.description) }
    finish()
  }

  private func finish() {
    step = .idle
    guard !isTest else {
      isTest = false
      if testEnding == .written { assembly.bookkeeper.selfTestWritten(at: askedAt) }
      answers.append(StickAnswer(.testWritten(testEnding)))
      return
    }
    outcome.news = assembly.bookkeeper.untoldFaults()
    answers.append(
      StickAnswer(
        .stickKept(outcome),
        next: next.map {
          StickAnswer.NextFacts(facts: $0.facts().workedOut(), tracks: $0.music.samples)
        }))
  }

  // MARK: Erasing, testing, renewing

  private func erase() {
    let isDone = assembly.bookkeeper.erase()
    answers.append(
      StickAnswer(.erased(isDone, history: assembly.bookkeeper.history())))
  }

  /// The file of a self test is being written.
  private var isTest = false
  var testEnding = StickOutcome.WriteEnding.written

  private func writeTest(_ result: SelfTestResult) {
    isTest = true
    testEnding = .damaged
    guard path != nil, !isGone else {
      finish()
      return
    }
    let text = SelfTestText(
      result, serial: assembly.files.prescription?.serial,
      at: assembly.bookkeeper.wall.adding(FrameCount(askedAt.frame)))
    let file = Path.join(unit.data, text.name)
    do throws(PartFile.Failure) {
      try PartFile.write(Array(text.lines.utf8), for: file).place()
      step = .unlocking(.selfTest(file: file))
      found = nil
      mount.makeWritable(now: MonotonicClock.now)
    } catch {
      Console.warn("\(error)")
      testEnding = .failed
      found = nil
      release()
    }
  }

  func keep(_ changes: [SettingChange], at frame: SampleTime) -> Bool {
    let current = assembly.files.settingsBytes
    let bytes = SettingsEditing.applying(changes, to: current)
    var isKept = true
    do throws(FileSystemError) { _ = try SettingsShelf(data: unit.data).keep(bytes) } catch {
      Console.warn(error.description)
      isKept = false
    }
    let files = UnitFiles(
      prescription: unit.prescription, settings: ("upbeat.txt", bytes),
      languages: unit.share.languages)
    assembly.bookkeeper.renew(
      settingsText: files.text, changes: changes, source: "unit", at: frame)
    do throws(Share.PackError) {
      next = try assembly.renewed(
        with: files, share: unit.share, data: unit.data, wall: assembly.bookkeeper.wall)
    } catch {
      Console.warn("\(error)")
    }
    return isKept
  }

  func renewedVoice() -> (any Voice)? { newVoice() }

  /// The same, as what it is.
  func newVoice() -> SpokenVoice? {
    guard let next else { return nil }
    assembly = next
    self.next = nil
    return next.voice(clips: unit.clips, interruption: unit.interruption)
  }
}
