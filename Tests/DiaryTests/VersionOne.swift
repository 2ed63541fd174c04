// SPDX-License-Identifier: GPL-3.0-or-later
import Diary

/// A store as the first version of the program wrote it: the script of version 1 as it was shipped,
/// kept here word by word, so that an edit of it in the program would be found.
enum VersionOne {
  static let stamp = """
    wall_seconds INTEGER CHECK (wall_seconds BETWEEN 0 AND 253402300799),
      clock_set INTEGER NOT NULL
        CHECK (clock_set = 0 OR (clock_set = 1 AND wall_seconds IS NOT NULL)),
      powered_seconds INTEGER NOT NULL CHECK (powered_seconds BETWEEN 0 AND 3155760000)
    """

  static let tables = """
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

  /// One row of each kind; the session is finished.
  static let rows = """
    INSERT INTO power_on VALUES (1, 1795338000, 1, 1000, '0.1.0', 1900, 1795338900);
    INSERT INTO settings_text VALUES (1, 'profile: mild');
    INSERT INTO session VALUES (1, 1, 1795338060, 1, 1060, 'press', 'mild', 'usual', 720, NULL, 1,
      1, 611, 'finished', 1795338700, 1700);
    INSERT INTO exercise VALUES (1, 1, 1795338070, 1, 1070, 'breathing', 'paced breathing', 10,
      480000, 450, 2, 90, 15200, 76000, 358, 2, 86, NULL, 14700, 3);
    INSERT INTO answer VALUES (1, 1, 1, 1795338600, 1, 1600, 2, 0);
    INSERT INTO stop VALUES (1, 1, 1, 1795338100, 1, 1100, 'exercise', 17, 'press', 1);
    INSERT INTO lock VALUES (1, 1795338800, 1, 1800, 'gap', NULL, NULL, NULL);
    INSERT INTO clear_lock VALUES (1, 1795338801, 1, 1801, 'prescription');
    INSERT INTO press_summary VALUES (1, 1, 1, 1795338802, 1, 1802, 12, 3, 2, 0, 240, 1);
    INSERT INTO pace_measurement VALUES (1, 1, 1795338803, 1, 1803, 'baseline', 15200);
    INSERT INTO gap VALUES (1, 1, 1795338804, 1, 1804, 960000, 480);
    INSERT INTO fault VALUES (1, 1795338805, 1, 1805, 'stuck switch', 'closed for 10 s', 0, NULL);
    INSERT INTO settings_change VALUES (1, 1795338806, 1, 1806, 'volume', '60', '70', 'upbeat.txt',
      1, '0.1.0');
    INSERT INTO safety_said VALUES (1, 1, 1795338807, 1, 1807, 1);
    """

  /// Writes the file, as a power-off would leave it.
  static func write(to path: String) throws {
    let database = try Database.open(path, .readWrite)
    try database.run("PRAGMA journal_mode = wal")
    try database.runScript(tables)
    try database.runScript(rows)
    try database.run("PRAGMA application_id = \(0x5570_4274)")
    try database.run("PRAGMA user_version = 1")
  }
}
