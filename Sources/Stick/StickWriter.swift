// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// Writes what the unit gives back onto a stick that is mounted for writing.
///
/// Each file is written beside its place, made lasting (`fsync`), and renamed; only what is whole
/// has its name. After a failure what was begun is removed, as far as the stick lets it; nothing
/// else on it is touched. It waits for the stick: call it where waiting is allowed.
public struct StickWriter {
  /// A file to be written: its name is made one that every stick takes.
  public struct File: Equatable, Sendable {
    public let name: String
    public let bytes: [UInt8]

    public init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  /// Folders of one name there may be.
  private static let mostFolders = 99

  private let path: String
  private let files: FileSystem

  /// - Parameter path: where the stick is mounted.
  public init(path: String, files: FileSystem = FileSystem()) {
    self.path = path
    self.files = files
  }

  /// Writes files into a new folder in the root of the stick.
  ///
  /// - Parameters:
  ///   - name: of the folder, as it is wanted ("Upbeat M. K. 2026-11-22"): what a stick does not
  ///     take is replaced, and where it is taken it becomes `name (2)` and so on.
  ///   - isCancelled: asked before every piece of 64 KiB.
  /// - Returns: the folder's name. All is lasting then.
  /// - Throws: `full` (asked before anything is written, too), `writeProtected`, `damaged`, `gone`,
  ///   `noName` (after 99 folders of the name), `cancelled`.
  public func writeFolder(
    _ name: String, _ contents: [File], isCancelled: () -> Bool = { false }
  ) throws(StickError) -> String {
    try write { (root) throws(FileSystemError) in
      // A folder takes a cluster, and its names some of them.
      try checkRoom(for: contents, extraBlocks: 2, in: root)
      guard let (folder, name) = try makeFolder(StickName.allowed(name), in: root) else {
        return .failure(StickError(.noName, path: root.path + "/" + name))
      }
      let isWhole: Bool
      do throws(FileSystemError) {
        isWhole = try fill(folder, with: contents, isCancelled: isCancelled)
        if isWhole { try root.synchronise() }
      } catch {
        remove(contents, folder: name, in: root)
        throw error
      }
      if isWhole { return .success(name) }
      remove(contents, folder: name, in: root)
      return .failure(StickError(.cancelled, path: folder.path))
    }
  }

  /// Writes one file into the root of the stick; one of that name is replaced, whole or not at all.
  ///
  /// - Returns: the name it has.
  /// - Throws: as `writeFolder`; `folder` where a folder has the name.
  @discardableResult
  public func writeFile(
    _ file: File, isCancelled: () -> Bool = { false }
  ) throws(StickError) -> String {
    let name = StickName.allowed(file.name)
    return try write { (root) throws(FileSystemError) in
      // Before anything is written: a rename onto a folder would fail after all the work.
      if try root.isFolder(name) {
        return .failure(StickError(.folder, path: root.path + "/" + name))
      }
      try checkRoom(for: [file], extraBlocks: 1, in: root)
      let isWhole = try root.replace(name, with: file.bytes) { !isCancelled() }
      if isWhole { return .success(name) }
      return .failure(StickError(.cancelled, path: root.path + "/" + name))
    }
  }

  // MARK: The steps

  /// Opens the root, and says what a failure means.
  private func write(
    _ body: (OpenFolder) throws(FileSystemError) -> Result<String, StickError>
  ) throws(StickError) -> String {
    let root: OpenFolder
    let presence: Presence
    do throws(FileSystemError) {
      root = try OpenFolder.open(path, files)
      presence = try Presence(of: root, files)
    } catch {
      let isGone = [ENOENT, ENOTDIR, ENODEV, ENXIO].contains(error.code)
      throw StickError(isGone ? .gone : Self.meaning(error), error)
    }
    let result: Result<String, StickError>
    do throws(FileSystemError) {
      result = try body(root)
    } catch {
      throw StickError(presence.reason(error, else: Self.meaning(error)), error)
    }
    return try result.get()
  }

  private static func meaning(_ error: FileSystemError) -> StickError.Reason {
    switch error.code {
    case ENOSPC, EDQUOT: .full
    // A kernel that finds a file system damaged mounts it read-only: so it is after a good write.
    case EROFS: error.function == .write || error.function == .fsync ? .damaged : .writeProtected
    case EACCES, EPERM: .writeProtected
    default: .damaged
    }
  }

  private func checkRoom(
    for contents: [File], extraBlocks: Int, in root: OpenFolder
  ) throws(FileSystemError) {
    let room = try root.room()
    let blocks = contents.reduce(extraBlocks) { $0 + room.blocks(for: $1.bytes.count) }
    guard blocks <= room.freeBlocks else {
      throw FileSystemError(function: .fstatvfs, path: root.path, code: ENOSPC)
    }
  }

  /// - Returns: nil where all names are taken.
  private func makeFolder(
    _ wanted: String, in root: OpenFolder
  ) throws(FileSystemError) -> (OpenFolder, name: String)? {
    for number in 1...StickWriter.mostFolders {
      let name = StickName.numbered(wanted, number)
      do throws(FileSystemError) {
        try root.makeFolder(FileName(name))
      } catch {
        if error.code == EEXIST { continue }
        throw error
      }
      do throws(FileSystemError) {
        return (try root.folder(FileName(name)), name)
      } catch {
        remove([], folder: name, in: root)
        throw error
      }
    }
    return nil
  }

  /// - Returns: false where it was cancelled.
  private func fill(
    _ folder: OpenFolder, with contents: [File], isCancelled: () -> Bool
  ) throws(FileSystemError) -> Bool {
    for file in contents {
      let name = StickName.allowed(file.name)
      guard try folder.replace(name, with: file.bytes, isWanted: { !isCancelled() }) else {
        return false
      }
    }
    return true
  }

  /// Takes back what was begun: our own folder with our own files.
  private func remove(_ contents: [File], folder name: String, in root: OpenFolder) {
    // A stick that cannot even do this keeps a part of what was begun; its error is said already.
    do throws(FileSystemError) {
      let folder = try root.folder(FileName(name))
      for file in contents { try folder.remove(StickName.allowed(file.name)) }
    } catch {}
    do throws(FileSystemError) {
      try root.removeIfThere(FileName(name), isFolder: true)
      try root.synchronise()
    } catch {}
  }
}

extension OpenFolder {
  /// Whether a folder has the name; nothing may have it.
  fileprivate func isFolder(_ name: String) throws(FileSystemError) -> Bool {
    do throws(FileSystemError) {
      return try status(of: FileName(name)).st_mode & S_IFMT == S_IFDIR
    } catch {
      if error.code == ENOENT { return false }
      throw error
    }
  }
}
