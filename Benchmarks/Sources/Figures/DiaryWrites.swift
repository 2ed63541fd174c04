// SPDX-License-Identifier: GPL-3.0-or-later
import Bench
import Glibc

/// How often one session makes the card write: each is a wait for the disk, and wear.
enum DiaryWrites {
  static func measure(_ workshop: Workshop) throws(Failure) -> [Figure] {
    try Tool.need(.strace)
    let data = workshop.path("writes-data")
    let trace = workshop.path("writes.txt")
    defer { workshop.remove("writes.txt") }
    // Made first, so that power-on and new files are not counted with the session.
    _ = try ChildProcess.run(["rm", "-rf", data])
    _ = try ChildProcess.run([
      workshop.upbeat, "rehearse", "--share", workshop.checkout, "--data", data, "--presses",
      workshop.practice, "--for", "1"
    ])
    _ = try ChildProcess.run([
      "strace", "--follow-forks", "--decode-fds=path", "--quiet=all", "--output", trace,
      "--trace=fsync,fdatasync,sync_file_range", workshop.upbeat, "rehearse", "--share",
      workshop.checkout, "--data", data, "--presses", workshop.practice
    ])
    let lines = try TextFile.text(of: trace).split(separator: "\n")
    let diary = lines.filter { $0.contains("diary.sqlite") || $0.contains(data + ">") }.count
    guard diary > 0 else { throw Failure("no wait for the disk was seen: strace saw nothing") }
    return [
      Figure(
        name: "a practice, every record on the disk: waits for the disk by the diary",
        measured: "\(diary)", beside: "with what else is kept: \(lines.count)", target: "≤ 50",
        isMet: diary <= 50)
    ]
  }
}
