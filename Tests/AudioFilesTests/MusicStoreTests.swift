// SPDX-License-Identifier: GPL-3.0-or-later
import AudioFiles
import Glibc
import Loudness
import Testing

/// A stick with a folder of music, and a unit with its store.
struct Desk {
  let folder = TemporaryFolder()
  let stick: BytePath
  let store: MusicStore
  /// As they come; small stores are written by hand.
  var limits = MusicLimits()

  init() {
    stick = folder.folder("stick")
    store = MusicStore(data: folder.folder("data"))
    // The machine of a test may have a small disk.
    limits.freeBytes = 0
  }

  /// Puts a tone on the stick; the pitch makes it a music of its own.
  func put(_ name: String, hertz: Double = 441, seconds: Double = 1, amplitude: Double = 0.25) {
    put(BytePath(name), hertz: hertz, seconds: seconds, amplitude: amplitude)
  }

  func put(_ name: BytePath, hertz: Double = 441, seconds: Double = 1, amplitude: Double = 0.25) {
    let tone = sine(hertz, seconds: seconds, rate: 44_100, amplitude: amplitude)
    writeSound(stick / name, tone, kind: .wav16)
  }

  func importMusic() -> ImportReport { store.importMusic(from: stick, limits: limits) }

  /// What lies in the store's folder, by name and inode.
  var files: [String: UInt] {
    Dictionary(
      uniqueKeysWithValues: names(in: store.folder).map { ($0.text, inode(store.folder / $0)) })
  }

  var titles: [String] { store.contents().tracks.map(\.title) }
}

@Suite("The person's own music")
struct MusicStoreTests {
  var desk = Desk()

  @Test(
    "is brought to the level of listening, whatever it was", arguments: SoundKind.allCases,
    [0.006, 0.05, 0.9])
  func levels(kind: SoundKind, amplitude: Double) throws {
    let tone = sine(441, seconds: 3, rate: kind.rate, amplitude: amplitude)
    writeSound(desk.stick / "a", stereo(tone, tone), kind: kind, channels: 2)
    let report = desk.importMusic()
    #expect(report.findings == [])
    let info = try #require(report.added.first)
    let track = try MappedTrack.open(desk.store.path(of: info.id))
    let measured = try Loudness.measure(Array(track.samples), mono: .bothSpeakers)
    #expect(abs(measured.integrated + 26) < 0.3)
    #expect(abs(info.loudness - measured.integrated) < 0.1)
    #expect(track.frames == info.frames)
  }

  @Test("stays under the ceiling where its peaks stand far above its loudness")
  func ceiling() throws {
    var samples = sine(441, seconds: 3, amplitude: 0.002)
    for index in stride(from: 1_000, to: samples.count, by: 24_000) { samples[index] = 0.9 }
    writeSound(desk.stick / "clicks.wav", samples, kind: .wavFloat, rate: 48_000)
    let info = try #require(desk.importMusic().added.first)
    let track = try MappedTrack.open(desk.store.path(of: info.id))
    let measured = try Loudness.measure(Array(track.samples), mono: .bothSpeakers)
    #expect(abs(measured.truePeak + 3) < 0.1)
    #expect(measured.integrated < -27)
    #expect(abs(info.loudness - measured.integrated) < 0.1)
  }

  @Test("that is hardly more than hiss is not lifted by more than 24 decibels")
  func hiss() throws {
    desk.put("a.wav", seconds: 3, amplitude: 0.001)
    let info = try #require(desk.importMusic().added.first)
    let source = try Loudness.measure(
      AudioFile.read(desk.stick / "a.wav", limits: .track), mono: .bothSpeakers)
    #expect(abs(info.loudness - source.integrated - 24) < 0.1)
  }

  @Test("keeps its pitch")
  func pitchKept() throws {
    desk.put("a.wav", hertz: 441, seconds: 2)
    let info = try #require(desk.importMusic().added.first)
    let track = try MappedTrack.open(desk.store.path(of: info.id))
    #expect(abs(1_200 * log2(pitch(track.samples.map(Float.init)) / 441)) < 1)
  }

