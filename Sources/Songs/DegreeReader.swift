// SPDX-License-Identifier: GPL-3.0-or-later
import Timebase

/// Reads lines of degrees and counts their bars.
///
/// `1`–`7` a degree of the scale, `0` a rest, one beat each; `-` a beat more, `.` half as long
/// again, `/` or `_` half as long; `,` and `'` right after it an octave lower or higher; `#` and
/// `b` before or after it; `|` a bar line; `'` or `,` standing alone a breath.
struct DegreeReader {
  struct Line {
    var number: Int
    var notes: [Song.Note] = []
    /// Of each note, in characters from 1.
    var columns: [Int] = []
    var breaths: Set<Int> = []
  }

  private let metre: Song.Metre
  private let mode: Song.Mode
  /// Of the bar that is being filled, in beats.
  private var filled = Rational.zero
  /// What the bar should hold: the upbeat in the first, else a whole bar.
  private var due: Rational
  private let upbeat: Rational
  private(set) var place: (line: Int, column: Int) = (1, 1)

  private static let mostNotes = 64
  /// Four bars: nobody holds a note longer on one breath.
  private static let longestNote = Rational(16)
  private static let semitoneLimits = -24...36

  init(metre: Song.Metre, mode: Song.Mode, upbeat: Rational) {
    self.metre = metre
    self.mode = mode
    self.upbeat = upbeat
    due = upbeat > .zero ? upbeat : Rational(metre.beats)
  }

  /// Whether a line looks like degrees rather than words.
  static func isDegrees(_ line: [Character]) -> Bool {
    guard let first = line.first(where: { !$0.isWhitespace }) else { return false }
    if first == "|" || first.isASCII && first.isNumber { return true }
    guard "#b♯♭".contains(first) else { return false }
    let next = line.drop(while: \.isWhitespace).dropFirst().first
    return next.map { $0.isASCII && $0.isNumber } ?? false
  }

  mutating func read(
    _ characters: [Character], number: Int, report: SongParser.Report
  ) -> Line {
    var line = Line(number: number)
    var accidental = 0
    var isApart = true
    for (index, character) in characters.enumerated() {
      let column = index + 1
      place = (number, column)
      let next = index + 1 < characters.count ? characters[index + 1] : " "
      switch character {
      case " ":
        isApart = true
        continue
      case "0"..."7":
        add(character, accidental, to: &line, report)
        accidental = 0
      case "#", "♯", "b", "♭":
        let step = character == "#" || character == "♯" ? 1 : -1
        if let digit = next.wholeNumberValue, (1...7).contains(digit) {
          accidental = self.step(step, on: digit)
        } else if isApart || !raise(&line, by: step, on: characters, before: index) {
          report(number, column, "'\(character)' without a degree", "it before or after a degree")
        }
      case "|": closeBar(report)
      case "-", "–", "—", "−": lengthen(&line, report) { $0 + 1 }
      case "." where !isApart: lengthen(&line, report) { $0 * Rational(3, 2) }
      case "/", "_": lengthen(&line, report) { $0 * Rational(1, 2) }
      case "," where !isApart: shift(&line, by: -12, report)
      case ",": line.breaths.insert(line.notes.count)
      default:
        if character.isApostrophe {
          if isApart { line.breaths.insert(line.notes.count) } else { shift(&line, by: 12, report) }
        } else {
          report(
            number, column, "'\(SongText.shown([character]))' among the degrees",
            "1 to 7, 0 for a rest, - . / | ' ,")
        }
      }
      isApart = character == "|"
    }
    if filled >= due { closeBar(report) }
    line.breaths.formIntersection(1..<max(line.notes.count, 2))
    return line
  }

  /// The last bar is whole, or makes up a whole one with the upbeat.
  mutating func close(report: SongParser.Report) {
    guard filled > .zero, filled != Rational(metre.beats) - upbeat else { return }
    closeBar(report)
  }

  // MARK: -

  /// Semitones above the tonic in the mode's scale.
  private func semitones(of degree: Int) -> Int {
    let scale = mode == .major ? [0, 2, 4, 5, 7, 9, 11] : [0, 2, 3, 5, 7, 8, 10]
    return scale[degree - 1]
  }

  /// In minor 3, 6 and 7 are low whether a flat is written or not.
  private func step(_ step: Int, on degree: Int) -> Int {
    mode == .minor && step < 0 && [3, 6, 7].contains(degree) ? 0 : step
  }

  private mutating func add(
    _ digit: Character, _ accidental: Int, to line: inout Line, _ report: SongParser.Report
  ) {
    guard line.notes.count < Self.mostNotes else {
      if line.notes.count == Self.mostNotes {
        report(place.line, place.column, "more than 64 notes in a line", "shorter lines")
      }
      return
    }
    let degree = digit.wholeNumberValue ?? 0
    let pitch = degree == 0 ? nil : semitones(of: degree) + accidental
    line.notes.append(Song.Note(beat: .zero, length: 1, semitones: pitch, syllable: nil))
    line.columns.append(place.column)
    filled += 1
  }

  private func raise(
    _ line: inout Line, by step: Int, on characters: [Character], before index: Int
  ) -> Bool {
    guard let last = line.notes.indices.last, let pitch = line.notes[last].semitones,
      let digit = characters[..<index].last(where: \.isNumber)?.wholeNumberValue
    else { return false }
    line.notes[last].semitones = pitch + self.step(step, on: digit)
    return true
  }

  private func shift(_ line: inout Line, by semitones: Int, _ report: SongParser.Report) {
    guard let last = line.notes.indices.last, let pitch = line.notes[last].semitones,
      Self.semitoneLimits.contains(pitch + semitones)
    else {
      report(
        place.line, place.column, "an octave mark without its degree", "it right after a degree")
      return
    }
    line.notes[last].semitones = pitch + semitones
  }

  private mutating func lengthen(
    _ line: inout Line, _ report: SongParser.Report, _ change: (Rational) -> Rational
  ) {
    guard let last = line.notes.indices.last else {
      report(place.line, place.column, "a length without its degree", "it after a degree")
      return
    }
    let length = line.notes[last].length
    let changed = change(length)
    guard changed <= Self.longestNote, changed >= Rational(1, 8) else {
      report(place.line, place.column, "a note too long or too short", "1/8 to 16 beats")
      return
    }
    line.notes[last].length = changed
    filled += changed - length
  }

  private mutating func closeBar(_ report: SongParser.Report) {
    // Two bar lines in a row, or one at the start of a line: nothing has come between.
    guard filled > .zero else { return }
    if filled != due {
      report(
        place.line, place.column, "a bar of \(Self.written(filled)) beats",
        "\(Self.written(due)) of them")
    }
    filled = .zero
    due = Rational(metre.beats)
  }

  /// 2½ as `2.5`.
  static func written(_ beats: Rational) -> String {
    let thousandths = (beats * 1_000).rounded
    var text = "\(thousandths / 1_000)"
    var rest = thousandths % 1_000
    if rest > 0 { text += "." }
    while rest > 0 {
      text += "\(rest / 100)"
      rest = rest % 100 * 10
    }
    return text
  }
}
