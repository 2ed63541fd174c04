// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc

/// Clips kept as files in one directory, bounded in bytes; the file unused for longest goes first.
///
/// A cache may be lost but must never be wrong or in the way: a damaged file is removed and counts
/// as not there, and where the directory is missing, full or not writable, `fault` says so and the
/// clips are made anew.
///
/// A file is: magic, count and bytes of the key, checksum of the clip's bytes, the clip's bytes.
struct ClipCache {
  static let suffix = ".clip"
  private static let partSuffix = ".part"
  private static let magic: UInt32 = 0x4343_5055  // "UPCC"

  let directory: String
  let limitBytes: Int

  /// What last kept the cache from working; nil while it works.
  private(set) var fault: SystemCallError?

  /// Bytes of all the files; nil until they were counted.
  private var totalBytes: Int?

  init(directory: String, limitBytes: Int) {
    self.directory = directory
    self.limitBytes = limitBytes
  }

  mutating func clip(for key: ClipKey) -> Clip? {
    let path = path(of: key.fileName)
    do throws(SystemCallError) {
      guard let bytes = try CacheFile.read(path, limitBytes: ClipCache.maximumFileBytes) else {
        return nil
      }
      guard let clip = ClipCache.decode(bytes, key: key) else {
        try CacheFile.remove(path)
        totalBytes = nil
        return nil
      }
      try CacheFile.touch(path)
      return clip
    } catch {
      fault = error
      return nil
    }
  }

  /// Written beside its place and renamed, so that it is there whole or not at all. Not synced: a
  /// file that a power cut damages is made anew, and the memory card lasts longer.
  mutating func keep(_ clip: Clip, for key: ClipKey) {
    let bytes = ClipCache.encode(clip, key: key)
    guard bytes.count <= limitBytes else { return }
    do throws(SystemCallError) {
      try CacheFile.makeDirectory(directory)
      // Cleared first: if anything below fails, the files are counted again.
      let total = totalBytes.map { $0 + bytes.count }
      totalBytes = nil
      try CacheFile.write(
        bytes, to: path(of: key.fileName), beside: path(of: key.fileName + ClipCache.partSuffix))
      if let total, total <= limitBytes {
        totalBytes = total
      } else {
        totalBytes = try removeOldest(downTo: limitBytes)
      }
      fault = nil
    } catch {
      fault = error
    }
  }

  /// Counts the files afresh and removes the least recently used ones until `limit` holds.
  private func removeOldest(downTo limit: Int) throws(SystemCallError) -> Int {
    var files: [CacheFile] = []
    for file in try CacheFile.list(directory) {
      if file.name.hasSuffix(ClipCache.suffix) {
        files.append(file)
      } else if file.name.hasSuffix(ClipCache.partSuffix) {
        try CacheFile.remove(path(of: file.name))  // left by a power cut
      }
    }
    var total = files.reduce(0) { $0 + $1.byteCount }
    for file in files.sorted(by: CacheFile.isOlder) where total > limit {
      try CacheFile.remove(path(of: file.name))
      total -= file.byteCount
    }
    return total
  }

  private func path(of name: String) -> String {
    directory + "/" + name
  }

  private static let maximumFileBytes =
    Clip.maximumEncodedBytes + SpeechQuestion.maximumBytes + 64

  private static func encode(_ clip: Clip, key: ClipKey) -> [UInt8] {
    let payload = clip.encoded
    var writer = ByteWriter()
    writer.write(magic)
    writer.write(UInt32(key.bytes.count))
    writer.write(raw: key.bytes)
    writer.write(Checksum.of(payload))
    writer.write(raw: payload)
    return writer.bytes
  }

  /// Nil where the bytes are damaged, cut short, or another key's.
  private static func decode(_ bytes: [UInt8], key: ClipKey) -> Clip? {
    var reader = ByteReader(bytes)
    guard reader.read(UInt32.self) == magic, let keyCount = reader.read(UInt32.self),
      reader.readRaw(count: Int(keyCount)) == key.bytes, let checksum = reader.read(UInt64.self),
      let payload = reader.readRaw(count: reader.remaining), Checksum.of(payload) == checksum
    else { return nil }
    return Clip(encoded: payload)
  }
}
