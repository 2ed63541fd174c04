// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Loudness
import Rhythm

/// A note bank on disk.
package enum BankFile {
  /// Writes beside and renames: there is the whole file, or what was there before.
  package static func write(_ bytes: [UInt8], to path: String) throws(BankError) {
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw .unwritable(path: path, why: reason(error))
    }
  }

  package static func read(_ path: String) throws(BankError) -> NoteBank {
    let bytes: [UInt8]
    do {
      bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      throw .unreadable(path: path, why: reason(error))
    }
    return try bank(bytes, path: path)
  }

  /// A bank that has just been made.
  package static func read(_ bytes: [UInt8]) throws(BankError) -> NoteBank {
    try bank(bytes, path: "the new note bank")
  }

  private static func bank(_ bytes: [UInt8], path: String) throws(BankError) -> NoteBank {
    switch NoteBank.read(.holding(bytes)) {
    case .success(let bank): return bank
    case .failure(let fault): throw .notABank(path: path, fault)
    }
  }

  /// The loudness of the pieces and of the songs of all language packs.
  ///
  /// - Parameter voices: the folder of the packs.
  package static func table(
    for bank: NoteBank, voices: String
  ) throws(BankError) -> TrimTable {
    let songs = try SongFolders.read(voices)
    do throws(LoudnessError) {
      return try TrimTable.measure(songs: songs, bank: bank)
    } catch {
      throw .unmeasured(why: "\(error)")
    }
  }

  /// Puts other trims into a bank that is there; its notes stay as they are.
  ///
  /// - Parameter trims: in hundredths of a decibel.
  package static func rewriteTrims(of path: String, to trims: [String: Int16]) throws(BankError) {
    try write(read(path).bytes(trims: trims), to: path)
  }

  /// What the system said, where it said something.
  static func reason(_ error: any Error) -> String {
    let error = error as NSError
    let underlying = error.userInfo[NSUnderlyingErrorKey] as? NSError
    return underlying?.localizedDescription ?? error.localizedFailureReason
      ?? error.localizedDescription
  }
}

extension NoteBank {
  /// The whole file, with other trims.
  func bytes(trims: [String: Int16]) -> [UInt8] {
    NoteBankWriter(self, trims: trims).bytes()
  }
}
