// SPDX-License-Identifier: GPL-3.0-or-later
import Bench
import Glibc

// All figures of the house, and of others beside them, in one run: started by Benchmarks/run.
// Figures CHECKOUT UPBEAT FOLDER [--short] [--only NAME]

let arguments = CommandLine.arguments
var flags = arguments.dropFirst(4)
let isShort = flags.first == "--short"
if isShort { flags = flags.dropFirst() }
let only = flags.count == 2 && flags.first == "--only" ? flags.last : nil
guard arguments.count >= 4, flags.isEmpty || only != nil else {
  Console.warn("usage: Benchmarks/run [--short] [--only NAME]")
  exit(64)
}
let program = arguments[0]
let workshop = Workshop(
  checkout: arguments[1], upbeat: arguments[2],
  clickTrack: (program.lastIndex(of: "/").map { String(program[...$0]) } ?? "") + "ClickTrack",
  folder: arguments[3], isShort: isShort)

signal(SIGPIPE, SIG_IGN)
var run = Run(only: only)
run.measure("beat grid") { () throws(Failure) in [BeatGrid.everyTempo(workshop)] }
run.measure("clicks in a WAV") { () throws(Failure) in [try BeatGrid.beside(workshop)] }
run.measure("clicks over joins") { () throws(Failure) in
  [try BeatGrid.besideOverJoins(workshop)]
}
run.measure("click track") { () throws(Failure) in [try ClickTrackCost.measure(workshop)] }
run.measure("rendered session") { () throws(Failure) in
  try RenderedSession.measure(workshop)
}
run.measure("event level") { () throws(Failure) in [try EventLevelSession.measure(workshop)] }
run.measure("dearest turn") { () throws(Failure) in [try DearestTurn.measure(workshop)] }
run.measure("press to sound") { () throws(Failure) in try PressToSound.measure(workshop) }
run.measure("live load") { () throws(Failure) in try LiveLoad.measure(workshop) }
run.measure("stick to word") { () throws(Failure) in try StickToWord.measure(workshop) }
run.measure("settings parsed") { () throws(Failure) in try SettingsParsing.measure(workshop) }
run.measure("diary writes") { () throws(Failure) in try DiaryWrites.measure(workshop) }
run.measure("year of practice") { () throws(Failure) in try YearOfPractice.measure(workshop) }
run.measure("syllables on beats") { () throws(Failure) in
  try SyllablesOnBeats.measure(workshop)
}
run.measure("syllables in timelines") { () throws(Failure) in
  [try SyllablesOnBeats.timeline(workshop)]
}
run.measure("sung guide") { () throws(Failure) in try SungGuide.measure(workshop) }
run.measure("loudness of prompts") { () throws(Failure) in
  try PromptLoudness.measure(workshop)
}
var music: [String] = []
run.measure("loudness of music") { () throws(Failure) in
  let loudness = try MusicLoudness(workshop)
  music = loudness.lines
  return loudness.figures
}
for line in run.table.lines { Console.say(line) }
if !music.isEmpty {
  Console.say("\n| music | loudness |\n|---|---|")
  for line in music { Console.say(line) }
}
exit(run.isWhole ? 0 : 1)
