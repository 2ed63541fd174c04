// SPDX-License-Identifier: GPL-3.0-or-later
import CSQLite
import Glibc

/// The files of the store in their folder, and the names broken ones are kept under.
struct StoreFiles {
  let directory: String
  /// A date as it stands in names of files ("2026-11-22").
  let date: String
  /// Called between two steps: tests look at the folder as a power cut would leave it.
  var watch: () -> Void = {}

  /// SQLite's write-ahead log and its index stand beside the file.
  static let suffixes = ["-wal", "-shm", ""]

  var path: String { directory + "/diary.sqlite" }
  var log: String { path + "-wal" }

  init(directory: String, date: String) {
    self.directory = directory.isEmpty ? "." : directory
    // A date comes from outside: nothing in it may lead out of the folder.
    let safe = date.utf8.map { byte -> UInt8 in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"):
        byte
      default: UInt8(ascii: "-")
      }
    }
    self.date = safe.isEmpty ? "undated" : String(decoding: safe.prefix(40), as: UTF8.self)
  }

  /// Makes the folder and those above it where they are missing. The C function is `mkdir`.
  func makeDirectory() throws(DiaryError) {
    var made = ""
    for part in directory.split(separator: "/", omittingEmptySubsequences: false) {
      made += part
      if !made.isEmpty, mkdir(made, 0o755) != 0, errno != EEXIST {
        let number = errno
        // A folder above that is there may stand where nothing can be made.
        if !isDirectory(made) { throw DiaryError(call: "mkdir", path: made, errno: number) }
      }
      made += "/"
    }
    guard isDirectory(directory) else {
      throw DiaryError(call: "mkdir", path: directory, errno: ENOTDIR)
    }
  }

  /// Refuses what stands at ``path`` and cannot be a database, before SQLite opens it.
  ///
  /// SQLite takes a file format version it does not know for a read-only file
  /// (<https://www.sqlite.org/fileformat2.html>, bytes 18 and 19), and would go on reading from a
  /// device for ever. Called before there is a connection: closing any descriptor of a file drops the
  /// locks this process holds on it.
  func checkHeader() throws(DiaryError) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      let number = errno
      guard number == ENOENT else { throw DiaryError(call: "stat", path: path, errno: number) }
      return
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .broken("\(path) is no file") }
    guard status.st_size > 0 else { return }
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw DiaryError(call: "open", path: path, errno: errno) }
    defer { close(descriptor) }
    var header = [UInt8](repeating: 0, count: 20)
    var count = pread(descriptor, &header, header.count, 0)
    while count < 0, errno == EINTR { count = pread(descriptor, &header, header.count, 0) }
    guard count >= 0 else { throw DiaryError(call: "pread", path: path, errno: errno) }
    let isKnown =
      count == header.count && header.starts(with: "SQLite format 3\0".utf8)
      && (1...2).contains(header[18]) && (1...2).contains(header[19])
    guard isKnown else {
      throw DiaryError(code: SQLITE_NOTADB, message: "no SQLite header", sql: "pread \(path)")
    }
  }

  // MARK: - What is kept aside

  /// The names in the folder. The C functions are `opendir` and `readdir`.
  func names() throws(DiaryError) -> [String] {
    guard let folder = opendir(directory) else {
      throw DiaryError(call: "opendir", path: directory, errno: errno)
    }
    defer { closedir(folder) }
    var names: [String] = []
    errno = 0
    while let entry = readdir(folder) {
      names.append(
        withUnsafeBytes(of: entry.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        })
      errno = 0
    }
    guard errno == 0 else { throw DiaryError(call: "readdir", path: directory, errno: errno) }
    return names
  }

  /// Puts the broken store aside under a name that nobody has, and returns that name.
  ///
  /// The log goes first: a log left beside a new store would be played into it. Where power was cut
  /// between the two, the rest follows under the same name.
  /// - Throws: where a name cannot be had or a file not be moved. The C function is `rename`.
  func keepAside() throws(DiaryError) -> String {
    let name = try freeName()
    for suffix in Self.suffixes where exists(path + suffix) {
      try move(path + suffix, to: directory + "/" + name + suffix)
    }
    try synchroniseDirectory()
    return name
  }

  /// Puts a copy aside of a store that goes on without a part of its log.
  func copyAside() throws(DiaryError) -> String {
    let name = try freeName()
    for suffix in ["-wal", ""] where exists(path + suffix) {
      let target = directory + "/" + name + suffix
      do throws(DiaryError) { try copy(path + suffix, to: target) } catch {
        // Half a copy is none.
        try remove(target)
        throw error
      }
    }
    try synchroniseDirectory()
    return name
  }

  /// No file of that name is there that one of ours would replace.
  private func freeName() throws(DiaryError) -> String {
    for number in 1...9999 {
      let name = "diary-broken-\(date)" + (number == 1 ? "" : "-\(number)") + ".sqlite"
      let target = directory + "/" + name
      let isFree = Self.suffixes.allSatisfy { suffix in
        !exists(target + suffix) || (suffix != "" && !exists(path + suffix))
      }
      if isFree { return name }
    }
    throw DiaryError(call: "rename", path: path, errno: EEXIST)
  }

  // MARK: - Steps that last over a power cut

  /// The C function is `rename`.
  func move(_ path: String, to target: String) throws(DiaryError) {
    guard rename(path, target) == 0 else {
      throw DiaryError(call: "rename", path: path, errno: errno)
    }
    watch()
  }

  /// Where it is there. The C function is `unlink`.
  func remove(_ path: String) throws(DiaryError) {
    guard unlink(path) == 0 || errno == ENOENT else {
      throw DiaryError(call: "unlink", path: path, errno: errno)
    }
    watch()
  }

  /// The C functions are `read`, `write` and `fsync`.
  private func copy(_ path: String, to target: String) throws(DiaryError) {
    let source = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard source >= 0 else { throw DiaryError(call: "open", path: path, errno: errno) }
    defer { close(source) }
    let copy = Glibc.open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard copy >= 0 else { throw DiaryError(call: "open", path: target, errno: errno) }
    defer { close(copy) }
    var bytes = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(source, &bytes, bytes.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw DiaryError(call: "read", path: path, errno: errno) }
      if count == 0 { break }
      try write(bytes[..<count], to: copy, target)
    }
    guard fsync(copy) == 0 else { throw DiaryError(call: "fsync", path: target, errno: errno) }
  }

  /// The C function is `write`.
  func write(
    _ bytes: ArraySlice<UInt8>, to descriptor: Int32, _ path: String
  ) throws(DiaryError) {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw DiaryError(call: "write", path: path, errno: errno) }
      rest = rest.dropFirst(count)
    }
  }

  /// Makes new names last. The C function is `fsync`, on the folder.
  func synchroniseDirectory() throws(DiaryError) {
    let descriptor = Glibc.open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw DiaryError(call: "open", path: directory, errno: errno) }
    defer { close(descriptor) }
    // EINVAL: a file system that cannot do this for folders; there is no more to be had of it.
    guard fsync(descriptor) == 0 || errno == EINVAL else {
      throw DiaryError(call: "fsync", path: directory, errno: errno)
    }
    watch()
  }

  // MARK: - What is there

  private func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether there is no store yet.
  var isMissing: Bool { !exists(path) }

  /// Whether the name is taken, be it by a link that leads nowhere; a name that cannot be looked at
  /// counts as taken.
  func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 || (errno != ENOENT && errno != ENOTDIR)
  }
}
