// SPDX-License-Identifier: GPL-3.0-or-later

// The keys of `upbeat.txt` that say how breathing, singing and speaking are practised.
extension KeyTable {
  static let breathKeys: [Key] = [
    .choice(
      .ownPace,
      Term(
        en: "own pace", ru: "свой темп", "собственный темп", de: "eigenes Tempo",
        fr: "tempo propre", "propre tempo", es: "ritmo propio"),
      of: OwnPace.self, default: .weekly, example: .weekly,
      help: Wording(
        en: "How often the person's own breathing pace is measured.",
        ru: "Как часто определяется собственный темп дыхания.",
        de: "Wie oft das eigene Atemtempo ermittelt wird.",
        fr: "À quelle fréquence le propre tempo de respiration est relevé.",
        es: "Con qué frecuencia se toma el ritmo propio de la respiración.")),
    .number(
      .breaths,
      Term(
        en: "breaths", ru: "вдохи", "глубокие вдохи", de: "Atemzüge", "tiefe Atemzüge",
        fr: "respirations", "respirations profondes", es: "respiraciones",
        "respiraciones profundas"),
      .breaths, 3...10, example: "5",
      help: Wording(
        en: "How many deep breaths; without it, as the profile says.",
        ru: "Сколько глубоких вдохов; без этого как в профиле.",
        de: "Wie viele tiefe Atemzüge; ohne Angabe wie im Profil.",
        fr: "Combien de respirations profondes ; sans cela, selon le profil.",
        es: "Cuántas respiraciones profundas; sin ello, según el perfil.")),
    .number(
      .pause, Term(en: "pause", ru: "пауза", de: "Pause", fr: "pause", es: "pausa"), .beats,
      0...2, default: 0,
      help: Wording(
        en: "The short pause after breathing in.", ru: "Короткая пауза после вдоха.",
        de: "Die kurze Pause nach dem Einatmen.", fr: "La courte pause après l'inspiration.",
        es: "La pausa corta después de inspirar.")),
    .number(
      .inBeats,
      Term(
        en: "in beats", ru: "доли вдоха", "вдох", de: "Einatemschläge", "Schläge ein",
        fr: "temps d'inspiration", "temps inspiration", es: "pulsos de inspiración",
        "tiempos de inspiración"),
      .beats, 1...8, default: 2,
      help: Wording(
        en: "How many beats breathing in takes.", ru: "Сколько долей такта длится вдох.",
        de: "Wie viele Schläge das Einatmen dauert.",
        fr: "Combien de temps de la musique dure l'inspiration.",
        es: "Cuántos pulsos de la música dura la inspiración.")),
    .number(
      .outBeats,
      Term(
        en: "out beats", ru: "доли выдоха", "выдох", de: "Ausatemschläge", "Schläge aus",
        fr: "temps d'expiration", "temps expiration", es: "pulsos de espiración",
        "tiempos de espiración"),
      .beats, 1...16, default: 3,
      help: Wording(
        en: "How many beats breathing out takes, once to twice as many as breathing in.",
        ru: "Сколько долей такта длится выдох: столько же, сколько вдох, или до двух раз больше.",
        de: "Wie viele Schläge das Ausatmen dauert, ein- bis zweimal so viele wie das Einatmen.",
        fr: "Combien de temps de la musique dure l'expiration, une à deux fois l'inspiration.",
        es: "Cuántos pulsos de la música dura la espiración, de una a dos veces la inspiración.")
    ),
    .number(
      .tempo, Term(en: "tempo", ru: "темп", de: "Tempo", fr: "tempo", es: "tempo"), .perMinute,
      40...120, decimals: 3, default: 75,
      help: Wording(
        en: "The beats of the breathing music.", ru: "Темп музыки для дыхания.",
        de: "Das Tempo der Musik zum Atmen.", fr: "Le tempo de la musique de respiration.",
        es: "El tempo de la música de respiración."))
  ]

