// SPDX-License-Identifier: GPL-3.0-or-later

/// The tables, and the steps that lead an older file to them.
///
/// Plans are held to the hard ranges of `clinical.md`. What happened is held only to what is
/// possible: a fact refused is a fact lost.
///
/// All wall times are seconds of local civil time since 1970-01-01 00:00 local time; all powered
/// seconds count every second the unit has been on, over all power-ons.
enum Schema {
  /// The script that leads from version `index` to `index + 1`. A script that has been on a unit
  /// is never edited: a change is a new one at the end.
  static let migrations = [tables, repertoire, helperAtTheUnit]

  /// The version this program writes and reads (`PRAGMA user_version`).
  static var version: Int64 { Int64(migrations.count) }

  /// Marks the file as ours (`PRAGMA application_id`): "UpBt".
  static let applicationID: Int64 = 0x5570_4274

  /// All tables that hold records, parents before children.
  static let recordTables = [
    "power_on", "settings_text", "session", "exercise", "answer", "stop", "lock", "clear_lock",
    "press_summary", "pace_measurement", "gap", "fault", "settings_change", "safety_said",
    "material", "rate_measurement", "switch_test", "self_test", "call"
  ]

  /// When a record was made: on every table of records. Up to the year 9999, and 100 years on.
  private static let stamp = """
    wall_seconds INTEGER CHECK (wall_seconds BETWEEN 0 AND 253402300799),
      clock_set INTEGER NOT NULL
        CHECK (clock_set = 0 OR (clock_set = 1 AND wall_seconds IS NOT NULL)),
      powered_seconds INTEGER NOT NULL CHECK (powered_seconds BETWEEN 0 AND 3155760000)
    """

  private static let tables = practice + unit

  /// What was practised.
  private static let practice = """
    CREATE TABLE power_on (
      id INTEGER PRIMARY KEY,
      \(stamp),
      software TEXT NOT NULL CHECK (length(software) BETWEEN 1 AND 100),
      last_seen_powered_seconds INTEGER NOT NULL
        CHECK (last_seen_powered_seconds BETWEEN powered_seconds AND 3155760000),
      last_seen_wall_seconds INTEGER
        CHECK (last_seen_wall_seconds BETWEEN 0 AND 253402300799)
    ) STRICT;

    CREATE TABLE settings_text (
      id INTEGER PRIMARY KEY,
      text TEXT NOT NULL UNIQUE CHECK (length(text) <= 100000)
    ) STRICT;

    CREATE TABLE session (
      id INTEGER PRIMARY KEY,
      power_on INTEGER NOT NULL REFERENCES power_on (id),
      \(stamp),
      source TEXT NOT NULL CHECK (source IN ('press', 'schedule', 'caregiver', 'unattended')),
      profile TEXT NOT NULL CHECK (profile IN ('mild', 'moderate', 'listening')),
      kind TEXT NOT NULL CHECK (kind IN ('usual', 'short')),
      planned_seconds INTEGER NOT NULL CHECK (
        planned_seconds BETWEEN 0 AND CASE kind WHEN 'short' THEN 360 ELSE 1200 END),
      completes INTEGER UNIQUE REFERENCES session (id) CHECK (completes <> id),
      safety_whole INTEGER NOT NULL CHECK (safety_whole IN (0, 1)),
      settings INTEGER NOT NULL REFERENCES settings_text (id),
      done_seconds INTEGER NOT NULL DEFAULT 0 CHECK (done_seconds BETWEEN 0 AND 7200),
      ended TEXT CHECK (ended IN ('finished', 'stopped', 'unanswered', 'power lost')),
      ended_wall_seconds INTEGER CHECK (ended_wall_seconds BETWEEN 0 AND 253402300799),
      ended_powered_seconds INTEGER CHECK (ended_powered_seconds >= powered_seconds),
      CHECK ((ended IS NULL) = (ended_powered_seconds IS NULL))
    ) STRICT;

    CREATE TABLE exercise (
      id INTEGER PRIMARY KEY,
      session INTEGER NOT NULL REFERENCES session (id),
      \(stamp),
      technique TEXT NOT NULL CHECK (technique IN (
        'breathing', 'oral motor', 'singing', 'speech cueing', 'listening')),
      activity TEXT NOT NULL CHECK (length(activity) BETWEEN 1 AND 100),
      started_seconds INTEGER NOT NULL CHECK (started_seconds BETWEEN 0 AND 86400),
      started_frame INTEGER NOT NULL CHECK (started_frame >= 0),
      planned_seconds INTEGER NOT NULL CHECK (planned_seconds BETWEEN 0 AND 1200),
      planned_sets INTEGER NOT NULL CHECK (planned_sets BETWEEN 0 AND 20),
      planned_breaths INTEGER CHECK (planned_breaths BETWEEN 0 AND 360),
      baseline_pace_milli INTEGER CHECK (baseline_pace_milli BETWEEN 8000 AND 24000),
      tempo_milli INTEGER CHECK (tempo_milli BETWEEN 40000 AND 200000),
      done_seconds INTEGER NOT NULL DEFAULT 0 CHECK (done_seconds BETWEEN 0 AND 86400),
      sets_done INTEGER NOT NULL DEFAULT 0 CHECK (sets_done BETWEEN 0 AND 1000),
      breaths_cued INTEGER NOT NULL DEFAULT 0 CHECK (breaths_cued BETWEEN 0 AND 10000),
      breaths_acknowledged INTEGER
        CHECK (breaths_acknowledged BETWEEN 0 AND breaths_cued),
      final_pace_milli INTEGER CHECK (final_pace_milli BETWEEN 8000 AND 24000),
      pacing_step INTEGER CHECK (pacing_step BETWEEN 0 AND 100),
      UNIQUE (session, id)
    ) STRICT;

    CREATE TABLE answer (
      id INTEGER PRIMARY KEY,
      session INTEGER NOT NULL,
      exercise INTEGER NOT NULL,
      \(stamp),
      effort INTEGER CHECK (effort IN (2, 3, 4, 7)),
      changed INTEGER NOT NULL CHECK (changed IN (0, 1)),
      FOREIGN KEY (session, exercise) REFERENCES exercise (session, id)
    ) STRICT;
    CREATE INDEX answer_session ON answer (session);

    CREATE TABLE stop (
      id INTEGER PRIMARY KEY,
      session INTEGER NOT NULL REFERENCES session (id),
      exercise INTEGER,
      \(stamp),
      stage TEXT NOT NULL CHECK (length(stage) BETWEEN 1 AND 100),
      second INTEGER NOT NULL CHECK (second BETWEEN 0 AND 86400),
      cause TEXT NOT NULL CHECK (cause IN ('press', 'sound lost', 'stuck', 'shutdown')),
      ordinal INTEGER NOT NULL CHECK (ordinal BETWEEN 1 AND 100),
      FOREIGN KEY (session, exercise) REFERENCES exercise (session, id)
    ) STRICT;
    CREATE INDEX stop_session ON stop (session);

    """

