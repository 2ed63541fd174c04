// SPDX-License-Identifier: GPL-3.0-or-later

// The keys of `upbeat.txt` for who looks after the unit.
extension KeyTable {
  static let helperKeys: [Key] = [
    .row(
      .quietHours,
      Term(
        en: "quiet hours", ru: "тихие часы", "тихое время", de: "Ruhezeit", "Ruhezeiten",
        fr: "heures calmes", "heures de silence", es: "horas de silencio", "horas tranquilas"),
      .timeRange, example: "22:00-07:00",
      help: Wording(
        en: "When nothing begins by itself.", ru: "Когда ничего не начинается само.",
        de: "Wann nichts von selbst beginnt.", fr: "Quand rien ne commence tout seul.",
        es: "Cuándo no empieza nada por sí solo.")),
    .yesNo(
      .report, Term(en: "report", ru: "отчёт", de: "Bericht", fr: "rapport", es: "informe"),
      help: Wording(
        en: "Whether the stick takes a report home.", ru: "Записать ли отчёт на флешку.",
        de: "Ob ein Bericht auf den Stick kommt.", fr: "Indique si la clé emporte un rapport.",
        es: "Indica si la memoria se lleva un informe.")),
    .yesNo(
      .switchTest,
      Term(
        en: "switch test", ru: "проверка кнопки", "проверка переключателя", de: "Tastentest",
        fr: "test du contacteur", es: "prueba del pulsador"),
      help: Wording(
        en: "Whether the switch is measured next time, to propose its times.",
        ru: "Проверить ли кнопку в следующий раз, чтобы предложить её времена.",
        de: "Ob die Taste beim nächsten Mal geprüft wird, um ihre Zeiten vorzuschlagen.",
        fr: "Indique si le contacteur est testé la prochaine fois, pour proposer ses durées.",
        es: "Indica si el pulsador se prueba la próxima vez, para proponer sus tiempos.")),
    .yesNo(
      .selfTest,
      Term(
        en: "self test", ru: "самопроверка", de: "Selbsttest", fr: "autotest",
        es: "autoprueba"),
      help: Wording(
        en: "Whether the unit tests itself, for the technician.",
        ru: "Проверить ли прибор, для техника.",
        de: "Ob sich das Gerät selbst prüft, für die Technik.",
        fr: "Indique si l'appareil se teste lui-même, pour le technicien.",
        es: "Indica si el aparato se prueba a sí mismo, para el técnico.")),
    .yesNo(
      .call,
      Term(
        en: "call", ru: "вызов", "звонок", de: "Klingel", "Ruf", fr: "appel", "sonnette",
        es: "timbre", "llamada"),
      help: Wording(
        en: "Whether the list offers a chime that calls; it is not an alarm.",
        ru: "Есть ли в списке звонок помощнику; это не сигнал тревоги.",
        de: "Ob die Liste ein Klingeln anbietet; es ist kein Notruf.",
        fr: "Indique si la liste propose une sonnerie d'appel ; ce n'est pas une alarme.",
        es: "Indica si la lista ofrece un timbre para llamar; no es una alarma.")),
    .row(
      .clock, clockTerm, .dateAndTime, example: "2026-11-22 09:00",
      help: Wording(
        en: "The date and time the unit's clock is set to.",
        ru: "Дата и время, на которые ставятся часы прибора.",
        de: "Datum und Uhrzeit, auf die die Uhr des Geräts gestellt wird.",
        fr: "La date et l'heure auxquelles l'horloge de l'appareil est réglée.",
        es: "La fecha y la hora a las que se pone el reloj del aparato.")),
    .row(
      .erase,
      Term(
        en: "erase", ru: "стереть", "стереть записи", de: "löschen", "Tagebuch löschen",
        fr: "effacer", es: "borrar"),
      .text, example: "A. B.",
      help: Wording(
        en: "The initials of whose diary is erased, after two presses.",
        ru: "Инициалы того, чей дневник стереть, после двух нажатий.",
        de: "Die Initialen, deren Tagebuch gelöscht wird, nach zweimal Drücken.",
        fr: "Les initiales de la personne dont le journal est effacé, après deux appuis.",
        es: "Las iniciales de la persona cuyo diario se borra, tras dos pulsaciones.")),
    .yesNo(
      .clearLock, clearLockTerm,
      help: clearLockHelp)
  ]

  // MARK: Names that stand in more than one file

  static let clockTerm = Term(
    en: "clock", ru: "часы", de: "Uhr", "Uhrzeit", fr: "horloge", es: "reloj")

  static let clearLockTerm = Term(
    en: "clear lock", ru: "снять блокировку", de: "Sperre aufheben", fr: "lever le blocage",
    "débloquer", es: "quitar el bloqueo", "desbloquear")

  static let clearLockHelp = Wording(
    en: "Whether practice begins again after it was locked.",
    ru: "Можно ли снова заниматься после блокировки.",
    de: "Ob nach einer Sperre wieder geübt wird.",
    fr: "Indique si les séances reprennent après un blocage.",
    es: "Indica si se vuelve a practicar después de un bloqueo.")
}
