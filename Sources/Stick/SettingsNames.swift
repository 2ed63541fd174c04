// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// The names in the root of a stick that are those of settings, and what has them.
struct SettingsNames {
  struct File {
    let name: FileName
    fileprivate let modified: timespec
    fileprivate let isPlain: Bool
  }

  private(set) var newest: File?
  private(set) var fileCount = 0
  private(set) var isCancelled = false
  /// Why nothing can be read although a name is there, or may be.
  private(set) var refusal: StickError?

  /// How the name is mostly written, for folders too full to be gone through.
  private static let usual = ["upbeat.txt", "UPBEAT.TXT", "Upbeat.txt"]
  private static let plain = Array("upbeat.txt".utf8)
  private static let prefix = Array("upbeat".utf8)
  private static let ending = Array(".txt".utf8)
  /// The unit's own (`upbeat-findings.txt`), and copies of it.
  private static let findings = Array("upbeat-findings".utf8)
  private static let namesBetweenQuestions = 64

  init(
    in root: OpenFolder, most: Int, isCancelled: () -> Bool
  ) throws(FileSystemError) {
    var candidates: [FileName] = []
    var count = 0
    var wasCancelled = false
    try root.visitNames { name in
      if count % SettingsNames.namesBetweenQuestions == 0, isCancelled() {
        wasCancelled = true
        return false
      }
      count += 1
      if count <= most, SettingsNames.isOfSettings(name) { candidates.append(name) }
      return count <= most
    }
    self.isCancelled = wasCancelled
    guard !wasCancelled else { return }
    for (index, name) in candidates.enumerated() {
      if index % SettingsNames.namesBetweenQuestions == 0, isCancelled() {
        self.isCancelled = true
        return
      }
      add(name, try root.status(of: name), in: root)
    }
    if count > most, fileCount == 0 { try lookUpUsualNames(in: root) }
  }

  static func isOfSettings(_ name: FileName) -> Bool {
    let bytes = name.lowercased
    return bytes.count >= plain.count && bytes.starts(with: prefix)
      && bytes.suffix(ending.count).elementsEqual(ending) && !bytes.starts(with: findings)
  }

  private mutating func lookUpUsualNames(in root: OpenFolder) throws(FileSystemError) {
    for name in SettingsNames.usual {
      guard fileCount == 0, try root.has(name) else { continue }
      add(FileName(name), try root.status(of: FileName(name)), in: root)
    }
    if fileCount == 0, refusal == nil {
      refusal = StickError(.tooManyNames, path: root.path)
    }
  }

  private mutating func add(_ name: FileName, _ status: stat, in root: OpenFolder) {
    switch status.st_mode & S_IFMT {
    case S_IFREG:
      let file = File(
        name: name, modified: status.st_mtim, isPlain: name.lowercased == SettingsNames.plain)
      fileCount += 1
      if newest.map({ file.isBefore($0) }) ?? true { newest = file }
    case S_IFDIR:
      if refusal == nil { refusal = StickError(.folder, path: root.shown(name)) }
    default:
      if refusal == nil { refusal = StickError(.notAFile, path: root.shown(name)) }
    }
  }
}

extension SettingsNames.File {
  /// Whether this one is read rather than the other.
  fileprivate func isBefore(_ other: SettingsNames.File) -> Bool {
    let (mine, theirs) = (modified, other.modified)
    if mine.tv_sec != theirs.tv_sec { return mine.tv_sec > theirs.tv_sec }
    if mine.tv_nsec != theirs.tv_nsec { return mine.tv_nsec > theirs.tv_nsec }
    if isPlain != other.isPlain { return isPlain }
    return name < other.name
  }
}
