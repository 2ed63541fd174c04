// SPDX-License-Identifier: GPL-3.0-or-later
import Prompts
import Settings

/// How a changed setting is said: "Volume: now sixty percent. Before: eighty percent."
public struct SpokenChange: Hashable, Sendable {
  /// Each of ten words at most.
  public let sentences: [String]

  public init(_ change: SettingChange, in pack: LanguagePack) {
    let speaker = SpokenSettings(pack)
    let name = speaker.name(of: change.key)
    // With what is counted; without where that is too long; else that it changed.
    let ways = [true, false].compactMap { isCounted -> [String]? in
      guard let now = speaker.value(change.now, of: change.key, isCounted: isCounted),
        let before = speaker.value(change.before, of: change.key, isCounted: isCounted)
      else { return nil }
      return pack.prompt(
        .settingsChanged, PromptValues(texts: [.name: name, .value: now, .previous: before]))
    }
    let least = pack.prompt(.settingsChangedOther, PromptValues(texts: [.name: name]))
    sentences = speaker.fitting(ways + [least])
  }

  /// The most changes that are said one by one.
  public static let mostSaid = 5

  /// What is said of all changes: the first five, then how many more; that there are none.
  public static func sentences(of changes: [SettingChange], in pack: LanguagePack) -> [String] {
    guard !changes.isEmpty else { return pack.prompt(.stickSame) }
    let said = changes.prefix(mostSaid).flatMap { SpokenChange($0, in: pack).sentences }
    let more = changes.count - mostSaid
    return more > 0 ? said + pack.prompt(.stickMore, [.count: more]) : said
  }
}

extension SpokenSettings {
  /// The words of a value; nil for one that is not said, as songs and phrases, which are many, and
  /// a voice, whose name no voice can read.
  fileprivate func value(_ value: KeyValue?, of id: KeyID, isCounted: Bool) -> String? {
    let key = KeyTable.key(id, in: .settings)
    switch value {
    case .number(let number):
      let amount = isCounted ? key?.range.flatMap { Amount($0.unit) } : nil
      return words(for: number, of: amount)
    case .choice, .flag:
      return value.flatMap { key?.text(of: $0, in: language) }
    case .text(let code) where id == .language:
      return TableLanguage(rawValue: code)?.term.name(in: language) ?? code
    case .times(let times):
      return Connective.and.join(
        times.map { SpokenValue.time($0, in: pack) }, in: language)
    case .timeRange(let range):
      let until = Connective.until.term.name(in: language)
      let start = SpokenValue.time(range.start, in: pack)
      return "\(start) \(until) \(SpokenValue.time(range.end, in: pack))"
    case nil:
      return Self.isSaid(id) ? Connective.notSet.term.name(in: language) : nil
    case .numbers, .limit, .choices, .text, .texts, .date, .dateAndTime, .switchSource:
      return nil
    }
  }

  private static func isSaid(_ id: KeyID) -> Bool {
    id != .songs && id != .phrases && id != .voice
  }
}
