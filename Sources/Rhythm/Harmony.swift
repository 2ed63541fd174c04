// SPDX-License-Identifier: GPL-3.0-or-later

/// A chord as musicians write it in a key: a roman numeral, small for a minor third, with `♭`
/// before it, ` sus` (the fourth in place of the third), `(5)` (no third), `/3` or `/5` (the third
/// or the fifth in the bass) after it.
struct Chord: Hashable, Sendable, ExpressibleByStringLiteral {
  enum Third: Hashable, Sendable { case major, minor, suspended, none }

  /// Which tone is lowest.
  enum Inversion: Hashable, Sendable { case root, third, fifth }

  /// 0–6: the degree of the scale, counted from the tonic.
  var step: Int
  var isFlat = false
  var third: Third
  /// What stands in place of a suspension when it is resolved.
  private var resolvedThird: Third
  var inversion = Inversion.root

  struct ChordTone: Hashable, Sendable {
    /// 0–6: the degree of the scale that it is, altered or not.
    var step: Int
    /// Above the tonic, 0–11.
    var semitones: Int
  }

  /// - Precondition: a numeral from I to VII. Pieces are written by us, not read from files.
  init(stringLiteral text: String) {
    var rest = Substring(text)
    func take(_ suffix: String) -> Bool {
      guard rest.hasSuffix(suffix) else { return false }
      rest.removeLast(suffix.count)
      return true
    }
    let isSuspended = take(" sus")
    let isOpen = take("(5)")
    if take("/3") { inversion = .third }
    if take("/5") { inversion = .fifth }
    if rest.hasPrefix("♭") {
      isFlat = true
      rest.removeFirst()
    }
    let numerals = ["I", "II", "III", "IV", "V", "VI", "VII"]
    let step = numerals.firstIndex(of: rest.uppercased())
    precondition(step != nil, "a chord is a roman numeral: \(text)")
    self.step = step ?? 0
    resolvedThird = rest == rest.uppercased() ? .major : .minor
    third = isSuspended ? .suspended : isOpen ? .none : resolvedThird
  }

  var isSuspended: Bool { third == .suspended }

  var suspended: Chord {
    var chord = self
    chord.third = .suspended
    return chord
  }

  /// The same with its third where it was suspended.
  var resolved: Chord {
    var chord = self
    if isSuspended { chord.third = resolvedThird }
    return chord
  }

  /// Root, third (or fourth), fifth.
  func tones(in mode: Mode) -> [ChordTone] {
    let root = rootSemitones(in: mode)
    func tone(_ steps: Int, _ semitones: Int) -> ChordTone {
      ChordTone(step: (step + steps) % 7, semitones: (root + semitones) % 12)
    }
    let (lowest, highest) = (tone(0, 0), tone(4, 7))
    return switch third {
    case .major: [lowest, tone(2, 4), highest]
    case .minor: [lowest, tone(2, 3), highest]
    case .suspended: [lowest, tone(3, 5), highest]
    case .none: [lowest, highest]
    }
  }

  /// What the bass has, in semitones above the tonic.
  func bassTone(in mode: Mode) -> Int {
    let tones = tones(in: mode)
    switch inversion {
    case .root: return tones[0].semitones
    case .third: return tones[min(1, tones.count - 1)].semitones
    case .fifth: return tones[tones.count - 1].semitones
    }
  }

  /// IV is always the perfect fourth, in the lydian mode too.
  private func rootSemitones(in mode: Mode) -> Int {
    if step == 3 { return 5 }
    return isFlat ? Mode.major.steps[step] - 1 : mode.steps[step]
  }
}
