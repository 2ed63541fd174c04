// SPDX-License-Identifier: GPL-3.0-or-later

extension KeyTable {
  /// The keys of `board.txt`.
  static let boardKeys: [Key] = [
    .row(
      .switchSource, Term(en: "switch", ru: "кнопка", "переключатель"), in: .board, .switchSource,
      example: "gpio header GPIO17, active low",
      help: "Where the switch is: a line of the header by its BCM number, a line of any GPIO chip,"
        + " or a key."),
    .row(
      .sound, Term(en: "sound", ru: "звук"), in: .board, .text,
      example: "hw:CARD=Headphones", help: "The sound card by its ALSA name; else the default."),
    .row(
      .lamp, Term(en: "lamp", ru: "лампа", "индикатор"), in: .board, .text, example: "ACT",
      help: "The lamp that blinks while there is no sound, by its name in /sys/class/leds."),
    .choice(
      .clock, Term(en: "clock", ru: "часы"), in: .board, of: BatteryClock.self,
      default: .absent, example: .ds3231,
      help: "The clock that keeps time while the unit is off."),
    .row(
      .watchdog, Term(en: "watchdog", ru: "сторожевой таймер"), in: .board, .text,
      example: "/dev/watchdog", help: "The hardware watchdog's device.")
  ]
}
