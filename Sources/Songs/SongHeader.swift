// SPDX-License-Identifier: GPL-3.0-or-later
import Timebase

/// The `key: value` lines of a song's file.
struct SongHeader {
  enum Key: String, CaseIterable {
    case title, words, music, source, tags, metre, mode, tempo, upbeat, key
    /// As it is written in America.
    case meter

    static let names = allCases.map(\.rawValue)
  }

  private struct Value {
    var text: String
    var line: Int
    var column: Int
  }

  private var values: [Key: Value] = [:]

  static let tempos = 50...100
  /// The tempo of a song that names none; within the 60–84 that suit most (`clinical.md`).
  static let usualTempo = 72
  private static let longestValue = 200

  /// Reads one line that is neither notes nor syllables.
  mutating func read(_ line: [Character], number: Int, report: SongParser.Report) {
    let indent = line.prefix(while: \.isWhitespace).count
    let colon = line.firstIndex { $0 == ":" || $0 == "：" }
    let name = line[..<(colon ?? line.endIndex)].filter { !$0.isWhitespace }
    guard let colon, !name.isEmpty else {
      report(
        number, indent + 1, "'\(SongText.shown(line[indent...]))'",
        "'key: value', a line of degrees such as 1 2 3, or '# comment'")
      return
    }
    let written = String(name).lowercased()
    guard let key = Key(rawValue: written) else {
      report(
        number, indent + 1, "unknown key '\(SongText.shown(name))'",
        "a key of Docs/Songs.md\(NearestName.hint(written, among: Key.names))")
      return
    }
    let rest = line[(colon + 1)...].drop(while: \.isWhitespace)
    let value = Value(
      text: String(rest).trimmed, line: number, column: min(rest.startIndex, line.count) + 1)
    let home = key == .meter ? .metre : key
    if let first = values[home] {
      report(
        number, indent + 1, "key '\(written)' again", "each key once; it is on line \(first.line)")
    } else if value.text.count > Self.longestValue {
      report(number, value.column, "a value of \(value.text.count) characters", "at most 200")
    } else {
      values[home] = value
    }
  }

  /// The text of a key; nil where it is not there or says nothing.
  func text(_ key: Key) -> String? {
    guard let text = values[key]?.text, !text.isEmpty else { return nil }
    return text
  }

  func tags(report: SongParser.Report) -> Set<Song.Tag> {
    guard let value = values[.tags] else { return [] }
    let known = Song.Tag.allCases.map(\.rawValue)
    var tags: Set<Song.Tag> = []
    for piece in value.text.split(whereSeparator: { ",; ".contains($0) }) {
      let written = piece.lowercased()
      if let tag = Song.Tag(rawValue: written) {
        tags.insert(tag)
      } else if written != "none" {
        report(
          value.line, value.column, "tag '\(SongText.shown(Array(piece)))'",
          (known + ["none"]).joined(separator: ", "))
      }
    }
    return tags
  }

  func metre(report: SongParser.Report) -> Song.Metre {
    choice(.metre, usual: .four, report: report) { Song.Metre(rawValue: $0) }
  }

  func mode(report: SongParser.Report) -> Song.Mode {
    choice(.mode, usual: .major, report: report) { Song.Mode(rawValue: $0) }
  }

  private func choice<Value: RawRepresentable<String> & CaseIterable>(
    _ key: Key, usual: Value, report: SongParser.Report, read: (String) -> Value?
  ) -> Value {
    guard let value = values[key] else { return usual }
    if let read = read(value.text.lowercased().filter { !$0.isWhitespace }) { return read }
    report(
      value.line, value.column, "\(key.rawValue) '\(SongText.shown(Array(value.text)))'",
      Value.allCases.map(\.rawValue).joined(separator: ", "))
    return usual
  }

  func tempo(report: SongParser.Report) -> Int {
    guard let value = values[.tempo] else { return Self.usualTempo }
    if let tempo = Int(value.text), Self.tempos.contains(tempo) { return tempo }
    report(
      value.line, value.column, "tempo '\(SongText.shown(Array(value.text)))'",
      "a whole number from 50 to 100")
    return Self.usualTempo
  }

  /// In beats: a whole number or a half, less than a bar.
  func upbeat(in metre: Song.Metre, report: SongParser.Report) -> Rational {
    guard let value = values[.upbeat] else { return .zero }
    let parts = value.text.split(separator: ".", omittingEmptySubsequences: false)
      .flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }
    if let whole = parts.first.flatMap({ Int($0) }), (0..<metre.beats).contains(whole),
      parts.count == 1 || parts.count == 2 && (parts[1] == "5" || parts[1] == "0")
    {
      return Rational(whole) + (parts.count == 2 && parts[1] == "5" ? Rational(1, 2) : .zero)
    }
    report(
      value.line, value.column, "upbeat '\(SongText.shown(Array(value.text)))'",
      "beats before the first bar line, less than \(metre.beats)")
    return .zero
  }
}

extension String {
  /// Without white space at its ends.
  var trimmed: String {
    var rest = self[...].drop(while: \.isWhitespace)
    while rest.last?.isWhitespace ?? false { rest.removeLast() }
    return String(rest)
  }
}