  /// What the unit itself did and met.
  private static let unit = """
    CREATE TABLE lock (
      id INTEGER PRIMARY KEY,
      \(stamp),
      reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 1000),
      until_wall_seconds INTEGER CHECK (until_wall_seconds BETWEEN 0 AND 253402300799),
      released_wall_seconds INTEGER CHECK (released_wall_seconds BETWEEN 0 AND 253402300799),
      released_powered_seconds INTEGER CHECK (released_powered_seconds >= powered_seconds)
    ) STRICT;

    CREATE TABLE clear_lock (
      id INTEGER PRIMARY KEY,
      \(stamp),
      source TEXT NOT NULL CHECK (source IN ('prescription', 'settings'))
    ) STRICT;

    CREATE TABLE press_summary (
      id INTEGER PRIMARY KEY,
      power_on INTEGER NOT NULL REFERENCES power_on (id),
      session INTEGER REFERENCES session (id),
      \(stamp),
      accepted INTEGER NOT NULL CHECK (accepted BETWEEN 0 AND 1000000),
      heard INTEGER NOT NULL CHECK (heard BETWEEN 0 AND 1000000),
      ignored INTEGER NOT NULL CHECK (ignored BETWEEN 0 AND 1000000),
      stuck INTEGER NOT NULL CHECK (stuck BETWEEN 0 AND 1000000),
      median_milliseconds INTEGER CHECK (median_milliseconds BETWEEN 0 AND 86400000),
      missed_prompts INTEGER NOT NULL CHECK (missed_prompts BETWEEN 0 AND 1000000)
    ) STRICT;

    CREATE TABLE pace_measurement (
      id INTEGER PRIMARY KEY,
      session INTEGER REFERENCES session (id),
      \(stamp),
      outcome TEXT NOT NULL
        CHECK (outcome IN ('baseline', 'skipped', 'too few', 'out of range')),
      pace_milli INTEGER CHECK (pace_milli BETWEEN 1000 AND 60000),
      CHECK (
        CASE outcome
          WHEN 'baseline' THEN pace_milli IS NOT NULL AND pace_milli BETWEEN 8000 AND 24000
          WHEN 'out of range' THEN pace_milli IS NULL OR pace_milli NOT BETWEEN 8000 AND 24000
          ELSE pace_milli IS NULL
        END)
    ) STRICT;

    CREATE TABLE gap (
      id INTEGER PRIMARY KEY,
      power_on INTEGER NOT NULL REFERENCES power_on (id),
      \(stamp),
      frame INTEGER NOT NULL CHECK (frame >= 0),
      frames INTEGER NOT NULL CHECK (frames > 0)
    ) STRICT;

    CREATE TABLE fault (
      id INTEGER PRIMARY KEY,
      \(stamp),
      kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 100),
      detail TEXT NOT NULL CHECK (length(detail) <= 100000),
      told_helper INTEGER NOT NULL CHECK (told_helper IN (0, 1)),
      told_patient_day INTEGER CHECK (told_patient_day BETWEEN 0 AND 2932896)
    ) STRICT;

    CREATE TABLE settings_change (
      id INTEGER PRIMARY KEY,
      \(stamp),
      key TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 100),
      old TEXT CHECK (length(old) <= 100000),
      new TEXT CHECK (length(new) <= 100000),
      source TEXT NOT NULL CHECK (length(source) BETWEEN 1 AND 1000),
      settings INTEGER NOT NULL REFERENCES settings_text (id),
      software TEXT NOT NULL CHECK (length(software) BETWEEN 1 AND 100)
    ) STRICT;

    CREATE TABLE safety_said (
      id INTEGER PRIMARY KEY,
      session INTEGER REFERENCES session (id),
      \(stamp),
      whole INTEGER NOT NULL CHECK (whole IN (0, 1))
    ) STRICT;
    """

