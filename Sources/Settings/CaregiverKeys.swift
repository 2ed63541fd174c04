// SPDX-License-Identifier: GPL-3.0-or-later

extension KeyTable {
  /// The keys of `upbeat.txt`. Ranges and defaults are those of `clinical.md`.
  static let caregiverKeys: [Key] = voiceKeys + switchKeys + breathKeys + musicKeys + helperKeys

  private static let voiceKeys: [Key] = [
    .row(
      .language,
      Term(en: "language", ru: "язык", de: "Sprache", fr: "langue", es: "idioma", "lengua"),
      .language, example: "en",
      help: Wording(
        en: "The language the unit speaks.", ru: "Язык, на котором говорит прибор.",
        de: "Die Sprache, die das Gerät spricht.", fr: "La langue que parle l'appareil.",
        es: "El idioma que habla el aparato.")),
    .row(
      .voice, Term(en: "voice", ru: "голос", de: "Stimme", fr: "voix", es: "voz"), .text,
      example: "en-gb",
      help: Wording(
        en: "The voice that speaks, by its eSpeak NG name; without it the language's own.",
        ru: "Голос прибора, по имени в eSpeak NG; без него обычный голос языка.",
        de: "Die Stimme, mit ihrem Namen in eSpeak NG; ohne Angabe die der Sprache.",
        fr: "La voix, par son nom dans eSpeak NG ; sans elle, celle de la langue.",
        es: "La voz, por su nombre en eSpeak NG; sin ella, la del idioma.")),
    .number(
      .speechRate,
      Term(
        en: "speech rate", ru: "скорость речи", de: "Sprechtempo", "Sprechgeschwindigkeit",
        fr: "débit de parole", "vitesse de parole", es: "velocidad del habla",
        "velocidad de la voz"),
      .wordsPerMinute, 100...175, default: 130,
      help: Wording(
        en: "How fast the unit speaks.", ru: "Как быстро говорит прибор.",
        de: "Wie schnell das Gerät spricht.", fr: "À quelle vitesse l'appareil parle.",
        es: "Con qué rapidez habla el aparato.")),
    .number(
      .volume,
      Term(
        en: "volume", ru: "громкость", de: "Lautstärke", fr: "volume", "volume sonore",
        es: "volumen"),
      .percent, 30...100, default: 80,
      help: Wording(
        en: "How loud the unit is.", ru: "Насколько громко звучит прибор.",
        de: "Wie laut das Gerät ist.", fr: "À quel volume l'appareil s'entend.",
        es: "Con qué volumen suena el aparato.")),
    .number(
      .eveningVolume,
      Term(
        en: "evening volume", ru: "вечерняя громкость", "громкость вечером",
        de: "Abendlautstärke", "Lautstärke am Abend", fr: "volume du soir",
        es: "volumen de noche", "volumen nocturno"),
      .percent, 30...100,
      help: Wording(
        en: "How loud the unit is in the evening; without it, as by day.",
        ru: "Насколько громко звучит прибор вечером; без этого как днём.",
        de: "Wie laut das Gerät am Abend ist; ohne Angabe wie am Tag.",
        fr: "À quel volume l'appareil s'entend le soir ; sans cela, comme le jour.",
        es: "Con qué volumen suena el aparato por la noche; sin ello, como de día."))
  ]

  private static let switchKeys: [Key] = [
    .number(
      .acceptanceTime,
      Term(
        en: "acceptance time", ru: "время удержания", "время нажатия", de: "Haltezeit",
        "Annahmezeit", fr: "durée d'appui", "temps d'appui", es: "tiempo de pulsación"),
      .seconds, 0...2, decimals: 3, default: ExactDecimal(5, decimals: 2),
      help: Wording(
        en: "How long the switch is held until a press counts; a stop never waits for it.",
        ru: "Сколько держать кнопку, чтобы нажатие засчиталось; остановка этого не ждёт.",
        de: "Wie lange die Taste gedrückt sein muss, bis es zählt; das Aufhören wartet nie darauf.",
        fr: "Combien de temps tenir le contacteur pour que l'appui compte ; l'arrêt n'attend"
          + " jamais.",
        es: "Cuánto se mantiene el pulsador hasta que cuenta; parar nunca espera.")),
    .number(
      .releaseTime,
      Term(
        en: "release time", ru: "время отпускания", de: "Loslasszeit",
        fr: "durée de relâchement", "temps de relâchement", es: "tiempo de reposo",
        "tiempo de liberación"),
      .seconds, 0...3, decimals: 3, default: ExactDecimal(5, decimals: 1),
      help: Wording(
        en: "How long the switch is let go until a second press counts.",
        ru: "Сколько кнопка должна быть свободна до следующего нажатия.",
        de: "Wie lange die Taste losgelassen ist, bis ein zweiter Druck zählt.",
        fr: "Combien de temps le contacteur reste relâché avant qu'un second appui compte.",
        es: "Cuánto queda suelto el pulsador hasta que cuenta otra pulsación.")),
    .number(
      .scanTime,
      Term(
        en: "scan time", ru: "время выбора", de: "Auswahlzeit", fr: "durée de choix",
        "temps de choix", es: "tiempo de elección"),
      .seconds, 2...10, decimals: 3, default: 5,
      help: Wording(
        en: "How long each item of a list can be chosen.",
        ru: "Сколько времени можно выбрать каждый пункт списка.",
        de: "Wie lange jeder Punkt einer Liste gewählt werden kann.",
        fr: "Combien de temps chaque choix d'une liste reste possible.",
        es: "Cuánto tiempo se puede elegir cada opción de una lista.")),
    .choice(
      .start,
      Term(
        en: "start", ru: "начало", "старт", de: "Beginn", "Start", fr: "début", "départ",
        es: "inicio", "comienzo"),
      of: StartMode.self, default: .press, example: .press,
      help: Wording(
        en: "Whether a session begins with a press, or listening begins by itself.",
        ru: "Начинается ли занятие по нажатию, или музыка начинается сама.",
        de: "Ob eine Übung mit einem Tastendruck beginnt oder das Zuhören von selbst.",
        fr: "Indique si la séance commence par un appui, ou si l'écoute commence toute seule.",
        es: "Indica si la sesión empieza con una pulsación, o la escucha empieza por sí sola.")),
    .row(
      .practiceAt,
      Term(
        en: "practice at", "practise at", ru: "время занятий", "занятия в", de: "Übungszeiten",
        "Übung um", fr: "heures des séances", "séances à", es: "horas de sesión",
        "sesiones a las"),
      .times, example: "10:00, 17:30",
      help: Wording(
        en: "The times at which a practice is offered.",
        ru: "Часы, в которые прибор предлагает занятие.",
        de: "Die Uhrzeiten, zu denen eine Übung angeboten wird.",
        fr: "Les heures auxquelles une séance est proposée.",
        es: "Las horas a las que se ofrece una sesión.")),
    .choice(
      .session,
      Term(en: "session", ru: "занятие", de: "Übung", fr: "séance", es: "sesión"),
      of: SessionLength.self, default: .usual, example: .usual,
      help: Wording(
        en: "How long a session is: short is for a tired day.",
        ru: "Какое занятие: короткое для усталого дня.",
        de: "Wie lang eine Übung ist: die kurze ist für einen müden Tag.",
        fr: "La longueur de la séance : la courte est pour un jour de fatigue.",
        es: "Lo larga que es la sesión: la corta es para un día de cansancio."))
  ]
}
