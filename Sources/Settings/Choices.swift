// SPDX-License-Identifier: GPL-3.0-or-later

/// A value chosen from a few, each with its names.
public protocol Choosable: RawRepresentable, CaseIterable, Hashable, Sendable
where RawValue == String {
  var term: Term { get }
}

/// What the clinic found the person fit for (`clinical.md`, "The clinic's gate and profiles").
public enum Profile: String, Choosable {
  case mild, moderate, listening

  public var term: Term {
    switch self {
    case .mild:
      Term(en: "mild", ru: "лёгкий", "лёгкая", de: "leicht", fr: "léger", "légère", es: "leve")
    case .moderate:
      Term(
        en: "moderate", ru: "умеренный", "умеренная", "средний", de: "mittel", "mittelschwer",
        fr: "modéré", "modérée", es: "moderado", "moderada")
    case .listening:
      Term(
        en: "listening", "listening only", ru: "слушание", "прослушивание", "только слушание",
        de: "Zuhören", "Musik hören", "nur Zuhören", fr: "écoute", "écoute seule",
        es: "escucha", "solo escucha", "escuchar")
    }
  }
}

/// What may be practised; the order is that of `clinical.md`.
public enum Technique: String, Choosable {
  case breathing
  case oralMotor = "oral motor"
  case singing
  case speechCueing = "speech cueing"
  case listening

  public var term: Term {
    switch self {
    case .breathing:
      Term(
        en: "breathing", ru: "дыхание", de: "Atmen", "Atmung", fr: "respiration",
        es: "respiración")
    case .oralMotor:
      Term(
        en: "oral motor", ru: "артикуляция", "оральная моторика", de: "Stimmübungen",
        "Mundmotorik", fr: "exercices de voix", "oro-moteur", es: "ejercicios de voz", "oromotor")
    case .singing: Term(en: "singing", ru: "пение", de: "Singen", fr: "chant", es: "canto")
    case .speechCueing:
      Term(
        en: "speech cueing", ru: "ритмическая речь", "речь под ритм", de: "Sprechen mit dem Takt",
        "Sprechen im Takt", fr: "parole cadencée", "parole rythmée", es: "habla al compás",
        "habla rítmica")
    case .listening: Profile.listening.term
    }
  }
}

/// What begins a practice.
public enum StartMode: String, Choosable {
  case press
  case byItself = "by itself"

  public var term: Term {
    switch self {
    case .press:
      Term(
        en: "press", "by press", ru: "по нажатию", "нажатие", de: "Tastendruck",
        "mit Tastendruck", "auf Druck", fr: "appui", "sur appui", es: "pulsación",
        "al pulsar")
    case .byItself:
      Term(
        en: "by itself", "automatic", ru: "само", "автоматически", de: "von selbst",
        "automatisch", fr: "tout seul", "automatique", "toute seule", es: "por sí solo",
        "automático", "por sí sola")
    }
  }
}

/// How long a session is; `short` is for a tired day.
public enum SessionLength: String, Choosable {
  case usual, short

  public var term: Term {
    switch self {
    case .usual:
      Term(
        en: "usual", ru: "обычное", "обычная", "обычный", de: "gewohnt", "üblich", "normal",
        fr: "habituelle", "habituel", "normale", es: "habitual", "normal")
    case .short:
      Term(
        en: "short", ru: "короткое", "короткая", "короткий", de: "kurz", fr: "courte", "court",
        es: "corta", "corto")
    }
  }
}

/// How often the person's own breathing pace is measured.
public enum OwnPace: String, Choosable {
  case weekly
  case eachSession = "each session"
  case no

  public var term: Term {
    switch self {
    case .weekly:
      Term(
        en: "weekly", "each week", ru: "еженедельно", "раз в неделю", de: "wöchentlich",
        "jede Woche", fr: "chaque semaine", "hebdomadaire", es: "cada semana", "semanal")
    case .eachSession:
      Term(
        en: "each session", ru: "каждое занятие", "каждый раз", de: "jede Übung", "jedes Mal",
        fr: "chaque séance", "chaque fois", es: "cada sesión", "cada vez")
    case .no:
      Term(
        en: "no", "never", ru: "нет", "никогда", de: "nein", "nie", fr: "non", "jamais",
        es: "no", "nunca")
    }
  }
}

/// The range songs are placed in.
public enum SingingVoice: String, Choosable {
  case low, high

  public var term: Term {
    switch self {
    case .low:
      Term(
        en: "low", ru: "низкий", de: "tief", fr: "grave", "basse", es: "grave", "baja", "bajo")
    case .high:
      Term(
        en: "high", ru: "высокий", de: "hoch", fr: "aiguë", "aigu", "haute", es: "aguda",
        "agudo", "alta", "alto")
    }
  }
}

/// How speech is cued: by the phrase's own spoken rhythm, or by one beat a syllable.
public enum Cueing: String, Choosable {
  case patterned, metric

  public var term: Term {
    switch self {
    case .patterned:
      Term(
        en: "patterned", ru: "по фразе", "ритм фразы", de: "nach dem Satz", "Satzrhythmus",
        fr: "selon la phrase", "naturelle", es: "según la frase", "natural")
    case .metric:
      Term(
        en: "metric", ru: "по слогам", "метрическая", de: "nach Silben", "metrisch",
        fr: "par syllabes", "métrique", es: "por sílabas", "métrico", "métrica")
    }
  }
}

/// The clock that keeps time while the unit is off.
public enum BatteryClock: String, Choosable {
  case ds3231
  case absent = "none"

  public var term: Term {
    switch self {
    case .ds3231: Term(en: "ds3231", ru: "ds3231", de: "ds3231", fr: "ds3231", es: "ds3231")
    case .absent:
      Term(
        en: "none", "no", ru: "нет", de: "keine", "keiner", "kein", "nein", fr: "aucune",
        "aucun", "non", es: "ninguno", "ninguna", "no")
    }
  }
}

extension Bool {
  /// The names of yes and no.
  static func term(_ flag: Bool) -> Term { flag ? yes : no }

  private static let yes = Term(
    en: "yes", "on", "true", ru: "да", "вкл", de: "ja", "an", "ein", fr: "oui", "activé", "vrai",
    es: "sí", "activado", "verdadero")

  private static let no = Term(
    en: "no", "off", "false", ru: "нет", "выкл", de: "nein", "aus", fr: "non", "désactivé",
    "faux", es: "no", "desactivado", "falso")
}

extension TableLanguage {
  /// What the language is called in each of the languages, and by those who speak it.
  public var term: Term {
    switch self {
    case .english:
      Term(
        en: "English", ru: "английский", de: "Englisch", fr: "anglais", es: "inglés")
    case .russian:
      Term(en: "Russian", ru: "русский", de: "Russisch", fr: "russe", es: "ruso")
    case .german:
      Term(en: "German", ru: "немецкий", de: "Deutsch", fr: "allemand", es: "alemán")
    case .french:
      Term(en: "French", ru: "французский", de: "Französisch", fr: "français", es: "francés")
    case .spanish:
      Term(en: "Spanish", ru: "испанский", de: "Spanisch", fr: "espagnol", es: "español")
    }
  }
}
