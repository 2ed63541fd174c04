// SPDX-License-Identifier: GPL-3.0-or-later

/// The hard ranges of the four keys, as a prescription narrows them.
struct BreathLimits {
  let inBeats: ClosedRange<Int>
  let pauseBeats: ClosedRange<Int>
  let outBeats: ClosedRange<Int>
  let tempo: ClosedRange<ExactDecimal>
  /// Breaths a minute.
  let paceFloor: Int

  /// The pattern within the limits that is nearest to `wanted` and can be paced; nil where there
  /// is none. What the caregiver wrote (`kept`) is changed last.
  func nearest(to wanted: BreathPattern, keeping kept: Set<KeyID> = []) -> BreathPattern? {
    if contains(wanted), wanted.fault(paceFloor: paceFloor) == nil { return wanted }
    var best: (pattern: BreathPattern, cost: Int)?
    for inBeats in inBeats {
      for outBeats in outBeats where inBeats <= outBeats && outBeats <= 2 * inBeats {
        for pauseBeats in pauseBeats {
          let pattern = BreathPattern(
            inBeats: inBeats, pauseBeats: pauseBeats, outBeats: outBeats, tempo: wanted.tempo)
          guard let fitting = atNearestTempo(pattern) else { continue }
          let cost = Self.cost(of: fitting, from: wanted, keeping: kept)
          if cost < best?.cost ?? .max { best = (fitting, cost) }
        }
      }
    }
    return best?.pattern
  }

  private func contains(_ pattern: BreathPattern) -> Bool {
    inBeats.contains(pattern.inBeats) && pauseBeats.contains(pattern.pauseBeats)
      && outBeats.contains(pattern.outBeats) && tempo.contains(pattern.tempo)
  }

  private func atNearestTempo(_ pattern: BreathPattern) -> BreathPattern? {
    guard let pacing = pattern.tempos(paceFloor: paceFloor), pacing.overlaps(tempo) else {
      return nil
    }
    return BreathPattern(
      inBeats: pattern.inBeats, pauseBeats: pattern.pauseBeats, outBeats: pattern.outBeats,
      tempo: pacing.clamped(to: tempo).clamping(pattern.tempo))
  }

  /// A longer pause is proposed only where nothing else fits. Then as few changes as can be of what
  /// was written, then as small ones: a beat more or less counts as much as eight beats a minute.
  private static func cost(
    of pattern: BreathPattern, from wanted: BreathPattern, keeping kept: Set<KeyID>
  ) -> Int {
    let steps: [(KeyID, Int)] = [
      (.inBeats, 8 * abs(pattern.inBeats - wanted.inBeats)),
      (.pause, 8 * abs(pattern.pauseBeats - wanted.pauseBeats)),
      (.outBeats, 8 * abs(pattern.outBeats - wanted.outBeats)),
      (.tempo, pattern.tempo.wholeDistance(to: wanted.tempo))
    ]
    let longerPause = max(0, pattern.pauseBeats - wanted.pauseBeats)
    return steps.reduce(10_000 * longerPause) { cost, step in
      cost + step.1 + (step.1 > 0 && kept.contains(step.0) ? 1000 : 0)
    }
  }
}

extension ExactDecimal {
  /// How far it is to another number, rounded up.
  fileprivate func wholeDistance(to other: ExactDecimal) -> Int {
    let scale = denominator * other.denominator
    let difference = abs(numerator * other.denominator - other.numerator * denominator)
    return (difference + scale - 1) / scale
  }
}
