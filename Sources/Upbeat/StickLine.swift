// SPDX-License-Identifier: GPL-3.0-or-later
import Stick

/// What the child at a stick answers: one line.
enum StickLine: Equatable {
  case text(name: String, bytes: [UInt8], others: Int)
  case noText
  /// Under this name.
  case written(String)
  case failed(StickError.Reason)

  init(_ text: StickText) {
    switch text {
    case .file(let name, let bytes, let others):
      self = .text(name: name, bytes: bytes, others: others)
    case .none: self = .noText
    }
  }

  var line: String {
    switch self {
    case .text(let name, let bytes, let others):
      "text \(others) \(Self.hex(Array(name.utf8))) \(Self.hex(bytes))"
    case .noText: "none"
    case .written(let name): "written \(Self.hex(Array(name.utf8)))"
    case .failed(let reason): "failed \(reason)"
    }
  }

  /// nil: no line of ours.
  init?(line: String) {
    let words = line.split(separator: " ", omittingEmptySubsequences: false)
    switch (words.first, words.count) {
    case ("text", 4):
      guard let others = Int(words[1]), let name = Self.bytes(words[2]),
        let bytes = Self.bytes(words[3])
      else { return nil }
      self = .text(name: String(decoding: name, as: UTF8.self), bytes: bytes, others: others)
    case ("none", 1): self = .noText
    case ("written", 2):
      guard let name = Self.bytes(words[1]) else { return nil }
      self = .written(String(decoding: name, as: UTF8.self))
    case ("failed", 2):
      guard let reason = StickError.Reason.allCases.first(where: { "\($0)" == words[1] }) else {
        return nil
      }
      self = .failed(reason)
    default: return nil
    }
  }

  private static let digits = Array("0123456789abcdef".utf8)

  private static func hex(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(2 * bytes.count)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func bytes(_ hex: Substring) -> [UInt8]? {
    let nibbles = hex.utf8.map { digits.firstIndex(of: $0) }
    guard nibbles.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(nibbles.count / 2)
    for index in stride(from: 0, to: nibbles.count, by: 2) {
      guard let high = nibbles[index], let low = nibbles[index + 1] else { return nil }
      bytes.append(UInt8(high << 4 | low))
    }
    return bytes
  }
}
