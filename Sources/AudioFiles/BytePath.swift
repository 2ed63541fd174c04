// SPDX-License-Identifier: GPL-3.0-or-later

/// A path as the kernel has it: bytes in no encoding, without a zero.
///
/// Names on a stick come from any machine; a name that is no UTF-8 would not survive a `String`.
public struct BytePath: Hashable, Comparable, Sendable {
  public let bytes: [UInt8]

  /// What follows a zero byte is dropped, as the kernel would.
  public init(bytes: some Sequence<UInt8>) {
    self.bytes = Array(bytes.prefix { $0 != 0 })
  }

  public init(_ path: String) {
    self.init(bytes: path.utf8)
  }

  /// By bytes: the same order on every machine.
  public static func < (left: BytePath, right: BytePath) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }

  public static func / (folder: BytePath, name: BytePath) -> BytePath {
    BytePath(bytes: folder.bytes + [UInt8(ascii: "/")] + name.bytes)
  }

  public static func / (folder: BytePath, name: String) -> BytePath {
    folder / BytePath(name)
  }

  /// What stands behind the last slash.
  public var name: BytePath {
    BytePath(bytes: bytes[((bytes.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1)...])
  }

  /// The name without its ending; a name that is all ending stays as it is.
  var stem: BytePath {
    let name = name.bytes
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > 0 else { return self.name }
    return BytePath(bytes: name[..<dot])
  }

  /// The ending of the name, without its dot, ASCII letters made small; empty where there is none.
  var ending: [UInt8] {
    let name = name.bytes
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > 0 else { return [] }
    return name[(dot + 1)...].map { (65...90).contains($0) ? $0 + 32 : $0 }
  }

  /// For people: bytes that are no UTF-8 and control characters are replaced; at most 120 characters.
  public var text: String {
    var text = ""
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      text.unicodeScalars.append(scalar.value < 0x20 || scalar.value == 0x7F ? " " : scalar)
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