  static let musicKeys: [Key] = [
    .number(
      .songTempo,
      Term(
        en: "song tempo", ru: "темп песен", "темп песни", de: "Liedtempo", "Tempo der Lieder",
        fr: "tempo des chansons", "tempo des chants", es: "tempo de canciones",
        "tempo de las canciones"),
      .perMinute, 50...100, decimals: 3, example: "72",
      help: Wording(
        en: "The beats of the songs; without it, each song's own.",
        ru: "Темп песен; без этого у каждой песни свой.",
        de: "Das Tempo der Lieder; ohne Angabe hat jedes Lied sein eigenes.",
        fr: "Le tempo des chansons ; sans cela, celui de chacune.",
        es: "El tempo de las canciones; sin ello, el de cada una.")),
    .number(
      .singingKey,
      Term(
        en: "singing key", ru: "тональность", de: "Tonart", fr: "tonalité", es: "tonalidad"),
      .semitones, -6...6, default: 0,
      help: Wording(
        en: "How much higher the songs are placed, lower where negative.",
        ru: "Насколько выше звучат песни; со знаком минус ниже.",
        de: "Um wie viel höher die Lieder liegen, mit Minus tiefer.",
        fr: "De combien les chansons sont plus aiguës, plus graves avec moins.",
        es: "Cuánto más agudas son las canciones; con menos, más graves.")),
    .choice(
      .singingVoice,
      Term(
        en: "singing voice", ru: "певческий голос", de: "Singstimme", fr: "voix chantée",
        es: "voz de canto"),
      of: SingingVoice.self, example: .low,
      help: Wording(
        en: "Whether the person sings low or high.", ru: "Низким или высоким голосом поёт человек.",
        de: "Ob die Person tief oder hoch singt.",
        fr: "Indique si la personne chante grave ou aigu.",
        es: "Indica si la persona canta grave o agudo.")),
    .yesNo(
      .sungGuide,
      Term(
        en: "sung guide", ru: "ведущий голос", de: "Leitstimme", "Singen mit Leitstimme",
        fr: "guide chanté", es: "guía cantada"),
      help: Wording(
        en: "Whether the unit's voice sings along; else an instrument plays the melody.",
        ru: "Поёт ли голос прибора вместе с человеком; иначе мелодию играет инструмент.",
        de: "Ob die Stimme des Geräts mitsingt; sonst spielt ein Instrument die Melodie.",
        fr: "Indique si la voix de l'appareil chante aussi ; sinon, un instrument joue la mélodie.",
        es: "Indica si la voz del aparato canta también; si no, un instrumento toca la melodía.")),
    .choice(
      .cueing,
      Term(
        en: "cueing", ru: "ритм речи", de: "Sprechrhythmus", fr: "cadence de parole",
        "rythme de parole", es: "ritmo del habla"),
      of: Cueing.self, default: .patterned, example: .patterned,
      help: Wording(
        en: "Whether speech is cued by the phrase's own rhythm, or by one beat a syllable.",
        ru: "Задаёт ли ритм речи сама фраза, или на каждый слог приходится удар.",
        de: "Ob der Satz selbst den Takt gibt oder jede Silbe einen Schlag hat.",
        fr: "Indique si la phrase donne elle-même la cadence, ou si chaque syllabe a un temps.",
        es: "Indica si la frase misma da el compás, o cada sílaba tiene un pulso.")),
    .yesNo(
      .together,
      Term(
        en: "together", ru: "вместе", de: "zu zweit", "gemeinsam", fr: "à deux", "ensemble",
        es: "entre dos", "juntos"),
      help: Wording(
        en: "Whether a second person takes part, by call and response.",
        ru: "Участвует ли второй человек, отвечая по очереди.",
        de: "Ob eine zweite Person mitmacht, im Wechsel.",
        fr: "Indique si une deuxième personne participe, tour à tour.",
        es: "Indica si participa una segunda persona, por turnos.")),
    .row(
      .songs,
      Term(
        en: "songs", ru: "песни", de: "Lieder", fr: "chansons", "chants", es: "canciones"),
      .texts, example: "Ode to Joy",
      help: Wording(
        en: "The songs to sing; without it, all of the language's.",
        ru: "Какие песни петь; без этого все песни языка.",
        de: "Die Lieder zum Singen; ohne Angabe alle der Sprache.",
        fr: "Les chansons à chanter ; sans cela, toutes celles de la langue.",
        es: "Las canciones que se cantan; sin ello, todas las del idioma.")),
    .row(
      .phrases,
      Term(
        en: "phrases", ru: "фразы", de: "Sätze", "Redewendungen", fr: "phrases", es: "frases"),
      .texts, example: "Good morning; I am thirsty",
      help: Wording(
        en: "Phrases of the person's own life, practised first.",
        ru: "Фразы из жизни человека, с них начинают.",
        de: "Sätze aus dem Leben der Person, sie werden zuerst geübt.",
        fr: "Des phrases de la vie de la personne, travaillées en premier.",
        es: "Frases de la vida de la persona, que se practican primero.")),
    .number(
      .phraseSeconds,
      Term(
        en: "phrase seconds", ru: "секунд на фразу", "длина фразы", de: "Sekunden je Satz",
        "Satzlänge", fr: "secondes par phrase", es: "segundos por frase"),
      .seconds, 2...8, decimals: 3, default: 5,
      help: Wording(
        en: "The longest phrase sung on one breath.",
        ru: "Самая длинная фраза на одном дыхании.",
        de: "Der längste Satz, der auf einem Atemzug gesungen wird.",
        fr: "La plus longue phrase chantée sur un souffle.",
        es: "La frase más larga que se canta en una respiración."))
  ]
}
