// SPDX-License-Identifier: GPL-3.0-or-later

#if _endian(big)
  #error("A note bank is read where it lies, and it lies there in little-endian order.")
#endif

/// Samples somebody else holds, a mapped file for the most part: read where they lie, never
/// copied, so that only the pages that sound take memory.
///
/// Whoever makes one promises that the bytes stay as they are until `release` is called, which
/// is once, when the last voice, bank or owner that reads them is gone.
// SAFETY: the bytes are only read, and its maker promises that nobody writes them before `release`.
public final class SampleMemory: @unchecked Sendable {
  package let bytes: UnsafeRawBufferPointer
  /// Little-endian, as everything that is stored.
  let samples: UnsafeBufferPointer<Int16>
  private let release: @Sendable () -> Void

  /// - Precondition: the bytes begin at an even address, as every mapping and allocation does.
  public init(_ bytes: UnsafeRawBufferPointer, release: @escaping @Sendable () -> Void) {
    precondition(UInt(bitPattern: bytes.baseAddress) % 2 == 0, "samples lie at even addresses")
    self.bytes = bytes
    samples = bytes.bindMemory(to: Int16.self)
    self.release = release
  }

  deinit { release() }

  /// How many 16-bit samples there are.
  public var frameCount: Int { samples.count }

  /// Memory of its own, for a bank that is just being made.
  package static func holding(_ bytes: [UInt8]) -> SampleMemory {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
    memory.copyBytes(from: bytes)
    // SAFETY: nobody else has this address; it is freed once, by `release`.
    nonisolated(unsafe) let held = memory
    return SampleMemory(UnsafeRawBufferPointer(memory)) { held.deallocate() }
  }
}
