// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Testing

/// These run in real time, for a few seconds each; what is waited for is said by the program.
@Suite("The appliance at a desk", .serialized)
struct DeskTests {
  let folder = TemporaryFolder()

  private func start(
    _ arguments: String..., alsa: String? = nil, terminal: Terminal? = nil
  ) throws -> UpbeatProcess {
    try UpbeatProcess.start(
      [
        "rehearse", "--share", checkout, "--input-root", folder.folder("input"), "--render",
        folder.file("sound.wav"), "--timeline", folder.file("timeline.jsonl")
      ] + arguments, in: folder, alsa: alsa, terminal: terminal)
  }

  private var timeline: [TimelineLine] { folder.timeline("timeline.jsonl").compactMap { $0 } }

  /// Everything a run leaves behind is whole.
  private func expectWholeOutputs() {
    let wave = WAVFile(folder.read("sound.wav"))
    #expect(wave.isWhole)
    #expect(folder.timeline("timeline.jsonl").allSatisfy { $0 != nil })
    #expect(timeline.isInOrder)
    #expect(timeline.last.map { $0.frame <= wave.frames } ?? false)
    // The ramp is over, and a buffer of silence has followed it.
    #expect(wave.sound.suffix(4 * 960).allSatisfy { $0 == 0 })
    #expect(folder.names(in: "tmp") == [])
  }

  @Test(
    "The space bar moves it on; q and Ctrl-C end it and give the terminal back",
    arguments: ["q", "\u{3}"])
  func terminal(key: String) throws {
    let terminal = try Terminal(columns: 40)
    let process = try start(terminal: terminal)
    try process.waitFor("The space bar is the switch; q ends.")
    try process.waitFor("greeting")
    #expect(!terminal.isAsShellsWantIt)
    terminal.type(" ")
    try process.waitFor("safety · \"")
    terminal.type(key)
    let end = try process.end()
    #expect(end.status == 0)
    #expect(end.output.contains("The sound is in \(folder.file("sound.wav"))."))
    #expect(terminal.isAsShellsWantIt)
    #expect(timeline.states == ["greeting", "safety"])
    expectWholeOutputs()
  }

  @Test("The line of status never wraps")
  func width() throws {
    let terminal = try Terminal(columns: 24)
    let process = try start(terminal: terminal)
    try process.waitFor("greeting")
    terminal.type(" ")
    // "Sit up with your head supported." has no room.
    try process.waitFor("…\u{1B}[K")
    terminal.type("q")
    let lines = try process.end().output.split(separator: "\r")
    let status = lines.filter { $0.hasSuffix("\u{1B}[K") }.map { $0.dropLast(3) }
    #expect(status.contains { $0.hasPrefix("safety · \"Sit up") })
    #expect(status.allSatisfy { $0.count < 24 })
  }

  @Test(
    "Without a terminal it says that there is no switch, listens, and ends on a signal",
    arguments: [SIGTERM, SIGINT, SIGHUP])
  func noTerminal(signal: Int32) throws {
    let process = try start()
    try process.waitFor("Standard input is no terminal")
    try process.waitFor("Switch: space bar: open: standard input is no terminal")
    try process.waitFor("greeting\n")
    process.send(signal)
    let end = try process.end()
    #expect(end.status == 0)
    #expect(end.output.contains("There is no sound card"))
    expectWholeOutputs()
  }

  @Test("A card that has no clock of its own is kept to the pace of time")
  func clockless() throws {
    let alsa = folder.write("pcm.!default { type null }\n", to: "alsa.conf")
    let begin = monotonicNow()
    let end = try start("--for", "1.5", alsa: alsa).end()
    #expect(end.status == 0)
    #expect(end.output.contains("Sound goes to the default sound card."))
    #expect(monotonicNow() - begin > 1_200_000_000)
    #expect((72_000..<96_000).contains(WAVFile(folder.read("sound.wav")).frames))
    expectWholeOutputs()
  }

  @Test("A card that goes and comes back: a fault, then on from where time has come to")
  func lostCard() throws {
    // The command takes a second and a half of sound, then ends; the next one begins anew.
    let alsa = folder.write(
      """
      pcm.!default {
        type file
        slave.pcm { type null }
        file "|head -c 288000 >/dev/null"
        format raw
      }
      """, to: "alsa.conf")
    let terminal = try Terminal(columns: 80)
    let process = try start(alsa: alsa, terminal: terminal)
    try process.waitFor("The sound was lost: ")
    try process.waitFor("fault")
    try process.waitFor("waiting")
    process.send(SIGTERM)
    #expect(try process.end().status == 0)
    let sound = timeline.filter { ["fault", "waiting"].contains($0.state) }
    try #require(sound.map(\.state) == ["fault", "waiting"])
    // A second to the next attempt, a second of trial: time has gone on all the while; what is heard
    // may be a buffer behind it.
    #expect(sound[1].frame - sound[0].frame >= 2 * 48_000 - 960)
    #expect(timeline.isInOrder)
    #expect(WAVFile(folder.read("sound.wav")).isWhole)
  }

  @Test("Time in which the program stood still is a gap, told and kept")
  func gap() throws {
    let process = try start("--data", folder.file("data"), "--for", "3")
    try process.waitFor("greeting\n")
    process.pause()
    process.listenInVain(milliseconds: 200)
    process.resume()
    #expect(try process.end().status == 0)
    let gap = try #require(timeline.first { $0.event == "gap" })
    #expect(timeline.contains { $0.event == "recorded" && $0.frame == gap.frame })
    expectWholeOutputs()
  }
}
