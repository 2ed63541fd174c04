// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Rhythm

/// `upbeat-bank`: makes the note bank, once, where the project is built.
struct BankCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "upbeat-bank",
    abstract: "Makes the note bank that Upbeat plays from.",
    subcommands: [MakeCommand.self, TrimCommand.self])
}

/// `upbeat-bank make`: a SoundFont in, a note bank out.
struct MakeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "make",
    abstract: "Renders the instruments of a SoundFont through FluidSynth into a note bank.",
    discussion: "The same SoundFont and songs give the same bytes.")

  @Option(
    help: ArgumentHelp(
      "A General MIDI SoundFont; Debian's package fluidr3mono-gm-soundfont has the one that the "
        + "instruments were chosen from.", valueName: "file"))
  var soundfont = "/usr/share/sounds/sf3/FluidR3Mono_GM.sf3"

  @Option(help: ArgumentHelp("The note bank to write.", valueName: "file"))
  var out: String

  @Option(help: ArgumentHelp("FluidSynth; without it the one on the PATH.", valueName: "path"))
  var fluidsynth: String?

  @Option(
    help: ArgumentHelp(
      "The language packs, whose songs are brought to one loudness with the pieces; without them "
        + "nothing is.", valueName: "folder"))
  var voices: String?

  func run() throws {
    try BankOutput.reporting { () throws(BankError) in
      let maker = BankMaker(soundFont: soundfont, fluidSynth: fluidsynth)
      let bytes = try maker.bank { BankOutput.say($0) }
      var trims: [String: Int16] = [:]
      if let voices {
        BankOutput.say("Measuring how loud the pieces and songs are")
        trims = try BankFile.table(for: BankFile.read(bytes), voices: voices).trims
      }
      // Written once, whole: a bank that is there is a bank that is trimmed.
      let whole = trims.isEmpty ? bytes : try BankFile.read(bytes).bytes(trims: trims)
      try BankFile.write(whole, to: out)
      BankOutput.say("\(out): \((whole.count + 524_288) / 1_048_576) MB")
    }
  }
}

/// `upbeat-bank trim`: a note bank that is there, its pieces and songs measured anew.
struct TrimCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trim",
    abstract: "Brings the pieces and songs of a note bank to one loudness, and says it of each.",
    discussion: "In LUFS (EBU R 128, integrated) from the softest to the loudest way to play it.")

  @Option(help: ArgumentHelp("The note bank.", valueName: "file"))
  var bank: String

  @Option(help: ArgumentHelp("The language packs, whose songs are measured.", valueName: "folder"))
  var voices: String

  func run() throws {
    try BankOutput.reporting { () throws(BankError) in
      let table = try BankFile.table(for: BankFile.read(bank), voices: voices)
      for entry in table.entries {
        BankOutput.say(
          "\(entry.key): \(BankOutput.range(entry.before)) LUFS, \(BankOutput.signed(entry.trim)) dB: "
            + "\(BankOutput.range(entry.after)) LUFS")
      }
      try BankFile.rewriteTrims(of: bank, to: table.trims)
    }
  }
}

/// Lines for whoever typed the command.
private enum BankOutput {
  static func say(_ line: String) { write(line, to: .standardOutput) }

  static func reporting(_ body: () throws(BankError) -> Void) throws {
    do throws(BankError) {
      try body()
    } catch {
      write("\(error)", to: .standardError)
      throw ExitCode.failure
    }
  }

  static func range(_ levels: [Double]) -> String {
    let (least, most) = (levels.min() ?? 0, levels.max() ?? 0)
    return most - least < 0.05 ? signed(most) : "\(signed(least)) to \(signed(most))"
  }

  /// A decimal place is enough.
  static func signed(_ value: Double) -> String { String(format: "%+.1f", value) }

  private static func write(_ line: String, to handle: FileHandle) {
    handle.write(Data((line + "\n").utf8))
  }
}
