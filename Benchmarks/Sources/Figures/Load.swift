// SPDX-License-Identifier: GPL-3.0-or-later
import Bench
import Glibc

/// What a running process has used, as the kernel tells it.
struct Load {
  /// User and system time of its own threads.
  let ownSeconds: Double
  /// The same of children that have ended and were waited for.
  let childSeconds: Double
  /// Resident now, and at the most so far.
  let residentKiB: Int
  let highestKiB: Int

  /// From `/proc/PID/stat` and `/proc/PID/status` (proc(5)).
  static func of(_ processID: pid_t) throws(Failure) -> Load {
    let stat = try TextFile.text(of: "/proc/\(processID)/stat")
    // The second field is a name in brackets and may hold anything; the third follows it.
    guard let bracket = stat.lastIndex(of: ")") else { throw Failure("/proc/PID/stat is odd") }
    let fields = stat[bracket...].split(separator: " ").dropFirst().map { Int($0) ?? 0 }
    guard fields.count > 14 else { throw Failure("/proc/PID/stat is short") }
    let ticksASecond = Double(sysconf(Int32(_SC_CLK_TCK)))
    let status = try TextFile.text(of: "/proc/\(processID)/status")
    return Load(
      ownSeconds: Double(fields[11] + fields[12]) / ticksASecond,
      childSeconds: Double(fields[13] + fields[14]) / ticksASecond,
      residentKiB: try kibibytes("VmRSS:", in: status),
      highestKiB: try kibibytes("VmHWM:", in: status))
  }

  /// Looked at every 10 ms until it has ended; it is not waited for.
  ///
  /// `ru_maxrss` would not do: it counts what this program took when it started the other.
  static func highestKiB(whileRunning processID: pid_t) -> Int {
    var highest = 0
    while true {
      // Once it has ended, its status has no memory any more.
      do throws(Failure) { highest = max(highest, try of(processID).highestKiB) } catch {
        return highest
      }
      Clock.sleep(seconds: 0.01)
    }
  }

  private static func kibibytes(_ key: String, in status: String) throws(Failure) -> Int {
    for line in status.split(separator: "\n") where line.hasPrefix(key) {
      let words = line.split { $0 == " " || $0 == "\t" }
      if words.count > 1, let value = Int(words[1]) { return value }
    }
    throw Failure("/proc/PID/status has no \(key)")
  }
}
