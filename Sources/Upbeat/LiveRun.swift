// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Glibc
import Loudspeaker
import Prompts
import Rehearsal
import Rhythm
import Session
import Stick
import Switch
import Timebase

/// Sets up what a live run needs beside its own switch and card, and runs it.
struct LiveRun {
  let assembly: Assembly
  let folder: DataFolder
  let input: any SwitchInput
  let opener: () throws(PCMError) -> any PCM
  var isRestarted = false
  /// nil: no stick is looked for.
  var stick: (work: (Assembly, Int32) -> StickWork, watch: any StickWatch)?
  /// Called by the storage thread, once the unit has spoken.
  var started: () -> Void = {}
  /// Called by the storage thread when other settings are in force, before the next word is made.
  var renewed: (UnitFiles) -> Void = { _ in }
  /// Read while nothing else is to be done.
  var mapped: MappedReadAhead?
  var observer = Appliance.Observer()
  /// nil: nobody supervises.
  var supervision: ServiceSupervision?

  /// - Parameter limit: of the sample clock; nil: until it is ended from outside.
  func run(limit: FrameCount?) throws {
    let answers = try WakePipe.make()
    let signals = try WakePipe.make()
    let interruption = try WakePipe.make()
    EndSignals.listen(signals)
    let voice = assembly.voice(clips: folder.clips, interruption: interruption.reader)
    let storage = StorageThread(
      bookkeeper: assembly.bookkeeper, voice: voice, music: assembly.music, pipe: answers,
      interruption: interruption, ahead: urgentSentences, mapped: mapped,
      stick: stick?.work(assembly, interruption.reader), started: started, renewed: renewed)
    let conductor = assembly.conductor(isRestarted: isRestarted)
    Walkthrough.run(assembly.facts(isRestarted: isRestarted), conductor: assembly.conductor(of:))
    try storage.start()
    let appliance = Appliance(
      conductor: conductor, loudspeaker: Loudspeaker(opener: opener), input: input,
      watch: try stick.map { try WatchThread($0.watch) },
      storage: storage, answers: answers, signals: signals, observer: observer,
      supervision: supervision)
    appliance.run(limit: limit)
    storage.join()
  }

  /// Made ahead: what must come on its beat, or at once after a stop. The rest is made while the
  /// sentence before it is spoken.
  private var urgentSentences: [Saying] {
    let keys: [PromptKey] = [
      .stoppedBreathe, .listGoOn, .listListen, .cueIn, .cueOut, .cueInDeep, .cueRest,
      .cueYou, .cueHelper
    ]
    return keys.flatMap { assembly.pack.prompt($0) }.map { Saying($0) }
  }
}
