// SPDX-License-Identifier: GPL-3.0-or-later

extension KeyTable {
  /// The keys of `prescription.txt`: its own, and a limit for each number of `upbeat.txt`.
  static let clinicKeys: [Key] =
    unitKeys + gateKeys + reviewKeys + speechKeys + doseKeys + caregiverKeys.compactMap(limit)

  private static let unitKeys: [Key] = [
    .row(
      .clinic,
      Term(en: "clinic", ru: "клиника", de: "Klinik", fr: "clinique", es: "clínica"),
      in: .prescription, .text, example: "Rehabilitation Centre",
      help: Wording(
        en: "The clinic that prescribes.", ru: "Клиника, которая назначает.",
        de: "Die Klinik, die verordnet.", fr: "La clinique qui prescrit.",
        es: "La clínica que prescribe.")),
    .row(
      .patient, Term(en: "patient", ru: "пациент", de: "Patient", fr: "patient", es: "paciente"),
      in: .prescription, .text, example: "A. B.",
      help: Wording(
        en: "The patient's initials, never the name.", ru: "Инициалы пациента, никогда не имя.",
        de: "Die Initialen, nie der Name.", fr: "Les initiales du patient, jamais son nom.",
        es: "Las iniciales del paciente, nunca el nombre.")),
    .row(
      .unit,
      Term(
        en: "unit", ru: "прибор", "устройство", de: "Gerät", fr: "appareil", es: "aparato",
        "equipo"),
      in: .prescription, .text, example: "7",
      help: Wording(
        en: "The unit's number in the clinic.", ru: "Номер прибора в клинике.",
        de: "Die Nummer des Geräts in der Klinik.", fr: "Le numéro de l'appareil à la clinique.",
        es: "El número del aparato en la clínica.")),
    .row(
      .serial,
      Term(
        en: "serial", "serial number", ru: "серийный номер", de: "Seriennummer",
        fr: "numéro de série", es: "número de serie"),
      in: .prescription, .text, example: "10000000c4f2",
      help: Wording(
        en: "The serial number of the unit's board.", ru: "Серийный номер платы прибора.",
        de: "Die Seriennummer der Platine.", fr: "Le numéro de série de la carte.",
        es: "El número de serie de la placa."))
  ]

  private static let gateKeys: [Key] = [
    .choice(
      .profile, Term(en: "profile", ru: "профиль", de: "Profil", fr: "profil", es: "perfil"),
      in: .prescription, of: Profile.self, default: .listening, example: .mild,
      help: Wording(
        en: "What the person is fit for; without it, listening only.",
        ru: "Что подходит человеку; без этого только слушание.",
        de: "Was für die Person geeignet ist; ohne Angabe nur Zuhören.",
        fr: "Ce qui convient à la personne ; sans cela, l'écoute seule.",
        es: "Lo que conviene a la persona; sin ello, solo escuchar.")),
    .row(
      .techniques,
      Term(
        en: "techniques", ru: "методики", de: "Techniken", "Übungsarten", fr: "techniques",
        es: "técnicas"),
      in: .prescription,
      .choices(
        Key.choices(of: Technique.self), default: Prescription.usualTechniques.map(\.rawValue)),
      example: "breathing, singing, speech cueing, listening",
      help: Wording(
        en: "What may be practised; oral motor and speech cueing only where written.",
        ru: "Чем можно заниматься; артикуляция и ритмическая речь только если записаны.",
        de: "Was geübt werden darf; Stimmübungen und Sprechen mit dem Takt nur, wo sie stehen.",
        fr: "Ce qui peut être pratiqué ; voix et parole cadencée seulement si elles sont écrites.",
        es: "Lo que se puede practicar; voz y habla al compás solo si están escritas.")),
    .yesNo(
      .windInstrument,
      Term(
        en: "wind instrument", ru: "духовой инструмент", de: "Blasinstrument",
        fr: "instrument à vent", es: "instrumento de viento"),
      in: .prescription,
      help: Wording(
        en: "Whether oral motor exercises may use a harmonica, recorder or kazoo.",
        ru: "Можно ли играть на губной гармонике, блокфлейте или казу.",
        de: "Ob Mundharmonika, Blockflöte oder Kazoo gespielt werden dürfen.",
        fr: "Indique si l'harmonica, la flûte à bec ou le kazoo sont permis.",
        es: "Indica si se puede usar la armónica, la flauta dulce o el kazoo.")),
    .yesNo(
      .unattended,
      Term(
        en: "unattended", ru: "без нажатия", de: "ohne Tastendruck", fr: "sans appui",
        es: "sin pulsación"),
      in: .prescription,
      help: Wording(
        en: "Whether exercises may begin without a press.",
        ru: "Могут ли упражнения начинаться без нажатия.",
        de: "Ob Übungen ohne Tastendruck beginnen dürfen.",
        fr: "Indique si les exercices peuvent commencer sans appui.",
        es: "Indica si los ejercicios pueden empezar sin pulsación.")),
    .yesNo(.clearLock, clearLockTerm, in: .prescription, help: clearLockHelp)
  ]

