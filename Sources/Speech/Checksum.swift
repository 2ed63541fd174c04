// SPDX-License-Identifier: GPL-3.0-or-later

/// FNV-1a, 64 bit: tells damage from data and names cache files. Not for secrets.
///
/// Constants: Fowler, Noll and Vo, draft-eastlake-fnv.
struct Checksum {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }

  mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { add(byte) }
  }

  static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var checksum = Checksum()
    checksum.add(bytes)
    return checksum.value
  }
}
