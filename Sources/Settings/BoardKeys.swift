// SPDX-License-Identifier: GPL-3.0-or-later

extension KeyTable {
  /// The keys of `board.txt`.
  static let boardKeys: [Key] = [
    .row(
      .switchSource,
      Term(
        en: "switch", ru: "кнопка", "переключатель", de: "Taste", "Taster", "Schalter",
        fr: "contacteur", "interrupteur", es: "pulsador", "interruptor"),
      in: .board, .switchSource, example: "gpio header GPIO17, active low",
      help: Wording(
        en: "Where the switch is: a line of the header by its BCM number, a line of any GPIO chip,"
          + " or a key.",
        ru: "Где кнопка: линия разъёма по номеру BCM, линия любой микросхемы GPIO или клавиша.",
        de: "Wo die Taste ist: eine Leitung der Stiftleiste nach ihrer BCM-Nummer, eine Leitung"
          + " eines GPIO-Bausteins oder eine Taste der Tastatur.",
        fr: "Où est le contacteur : une broche du connecteur par son numéro BCM, une ligne d'une"
          + " puce GPIO, ou une touche.",
        es: "Dónde está el pulsador: un pin del conector por su número BCM, una línea de un chip"
          + " GPIO o una tecla.")),
    .row(
      .sound, Term(en: "sound", ru: "звук", de: "Ton", "Klang", fr: "son", es: "sonido"),
      in: .board, .text, example: "hw:CARD=Headphones",
      help: Wording(
        en: "The sound card by its ALSA name; else the default.",
        ru: "Звуковая карта по её имени ALSA; иначе карта по умолчанию.",
        de: "Die Soundkarte mit ihrem ALSA-Namen; sonst die voreingestellte.",
        fr: "La carte son par son nom ALSA ; sinon, celle par défaut.",
        es: "La tarjeta de sonido por su nombre ALSA; si no, la predeterminada.")),
    .row(
      .lamp,
      Term(
        en: "lamp", ru: "лампа", "индикатор", de: "Lampe", "Leuchte", fr: "lampe", "voyant",
        es: "lámpara", "luz"),
      in: .board, .text, example: "ACT",
      help: Wording(
        en: "The lamp that blinks while there is no sound, by its name in /sys/class/leds.",
        ru: "Лампа, которая мигает, пока нет звука, по её имени в /sys/class/leds.",
        de: "Die Lampe, die blinkt, solange kein Ton da ist, nach ihrem Namen in /sys/class/leds.",
        fr: "Le voyant qui clignote quand il n'y a pas de son, par son nom dans /sys/class/leds.",
        es: "La luz que parpadea mientras no hay sonido, por su nombre en /sys/class/leds.")),
    .choice(
      .clock, clockTerm, in: .board, of: BatteryClock.self, default: .absent, example: .ds3231,
      help: Wording(
        en: "The clock that keeps time while the unit is off.",
        ru: "Часы, которые идут, пока прибор выключен.",
        de: "Die Uhr, die weitergeht, während das Gerät aus ist.",
        fr: "L'horloge qui garde l'heure quand l'appareil est éteint.",
        es: "El reloj que guarda la hora mientras el aparato está apagado.")),
    .row(
      .watchdog,
      Term(
        en: "watchdog", ru: "сторожевой таймер", de: "Watchdog", "Überwachung",
        fr: "chien de garde", es: "perro guardián"),
      in: .board, .text, example: "/dev/watchdog",
      help: Wording(
        en: "The hardware watchdog's device.",
        ru: "Устройство аппаратного сторожевого таймера.",
        de: "Das Gerät des Hardware-Watchdogs.",
        fr: "Le périphérique du chien de garde matériel.",
        es: "El dispositivo del perro guardián de hardware."))
  ]
}
