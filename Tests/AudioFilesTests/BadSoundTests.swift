// SPDX-License-Identifier: GPL-3.0-or-later
import AudioFiles
import Glibc
import Testing

@Suite("A file that is not used")
struct BadSoundTests {
  let folder = TemporaryFolder()
  var path: BytePath { folder.path("a.mp3") }

  private func refusal(_ limits: AudioFile.Limits = .track) -> AudioFileError? {
    thrown(AudioFileError.self) { _ = try AudioFile.read(path, limits: limits) }
  }

  /// A mono WAV of 48 kHz with these bytes put in the place of its own.
  private func wave(_ patches: [Int: [UInt8]], kind: SoundKind = .wav16) -> [UInt8] {
    writeSound(path, sine(441, seconds: 0.1), kind: kind, rate: 48_000)
    var bytes = readFile(path)
    for (offset, patch) in patches {
      bytes.replaceSubrange(offset..<(offset + patch.count), with: patch)
    }
    return bytes
  }

  @Test("is missing, empty, a folder, a pipe, a device behind a link: none is waited for")
  func noFiles() {
    #expect(refusal() == .unreadable(SystemCallError(function: "stat", code: ENOENT)))
    writeFile(path, [])
    #expect(refusal() == .empty)
    unlink(path.text)
    #expect(mkfifo(path.text, 0o644) == 0)
    #expect(refusal() == .notAFile)
    unlink(path.text)
    #expect(symlink("/dev/zero", path.text) == 0)
    #expect(refusal() == .notAFile)
    unlink(path.text)
    #expect(mkdir(path.text, 0o755) == 0)
    #expect(refusal() == .notAFile)
  }

  @Test("is a text, a picture, a program, noise, or zeros under the name of music")
  func notMusic() {
    var numbers = SeededNumbers(state: 3)
    let noise = (0..<300_000).map { _ in UInt8.random(in: 0...255, using: &numbers) }
    let program = Array(readFile(BytePath("/proc/self/exe")).prefix(4_000_000))
    let kinds: [[UInt8]] = [
      Array("Dear music, play.\n".utf8), [0xFF], [0xFF, 0xFB], [0xFF, 0xD8, 0xFF, 0xE0] + noise,
      program, Array("MZ".utf8) + program, noise, [UInt8](repeating: 0, count: 200_000),
      [UInt8](repeating: 0xFF, count: 200_000), Array("RIFF....AVI ".utf8) + noise,
      Array("FORM....AIFF".utf8) + noise, Array("ID3".utf8) + [4, 0, 0, 0, 0, 0, 4] + noise
    ]
    for (index, bytes) in kinds.enumerated() {
      writeFile(path, bytes)
      #expect(refusal() == .notMusic, "kind \(index)")
    }
    #expect(AudioFileError.notMusic.what == "is not music this unit can read")
  }

  @Test("is cut short", arguments: SoundKind.allCases, [3, 5, 9])
  func cut(kind: SoundKind, tenths: Int) {
    writeSound(path, sine(441, seconds: 4, rate: kind.rate), kind: kind)
    let bytes = readFile(path)
    writeFile(path, Array(bytes.prefix(bytes.count * tenths / 10)))
    #expect(refusal() == .cutShort)
  }

  @Test("ends within its first bytes", arguments: SoundKind.allCases)
  func stumps(kind: SoundKind) {
    writeSound(path, sine(441, seconds: 0.2, rate: kind.rate), kind: kind)
    let bytes = readFile(path)
    for count in 1..<80 {
      writeFile(path, Array(bytes.prefix(count)))
      #expect(refusal() != nil, "\(count) bytes")
    }
  }

  @Test("is only a tag")
  func onlyTag() {
    writeFile(path, Array("ID3".utf8) + [4, 0, 0, 0, 0, 1, 0] + [UInt8](repeating: 0, count: 90))
    #expect(refusal() == .cutShort)
  }

  @Test("has no frame of sound")
  func noFrames() {
    writeSound(path, [], kind: .wav16)
    #expect(refusal() == .empty)
  }

