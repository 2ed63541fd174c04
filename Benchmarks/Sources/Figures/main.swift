// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

// All figures of the house, and of others beside them, in one run: started by Benchmarks/run.
// Figures CHECKOUT UPBEAT FOLDER [--short]

let arguments = CommandLine.arguments
let flags = arguments.dropFirst(4)
guard arguments.count >= 4, flags.allSatisfy({ $0 == "--short" }) else {
  Console.warn("usage: Benchmarks/run [--short]")
  exit(64)
}
let program = arguments[0]
let workshop = Workshop(
  checkout: arguments[1], upbeat: arguments[2],
  clickTrack: (program.lastIndex(of: "/").map { String(program[...$0]) } ?? "") + "ClickTrack",
  folder: arguments[3], isShort: !flags.isEmpty)

signal(SIGPIPE, SIG_IGN)
var run = Run()
run.measure("beat grid") { () throws(Failure) in [BeatGrid.everyTempo(workshop)] }
run.measure("clicks in a WAV") { () throws(Failure) in [try BeatGrid.beside(workshop)] }
run.measure("clicks over joins") { () throws(Failure) in
  [try BeatGrid.besideOverJoins(workshop)]
}
run.measure("click track") { () throws(Failure) in [try ClickTrackCost.measure(workshop)] }
run.measure("rendered session") { () throws(Failure) in
  [try RenderedSession.measure(workshop)]
}
run.measure("event level") { () throws(Failure) in [try EventLevelSession.measure(workshop)] }
run.measure("press to sound") { () throws(Failure) in try PressToSound.measure(workshop) }
run.measure("live load") { () throws(Failure) in try LiveLoad.measure(workshop) }
for line in run.table.lines { Console.say(line) }
exit(run.isWhole ? 0 : 1)
