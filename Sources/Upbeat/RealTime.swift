// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// The audio loop goes before everything else on the unit (architecture, "Pure core, thin shell"),
/// and waits for no page of memory that was put aside.
enum RealTime {
  /// Above what runs without a wish of its own, below the kernel's threads for interrupts (50).
  private static let priority: Int32 = 20
  /// `SCHED_RESET_ON_FORK` of `linux/sched.h`: threads and children are ordinary ones.
  private static let resetOnFork: Int32 = 0x4000_0000
  /// `MCL_CURRENT`, `MCL_FUTURE` and `MCL_ONFAULT` of `sys/mman.h`: what is used once stays; what
  /// is only mapped, as most of the note bank, takes no memory.
  private static let lockOnFault: Int32 = 1 | 2 | 4
  /// The loop's stack is never deeper.
  private static let stackBytes = 256 * 1_024

  /// Of the calling thread. Those that it starts (`SideThread`) and their children are ordinary ones.
  /// The C functions are `sched_setscheduler`, `sched_setaffinity` and `mlockall`.
  static func ask() {
    let failure = FreeProcessors.here.enter()
    if failure != 0 {
      Console.warn("No processor of its own: \(String(cString: strerror(failure)))")
    }
    var parameters = sched_param()
    parameters.sched_priority = priority
    if sched_setscheduler(0, SCHED_FIFO | resetOnFork, &parameters) != 0 {
      Console.warn("No real-time scheduling: \(String(cString: strerror(errno)))")
    }
    guard mlockall(lockOnFault) == 0 else {
      Console.warn("The memory is not locked: \(String(cString: strerror(errno)))")
      return
    }
    withUnsafeTemporaryAllocation(byteCount: stackBytes, alignment: 16) { stack in
      for page in stride(from: 0, to: stackBytes, by: 4_096) { stack[page] = 0 }
    }
  }
}
