// SPDX-License-Identifier: GPL-3.0-or-later
import Bank
import Foundation
import Loudness
import Rhythm

/// The SoundFont of Debian's package fluidr3mono-gm-soundfont.
let soundFont = "/usr/share/sounds/sf3/FluidR3Mono_GM.sf3"

/// Banks made once, for all tests.
enum MadeBank {
  /// Of the whole plan, through the real FluidSynth.
  static let whole: Result<[UInt8], BankError> = make(RecordingPlan.all)

  static func make(_ plans: [RecordingPlan]) -> Result<[UInt8], BankError> {
    do throws(BankError) {
      return .success(try BankMaker(soundFont: soundFont, plans: plans).bank())
    } catch {
      return .failure(error)
    }
  }

  static let bank: Result<NoteBank, any Error> = Result {
    try NoteBank.read(.holding(whole.get())).get()
  }

  static let notes: Result<[HeardNote], any Error> = bank.map { bank in
    Instrument.allRecorded.flatMap { instrument in
      (bank.notes[instrument] ?? []).map { HeardNote(instrument, $0, of: bank) }
    }
  }
}

/// A recorded note as numbers from −1 to 1, as far as it is heard: to its loop's end, or its own.
struct HeardNote: Sendable {
  let instrument: Instrument
  let note: NoteBank.Note
  let samples: [Double]

  init(_ instrument: Instrument, _ note: NoteBank.Note, of bank: NoteBank) {
    self.instrument = instrument
    self.note = note
    let end = note.loop?.upperBound ?? note.frames
    samples = bank.samples(of: note)[1..<end].map { Double($0) / 32_768 }
  }

  var name: String { "\(instrument) \(note.pitch)" }

  var peak: Double { samples.map { abs($0) }.max() ?? 0 }

  var loudness: Double {
    get throws { try Loudness.ofLoudest(samples.map { Float($0) }) }
  }

  /// Twice round its loop from one loop's length before its end, and where the joint is in it.
  var round: (samples: [Double], joint: Int)? {
    guard let loop = note.loop else { return nil }
    let once = Array(samples[loop.lowerBound - 1..<loop.upperBound - 1])
    return (once + once, once.count)
  }
}

func level(_ samples: some Collection<Double>) -> Double {
  let power = samples.reduce(0) { $0 + $1 * $1 } / Double(max(1, samples.count))
  return 10 * log10(max(power, 1e-12))
}

/// A folder for one test, removed with everything in it.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("upbeat-bank-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  var files: [String] { (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? [] }

  /// A program of a few lines of shell.
  func program(_ name: String, _ lines: String) throws -> String {
    try "#!/bin/sh\n\(lines)\n".write(toFile: path(name), atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: path(name))
    return path(name)
  }
}
