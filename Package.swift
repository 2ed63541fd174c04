// swift-tools-version: 6.0
// SPDX-License-Identifier: GPL-3.0-or-later
import PackageDescription

/// Warnings are errors in every target of our own.
let strict: [SwiftSetting] = [.unsafeFlags(["-warnings-as-errors"])]

/// A room of the house: `Docs/Architecture.md` draws them, `Tests/TidyTests` holds the arrows.
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(
  _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

/// What several test targets make their worlds with: under Tests, and no test itself.
func fixtures(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(
    name: name, dependencies: dependencies, path: "Tests/\(name)", swiftSettings: strict)
}

let package = Package(
  name: "upbeat",
  products: [
    .executable(name: "upbeat", targets: ["Upbeat"]),
    // Pages and tables from the diary: a program of its own, because it links Foundation.
    .executable(name: "upbeat-report", targets: ["Report"]),
    // Makes the note bank, where the project is built; no part of the unit.
    .executable(name: "upbeat-bank", targets: ["Bank"]),
    // For Benchmarks, which is a package of its own.
    .library(
      name: "UpbeatRooms",
      targets: [
        "Timebase", "Settings", "Prompts", "Rhythm", "Songs", "Exercises", "Session",
        "Loudspeaker", "Speech", "AudioFiles", "Loudness", "Rehearsal", "Diary"
      ]),
    // For the tests of the voice and for Benchmarks: no part of the unit.
    .library(name: "SoundMeasures", targets: ["SoundMeasures"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1")
  ],
  targets: [
    // What the machine gives: module maps only.
    .systemLibrary(name: "CALSA"),
    .systemLibrary(name: "CESpeakNG"),
    .systemLibrary(name: "CSQLite"),
    .systemLibrary(name: "CSampleRate"),
    .systemLibrary(name: "CRubberBand"),
    .systemLibrary(name: "CSndFile"),
    .systemLibrary(name: "CEBUR128"),

    // Pure rooms, from the ground floor up.
    room("Timebase"),
    room("Settings", ["Timebase"]),
    room("Prompts", ["Timebase"]),
    room("Rhythm", ["Timebase"]),
    room("Songs", ["Rhythm", "Timebase"]),
    room("Exercises", ["Songs", "Rhythm", "Prompts", "Settings", "Timebase"]),
    room("Session", ["Exercises", "Songs", "Rhythm", "Prompts", "Settings", "Timebase"]),

    // The one meter, for all who make or take in sound.
    room("Loudness", ["CEBUR128"]),

    // Rooms that wrap one outer thing each.
    room("Diary", ["CSQLite"]),
    room("Loudspeaker", ["CALSA"]),
    room("Speech", ["CESpeakNG", "CSampleRate", "CRubberBand", "Loudness"]),
    room("AudioFiles", ["CSndFile", "CSampleRate", "Loudness"]),
    room("Switch"),
    room("Stick"),

    // The whole appliance, in simulated time and live.
    room(
      "Rehearsal",
      [
        "Session", "Exercises", "Songs", "Rhythm", "Prompts", "Settings", "Timebase", "Diary",
        "Speech", "AudioFiles"
      ]),
    .executableTarget(
      name: "Upbeat",
      dependencies: [
        "Rehearsal", "Session", "Exercises", "Songs", "Rhythm", "Prompts", "Settings", "Timebase",
        "Diary", "Loudspeaker", "Speech", "Stick", "Switch", "AudioFiles",
        .product(name: "ArgumentParser", package: "swift-argument-parser")
      ],
      swiftSettings: strict),

    // Beside the appliance: reads its diary, and nothing of it runs in the appliance.
    .executableTarget(
      name: "Report",
      dependencies: [
        "Diary", "Prompts", "Settings", "Timebase",
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "ArgumentParser", package: "swift-argument-parser")
      ],
      swiftSettings: strict),

    // Where the project is built.
    .executableTarget(
      name: "Bank",
      dependencies: [
        "Exercises", "Songs", "Rhythm", "Timebase", "Loudness",
        .product(name: "ArgumentParser", package: "swift-argument-parser")
      ],
      swiftSettings: strict),

    // What tests and Benchmarks hear with; no part of the unit.
    room("SoundMeasures"),

    tests("TimebaseTests", ["Timebase"]),
    tests("RhythmTests", ["Rhythm", "Timebase"]),
    tests("SongsTests", ["Songs", "Rhythm", "Timebase"]),
    tests("SettingsTests", ["Settings"]),
    tests("PromptsTests", ["Prompts"]),
    tests("DiaryTests", ["Diary"]),
    tests("LoudnessTests", ["Loudness"]),
    tests("SoundMeasuresTests", ["SoundMeasures"]),
    tests("SpeechTests", ["Speech", "Loudness", "SoundMeasures"]),
    tests("AudioFilesTests", ["AudioFiles", "Loudness", "CSndFile"]),
    tests("BankTests", ["Bank", "Loudness", "Rhythm"]),
    tests("LoudspeakerTests", ["Loudspeaker"]),
    tests("SwitchTests", ["Switch"]),
    fixtures("StickFixtures", ["Stick"]),
    tests("StickTests", ["Stick", "StickFixtures", "Settings"]),
    tests(
      "ExercisesTests", ["Exercises", "Songs", "Rhythm", "Prompts", "Settings", "Timebase"]),
    tests(
      "SessionTests",
      ["Session", "Exercises", "Songs", "Rhythm", "Prompts", "Settings", "Timebase"]),
    tests(
      "RehearsalTests",
      [
        "Rehearsal", "Session", "Exercises", "Songs", "Rhythm", "Prompts", "Settings", "Timebase",
        "Diary"
      ], exclude: ["Goldens"]),
    tests("UpbeatTests", ["Upbeat", "Session", "Timebase", "Diary", "Stick", "StickFixtures"]),
    tests(
      "ReportTests",
      [
        "Report", "Rehearsal", "Session", "Prompts", "Settings", "Timebase", "Diary",
        .product(name: "ArgumentParser", package: "swift-argument-parser")
      ]),
    tests("TidyTests", [])
  ]
)
