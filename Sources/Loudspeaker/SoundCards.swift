// SPDX-License-Identifier: GPL-3.0-or-later
import CALSA
import Glibc

/// A sound card of this machine.
public struct SoundCard: Equatable, Sendable {
  /// Its number; it changes between boots.
  public let number: Int
  /// Its id, which is stable: `hw:CARD=` and this.
  public let id: String
  public let name: String

  /// The name to write in `board.txt`.
  public var device: String { "hw:CARD=\(id)" }
}

public enum SoundCards {
  /// A kernel has 32 at most.
  private static let mostCards = 32

  /// All cards, by number; empty where there is none.
  ///
  /// The C functions are `snd_card_next` and `snd_ctl_card_info`.
  public static func list() throws(PCMError) -> [SoundCard] {
    ALSA.silenceMessages()
    var cards: [SoundCard] = []
    var number: Int32 = -1
    for _ in 0..<mostCards {
      try ALSA.check(snd_card_next(&number), "snd_card_next", "sound cards")
      guard number >= 0 else { break }
      cards.append(try card(number))
    }
    return cards
  }

  private static func card(_ number: Int32) throws(PCMError) -> SoundCard {
    let device = "hw:\(number)"
    var opened: OpaquePointer?
    try ALSA.check(snd_ctl_open(&opened, device, SND_PCM_NONBLOCK), "snd_ctl_open", device)
    guard let control = opened else { throw ALSA.error(ENODEV, "snd_ctl_open", device) }
    defer { snd_ctl_close(control) }
    var allocated: OpaquePointer?
    try ALSA.check(
      snd_ctl_card_info_malloc(&allocated), "snd_ctl_card_info_malloc", device)
    guard let info = allocated else {
      throw ALSA.error(ENOMEM, "snd_ctl_card_info_malloc", device)
    }
    defer { snd_ctl_card_info_free(info) }
    try ALSA.check(snd_ctl_card_info(control, info), "snd_ctl_card_info", device)
    return SoundCard(
      number: Int(number),
      id: snd_ctl_card_info_get_id(info).map { String(cString: $0) } ?? "",
      name: snd_ctl_card_info_get_name(info).map { String(cString: $0) } ?? "")
  }
}
