// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Timebase

/// What the session asks for becomes sound: 960 frames after it was decided.
extension Conductor {
  /// An utterance on its way.
  struct Speaking: Sendable {
    let utterance: Utterance
    /// The sentence to be said next, or being said.
    var sentence = 0
    /// It may begin here.
    var earliest: SampleTime
    var isSounding = false
  }

  /// A score that waits for its words.
  struct PendingScore: Sendable {
    let part: ScorePart
    let earliest: SampleTime
    let sayings: [Saying]
  }

  /// Between two sentences (`clinical.md`, "Words": at least 1 s).
  private static let sentenceGap = FrameCount.seconds(1)
  /// Speech that has not come by then is replaced by a melody, words in music by nothing; a disk
  /// that has not answered by then is not waited for.
  private static let speechPatience = FrameCount.seconds(8)
  /// A cut in speech: quick, but no click.
  private static let hushRamp = FrameCount.milliseconds(30)
  /// One score gives way to the next.
  private static let scoreRamp = FrameCount.milliseconds(400)
  /// An accented pulse is so much louder, in decibels.
  private static let accent = 1.5

  /// The stressed tick is louder by itself (`music.md`, "Speech cueing").
  private static func accent(of pulse: Pulse) -> Double {
    pulse.accent && pulse.voice != .tickStressed ? accent : 0
  }

  private static let soundBuses: [Mixer.Bus] = [.music, .pulse, .speech, .signal]

  mutating func perform(_ action: SessionAction, at frame: SampleTime) {
    let change = frame + latency
    switch action {
    case .enter(let state):
      emit(.state(state), at: frame)
    case .say(let utterance):
      say(utterance, at: frame)
    case .hush:
      hush(at: change)
    case .play(let part):
      prepare(part, at: frame)
    case .stopSound:
      cut(at: change, over: Latency.stopRamp)
      let silent = change + Latency.stopRamp
      emit(.stopped(silent: silent), at: frame)
      mixer.play(.stopTick, at: silent)
    case .fadeOut(let ramp):
      cut(at: change, over: ramp)
    case .sound(let sound):
      mixer.play(sound, at: change)
      emit(.sound(sound), at: change)
    case .answer(let outcome, let silently):
      emit(.press(outcome), at: frame)
      if !silently, let sound = outcome.sound { mixer.play(sound, at: change) }
    case .record(let record):
      emit(.recorded(what: record.what), at: frame)
      unkept += 1
      effects.append(.record(record, at: frame))
    case .effort(let effort):
      emit(.question(effort: effort), at: frame)
    case .analyse(let texts):
      effects.append(.analyse(texts))
    case .makeAhead(let sayings):
      effects.append(.makeAhead(sayings))
    case .stick(let ask):
      effects.append(.stick(ask, at: frame))
    case .keepSettings(let changes):
      unkept += 1
      effects.append(.keepSettings(changes))
    case .renew(let renewal):
      renew(renewal)
    case .gain(let decibels):
      mixer.setGain(dB: decibels, at: change, over: Latency.volumeRamp)
    }
  }

  /// What is going on still needs these.
  var needed: [Saying] {
    (speaking?.utterance.sentences ?? []).map { Saying($0) } + (pendingScore?.sayings ?? [])
  }

  // MARK: Speech

  private mutating func say(_ utterance: Utterance, at frame: SampleTime) {
    hush(at: frame + latency)
    var earliest = frame + latency + utterance.delay
    if let end = lastSentenceEnd { earliest = max(earliest, end + Self.sentenceGap) }
    // No sentence over music: the last note of a cadence rings on beyond its score.
    if let end = mixer.silentFrom([.music, .pulse]) { earliest = max(earliest, end) }
    speaking = Speaking(utterance: utterance, earliest: earliest)
    shelf.forgetFailures()
    ask(for: utterance.sentences.map { Saying($0) })
    agenda.add(
      .speechOverdue(utterance: utterance.id, sentence: 0),
      at: frame + utterance.delay + Self.speechPatience)
    continueSpeaking(at: frame)
  }

  private mutating func ask(for sayings: [Saying]) {
    let missing = shelf.missing(of: sayings)
    if !missing.isEmpty { effects.append(.speak(missing)) }
  }

