// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Session
import Timebase

/// Listens to a timeline from beginning to end: nothing falls silent that is under way, words keep
/// out of the music's way, and the voice is on the beat (`clinical.md`, "Words", "Dose").
public enum SoundCheck {
  /// A stretch of an exercise, a rest or listening in which nothing was heard.
  public struct Silence: Hashable, Sendable {
    public let from: SampleTime
    public let until: SampleTime
    public let state: State
    /// Of the set before it.
    public let activity: String

    public var length: FrameCount { until - from }
  }

  /// "Silence never reads as a fault" (`clinical.md`) [E]: calm music fades for 6 s, and a sentence
  /// may take less time than its score left for it.
  public static let longestSilence = FrameCount.seconds(10)
  /// From a syllable's vowel to its beat.
  public static let farthestSyllable = FrameCount(48)

  /// - Parameter isSpoken: the voice says everything; else what it cannot say is a silence.
  public static func faults(in timeline: [TimelineEvent], isSpoken: Bool = true) -> [String] {
    let silences = isSpoken ? silences(in: timeline, longerThan: longestSilence) : []
    let silent = silences.map { silence in
      fault(
        "nothing is heard in \(silence.state.rawValue) (\(silence.activity)) for "
          + "\(silence.length.roundedSeconds) s", at: silence.from)
    }
    return silent + syllables(in: timeline) + wordsOverWords(in: timeline)
      + sentencesOverMusic(in: timeline)
  }

  static func fault(_ what: String, at frame: SampleTime) -> String {
    let seconds = frame.frame / SampleRate.framesPerSecond
    return "at \(seconds / 60):\(seconds % 60) (frame \(frame.frame)): \(what)"
  }

  // MARK: Silence

  public static func silences(
    in timeline: [TimelineEvent], longerThan limit: FrameCount
  ) -> [Silence] {
    var found: [Silence] = []
    var state: State?
    var activity = ""
    var heardUntil = SampleTime.zero
    func hear(from start: SampleTime, until end: SampleTime) {
      if let state, state.sounds, start - heardUntil > limit {
        found.append(
          Silence(from: heardUntil, until: start, state: state, activity: activity))
      }
      heardUntil = max(heardUntil, end)
    }
    for event in timeline {
      if let length = event.audibleLength {
        hear(from: event.frame, until: event.frame + length)
        continue
      }
      switch event.kind {
      case .state(let next):
        let sounded = state?.sounds ?? false
        // What rang on was cut, or is over; a silence goes on from a rest into an exercise.
        if sounded, !next.sounds { hear(from: event.frame, until: event.frame) }
        if !sounded || !next.sounds { heardUntil = event.frame }
        state = next
      case .exercise(let mark, _): activity = mark.activity
      case .speech, .speechCut, .beat, .phase, .note, .press, .stopped, .question, .gap,
        .recorded, .lateEdge, .syllable, .music, .sound:
        break
      }
    }
    return found
  }

  // MARK: Words

  private static func syllables(in timeline: [TimelineEvent]) -> [String] {
    timeline.compactMap { event in
      guard case .syllable(let text, let beat) = event.kind else { return nil }
      let off = event.frame - beat
      guard off > farthestSyllable || FrameCount(0) - off > farthestSyllable else { return nil }
      return fault("\"\(text)\" is \(off.value) frames beside its beat", at: event.frame)
    }
  }

  /// One after the other, always. Only a line that is sung may lean into the one before it, which
  /// then ends on its first vowel.
  private static func wordsOverWords(in timeline: [TimelineEvent]) -> [String] {
    var faults: [String] = []
    var last: (text: String, end: SampleTime, isLine: Bool)?
    for (index, event) in timeline.enumerated() {
      if case .speechCut = event.kind, let open = last {
        last = (open.text, min(open.end, event.frame), open.isLine)
      }
      guard case .speech(let text, _, let end, _) = event.kind else { continue }
      let vowel = timeline[index...].dropFirst().prefix { $0.frame < end }.first(
        where: \.isSyllable)
      let start = last?.isLine ?? false ? vowel?.frame ?? event.frame : event.frame
      // Its end and its vowel are rounded each by itself.
      if let last, start + FrameCount(1) < last.end {
        faults.append(fault("\"\(text)\" over \"\(last.text)\"", at: event.frame))
      }
      last = (text, end, vowel != nil)
    }
    return faults
  }

