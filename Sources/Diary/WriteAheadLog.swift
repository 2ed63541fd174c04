// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// The write-ahead log as it lies on the disk, before SQLite plays it
/// (<https://www.sqlite.org/fileformat2.html>, "The Write-Ahead Log").
///
/// SQLite takes the first frame with a wrong checksum for the end of the log, and says nothing. That
/// is right for the transaction a power cut broke off, the only one that was never promised. A card
/// that loses a page in the middle takes with it every record after: those are found here.
///
/// ```
///   header, frames …, commit │ frames …, commit │ frames, no commit or one that is torn
///   ───────────────── durable ──────────────────┴── the transaction the power cut broke off
/// ```
struct WriteAheadLog {
  private let descriptor: Int32
  private let path: String
  private let byteCount: Int
  private let pageSize: Int
  /// Checksums are of words in this order.
  private let isBigEndian: Bool
  /// Of this log; frames of the log before it have others.
  private let salts: ArraySlice<UInt8>
  private var sums: (UInt32, UInt32) = (0, 0)

  private static let headerSize = 32
  private static let frameHeaderSize = 24

  /// What is wrong with the log beside a store; nil where it is whole, torn only at its end, or not
  /// there. What is no file is left to SQLite.
  static func damage(at path: String) throws(DiaryError) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw DiaryError(call: "open", path: path, errno: errno)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw DiaryError(call: "fstat", path: path, errno: errno)
    }
    // A header alone holds nothing.
    guard status.st_mode & S_IFMT == S_IFREG, status.st_size > headerSize else { return nil }
    var header = [UInt8](repeating: 0, count: headerSize)
    try read(descriptor, &header, at: 0, path)
    guard
      var log = WriteAheadLog(
        header: header, descriptor: descriptor, path: path, byteCount: Int(status.st_size))
    else { return "the header of the log is damaged" }
    return try log.findDamage()
  }

  /// Nil where the header is none.
  private init?(header: [UInt8], descriptor: Int32, path: String, byteCount: Int) {
    let magic = Self.word(header[0...], isBigEndian: true)
    let size = Int(Self.word(header[8...], isBigEndian: true))
    guard magic & ~1 == 0x377f_0682, (512...65_536).contains(size), size & (size - 1) == 0 else {
      return nil
    }
    self.descriptor = descriptor
    self.path = path
    self.byteCount = byteCount
    pageSize = size
    isBigEndian = magic & 1 == 1
    salts = header[16..<24]
    add(header[0..<24])
    guard isSum(header[24..<32]) else { return nil }
  }

  /// Commits behind the first frame that is not sound: SQLite writes none before all that went before
  /// is on the disk, so one may be torn, and two were promised.
  private mutating func findDamage() throws(DiaryError) -> String? {
    var frame = [UInt8](repeating: 0, count: Self.frameHeaderSize + pageSize)
    var place = Self.headerSize
    var sound = 0
    var isSound = true
    var commitsBehind = 0
    while place + frame.count <= byteCount {
      try Self.read(descriptor, &frame, at: place, path)
      let isOurs = frame[8..<16] == salts
      if isSound {
        if isOurs {
          add(frame[0..<8])
          add(frame[Self.frameHeaderSize...])
        }
        isSound = isOurs && isSum(frame[16..<24])
        if isSound { sound += 1 }
      }
      if !isSound, isOurs, Self.word(frame[4...], isBigEndian: true) != 0 { commitsBehind += 1 }
      place += frame.count
    }
    guard commitsBehind > 1 else { return nil }
    return "the log is damaged after \(sound) frames: \(commitsBehind) transactions are lost"
  }

  // MARK: - Bytes

  private static func word(_ bytes: ArraySlice<UInt8>, isBigEndian: Bool) -> UInt32 {
    let four = bytes.prefix(4)
    return (isBigEndian ? Array(four) : four.reversed()).reduce(0) { $0 << 8 | UInt32($1) }
  }

  private func isSum(_ bytes: ArraySlice<UInt8>) -> Bool {
    Self.word(bytes, isBigEndian: true) == sums.0
      && Self.word(bytes.dropFirst(4), isBigEndian: true) == sums.1
  }

  /// SQLite's sum over pairs of words, each pair upon the one before.
  private mutating func add(_ bytes: ArraySlice<UInt8>) {
    let isBigEndian = isBigEndian
    var (first, second) = sums
    bytes.withUnsafeBytes { raw in
      for place in stride(from: 0, to: raw.count - 7, by: 8) {
        let pair = (
          raw.loadUnaligned(fromByteOffset: place, as: UInt32.self),
          raw.loadUnaligned(fromByteOffset: place + 4, as: UInt32.self)
        )
        first &+= (isBigEndian ? UInt32(bigEndian: pair.0) : UInt32(littleEndian: pair.0)) &+ second
        second &+= (isBigEndian ? UInt32(bigEndian: pair.1) : UInt32(littleEndian: pair.1)) &+ first
      }
    }
    sums = (first, second)
  }

  /// Reads so many bytes. The C function is `pread`.
  private static func read(
    _ descriptor: Int32, _ bytes: inout [UInt8], at place: Int, _ path: String
  ) throws(DiaryError) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeMutableBytes { raw in
        pread(
          descriptor, raw.baseAddress?.advanced(by: done), raw.count - done, off_t(place + done))
      }
      if count < 0, errno == EINTR { continue }
      // Zero: the file has become shorter under us.
      guard count > 0 else {
        throw DiaryError(call: "pread", path: path, errno: count < 0 ? errno : EIO)
      }
      done += count
    }
  }
}
