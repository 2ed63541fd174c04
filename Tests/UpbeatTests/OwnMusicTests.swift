// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

/// A sine on the stick, listened for in the sound that is rendered.
@Suite("The person's own music")
struct OwnMusicTests {
  let folder = TemporaryFolder()

  private static let trackSeconds = 40.0
  private static let second = 48_000

  /// Listening only: "Press to listen.", then the second item of the list.
  private func listen(stopAt stop: String? = nil) throws -> (WAVFile, [TimelineLine]) {
    for name in ["stick", "stick/music"] { folder.folder(name) }
    folder.write(
      Sine.wav(seconds: Self.trackSeconds, amplitude: 0.5, rate: 44_100),
      to: "stick/music/sine.wav")
    let clinic = folder.write("profile: listening\n", to: "prescription.txt")
    let last = stop.map { "\($0),1\n\($0).2,0\n" } ?? ""
    let trace = folder.write(
      "seconds,level\n30,1\n30.2,0\n38,1\n38.2,0\n" + last, to: "trace.csv")
    let end = try UpbeatProcess.run(
      [
        "rehearse", "--share", checkout, "--prescription", clinic, "--stick",
        folder.file("stick"), "--presses", trace, "--render", folder.file("a.wav"), "--timeline",
        folder.file("a.jsonl")
      ], in: folder)
    #expect(end.status == 0)
    return (WAVFile(folder.read("a.wav")), folder.timeline("a.jsonl").compactMap { $0 })
  }

  @Test("It plays whole, at the loudness of all listening, faded in and out over three seconds")
  func level() throws {
    let (wave, lines) = try listen()
    #expect(lines.texts.contains("You chose: your own music."))
    let start = try #require(lines.first { $0.event == "music" }).frame
    let length = Int(Self.trackSeconds) * Self.second
    func level(_ from: Double, _ until: Double) -> Double {
      let range = start + Int(from * 48_000)..<start + Int(until * 48_000)
      return wave.level(of: Sine.hertz, in: range)
    }
    // -26 LUFS from both speakers: each gives half the power, and 440 Hz is weighted by -0.1 dB
    // (ITU-R BS.1770-4: -0.69 + 10 log of both, K-weighted).
    let whole = level(5, 35)
    #expect(abs(whole - (-28.2)) < 0.5)
    // Half way through its fade it is softer, at both ends the same.
    let (rise, fall) = (level(1.4, 1.6), level(38.4, 38.6))
    #expect(rise < whole - 2 && rise > whole - 12)
    #expect(abs(rise - fall) < 0.5)
    #expect(level(0, 0.05) < whole - 20)
    #expect(wave.left(start + length..<start + length + 900).allSatisfy { abs($0) < 0.001 })
    #expect(lines.states.last == "resting")
  }

  @Test("A press silences it within 28 ms")
  func stop() throws {
    let (wave, lines) = try listen(stopAt: "65")
    let stopped = try #require(lines.first { $0.event == "stopped" })
    let silent = try #require(stopped.silentFrame)
    #expect(silent - stopped.frame <= 1_344)
    // Ten periods of the sine up to the decision, and from the end of the ramp on: there the stop
    // is answered by a tick, which holds none of it.
    let window = 1_091
    #expect(
      abs(wave.level(of: Sine.hertz, in: stopped.frame - window..<stopped.frame) + 28.2) < 1)
    let after = wave.left(silent - 2..<silent)
    #expect(after.allSatisfy { abs($0) < 0.001 })
    #expect(wave.level(of: Sine.hertz, in: silent + 9_600..<silent + 14_400) < -80)
  }

  @Test("A track that is damaged on the unit is told and left out, and the others play")
  func damagedStore() throws {
    _ = try listen()
    let data = folder.file("data")
    let trace = folder.write("seconds,level\n", to: "nobody.csv")
    func rehearse() throws -> UpbeatProcess.End {
      try UpbeatProcess.run(
        [
          "rehearse", "--share", checkout, "--presses", trace, "--data", data, "--stick",
          folder.file("stick"), "--for", "1"
        ], in: folder)
    }
    #expect(try rehearse().errors.contains("music 1."))
    let name = try #require(folder.names(in: "data/music").first)
    folder.write("This was music.", to: "data/music/" + name)
    let end = try UpbeatProcess.run(
      ["rehearse", "--share", checkout, "--presses", trace, "--data", data, "--for", "1"],
      in: folder)
    #expect(end.status == 0)
    #expect(end.errors.contains("\(data)/music/\(name):1:1: is damaged"))
    #expect(end.errors.contains("A helper should look: music refused\n"))
    // The stick mends it.
    #expect(try rehearse().errors.contains("music 1."))
  }
}
