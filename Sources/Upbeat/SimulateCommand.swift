// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Rehearsal

/// Many patients made from seeds, each through whole sessions in simulated time, with checkers.
struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Rehearses sessions with patients made from seeds, and checks every one.",
    shouldDisplay: false)

  @Option(help: "How many patients.")
  var count = 1_000
  @Option(help: "Of so many of them the sound is rendered whole.")
  var whole = 20
  @Option(help: "The first one's seed; the others follow.")
  var seed: UInt64 = 1
  @Flag(help: "Prints each timeline: with --count 1, to see what a seed does.")
  var show = false
  @OptionGroup var shareOption: ShareOption

  func run() throws {
    do {
      let share = try Share.find(shareOption.share)
      let packs = try share.languages.map { try share.pack($0) }
      var failures = 0
      for index in 0..<UInt64(max(count, 0)) {
        let report = Simulation.run(
          seed: seed &+ index, packs: packs, isWhole: index < UInt64(max(whole, 0)),
          watch: show ? { events in for event in events { Console.say(event.json) } } : nil)
        if !report.faults.isEmpty {
          failures += 1
          Console.warn("seed \(report.seed):")
          for fault in report.faults.prefix(5) { Console.warn("  \(fault)") }
        }
        if (index + 1).isMultiple(of: 100) {
          Console.warn("\(index + 1) of \(count) patients, \(failures) with faults")
        }
      }
      Console.say("seeds \(seed)…\(seed &+ UInt64(max(count, 1)) - 1): \(failures) with faults")
      if failures > 0 { throw ExitCode(1) }
    } catch let code as ExitCode {
      throw code
    } catch {
      Console.warn("\(error)")
      throw ExitCode(2)
    }
  }
}
