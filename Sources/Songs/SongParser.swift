// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Timebase

/// Reads the text of a song and collects everything that is wrong with it.
///
/// In order: lines → header → degrees and bars → syllables under them → the song as a whole.
struct SongParser {
  /// Line, column, what was found, what was expected.
  typealias Report = (Int, Int, String, String) -> Void

  /// A line of the file that is music, with the syllables that were under it.
  private struct Verse {
    var number: Int
    var degrees: [Character]
    var syllables: (number: Int, text: [Character])?
  }

  private let file: String
  private let language: String?
  private let origin: Song.Origin

  private static let mostLines = 400
  private static let mostVerses = 64
  /// Some seven minutes: it bounds the work.
  private static let mostBeats = Rational(512)
  /// Of a phrase, in seconds, whatever a caregiver chooses (`clinical.md`).
  private static let longestPhrase = FrameCount.seconds(8)

  init(file: String, language: String?, origin: Song.Origin) {
    self.file = file
    self.language = language
    self.origin = origin
  }

  func parse(_ text: String) -> Result<Song, InvalidSong> {
    var findings: [SongFinding] = []
    func report(_ line: Int, _ column: Int, _ found: String, _ expected: String) {
      findings.append(
        SongFinding(file: file, line: line, column: column, found: found, expected: expected))
    }
    let lines: [[Character]]
    do {
      lines = try SongText(text).lines
    } catch {
      report(1, 1, error.found, error.expected)
      return .failure(InvalidSong(findings))
    }
    guard lines.count <= Self.mostLines else {
      report(Self.mostLines + 1, 1, "a file of \(lines.count) lines", "at most \(Self.mostLines)")
      return .failure(InvalidSong(findings))
    }
    let (header, verses) = split(lines, report: report)
    let song = song(header, verses, lineCount: lines.count, report: report)
    if findings.isEmpty, let song { return .success(song) }
    return .failure(InvalidSong(findings))
  }

  /// Sorts the lines: notes and the syllables under them, comments, and the header.
  private func split(_ lines: [[Character]], report: Report) -> (SongHeader, [Verse]) {
    var header = SongHeader()
    var verses: [Verse] = []
    var isUnderNotes = false
    for (index, line) in lines.enumerated() {
      let number = index + 1
      guard let first = line.first(where: { !$0.isWhitespace }) else { continue }
      if DegreeReader.isDegrees(line) {
        verses.append(Verse(number: number, degrees: line))
        isUnderNotes = true
      } else if first == "#" {
        continue
      } else if isUnderNotes, let last = verses.indices.last {
        verses[last].syllables = (number, line)
        isUnderNotes = false
      } else {
        header.read(line, number: number, report: report)
      }
    }
    return (header, verses)
  }

  private func song(
    _ header: SongHeader, _ verses: [Verse], lineCount: Int, report: Report
  ) -> Song? {
    checkCredits(header, lineCount: lineCount, report: report)
    let metre = header.metre(report: report)
    let mode = header.mode(report: report)
    let tempo = header.tempo(report: report)
    let upbeat = header.upbeat(in: metre, report: report)
    let tags = header.tags(report: report)
    guard !verses.isEmpty, verses.count <= Self.mostVerses else {
      report(
        lineCount, 1, verses.isEmpty ? "no notes" : "\(verses.count) lines of notes",
        "1 to \(Self.mostVerses) lines of degrees, syllables under each")
      return nil
    }
    let read = lines(
      verses, DegreeReader(metre: metre, mode: mode, upbeat: upbeat), from: Rational(-1) * upbeat,
      report: report)
    let credits = Song.Credits(
      words: header.text(.words) ?? "", music: header.text(.music) ?? "",
      source: header.text(.source) ?? "")
    let song = Song(
      title: header.text(.title) ?? "", credits: credits, tags: tags, metre: metre, mode: mode,
      beatsPerMinute: tempo, lines: read)
    guard read.count == verses.count else { return nil }
    check(song, verses, report: report)
    return song
  }

  private func checkCredits(_ header: SongHeader, lineCount: Int, report: Report) {
    let due: [SongHeader.Key] =
      origin == .shipped ? [.title, .words, .music, .source] : [.title]
    for key in due where header.text(key) == nil {
      report(lineCount, 1, "no '\(key.rawValue)'", "'\(key.rawValue): …' once in the file")
    }
  }

