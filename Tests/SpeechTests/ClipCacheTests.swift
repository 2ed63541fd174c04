// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import Speech
import Testing

@Suite("The clip cache")
struct ClipCacheTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  @Test("A second maker finds the clip, byte for byte, and starts no child")
  func hit() throws {
    let made = try clip("Breathe in.", children: 1)
    #expect(try clip("Breathe in.", children: 0) == made)
  }

  @Test("Another text, rate, pitch or voice is another file")
  func keys() throws {
    var maker = try freshMaker(cacheDirectory: directory.path)
    for request in [
      english("one"), english("two"), english("one", wordsPerMinute: 140),
      ClipRequest(text: "one", voice: "en-us", wordsPerMinute: 130, pitch: 40),
      ClipRequest(text: "one", voice: "en-gb", wordsPerMinute: 130),
      english("\u{e9}"), english("e\u{301}")
    ] {
      _ = try maker.clip(for: request)
      #expect(maker.lastChildren.count == 1)
    }
    #expect(directory.names.count == 7)
    #expect(directory.names.allSatisfy { $0.count == 32 + 5 && $0.hasSuffix(".clip") })
  }

  @Test(
    "A damaged file is a miss and is made anew",
    arguments: [Damage.bitInSamples, .bitInKey, .bitInMagic, .cutShort, .empty, .longer, .fifo])
  func damage(_ damage: Damage) throws {
    let made = try clip("Breathe in.", children: 1)
    let name = try #require(directory.names.first)
    try damage.apply(to: name, in: directory)
    #expect(try clip("Breathe in.", children: 1) == made)
    #expect(try clip("Breathe in.", children: 0) == made)
    #expect(directory.names == [name])
  }

  @Test("A file that holds another key's clip under this name is a miss")
  func collision() throws {
    _ = try clip("one", children: 1)
    let first = try #require(directory.names.first)
    let two = try clip("two", children: 1)
    let second = try #require(directory.names.first { $0 != first })
    try directory.write(directory.read(first), to: second)
    #expect(try clip("two", children: 1) == two)
  }

  @Test("Over the limit, the file unused for longest goes first; use makes it young again")
  func oldestGoesFirst() throws {
    _ = try clip("one", children: 1)
    let one = try #require(directory.names.first)
    _ = try clip("two", children: 1)
    let two = try #require(directory.names.first { $0 != one })
    directory.setUsed(one, seconds: 1_000)
    directory.setUsed(two, seconds: 2_000)
    _ = try clip("one", children: 0)

    let total = directory.byteCount
    let limit = total + directory.read(two).count / 2
    _ = try clip("three", children: 1, limitBytes: limit)
    #expect(directory.names.count == 2)
    #expect(directory.names.contains(one))
    #expect(!directory.names.contains(two))
    #expect(directory.byteCount <= limit)
  }

  @Test("A clip larger than the whole cache is not kept")
  func tooLarge() throws {
    _ = try clip("one", children: 1, limitBytes: 1_000)
    #expect(directory.names.isEmpty)
  }

  @Test("What a power cut left half written is cleared away")
  func partFiles() throws {
    try directory.write([1, 2, 3], to: "0123.clip.part")
    _ = try clip("one", children: 1)
    #expect(directory.names.count == 1)
    #expect(directory.names.allSatisfy { $0.hasSuffix(".clip") })
  }

  @Test("Files that are not the cache's stay")
  func otherFiles() throws {
    try directory.write([UInt8](repeating: 0, count: 5_000), to: "notes.txt")
    _ = try clip("one", children: 1, limitBytes: 60_000)
    #expect(directory.names.contains("notes.txt"))
  }

  @Test("A missing directory is made")
  func missingDirectory() throws {
    let path = directory.path + "/clips"
    var maker = try freshMaker(cacheDirectory: path)
    _ = try maker.clip(for: english("one"))
    #expect(maker.cacheFault == nil)
    var second = try freshMaker(cacheDirectory: path)
    _ = try second.clip(for: english("one"))
    #expect(second.lastChildren.isEmpty)
    #expect(shell("rm -r \(path)").status == 0)
  }

  @Test("A cache that cannot be written never fails the clip, and says why")
  func unusableDirectory() throws {
    let file = "file"
    try directory.write([], to: file)
    let unusable: [(String, SystemCallError)] = [
      (directory.path + "/" + file, SystemCallError(function: "open", code: ENOTDIR)),
      (directory.path + "/no/clips", SystemCallError(function: "mkdir", code: ENOENT)),
      ("/proc", SystemCallError(function: "open", code: ENOENT))
    ]
    for (path, fault) in unusable {
      var maker = try freshMaker(cacheDirectory: path)
      #expect(try !maker.clip(for: english("one")).samples.isEmpty)
      #expect(maker.cacheFault == fault)
    }
  }

  @Test("In memory the clips used last are kept, and no more than the limit")
  func memory() throws {
    var maker = SpeechMaker(
      program: try upbeatProgram(), arguments: ["speak"], cacheDirectory: nil,
      timeLimitMilliseconds: 120_000, memoryLimit: ClipMemoryLimit(clips: 2, bytes: 1_000_000))
    let children = try ["one", "two", "one", "three", "one", "two"].map { text in
      _ = try maker.clip(for: english(text))
      return maker.lastChildren.count
    }
    #expect(children == [1, 1, 0, 1, 0, 1])
  }

  /// From a maker of its own, which must start this many children for it.
  private func clip(
    _ text: String, children: Int, limitBytes: Int = 64_000_000
  ) throws -> Clip {
    var maker = try freshMaker(cacheDirectory: directory.path, cacheLimitBytes: limitBytes)
    let clip = try maker.clip(for: english(text))
    #expect(maker.lastChildren.count == children, "\(text)")
    #expect(maker.cacheFault == nil)
    return clip
  }

  enum Damage: CaseIterable {
    case bitInSamples, bitInKey, bitInMagic, cutShort, empty, longer, fifo

    func apply(to name: String, in directory: TemporaryDirectory) throws {
      var bytes = directory.read(name)
      switch self {
      case .bitInSamples: bytes[bytes.count / 2] ^= 1
      case .bitInKey: bytes[12] ^= 1
      case .bitInMagic: bytes[0] ^= 1
      case .cutShort: bytes.removeLast(1_000)
      case .empty: bytes = []
      case .longer: bytes.append(0)
      case .fifo:
        let path = directory.path + "/" + name
        #expect(unlink(path) == 0)
        #expect(mkfifo(path, 0o600) == 0)
        return
      }
      try directory.write(bytes, to: name)
    }
  }
}
