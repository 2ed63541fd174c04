// SPDX-License-Identifier: GPL-3.0-or-later

/// A name in a folder as the kernel has it: bytes in no encoding, without a zero and a slash.
///
/// Names on a stick come from any machine; one that is no UTF-8 would not survive a `String`.
struct FileName: Hashable, Comparable, Sendable {
  let bytes: [UInt8]

  /// What follows a zero byte is dropped, as the kernel would.
  init(bytes: some Sequence<UInt8>) { self.bytes = Array(bytes.prefix { $0 != 0 }) }

  init(_ name: String) { self.init(bytes: name.utf8) }

  /// By bytes: the same order on every machine.
  static func < (left: FileName, right: FileName) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }

  /// ASCII letters made small, as vfat compares names.
  var lowercased: [UInt8] { bytes.map { (65...90).contains($0) ? $0 + 32 : $0 } }

  var isDots: Bool { bytes == [46] || bytes == [46, 46] }

  /// For people: bytes that are no UTF-8 and control characters are replaced; at most 120
  /// characters.
  var text: String {
    var text = ""
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      let isControl = scalar.properties.generalCategory == .control
      text.unicodeScalars.append(isControl ? " " : scalar)
    }
    return text.count > 120 ? String(text.prefix(119)) + "…" : text
  }

  func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    (bytes.map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { preconditionFailure("an array with a zero in it") }
      return body(base)
    }
  }
}
