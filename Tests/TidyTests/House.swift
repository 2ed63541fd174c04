// SPDX-License-Identifier: GPL-3.0-or-later

/// Which room stands on which floor (`Docs/Architecture.md`), and which arrows follow from it.
enum House {
  /// Pure rooms: they import no C, open no file and read no clock.
  static let pureFloors = [
    "Timebase": 1, "Settings": 2, "Prompts": 2, "Rhythm": 2, "Songs": 3, "Exercises": 4,
    "Session": 5
  ]
  /// The one meter of sound: it wraps a library, and who makes or takes in sound leans on it.
  static let meters: Set<String> = ["Loudness"]
  /// Rooms that wrap one outer thing each: they know nothing of the others but the meter.
  static let wrappers: Set<String> = [
    "AudioFiles", "Diary", "Loudspeaker", "Speech", "Stick", "Switch"
  ]
  /// What tests and benchmarks hear with: nothing points there, and it points nowhere.
  static let instruments: Set<String> = ["SoundMeasures"]
  /// The appliance put together.
  static let topFloors = ["Rehearsal": 6, "Bank": 6, "Report": 6, "Upbeat": 7]

  /// They alone take packages from outside.
  static let programs: Set<String> = ["Upbeat", "Bank", "Report"]

  /// What programs may import besides, of what comes with the language.
  static let besides: [String: Set<String>] = [
    "Upbeat": ["Synchronization"],
    "Bank": ["Foundation", "Dispatch"], "Report": ["Foundation"]
  ]

  /// The C library; pure rooms do without it, but for one file of mathematics.
  static let cLibrary = "Glibc"
  static let pureFilesWithC: Set<String> = ["Sources/Rhythm/Mathematics.swift"]

  /// Rooms without a test target of their own name, and the tests that are theirs.
  static let testedElsewhere: [String: String] = [:]

  private static var floors: [String: Int] {
    pureFloors.merging(topFloors) { floor, _ in floor }
  }

  /// The arrows of a manifest that do not point down.
  static func wrongArrows(_ manifest: Manifest) -> [String] {
    manifest.rooms.sorted { $0.key < $1.key }.flatMap { room, targets in
      targets.sorted().filter { !mayPoint(room, to: $0, in: manifest) }.map { "\(room) → \($0)" }
    }
  }

  private static func mayPoint(_ room: String, to target: String, in manifest: Manifest) -> Bool {
    if instruments.contains(room) || instruments.contains(target) { return false }
    if meters.contains(room) { return manifest.systemLibraries.contains(target) }
    if wrappers.contains(room) {
      return manifest.systemLibraries.contains(target) || meters.contains(target)
    }
    if let floor = floors[room], let below = floors[target] { return below < floor }
    guard topFloors[room] != nil else { return false }
    return wrappers.contains(target) || meters.contains(target)
      || manifest.rooms[target] == nil && programs.contains(room)
  }

  /// Imports that no arrow of the manifest allows.
  static func wrongImports(_ file: TextFile, _ manifest: Manifest) -> [Finding] {
    let isPure = pureFloors[file.room] != nil
    let mayUseC = !isPure || pureFilesWithC.contains(file.path)
    return file.imports.compactMap { module, line in
      if module == cLibrary, mayUseC { return nil }
      if manifest.rooms[file.room]?.contains(module) ?? false { return nil }
      if besides[file.room]?.contains(module) ?? false { return nil }
      return file.finding(line, "\(file.room) does not import \(module)")
    }
  }
}
