// SPDX-License-Identifier: GPL-3.0-or-later

extension KeyTable {
  /// The keys of `prescription.txt`: its own, and a limit for each number of `upbeat.txt`.
  static let clinicKeys: [Key] = unitKeys + doseKeys + caregiverKeys.compactMap(limit)

  private static let unitKeys: [Key] = [
    .row(
      .clinic, Term(en: "clinic", ru: "клиника"), in: .prescription, .text,
      example: "Rehabilitation Centre", help: "The clinic that prescribes."),
    .row(
      .patient, Term(en: "patient", ru: "пациент"), in: .prescription, .text, example: "A. B.",
      help: "The patient's initials, never the name."),
    .row(
      .unit, Term(en: "unit", ru: "прибор", "устройство"), in: .prescription, .text,
      example: "7", help: "The unit's number in the clinic."),
    .row(
      .serial, Term(en: "serial", "serial number", ru: "серийный номер"), in: .prescription,
      .text, example: "10000000c4f2", help: "The serial number of the unit's board.")
  ]

  private static let doseKeys: [Key] = [
    .choice(
      .profile, Term(en: "profile", ru: "профиль"), in: .prescription, of: Profile.self,
      default: .listening, example: .mild,
      help: "What the person is fit for; without it, listening only."),
    .row(
      .techniques, Term(en: "techniques", ru: "методики"), in: .prescription,
      .choices(
        Key.choices(of: Technique.self), default: Prescription.usualTechniques.map(\.rawValue)),
      example: "breathing, singing, speech cueing, listening",
      help: "What may be practised; oral motor and speech cueing only where written."),
    .number(
      .daysAWeek, Term(en: "days a week", ru: "дней в неделю"), in: .prescription, .daysAWeek,
      1...7, default: 3, help: "On how many days a week to practise."),
    .row(
      .reviewBy, Term(en: "review by", ru: "пересмотр до", "пересмотреть до"),
      in: .prescription, .date, example: "2027-05-31",
      help: "The day after which the prescription is overdue, and doses are reduced."),
    .number(
      .reviewAfterSessions, Term(en: "review after sessions", ru: "пересмотр после занятий"),
      in: .prescription, .sessions, 1...200, default: 40,
      help: "After how many sessions the prescription is overdue."),
    .number(
      .habitualRate, Term(en: "habitual rate", ru: "привычный темп речи"), in: .prescription,
      .syllablesPerMinute, 40...400, example: "150",
      help: "The person's habitual speech rate; without it, measured by counting aloud."),
    .number(
      .paceFloor, Term(en: "pace floor", ru: "нижний предел дыхания"), in: .prescription,
      .breathsPerMinute, 8...10, default: 10, help: "The slowest pace of paced breathing."),
    .row(
      .tempoPercent, Term(en: "tempo percent", ru: "процент темпа", "темп в процентах"),
      in: .prescription, .numbers(NumberRange(60...100, .percent), default: [100]),
      example: "100, 80", help: "The speeds of speech cueing, against the habitual rate."),
    .yesNo(
      .windInstrument, Term(en: "wind instrument", ru: "духовой инструмент"), in: .prescription,
      help: "Whether oral motor exercises may use a harmonica, recorder or kazoo."),
    .yesNo(
      .unattended, Term(en: "unattended", ru: "без нажатия"), in: .prescription,
      help: "Whether exercises may begin without a press."),
    .yesNo(
      .clearLock, Term(en: "clear lock", ru: "снять блокировку"), in: .prescription,
      help: "Whether practice begins again after it was locked."),
    .limit(
      .sessionMinutes, Term(en: "session minutes", ru: "минут на занятие", "минуты занятия"),
      .minutes, 3...20, help: "How long a session may be."),
    .limit(
      .sessionsADay, Term(en: "sessions a day", ru: "занятий в день"), .sessions, 1...4,
      help: "How many sessions a day there may be."),
    .limit(
      .phrases, Term(en: "phrases", ru: "фразы"), .phrases, 1...20,
      help: "How many phrases a session's singing may have.")
  ]

  private static func limit(of key: Key) -> Key? {
    guard case .number(let range, _) = key.kind else { return nil }
    return Key(
      id: key.id, file: .prescription, term: key.term, kind: .limit(range),
      help: "The limits within which the caregiver chooses `\(key.term.name(in: .english))`.",
      example: "\(range.bounds.lowerBound) - \(range.bounds.upperBound)")
  }
}
