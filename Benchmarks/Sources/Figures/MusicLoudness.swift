// SPDX-License-Identifier: GPL-3.0-or-later
import Bench
import Glibc
import Songs

/// How loud the music is in whole sessions as the program renders them (`music.md`: music −24,
/// listening −26 LUFS). What is under words is left out: there the music is held down.
struct MusicLoudness {
  /// By what is played.
  private(set) var pieces: [(name: String, level: Double)] = []
  private(set) var songs: [(name: String, level: Double)] = []
  private(set) var calm: [(name: String, level: Double)] = []

  private static let days = 12
  /// Days after 22 November; its songs are not sung at other times.
  private static let christmas = 33

  init(_ workshop: Workshop) throws(Failure) {
    var files: [(language: String, file: String)] = []
    for code in Language.codes {
      let folder = "\(workshop.voices)/\(code)/songs"
      for name in try TextFile.names(in: folder, ending: ".txt") {
        files.append((code, "\(folder)/\(name)"))
      }
    }
    // Last, so that the first twelve sessions are on twelve days running, with all pieces.
    var seasonal: [(language: String, file: String)] = []
    for file in files where try Self.isOfChristmas(file.file) { seasonal.append(file) }
    files.removeAll { file in seasonal.contains { $0.file == file.file } }
    let songs = workshop.some(of: files + seasonal, shortly: 4)
    for day in 0..<max(workshop.isShort ? 4 : Self.days, songs.count) {
      let song = day < songs.count ? songs[day] : nil
      let isSeasonal = song.map { song in seasonal.contains { $0.file == song.file } } ?? false
      let session = try ProgramSession.run(
        workshop,
        ProgramSession.Wishes(
          language: song?.language ?? "en", techniques: "breathing, singing",
          day: isSeasonal ? Self.christmas : day % Self.days, song: song?.file))
      try take(session, isNewPiece: day < Self.days, song: song?.file)
    }
    let listening = try ProgramSession.run(
      workshop, ProgramSession.Wishes(techniques: "listening"))
    let begin = listening.timeline.first { $0.value("state") == "listening" }?.frame ?? 0
    let notes = listening.timeline.filter { $0.event == "note" }
    guard let last = notes.last, last.frame > begin else { throw Failure("nothing was played") }
    try calm.append(("listening", level(begin..<last.frame + 480_000, listening)))
    workshop.remove("program.wav", "program.jsonl")
  }

  private mutating func take(
    _ session: ProgramSession, isNewPiece: Bool, song: String?
  ) throws(Failure) {
    let sets = session.timeline.filter { $0.event == "exercise" }
    guard let block = sets.first(where: { $0.value("activity") == "paced breathing" }),
      let end = block.number("endFrame")
    else { throw Failure("a session without breathing") }
    if isNewPiece {
      try pieces.append(("piece \(pieces.count + 1)", level(block.frame..<end, session)))
    }
    guard let song else { return }
    let sung = sets.filter { $0.value("technique") == "singing" }
    guard let close = sung.last?.number("endFrame"),
      let begun = session.timeline.first(where: { $0.value("what") == "song" })?.frame,
      let countIn = session.timeline.first(where: { $0.event == "beat" && $0.frame > begun })
    else { throw Failure("a session in which \(Self.name(of: song)) was not sung") }
    try songs.append((Self.name(of: song), level(countIn.frame..<close, session)))
  }

  private static func isOfChristmas(_ song: String) throws(Failure) -> Bool {
    try TextFile.text(of: song).split(separator: "\n").contains {
      $0.hasPrefix("tags:") && $0.contains("christmas")
    }
  }

  /// "fr/alouette".
  private static func name(of song: String) -> String {
    let parts = song.split(separator: "/")
    return parts.count < 3
      ? song : "\(parts[parts.count - 3])/\(parts[parts.count - 1].dropLast(4))"
  }

  private func level(_ range: Range<Int>, _ session: ProgramSession) throws(Failure) -> Double {
    var stretches: [Range<Int>] = []
    var from = range.lowerBound
    for left in session.notMeasured where left.upperBound > from {
      let until = min(left.lowerBound, range.upperBound)
      if until > from { stretches.append(from..<until) }
      from = left.upperBound
      if from >= range.upperBound { break }
    }
    if from < range.upperBound { stretches.append(from..<range.upperBound) }
    let samples = try StereoWAV.read(session.sound, stretches)
    return try MeasuredSound.loudness(samples)
  }

  // MARK: Figures

  var figures: [Figure] {
    [
      figure("breathing pieces in the program's sound", pieces, target: -24),
      figure("songs in the program's sound", songs, target: -24),
      figure("listening in the program's sound", calm, target: -26)
    ]
  }

  /// Each by its name, for whoever wants to know which.
  var lines: [String] {
    (pieces + songs + calm).map { "| \($0.name) | \($0.level.text(1)) LUFS |" }
  }

  private func figure(
    _ name: String, _ music: [(name: String, level: Double)], target: Double
  ) -> Figure {
    let levels = Sample(music.map(\.level))
    let away = max(abs(levels.least - target), abs(levels.most - target))
    let range =
      levels.count == 1
      ? levels.most.text(1) : "\(levels.least.text(1)) to \(levels.most.text(1))"
    return Figure(
      name: "loudness of \(levels.count) \(name)", measured: "\(range) LUFS",
      beside: levels.count == 1 ? "" : "median \(levels.median.text(1))",
      target: "\(target.text(0)) ± 1", isMet: away <= 1)
  }
}

extension ProgramSession {
  /// Around words, in frames: music is down within 120 ms before them, back 400 ms after.
  private static let beforeWords = 9_600
  private static let afterWords = 24_000

  /// Under words, and in rests, which have their own soft music; in order.
  fileprivate var notMeasured: [Range<Int>] {
    var stretches: [Range<Int>] = []
    var rest: Int?
    for line in timeline {
      if line.event == "speech", let end = line.number("endFrame") {
        stretches.append(line.frame - Self.beforeWords..<end + Self.afterWords)
      } else if line.event == "state" {
        if let rest { stretches.append(rest..<line.frame) }
        rest = line.value("state") == "rest" ? line.frame : nil
      }
    }
    return stretches.sorted { $0.lowerBound < $1.lowerBound }
  }
}

/// Stretches of a rendered sound.
enum StereoWAV {
  private static let headerBytes = 44
  private static let frameBytes = 4

  /// Interleaved, one stretch after the other; what is past the end is left out.
  static func read(_ path: String, _ stretches: [Range<Int>]) throws(Failure) -> [Int16] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .system("open", path) }
    defer { close(file) }
    var samples: [Int16] = []
    for stretch in stretches {
      var part = [Int16](repeating: 0, count: 2 * stretch.count)
      let frames = try part.withUnsafeMutableBufferPointer { samples throws(Failure) in
        try fill(
          UnsafeMutableRawBufferPointer(samples), from: file,
          at: headerBytes + frameBytes * stretch.lowerBound, path)
      }
      samples += part[..<(2 * frames)]
    }
    return samples
  }

  /// - Returns: whole frames; fewer only at the end.
  private static func fill(
    _ bytes: UnsafeMutableRawBufferPointer, from file: Int32, at start: Int, _ path: String
  ) throws(Failure) -> Int {
    var filled = 0
    while filled < bytes.count {
      let count = pread(
        file, bytes.baseAddress?.advanced(by: filled), bytes.count - filled, start + filled)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw .system("pread", path) }
      if count == 0 { break }
      filled += count
    }
    return filled / frameBytes
  }
}
