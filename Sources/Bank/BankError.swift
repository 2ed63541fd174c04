// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm

/// Why no note bank was made, each in a sentence for whoever typed the command.
package enum BankError: Error, Hashable, Sendable, CustomStringConvertible {
  case noFluidSynth
  case noSoundFont(path: String)
  case notASoundFont(path: String)
  case fluidSynthFailed(status: Int, text: String)
  /// What FluidSynth wrote is not the sound that was asked of it.
  case wrongSound(what: String)
  case silent(Instrument, pitch: Int)
  /// No two places of the note are alike enough to loop between.
  case noLoop(Instrument, pitch: Int)
  case unreadable(path: String, why: String)
  case unwritable(path: String, why: String)
  case notABank(path: String, NoteBankFault)
  case noSongs(path: String)
  /// Of a language pack's song, a line each.
  case badSong(findings: String)
  /// The loudness of a note, or of the pieces and songs.
  case unmeasured(why: String)

  package var description: String {
    switch self {
    case .noFluidSynth:
      "FluidSynth is not here; please install Debian's packages fluidsynth and "
        + "fluidr3mono-gm-soundfont."
    case .noSoundFont(let path):
      "There is no SoundFont at \(path); please install Debian's packages fluidsynth and "
        + "fluidr3mono-gm-soundfont."
    case .notASoundFont(let path): "\(path) is not a SoundFont."
    case .fluidSynthFailed(let status, let text):
      "FluidSynth gave up with status \(status)" + (text.isEmpty ? "." : ": \(text)")
    case .wrongSound(let what): "FluidSynth did not write the sound it was asked for: \(what)."
    case .silent(let instrument, let pitch):
      "The SoundFont has no sound for \(instrument) at pitch \(pitch)."
    case .noLoop(let instrument, let pitch):
      "The SoundFont's \(instrument) at pitch \(pitch) cannot be held: no loop was found in it."
    case .unreadable(let path, let why): "\(path) could not be read: \(why)"
    case .unwritable(let path, let why): "\(path) could not be written: \(why)"
    case .notABank(let path, let fault): "\(path): \(fault)"
    case .noSongs(let path):
      "There are no songs in \(path); it should be the folder of the language packs."
    case .badSong(let findings): findings
    case .unmeasured(let why): "The loudness could not be measured: \(why)"
    }
  }
}
