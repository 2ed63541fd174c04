// SPDX-License-Identifier: GPL-3.0-or-later

/// The text of a settings file as its editor meant it: the bytes' encoding found, white space and
/// line ends made one kind.
///
/// Understood are UTF-8 with or without a byte order mark, and UTF-16 of either order with one, or
/// without one where the bytes leave no doubt (Notepad, WordPad and PowerShell write all of these).
enum DecodedText: Equatable {
  case lines([[Character]])
  /// Not readable; where, counted from 1, and why.
  case unreadable(Problem, line: Int, column: Int)

  /// The most a file may hold. A caregiver's file is under 4 KiB; 64 KiB bounds the memory.
  static let largestByteCount = 64 * 1024

  init(_ bytes: [UInt8]) {
    guard bytes.count <= Self.largestByteCount else {
      self = .unreadable(.tooLarge, line: 1, column: 1)
      return
    }
    guard !bytes.starts(with: Array("{\\rtf".utf8)) else {
      self = .unreadable(.richText, line: 1, column: 1)
      return
    }
    let decoded = DecodedScalars(bytes)
    guard decoded.isText else {
      self = .unreadable(.notText, line: 1, column: 1)
      return
    }
    if let damage = decoded.firstDamage {
      let before = Self.lines(of: decoded.scalars[..<damage])
      self = .unreadable(
        .damagedText, line: before.count, column: (before.last?.count ?? 0) + 1)
    } else {
      self = .lines(Self.lines(of: decoded.scalars[...]))
    }
  }

  /// At least one line, perhaps empty. LF, CR, CRLF and the rarer Unicode line ends all end one.
  private static func lines(of scalars: ArraySlice<Unicode.Scalar>) -> [[Character]] {
    var lines: [[Character]] = []
    var line = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in scalars {
      defer { previous = scalar }
      if scalar.isLineEnd {
        if scalar == "\n", previous == "\r" { continue }
        lines.append(Array(String(line)))
        line = String.UnicodeScalarView()
      } else if !scalar.isInvisible {
        line.append(scalar)
      }
    }
    lines.append(Array(String(line)))
    return lines
  }
}

/// The Unicode scalars of a file's bytes.
private struct DecodedScalars {
  private(set) var scalars: [Unicode.Scalar] = []
  /// The place in `scalars` of the first that could not be decoded.
  private(set) var firstDamage: Int?

  private init() {}

  init(_ bytes: [UInt8]) {
    self.init()
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      decode(bytes.dropFirst(3), as: UTF8.self)
    } else if bytes.starts(with: [0xFF, 0xFE]) {
      self = DecodedScalars(utf16: bytes.dropFirst(2), isLittleEndian: true)
    } else if bytes.starts(with: [0xFE, 0xFF]) {
      self = DecodedScalars(utf16: bytes.dropFirst(2), isLittleEndian: false)
    } else if bytes.contains(0), let unmarked = Self.unmarkedUTF16(bytes) {
      self = unmarked
    } else {
      decode(bytes, as: UTF8.self)
    }
    // Control-Z ended a text file in DOS, and some editors still write it.
    if scalars.last == "\u{1A}" { scalars.removeLast() }
  }

  private init(utf16 bytes: ArraySlice<UInt8>, isLittleEndian: Bool) {
    let low = isLittleEndian ? 0 : 1
    let units = stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2).map {
      UInt16(bytes[$0 + low]) | UInt16(bytes[$0 + 1 - low]) << 8
    }
    decode(units, as: UTF16.self)
    if !bytes.count.isMultiple(of: 2), firstDamage == nil { firstDamage = scalars.count }
  }

  /// UTF-16 without its mark. Text in UTF-8 never holds a zero byte, and UTF-16 read in the wrong
  /// order is mostly Chinese: it is UTF-16 where nearly all of it comes out as European text.
  private static func unmarkedUTF16(_ bytes: [UInt8]) -> DecodedScalars? {
    [true, false].lazy
      .map { DecodedScalars(utf16: bytes[...], isLittleEndian: $0) }
      .first { candidate in
        let european = candidate.scalars.count(where: \.isEuropean)
        return candidate.isText && european * 10 > candidate.scalars.count * 9
      }
  }

  private mutating func decode<Encoding: Unicode.Encoding>(
    _ units: some Sequence<Encoding.CodeUnit>, as encoding: Encoding.Type
  ) {
    var parser = Encoding.ForwardParser()
    var iterator = units.makeIterator()
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let scalar):
        scalars.append(Encoding.decode(scalar))
      case .error:
        firstDamage = firstDamage ?? scalars.count
      case .emptyInput:
        return
      }
    }
  }

  var isText: Bool { !scalars.contains(where: \.isControl) }
}

extension Unicode.Scalar {
  fileprivate var isLineEnd: Bool {
    switch value {
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  /// No editor writes these into text.
  fileprivate var isControl: Bool {
    guard !isLineEnd, self != "\t" else { return false }
    return properties.generalCategory == .control || properties.isNoncharacterCodePoint
  }

  /// Marks that show nothing and come along when text is pasted from a page: soft hyphen,
  /// zero-width spaces, direction marks, byte order marks in mid-text.
  fileprivate var isInvisible: Bool {
    switch value {
    case 0xAD, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }

  /// Latin, Greek, Cyrillic and general punctuation.
  fileprivate var isEuropean: Bool {
    switch value {
    case 0x01..<0x0250, 0x0300..<0x0530, 0x2000..<0x2070, 0xFEFF: true
    default: false
    }
  }
}
