// SPDX-License-Identifier: GPL-3.0-or-later
import AudioFiles
import Rhythm

/// The note bank on the disk, mapped: only the pages that sound take memory.
enum NoteBankFile {
  /// - Returns: the bank, or why there is none, in plain words.
  static func open(_ path: String) -> (value: NoteBank?, failure: String?) {
    let file: MappedFile
    do throws(AudioFileError) { file = try MappedFile.open(BytePath(path)) } catch {
      return (nil, "\(path): the note bank \(error.what). Tones stand in for it.")
    }
    let memory = SampleMemory(file.bytes) { withExtendedLifetime(file) {} }
    switch NoteBank.read(memory) {
    case .success(let bank): return (bank, nil)
    case .failure(let fault): return (nil, "\(path): \(fault) Tones stand in for it.")
    }
  }
}
