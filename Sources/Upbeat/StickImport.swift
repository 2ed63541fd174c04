// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Session

/// Takes home what is on a stick, by a child process: a sound file that crashes its decoder ends
/// the child, not the appliance.
///
/// It waits for the child, so it belongs to the storage thread, or before the start.
enum StickImport {
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

  /// - Parameters:
  ///   - data: the unit's folder of diary and clips.
  ///   - interruption: a descriptor; once it is readable the import ends, and what is whole stays.
  ///   - progress: of the music: which of how many files, and how far in hundredths.
  static func run(
    _ stick: StickFolder, to data: String, interruption: Int32? = nil,
    progress: (_ file: Int, _ files: Int, _ percent: Int) -> Void = { _, _, _ in }
  ) -> Report {
    var report = Report()
    let limit =
      leastNanoseconds + UInt64(stick.soundBytes / 1_000_000) * nanosecondsPerMegabyte
    let deadline = MonotonicClock.now + limit
    do throws(ChildProgram.Failure) {
      let child = try ChildProgram.start([subcommand, stick.path, data])
      // Where it was, if it does not come to its end.
      var place = stick.path
      while true {
        switch child.next(before: deadline, interruption: interruption) {
        case .line(let line):
          switch StickNews(line: line) {
          case .progress(let file, let files, let percent):
            place = "\(Path.join(stick.path, DataFolder.music)), file \(file) of \(files)"
            progress(file, files, percent)
          case .finding(let fault, let text): report.add(fault, text)
          case .taken(let songs, let recordings, let tracks):
            (report.songs, report.recordings, report.tracks) = (songs, recordings, tracks)
          case nil: break
          }
        case .ended:
          if let how = child.wait() {
            report.add(.musicRefused, unfinished(place, "it ended with \(how)"))
          }
          return report
        case .late:
          report.add(.musicRefused, unfinished(place, "it took too long"))
          return report
        case .interrupted:
          return report
        }
      }
    } catch {
      report.add(.musicRefused, unfinished(stick.path, error.description))
    }
    return report
  }

  private static func unfinished(_ place: String, _ why: String) -> String {
    "\(place): the stick was not read to its end (\(why)), expected files that are whole"
  }
}
