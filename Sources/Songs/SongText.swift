// SPDX-License-Identifier: GPL-3.0-or-later

/// The lines of a song's file as its editor meant them.
///
/// Understood are UTF-8 with or without a byte order mark and UTF-16 with one; any line end;
/// non-breaking spaces; marks that show nothing are dropped.
struct SongText {
  /// At least one, perhaps empty.
  let lines: [[Character]]

  /// Why a file cannot be read at all.
  enum Fault: Error, Hashable {
    case tooLarge
    case notText

    var found: String {
      switch self {
      case .tooLarge: "a file larger than 64 KiB"
      case .notText: "a file that is not text"
      }
    }

    var expected: String { "a song in plain text" }
  }

  /// A song is under 4 KiB; this bounds the memory.
  static let largestByteCount = 64 * 1_024

  init(_ text: String) throws(Fault) {
    guard text.utf8.count <= Self.largestByteCount else { throw .tooLarge }
    var lines: [[Character]] = []
    var line = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      defer { previous = scalar }
      switch scalar.value {
      case 0x0A where previous == "\r": continue
      case 0x0A...0x0D, 0x85, 0x2028, 0x2029:
        lines.append(Array(String(line)))
        line = String.UnicodeScalarView()
      case 0xAD, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060, 0xFE0E, 0xFE0F, 0xFEFF: continue
      case 0x09, 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: line.append(" ")
      default:
        if scalar == "\u{FFFD}" || scalar.properties.generalCategory == .control { throw .notText }
        line.append(scalar)
      }
    }
    lines.append(Array(String(line)))
    self.lines = lines
  }

  /// The text of a file's bytes; what is no text comes out with marks that `init` refuses.
  static func decoded(_ bytes: [UInt8]) -> String {
    let bytes = bytes.prefix(largestByteCount + 1)
    for (mark, low) in [([0xFF, 0xFE] as [UInt8], 0), ([0xFE, 0xFF], 1)]
    where bytes.starts(with: mark) {
      let units = stride(from: 2, to: bytes.count - 1, by: 2).map {
        UInt16(bytes[$0 + low]) | UInt16(bytes[$0 + 1 - low]) << 8
      }
      return String(decoding: units, as: UTF16.self)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A piece of somebody's text, short and without marks that show nothing, fit for a finding.
  static func shown(_ text: some Collection<Character>) -> String {
    let safe = String(text.prefix(24)).unicodeScalars.prefix(48).map { scalar -> Character in
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .privateUse, .unassigned: "\u{FFFD}"
      default: Character(scalar)
      }
    }
    return String(safe)
  }
}

extension Character {
  /// Straight, curly and modifier apostrophes, primes and accents used for one.
  var isApostrophe: Bool {
    switch self {
    case "'", "‘", "’", "ʼ", "′", "`", "´": true
    default: false
    }
  }

  /// Hyphens, dashes and the minus sign.
  var isDash: Bool {
    switch self {
    case "-", "‐", "‑", "‒", "–", "—", "−": true
    default: false
    }
  }
}