  /// Begins the next sentence where its clip is there, and what it tells of is on the disk.
  mutating func continueSpeaking(at frame: SampleTime) {
    guard var speaking, !speaking.isSounding, unkept == 0 || isDiskLate else { return }
    let utterance = speaking.utterance
    guard speaking.sentence < utterance.sentences.count else {
      // Nothing to say is said at once; `sentenceEnded` closes the utterance.
      agenda.add(
        .sentenceEnded(utterance: utterance.id, sentence: 0), at: max(speaking.earliest, frame))
      speaking.isSounding = true
      self.speaking = speaking
      return
    }
    let text = utterance.sentences[speaking.sentence]
    guard let sound = shelf[Saying(text)] else { return }
    let start = max(speaking.earliest, frame + latency)
    let end: SampleTime
    var isStandIn = false
    switch sound {
    case .recording(let recording):
      mixer.play(recording, at: start)
      end = start + recording.length
    case .failed:
      // One melody says what kind of message this is; the other sentences stay silent.
      isStandIn = true
      if speaking.sentence == 0 { mixer.play(utterance.melody, at: start) }
      end = start + (speaking.sentence == 0 ? utterance.melody.length : FrameCount(1))
    }
    speaking.isSounding = true
    self.speaking = speaking
    emit(
      .speech(text: text, language: language, end: end, isStandIn: isStandIn), at: start)
    words.append(Words(text: text, start: start, end: end))
    agenda.add(
      .sentenceBegan(utterance: utterance.id, sentence: speaking.sentence), at: start)
    agenda.add(.sentenceEnded(utterance: utterance.id, sentence: speaking.sentence), at: end)
  }

  mutating func take(_ notice: Notice, at frame: SampleTime) {
    switch notice {
    case .sentenceBegan(let utterance, let sentence):
      guard speaking?.utterance.id == utterance else { return }
      handle(.sentenceBegan(utterance: utterance, sentence: sentence), at: frame)
    case .sentenceEnded(let utterance, let sentence):
      guard var speaking, speaking.utterance.id == utterance else { return }
      words.removeAll { $0.end <= frame }
      guard sentence + 1 < speaking.utterance.sentences.count else {
        self.speaking = nil
        if !speaking.utterance.sentences.isEmpty { lastSentenceEnd = frame }
        handle(.spoken(utterance: utterance), at: frame)
        return
      }
      speaking.sentence = sentence + 1
      speaking.isSounding = false
      speaking.earliest = frame + Self.sentenceGap
      self.speaking = speaking
      agenda.add(
        .speechOverdue(utterance: utterance, sentence: sentence + 1),
        at: frame + Self.speechPatience)
      continueSpeaking(at: frame)
    case .speechOverdue(let utterance, let sentence):
      guard let speaking, speaking.utterance.id == utterance, speaking.sentence == sentence,
        !speaking.isSounding
      else { return }
      isDiskLate = unkept > 0
      for saying in speaking.utterance.sentences.map({ Saying($0) }) where shelf[saying] == nil {
        shelf.put(.failed, for: saying, keeping: needed)
      }
      continueSpeaking(at: frame)
    case .scoreOverdue(let score):
      guard let pending = pendingScore, pending.part.id == score else { return }
      for saying in pending.sayings where shelf[saying] == nil {
        shelf.put(.failed, for: saying, keeping: needed)
      }
      beginPendingScore(at: frame)
    }
  }

  /// Whatever is being said ends from `change` on.
  private mutating func hush(at change: SampleTime) {
    guard speaking != nil else { return }
    speaking = nil
    agenda.remove { entry in
      switch entry.item {
      case .sentenceBegan, .sentenceEnded, .speechOverdue: true
      case .scoreOverdue: false
      }
    }
    mixer.fade([.speech], at: change, over: Self.hushRamp)
    cutWords(at: change)
    withdrawSpeech(from: change)
  }

  /// Sentences that have not begun by `change` are not said; the music's own words are.
  private mutating func withdrawSpeech(from change: SampleTime) {
    if performance == nil { withdraw(from: change) }
  }

  /// Tells the timeline which words were cut.
  private mutating func cutWords(at change: SampleTime) {
    for word in words where word.start < change && word.end > change {
      emit(.speechCut(text: word.text), at: change)
    }
    words.removeAll()
  }

  // MARK: Scores

  private mutating func prepare(_ part: ScorePart, at frame: SampleTime) {
    if performance != nil { cut(at: frame + latency, over: Self.scoreRamp) }
    let sayings = part.score.sayings
    pendingScore = PendingScore(
      part: part, earliest: frame + latency + part.delay, sayings: sayings)
    agenda.add(.scoreOverdue(score: part.id), at: frame + Self.speechPatience)
    for track in part.score.tracks {
      effects.append(.readAhead(track: track.id, from: 0, frames: 2 * Self.readAhead.value))
    }
    ask(for: sayings)
    beginPendingScore(at: frame)
  }

  /// Begins a score once all its words are there.
  mutating func beginPendingScore(at frame: SampleTime) {
    guard let pending = pendingScore, pending.sayings.allSatisfy({ shelf[$0] != nil }) else {
      return
    }
    pendingScore = nil
    // A first word may end on the first beat: room for the music to go down before it.
    let start = max(pending.earliest, frame + latency)
    performance = Performance(
      pending.part, start: start, latency: latency,
      trim: pending.part.score.trim.flatMap { mixer.bank?.trim($0) },
      clips: pending.sayings.reduce(into: [:]) { clips, saying in
        if case .recording(let recording) = shelf[saying] { clips[saying] = recording }
      })
  }

