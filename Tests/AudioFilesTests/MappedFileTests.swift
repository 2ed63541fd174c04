// SPDX-License-Identifier: GPL-3.0-or-later
import AudioFiles
import Glibc
import Testing

@Suite("A mapped file")
struct MappedFileTests {
  let folder = TemporaryFolder()
  var path: BytePath { folder.path("a") }

  @Test("is its bytes, also when it was removed meanwhile")
  func bytes() throws {
    let content = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 * 7) }
    writeFile(path, content)
    let file = try MappedFile.open(path)
    unlink(path.text)
    #expect(Array(file.bytes) == content)
  }

  @Test("that is empty, missing, or none is an error")
  func none() {
    writeFile(path, [])
    #expect(thrown(AudioFileError.self) { _ = try MappedFile.open(path) } == .empty)
    #expect(
      thrown(AudioFileError.self) { _ = try MappedFile.open(BytePath("/dev/zero")) } == .notAFile)
    let missing = thrown(AudioFileError.self) { _ = try MappedFile.open(folder.path("b")) }
    #expect(missing == .unreadable(SystemCallError(function: "stat", code: ENOENT)))
  }

  @Test("can be brought into memory and let go of in any part, and stays what it is")
  func parts() throws {
    let content = (0..<50_000).map { UInt8(truncatingIfNeeded: $0 * 13) }
    writeFile(path, content)
    let file = try MappedFile.open(path, isSequential: true)
    for range in [0..<1, 4_095..<4_097, 49_999..<50_000, 0..<50_000, 60_000..<70_000, 9..<9] {
      try file.populate(range)
      try file.drop(before: range.upperBound)
    }
    try file.drop(before: -5)
    #expect(Array(file.bytes) == content)
  }
}

@Suite("A track")
struct MappedTrackTests {
  @Test("is played from memory: its frames are the file's behind a page of head")
  func samples() throws {
    let desk = Desk()
    desk.put("a.wav", seconds: 1)
    let info = try #require(desk.importMusic().added.first)
    let path = desk.store.path(of: info.id)
    let track = try MappedTrack.open(path)
    #expect(track.frames == info.frames)
    #expect(track.loudness == info.loudness)
    let bytes = readFile(path).dropFirst(4_096)
    #expect(Array(track.sampleBytes) == Array(bytes))
    #expect(track.samples.count == track.frames)
    let third = Int(Int16(bitPattern: UInt16(bytes[4_100]) | UInt16(bytes[4_101]) << 8))
    #expect(Int(track.samples[2]) == third)
    let before = Array(track.samples)
    try track.populate(0..<4_800)
    try track.populate(40_000..<90_000)
    try track.drop(before: 40_000)
    try track.drop(before: 90_000)
    #expect(Array(track.samples) == before)
  }
}