  /// Sentences are said in quiet. Over music there are only cue words, which end on a beat; lines in
  /// time with it, which have their syllables; and guidance: while one settles or listens, and for
  /// ordinary breathing.
  private static func sentencesOverMusic(in timeline: [TimelineEvent]) -> [String] {
    var beats: Set<SampleTime> = []
    for event in timeline {
      switch event.kind {
      case .beat, .phase: beats.insert(event.frame)
      // A phrase may begin between two beats: its cue ends on its first note.
      case .note: beats.insert(event.frame)
      // A cue before a line ends where the line's first consonants begin.
      case .speech: beats.insert(event.frame)
      default: break
      }
    }
    var faults: [String] = []
    var place = MusicalPlace()
    for (index, event) in timeline.enumerated() {
      place.take(event)
      guard case .speech(let text, _, let whole, _) = event.kind else { continue }
      let following = timeline[index...].dropFirst().prefix { $0.frame < whole }
      // The beat that a word was cut before is not there.
      let isCut = following.contains { $0.kind == .speechCut(text: text) }
      let isInTime = beats.contains(whole) || following.contains(where: \.isSyllable)
      guard !isCut, !isInTime, !place.isGuided else { continue }
      if place.musicUntil > event.frame || following.contains(where: \.isMusic) {
        faults.append(fault("\"\(text)\" over music", at: event.frame))
      }
    }
    return faults
  }

  /// Where in the music a timeline is.
  private struct MusicalPlace {
    private(set) var musicUntil = SampleTime.zero
    private var state: State?
    private var hasPulse = false
    private var isOrdinaryBreathing = false

    /// Guidance may be said here, the music held down under it.
    var isGuided: Bool {
      state == .listening || isOrdinaryBreathing || (state == .exercise && !hasPulse)
    }

    mutating func take(_ event: TimelineEvent) {
      switch event.kind {
      case .state(let next):
        if next == .exercise || next == .rest { hasPulse = false }
        if !next.sounds { musicUntil = min(musicUntil, event.frame) }
        isOrdinaryBreathing = false
        state = next
      case .beat: hasPulse = true
      case .phase(let phase, _): isOrdinaryBreathing = phase == .rest
      case .note(_, let length), .music(_, let length):
        musicUntil = max(musicUntil, event.frame + length)
      case .exercise, .speech, .speechCut, .press, .stopped, .question, .gap, .recorded,
        .lateEdge, .syllable, .sound:
        break
      }
    }
  }
}

extension State {
  /// A practice or music is under way here: something is always heard.
  var sounds: Bool {
    switch self {
    case .exercise, .rest, .listening: true
    case .greeting, .safety, .waiting, .measuring, .question, .stopped, .list, .ringing,
      .farewell, .resting, .locked, .fault:
      false
    }
  }
}

extension TimelineEvent {
  /// Of a tick or a small sound.
  private static let tick = FrameCount.milliseconds(100)

  /// How long this is heard, without what rings on; nil: it is no sound.
  fileprivate var audibleLength: FrameCount? {
    switch kind {
    case .note(_, let length), .music(_, let length): length
    case .speech(_, _, let end, _): end - frame
    case .beat(let pulse, _): pulse.voice == nil ? nil : Self.tick
    case .press: Self.tick
    case .sound(let sound): sound.length
    case .state, .speechCut, .phase, .exercise, .stopped, .question, .gap, .recorded,
      .lateEdge, .syllable:
      nil
    }
  }

  fileprivate var isSyllable: Bool {
    if case .syllable = kind { true } else { false }
  }

  fileprivate var isMusic: Bool {
    switch kind {
    case .note, .music: true
    default: false
    }
  }
}
