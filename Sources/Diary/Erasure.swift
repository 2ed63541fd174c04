// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// What came of wiping the diary.
public enum Erasure: Hashable, Sendable {
  /// Nothing of the person is in the folder any more, nor in memory.
  case erased
  /// It could not be begun: everything is there still.
  case refused(StoreFault)
  /// It is begun and could not be ended: nothing of it is read any more, and the next opening goes
  /// on with it.
  case unfinished(StoreFault)
}

extension Diary {
  /// Wipes everything that was recorded, here and in the stores kept aside; the running power-on
  /// stays, so that powered time goes on. Called at rest: a session that runs is wiped too.
  ///
  /// The files are overwritten, removed, and a new store is begun. Durable when it returns. A power
  /// cut leaves all of it, or nothing: what was begun is ended by the next opening, before a record is
  /// read. What a card's own controller keeps of old blocks, no program reaches.
  public func erase() -> Erasure {
    do throws(DiaryError) { try opening.files.beginErasing() } catch {
      return .refused(StoreFault(error))
    }
    let powerOn = openRows.first { $0.entry.table == "power_on" }
    forgetOpenRows()
    leaveStore()
    let failure: StoreFault?
    do throws(DiaryError) {
      try opening.files.wipe()
      failure = nil
    } catch {
      failure = StoreFault(error)
    }
    beginAnew(isErased: failure == nil)
    if let powerOn { keepAgain(powerOn) }
    return failure.map(Erasure.unfinished) ?? .erased
  }
}

extension StoreFiles {
  /// It stands while the diary is being wiped.
  private var mark: String { directory + "/diary-erasing" }

  var isErasing: Bool { exists(mark) }

  /// From here on there is no way back.
  /// - Throws: then nothing has begun.
  func beginErasing() throws(DiaryError) {
    let descriptor = Glibc.open(mark, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw DiaryError(call: "open", path: mark, errno: errno) }
    let isDurable = fsync(descriptor) == 0
    let number = errno
    close(descriptor)
    do throws(DiaryError) {
      guard isDurable else { throw DiaryError(call: "fsync", path: mark, errno: number) }
      try synchroniseDirectory()
    } catch {
      try remove(mark)
      throw error
    }
  }

  /// Goes on where wiping was broken off; it was not, nearly always.
  func finishErasing() throws(DiaryError) {
    if isErasing { try wipe() }
  }

  /// Wipes what the mark stands for, and the mark last of all.
  func wipe() throws(DiaryError) {
    for name in try names() where Self.isOfTheDiary(name) {
      let path = directory + "/" + name
      var status = stat()
      guard lstat(path, &status) == 0 else {
        // Of no name of ours, or gone meanwhile.
        if errno == ENOENT { continue }
        throw DiaryError(call: "lstat", path: path, errno: errno)
      }
      // A folder of such a name was put there by somebody else.
      guard status.st_mode & S_IFMT != S_IFDIR else { continue }
      // The index of a log holds no record, and is mapped by whoever reads.
      if status.st_mode & S_IFMT == S_IFREG, !name.hasSuffix("-shm") {
        try overwrite(path, byteCount: Int(status.st_size))
        watch()
      }
      try remove(path)
    }
    try synchroniseDirectory()
    try remove(mark)
    try synchroniseDirectory()
  }

  private static func isOfTheDiary(_ name: String) -> Bool {
    name == "diary.sqlite" || name.hasPrefix("diary.sqlite-") || name.hasPrefix("diary-broken-")
      || name.hasPrefix("diary-next.")
  }

  private func overwrite(_ path: String, byteCount: Int) throws(DiaryError) {
    let descriptor = Glibc.open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { throw DiaryError(call: "open", path: path, errno: errno) }
    defer { close(descriptor) }
    let zeros = [UInt8](repeating: 0, count: 65_536)
    var left = byteCount
    while left > 0 {
      try write(zeros.prefix(left), to: descriptor, path)
      left -= min(left, zeros.count)
    }
    guard fsync(descriptor) == 0 else { throw DiaryError(call: "fsync", path: path, errno: errno) }
  }
}