  /// Version 2: what an exercise was made of, and the rate of speech.
  private static let repertoire = """
    CREATE TABLE material (
      id INTEGER PRIMARY KEY,
      session INTEGER,
      exercise INTEGER,
      \(stamp),
      kind TEXT NOT NULL CHECK (kind IN ('piece', 'song', 'phrase', 'track')),
      name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 1000),
      layers INTEGER CHECK (layers BETWEEN 1 AND 20),
      CHECK (layers IS NULL OR kind = 'piece'),
      FOREIGN KEY (session, exercise) REFERENCES exercise (session, id)
    ) STRICT;
    CREATE INDEX material_kind ON material (kind);

    CREATE TABLE rate_measurement (
      id INTEGER PRIMARY KEY,
      session INTEGER REFERENCES session (id),
      \(stamp),
      outcome TEXT NOT NULL CHECK (outcome IN ('rate', 'skipped', 'unclear')),
      rate_milli INTEGER CHECK (rate_milli BETWEEN 40000 AND 400000),
      CHECK ((outcome = 'rate') = (rate_milli IS NOT NULL))
    ) STRICT;
    """

  /// Version 3: what was tried and rung at the unit, and the ranges of `clinical.md`, "Dose", that
  /// differ from technique to technique. The rules are laid on new plans only: an older row that
  /// broke them is a fact, and no reason to put a diary aside.
  private static let helperAtTheUnit = """
    CREATE TABLE switch_test (
      id INTEGER PRIMARY KEY,
      power_on INTEGER NOT NULL REFERENCES power_on (id),
      \(stamp),
      presses INTEGER NOT NULL CHECK (presses BETWEEN 0 AND 1000),
      acceptance_milliseconds INTEGER CHECK (acceptance_milliseconds BETWEEN 0 AND 2000),
      release_milliseconds INTEGER CHECK (release_milliseconds BETWEEN 0 AND 3000),
      scan_milliseconds INTEGER CHECK (scan_milliseconds BETWEEN 2000 AND 10000),
      kept INTEGER NOT NULL CHECK (kept IN (0, 1)),
      CHECK ((acceptance_milliseconds IS NULL) = (release_milliseconds IS NULL)),
      CHECK ((acceptance_milliseconds IS NULL) = (scan_milliseconds IS NULL)),
      CHECK (kept = 0 OR acceptance_milliseconds IS NOT NULL)
    ) STRICT;

    CREATE TABLE self_test (
      id INTEGER PRIMARY KEY,
      power_on INTEGER NOT NULL REFERENCES power_on (id),
      \(stamp),
      unit TEXT CHECK (length(unit) BETWEEN 1 AND 100),
      tones_played INTEGER NOT NULL CHECK (tones_played IN (0, 1)),
      press_milliseconds INTEGER CHECK (press_milliseconds BETWEEN 0 AND 86400000),
      written INTEGER NOT NULL CHECK (written IN (0, 1)),
      seconds INTEGER NOT NULL CHECK (seconds BETWEEN 0 AND 86400)
    ) STRICT;

    CREATE TABLE call (
      id INTEGER PRIMARY KEY,
      power_on INTEGER NOT NULL REFERENCES power_on (id),
      session INTEGER REFERENCES session (id),
      \(stamp),
      ended TEXT CHECK (ended IN ('answered', 'given up', 'shutdown', 'power lost')),
      rang_seconds INTEGER CHECK (rang_seconds BETWEEN 0 AND 86400),
      CHECK ((ended IS NULL) = (rang_seconds IS NULL))
    ) STRICT;

    CREATE TRIGGER exercise_within_dose BEFORE INSERT ON exercise
    WHEN new.planned_sets > CASE new.technique
      WHEN 'breathing' THEN 10 WHEN 'oral motor' THEN 4 WHEN 'speech cueing' THEN 8 ELSE 20 END
    BEGIN
      SELECT RAISE(ABORT, 'planned_sets is above the range of its technique');
    END;
    """
}