  private func lines(
    _ verses: [Verse], _ degrees: DegreeReader, from start: Rational, report: Report
  ) -> [Song.Line] {
    var degrees = degrees
    var syllables = SyllableReader(language: language)
    var beat = start
    var lines: [Song.Line] = []
    for verse in verses {
      var line = degrees.read(verse.degrees, number: verse.number, report: report)
      for index in line.notes.indices {
        line.notes[index].beat = beat
        beat = line.notes[index].end
      }
      guard line.notes.contains(where: { $0.semitones != nil }) else {
        report(verse.number, 1, "no notes in this line", "degrees, 1 to 7")
        continue
      }
      guard let (number, text) = verse.syllables else {
        report(
          verse.number, verse.degrees.count + 1, "no syllables under this line",
          "a line of syllables after it")
        continue
      }
      let words = syllables.read(text, number: number, report: report)
      Underlay(number: number, width: text.count).place(words, under: &line, report: report)
      lines.append(Song.Line(notes: line.notes, breaths: line.breaths))
    }
    degrees.close(report: report)
    return lines
  }

  private func check(_ song: Song, _ verses: [Verse], report: Report) {
    let range = song.range.upperBound - song.range.lowerBound
    let most = origin.mostRange(isForChildren: song.tags.contains(.child))
    if range > most, let first = verses.first {
      report(
        first.number, 1, "a range of \(range) semitones",
        "at most \(most)" + (origin == .shipped && most < 18 ? ", or the tag child" : ""))
    }
    if song.end > Self.mostBeats {
      report(
        verses.last?.number ?? 1, 1, "a song of \(song.end.floor) beats",
        "at most \(Self.mostBeats)")
    }
    checkWords(song, verses, report: report)
  }

  /// A word is never broken: it has to last one breath.
  private func checkWords(_ song: Song, _ verses: [Verse], report: Report) {
    let longest = Rational(Self.longestPhrase.value) / Tempo(song.beatsPerMinute).framesPerBeat
    for (line, verse) in zip(song.lines, verses) {
      var begun: Rational?
      for note in line.notes where note.semitones != nil {
        let start = note.syllable?.beginsWord ?? false ? note.beat : begun ?? note.beat
        begun = start
        if note.end - start > longest {
          report(verse.number, 1, "a word held longer than 8 seconds", "shorter notes")
          break
        }
      }
    }
  }
}

/// Puts the syllables of a line under its notes.
private struct Underlay {
  let number: Int
  let width: Int

  func place(
    _ words: SyllableReader.Line, under line: inout DegreeReader.Line, report: SongParser.Report
  ) {
    let sung = line.notes.indices.filter { line.notes[$0].semitones != nil }
    let pieces = words.pieces
    guard sung.count == pieces.count else {
      let column = pieces.count > sung.count ? words.columns[sung.count] : width + 1
      report(
        number, column, "\(counted(pieces.count, "syllable")) under \(counted(sung.count, "note"))",
        "\(sung.count), with _ where one is held")
      return
    }
    for (place, index) in sung.enumerated() {
      switch pieces[place] {
      case .syllable(let syllable): line.notes[index].syllable = syllable
      case .held:
        if place == 0 {
          report(number, words.columns[0], "'_' at the start of a line", "a syllable")
        }
      }
    }
    for breath in line.breaths.sorted() {
      guard let next = sung.firstIndex(where: { $0 >= breath }) else { continue }
      if case .syllable(let syllable) = pieces[next], syllable.beginsWord { continue }
      report(
        line.number, line.columns[sung[next]], "a breath inside a word", "it between two words")
    }
  }

  private func counted(_ count: Int, _ noun: String) -> String {
    count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
  }
}

extension Song {
  /// Reads a song.
  ///
  /// - Parameters:
  ///   - file: what the findings call it.
  ///   - language: the pack's code, by which its letters are known; nil for any.
  /// - Returns: the song, or every finding.
  public static func parse(
    _ text: String, file: String, language: String? = nil, origin: Origin = .own
  ) -> Result<Song, InvalidSong> {
    SongParser(file: file, language: language, origin: origin).parse(text)
  }

  /// Reads a song from a file's bytes: UTF-8, or UTF-16 with its mark.
  public static func parse(
    bytes: [UInt8], file: String, language: String? = nil, origin: Origin = .own
  ) -> Result<Song, InvalidSong> {
    parse(SongText.decoded(bytes), file: file, language: language, origin: origin)
  }
}