  @Test("is copied once, and not written again by a second stick-in")
  func again() {
    desk.put("a.wav")
    desk.put("b.wav", hertz: 500)
    #expect(desk.importMusic().added.map(\.title) == ["a", "b"])
    let before = desk.files
    let report = desk.importMusic()
    #expect(report == ImportReport(present: 2))
    #expect(desk.files == before)
    #expect(before.count == 2)
  }

  @Test("stays when the stick no longer has it")
  func union() {
    desk.put("a.wav")
    _ = desk.importMusic()
    remove(desk.stick / "a.wav")
    desk.put("b.wav", hertz: 500)
    #expect(desk.importMusic().removed == [])
    #expect(desk.titles == ["a", "b"])
  }

  @Test("takes a new name from the stick, and the same music twice is one piece")
  func renamed() {
    desk.put("a.wav")
    _ = desk.importMusic()
    desk.put("Waltz.wav")
    remove(desk.stick / "a.wav")
    desk.put("Waltz (copy).wav")
    let report = desk.importMusic()
    #expect(report.added.map(\.title) == ["Waltz (copy)"])
    #expect(report.present == 1)
    #expect(desk.titles == ["Waltz (copy)"])
  }

  @Test(
    "is read from the folder and the folders in it, in the order of names, past what is no music")
  func listing() {
    for name in ["b.wav", "a.wav", ".hidden.wav", "._a.wav", "$x.wav", "B.wav"] {
      desk.put(name, hertz: 300 + Double(name.utf8.reduce(0) { $0 + Int($1) }))
    }
    for name in ["Thumbs.db", "cover.JPG", "list.m3u", "read me.txt", "desktop.ini", ".DS_Store"] {
      writeFile(desk.stick / name, [1, 2, 3])
    }
    for name in ["album", "album/deeper", ".Trashes"] {
      mkdir((desk.stick / name).text, 0o755)
    }
    desk.put("album/c.wav", hertz: 700)
    desk.put("album/deeper/d.wav", hertz: 800)
    desk.put(".Trashes/e.wav", hertz: 900)
    let report = desk.importMusic()
    #expect(report.added.map(\.title) == ["B", "a", "c", "b"])
    #expect(report.findings == [])
    #expect(report.ending == .complete)
    #expect(desk.titles == ["B", "a", "c", "b"])
  }

  @Test("may have a name in any bytes")
  func names() throws {
    let latin = BytePath(bytes: Array("caf".utf8) + [0xE9, 0x07] + Array(".wav".utf8))
    desk.put(latin)
    desk.put("Вальс 🎵.wav", hertz: 500)
    let long = String(repeating: "l", count: 250) + ".wav"
    desk.put(long, hertz: 600)
    #expect(Set(desk.importMusic().added.map(\.title)).count == 3)
    #expect(desk.importMusic().present == 3)
    #expect(desk.titles[0] == "caf\u{FFFD} ")
    #expect(desk.titles[1].hasSuffix("l…") && desk.titles[1].count == 120)
    #expect(desk.titles[2] == "Вальс 🎵")
  }

  @Test("is told file by file where it cannot be used, and the rest is copied")
  func findings() {
    desk.put("a.wav")
    writeFile(desk.stick / "b.mp3", Array("MZ".utf8) + [UInt8](repeating: 0x90, count: 9_000))
    writeFile(desk.stick / "c.wma", [0x30, 0x26, 0xB2, 0x75])
    desk.put("d.wav")
    let whole = readFile(desk.stick / "d.wav")
    writeFile(desk.stick / "d.wav", Array(whole.prefix(whole.count / 2)))
    desk.put("e.wav", amplitude: 0)
    desk.put("f.wav", hertz: 500)
    #expect(mkfifo((desk.stick / "g.mp3").text, 0o644) == 0)
    let report = desk.importMusic()
    #expect(report.added.map(\.title) == ["a", "f"])
    #expect(report.ending == .complete)
    let told = report.findings.sorted { $0.file < $1.file }
    #expect(told.map(\.file) == ["b.mp3", "c.wma", "d.wav", "e.wav", "g.mp3"])
    #expect(
      told.map(\.what) == [
        "is not music this unit can read", "is not music this unit can read", "is cut short",
        "holds no sound that can be heard", "is not a file"
      ])
    #expect(told.allSatisfy { !$0.expected.isEmpty })
  }
}
