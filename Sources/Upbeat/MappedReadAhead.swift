// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// Brings the files that are mapped into the program into memory, its own code and the note bank
/// with them, bit by bit: a page that must come from the card first, and be unpacked, would hold up
/// the audio loop. It takes no memory of the program's own: the kernel may have it back.
package struct MappedReadAhead {
  /// So much is read without a look at what else is to be done, bytes.
  private static let sliceBytes: UInt = 1 << 20

  /// Addresses, in the order in which they are read.
  package private(set) var ranges: [Range<UInt>]

  /// - Parameter map: the lines of `/proc/self/maps` (proc_pid_maps(5)); others are passed over.
  package init(map: String) {
    ranges = map.split(separator: "\n").compactMap(Self.range(of:))
  }

  /// What is mapped into this program now.
  init() {
    do throws(UnreadableFile) {
      self.init(map: String(decoding: try TextFile.read("/proc/self/maps"), as: UTF8.self))
    } catch { self.init(map: "") }
  }

  /// Reads the next bit. The C function is `madvise`.
  /// - Returns: whether there is more.
  package mutating func step() -> Bool {
    guard let range = ranges.first else { return false }
    let end = min(range.upperBound, range.lowerBound + Self.sliceBytes)
    // What is unmapped by now, or of a kernel that will not, is only not read ahead.
    _ = madvise(
      UnsafeMutableRawPointer(bitPattern: range.lowerBound), Int(end - range.lowerBound),
      MADV_WILLNEED)
    if end < range.upperBound { ranges[0] = end..<range.upperBound } else { ranges.removeFirst() }
    return !ranges.isEmpty
  }

  /// Of a file that can be read; nil: another line.
  private static func range(of line: Substring) -> Range<UInt>? {
    let fields = line.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: true)
    guard fields.count == 6, fields[1].hasPrefix("r") else { return nil }
    let path = fields[5].drop { $0 == " " }
    guard path.hasPrefix("/"), !path.hasPrefix("/dev/") else { return nil }
    let ends = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
    guard ends.count == 2, ends[0] < ends[1] else { return nil }
    return ends[0]..<ends[1]
  }
}
