// SPDX-License-Identifier: GPL-3.0-or-later
import AudioFiles
import Loudness
import Testing

@Suite("A recorded prompt")
struct RecordedPromptTests {
  let folder = TemporaryFolder()
  var path: BytePath { folder.path("prompt.wav") }

  private func write(before: Double, tone: [Float], after: Double, hiss: Float = 0) {
    var numbers = SeededNumbers(state: 1)
    func quiet(_ seconds: Double) -> [Float] {
      (0..<Int(seconds * 48_000)).map { _ in
        hiss == 0 ? 0 : Float.random(in: -hiss...hiss, using: &numbers)
      }
    }
    writeSound(path, quiet(before) + tone + quiet(after), kind: .wavFloat, rate: 48_000)
  }

  @Test("has the level of speech, whatever it was", arguments: [0.01, 0.2, 0.9], [0.1, 0.3, 2.0])
  func levels(amplitude: Double, seconds: Double) throws {
    write(before: 0, tone: sine(441, seconds: seconds, amplitude: amplitude), after: 0)
    let prompt = try RecordedPrompt.load(path)
    #expect(abs(prompt.loudness + 19) < 0.3)
    #expect(try abs(Loudness.measure(prompt.samples).integrated + 19) < 0.3)
    #expect(try Loudness.measure(prompt.samples).truePeak < -2.9)
  }

  @Test("is held down by its peaks, and says so")
  func peaks() throws {
    var tone = sine(441, seconds: 2, amplitude: 0.01)
    tone[48_000] = 0.9
    write(before: 0, tone: tone, after: 0)
    let prompt = try RecordedPrompt.load(path)
    #expect(try abs(Loudness.measure(prompt.samples).truePeak + 3) < 0.1)
    #expect(prompt.loudness < -25)
    #expect(try abs(Loudness.measure(prompt.samples).integrated - prompt.loudness) < 0.1)
  }

  @Test("loses the silence at its ends, but for 20 ms", arguments: [Float(0), 0.000_5])
  func trimmed(hiss: Float) throws {
    write(before: 1, tone: sine(441, seconds: 1), after: 2, hiss: hiss)
    let prompt = try RecordedPrompt.load(path)
    // 20 ms before and behind a second; a sine begins at nothing.
    #expect(abs(prompt.samples.count - (48_000 + 2 * 960)) <= 4)
  }

  @Test("begins and ends softly")
  func fades() throws {
    // Sound from edge to edge: there is no silence to keep.
    write(before: 0, tone: sine(4_800, seconds: 1, amplitude: 0.25, phase: .pi / 2), after: 0)
    let samples = try RecordedPrompt.load(path).samples.map { abs(Int($0)) }
    let loudest = samples.max() ?? 0
    #expect(samples.first == 0 && samples.last == 0)
    #expect((samples[..<120].max() ?? 0) <= loudest * 51 / 100)
    #expect((samples[230..<260].max() ?? 0) > loudest * 95 / 100)
    #expect((samples.suffix(240).max() ?? 0) <= loudest * 51 / 100)
  }

  @Test("that is silent, too long, or no sound is told")
  func refused() {
    func refusal() -> AudioFileError? {
      thrown(AudioFileError.self) { _ = try RecordedPrompt.load(path) }
    }
    write(before: 1, tone: [], after: 0)
    #expect(refusal() == .silent)
    write(before: 0, tone: sine(441, seconds: 1, amplitude: 0.000_1), after: 0)
    #expect(refusal() == .silent)
    write(before: 31, tone: [], after: 0)
    #expect(refusal() == .tooLong(limitSeconds: 30))
    #expect(AudioFileError.tooLong(limitSeconds: 30).expected == "at most 30 seconds")
    writeFile(path, Array("hello".utf8))
    #expect(refusal() == .notMusic)
  }
}
