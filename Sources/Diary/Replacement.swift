// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// A store that takes the place of a broken one.
///
/// ```
///   diary-next.part.sqlite   being written: thrown away at the next opening
///          │ rename
///   diary-next.sqlite        whole: from here on the next opening goes on, if we do not
///          │ diary.sqlite → diary-broken-DATE.sqlite, then rename
///   diary.sqlite
/// ```
extension StoreOpening {
  /// Puts a store with these records in the place of the broken one; power may be cut at any step.
  /// - Parameter contents: nil: an empty one.
  /// - Returns: the name under which the broken one is kept.
  func replaceStore(with contents: Database?) throws(DiaryError) -> String {
    try files.discardPart()
    try writePart(contents)
    try files.move(files.part, to: files.next)
    try files.synchroniseDirectory()
    return try files.finishReplacing() ?? files.path
  }

  private func writePart(_ contents: Database?) throws(DiaryError) {
    let part = try Database.open(files.part, .readWrite, busyMilliseconds: busyMilliseconds)
    for condition in conditions { try part.run("PRAGMA \(condition)") }
    try part.migrate()
    if let contents { try part.copyAll(from: contents) }
    // One file by itself: it is going to be renamed.
    try part.setUpConnection([("journal_mode", "delete")])
  }
}

extension StoreFiles {
  var part: String { directory + "/diary-next.part.sqlite" }
  var next: String { directory + "/diary-next.sqlite" }

  func discardPart() throws(DiaryError) {
    for suffix in Self.suffixes + ["-journal"] where exists(part + suffix) {
      try remove(part + suffix)
    }
  }

  /// Goes on where a replacement was broken off; there is none nearly always.
  /// - Returns: the name under which the store that was replaced is kept; nil where none was.
  func finishReplacing() throws(DiaryError) -> String? {
    try discardPart()
    guard exists(next) else { return nil }
    // Where the old one has its new name already, power was cut after that.
    let name = try isMissing ? lastKeptAside() : keepAside()
    try move(next, to: path)
    try synchroniseDirectory()
    return name
  }

  /// The file that was given such a name last; nil where there is none.
  private func lastKeptAside() throws(DiaryError) -> String? {
    var last: (name: String, seconds: Int, nanoseconds: Int)?
    for name in try names() where name.hasPrefix("diary-broken-") && name.hasSuffix(".sqlite") {
      var status = stat()
      guard lstat(directory + "/" + name, &status) == 0 else {
        throw DiaryError(call: "lstat", path: name, errno: errno)
      }
      // A rename changes this time, and not that of the contents.
      let changed = (status.st_ctim.tv_sec, status.st_ctim.tv_nsec)
      if last.map({ ($0.seconds, $0.nanoseconds) < changed }) ?? true {
        last = (name, changed.0, changed.1)
      }
    }
    return last?.name
  }
}
