// SPDX-License-Identifier: GPL-3.0-or-later
import Prompts
import Settings

/// Values as the texts of a prompt say them.
public enum SpokenValue {
  /// "Zero point two seconds", for the times of the switch.
  public static func seconds(milliseconds: Int, in pack: LanguagePack) -> String {
    pack.words(for: SpokenNumber(ExactDecimal(milliseconds, decimals: 3)), of: .seconds)
  }

  /// "5:30 PM".
  public static func time(_ time: TimeOfDay, in pack: LanguagePack) -> String {
    SpokenTime.words(time, in: pack)
  }

  /// Initials letter by letter, without the full stops that would end a sentence: `M. K.` as `M K`.
  public static func initials(_ written: String) -> String {
    written.filter { $0.isLetter || $0.isNumber }.map { $0.uppercased() }.joined(separator: " ")
  }
}
