// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Session

/// Takes home what is on a stick, by a child process: a sound file that crashes its decoder ends
/// the child, not the appliance.
///
/// It belongs to the storage thread, which has other work beside it, or before the start.
struct StickImport {
  struct Report {
    /// A line each, for whoever helps.
    fileprivate(set) var findings: [String] = []
    /// What the patient is told of, each once.
    fileprivate(set) var faults: [HelperFault] = []
    /// New on the unit.
    fileprivate(set) var songs = 0
    fileprivate(set) var recordings = 0
    fileprivate(set) var tracks = 0

    fileprivate mutating func add(_ fault: HelperFault, _ finding: String) {
      findings.append(finding)
      if !faults.contains(fault) { faults.append(fault) }
    }
  }

  /// The hidden subcommand.
  static let subcommand = "import"
  /// A minute to begin with.
  private static let leastNanoseconds: UInt64 = 60_000_000_000
  /// Speech-like Opus holds five minutes a megabyte, which is decoded twice; the slowest board
  /// decodes some fifteen times as fast as it plays [E].
  private static let nanosecondsPerMegabyte: UInt64 = 40_000_000_000

  /// Begins; then `advance` until it answers.
  init(_ stick: StickFolder, to data: String) {
    place = stick.path
    music = Path.join(stick.path, DataFolder.music)
    deadline =
      MonotonicClock.now + Self.leastNanoseconds
      + UInt64(stick.soundBytes / 1_000_000) * Self.nanosecondsPerMegabyte
    do throws(ChildProgram.Failure) {
      child = try ChildProgram.start([Self.subcommand, stick.path, data], isLowPriority: true)
    } catch {
      report.add(.musicRefused, Self.unfinished(stick.path, error.description))
    }
  }

  /// Goes on for as long.
  /// - Parameters:
  ///   - time: until then, in nanoseconds of the monotonic clock.
  ///   - interruption: a descriptor; once it is readable the import ends, and what is whole stays.
  ///   - progress: of the music: which of how many files, and how far in hundredths.
  /// - Returns: nil while there is more to come.
  mutating func advance(
    until time: UInt64, interruption: Int32? = nil,
    progress: (_ file: Int, _ files: Int, _ percent: Int) -> Void = { _, _, _ in }
  ) -> Report? {
    guard let child else { return report }
    while true {
      switch child.next(before: min(time, deadline), interruption: interruption) {
      case .line(let line):
        switch StickNews(line: line) {
        case .progress(let file, let files, let percent):
          place = "\(music), file \(file) of \(files)"
          progress(file, files, percent)
        case .finding(let fault, let text): report.add(fault, text)
        case .taken(let songs, let recordings, let tracks):
          (report.songs, report.recordings, report.tracks) = (songs, recordings, tracks)
        case nil: break
        }
      case .ended:
        if let how = child.wait() {
          report.add(.musicRefused, Self.unfinished(place, "it ended with \(how)"))
        }
        return report
      case .late:
        guard MonotonicClock.now >= deadline else { return nil }
        report.add(.musicRefused, Self.unfinished(place, "it took too long"))
        return report
      case .interrupted:
        return report
      }
    }
  }

  /// All of it at once: before the start, and rehearsed.
  static func run(
    _ stick: StickFolder, to data: String, interruption: Int32? = nil,
    progress: (_ file: Int, _ files: Int, _ percent: Int) -> Void = { _, _, _ in }
  ) -> Report {
    var run = StickImport(stick, to: data)
    while true {
      if let report = run.advance(
        until: run.deadline, interruption: interruption, progress: progress)
      {
        return report
      }
    }
  }

  private var child: ChildProgram?
  private let deadline: UInt64
  private let music: String
  /// Where it was, if it does not come to its end.
  private var place: String
  private var report = Report()

  private static func unfinished(_ place: String, _ why: String) -> String {
    "\(place): the stick was not read to its end (\(why)), expected files that are whole"
  }
}
