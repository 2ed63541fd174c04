// SPDX-License-Identifier: GPL-3.0-or-later

/// A line of the timeline, as far as the tests ask.
struct TimelineLine {
  let frame: Int
  let event: String
  /// Of `speech`.
  var text: String?
  /// Of `state`.
  var state: String?
  /// Of `speech` and `exercise`.
  var endFrame: Int?
  /// Of `stopped`.
  var silentFrame: Int?

  /// Flat objects without escaped quotes: the English prompts hold none.
  init?(_ line: Substring) {
    guard let frame = Self.field("frame", of: line).flatMap({ Int($0) }),
      let event = Self.field("event", of: line)
    else { return nil }
    self.frame = frame
    self.event = event
    text = Self.field("text", of: line)
    state = Self.field("state", of: line)
    endFrame = Self.field("endFrame", of: line).flatMap { Int($0) }
    silentFrame = Self.field("silentFrame", of: line).flatMap { Int($0) }
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
