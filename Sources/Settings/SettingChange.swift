// SPDX-License-Identifier: GPL-3.0-or-later

/// One setting that is not what it was.
public struct SettingChange: Hashable, Sendable {
  public let key: KeyID
  /// Nil where it was not set.
  public let before: KeyValue?
  /// Nil where it is not set any more.
  public let now: KeyValue?

  public init(key: KeyID, before: KeyValue?, now: KeyValue?) {
    self.key = key
    self.before = before
    self.now = now
  }

  /// The value before, as a file of this language writes it; nil where it was not set.
  public func textBefore(in language: TableLanguage) -> String? { text(of: before, in: language) }

  /// The value now, as a file of this language writes it; nil where it is not set any more.
  public func textNow(in language: TableLanguage) -> String? { text(of: now, in: language) }

  private func text(of value: KeyValue?, in language: TableLanguage) -> String? {
    value.flatMap { value in
      KeyTable.key(key, in: .settings).map { $0.text(of: value, in: language) }
    }
  }
}

/// Something a caregiver's file asks for once; it is no setting and is not kept.
public enum SettingsRequest: Hashable, Sendable {
  case report, switchTest, selfTest
  /// Set the unit's clock.
  case clock(CivilDateTime)
  /// Erase the diary of whom these are the initials of.
  case erase(initials: String)
  case clearLock
}

extension CaregiverSettings {
  /// The settings that differ, in the order of the table. What is asked for once (`requests`) is no
  /// setting.
  public static func changes(
    from old: CaregiverSettings, to new: CaregiverSettings
  ) -> [SettingChange] {
    KeyTable.caregiverKeys.compactMap { key in
      let (before, now) = (old.value(of: key.id), new.value(of: key.id))
      return before == now ? nil : SettingChange(key: key.id, before: before, now: now)
    }
  }

  /// What the file asks for once, the clock first, because a report shows it, and erasing last.
  public var requests: [SettingsRequest] {
    var requests: [SettingsRequest] = []
    if let clock { requests.append(.clock(clock)) }
    if clearLock { requests.append(.clearLock) }
    if switchTest { requests.append(.switchTest) }
    if selfTest { requests.append(.selfTest) }
    if report { requests.append(.report) }
    if let erase { requests.append(.erase(initials: erase)) }
    return requests
  }

  /// The settings without what is asked for once, as they are kept.
  public var withoutRequests: CaregiverSettings {
    var kept = self
    kept.report = false
    kept.switchTest = false
    kept.selfTest = false
    kept.clock = nil
    kept.erase = nil
    kept.clearLock = false
    return kept
  }

  /// Whether a file asks for a report, also where it has findings: only then are they written to
  /// the stick.
  public static func asksForReport(_ bytes: [UInt8]) -> Bool {
    FileReading(bytes, file: FileKind.settings.fileName, kind: .settings).flag(.report)
  }

  /// What a key is set to, in the unit of the file; nil where it is not set, is asked for once, or
  /// is no key of the caregiver's.
  public func value(of id: KeyID) -> KeyValue? {
    switch id {
    case .language: language.map(KeyValue.text)
    case .voice: voice.map(KeyValue.text)
    case .speechRate: .number(ExactDecimal(speechRate))
    case .volume: .number(ExactDecimal(volume))
    case .eveningVolume: eveningVolume.map { .number(ExactDecimal($0)) }
    case .acceptanceTime: .seconds(acceptanceTimeMilliseconds)
    case .releaseTime: .seconds(releaseTimeMilliseconds)
    case .scanTime: .seconds(scanTimeMilliseconds)
    case .start: .choice(start.rawValue)
    case .practiceAt: practiceAt.isEmpty ? nil : .times(practiceAt)
    case .session: .choice(session.rawValue)
    case .ownPace: .choice(ownPace.rawValue)
    case .breaths: breaths.map { .number(ExactDecimal($0)) }
    case .pause: .number(ExactDecimal(breath.pauseBeats))
    case .inBeats: .number(ExactDecimal(breath.inBeats))
    case .outBeats: .number(ExactDecimal(breath.outBeats))
    case .tempo: .number(breath.tempo)
    case .songTempo: songTempo.map(KeyValue.number)
    case .singingKey: .number(ExactDecimal(singingKey))
    case .singingVoice: singingVoice.map { .choice($0.rawValue) }
    case .sungGuide: .flag(sungGuide)
    case .cueing: .choice(cueing.rawValue)
    case .together: .flag(together)
    case .songs: songs.isEmpty ? nil : .texts(songs)
    case .phrases: phrases.isEmpty ? nil : .texts(phrases)
    case .phraseSeconds: .seconds(phraseMilliseconds)
    case .quietHours: quietHours.map(KeyValue.timeRange)
    case .call: .flag(call)
    case .report, .switchTest, .selfTest, .clock, .erase, .clearLock: nil
    case .clinic, .patient, .unit, .serial, .profile, .techniques, .daysAWeek, .reviewBy,
      .reviewAfterSessions, .habitualRate, .paceFloor, .tempoPercent, .windInstrument,
      .unattended, .sessionMinutes, .sessionsADay, .switchSource, .sound, .lamp, .watchdog:
      nil
    }
  }
}

extension KeyValue {
  fileprivate static func seconds(_ milliseconds: Int) -> KeyValue {
    .number(ExactDecimal(milliseconds, decimals: 3))
  }
}
