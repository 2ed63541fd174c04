// SPDX-License-Identifier: GPL-3.0-or-later
import Bench
import Glibc
import Songs

/// A session of the appliance's own program, by itself after one press, and what it left behind.
struct ProgramSession {
  struct Wishes {
    var language = "en"
    var techniques: String
    /// Lines of the prescription.
    var more = ""
    /// Days after 22 November 2026: each has its piece.
    var day = 0
    /// The file of the one song there is; nil: none.
    var song: String?
    /// Renders the sound, too.
    var isHeard = true
  }

  /// A line of the timeline: one object whose values are numbers and texts.
  struct Line {
    let text: String
    var frame: Int { number("frame") ?? 0 }
    var event: String { value("event") ?? "" }
    func number(_ key: String) -> Int? { raw(key).flatMap { Int($0.prefix { $0.isNumber }) } }
    /// Up to the next quotation mark: no text that is asked for holds one.
    func value(_ key: String) -> String? {
      guard let raw = raw(key), raw.first == "\"" else { return nil }
      return String(raw.dropFirst().prefix { $0 != "\"" })
    }

    private func raw(_ key: String) -> Substring? {
      guard let range = text.firstRange(of: "\"\(key)\":") else { return nil }
      return text[range.upperBound...].drop { $0 == " " }
    }
  }

  let timeline: [Line]
  /// The rendered sound, in the workshop until the next session.
  let sound: String

  static func run(_ workshop: Workshop, _ wishes: Wishes) throws(Failure) -> ProgramSession {
    let folder = workshop.path("session")
    // Of the session before: links are removed, not followed.
    _ = try ChildProcess.run(["rm", "-rf", folder])
    try furnish(folder, workshop, wishes)
    workshop.remove("program.wav", "program.jsonl")
    var arguments = [
      workshop.upbeat, "rehearse", "--share", "\(folder)/share", "--data", "\(folder)/data",
      "--prescription", "\(folder)/prescription.txt", "--settings", "\(folder)/upbeat.txt",
      "--presses", "\(folder)/press.csv", "--at", date(wishes.day),
      "--timeline", workshop.path("program.jsonl")
    ]
    if wishes.isHeard { arguments += ["--render", workshop.path("program.wav")] }
    _ = try ChildProcess.run(arguments)
    let lines = try TextFile.text(of: workshop.path("program.jsonl")).split(separator: "\n")
    return ProgramSession(
      timeline: lines.map { Line(text: String($0)) }, sound: workshop.path("program.wav"))
  }

  /// The files of a unit, and a share that has the shipped packs, without their songs.
  private static func furnish(
    _ folder: String, _ workshop: Workshop, _ wishes: Wishes
  ) throws(Failure) {
    for part in ["", "/share", "/share/Voices", "/data", "/data/songs"] {
      guard mkdir(folder + part, 0o755) == 0 else { throw .system("mkdir", folder + part) }
    }
    try link(workshop.noteBank, folder + "/share/notes.bank")
    for code in Set(["en", wishes.language]) {
      let pack = "\(folder)/share/Voices/\(code)"
      guard mkdir(pack, 0o755) == 0 else { throw .system("mkdir", pack) }
      for file in ["prompts.txt", "phrases.txt"] {
        try link("\(workshop.voices)/\(code)/\(file)", "\(pack)/\(file)")
      }
    }
    // As one's own: whatever its tags, it is sung.
    if let song = wishes.song { try link(song, folder + "/data/songs/song.txt") }
    try TextFile.write(
      "profile: mild\ntechniques: \(wishes.techniques)\nunattended: yes\n\(wishes.more)",
      to: folder + "/prescription.txt")
    try TextFile.write(
      "language: \(wishes.language)\nown pace: no\n", to: folder + "/upbeat.txt")
    try TextFile.write("seconds,level\n60,1\n60.2,0\n", to: folder + "/press.csv")
  }

  private static func link(_ target: String, _ path: String) throws(Failure) {
    guard symlink(target, path) == 0 else { throw .system("symlink", path) }
  }

  private static func date(_ day: Int) -> String {
    let ofNovember = 22 + day
    let (month, day) = ofNovember <= 30 ? (11, ofNovember) : (12, ofNovember - 30)
    return "2026-\(month)-\(day < 10 ? "0" : "")\(day)T09:00"
  }
}