  @Test("has ninety-six channels, or a sample rate that no music has")
  func absurd() {
    writeSound(path, [Float](repeating: 0.1, count: 9_600), kind: .wav16, channels: 96)
    #expect(refusal() == .tooManyChannels(96))
    // The rate of a WAV file stands at byte 24.
    writeFile(path, wave([24: [1, 0, 0, 0]]))
    #expect(refusal() == .sampleRate(1))
    writeFile(path, wave([24: [0xFF, 0xFF, 0xFF, 0x7F]]))
    #expect(refusal() == .sampleRate(Int(Int32.max)))
    writeFile(path, wave([24: [0, 0, 0, 0]]))
    #expect(refusal() != nil)
  }

  @Test("says of itself that it has no end, and has one: it is read to there")
  func endless() throws {
    writeFile(path, wave([:]))
    let expected = try AudioFile.read(path, limits: .track)
    writeFile(path, wave([4: [0xFF, 0xFF, 0xFF, 0xFF], 40: [0xFF, 0xFF, 0xFF, 0xFF]]))
    #expect(try AudioFile.read(path, limits: .track) == expected)
  }

  @Test("is longer than its limit, told by its head or found by reading")
  func tooLong() {
    let limits = AudioFile.Limits(bytes: 10_000_000, seconds: 2)
    writeSound(path, sine(441, seconds: 4, rate: 44_100), kind: .flac)
    #expect(refusal(limits) == .tooLong(limitSeconds: 2))
    writeSound(path, sine(441, seconds: 2.5, rate: 44_100), kind: .flac)
    #expect(refusal(limits) == .tooLong(limitSeconds: 2))
    writeSound(path, sine(441, seconds: 2, rate: 48_000), kind: .flac, rate: 48_000)
    #expect(refusal(limits) == nil)
    #expect(AudioFileError.tooLong(limitSeconds: 900).expected == "at most 15 minutes")
  }

  @Test("is larger than its limit, and is not read for that")
  func tooLarge() {
    writeFile(path, [0])
    #expect(truncate(path.text, 300_000_001) == 0)
    #expect(refusal() == .tooLarge(byteCount: 300_000_001, limit: 300_000_000))
    #expect(
      AudioFileError.tooLarge(byteCount: 300_000_001, limit: 300_000_000).what
        == "is too large: 301 MB")
  }

  @Test("holds numbers that are no sound")
  func numbers() {
    let head = wave([:], kind: .wavFloat)
    for value in [Float.nan, .infinity, -.infinity, 1e30] {
      var bytes = head
      let pattern = value.bitPattern
      let place = bytes.count - 400
      for byte in 0..<4 { bytes[place + byte] = UInt8(truncatingIfNeeded: pattern >> (8 * byte)) }
      writeFile(path, bytes)
      #expect(refusal() == .damaged, "\(value)")
    }
  }

  @Test(
    "is damaged in any way there is, and neither stops nor holds up the unit",
    arguments: SoundKind.allCases)
  func fuzz(kind: SoundKind) {
    writeSound(path, sine(441, seconds: 0.5, rate: kind.rate), kind: kind)
    let whole = readFile(path)
    var numbers = SeededNumbers(state: 0xA0D10)
    let limits = AudioFile.Limits(bytes: 1_000_000, seconds: 5)
    var refused = 0
    for round in 0..<250 {
      var bytes = whole
      // Most damage is done in the head, where the sizes stand.
      let reach = round % 2 == 0 ? min(200, bytes.count) : bytes.count
      for _ in 0..<Int.random(in: 1...12, using: &numbers) {
        let place = Int.random(in: 0..<reach, using: &numbers)
        bytes[place] =
          [0, 0x7F, 0x80, 0xFF, UInt8.random(in: 0...255, using: &numbers)]
          .randomElement(using: &numbers) ?? 0
      }
      if round % 5 == 0 {
        bytes.removeLast(Int.random(in: 0..<bytes.count, using: &numbers))
      }
      writeFile(path, bytes)
      do throws(AudioFileError) {
        let samples = try AudioFile.read(path, limits: limits)
        #expect(samples.count <= limits.seconds * AudioFile.rate)
        let isFinite = samples.allSatisfy { $0.isFinite }
        #expect(isFinite)
      } catch {
        refused += 1
      }
    }
    // The seed is fixed: some are refused, else nothing was damaged.
    #expect(refused > 20)
  }
}
