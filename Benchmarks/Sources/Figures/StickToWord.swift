// SPDX-License-Identifier: GPL-3.0-or-later
import Bench
import Glibc
import Settings

/// A stick is put in, live: how long until the first word about it.
enum StickToWord {
  private static let words = "Stick found."
  /// Greeting, safety words and "Press to begin.", by far.
  private static let calmSeconds = 45

  static func measure(_ workshop: Workshop) throws(Failure) -> [Figure] {
    let data = workshop.path("stick-data")
    let stick = workshop.path("stick")
    let away = workshop.path("stick-away")
    _ = try ChildProcess.run(["rm", "-rf", data, stick, away])
    guard mkdir(away, 0o755) == 0 else { throw .system("mkdir", away) }
    try TextFile.write("volume: 80\n", to: away + "/upbeat.txt")
    defer { workshop.remove("stick.wav") }
    let terminal = try Terminal.open()
    let child = try ChildProcess.start(
      [
        workshop.upbeat, "rehearse", "--share", workshop.checkout, "--data", data, "--stick",
        stick, "--render", workshop.path("stick.wav")
      ], .file(terminal.path))
    var seconds: [Double] = []
    try terminal.expect("Press to begin.", withinSeconds: calmSeconds)
    for _ in 0..<(workshop.isShort ? 2 : 10) {
      // What is being said is said to its end, and then it is calm.
      terminal.read(until: Clock.now + 6_000_000_000)
      let start = Clock.now
      guard rename(away, stick) == 0 else { throw .system("rename", stick) }
      try terminal.expect(words, withinSeconds: calmSeconds)
      seconds.append(Clock.seconds(since: start))
      try terminal.expect("You may take the stick out.", withinSeconds: calmSeconds)
      guard rename(stick, away) == 0 else { throw .system("rename", away) }
      try terminal.expect("Press to begin.", withinSeconds: calmSeconds)
    }
    terminal.type("q")
    terminal.read(until: Clock.now + 500_000_000)
    _ = try child.wait()
    let sample = Sample(seconds)
    return [
      Figure(
        name: "stick in → first word about it, live, \(sample.count) times",
        measured: "median \((1_000 * sample.median).text(0)), "
          + "worst \((1_000 * sample.most).text(0)) ms",
        target: "≤ 1 s", isMet: sample.most <= 1)
    ]
  }
}

/// The caregiver's text, read by the parser alone.
enum SettingsParsing {
  static func measure(_ workshop: Workshop) throws(Failure) -> [Figure] {
    var text = "report: yes\nvolume: 80\nevening volume: 60\nspeech rate: 120\nscan time: 5\n"
    text += "language: en\npractice at: 10:00, 17:30\nquiet hours: 21:30-7:00\n"
    var lines = 8
    while lines < 200 {
      text += "# Anything a caregiver may have noted here, line by line: \(lines)\n"
      lines += 1
    }
    let bytes = Array(text.utf8)
    var milliseconds: [Double] = []
    for _ in 0..<50 {
      let start = Clock.now
      let parsed = CaregiverSettings.parse(bytes, file: "upbeat.txt")
      milliseconds.append(1_000 * Clock.seconds(since: start))
      guard parsed.findings.isEmpty else { throw Failure("\(parsed.findings[0])") }
    }
    let sample = Sample(milliseconds)
    return [
      Figure(
        name: "settings of \(lines) lines, parsed",
        measured: "median \(sample.median.text(2)), worst \(sample.most.text(2)) ms",
        target: "≤ 5 ms", isMet: sample.most <= 5)
    ]
  }
}
