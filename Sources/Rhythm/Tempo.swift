// SPDX-License-Identifier: GPL-3.0-or-later
import Timebase

/// Beats a minute as an exact ratio.
public struct Tempo: Hashable, Sendable {
  public let beatsPerMinute: Rational

  /// - Precondition: more than 0.
  public init(_ beatsPerMinute: Rational) {
    precondition(beatsPerMinute > .zero, "a tempo is more than nothing")
    self.beatsPerMinute = beatsPerMinute
  }

  public init(_ numerator: Int, _ denominator: Int = 1) {
    self.init(Rational(numerator, denominator))
  }

  /// Frames a beat, exact.
  public var framesPerBeat: Rational {
    Rational(60 * SampleRate.framesPerSecond) / beatsPerMinute
  }

  /// The whole beats that fit into `frames` at this tempo, at least.
  public func beats(covering frames: FrameCount) -> Int {
    let exact = Rational(frames.value) / framesPerBeat
    return exact.floor + (exact == Rational(exact.floor) ? 0 : 1)
  }
}

/// A stretch of one tempo that begins at an exact rational frame.
///
/// The k-th beat sounds at the rounded frame of `start + k · 60 · rate / tempo`: only this
/// rounds (architecture, "Time").
public struct Section: Hashable, Sendable {
  /// In frames of the sample clock, not rounded.
  public let start: Rational
  public let tempo: Tempo

  public init(start: Rational, tempo: Tempo) {
    self.start = start
    self.tempo = tempo
  }

  /// The exact position, in frames, of a beat counted from the section's start (0 is the first;
  /// fractions are allowed).
  public func position(ofBeat beat: Rational) -> Rational { start + beat * tempo.framesPerBeat }

  public func frame(ofBeat beat: Rational) -> SampleTime {
    SampleTime(position(ofBeat: beat).rounded)
  }

  /// The section that follows after `beats`, at another tempo, with nothing lost between.
  public func followed(after beats: Rational, by tempo: Tempo) -> Section {
    Section(start: position(ofBeat: beats), tempo: tempo)
  }
}
