// SPDX-License-Identifier: GPL-3.0-or-later
import Diary

/// A store as the second version of the program wrote it: what its script added to version 1, kept
/// here word by word.
enum VersionTwo {
  private static let tables = """
    CREATE TABLE material (
      id INTEGER PRIMARY KEY,
      session INTEGER,
      exercise INTEGER,
      \(VersionOne.stamp),
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
      \(VersionOne.stamp),
      outcome TEXT NOT NULL CHECK (outcome IN ('rate', 'skipped', 'unclear')),
      rate_milli INTEGER CHECK (rate_milli BETWEEN 40000 AND 400000),
      CHECK ((outcome = 'rate') = (rate_milli IS NOT NULL))
    ) STRICT;
    """

  /// What an exercise was made of, and an exercise as only that program could plan it.
  private static let rows = """
    INSERT INTO exercise VALUES (2, 1, 1795338500, 1, 1500, 'oral motor', 'oral motor', 440,
      21120000, 60, 7, NULL, NULL, NULL, 50, 6, 0, NULL, NULL, NULL);
    INSERT INTO material VALUES (1, 1, 1, 1795338070, 1, 1070, 'piece', 'harbour', 3);
    INSERT INTO material VALUES (2, NULL, NULL, 1795338071, 1, 1071, 'track', 'a tune', NULL);
    INSERT INTO rate_measurement VALUES (1, 1, 1795338808, 1, 1808, 'rate', 180500);
    """

  /// Writes the file, as a power-off would leave it.
  static func write(to path: String) throws {
    try VersionOne.write(to: path)
    let database = try Database.open(path, .readWrite)
    try database.runScript(tables)
    try database.runScript(rows)
    try database.run("PRAGMA user_version = 2")
  }
}

/// A version of the program whose stores are still about.
enum EarlierVersion: CaseIterable {
  case one, two

  func write(to path: String) throws {
    switch self {
    case .one: try VersionOne.write(to: path)
    case .two: try VersionTwo.write(to: path)
    }
  }

  /// What each store holds: one of each kind, and the text of the settings.
  var recordCount: Int {
    switch self {
    case .one: 14
    case .two: 18
    }
  }

  var mostLayers: Int {
    switch self {
    case .one: 0
    case .two: 3
    }
  }
}
