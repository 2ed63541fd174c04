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
    case .mild: Term(en: "mild", ru: "лёгкий", "лёгкая")
    case .moderate: Term(en: "moderate", ru: "умеренный", "умеренная", "средний")
    case .listening:
      Term(en: "listening", "listening only", ru: "слушание", "прослушивание", "только слушание")
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
    case .breathing: Term(en: "breathing", ru: "дыхание")
    case .oralMotor: Term(en: "oral motor", ru: "артикуляция", "оральная моторика")
    case .singing: Term(en: "singing", ru: "пение")
    case .speechCueing: Term(en: "speech cueing", ru: "ритмическая речь", "речь под ритм")
    case .listening: Term(en: "listening", ru: "слушание", "прослушивание")
    }
  }
}

/// What begins a practice.
public enum StartMode: String, Choosable {
  case press
  case byItself = "by itself"

  public var term: Term {
    switch self {
    case .press: Term(en: "press", "by press", ru: "по нажатию", "нажатие")
    case .byItself: Term(en: "by itself", "automatic", ru: "само", "автоматически")
    }
  }
}

/// How long a session is; `short` is for a tired day.
public enum SessionLength: String, Choosable {
  case usual, short

  public var term: Term {
    switch self {
    case .usual: Term(en: "usual", ru: "обычное", "обычная", "обычный")
    case .short: Term(en: "short", ru: "короткое", "короткая", "короткий")
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
    case .weekly: Term(en: "weekly", "each week", ru: "еженедельно", "раз в неделю")
    case .eachSession: Term(en: "each session", ru: "каждое занятие", "каждый раз")
    case .no: Term(en: "no", "never", ru: "нет", "никогда")
    }
  }
}

/// The range songs are placed in.
public enum SingingVoice: String, Choosable {
  case low, high

  public var term: Term {
    switch self {
    case .low: Term(en: "low", ru: "низкий")
    case .high: Term(en: "high", ru: "высокий")
    }
  }
}

/// How speech is cued: by the phrase's own spoken rhythm, or by one beat a syllable.
public enum Cueing: String, Choosable {
  case patterned, metric

  public var term: Term {
    switch self {
    case .patterned: Term(en: "patterned", ru: "по фразе", "ритм фразы")
    case .metric: Term(en: "metric", ru: "по слогам", "метрическая")
    }
  }
}

/// The clock that keeps time while the unit is off.
public enum BatteryClock: String, Choosable {
  case ds3231
  case absent = "none"

  public var term: Term {
    switch self {
    case .ds3231: Term(en: "ds3231", ru: "ds3231")
    case .absent: Term(en: "none", "no", ru: "нет")
    }
  }
}

extension Bool {
  /// The names of yes and no.
  static func term(_ flag: Bool) -> Term {
    flag
      ? Term(en: "yes", "on", "true", ru: "да", "вкл")
      : Term(en: "no", "off", "false", ru: "нет", "выкл")
  }
}
