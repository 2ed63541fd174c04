// SPDX-License-Identifier: GPL-3.0-or-later

/// Everything the pages say in a person's language but names of things and what the key table says:
/// `Voices/xx/report.txt`.
package enum LabelKey: String, CaseIterable, Sendable {
  // How the language writes
  case decimal = "format.decimal"
  case longDate = "format.date"
  case shortDate = "format.day"
  case moment = "format.moment"
  case range = "format.range"
  case ofGoal = "format.goal"
  case milliseconds = "format.milliseconds"

  // The head of the page
  case title = "page.title"
  case patient = "page.patient"
  case unit = "page.unit"
  case clinic = "page.clinic"
  case asOf = "page.asOf"

  // The first lines, for the therapist
  case summaryPractised = "summary.practised"
  case summaryNone = "summary.none"
  case summaryWeek = "summary.week"
  case summaryCounts = "summary.counts"

  // Headings
  case sectionDays = "section.days"
  case sectionWeeks = "section.weeks"
  case sectionCharts = "section.charts"
  case sectionStops = "section.stops"
  case sectionSettings = "section.settings"
  case sectionHelper = "section.helper"
  case sectionAbout = "section.about"

  // Columns
  case columnWeek = "column.week"
  case columnGoal = "column.goal"
  case columnSessions = "column.sessions"
  case columnMinutes = "column.minutes"
  case columnBreaths = "column.breaths"
  case columnPace = "column.pace"
  case columnEffort = "column.effort"
  case columnStops = "column.stops"
  case columnPress = "column.press"
  case columnMissed = "column.missed"
  case columnWhen = "column.when"
  case columnTechnique = "column.technique"
  case columnStage = "column.stage"
  case columnSecond = "column.second"
  case columnCause = "column.cause"
  case columnSetting = "column.setting"
  case columnOld = "column.old"
  case columnNew = "column.new"
  case columnWhat = "column.what"
  case columnTimes = "column.times"
  case columnLast = "column.last"
  case columnBaseline = "column.baseline"
  case columnReached = "column.reached"

  // Inside and under the tables
  case practised = "days.legend"
  case noPractice = "days.none"
  case noAnswer = "effort.none"
  case effortLegend = "effort.legend"
  case notWritten = "note.notWritten"
  case nothing = "note.nothing"
  case more = "note.more"
  case switchNote = "note.switch"
  case paceNote = "note.pace"
  case undatedNote = "note.undated"
  case clockSet = "note.clockSet"
  case clockUnset = "note.clockUnset"

  // Charts
  case chartMinutes = "chart.minutes"
  case chartMinutesText = "chart.minutesText"
  case chartPress = "chart.press"
  case chartPressText = "chart.pressText"
  case chartPace = "chart.pace"
  case chartPaceText = "chart.paceText"
  case chartData = "chart.data"

  // What all this is, and is not (`clinical.md`, "Claims the product never makes")
  case aboutPractice = "about.practice"
  case aboutSensor = "about.sensor"
  case aboutAlarm = "about.alarm"
  case aboutMore = "about.more"
  case aboutFiles = "about.files"

  // The form of the caregiver's settings: what it is
  case formTitle = "form.title"
  case formIntro = "form.intro"
  case formWhole = "form.whole"
  case formLines = "form.lines"
  case formRanges = "form.ranges"
  case formPrivacy = "form.privacy"
  case formScript = "form.script"
  case formOpen = "form.open"
  case formOpenHelp = "form.openHelp"
  case formSave = "form.save"
  case formSaved = "form.saved"
  case formOnce = "form.once"
  case formThisTime = "form.thisTime"
  case formOnePerLine = "form.onePerLine"
  case formOptional = "form.optional"
  case formRange = "form.range"
  case formOnly = "form.only"
  case formChoices = "form.choices"
  case formUsual = "form.usual"
  case formExample = "form.example"
  case exampleSongs = "example.songs"
  case examplePhrases = "example.phrases"

  // Its groups of fields
  case groupVoice = "group.voice"
  case groupSwitch = "group.switch"
  case groupPractice = "group.practice"
  case groupBreathing = "group.breathing"
  case groupSinging = "group.singing"
  case groupOnce = "group.once"

  // What is wrong in a field
  case wrongSummary = "wrong.summary"
  case wrongNumber = "wrong.number"
  case wrongRange = "wrong.range"
  case wrongWhole = "wrong.whole"
  case wrongDecimals = "wrong.decimals"
  case wrongWriting = "wrong.writing"
  case wrongLength = "wrong.length"
  case wrongList = "wrong.list"
  case wrongQuotes = "wrong.quotes"
  case wrongPhrase = "wrong.phrase"
  case wrongRatio = "wrong.ratio"
  case wrongPause = "wrong.pause"
  case wrongPace = "wrong.pace"

  // A file that was opened
  case openedWell = "opened.well"
  case openedPartly = "opened.partly"
  case openedLine = "opened.line"
  case openedUnknown = "opened.unknown"
  case openedAgain = "opened.again"
  case openedNotText = "opened.notText"

  // The picture guide
  case guideTitle = "guide.title"
  case guideBox = "guide.box"
  case guideBoxText = "guide.boxText"
  case guideBoxPicture = "guide.boxPicture"
  case guidePlug = "guide.plug"
  case guidePlugText = "guide.plugText"
  case guidePlugPicture = "guide.plugPicture"
  case guidePress = "guide.press"
  case guidePressText = "guide.pressText"
  case guidePressPicture = "guide.pressPicture"
  case guideStick = "guide.stick"
  case guideStickText = "guide.stickText"
  case guideStickPicture = "guide.stickPicture"
  case guideSettings = "guide.settings"
  case guideSettingsText = "guide.settingsText"
  case guideSettingsPicture = "guide.settingsPicture"
  case guideMusic = "guide.music"
  case guideMusicText = "guide.musicText"
  case guideMusicPicture = "guide.musicPicture"
  case guideSafety = "guide.safety"
  case guideSafetyText = "guide.safetyText"
  case guideSafetyPicture = "guide.safetyPicture"
  case guideHelp = "guide.help"
  case guideHelpText = "guide.helpText"
  case guideHelpPicture = "guide.helpPicture"
  case guideCall = "guide.call"
  case guideName = "guide.name"
  case guideTelephone = "guide.telephone"
  case guidePractice = "guide.practice"

  /// The gaps its text has in every language, in any order.
  package var placeholders: Set<String> {
    switch self {
    case .longDate: ["day", "month", "year"]
    case .shortDate: ["day", "month"]
    case .moment: ["date", "time"]
    case .range: ["from", "to"]
    case .ofGoal: ["done", "goal"]
    case .milliseconds: ["number"]
    case .asOf: ["date"]
    case .summaryPractised: ["days", "sessions", "minutes", "breaths"]
    case .summaryWeek: ["date", "days"]
    case .summaryCounts: ["stops", "hard", "silent", "missed"]
    case .more, .clockUnset: ["count"]
    case .undatedNote: ["sessions", "minutes"]
    case .chartMinutesText: ["days", "most"]
    case .chartPressText, .chartPaceText: ["least", "most", "last"]
    case .formRange: ["least", "most", "unit"]
    case .formOnly, .formChoices, .formUsual: ["value"]
    case .formExample: ["example"]
    case .wrongNumber, .wrongRange, .wrongWhole, .wrongDecimals: ["name", "range"]
    case .wrongWriting: ["name", "example"]
    case .wrongLength, .wrongList: ["name", "limit"]
    case .wrongQuotes: ["name"]
    case .wrongPhrase: ["name", "text", "words", "limit"]
    case .wrongPause: ["limit"]
    case .wrongPace: ["least", "most"]
    case .openedLine: ["line", "text", "why"]
    default: []
    }
  }
}

