// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Rhythm

/// Makes a note bank out of a SoundFont: one MIDI file of all notes through FluidSynth, cut.
package struct BankMaker {
  private let soundFont: String
  private let fluidSynth: String?
  private let plans: [RecordingPlan]

  /// - Parameter fluidSynth: the program's path; nil: the one on the PATH.
  package init(
    soundFont: String, fluidSynth: String? = nil, plans: [RecordingPlan] = RecordingPlan.all
  ) {
    self.soundFont = soundFont
    self.fluidSynth = fluidSynth
    self.plans = plans
  }

  /// The bytes of the bank: the same for the same SoundFont.
  ///
  /// - Parameters:
  ///   - trims: in hundredths of a decibel.
  ///   - progress: is told each step in a line.
  package func bank(
    trims: [String: Int16] = [:], progress: (String) -> Void = { _ in }
  ) throws(BankError) -> [UInt8] {
    let synth = try FluidSynth(path: fluidSynth)
    try checkSoundFont()
    let session = RecordingSession(plans)
    progress("Recording \(session.takes.count) notes of \(soundFont)")
    let sound = try WAVFile(synth.render(session.midiFile(), soundFont: soundFont))
    guard sound.frames >= session.frames else {
      throw .wrongSound(what: "\(sound.frames) frames, \(session.frames) were expected")
    }
    var writer = NoteBankWriter(trims: trims)
    for plan in plans {
      progress("Cutting \(plan.instrument)")
      var notes: [NoteBankWriter.Note] = []
      for take in session.takes where take.plan.instrument == plan.instrument {
        let recorded = sound.mono(take.start..<take.start + RecordingSession.slotFrames)
        notes.append(try NoteCutting(plan: plan, pitch: take.pitch).note(from: recorded))
      }
      writer.instruments[plan.instrument] = notes
    }
    return writer.bytes()
  }

  /// FluidSynth says too little about one that is missing or something else.
  private func checkSoundFont() throws(BankError) {
    guard let file = FileHandle(forReadingAtPath: soundFont) else {
      throw .noSoundFont(path: soundFont)
    }
    do {
      // A RIFF file of the form "sfbk" (SoundFont Technical Specification 2.04).
      let head = try file.read(upToCount: 12) ?? Data()
      try file.close()
      if head.prefix(4).elementsEqual("RIFF".utf8), head.dropFirst(8).elementsEqual("sfbk".utf8) {
        return
      }
    } catch {
      throw .unreadable(path: soundFont, why: BankFile.reason(error))
    }
    throw .notASoundFont(path: soundFont)
  }
}
