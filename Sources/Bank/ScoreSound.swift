// SPDX-License-Identifier: GPL-3.0-or-later
import Loudness
import Rhythm
import Timebase

/// The music of a score as the unit plays it: tones and pulses through the mixer, no words.
struct ScoreSound {
  private let score: Score
  private let bank: NoteBank

  /// Frames mixed and measured at once.
  private static let blockFrames = 4_800
  /// As the conductor plays an accented pulse, in decibels.
  private static let accent = 1.5

  init(_ score: Score, bank: NoteBank) {
    self.score = score
    self.bank = bank
  }

  /// Integrated, over the score's length, of the stereo output, in LUFS.
  ///
  /// - Parameter trim: added to each tone, in decibels.
  func loudness(trim: Double) throws(LoudnessError) -> Double {
    var mixer = Mixer(bank: bank)
    let section = Section(start: .zero, tempo: score.tempo)
    let end = section.frame(ofBeat: score.length)
    let events = score.sorted()
    var next = 0
    let meter = try LoudnessMeter.open(channels: 2)
    var block = [Int16](repeating: 0, count: 2 * Self.blockFrames)
    var from = SampleTime.zero
    while from < end {
      let count = min(Self.blockFrames, (end - from).value)
      // Handed to the mixer as it comes, as in the unit: it is quickest with little before it.
      while next < events.count, section.frame(ofBeat: events[next].beat) < from + FrameCount(count)
      {
        play(events[next], section, trim: trim, on: &mixer)
        next += 1
      }
      block.withUnsafeMutableBufferPointer { samples in
        mixer.render(
          from: from, into: UnsafeMutableBufferPointer(rebasing: samples[..<(2 * count)]))
      }
      try meter.add(block[..<(2 * count)])
      from += FrameCount(count)
    }
    return try meter.finish().integrated
  }

  private func play(
    _ event: Score.Event, _ section: Section, trim: Double, on mixer: inout Mixer
  ) {
    let at = section.frame(ofBeat: event.beat)
    switch event.kind {
    case .tone(let tone):
      mixer.play(
        tone.instrument, pitch: tone.pitch, gain: tone.gain + trim, at: at,
        length: section.frame(ofBeat: event.beat + tone.length) - at, bus: .music)
    case .beat(let pulse):
      guard let voice = pulse.voice else { return }
      mixer.play(
        voice, pitch: 0, gain: pulse.gain + (pulse.accent ? Self.accent : 0), at: at,
        length: .zero, bus: .pulse)
    case .sound(let sound):
      mixer.play(sound, at: at)
    case .phase, .set, .cue, .guidance, .line, .track, .milestone: break
    }
  }
}
