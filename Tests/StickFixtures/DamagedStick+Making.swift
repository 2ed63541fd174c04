// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

extension DamagedStick {
  /// Settings that any unit takes.
  package static let settings = "# für abends\r\nvolume: 60\r\n"
  static let mostBytes = 64 * 1_024

  /// Puts the stick there; nothing may be there yet.
  package func make(at path: String) {
    switch self {
    case .rootIsMissing: return
    case .rootIsFile: return StickFolderMaker(path: "").write(Self.settings, to: path)
    case .rootIsLoop: return precondition(symlink(path, path) == 0)
    default: break
    }
    let stick = StickFolderMaker(path: path + "/")
    precondition(mkdir(path, 0o755) == 0, "no folder \(path)")
    if let text { stick.write(text, to: "upbeat.txt") }
    makeNames(in: stick)
    makeOtherThings(in: stick)
  }

  // MARK: Text

  /// Of a stick whose file is called as it should be.
  private var text: [UInt8]? {
    let clean = Self.settings
    switch self {
    case .notepadUTF16:
      return [0xFF, 0xFE] + clean.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case .bigEndianUTF16:
      return [0xFE, 0xFF] + clean.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    case .unmarkedUTF16: return clean.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case .markedUTF8: return [0xEF, 0xBB, 0xBF] + clean.utf8
    case .windows1252: return clean.unicodeScalars.map { UInt8($0.value) }
    case .wordPadRTF:
      return Array(
        "{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Arial;}}\r\n\\f0 volume: 60\\par\r\n}\r\n".utf8)
    case .wordPadQuotes: return Array("volume: \u{201C}60\u{201D}\r\n".utf8)
    case .nonBreakingSpaces: return Array("\u{A0}volume\u{A0}:\u{A0}60\u{A0}\r\n".utf8)
    case .carriageReturns: return Array("# evening\rvolume: 60\r".utf8)
    case .empty: return []
    case .onlyMark: return [0xEF, 0xBB, 0xBF]
    case .onlySpaces: return Array(" \t\r\n \r\n".utf8)
    case .allZeros: return [UInt8](repeating: 0, count: 512)
    case .zerosInside: return Array("volume: 60\n".utf8) + [0, 0, 0, 0] + Array("\n".utf8)
    case .renamedArchive: return [0x50, 0x4B, 3, 4, 20, 0, 6, 0, 8, 0, 0, 0, 0x21, 0, 0xE9, 0xD3]
    case .oneLongLine: return [UInt8](repeating: UInt8(ascii: "x"), count: 60_000)
    case .largestFile: return filled(to: Self.mostBytes)
    case .oneByteTooMany: return filled(to: Self.mostBytes + 1)
    case .brokenChain, .pulledAtSecondRead: return filled(to: Self.mostBytes + 1)
    case .cutInCharacter: return Array("volume: 60\nname: \u{416}".utf8.dropLast())
    case .unreadableMode, .brokenRoot, .brokenEntry, .pulledAtOpening, .pulledAtListing,
      .pulledAtLook, .pulledAtFile, .pulledAtFirstRead, .manyFilesAndText:
      return Array(clean.utf8)
    default: return nil
    }
  }

  /// Clean settings with comments behind them.
  private func filled(to count: Int) -> [UInt8] {
    let start = Array("volume: 60\n".utf8)
    let line = Array("# a comment of forty characters, no more\n".utf8)
    return start + (0..<(count - start.count)).map { line[$0 % line.count] }
  }

  // MARK: Names

