// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads `struct input_event` of a 64-bit kernel, however the bytes are cut up.
///
/// After `SYN_DROPPED` the kernel has thrown events away: all is passed over up to the next
/// `SYN_REPORT`, and then the level must be asked for (`Documentation/input/event-codes.rst`).
struct InputEventParser {
  enum Output: Equatable {
    /// The key went down or up; the stamp is the kernel's.
    case edge(Edge)
    /// Events were lost: ask how the key stands.
    case resynchronize
  }

  /// 16 bytes of time, then type, code (16 bits each) and value (32 bits).
  static let eventBytes = 24

  private static let typeSynchronization: UInt16 = 0
  private static let typeKey: UInt16 = 1
  private static let codeReport: UInt16 = 0
  private static let codeDropped: UInt16 = 3

  private let key: UInt16
  private var rest: [UInt8] = []
  private var isDropping = false

  init(key: SwitchKey) { self.key = key.code }

  mutating func consume(_ bytes: [UInt8]) -> [Output] {
    rest += bytes
    var outputs: [Output] = []
    var start = 0
    while rest.count - start >= InputEventParser.eventBytes {
      if let output = interpret(rest[start..<(start + InputEventParser.eventBytes)]) {
        outputs.append(output)
      }
      start += InputEventParser.eventBytes
    }
    rest.removeFirst(start)
    return outputs
  }

  private mutating func interpret(_ event: ArraySlice<UInt8>) -> Output? {
    let type = UInt16(truncatingIfNeeded: number(event, at: 16, bytes: 2))
    let code = UInt16(truncatingIfNeeded: number(event, at: 18, bytes: 2))
    let value = UInt32(truncatingIfNeeded: number(event, at: 20, bytes: 4))
    switch (type, code) {
    case (InputEventParser.typeSynchronization, InputEventParser.codeDropped):
      isDropping = true
      return nil
    case (InputEventParser.typeSynchronization, InputEventParser.codeReport) where isDropping:
      isDropping = false
      return .resynchronize
    case (InputEventParser.typeKey, key) where !isDropping && value <= 1:
      let seconds = number(event, at: 0, bytes: 8)
      let microseconds = number(event, at: 8, bytes: 8)
      let stamp = seconds &* 1_000_000_000 &+ microseconds &* 1_000
      return .edge(Edge(nanoseconds: stamp, closed: value == 1))
    default:
      // Other keys, and value 2: auto-repeat of the kernel.
      return nil
    }
  }

  /// Little endian, as all our machines are.
  private func number(_ event: ArraySlice<UInt8>, at offset: Int, bytes: Int) -> UInt64 {
    let first = event.startIndex + offset
    return event[first..<(first + bytes)].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
