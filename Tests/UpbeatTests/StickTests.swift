// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@Suite("A folder that plays the stick")
struct StickTests {
  let folder = TemporaryFolder()

  private func start(_ arguments: String...) throws -> UpbeatProcess {
    let trace = folder.write("seconds,level\n", to: "nobody.csv")
    return try UpbeatProcess.start(
      ["rehearse", "--share", checkout, "--presses", trace, "--stick", folder.file("stick")]
        + arguments, in: folder)
  }

  /// One clean file of each kind and one of each that is none.
  private func fillStick() {
    for name in ["stick", "stick/songs", "stick/voice", "stick/music"] { folder.folder(name) }
    folder.write(ExampleSong.text, to: "stick/songs/right.txt")
    folder.write(
      ExampleSong.text.replacing("3 2 1", with: "3 9 1"), to: "stick/songs/wrong.txt")
    folder.write(Sine.wav(seconds: 1, amplitude: 0.2), to: "stick/voice/greeting.name.wav")
    folder.write(RenamedProgram.bytes, to: "stick/voice/safety.short.wav")
    folder.write(Sine.wav(seconds: 5, amplitude: 0.2), to: "stick/music/sine.wav")
    folder.write(RenamedProgram.bytes, to: "stick/music/song.mp3")
  }

  @Test("What is clean is taken home; the rest is told, left out, and the practice goes on")
  func takenHome() throws {
    fillStick()
    let end = try start("--data", folder.file("data"), "--timeline", folder.file("a.jsonl")).end()
    #expect(end.status == 0)
    for finding in [
      "/stick/songs/wrong.txt:5:3: '9' among the degrees",
      "/stick/voice/safety.short.wav:1:1: is not music this unit can read",
      "/stick/music/song.mp3:1:1: is not music this unit can read",
      "A helper should look: song refused\n", "A helper should look: recording refused\n",
      "A helper should look: music refused\n",
      "New from the stick: songs 1, recordings 1, music 1.\n"
    ] {
      #expect(end.errors.occurrences(of: finding) == 1, "\(finding)")
    }
    #expect(folder.names(in: "data/songs") == ["right.txt"])
    #expect(folder.names(in: "data/voice") == ["greeting.name.wav"])
    #expect(folder.names(in: "data/music").count == 1)
    #expect(folder.read("data/songs/right.txt") == folder.read("stick/songs/right.txt"))
    let lines = folder.timeline("a.jsonl").compactMap { $0 }
    #expect(lines.states.last == "resting")
    #expect(lines.texts.contains("A helper should look."))
  }

  @Test("Two runs give the same bytes, and leave nothing behind")
  func same() throws {
    fillStick()
    for name in ["a", "b"] {
      let end = try start(
        "--render", folder.file(name + ".wav"), "--timeline", folder.file(name + ".jsonl")
      ).end()
      #expect(end.status == 0)
    }
    #expect(folder.read("a.wav") == folder.read("b.wav"))
    #expect(folder.text("a.jsonl") == folder.text("b.jsonl"))
    #expect(folder.names(in: "tmp") == [])
  }

  @Test("A second time nothing is new, and a good song is not lost to a bad one of its name")
  func again() throws {
    fillStick()
    let data = folder.file("data")
    #expect(try start("--data", data, "--for", "1").end().status == 0)
    folder.write("title: Nothing\n", to: "stick/songs/right.txt")
    let end = try start("--data", data, "--for", "1").end()
    #expect(end.errors.contains("New from the stick: songs 0, recordings 0, music 0.\n"))
    #expect(end.errors.contains("/stick/songs/right.txt:"))
    #expect(folder.text("data/songs/right.txt") == ExampleSong.text)
  }

  @Test("A stick without anything of use is no fault; one that is no folder has 2 for it")
  func empty() throws {
    folder.folder("stick")
    folder.write("A letter.", to: "stick/letter.txt")
    let end = try start("--for", "1").end()
    #expect(end.status == 0)
    #expect(!end.errors.contains("A helper should look"))
    let trace = folder.write("seconds,level\n", to: "nobody.csv")
    let none = try UpbeatProcess.run(
      ["rehearse", "--share", checkout, "--presses", trace, "--stick", trace], in: folder)
    #expect(none.status == 2)
    #expect(none.errors.contains("\(trace): this is no folder"))
  }

  @Test("A decoder that dies takes the child with it, not the appliance")
  func crash() throws {
    for name in ["stick", "stick/music"] { folder.folder(name) }
    // A quarter of an hour of silence that takes no room, and some time to read.
    let bytes = 15 * 60 * 48_000 * 4
    let file = folder.sparseFile("stick/music/long.wav", bytes: 44 + bytes)
    folder.overwrite(
      Sine.header(dataBytes: bytes, rate: 48_000, channels: 2), in: "stick/music/long.wav")
    let process = try start("--data", folder.file("data"), "--for", "1")
    try process.waitFor("Music from the stick: 1 of 1")
    process.killChildren()
    let end = try process.end()
    #expect(end.status == 0)
    #expect(end.errors.contains("file 1 of 1: the stick was not read to its end"))
    #expect(end.errors.contains("signal 9"))
    #expect(end.errors.contains("A helper should look: music refused\n"))
    #expect(file.hasSuffix("long.wav") && folder.names(in: "data/music") == [])
  }
}
