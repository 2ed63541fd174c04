// SPDX-License-Identifier: GPL-3.0-or-later
import Bench
import Rhythm
import Timebase

/// How far beats stand from where they should: by arithmetic over every tempo, and heard from a
/// WAV file beside klick's.
enum BeatGrid {
  private static let seconds = 3_600
  /// The range of `tempo` in upbeat.txt; the song's lies within.
  private static let slowest = 40
  private static let fastest = 120

  /// The worst |frame − ideal| of 60 minutes at each tempo, in frames.
  static func everyTempo(_ workshop: Workshop) -> Figure {
    // Thousandths, as the settings have them (the step is a prime, so that all digits come up),
    // and thirds, which no decimal fraction and no binary one can hold.
    let thousandths = stride(
      from: 1_000 * slowest, through: 1_000 * fastest, by: workshop.isShort ? 997 : 61)
    let thirds = stride(from: 3 * slowest + 1, through: 3 * fastest, by: 3)
    let tempi = thousandths.map { ($0, 1_000) } + thirds.map { ($0, 3) }
    let worst =
      tempi.map { worstError([(beats: seconds * $0.0 / (60 * $0.1), tempo: $0)]) }
      .max() ?? 0
    let joined = worstError(joins(minutes: seconds / 60))
    return Figure(
      name: "beat grid, 60 min, \(tempi.count) tempi of \(slowest)–\(fastest)/min, and joins",
      measured: "≤ \(max(worst, joined).text(3)) frames off", target: "≤ 0.5 frames",
      isMet: max(worst, joined) <= 0.5)
  }

  /// Passages at three unrelated fractional tempi, again and again.
  private static func joins(minutes: Int) -> [(beats: Int, tempo: (Int, Int))] {
    let round: [(beats: Int, tempo: (Int, Int))] = [
      (32, (973, 10)), (24, (617, 10)), (40, (2_367, 20))
    ]
    // A round is a little over a minute.
    return (0..<minutes).flatMap { _ in round }
  }

  /// In frames. The ideal is reckoned apart from `Rational`: in whole numbers over one common
  /// denominator.
  private static func worstError(_ passages: [(beats: Int, tempo: (Int, Int))]) -> Double {
    var common = 1
    for (_, tempo) in passages where !common.isMultiple(of: tempo.0) { common *= tempo.0 }
    var worst = 0
    var startTimesCommon = 0
    var section: Section?
    for (beats, tempo) in passages {
      let here = section.map { Section(start: $0.start, tempo: Tempo(tempo.0, tempo.1)) }
      let current = here ?? Section(start: .zero, tempo: Tempo(tempo.0, tempo.1))
      let beatTimesCommon = 60 * SampleRate.framesPerSecond * tempo.1 * (common / tempo.0)
      for beat in 0..<beats {
        let frame = current.frame(ofBeat: Rational(beat)).frame
        worst = max(worst, abs(frame * common - startTimesCommon - beat * beatTimesCommon))
      }
      startTimesCommon += beats * beatTimesCommon
      section = current.followed(after: Rational(beats), by: current.tempo)
    }
    return Double(worst) / Double(common)
  }

  /// One tempo, both written to WAV files and measured in the same way.
  static func beside(_ workshop: Workshop) throws(Failure) -> Figure {
    try Tool.need(.klick)
    let minutes = workshop.isShort ? 25 : 60
    let beats = minutes * 973 / 10
    return try compare(
      workshop, "clicks heard in a WAV, \(minutes) min at 97.3/min",
      passages: [(beats: beats, tempo: (973, 10))])
  }

  /// The same over joins of three tempi.
  static func besideOverJoins(_ workshop: Workshop) throws(Failure) -> Figure {
    try Tool.need(.klick)
    let minutes = workshop.isShort ? 10 : 60
    let passages = joins(minutes: minutes)
    return try compare(
      workshop, "the same over \(passages.count - 1) joins of 97.3, 61.7 and 118.35/min",
      passages: passages)
  }

  private static func compare(
    _ workshop: Workshop, _ name: String, passages: [(beats: Int, tempo: (Int, Int))]
  ) throws(Failure) -> Figure {
    defer { workshop.remove("klick.txt", "klick.wav", "upbeat.wav") }
    let texts = passages.map { ("\($0.beats)", (Double($0.tempo.0) / Double($0.tempo.1)).text(2)) }
    try TextFile.write(
      texts.map { "\($0.0) 1/4 \($0.1)\n" }.joined(), to: workshop.path("klick.txt"))
    _ = try ChildProcess.run([
      "klick", "-f", workshop.path("klick.txt"), "-W", workshop.path("klick.wav")
    ])
    _ = try ChildProcess.run(
      [workshop.clickTrack, workshop.path("upbeat.wav")] + texts.flatMap { [$0.0, $0.1] })
    let ours = try worstHeard(workshop.path("upbeat.wav"), passages)
    let klick = try worstHeard(workshop.path("klick.wav"), passages)
    return Figure(
      name: name, measured: "≤ \(ours.text(3)) frames off",
      beside: "klick -W: ≤ \(klick.text(3)) frames off", target: "≤ 0.5 frames",
      isMet: ours <= 0.5)
  }

  /// In frames; the first click counts as right.
  private static func worstHeard(
    _ path: String, _ passages: [(beats: Int, tempo: (Int, Int))]
  ) throws(Failure) -> Double {
    let onsets = try Onsets.read(path)
    var ideal: [Double] = []
    var start = 0.0
    for (beats, tempo) in passages {
      let beat = 2_880_000 * Double(tempo.1) / Double(tempo.0)
      ideal += (0..<beats).map { start + Double($0) * beat }
      start += Double(beats) * beat
    }
    guard onsets.count == ideal.count, let first = onsets.first else {
      throw Failure("\(path): \(onsets.count) clicks were heard of \(ideal.count)")
    }
    return zip(onsets, ideal).map { abs(Double($0 - first) - $1) }.max() ?? 0
  }
}
