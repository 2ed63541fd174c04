// SPDX-License-Identifier: GPL-3.0-or-later
import Prompts
import Settings

/// A time of the day as people say it: "5:30 PM", "17 Uhr", "10 heures".
///
/// In figures a voice reads a whole hour as "ten zero zero", so it has the words of its language;
/// other times are read well as `17:30`.
enum SpokenTime {
  static func words(_ time: TimeOfDay, in pack: LanguagePack) -> String {
    let figures = "\(time.hour):\(time.minute < 10 ? "0" : "")\(time.minute)"
    let isWhole = time.minute == 0
    switch TableLanguage(rawValue: pack.language) {
    case .english: return english(time)
    case .german: return isWhole ? "\(time.hour == 1 ? "ein" : "\(time.hour)") Uhr" : figures
    case .french: return isWhole ? french(time.hour) : figures
    case .spanish: return isWhole ? spanish(time.hour) : figures
    case .russian: return isWhole ? russian(time.hour) : figures
    case nil: return figures
    }
  }

  private static func english(_ time: TimeOfDay) -> String {
    let hour = (time.hour + 11) % 12 + 1
    let half = time.hour < 12 ? "AM" : "PM"
    switch time.minute {
    case 0: return "\(hour) \(half)"
    case 1..<10: return "\(hour) oh \(time.minute) \(half)"
    default: return "\(hour):\(time.minute) \(half)"
    }
  }

  // An hour is feminine, which no voice knows of a figure before it.

  private static func french(_ hour: Int) -> String {
    switch hour {
    case 1: "une heure"
    case 21: "vingt et une heures"
    default: "\(hour) heures"
    }
  }

  private static func spanish(_ hour: Int) -> String {
    switch hour {
    case 1: "una hora"
    case 21: "veintiuna horas"
    default: "\(hour) horas"
    }
  }

  private static func russian(_ hour: Int) -> String {
    switch hour {
    case 1, 21: "\(hour) час"
    case 2...4, 22...23: "\(hour) часа"
    default: "\(hour) часов"
    }
  }
}
