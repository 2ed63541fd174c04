// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Testing

/// A unit that nobody presses at, and what is put into it: one data folder, so that a sentence is
/// spoken once for all visits.
struct StickVisit {
  let folder: TemporaryFolder
  /// The clinic's file; nil: the shipped example.
  var prescription: String?

  /// A visit's spoken part, from the tone of the stick on.
  struct Told {
    let end: UpbeatProcess.End
    let lines: [TimelineLine]
    /// From "Stick found." on, or that it was taken out.
    let texts: [String]
  }

  /// - Parameters:
  ///   - stick: the folder that plays it.
  ///   - out: when it is taken out, in seconds; nil: it stays.
  func run(
    _ stick: String, in inSeconds: Double = 1, out: Double? = nil, at: String = "2026-11-22T09:00",
    presses: String = "", more: [String] = []
  ) throws -> Told {
    let trace = folder.write("seconds,level\n" + presses, to: "presses.csv")
    let timeline = folder.file("visit.jsonl")
    unlink(timeline)
    let end = try UpbeatProcess.run(
      [
        "rehearse", "--share", checkout, "--presses", trace, "--data", folder.file("data"),
        "--stick", stick, "--stick-in", "\(inSeconds)", "--timeline", timeline, "--at", at
      ] + (out.map { ["--stick-out", "\($0)"] } ?? [])
        + (prescription.map { ["--prescription", $0] } ?? []) + more, in: folder)
    let lines = folder.timeline("visit.jsonl").compactMap { $0 }
    let texts = lines.texts
    let first = texts.firstIndex { $0 == "Stick found." || $0.hasPrefix("The stick was taken out") }
    return Told(end: end, lines: lines, texts: first.map { Array(texts[$0...]) } ?? [])
  }

  /// The settings that are kept, and those before them, byte for byte.
  var shelf: [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for name in folder.names(in: "data") where name.hasPrefix("upbeat") {
      files[name] = folder.read("data/" + name)
    }
    return files
  }

  /// The names on a stick, in folders as well; a link and what is no folder is a name.
  func names(on stick: String) -> [String] {
    folder.names(in: stick).flatMap { name -> [String] in
      var status = stat()
      let path = "\(stick)/\(name)"
      guard lstat(folder.file(path), &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
        return [path]
      }
      return [path] + names(on: path)
    }
  }
}
