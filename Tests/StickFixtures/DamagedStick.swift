// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Stick

/// Sticks as caregivers bring them: written by other programs, misnamed, broken, pulled out.
///
/// Each is a folder made by `make(at:)`. Where `needsFault` is false the folder is all of it, and
/// any program may be pointed at it; else it is read through `fileSystem()`, which fails as the
/// real stick would.
package enum DamagedStick: String, CaseIterable, Sendable {
  // What other programs make of the text.
  case notepadUTF16, bigEndianUTF16, unmarkedUTF16, markedUTF8, windows1252, wordPadRTF
  case wordPadQuotes, nonBreakingSpaces, carriageReturns, empty, onlyMark, onlySpaces, allZeros
  case zerosInside, renamedArchive, oneLongLine, largestFile, oneByteTooMany, twoGigabytes
  case cutInCharacter

  // What they are called.
  case doubleEnding, copyNumber, upperCase, wordDocument, macShadow, onlyFindings, lineEndInName
  case nameOfNoText, longestName, equalTimes, newestOfSeveral, futureTimes, inFolder, emptyRoot

  // What has the name.
  case folderNamed, folderBesideFile, linkLoop, linkOut, danglingLink, pipe, socket
  case manyFiles, manyFilesAndText

  // What is put in the place of the stick.
  case rootIsFile, rootIsMissing, rootIsLoop

  // What a kernel answers.
  case unreadableMode, brokenChain, brokenRoot, brokenEntry
  case pulledAtOpening, pulledAtListing, pulledAtLook, pulledAtFile, pulledAtFirstRead
  case pulledAtSecondRead

  /// What reading it comes to.
  package enum Outcome: Equatable, Sendable {
    /// Settings without a finding: they are taken.
    case clean(name: String, others: Int)
    /// A file that is read, and that the parser has findings on: nothing is changed.
    case findings(name: String, others: Int)
    /// No file of settings.
    case none
    case failure(StickError.Reason)
  }

  package var outcome: Outcome {
    switch self {
    case .notepadUTF16, .bigEndianUTF16, .unmarkedUTF16, .markedUTF8,
      .wordPadQuotes, .nonBreakingSpaces, .carriageReturns, .empty, .onlyMark, .onlySpaces,
      .largestFile, .manyFilesAndText, .futureTimes:
      .clean(name: "upbeat.txt", others: self == .futureTimes ? 1 : 0)
    case .windows1252, .wordPadRTF, .allZeros, .zerosInside, .renamedArchive, .oneLongLine,
      .oneByteTooMany,
      .twoGigabytes, .cutInCharacter:
      .findings(name: "upbeat.txt", others: 0)
    case .doubleEnding: .clean(name: "upbeat.txt.txt", others: 0)
    case .copyNumber, .folderBesideFile: .clean(name: "upbeat (1).txt", others: 0)
    case .upperCase: .clean(name: "UPBEAT.TXT", others: 0)
    case .lineEndInName: .clean(name: "upbeat 2.txt", others: 0)
    case .nameOfNoText: .clean(name: "upbeat\u{FFFD}.txt", others: 0)
    case .longestName:
      .clean(name: "upbeat" + String(repeating: "x", count: 113) + "…", others: 0)
    case .equalTimes: .clean(name: "upbeat.txt", others: 3)
    case .newestOfSeveral: .clean(name: "upbeat (2).txt", others: 2)
    case .wordDocument, .macShadow, .onlyFindings, .inFolder, .emptyRoot: .none
    case .folderNamed: .failure(.folder)
    case .linkLoop, .linkOut, .danglingLink, .pipe, .socket: .failure(.notAFile)
    case .manyFiles: .failure(.tooManyNames)
    case .rootIsFile, .rootIsMissing, .pulledAtOpening, .pulledAtListing, .pulledAtLook,
      .pulledAtFile, .pulledAtFirstRead, .pulledAtSecondRead:
      .failure(.gone)
    case .rootIsLoop, .unreadableMode, .brokenChain, .brokenRoot, .brokenEntry:
      .failure(.unreadable)
    }
  }

  /// Whether a folder alone cannot show it: it is to be read through `fileSystem()`.
  package var needsFault: Bool { fault != nil }

  /// Files as this stick gives them: a fresh one for each reading.
  /// - Parameter look: sees each call before it is made.
  package func fileSystem(
    look: @escaping (FileSystem.Call) -> Void = { _ in }
  ) -> FileSystem {
    let answer = fault?.answers() ?? { _ in nil }
    return FileSystem { call in
      look(call)
      return answer(call)
    }
  }

  private var fault: FileFault? {
    switch self {
    case .unreadableMode: FileFault(.openat, ending: "/upbeat.txt", code: EACCES)
    // The first piece of 64 KiB is read; the cluster after it is nowhere.
    case .brokenChain: FileFault(.read, count: 2, code: EIO)
    case .brokenRoot: FileFault(.readdir, count: 2, code: EIO)
    case .brokenEntry: FileFault(.fstatat, code: EIO)
    case .pulledAtOpening: FileFault(.open, code: ENXIO, isForGood: true)
    case .pulledAtListing: FileFault(.readdir, code: EIO, isForGood: true)
    case .pulledAtLook: FileFault(.fstatat, code: ENODEV, isForGood: true)
    case .pulledAtFile: FileFault(.openat, ending: "/upbeat.txt", code: EIO, isForGood: true)
    case .pulledAtFirstRead: FileFault(.read, code: EIO, isForGood: true)
    case .pulledAtSecondRead: FileFault(.read, count: 2, code: ENXIO, isForGood: true)
    default: nil
    }
  }
}

/// A call that fails, and perhaps each one after it.
package struct FileFault: Sendable {
  let function: FileSystem.Function
  let ending: String
  let count: Int
  let code: Int32
  let isForGood: Bool

  /// - Parameters:
  ///   - ending: of the path the call is about.
  ///   - count: it is the n-th such call that fails, from 1.
  ///   - isForGood: every call after it fails likewise, as of a stick that was pulled out.
  package init(
    _ function: FileSystem.Function, ending: String = "", count: Int = 1, code: Int32,
    isForGood: Bool = false
  ) {
    self.function = function
    self.ending = ending
    self.count = count
    self.code = code
    self.isForGood = isForGood
  }

  package func fileSystem() -> FileSystem { FileSystem(fault: answers()) }

  /// Counts the calls it is asked about.
  func answers() -> (FileSystem.Call) -> Int32? {
    var seen = 0
    return { call in
      if isForGood, seen >= count { return code }
      guard call.function == function, call.path.hasSuffix(ending) else { return nil }
      seen += 1
      return seen == count ? code : nil
    }
  }

  /// The n-th call of all fails, from 1, and every one after it: a stick pulled out there.
  package static func pulled(at count: Int, code: Int32 = EIO) -> FileSystem {
    var seen = 0
    return FileSystem { _ in
      seen += 1
      return seen >= count ? code : nil
    }
  }
}
