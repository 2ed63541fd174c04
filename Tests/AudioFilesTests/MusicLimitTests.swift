// SPDX-License-Identifier: GPL-3.0-or-later
import AudioFiles
import Glibc
import Testing

@Suite("A store of music that is full or interrupted")
struct MusicLimitTests {
  var desk = Desk()

  @Test("lets go of its oldest import, and never of one that is on the stick")
  mutating func oldest() {
    desk.limits.tracks = 3
    for (index, name) in ["c.wav", "a.wav", "b.wav"].enumerated() {
      desk.put(name, hertz: 300 + 100 * Double(index))
      #expect(desk.importMusic().added.count == 1)
    }
    // The stick keeps the oldest, c; of the others a is older.
    remove(desk.stick / "a.wav")
    remove(desk.stick / "b.wav")
    desk.put("d.wav", hertz: 700)
    let report = desk.importMusic()
    #expect(report.added.map(\.title) == ["d"])
    #expect(report.removed.map(\.title) == ["a"])
    #expect(desk.titles == ["b", "c", "d"])
  }

  @Test("that is full of what is on the stick says so, and keeps it")
  mutating func full() {
    desk.limits.tracks = 2
    for (index, name) in ["a.wav", "b.wav", "c.wav"].enumerated() {
      desk.put(name, hertz: 300 + 100 * Double(index))
    }
    let report = desk.importMusic()
    #expect(report.added.map(\.title) == ["a", "b"])
    #expect(report.findings.map(\.file) == ["c.wav"])
    #expect(report.findings.map(\.what) == ["does not fit: the music on the unit is full"])
    #expect(desk.titles == ["a", "b"])
  }

  @Test("counts its bytes, too")
  mutating func bytes() {
    // A second is 96,000 bytes and a page.
    desk.limits.bytes = 250_000
    for (index, name) in ["a.wav", "b.wav"].enumerated() {
      desk.put(name, hertz: 300 + 100 * Double(index))
    }
    #expect(desk.importMusic().added.count == 2)
    remove(desk.stick / "a.wav")
    desk.put("c.wav", hertz: 500)
    #expect(desk.importMusic().removed.map(\.title) == ["a"])
    desk.put("d.wav", hertz: 600, seconds: 3)
    #expect(desk.importMusic().findings.map(\.file) == ["d.wav"])
    #expect(desk.titles == ["b", "c"])
  }

  @Test("takes no file over the limits of one")
  mutating func single() {
    desk.limits.track = AudioFile.Limits(bytes: 200_000, seconds: 1)
    desk.put("a.wav", seconds: 0.9)
    desk.put("b.wav", seconds: 2)
    desk.put("c.wav", seconds: 9)
    let report = desk.importMusic()
    #expect(report.added.map(\.title) == ["a"])
    #expect(report.findings.map(\.what) == ["is too large: 1 MB", "is too long"])
  }

  @Test("leaves the diary its room")
  mutating func reserve() {
    desk.put("a.wav")
    desk.limits.freeBytes = .max / 2
    #expect(desk.importMusic().ending == .storeFull)
    #expect(desk.files == [:])
  }

  @Test(
    "keeps what is whole when it is cancelled, at whatever moment",
    arguments: [0, 1, 3, 20, 26, 40, 51])
  func cancelled(moment: Int) {
    desk.put("a.wav", hertz: 300)
    _ = desk.importMusic()
    let before = desk.files
    desk.put("b.wav", hertz: 400, seconds: 2)
    var asked = 0
    let report = desk.store.importMusic(from: desk.stick, limits: desk.limits) {
      _ in
    } isCancelled: {
      asked += 1
      return asked > moment
    }
    #expect(report.ending == .cancelled)
    #expect(report.added == [])
    #expect(desk.files == before)
    // Nothing is in the way of the next one.
    #expect(desk.importMusic().added.map(\.title) == ["b"])
  }

