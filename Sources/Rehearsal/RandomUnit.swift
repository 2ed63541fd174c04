// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Prompts
import Rhythm
import Session
import Settings
import Timebase

/// A unit's files, history and clock, by chance.
struct RandomUnit {
  let facts: Facts
  let tracks: [String: SampleMemory]
  let acceptance: FrameCount
  let release: FrameCount
  let voice: FixedVoice
  /// The voice refuses nothing.
  let isSpoken: Bool

  init(_ random: inout SeededRandom, packs: [LanguagePack]) {
    let prescription = Self.prescription(&random)
    let settings = Self.settings(&random, within: prescription)
    let material = RandomRepertoire(&random)
    let wall = WallTime(
      seconds: 20_779 * 86_400 + random.next(in: 0...(7 * 86_400)), isSet: random.chance(75))
    facts = Facts(
      prescription: prescription, settings: settings,
      pack: packs[random.next(in: 0...packs.count - 1)], wall: wall,
      history: Self.history(&random, wall, material.repertoire), repertoire: material.repertoire,
      isRestarted: random.chance(5))
    tracks = material.tracks
    acceptance = .milliseconds(settings.acceptanceTimeMilliseconds)
    release = .milliseconds(settings.releaseTimeMilliseconds)
    // Most speak everything; some refuse texts of some lengths, some all.
    let refused = random.chance(5) ? 1 : random.chance(20) ? random.next(in: 2...9) : 0
    isSpoken = refused == 0
    voice = FixedVoice(refuses: { refused > 0 && $0.count.isMultiple(of: refused) })
  }

  // MARK: Files

  private static func prescription(_ random: inout SeededRandom) -> Prescription? {
    if random.chance(8) { return nil }
    var given = Prescription()
    given.profile = random.chance(60) ? .mild : random.chance(80) ? .moderate : .listening
    given.techniques =
      random.chance(40)
      ? Technique.allCases : Technique.allCases.filter { _ in random.chance(60) }
    given.unattended = random.chance(5)
    given.paceFloor = random.next(in: 8...10)
    given.daysAWeek = random.next(in: 1...7)
    given.windInstrument = random.chance(30)
    if random.chance(60) { given.habitualRate = random.next(in: 40...400) }
    if random.chance(30) {
      let percents = [100, 90, 80, 60].filter { _ in random.chance(50) }
      if !percents.isEmpty { given.tempoPercent = percents }
    }
    func limit(_ id: KeyID, _ least: Int, _ most: Int) {
      let upper = random.next(in: least...most)
      let lower = random.next(in: least...upper)
      given.limits[id] = ExactDecimal(lower)...ExactDecimal(upper)
    }
    if random.chance(30) { limit(.sessionMinutes, 3, 20) }
    if random.chance(20) { limit(.phrases, 1, 20) }
    if random.chance(20) { limit(.breaths, 3, 10) }
    return given
  }

  static func settings(
    _ random: inout SeededRandom, within prescription: Prescription?
  ) -> CaregiverSettings {
    var settings = CaregiverSettings(within: prescription)
    settings.scanTimeMilliseconds = random.next(in: 2_000...10_000)
    settings.acceptanceTimeMilliseconds = random.chance(70) ? 50 : random.next(in: 0...2_000)
    settings.releaseTimeMilliseconds = random.chance(70) ? 500 : random.next(in: 0...3_000)
    settings.call = random.chance(20)
    settings.start = random.chance(10) ? .byItself : .press
    settings.session = random.chance(15) ? .short : .usual
    settings.ownPace = random.chance(70) ? .weekly : random.chance(50) ? .eachSession : .no
    if random.chance(30) {
      let range = prescription?.breaths ?? 3...10
      settings.breaths = random.next(in: range)
    }
    settings.speechRate = random.chance(60) ? 130 : random.next(in: 100...175)
    if random.chance(30) { settings.songTempo = ExactDecimal(random.next(in: 50...100)) }
    if random.chance(30) { settings.singingKey = random.next(in: -6...6) }
    if random.chance(60) { settings.singingVoice = random.chance(50) ? .low : .high }
    settings.sungGuide = random.chance(30)
    settings.cueing = random.chance(60) ? .patterned : .metric
    settings.together = random.chance(30)
    if random.chance(30) { settings.phraseMilliseconds = random.next(in: 2_000...8_000) }
    return settings
  }

  // MARK: History

  private static func history(
    _ random: inout SeededRandom, _ wall: WallTime, _ material: Repertoire
  ) -> PracticeHistory {
    var history = PracticeHistory()
    history.poweredSeconds = random.next(in: 0...1_000_000)
    for index in 0..<random.next(in: 0...6) {
      // Also from a clock that was wrong: in the future.
      let ago =
        (6 - index) * random.next(in: 600...90_000) - (random.chance(5) ? 500_000 : 0)
      let session = session(
        &random, WallTime(seconds: wall.seconds - ago, isSet: random.chance(85)),
        poweredEnd: max(0, history.poweredSeconds - abs(ago)))
      history.sessions.append(session)
      history.practiceDays.insert(session.ended.day)
    }
    if random.chance(50) {
      history.baseline = Rational(random.next(in: 8_000...24_000), 1_000)
      history.baselineTaken = WallTime(
        seconds: wall.seconds - random.next(in: 0...900_000), isSet: random.chance(90))
    }
    history.pacingStep = random.next(in: 0...12)
    if random.chance(50) {
      history.lastWholeSafety = WallTime(
        seconds: wall.seconds - random.next(in: 0...900_000), isSet: random.chance(90))
    }
    history.lastPowerOnHeldSession = random.chance(50)
    history.lastPowerOnRanOnSeconds = random.next(in: 0...8_000)
    history.repertoire = past(&random, wall, material)
    return history
  }

  private static func session(
    _ random: inout SeededRandom, _ ended: WallTime, poweredEnd: Int
  ) -> PastSession {
    var begun: [Part: Int] = [:]
    for part in Part.allCases where random.chance(60) { begun[part] = random.next(in: 0...6) }
    return PastSession(
      began: ended, ended: ended, poweredEnd: poweredEnd,
      ending: random.chance(70) ? .finished : random.chance(50) ? .unfinished : .powerLost,
      done: .seconds(random.next(in: 0...700)), isShort: random.chance(15), begun: begun,
      wasStopped: random.chance(30), effort: [nil, 2, 2, 4, 7][random.next(in: 0...4)])
  }

  private static func past(
    _ random: inout SeededRandom, _ wall: WallTime, _ material: Repertoire
  ) -> PastRepertoire {
    var past = PastRepertoire()
    past.practisedDays = random.next(in: 0...60)
    if past.practisedDays > 0 {
      past.firstPractice = Day(number: wall.day.number - random.next(in: 0...90))
    }
    past.layers = random.next(in: 0...6)
    // Also one that is not there any more.
    let titles = material.songs.map(\.title) + ["Gone"]
    if random.chance(60) { past.lastSong = titles[random.next(in: 0...titles.count - 1)] }
    if random.chance(20) { past.todaysSong = titles[random.next(in: 0...titles.count - 1)] }
    past.phrases = random.next(in: 0...200)
    past.oralMotorSessions = random.next(in: 0...60)
    if random.chance(50) { past.habitualRate = Rational(random.next(in: 40_000...400_000), 1_000) }
    if random.chance(40) { past.lastTrack = "tune-\(random.next(in: 1...3))" }
    return past
  }
}
