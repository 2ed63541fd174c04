// SPDX-License-Identifier: GPL-3.0-or-later
import AudioFiles
import Glibc
import Testing

@Suite("A sound file")
struct AudioFileTests {
  let folder = TemporaryFolder()

  @Test(
    "of every kind, in its own rate, is heard at its pitch, level and length",
    arguments: SoundKind.allCases)
  func kinds(kind: SoundKind) throws {
    let path = folder.path("a.sound")
    let tone = sine(441, seconds: 2, rate: kind.rate)
    writeSound(path, stereo(tone, tone), kind: kind, channels: 2)
    let samples = try AudioFile.read(path, limits: .track)
    #expect(abs(1_200 * log2(pitch(samples) / 441)) < 1)
    #expect(abs(level(samples) - 20 * log10(0.25)) < 0.3)
    // MP3 may keep a frame before and behind; two frames are the rounding of a converter.
    #expect(abs(samples.count - 96_000) <= (kind == .mp3 ? 4_000 : 2))
  }

  @Test("at the lowest and the highest rate keeps its pitch", arguments: [8_000, 22_050, 192_000])
  func rates(rate: Int) throws {
    let path = folder.path("a.wav")
    writeSound(path, sine(1_000, seconds: 1, rate: rate), kind: .wav16, rate: rate)
    let samples = try AudioFile.read(path, limits: .track)
    #expect(abs(1_200 * log2(pitch(samples) / 1_000)) < 1)
    #expect(abs(samples.count - 48_000) <= 6)
  }

  @Test("has its channels averaged")
  func channels() throws {
    let path = folder.path("a.wav")
    let tone = sine(441, seconds: 1)
    let silence = [Float](repeating: 0, count: tone.count)
    writeSound(path, stereo(tone, silence), kind: .wavFloat, channels: 2, rate: 48_000)
    #expect(try AudioFile.read(path, limits: .track) == tone.map { $0 / 2 })
    let eight = tone.flatMap { [Float](repeating: $0, count: 8) }
    writeSound(path, eight, kind: .wavFloat, channels: 8, rate: 48_000)
    let averaged = try AudioFile.read(path, limits: .track)
    #expect(averaged.count == tone.count)
    #expect(zip(averaged, tone).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  @Test("is the same in blocks of any size", arguments: [1, 1_021, 65_536])
  func blocks(size: Int) throws {
    let path = folder.path("a.flac")
    writeSound(path, sine(441, seconds: 0.5, rate: 44_100), kind: .flac)
    let whole = try AudioFile.read(path, limits: .track)
    let file = try AudioFile.open(path)
    var block = [Float](repeating: 0, count: size)
    var samples: [Float] = []
    while case let count = try file.read(into: &block), count > 0 { samples += block[..<count] }
    #expect(samples == whole)
  }

  @Test("keeps its sound behind a tag of two megabytes", arguments: [SoundKind.mp3, .flac, .wav16])
  func tags(kind: SoundKind) throws {
    let path = folder.path("a.sound")
    writeSound(path, sine(441, seconds: 1, rate: kind.rate), kind: kind)
    let bare = try AudioFile.read(path, limits: .track)
    let size: [UInt8] = [1, 0, 0, 0]
    let tag = Array("ID3".utf8) + [4, 0, 0] + size + [UInt8](repeating: 0xFF, count: 1 << 21)
    writeFile(path, tag + readFile(path))
    #expect(try AudioFile.read(path, limits: .track) == bare)
  }

  @Test("says how long it is before it is read, where it knows")
  func declared() throws {
    let path = folder.path("a.flac")
    writeSound(path, sine(441, seconds: 2, rate: 44_100), kind: .flac)
    #expect(try AudioFile.open(path).declaredFrames == 96_000)
  }
}
