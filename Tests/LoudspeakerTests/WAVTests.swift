// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Loudspeaker
import Testing

private func append(_ samples: [Int16], to writer: WAVWriter) throws {
  try samples.withUnsafeBufferPointer { buffer in try writer.append(buffer) }
}

@Suite("A WAV file")
struct WAVWriterTests {
  let folder = TemporaryFolder()
  var path: String { folder.path + "/sound.wav" }

  @Test("is right to the byte")
  func bytes() throws {
    let writer = try WAVWriter.open(path)
    try append([1, -1, 0x1234, -32768], to: writer)
    #expect(writer.frames == 2)
    try writer.close()
    var expected = Array("RIFF".utf8)
    expected += [44, 0, 0, 0]
    expected += Array("WAVEfmt ".utf8)
    expected += [16, 0, 0, 0, 1, 0, 2, 0, 0x80, 0xBB, 0, 0, 0x00, 0xEE, 0x02, 0, 4, 0, 16, 0]
    expected += Array("data".utf8)
    expected += [8, 0, 0, 0]
    expected += [0x01, 0x00, 0xFF, 0xFF, 0x34, 0x12, 0x00, 0x80]
    #expect(readFile(path) == expected)
  }

  @Test("without a frame is still a WAV file")
  func empty() throws {
    let writer = try WAVWriter.open(path)
    #expect(readFile(path).count == 44)
    try writer.close()
    #expect(readFile(path).suffix(8) == Array("data".utf8) + [0, 0, 0, 0])
  }

  @Test("that was never closed has lengths no older than five seconds of sound, and no longer")
  func killed() throws {
    let writer = try WAVWriter.open(path)
    let second = [Int16](repeating: 77, count: 96_000)
    for _ in 0..<12 { try append(second, to: writer) }
    let bytes = readFile(path)
    let length = (0..<4).reduce(0) { $0 | Int(bytes[40 + $1]) << (8 * $1) }
    #expect(length >= (12 - 5) * 192_000)
    #expect(length <= bytes.count - 44)
    #expect(length % 4 == 0)
    try writer.close()
    #expect(readFile(path).count == 44 + 12 * 192_000)
  }

  @Test("stops at its limit with an error and stays whole")
  func limit() throws {
    let writer = try WAVWriter.open(path, limitBytes: 12)
    try append([1, 2, 3, 4], to: writer)
    let error = thrown(WAVError.self) { try append([5, 6, 7, 8], to: writer) }
    #expect(error?.code == EFBIG)
    try append([5, 6], to: writer)
    try writer.close()
    #expect(readFile(path).count == 44 + 12)
    #expect(readFile(path)[40] == 12)
  }

  @Test("has a limit that its 32-bit lengths can say")
  func longest() {
    #expect(WAVWriter.longestDataBytes + 36 <= Int(UInt32.max))
    #expect(WAVWriter.longestDataBytes % 4 == 0)
  }

  @Test("that cannot be made names its path")
  func unwritable() {
    let error = thrown(WAVError.self) { try WAVWriter.open(path + "/no/such.wav") }
    #expect(error?.function == "open")
    #expect(error?.path == path + "/no/such.wav")
  }

  @Test("on a full disk is an error that says so")
  func full() {
    let error = thrown(WAVError.self) { try WAVWriter.open("/dev/full") }
    #expect(error?.function == "write")
    #expect(error?.code == ENOSPC)
  }

  @Test("takes nothing after it was closed, and may be closed twice")
  func closed() throws {
    let writer = try WAVWriter.open(path)
    try writer.close()
    try writer.close()
    #expect(throws: WAVError.self) { try append([1, 2], to: writer) }
  }
}

@Suite("The desk's loudspeaker without a sound card")
struct PacedWAVTests {
  let folder = TemporaryFolder()

  @Test("plays in real time into the file, every frame once")
  func paced() throws {
    let path = folder.path + "/desk.wav"
    let writer = try WAVWriter.open(path)
    let clock = Clock()
    let frames = NumberedFrames()
    let speaker = Loudspeaker { () throws(PCMError) -> any PCM in
      PacedWAV(writer: writer) { clock.now }
    }
    while clock.now < ms(2000) {
      _ = speaker.turn(now: clock.now, render: frames.render)
      clock.now = try #require(speaker.nextWakeNanoseconds)
    }
    #expect((96_000...96_960).contains(frames.count))
    #expect(speaker.xruns == 0)
    try writer.close()
    let samples = readFile(path).dropFirst(44)
    #expect(samples.count == frames.count * 4)
    #expect(speaker.written == frames.count)
  }

  @Test("a desk that was stopped for a while has a gap, as with a card")
  func stopped() throws {
    let writer = try WAVWriter.open(folder.path + "/desk.wav")
    let clock = Clock()
    let frames = NumberedFrames()
    let speaker = Loudspeaker { () throws(PCMError) -> any PCM in
      PacedWAV(writer: writer) { clock.now }
    }
    _ = speaker.turn(now: 0, render: frames.render)
    clock.now = ms(120)
    let events = speaker.turn(now: ms(120), render: frames.render)
    #expect(events == [.gap(frames: 4800, dropped: 0)])
  }

  @Test("a file that takes no more is a lost card, with the file's name")
  func full() throws {
    let path = folder.path + "/desk.wav"
    let writer = try WAVWriter.open(path, limitBytes: 960)
    let frames = NumberedFrames()
    let speaker = Loudspeaker { () throws(PCMError) -> any PCM in
      PacedWAV(writer: writer) { 0 }
    }
    let events = speaker.turn(now: 0, render: frames.render)
    guard case .lost(let error, _)? = events.last else {
      Issue.record("the full file was not told: \(events)")
      return
    }
    #expect(error.code == EFBIG)
    #expect(error.text.contains(path))
  }
}

private final class Clock {
  var now: UInt64 = 0
}
