// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation

/// The `fluidsynth` program: a SoundFont and a MIDI file in, sound out.
struct FluidSynth {
  private let executable: URL

  /// - Parameter path: nil: the first on the PATH.
  init(path: String?) throws(BankError) {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let candidates = path.map { [$0] } ?? folders.map { "\($0)/fluidsynth" }
    guard let found = candidates.first(where: FileManager.default.isExecutableFile(atPath:)) else {
      throw .noFluidSynth
    }
    executable = URL(fileURLWithPath: found)
  }

  /// Renders a MIDI file as fast as it goes.
  ///
  /// - Returns: the bytes of a WAV file of stereo 32-bit floats, 48 kHz.
  func render(_ midi: [UInt8], soundFont: String) throws(BankError) -> Data {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("upbeat-bank-\(UUID().uuidString)")
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw .unwritable(path: folder.path, why: BankFile.reason(error))
    }
    defer { Self.remove(folder) }
    let midiFile = folder.appendingPathComponent("notes.mid")
    let soundFile = folder.appendingPathComponent("notes.wav")
    do {
      try Data(midi).write(to: midiFile)
    } catch {
      throw .unwritable(path: midiFile.path, why: BankFile.reason(error))
    }
    try run(Self.arguments(soundFont: soundFont, midi: midiFile.path, sound: soundFile.path))
    do {
      // Mapped: it stays readable after its folder is removed.
      return try Data(contentsOf: soundFile, options: .alwaysMapped)
    } catch {
      throw .wrongSound(what: "there is no WAV file")
    }
  }

  private static func arguments(soundFont: String, midi: String, sound: String) -> [String] {
    [
      "--no-shell", "--no-midi-in", "--quiet",
      // Nobody's own settings: the same SoundFont gives the same bytes.
      "--load-config=/dev/null",
      "--reverb=0", "--chorus=0", "--gain=0.6", "--sample-rate=48000",
      "-o", "synth.cpu-cores=1", "-o", "synth.polyphony=256",
      "--audio-file-type=wav", "--audio-file-format=float", "--fast-render=\(sound)",
      soundFont, midi
    ]
  }

  private func run(_ arguments: [String]) throws(BankError) {
    let process = Process()
    let messages = Pipe()
    process.executableURL = executable
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = messages
    do {
      try process.run()
    } catch {
      throw .fluidSynthFailed(status: -1, text: BankFile.reason(error))
    }
    let text = String(decoding: messages.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    // It may end well without its SoundFont, and says so here only.
    guard process.terminationStatus == 0, !text.contains("error:") else {
      let line = text.split(separator: "\n").first.map(String.init) ?? ""
      throw .fluidSynthFailed(status: Int(process.terminationStatus), text: line)
    }
  }

  /// What cannot be removed is of no harm.
  private static func remove(_ folder: URL) {
    do { try FileManager.default.removeItem(at: folder) } catch {}
  }
}