  @Test("tells how far it is, and only forwards")
  func progress() {
    desk.put("a.wav", hertz: 300)
    desk.put("b.wav", hertz: 400)
    var steps: [ImportProgress] = []
    _ = desk.store.importMusic(
      from: desk.stick, limits: desk.limits, progress: { steps.append($0) })
    #expect(steps.allSatisfy { $0.files == 2 && (0...1).contains($0.part) })
    let order = steps.map { Double($0.file) + $0.part }
    #expect(order == order.sorted())
    #expect(steps.last?.file == 2)
    #expect((steps.last?.part ?? 0) > 0.9)
  }

  @Test("loses its stick while it copies: nothing half copied is used", arguments: [0.0, 0.3, 0.6])
  func pulled(part: Double) {
    desk.put("a.wav", hertz: 300)
    _ = desk.importMusic()
    let before = desk.files
    desk.put("b.wav", hertz: 400, seconds: 3)
    desk.put("c.wav", hertz: 500, seconds: 3)
    let stick = desk.stick
    let report = desk.store.importMusic(
      from: stick, limits: desk.limits,
      progress: { if $0.part >= part { remove(stick) } })
    // The file that is open can be read to its end here; the next reading finds no stick.
    #expect(report.ending == .stickLost)
    #expect(report.added.count <= 1)
    #expect(names(in: desk.store.folder).allSatisfy { $0.text.hasSuffix(".music") })
    #expect(desk.files.filter { before.keys.contains($0.key) } == before)
    #expect(desk.store.contents().findings == [])
  }

  @Test("finds the file shorter than a moment ago, and leaves it out")
  func shrunk() {
    desk.put("b.wav", hertz: 400, seconds: 5)
    let file = desk.stick / "b.wav"
    let report = desk.store.importMusic(
      from: desk.stick, limits: desk.limits,
      progress: { if $0.part > 0.2 { truncate(file.text, 1_000) } })
    #expect(report.findings.map(\.what) == ["is cut short"])
    #expect(desk.files == [:])
  }

  @Test("has no stick, or no place to be: says so and does nothing")
  func nowhere() {
    #expect(desk.store.importMusic(from: desk.stick / "none").ending == .stickLost)
    let place = desk.folder.path("file")
    writeFile(place, [0])
    let report = MusicStore(data: place).importMusic(from: desk.stick)
    #expect(report.ending == .storeFailed(SystemCallError(function: "mkdir", code: ENOTDIR)))
    let none = MusicStore(data: desk.folder.path("none")).contents()
    #expect(none.tracks == [] && none.findings == [])
  }

  @Test("with damaged tracks leaves them out, tells, and the next stick mends it")
  func damaged() throws {
    for (index, name) in ["a.wav", "b.wav", "c.wav"].enumerated() {
      desk.put(name, hertz: 300 + 100 * Double(index))
    }
    let ids = desk.importMusic().added.map(\.id)
    let head = desk.store.path(of: ids[0])
    var bytes = readFile(head)
    bytes[17] ^= 1
    writeFile(head, bytes)
    truncate(desk.store.path(of: ids[1]).text, 50_000)
    writeFile(desk.store.folder / (ids[2] + ".part"), [1, 2, 3])
    writeFile(desk.store.folder / "other.txt", [1])
    #expect(desk.titles == ["c"])
    let told = desk.store.contents().findings.map(\.what)
    #expect(told.sorted() == ["is cut short", "is damaged"])
    #expect(
      thrown(AudioFileError.self) { _ = try MappedTrack.open(desk.store.path(of: ids[0])) }
        == .damaged)
    #expect(
      thrown(AudioFileError.self) { _ = try MappedTrack.open(desk.store.path(of: ids[1])) }
        == .cutShort)
    #expect(desk.importMusic().added.map(\.title) == ["a", "b"])
    #expect(desk.titles == ["a", "b", "c"])
    #expect(desk.files.keys.sorted() == (ids + ["other.txt"]).sorted())
  }
}
