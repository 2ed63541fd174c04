// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Loudspeaker
import Rhythm
import Timebase

// Writes a click track to a WAV file, beat by beat, as the appliance would play it:
// ClickTrack OUT.wav BEATS TEMPO [BEATS TEMPO …], a tempo being beats a minute such as 97.3.

/// So many beats at one tempo.
struct Passage {
  let beats: Int
  let tempo: Tempo
}

/// `97.3` as 973/10; nil: not a decimal number above 0.
func tempo(_ text: String) -> Tempo? {
  let parts = text.split(separator: ".", omittingEmptySubsequences: false)
  guard (1...2).contains(parts.count), let digits = Int(parts.joined()), digits > 0 else {
    return nil
  }
  let places = parts.count == 2 ? parts[1].count : 0
  return Tempo(digits, (0..<places).reduce(1) { scale, _ in 10 * scale })
}

func passages(_ arguments: ArraySlice<String>) -> [Passage]? {
  guard !arguments.isEmpty, arguments.count.isMultiple(of: 2) else { return nil }
  var passages: [Passage] = []
  for index in stride(from: arguments.startIndex, to: arguments.endIndex, by: 2) {
    guard let beats = Int(arguments[index]), beats > 0, let tempo = tempo(arguments[index + 1])
    else { return nil }
    passages.append(Passage(beats: beats, tempo: tempo))
  }
  return passages
}

/// The frame of each beat, and the frame at which the last one is over.
func grid(_ passages: [Passage]) -> (beats: [SampleTime], end: SampleTime) {
  var beats: [SampleTime] = []
  var section = Section(start: .zero, tempo: passages[0].tempo)
  for (index, passage) in passages.enumerated() {
    beats += (0..<passage.beats).map { section.frame(ofBeat: Rational($0)) }
    let next = index + 1 < passages.count ? passages[index + 1].tempo : passage.tempo
    section = section.followed(after: Rational(passage.beats), by: next)
  }
  return (beats, section.frame(ofBeat: .zero))
}

/// Beats are handed to the mixer a block ahead, as the conductor does.
func render(_ passages: [Passage], to writer: WAVWriter) throws(WAVError) {
  let blockFrames = 1_024
  let (beats, end) = grid(passages)
  var mixer = Mixer()
  var next = 0
  let buffer = UnsafeMutableBufferPointer<Int16>.allocate(
    capacity: blockFrames * PCMFormat.channels)
  defer { buffer.deallocate() }
  var written = SampleTime.zero
  while written < end {
    let frames = min(blockFrames, (end - written).value)
    while next < beats.count, beats[next] < written + FrameCount(frames) {
      mixer.play(.pulseOut, pitch: 0, gain: 0, at: beats[next], length: .zero, bus: .pulse)
      next += 1
    }
    let block = UnsafeMutableBufferPointer(rebasing: buffer[..<(frames * PCMFormat.channels)])
    mixer.render(from: written, into: block)
    try writer.append(UnsafeBufferPointer(block))
    written += FrameCount(frames)
  }
}

func warn(_ text: String) {
  let line = Array((text + "\n").utf8)
  _ = write(STDERR_FILENO, line, line.count)
}

let arguments = CommandLine.arguments
guard arguments.count > 1, let passages = passages(arguments.dropFirst(2)) else {
  warn("usage: ClickTrack OUT.wav BEATS TEMPO [BEATS TEMPO ...]")
  exit(64)
}
do throws(WAVError) {
  let writer = try WAVWriter.open(arguments[1])
  try render(passages, to: writer)
  try writer.close()
} catch {
  warn("\(error)")
  exit(1)
}
