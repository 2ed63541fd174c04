// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@Suite("The house")
struct HouseTests {
  private let manifest: Manifest

  init() throws { manifest = Manifest(try Checkout.file("Package.swift")) }

  // MARK: Arrows

  @Test("Every arrow between rooms points down")
  func arrows() {
    #expect(House.wrongArrows(manifest) == [])
    #expect(manifest.rooms["Session"]?.contains("Exercises") == true)
  }

  @Test(
    "An arrow up, sideways or out of a wrapper is found",
    arguments: [
      ("room(\"Timebase\", [\"Rhythm\"])", "Timebase → Rhythm"),
      ("room(\"Settings\", [\"Prompts\"])", "Settings → Prompts"),
      ("room(\"Session\", [\"CSQLite\"])", "Session → CSQLite"),
      ("room(\"Rhythm\", [\"Speech\"])", "Rhythm → Speech"),
      ("room(\"Diary\", [\"CSQLite\", \"Session\"])", "Diary → Session"),
      ("room(\"Speech\", [\"Diary\"])", "Speech → Diary"),
      ("room(\"Session\", [\"Loudness\"])", "Session → Loudness"),
      ("room(\"Loudness\", [\"Speech\"])", "Loudness → Speech"),
      ("room(\"Upbeat\", [\"SoundMeasures\"])", "Upbeat → SoundMeasures"),
      ("room(\"SoundMeasures\", [\"Speech\"])", "SoundMeasures → Speech"),
      ("room(\"Rehearsal\", [\"Upbeat\"])", "Rehearsal → Upbeat"),
      ("room(\"Stick\", [\"Settings\"])", "Stick → Settings"),
      ("room(\"Shed\", [\"Timebase\"])", "Shed → Timebase")
    ])
  func wrongArrow(line: String, expected: String) {
    let text = """
      .systemLibrary(name: "CSQLite"),
      \(line),
      """
    #expect(House.wrongArrows(Manifest(TextFile("Package.swift", text))) == [expected])
  }

  // MARK: Imports

  @Test("No file imports what its room has no arrow to")
  func imports() throws {
    let found = try Checkout.sources().flatMap { House.wrongImports($0, manifest) }
    #expect(found == [])
  }

  @Test(
    "An import without an arrow is found, and C in a pure room",
    arguments: [
      ("Sources/Session/A.swift", "import Glibc", "Session does not import Glibc"),
      ("Sources/Rhythm/Mixer.swift", "import Glibc", "Rhythm does not import Glibc"),
      ("Sources/Timebase/A.swift", "import Foundation", "Timebase does not import Foundation"),
      ("Sources/Diary/A.swift", "@preconcurrency import Speech", "Diary does not import Speech"),
      ("Sources/Switch/A.swift", "import CALSA", "Switch does not import CALSA"),
      ("Sources/Rhythm/A.swift", "import struct Session.State", "Rhythm does not import Session")
    ])
  func wrongImport(path: String, line: String, expected: String) {
    let file = TextFile(path, "import Timebase // below\n" + line)
    let found = House.wrongImports(file, manifest).filter { $0.line == 2 }
    #expect(found == [Finding(path: path, line: 2, what: expected)])
  }

  @Test("The one file of mathematics may use C, and what a comment names is no import")
  func allowedImport() {
    let mathematics = TextFile("Sources/Rhythm/Mathematics.swift", "import Glibc")
    let comment = TextFile("Sources/Rhythm/A.swift", "// import Glibc")
    #expect(House.wrongImports(mathematics, manifest) == [])
    #expect(House.wrongImports(comment, manifest) == [])
  }

  // MARK: Folders

  @Test("Every folder of Sources is a target, and every target has its folder")
  func sourceFolders() throws {
    let declared = Set(manifest.rooms.keys).union(manifest.systemLibraries)
    let folders = try Set(Checkout.folders(in: "Sources"))
    #expect(folders == declared)
  }

  @Test("Every folder of Tests is a target, so that no test is forgotten")
  func testFolders() throws {
    let folders = try Set(
      Checkout.folders(in: "Tests").filter { folder in
        try !Checkout.paths(under: "Tests/\(folder)", endings: [".swift"]).isEmpty
      })
    #expect(folders == manifest.tests.union(manifest.fixtures))
  }

  @Test("Every room has its tests, or it is written where they are")
  func rooms() {
    let untested = manifest.rooms.keys.sorted().filter { room in
      !manifest.tests.contains(House.testedElsewhere[room] ?? room + "Tests")
    }
    #expect(untested == [])
  }

  @Test("The manifest's four kinds of targets are told apart")
  func manifestParts() {
    let text = """
      func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
      .systemLibrary(name: "CSQLite"),
      room("Timebase"),
      room("Diary", ["CSQLite"]),
      .executableTarget(
        name: "Upbeat",
        dependencies: [
          "Diary", .product(name: "ArgumentParser", package: "swift-argument-parser")
        ]),
      tests("DiaryTests", ["Diary"]),
      fixtures("DiaryFixtures", ["Diary"])
      """
    let manifest = Manifest(TextFile("Package.swift", text))
    #expect(manifest.systemLibraries == ["CSQLite"])
    #expect(
      manifest.rooms == [
        "Timebase": [], "Diary": ["CSQLite"],
        "Upbeat": ["Diary", "ArgumentParser", "swift-argument-parser"]
      ])
    #expect(manifest.tests == ["DiaryTests"])
    #expect(manifest.fixtures == ["DiaryFixtures"])
  }

  @Test("Every language has its prompts", arguments: try Checkout.folders(in: "Voices"))
  func voices(language: String) {
    #expect(Checkout.exists("Voices/\(language)/prompts.txt"))
  }
}