/// Names of things, each under the diary's own word: `stage.rest`, `fault.stuck switch`.
package enum WordFamily: String, CaseIterable, Sendable {
  case month, weekday, technique, stage, cause, lock, event, fault

  /// The words every language has; the diary may hold others, which are shown as they are.
  package var words: [String] {
    switch self {
    case .month: (1...12).map(String.init)
    case .weekday: (0...6).map(String.init)
    case .technique: ["breathing", "oral motor", "singing", "speech cueing", "listening"]
    case .stage:
      [
        "greeting", "safety", "waiting", "measuring", "exercise", "rest", "question", "stopped",
        "list", "listening", "ringing", "farewell", "resting", "locked", "fault"
      ]
    case .cause: ["press", "sound lost", "stuck", "shutdown"]
    case .lock: ["day is full", "gap", "completion", "too hard"]
    case .event:
      [
        "switch test kept", "switch test left", "switch test unclear", "self test",
        "call answered", "call unanswered"
      ]
    case .fault:
      [
        "store broken", "store unwritable", "store full", "store read-only", "store locked",
        "store unreachable", "record refused", "no switch", "stuck switch", "sound lost",
        "voice missing", "speech failed", "settings refused", "prescription refused",
        "board refused", "own pace out of range", "review overdue", "too hard twice",
        "note bank missing", "song refused", "phrase refused", "music refused",
        "recording refused", "settings put aside"
      ]
    }
  }
}

/// Nouns beside a number, whose form the number decides: `days.one: {number} day`.
package enum CountedNoun: String, CaseIterable, Sendable {
  case days, sessions, minutes, breaths
}
