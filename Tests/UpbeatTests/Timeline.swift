// SPDX-License-Identifier: GPL-3.0-or-later

/// A line of the timeline, as far as the tests ask.
struct TimelineLine {
  let frame: Int
  let event: String
  /// Of `speech`.
  var text: String?
  /// Of `state`.
  var state: String?

  /// Flat objects without escaped quotes: the English prompts hold none.
  init?(_ line: Substring) {
    guard let frame = Self.field("frame", of: line).flatMap({ Int($0) }),
      let event = Self.field("event", of: line)
    else { return nil }
    self.frame = frame
    self.event = event
    text = Self.field("text", of: line)
    state = Self.field("state", of: line)
  }

  private static func field(_ name: String, of line: Substring) -> String? {
    guard let key = line.firstRange(of: "\"\(name)\":") else { return nil }
    let value = line[key.upperBound...]
    if value.first == "\"" { return String(value.dropFirst().prefix { $0 != "\"" }) }
    return String(value.prefix { $0 != "," && $0 != "}" })
  }
}

extension TemporaryFolder {
  /// nil for a line that cannot be read.
  func timeline(_ name: String) -> [TimelineLine?] {
    text(name).split(separator: "\n").map { TimelineLine($0) }
  }
}

extension [TimelineLine] {
  var states: [String] { compactMap(\.state) }
  var texts: [String] { compactMap(\.text) }
  var isInOrder: Bool { zip(self, dropFirst()).allSatisfy { $0.frame <= $1.frame } }
}

/// What the header of a WAV file says, and what there is.
struct WAVFile {
  let header: [UInt8]
  let sound: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) {
    header = Array(bytes.prefix(44))
    sound = bytes.dropFirst(44)
  }

  /// Left and right, 16 bits each.
  var frames: Int { sound.count / 4 }
  /// The length in the header is the length that is there.
  var isWhole: Bool {
    header.count == 44 && header.starts(with: "RIFF".utf8) && number(at: 40) == sound.count
      && number(at: 4) == sound.count + 36 && sound.count % 4 == 0
  }

  private func number(at offset: Int) -> Int {
    header[offset..<(offset + 4)].reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