  /// One step of the score: handed to the mixer 20 ms before it is heard.
  mutating func take(_ step: Performance.Step, at frame: SampleTime) {
    guard let performance else { return }
    switch step {
    case .tone(let tone, let length, let start):
      mixer.play(
        tone.instrument, pitch: tone.pitch, gain: tone.gain, at: start, length: length,
        bus: .music)
      emit(.note(pitch: tone.pitch, length: length), at: start)
    case .beat(let pulse, let start):
      if let voice = pulse.voice {
        mixer.play(
          voice, pitch: 0, gain: pulse.gain + Self.accent(of: pulse), at: start, length: .zero,
          bus: .pulse)
      }
      emit(.beat(pulse, performance.tempo), at: start)
    case .sound(let sound, let start):
      mixer.play(sound, at: start)
      emit(.sound(sound), at: start)
    case .phase(let phase, let cycle, let start):
      emit(.phase(phase, cycle: cycle), at: start)
    case .set(let mark, let end, let start):
      emit(.exercise(mark, end: end), at: start)
    case .words(let text, let start):
      sayOverMusic(text, at: start, now: frame)
    case .line(let line, let recording, let start):
      say(line, recording, at: start, now: frame)
    case .track(let track, let length, let fade, let start):
      play(track, length: length, fade: fade, at: start)
    case .readAhead(let track, let from):
      effects.append(.readAhead(track: track, from: from, frames: Self.readAhead.value))
    case .began:
      handle(.scoreBegan(score: performance.id), at: frame)
    case .milestone(let milestone):
      handle(.milestone(milestone, score: performance.id), at: frame)
    case .ended:
      let id = performance.id
      self.performance = nil
      handle(.scoreEnded(score: id), at: frame)
    }
  }

  private mutating func sayOverMusic(_ text: String, at start: SampleTime, now: SampleTime) {
    guard case .recording(let recording) = shelf[Saying(text)] else { return }
    let end = start + recording.length
    mixer.duck(from: start, until: end, notBefore: now + latency)
    mixer.play(recording, at: start)
    emit(.speech(text: text, language: language, end: end, isStandIn: false), at: start)
    words.removeAll { $0.end <= now }
    words.append(Words(text: text, start: start, end: end))
  }

  /// A line in time: each syllable's vowel is on the timeline where it sounds.
  private mutating func say(
    _ line: VoiceLine, _ recording: Recording, at start: SampleTime, now: SampleTime
  ) {
    let end = start + recording.length
    // Sung, it is part of the music.
    if !line.isSung { mixer.duck(from: start, until: end, notBefore: now + latency) }
    mixer.play(recording, at: start, gain: line.gain)
    emit(.speech(text: line.text, language: language, end: end, isStandIn: false), at: start)
    guard let first = recording.vowels.first, let performance else { return }
    let section = Section(start: Rational((start + first).frame), tempo: performance.tempo)
    for (syllable, vowel) in zip(line.syllables, recording.vowels) {
      emit(
        .syllable(text: syllable.text, beat: section.frame(ofBeat: syllable.beat)),
        at: start + vowel)
    }
    words.removeAll { $0.end <= now }
    words.append(Words(text: line.text, start: start, end: end))
  }

  /// The person's own music; read ahead while it sounds.
  private mutating func play(
    _ track: Track, length: FrameCount, fade: FrameCount, at start: SampleTime
  ) {
    guard let samples = tracks[track.id] else { return }
    mixer.play(
      samples, firstFrame: 0, frames: length.value, at: start, fadeIn: fade, fadeOut: fade,
      gain: Mixer.bothSpeakers, bus: .music)
    emit(.music(track: track.id, frames: length), at: start)
  }

  /// So much of a track is asked for at once.
  static let readAhead = Performance.readAheadEvery

  /// Everything that sounds or would sound ends: music, pulse and words are at zero at
  /// `change + ramp`.
  private mutating func cut(at change: SampleTime, over ramp: FrameCount) {
    performance = nil
    pendingScore = nil
    speaking = nil
    agenda.remove { _ in true }
    mixer.fade(Self.soundBuses, at: change, over: ramp)
    cutWords(at: change)
    withdraw(from: change)
  }
}

extension PressOutcome {
  /// Its own small sound; a held switch is answered in words.
  fileprivate var sound: SmallSound? {
    switch self {
    case .heard: .heard
    case .accepted: .accepted
    case .ignored: .ignored
    case .stuck: nil
    }
  }
}
