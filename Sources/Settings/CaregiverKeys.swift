// SPDX-License-Identifier: GPL-3.0-or-later

extension KeyTable {
  /// The keys of `upbeat.txt`. Ranges and defaults are those of `clinical.md`.
  static let caregiverKeys: [Key] = voiceKeys + switchKeys + breathKeys + musicKeys + helperKeys

  private static let voiceKeys: [Key] = [
    .row(
      .language, Term(en: "language", ru: "язык"), .language, example: "en",
      help: "The language the unit speaks."),
    .row(
      .voice, Term(en: "voice", ru: "голос"), .text, example: "en-gb",
      help: "The voice that speaks, by its eSpeak NG name; without it the language's own."),
    .number(
      .speechRate, Term(en: "speech rate", ru: "скорость речи"), .wordsPerMinute, 100...175,
      default: 130, help: "How fast the unit speaks."),
    .number(
      .volume, Term(en: "volume", ru: "громкость"), .percent, 30...100, default: 80,
      help: "How loud the unit is."),
    .number(
      .eveningVolume, Term(en: "evening volume", ru: "вечерняя громкость", "громкость вечером"),
      .percent, 30...100, help: "How loud the unit is in the evening; without it, as by day.")
  ]

  private static let switchKeys: [Key] = [
    .number(
      .acceptanceTime, Term(en: "acceptance time", ru: "время удержания", "время нажатия"),
      .seconds, 0...2, decimals: 3, default: ExactDecimal(5, decimals: 2),
      help: "How long the switch is held until a press counts; a stop never waits for it."),
    .number(
      .releaseTime, Term(en: "release time", ru: "время отпускания"), .seconds, 0...3,
      decimals: 3, default: ExactDecimal(5, decimals: 1),
      help: "How long the switch is let go until a second press counts."),
    .number(
      .scanTime, Term(en: "scan time", ru: "время выбора"), .seconds, 2...10, decimals: 3,
      default: 5, help: "How long each item of a list can be chosen."),
    .choice(
      .start, Term(en: "start", ru: "начало", "старт"), of: StartMode.self, default: .press,
      example: .press,
      help: "Whether a session begins with a press, or listening begins by itself."),
    .row(
      .practiceAt, Term(en: "practice at", "practise at", ru: "время занятий", "занятия в"),
      .times, example: "10:00, 17:30", help: "The times at which a practice is offered."),
    .choice(
      .session, Term(en: "session", ru: "занятие"), of: SessionLength.self, default: .usual,
      example: .usual, help: "How long a session is: short is for a tired day.")
  ]

  private static let breathKeys: [Key] = [
    .choice(
      .ownPace, Term(en: "own pace", ru: "свой темп", "собственный темп"), of: OwnPace.self,
      default: .weekly, example: .weekly,
      help: "How often the person's own breathing pace is measured."),
    .number(
      .breaths, Term(en: "breaths", ru: "вдохи", "глубокие вдохи"), .breaths, 3...10,
      example: "5", help: "How many deep breaths; without it, as the profile says."),
    .number(
      .pause, Term(en: "pause", ru: "пауза"), .beats, 0...2, default: 0,
      help: "The short pause after breathing in."),
    .number(
      .inBeats, Term(en: "in beats", ru: "доли вдоха", "вдох"), .beats, 1...8, default: 2,
      help: "How many beats breathing in takes."),
    .number(
      .outBeats, Term(en: "out beats", ru: "доли выдоха", "выдох"), .beats, 1...16, default: 3,
      help: "How many beats breathing out takes, once to twice as many as breathing in."),
    .number(
      .tempo, Term(en: "tempo", ru: "темп"), .perMinute, 40...120, decimals: 3, default: 75,
      help: "The beats of the breathing music.")
  ]

  private static let musicKeys: [Key] = [
    .number(
      .songTempo, Term(en: "song tempo", ru: "темп песен", "темп песни"), .perMinute, 50...100,
      decimals: 3, example: "72", help: "The beats of the songs; without it, each song's own."),
    .number(
      .singingKey, Term(en: "singing key", ru: "тональность"), .semitones, -6...6, default: 0,
      help: "How much higher the songs are placed, lower where negative."),
    .choice(
      .singingVoice, Term(en: "singing voice", ru: "певческий голос"), of: SingingVoice.self,
      example: .low, help: "Whether the person sings low or high."),
    .yesNo(
      .sungGuide, Term(en: "sung guide", ru: "ведущий голос"),
      help: "Whether the unit's voice sings along; else an instrument plays the melody."),
    .choice(
      .cueing, Term(en: "cueing", ru: "ритм речи"), of: Cueing.self, default: .patterned,
      example: .patterned,
      help: "Whether speech is cued by the phrase's own rhythm, or by one beat a syllable."),
    .yesNo(
      .together, Term(en: "together", ru: "вместе"),
      help: "Whether a second person takes part, by call and response."),
    .row(
      .songs, Term(en: "songs", ru: "песни"), .texts, example: "Ode to Joy",
      help: "The songs to sing; without it, all of the language's."),
    .row(
      .phrases, Term(en: "phrases", ru: "фразы"), .texts, example: "Good morning; I am thirsty",
      help: "Phrases of the person's own life, practised first."),
    .number(
      .phraseSeconds, Term(en: "phrase seconds", ru: "секунд на фразу", "длина фразы"),
      .seconds, 2...8, decimals: 3, default: 5, help: "The longest phrase sung on one breath.")
  ]

  private static let helperKeys: [Key] = [
    .row(
      .quietHours, Term(en: "quiet hours", ru: "тихие часы", "тихое время"), .timeRange,
      example: "22:00-07:00", help: "When nothing begins by itself."),
    .yesNo(
      .report, Term(en: "report", ru: "отчёт"),
      help: "Whether the stick takes a report home."),
    .yesNo(
      .switchTest, Term(en: "switch test", ru: "проверка кнопки", "проверка переключателя"),
      help: "Whether the switch is measured next time, to propose its times."),
    .yesNo(
      .selfTest, Term(en: "self test", ru: "самопроверка"),
      help: "Whether the unit tests itself, for the technician."),
    .yesNo(
      .call, Term(en: "call", ru: "вызов", "звонок"),
      help: "Whether the list offers a chime that calls; it is not an alarm."),
    .row(
      .clock, Term(en: "clock", ru: "часы"), .dateAndTime, example: "2026-11-22 09:00",
      help: "The date and time the unit's clock is set to."),
    .yesNo(
      .erase, Term(en: "erase", ru: "стереть", "стереть записи"),
      help: "Whether everything that was recorded is erased."),
    .yesNo(
      .clearLock, Term(en: "clear lock", ru: "снять блокировку"),
      help: "Whether practice begins again after it was locked.")
  ]
}
