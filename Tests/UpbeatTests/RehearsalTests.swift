// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

/// With the voices of this machine, so nothing here knows how long a sentence takes.
@Suite("A rehearsal of a recorded switch")
struct RehearsalTests {
  let folder = TemporaryFolder()

  /// Begins a practice, leaves the choice to the unit, and stops the breathing again.
  private static let presses = "seconds,level\n40,1\n40.2,0\n150,1\n150.2,0\n"

  private func rehearse(
    _ arguments: String..., presses: String = RehearsalTests.presses
  ) throws -> UpbeatProcess.End {
    let trace = folder.write(presses, to: "trace.csv")
    let settings = folder.write("own pace: no\n", to: "upbeat.txt")
    let whole = ["rehearse", "--share", checkout, "--presses", trace, "--settings", settings]
    return try UpbeatProcess.run(whole + arguments, in: folder)
  }

  private func outputs(_ name: String) -> [String] {
    ["--render", folder.file(name + ".wav"), "--timeline", folder.file(name + ".jsonl")]
  }

  @Test("Two processes give the same bytes, whatever the period")
  func same() throws {
    for (name, period) in [("a", "1024"), ("b", "1024"), ("c", "1021"), ("d", "64")] {
      let output = outputs(name)
      let end = try rehearse(
        output[0], output[1], output[2], output[3], "--period", period)
      #expect(end.status == 0)
    }
    let sound = folder.read("a.wav")
    #expect(WAVFile(sound).isWhole)
    #expect(sound.contains { $0 != 0 })
    for name in ["b", "c", "d"] {
      #expect(folder.read(name + ".wav") == sound)
      #expect(folder.text(name + ".jsonl") == folder.text("a.jsonl"))
    }
    #expect(folder.names(in: "tmp") == [])
  }

  @Test("The timeline is in order, and the same with no sound rendered")
  func timeline() throws {
    #expect(try rehearse("--timeline", folder.file("quick.jsonl")).status == 0)
    let output = outputs("whole")
    #expect(try rehearse(output[0], output[1], output[2], output[3]).status == 0)
    #expect(folder.text("quick.jsonl") == folder.text("whole.jsonl"))
    let lines = folder.timeline("quick.jsonl").compactMap { $0 }
    #expect(lines.count == folder.timeline("quick.jsonl").count)
    #expect(lines.isInOrder)
    #expect(
      lines.states
        == ["greeting", "safety", "waiting", "list", "exercise", "stopped", "list", "resting"])
    #expect(lines.texts.contains("We begin the usual practice."))
  }

  @Test("A voice that is missing is said, and the language stays")
  func missingVoice() throws {
    let trace = folder.write("seconds,level\n", to: "nobody.csv")
    let settings = folder.write("language: ru\nvoice: none-such\n", to: "voice.txt")
    let end = try UpbeatProcess.run(
      [
        "rehearse", "--share", checkout, "--presses", trace, "--settings", settings,
        "--timeline", folder.file("voice.jsonl"), "--for", "12"
      ], in: folder)
    #expect(end.status == 0)
    #expect(end.errors.contains("voice missing"))
    let texts = folder.timeline("voice.jsonl").compactMap { $0 }.texts
    #expect(texts.first == "Доброе утро.")
    #expect(texts.contains("Выбранный голос не найден."))
  }

  @Test("--for ends on its frame, and changes nothing before it")
  func end() throws {
    #expect(try rehearse("--render", folder.file("short.wav"), "--for", "12.5").status == 0)
    #expect(try rehearse("--render", folder.file("long.wav"), "--for", "13").status == 0)
    let short = WAVFile(folder.read("short.wav"))
    let long = WAVFile(folder.read("long.wav"))
    #expect(short.frames == 600_000 && long.frames == 624_000)
    #expect(short.sound.elementsEqual(long.sound.prefix(short.sound.count)))
  }

  @Test("A second session too soon on the same diary is locked, and says so; later it is not")
  func locked() throws {
    let data = folder.file("data")
    #expect(try rehearse("--data", data).status == 0)
    let soon = try rehearse("--data", data, "--timeline", folder.file("soon.jsonl"))
    #expect(soon.status == 0)
    let lines = folder.timeline("soon.jsonl").compactMap { $0 }
    #expect(lines.states.contains("locked") && !lines.states.contains("exercise"))
    #expect(lines.texts.contains { $0.hasPrefix("You can go on after ") })
    let later = try rehearse(
      "--data", data, "--at", "2026-11-22T14:00", "--timeline", folder.file("later.jsonl"))
    #expect(later.status == 0)
    #expect(folder.timeline("later.jsonl").compactMap { $0 }.states.contains("exercise"))
  }

  @Test(
    "A finding in the trace is told by line",
    arguments: [
      ("seconds;level\n", ":1:1: the header is missing"),
      ("seconds,level\n1,1\n0.5,0\n", ":3:1: this edge is earlier than the one before"),
      ("seconds,level\n1,on\n", ":2:1: \"on\" is not a level"),
      ("seconds,level\nsoon,1\n", ":2:1: \"soon\" is not a time")
    ])
  func finding(trace: String, words: String) throws {
    let end = try rehearse(presses: trace)
    #expect(end.status == 1)
    #expect(end.errors.contains(folder.file("trace.csv") + words))
  }

  @Test(
    "A file that cannot be read or written is named, and has 2 for it",
    arguments: [
      ["--presses", "/nowhere/trace.csv"], ["--settings", "/nowhere/upbeat.txt"],
      ["--prescription", "/dev"], ["--render", "/nowhere/a.wav"], ["--render", "/dev/full"],
      ["--timeline", "/nowhere/a.jsonl"], ["--timeline", "/dev/full"]
    ])
  func unwritable(option: [String]) throws {
    let end = try UpbeatProcess.run(
      [
        "rehearse", "--share", checkout, "--for", "1", "--presses",
        folder.write(Self.presses, to: "trace.csv")
      ] + option, in: folder)
    #expect(end.status == 2)
    #expect(end.errors.contains(option[1] + ": "))
    #expect(folder.names(in: "tmp") == [])
  }

  @Test("Nothing is started with a finding in a text file")
  func refused() throws {
    let settings = folder.write("volume: 20\n", to: "loud.txt")
    let end = try rehearse("--settings", settings, "--render", folder.file("a.wav"))
    #expect(end.status == 1)
    #expect(end.errors.contains("\(settings):1:9: volume 20 is too low"))
    #expect(!folder.names(in: ".").contains("a.wav"))
  }

  @Test("A diary that cannot be kept is said, and the rehearsal goes on")
  func unkept() throws {
    let end = try rehearse("--data", folder.write("", to: "taken"), "--for", "2")
    #expect(end.status == 0)
    #expect(end.errors.contains("A helper should look: store unwritable\n"))
  }
}
