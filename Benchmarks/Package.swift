// swift-tools-version: 6.0
// SPDX-License-Identifier: GPL-3.0-or-later
import PackageDescription

/// Warnings are errors here, too.
let strict: [SwiftSetting] = [.unsafeFlags(["-warnings-as-errors"])]

let rooms: Target.Dependency = .product(name: "UpbeatRooms", package: "upbeat")

let measures: Target.Dependency = .product(name: "SoundMeasures", package: "upbeat")

let package = Package(
  name: "upbeat-benchmarks",
  dependencies: [.package(name: "upbeat", path: "..")],
  targets: [
    // What is shipped, and the voice that says it; files and lines for people.
    .target(name: "Bench", dependencies: [rooms], swiftSettings: strict),
    // Measures, and prints the table. The appliance itself is started as a program.
    .executableTarget(
      name: "Figures", dependencies: ["Bench", rooms, measures], swiftSettings: strict),
    // A click track to a WAV: a program of its own, so that its time can be held against klick's.
    .executableTarget(name: "ClickTrack", dependencies: [rooms], swiftSettings: strict),
    // All that is said in English, in WAV files: for a recogniser.
    .executableTarget(name: "SpokenTexts", dependencies: ["Bench", rooms], swiftSettings: strict)
  ]
)
