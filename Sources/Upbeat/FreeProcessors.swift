// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// The processors that the kernel keeps free of everything that does not ask for them (`isolcpus=`
/// of its command line). There the audio loop waits for nothing that the kernel does elsewhere
/// without a break: for a small board to unpack a block, or to check a module, may take longer than
/// the card's buffer lasts.
package struct FreeProcessors: Equatable, Sendable {
  /// Their numbers, from 0 on.
  package let numbers: [Int]

  /// - Parameter list: as `/sys/devices/system/cpu/isolated` has it, `1` or `1,4-5`; what is no
  ///   number is passed over.
  package init(list: String) {
    numbers = list.split { $0 == "," || $0.isWhitespace }.flatMap { Self.range(of: $0) ?? [] }
  }

  private static func range(of text: Substring) -> [Int]? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard ends.count <= 2, let first = ends[0], let last = ends[ends.count - 1], first <= last,
      last < most
    else { return nil }
    return Array(first...last)
  }

  /// Of this machine. None where the kernel was told of none.
  static var here: FreeProcessors {
    do throws(UnreadableFile) {
      let list = try TextFile.read("/sys/devices/system/cpu/isolated")
      return FreeProcessors(list: String(decoding: list, as: UTF8.self))
    } catch { return FreeProcessors(list: "") }
  }

  /// The calling thread runs on these alone. The C function is `sched_setaffinity`.
  /// - Returns: the errno; 0: it does, or there are none.
  package func enter() -> Int32 { numbers.isEmpty ? 0 : Self.bind { numbers.contains($0) } }

  /// The calling thread runs on the others, as every program does that does not ask.
  /// - Returns: the errno; 0: it does, or there are none.
  package func leave() -> Int32 { numbers.isEmpty ? 0 : Self.bind { !numbers.contains($0) } }

  /// As many as a `cpu_set_t` of sched.h has room for.
  private static let most = 1_024

  private typealias SetAffinity = @convention(c) (pid_t, Int, UnsafeRawPointer) -> Int32
  // SAFETY: the type is that of sched.h; Glibc's module does not show GNU extensions.
  private static let setAffinity = dlsym(nil, "sched_setaffinity")
    .map { unsafeBitCast($0, to: SetAffinity.self) }

  /// What is not there of them the kernel leaves out.
  private static func bind(_ isWanted: (Int) -> Bool) -> Int32 {
    guard let setAffinity else { return ENOSYS }
    var words = [UInt](repeating: 0, count: most / UInt.bitWidth)
    for number in 0..<most where isWanted(number) {
      words[number / UInt.bitWidth] |= 1 << UInt(number % UInt.bitWidth)
    }
    return setAffinity(0, most / 8, words) == 0 ? 0 : errno
  }
}
