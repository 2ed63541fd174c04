// SPDX-License-Identifier: GPL-3.0-or-later

/// What is wrong at one place of a file, with everything a voice needs to say it in any language.
///
/// `written` is always what stands in the file, cut to 32 characters.
public enum Problem: Hashable, Sendable {
  // The file as a whole.
  /// Over 64 KiB.
  case tooLarge
  /// Control characters: not a text file.
  case notText
  /// A WordPad or Word document in Rich Text Format.
  case richText
  /// Neither UTF-8 nor UTF-16 at this place.
  case damagedText
  /// So many further findings are left out.
  case more(count: Int)

  // A line.
  /// No colon, or nothing before it.
  case notALine(written: String)
  /// `nearest` is nil where the name is too long for any key.
  case unknownKey(name: String, nearest: String?)
  /// The key is known, but in another file.
  case belongsElsewhere(FileKind)
  case duplicateKey(firstLine: Int)
  case noValue
  case unclosedQuote(written: String)
  case textTooLong(limit: Int)
  case listTooLong(limit: Int)

  // Numbers.
  case notANumber(written: String, NumberRange)
  case tooManyDecimals(written: String, NumberRange)
  case tooLow(written: String, NumberRange)
  case tooHigh(written: String, NumberRange)
  case notARange(written: String, NumberRange)
  /// The higher number stands first.
  case reversedRange(written: String, NumberRange)
  /// Inside the hard range, outside the clinic's limit, which is given.
  case outsidePrescription(written: String, NumberRange)

  // Words, dates and times.
  case notOneOf(written: String, [Term])
  case notYesOrNo(written: String)
  /// The codes are those of the languages the unit has.
  case notALanguage(written: String, [String])
  case badDate(written: String)
  case badDateAndTime(written: String)
  case badTime(written: String)
  case badTimeRange(written: String)
  case badSwitch(written: String)
  /// Not one of the header's lines GPIO2 to GPIO27.
  case badHeaderLine(written: String)

  // Several keys together.
  /// `fits` is near what was written, and fits; nil where the clinic's limits leave nothing.
  case breath(BreathPattern, BreathPattern.Fault, fits: BreathPattern?)
  /// The clinic's limits leave no breathing between this pace and 24 breaths a minute.
  case noBreathFits(paceFloor: Int)
}
