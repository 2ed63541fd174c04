// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Rehearsal
import Session
import Settings
import Stick
import Timebase

/// What the unit puts on a stick: the report, the findings, the result of a self test.
extension StickWork {
  // MARK: Writing

  func unlock(_ writing: Writing) {
    guard let answer = mount.read(polled: [], now: MonotonicClock.now) else { return }
    switch answer {
    case .writable: start(writing)
    case .released: fail(writing, .gone)
    case .failed(let error): fail(writing, error.reason)
    }
  }

  private func start(_ writing: Writing) {
    switch writing {
    case .report: startReport()
    case .findings:
      guard let found else { return release() }
      let text = FindingsFile.text(found.findings, of: found.text.bytes)
      put(text, named: FindingsFile.name, writing)
    case .selfTest(let file): startWriting(writing, file)
    }
  }

  private func startReport() {
    let folder = Path.join(unit.data, "report")
    let program = Path.join(Path.folder(of: Program.path), "upbeat-report")
    let today = assembly.bookkeeper.wall.adding(FrameCount(askedAt.frame)).day
    do {
      try PartFile.makeFolder(folder)
      for name in try TextFile.names(in: folder) { unlink(Path.join(folder, name)) }
      step = .reporting(
        try ChildProgram.start(
          [
            "--data", unit.data, "--out", folder, "--to", "\(today)", "--share",
            unit.share.folder
          ] + languageWords + prescriptionWords, program: program, isLowPriority: true),
        folder: folder, deadline: MonotonicClock.now + Self.reportNanoseconds)
    } catch {
      Console.warn("\(error)")
      outcome.report = .failed
      release()
    }
  }

  /// Its ranges are those of the page for settings.
  private var prescriptionWords: [String] {
    guard let file = unit.prescription?.file, TextFile.exists(file),
      !assembly.files.isPrescriptionRefused
    else { return [] }
    return ["--prescription", file]
  }

  private var languageWords: [String] { ["--language", (next ?? assembly).pack.language] }

  /// nil: not yet.
  func hasEnded(_ child: ChildProgram, _ until: UInt64, _ deadline: UInt64) -> Bool? {
    while true {
      switch child.next(before: min(until, deadline), interruption: nil) {
      case .line: continue
      case .ended:
        guard let how = child.wait() else { return true }
        Console.warn("The report was not made: \(how)")
        return false
      case .late: return MonotonicClock.now < deadline ? nil : false
      case .interrupted: return false
      }
    }
  }

  /// A text goes by a file of its own to the child.
  private func put(_ text: String, named name: String, _ writing: Writing) {
    do throws(PartFile.Failure) {
      let file = Path.join(unit.data, name)
      try PartFile.write(Array(text.utf8), for: file).place()
      startWriting(writing, file)
    } catch {
      Console.warn("\(error)")
      release()
    }
  }

  func startWriting(_ writing: Writing, _ source: String) {
    guard let path, !isGone else {
      fail(writing, .gone)
      return
    }
    let words: [String] =
      switch writing {
      case .report: ["folder", path, source, reportName]
      case .findings: ["file", path, source, FindingsFile.name]
      case .selfTest: ["file", path, source, Path.name(of: source)]
      }
    do throws(ChildProgram.Failure) {
      step = .writing(
        try ChildProgram.start(["stick"] + words, isLowPriority: true), writing,
        deadline: MonotonicClock.now + Self.writeNanoseconds)
    } catch {
      fail(writing, .damaged)
    }
  }

  /// "Upbeat M. K. 2026-11-22".
  private var reportName: String {
    let initials = assembly.files.prescription?.patient.map { " " + $0 } ?? ""
    let today = assembly.bookkeeper.wall.adding(FrameCount(askedAt.frame)).day
    return "Upbeat\(initials) \(today)"
  }

  func written(_ line: StickLine, _ writing: Writing) {
    switch line {
    case .written:
      switch writing {
      case .report: outcome.report = .written
      case .selfTest: testEnding = .written
      case .findings: break
      }
      release()
    case .failed(let reason): fail(writing, reason)
    case .text, .noText: fail(writing, .damaged)
    }
  }

  func fail(_ writing: Writing, _ reason: StickError.Reason) {
    if reason == .gone { outcome.isLost = true }
    let ending: StickOutcome.WriteEnding =
      switch reason {
      case .full: .full
      case .writeProtected: .protected
      case .gone, .folder, .notAFile, .unreadable, .tooManyNames, .damaged, .noName, .late,
        .cancelled:
        .damaged
      }
    switch writing {
    case .report, .findings: outcome.report = ending
    case .selfTest: testEnding = ending
    }
    release()
  }
}