  private func makeNames(in stick: StickFolderMaker) {
    let clean = Self.settings
    switch self {
    case .doubleEnding: stick.write(clean, to: "upbeat.txt.txt")
    case .copyNumber: stick.write(clean, to: "upbeat (1).txt")
    case .upperCase: stick.write(clean, to: "UPBEAT.TXT")
    case .wordDocument: stick.write(clean, to: "upbeat.docx")
    case .macShadow: stick.write([0, 5, 0x16, 7], to: "._upbeat.txt")
    case .onlyFindings: stick.write(clean, to: "upbeat-findings.txt")
    case .lineEndInName: stick.write(clean, to: "upbeat\n2.txt")
    case .nameOfNoText:
      stick.write(Array(clean.utf8), to: Array("upbeat".utf8) + [0xFF] + ".txt".utf8)
    case .longestName:
      stick.write(clean, to: "upbeat" + String(repeating: "x", count: 245) + ".txt")
    case .equalTimes:
      for name in ["upbeat.txt.txt", "upbeat (1).txt", "upbeat.txt", "upbeat 2.txt"] {
        stick.write(clean, to: name)
        stick.setTime(1_700_000_000, of: name)
      }
    case .newestOfSeveral:
      for (name, seconds) in [("upbeat.txt", 10), ("upbeat (2).txt", 30), ("upbeat (1).txt", 20)] {
        stick.write(clean, to: name)
        stick.setTime(1_700_000_000 + seconds, of: name)
      }
    case .futureTimes:
      stick.write(clean, to: "upbeat (1).txt")
      // The first second of vfat, and the last.
      stick.setTime(315_532_800, of: "upbeat (1).txt")
      stick.write(clean, to: "upbeat.txt")
      stick.setTime(4_354_819_198, of: "upbeat.txt")
    case .inFolder:
      stick.makeFolder("settings")
      stick.write(clean, to: "settings/upbeat.txt")
    default: break
    }
  }

  // MARK: Other things

  private func makeOtherThings(in stick: StickFolderMaker) {
    switch self {
    case .twoGigabytes: stick.makeSparse("upbeat.txt", bytes: 2 << 30)
    case .folderNamed: stick.makeFolder("upbeat.txt")
    case .folderBesideFile:
      stick.makeFolder("upbeat.txt")
      stick.write(Self.settings, to: "upbeat (1).txt")
    case .linkLoop: stick.link("upbeat.txt", to: "upbeat.txt")
    case .linkOut: stick.link("upbeat.txt", to: "/etc/passwd")
    case .danglingLink: stick.link("upbeat.txt", to: "nowhere.txt")
    case .pipe: stick.makeNode("upbeat.txt", S_IFIFO)
    case .socket: stick.makeNode("upbeat.txt", S_IFSOCK)
    case .manyFiles: stick.makeEmptyFiles(100_000)
    case .manyFilesAndText: stick.makeEmptyFiles(20_000)
    default: break
    }
  }
}

/// Fills a folder.
struct StickFolderMaker {
  /// With a slash at its end.
  let path: String

  func write(_ text: String, to name: String) { write(Array(text.utf8), to: Array(name.utf8)) }
  func write(_ bytes: [UInt8], to name: String) { write(bytes, to: Array(name.utf8)) }

  func write(_ bytes: [UInt8], to name: [UInt8]) {
    let full = (Array(path.utf8) + name).map { CChar(bitPattern: $0) } + [0]
    let descriptor = open(full, O_WRONLY | O_CREAT | O_EXCL, 0o644)
    precondition(descriptor >= 0 && Glibc.write(descriptor, bytes, bytes.count) == bytes.count)
    close(descriptor)
  }

  func makeFolder(_ name: String) { precondition(mkdir(path + name, 0o755) == 0) }
  func link(_ name: String, to target: String) { precondition(symlink(target, path + name) == 0) }
  func makeNode(_ name: String, _ kind: mode_t) {
    precondition(mknod(path + name, kind | 0o644, 0) == 0)
  }

  /// A file that takes no room.
  func makeSparse(_ name: String, bytes: Int) {
    write([], to: name)
    precondition(truncate(path + name, bytes) == 0)
  }

  /// Of the last change, in seconds since 1970.
  func setTime(_ seconds: Int, of name: String) {
    let times = [timespec(tv_sec: seconds, tv_nsec: 0), timespec(tv_sec: seconds, tv_nsec: 0)]
    precondition(utimensat(AT_FDCWD, path + name, times, 0) == 0)
  }

  /// Names of one file, as a camera's folder is full.
  func makeEmptyFiles(_ count: Int) {
    // A file takes 65,000 names at most on some file systems.
    for number in 0..<count {
      let name = path + "picture\(number).jpg"
      if number % 10_000 == 0 {
        write([], to: "picture\(number).jpg")
      } else {
        let first = path + "picture\(number / 10_000 * 10_000).jpg"
        precondition(Glibc.link(first, name) == 0)
      }
    }
  }
}
