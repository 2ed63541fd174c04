// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Testing
import Upbeat

@Suite("Mapped files that are read ahead")
struct MappedReadAheadTests {
  @Test("Of the map the files that can be read are taken, and nothing else")
  func map() {
    let ahead = MappedReadAhead(
      map: """
        55d0c0000000-55d0c0021000 r--p 00000000 fd:00 1234                       /usr/bin/upbeat
        55d0c0021000-55d0c0400000 r-xp 00021000 fd:00 1234                       /usr/bin/upbeat
        55d0c0400000-55d0c0401000 ---p 00400000 fd:00 1234                       /usr/bin/upbeat
        55d0c1000000-55d0c1100000 rw-p 00000000 00:00 0                          [heap]
        7f0000000000-7f0000400000 rw-p 00000000 00:00 0
        7f0001000000-7f0001200000 r--s 00000000 fd:00 99       /usr/share/up beat/notes.bank
        7f0002000000-7f0002100000 rw-s 00000000 00:05 7        /dev/snd/pcmC0D0p
        7ffd00000000-7ffd00021000 rw-p 00000000 00:00 0                          [stack]
        nothing of a map
        9-5 r--p 0 0 0 /backwards
        """)
    #expect(
      ahead.ranges == [
        0x55d0_c000_0000..<0x55d0_c002_1000, 0x55d0_c002_1000..<0x55d0_c040_0000,
        0x7f00_0100_0000..<0x7f00_0120_0000
      ])
  }

  @Test("A file is brought into memory bit by bit, to its end")
  func steps() throws {
    let folder = TemporaryFolder()
    let bytes = 3 << 20
    let path = folder.write([UInt8](repeating: 1, count: bytes), to: "notes.bank")
    let file = open(path, O_RDONLY)
    defer { close(file) }
    // Back to the disk; where the folder is memory, all is there already.
    try #require(fsync(file) == 0 && posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED) == 0)
    let start = try #require(mmap(nil, bytes, PROT_READ, MAP_SHARED, file, 0))
    try #require(start != MAP_FAILED)
    defer { munmap(start, bytes) }
    let address = String(UInt(bitPattern: start), radix: 16)
    let end = String(UInt(bitPattern: start) + UInt(bytes), radix: 16)
    var ahead = MappedReadAhead(map: "\(address)-\(end) r--s 00000000 fd:00 99 \(path)")
    var isMore: [Bool] = []
    for _ in 0..<4 { isMore.append(ahead.step()) }
    #expect(isMore == [true, true, false, false])
    // The disk has been asked, and is not waited for.
    var looks = 0
    while resident(start, bytes) < bytes / 4_096, looks < 500_000 { looks += 1 }
    #expect(looks < 500_000)
  }

  /// How many pages are in memory. The C function is `mincore`.
  private func resident(_ start: UnsafeMutableRawPointer, _ bytes: Int) -> Int {
    var pages = [UInt8](repeating: 0, count: bytes / 4_096)
    guard mincore(start, bytes, &pages) == 0 else { return -1 }
    return pages.count { $0 & 1 == 1 }
  }
}