  private static let reviewKeys: [Key] = [
    .number(
      .daysAWeek,
      Term(
        en: "days a week", ru: "дней в неделю", de: "Tage je Woche", "Tage pro Woche",
        fr: "jours par semaine", es: "días por semana", "días a la semana"),
      in: .prescription, .daysAWeek, 1...7, default: 3,
      help: Wording(
        en: "On how many days a week to practise.", ru: "Сколько дней в неделю заниматься.",
        de: "An wie vielen Tagen je Woche geübt wird.",
        fr: "Combien de jours par semaine pratiquer.", es: "Cuántos días por semana practicar.")),
    .row(
      .reviewBy,
      Term(
        en: "review by", ru: "пересмотр до", "пересмотреть до", de: "Überprüfung bis",
        fr: "révision avant le", "révision avant", es: "revisión hasta", "revisión antes de"),
      in: .prescription, .date, example: "2027-05-31",
      help: Wording(
        en: "The day after which the prescription is overdue, and doses are reduced.",
        ru: "День, после которого назначение просрочено и нагрузка меньше.",
        de: "Der Tag, nach dem die Verordnung überfällig ist und weniger geübt wird.",
        fr: "Le jour après lequel la prescription est échue et les doses réduites.",
        es: "El día tras el cual la prescripción ha vencido y las dosis se reducen.")),
    .number(
      .reviewAfterSessions,
      Term(
        en: "review after sessions", ru: "пересмотр после занятий",
        de: "Überprüfung nach Übungen", fr: "révision après séances",
        es: "revisión tras sesiones"),
      in: .prescription, .sessions, 1...200, default: 40,
      help: Wording(
        en: "After how many sessions the prescription is overdue.",
        ru: "После скольких занятий назначение просрочено.",
        de: "Nach wie vielen Übungen die Verordnung überfällig ist.",
        fr: "Après combien de séances la prescription est échue.",
        es: "Tras cuántas sesiones ha vencido la prescripción."))
  ]

