// SPDX-License-Identifier: GPL-3.0-or-later

/// A form a noun takes beside a whole number, named as Unicode CLDR names its plural categories.
public enum PluralForm: String, CaseIterable, Hashable, Sendable {
  case one, few, many, other
}

/// Which form of a noun goes with which whole number (Unicode CLDR, Language Plural Rules).
public enum PluralRule: Hashable, Sendable {
  /// One thing, two things: English, German, Dutch, Swedish, Spanish, Italian.
  case oneOther
  /// Nought and one alike, zéro minute, une minute · deux minutes: French. Its form for whole
  /// millions is left out: nothing is counted so far.
  case zeroOneOther
  /// 1, 21 час · 2–4, 22 часа · 5–20 часов: Russian, Ukrainian, Belarusian.
  case eastSlavic

  /// The languages a rule is known for, by ISO 639-1 code, in alphabetical order.
  package static let languages = ["be", "de", "en", "es", "fr", "it", "nl", "ru", "sv", "uk"]

  /// The rule of a language; nil where none is known.
  /// - Parameter language: An ISO 639-1 code, such as `en`.
  public init?(language: String) {
    switch language {
    case "de", "en", "es", "it", "nl", "sv": self = .oneOther
    case "fr": self = .zeroOneOther
    case "be", "ru", "uk": self = .eastSlavic
    default: return nil
    }
  }

  /// The forms a noun has, in the order in which a pack lists them.
  public var forms: [PluralForm] {
    switch self {
    case .oneOther, .zeroOneOther: [.one, .other]
    case .eastSlavic: [.one, .few, .many]
    }
  }

  /// The form that goes with a number; a negative number takes that of its magnitude.
  public func form(for number: Int) -> PluralForm {
    let magnitude = number.magnitude
    switch self {
    case .oneOther:
      return magnitude == 1 ? .one : .other
    case .zeroOneOther:
      return magnitude <= 1 ? .one : .other
    case .eastSlavic:
      let (tens, ones) = (magnitude / 10 % 10, magnitude % 10)
      if tens == 1 { return .many }
      switch ones {
      case 1: return .one
      case 2...4: return .few
      default: return .many
      }
    }
  }

  /// The form that goes with a number that is not whole (CLDR, v ≠ 0): the genitive singular in
  /// East Slavic, «0,5 секунды», which is the form of two.
  func form(forDecimal whole: Int) -> PluralForm {
    switch self {
    case .oneOther: .other
    case .zeroOneOther: whole <= 1 ? .one : .other
    case .eastSlavic: .few
    }
  }
}
