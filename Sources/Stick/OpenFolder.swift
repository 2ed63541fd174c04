// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// A folder held by its descriptor: names are looked up in it, whatever becomes of its path.
///
/// While it is open its file system cannot be unmounted, so nobody keeps one.
package final class OpenFolder {
  package let path: String
  private let descriptor: Int32
  private let files: FileSystem

  private init(path: String, descriptor: Int32, files: FileSystem) {
    self.path = path
    self.descriptor = descriptor
    self.files = files
  }

  deinit { close(descriptor) }

  /// The C function is `open`.
  package static func open(
    _ path: String, _ files: FileSystem
  ) throws(FileSystemError) -> OpenFolder {
    let descriptor = try files.call(.open, path) {
      Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK)
    }
    return OpenFolder(path: path, descriptor: descriptor, files: files)
  }

  /// A folder in it; a link is refused. The C function is `openat`.
  func folder(_ name: FileName) throws(FileSystemError) -> OpenFolder {
    let path = shown(name)
    let descriptor = try files.call(.openat, path) {
      name.withCString {
        openat(self.descriptor, $0, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
      }
    }
    return OpenFolder(path: path, descriptor: descriptor, files: files)
  }

  func shown(_ name: FileName) -> String { path + "/" + name.text }

  // MARK: Looking

  /// Goes through the names, without `.` and `..`, in the file system's order, until `visit`
  /// wants no more. The C functions are `openat`, `fdopendir` and `readdir`.
  func visitNames(
    _ visit: (FileName) throws(FileSystemError) -> Bool
  ) throws(FileSystemError) {
    // A descriptor of its own: the stream takes it, and has a place of its own in the folder.
    let own = try files.call(.openat, path) {
      openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK)
    }
    guard let stream = fdopendir(own) else {
      let code = errno
      close(own)
      throw FileSystemError(function: .openat, path: path, code: code)
    }
    defer { closedir(stream) }
    while let name = try files.entry(of: stream, in: path) {
      if !name.isDots, try !visit(name) { return }
    }
  }

  /// Of the name itself, not of what a link leads to. The C function is `fstatat`.
  func status(of name: FileName) throws(FileSystemError) -> stat {
    var status = stat()
    _ = try files.call(.fstatat, shown(name)) {
      name.withCString { fstatat(descriptor, $0, &status, AT_SYMLINK_NOFOLLOW) }
    }
    return status
  }

  /// Of the folder. The C function is `fstat`.
  func status() throws(FileSystemError) -> stat {
    var status = stat()
    _ = try files.call(.fstat, path) { fstat(descriptor, &status) }
    return status
  }

  /// - Returns: false where nothing has the name.
  package func has(_ name: String) throws(FileSystemError) -> Bool {
    do throws(FileSystemError) {
      _ = try status(of: FileName(name))
      return true
    } catch {
      if error.code == ENOENT { return false }
      throw error
    }
  }

  // MARK: Reading

  /// The beginning of a regular file, read in pieces.
  ///
  /// It never waits: a pipe is opened without blocking, and refused. The C functions are `openat`,
  /// `fstat` and `read`.
  /// - Parameters:
  ///   - limit: bytes to be read at most.
  ///   - isWanted: asked before each piece; after false the reading ends.
  /// - Returns: nil where it is no regular file.
  func read(
    _ name: FileName, limit: Int, isWanted: () -> Bool = { true }
  ) throws(FileSystemError) -> [UInt8]? {
    let file = try openFile(name, O_RDONLY | O_NONBLOCK | O_NOCTTY, mode: 0)
    defer { close(file) }
    var status = stat()
    _ = try files.call(.fstat, shown(name)) { fstat(file, &status) }
    guard status.st_mode & S_IFMT == S_IFREG else { return nil }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: OpenFolder.pieceBytes)
    while bytes.count < limit, isWanted() {
      let wanted = min(piece.count, limit - bytes.count)
      let count = try files.call(.read, shown(name)) {
        piece.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, wanted) }
      }
      if count == 0 { break }
      bytes += piece[0..<count]
    }
    return bytes
  }

  /// - Returns: nil where nothing has the name, or no regular file has it.
  package func read(_ name: String, limit: Int) throws(FileSystemError) -> [UInt8]? {
    do throws(FileSystemError) {
      return try read(FileName(name), limit: limit)
    } catch {
      // ELOOP is how a link is refused.
      if error.code == ENOENT || error.code == ELOOP { return nil }
      throw error
    }
  }

  /// Bytes in one `read` or `write`: a slow stick of 100 kB/s has done with it in under a second.
  private static let pieceBytes = 65_536

  private func openFile(
    _ name: FileName, _ flags: Int32, mode: mode_t
  ) throws(FileSystemError) -> Int32 {
    try files.call(.openat, shown(name)) {
      name.withCString { openat(descriptor, $0, flags | O_CLOEXEC | O_NOFOLLOW, mode) }
    }
  }

  // MARK: Writing

  /// Puts a file in its place, whole and lasting: written beside it, `fsync`, `renameat`, and
  /// `fsync` of the folder. A power cut leaves what was there before, or the new one.
  ///
  /// Where it fails, what was begun is removed, as far as that can be had.
  /// - Parameter isWanted: asked before each piece.
  /// - Returns: false where `isWanted` ended it.
  @discardableResult
  package func replace(
    _ name: String, with bytes: [UInt8], isWanted: () -> Bool = { true }
  ) throws(FileSystemError) -> Bool {
    let part = FileName(".\(name).part")
    // Ours, from a time the power went or the stick was pulled.
    try removeIfThere(part)
    do throws(FileSystemError) {
      guard try write(bytes, to: part, isWanted: isWanted) else {
        try removeIfThere(part)
        return false
      }
      try move(part, to: FileName(name))
    } catch {
      do throws(FileSystemError) { try removeIfThere(part) } catch {}
      throw error
    }
    try synchronise()
    return true
  }

  private func write(
    _ bytes: [UInt8], to name: FileName, isWanted: () -> Bool
  ) throws(FileSystemError) -> Bool {
    let file = try openFile(name, O_WRONLY | O_CREAT | O_EXCL, mode: 0o644)
    defer { close(file) }
    var rest = bytes[...]
    while !rest.isEmpty {
      guard isWanted() else { return false }
      let piece = rest.prefix(OpenFolder.pieceBytes)
      let count = try files.call(.write, shown(name)) {
        piece.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      }
      guard count > 0 else {
        throw FileSystemError(function: .write, path: shown(name), code: EIO)
      }
      rest = rest.dropFirst(count)
    }
    _ = try files.call(.fsync, shown(name)) { fsync(file) }
    return true
  }

  /// What has the new name is replaced. The C function is `renameat`.
  func move(_ name: FileName, to target: FileName) throws(FileSystemError) {
    _ = try files.call(.renameat, shown(target)) {
      name.withCString { from in
        target.withCString { renameat(descriptor, from, descriptor, $0) }
      }
    }
  }

  package func move(_ name: String, to target: String) throws(FileSystemError) {
    try move(FileName(name), to: FileName(target))
  }

  /// It is no error if it is gone already. The C function is `unlinkat`.
  func removeIfThere(_ name: FileName, isFolder: Bool = false) throws(FileSystemError) {
    do throws(FileSystemError) {
      _ = try files.call(.unlinkat, shown(name)) {
        name.withCString { unlinkat(descriptor, $0, isFolder ? AT_REMOVEDIR : 0) }
      }
    } catch {
      if error.code != ENOENT { throw error }
    }
  }

  package func remove(_ name: String) throws(FileSystemError) {
    try removeIfThere(FileName(name))
  }

  /// The C function is `mkdirat`.
  func makeFolder(_ name: FileName) throws(FileSystemError) {
    _ = try files.call(.mkdirat, shown(name)) {
      name.withCString { mkdirat(descriptor, $0, 0o755) }
    }
  }

  /// New names last over a power cut. The C function is `fsync`, on the folder.
  package func synchronise() throws(FileSystemError) {
    do throws(FileSystemError) {
      _ = try files.call(.fsync, path) { fsync(descriptor) }
    } catch {
      // EINVAL: a file system that cannot do this for folders; there is no more to be had of it.
      if error.code != EINVAL { throw error }
    }
  }

  /// The C function is `fstatvfs`.
  /// - Throws: EROFS, too: what may only be read has no room, however much of it is free.
  func room() throws(FileSystemError) -> Room {
    var status = statvfs()
    _ = try files.call(.fstatvfs, path) { fstatvfs(descriptor, &status) }
    guard Int(truncatingIfNeeded: status.f_flag) & ST_RDONLY == 0 else {
      throw FileSystemError(function: .fstatvfs, path: path, code: EROFS)
    }
    return Room(
      freeBlocks: Int(clamping: status.f_bavail), blockBytes: max(1, Int(clamping: status.f_frsize))
    )
  }

  /// What a file system still takes.
  struct Room {
    let freeBlocks: Int
    let blockBytes: Int

    /// Files take whole blocks (clusters).
    func blocks(for bytes: Int) -> Int { (bytes + blockBytes - 1) / blockBytes }
  }
}