  private static let speechKeys: [Key] = [
    .number(
      .habitualRate,
      Term(
        en: "habitual rate", ru: "привычный темп речи", de: "gewohntes Sprechtempo",
        fr: "débit habituel", es: "velocidad habitual"),
      in: .prescription, .syllablesPerMinute, 40...400, example: "150",
      help: Wording(
        en: "The person's habitual speech rate; without it, measured by counting aloud.",
        ru: "Привычный темп речи человека; без этого определяется по счёту вслух.",
        de: "Das gewohnte Sprechtempo; ohne Angabe wird es durch lautes Zählen ermittelt.",
        fr: "Le débit habituel de la personne ; sans cela, relevé en comptant à voix haute.",
        es: "La velocidad habitual del habla; sin ella, se toma contando en voz alta.")),
    .row(
      .tempoPercent,
      Term(
        en: "tempo percent", ru: "процент темпа", "темп в процентах", de: "Tempo in Prozent",
        fr: "pourcentage du tempo", "tempo en pour cent", es: "porcentaje del tempo",
        "tempo en porcentaje"),
      in: .prescription, .numbers(NumberRange(60...100, .percent), default: [100]),
      example: "100, 80",
      help: Wording(
        en: "The speeds of speech cueing, against the habitual rate.",
        ru: "Скорости ритмической речи относительно привычного темпа.",
        de: "Die Tempi beim Sprechen mit dem Takt, gegen das gewohnte Sprechtempo.",
        fr: "Les vitesses de la parole cadencée, par rapport au débit habituel.",
        es: "Las velocidades del habla al compás, respecto a la habitual."))
  ]

  private static let doseKeys: [Key] = [
    .number(
      .paceFloor,
      Term(
        en: "pace floor", ru: "нижний предел дыхания", de: "langsamstes Atemtempo",
        fr: "respiration la plus lente", es: "respiración más lenta"),
      in: .prescription, .breathsPerMinute, 8...10, default: 10,
      help: Wording(
        en: "The slowest pace of paced breathing.", ru: "Самый медленный темп дыхания с музыкой.",
        de: "Das langsamste Tempo beim Atmen mit der Musik.",
        fr: "Le tempo le plus lent de la respiration avec la musique.",
        es: "El ritmo más lento de la respiración con la música.")),
    .limit(
      .sessionMinutes,
      Term(
        en: "session minutes", ru: "минут на занятие", "минуты занятия", de: "Minuten je Übung",
        fr: "minutes par séance", es: "minutos por sesión"),
      .minutes, 3...20,
      help: Wording(
        en: "How long a session may be.", ru: "Сколько может длиться занятие.",
        de: "Wie lang eine Übung sein darf.", fr: "Combien une séance peut durer.",
        es: "Cuánto puede durar una sesión.")),
    .limit(
      .sessionsADay,
      Term(
        en: "sessions a day", ru: "занятий в день", de: "Übungen je Tag", "Übungen am Tag",
        fr: "séances par jour", es: "sesiones por día", "sesiones al día"),
      .sessions, 1...4,
      help: Wording(
        en: "How many sessions a day there may be.", ru: "Сколько занятий в день возможно.",
        de: "Wie viele Übungen am Tag es geben darf.",
        fr: "Combien de séances par jour sont possibles.",
        es: "Cuántas sesiones por día puede haber.")),
    .limit(
      .phrases,
      Term(
        en: "phrases", ru: "фразы", de: "Sätze", "Redewendungen", fr: "phrases", es: "frases"),
      .phrases, 1...20,
      help: Wording(
        en: "How many phrases a session's singing may have.",
        ru: "Сколько фраз может быть в пении за занятие.",
        de: "Wie viele Sätze beim Singen einer Übung vorkommen dürfen.",
        fr: "Combien de phrases le chant d'une séance peut avoir.",
        es: "Cuántas frases puede tener el canto de una sesión."))
  ]

  private static func limit(of key: Key) -> Key? {
    guard case .number(let range, _) = key.kind else { return nil }
    func name(_ language: TableLanguage) -> String { key.term.name(in: language) }
    return Key(
      id: key.id, file: .prescription, term: key.term, kind: .limit(range),
      help: Wording(
        en: "The limits within which the caregiver chooses `\(name(.english))`.",
        ru: "Пределы, в которых помощник выбирает `\(name(.russian))`.",
        de: "Die Grenzen, in denen die Begleitperson `\(name(.german))` wählt.",
        fr: "Les limites dans lesquelles l'aidant choisit `\(name(.french))`.",
        es: "Los límites entre los que el acompañante elige `\(name(.spanish))`."),
      example: "\(range.bounds.lowerBound) - \(range.bounds.upperBound)")
  }
}
