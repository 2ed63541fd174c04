// SPDX-License-Identifier: GPL-3.0-or-later

/// What a number counts.
public enum KeyUnit: String, CaseIterable, Sendable {
  case none, percent, seconds, minutes, beats, semitones, breaths, phrases, sessions
  case daysAWeek, perMinute, breathsPerMinute, wordsPerMinute, syllablesPerMinute

  /// As it stands behind a number in a finding or the documentation: ` %`, ` s`, nothing.
  public var symbol: String {
    switch self {
    case .none: ""
    case .percent: "%"
    case .seconds: "s"
    case .minutes: "min"
    case .beats: "beats"
    case .semitones: "semitones"
    case .breaths: "breaths"
    case .phrases: "phrases"
    case .sessions: "sessions"
    case .daysAWeek: "days a week"
    case .perMinute: "beats/min"
    case .breathsPerMinute: "breaths/min"
    case .wordsPerMinute: "words/min"
    case .syllablesPerMinute: "syllables/min"
    }
  }

  /// What the unit is called for people to read: `seconds`, `words a minute`; empty for `none`.
  public func name(in language: TableLanguage) -> String { term?.name(in: language) ?? "" }

  /// The names of the unit; the first counts many, the others may stand behind a number too. Nil
  /// for a bare number.
  private var term: Term? {
    switch self {
    case .none: nil
    case .percent:
      Term(
        en: "percent", ru: "процентов", "процент", "процента", de: "Prozent", fr: "pour cent",
        es: "por ciento", "porciento")
    case .seconds:
      Term(
        en: "seconds", "second", "sec", "s", ru: "секунд", "секунда", "секунды", "сек", "с",
        de: "Sekunden", "Sekunde", "Sek", fr: "secondes", "seconde", es: "segundos", "segundo",
        "seg")
    case .minutes:
      Term(
        en: "minutes", "minute", "min", ru: "минут", "минута", "минуты", "мин", de: "Minuten",
        "Minute", fr: "minutes", "minute", es: "minutos", "minuto")
    case .beats:
      Term(
        en: "beats", "beat", ru: "долей", "доля", "доли", de: "Schläge", "Schlag", fr: "temps",
        es: "pulsos", "pulso", "tiempos", "tiempo")
    case .semitones:
      Term(
        en: "semitones", "semitone", ru: "полутонов", "полутон", "полутона", de: "Halbtöne",
        "Halbton", fr: "demi-tons", "demi-ton", es: "semitonos", "semitono")
    case .breaths:
      Term(
        en: "breaths", "breath", ru: "вдохов", "вдох", "вдоха", de: "Atemzüge", "Atemzug",
        fr: "respirations", "respiration", es: "respiraciones", "respiración")
    case .phrases:
      Term(
        en: "phrases", "phrase", ru: "фраз", "фраза", "фразы", de: "Sätze", "Satz",
        fr: "phrases", "phrase", es: "frases", "frase")
    case .sessions:
      Term(
        en: "sessions", "session", ru: "занятий", "занятие", "занятия", de: "Übungen", "Übung",
        fr: "séances", "séance", es: "sesiones", "sesión")
    case .daysAWeek:
      Term(
        en: "days a week", "days", "day", ru: "дней в неделю", "дней", "день", "дня",
        de: "Tage je Woche", "Tage", "Tag", fr: "jours par semaine", "jours", "jour",
        es: "días por semana", "días", "día")
    case .perMinute:
      Self.perMinute(en: "beats", ru: "долей", de: "Schläge", fr: "temps", es: "pulsos")
    case .breathsPerMinute:
      Self.perMinute(
        en: "breaths", ru: "вдохов", de: "Atemzüge", fr: "respirations", es: "respiraciones")
    case .wordsPerMinute:
      Self.perMinute(en: "words", ru: "слов", de: "Wörter", fr: "mots", es: "palabras")
    case .syllablesPerMinute:
      Self.perMinute(
        en: "syllables", ru: "слогов", de: "Silben", fr: "syllabes", es: "sílabas")
    }
  }

  private static func perMinute(
    en: String, ru: String, de: String, fr: String, es: String
  ) -> Term {
    Term(
      en: "\(en) a minute", "\(en) per minute", "\(en)/min", "per minute", "a minute", "/min",
      ru: "\(ru) в минуту", "\(ru)/мин", "в минуту", "/мин", de: "\(de) je Minute",
      "\(de) pro Minute", "\(de)/min", "je Minute", "pro Minute", fr: "\(fr) par minute",
      "\(fr)/min", "par minute", es: "\(es) por minuto", "\(es)/min", "por minuto")
  }

  /// Signs that stand for the unit beside its names.
  private var signs: [String] {
    switch self {
    case .percent: ["%", "％"]
    case .perMinute: ["bpm"]
    case .wordsPerMinute: ["wpm"]
    case .none, .seconds, .minutes, .beats, .semitones, .breaths, .phrases, .sessions,
      .daysAWeek, .breathsPerMinute, .syllablesPerMinute:
      []
    }
  }

  /// What may stand behind the number in a file, lower case without accents and a closing point.
  var spellings: [[Character]] { Self.spellings[self] ?? [] }

  private static let spellings: [KeyUnit: [[Character]]] = Dictionary(
    uniqueKeysWithValues: allCases.map { unit in
      let names = TableLanguage.allCases.flatMap { unit.term?.names(in: $0) ?? [] }
      let spelled = names.flatMap(Term.spellings)
      // Hyphens go where names are normalized, and stand where they are written.
      let hyphened = names.map { String($0.flatMap(\.folded)) }
      return (unit, (unit.signs + spelled + hyphened).map(Array.init))
    })
}
