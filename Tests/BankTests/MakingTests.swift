// SPDX-License-Identifier: GPL-3.0-or-later
import Bank
import Foundation
import Rhythm
import Testing

struct MakingTests {
  private static var twoPlans: [RecordingPlan] {
    RecordingPlan.all.filter { [.clarinet, .celesta].contains($0.instrument) }
  }

  private func fault(_ make: () throws(BankError) -> [UInt8]) -> BankError? {
    do throws(BankError) {
      _ = try make()
      return nil
    } catch {
      return error
    }
  }

  @Test("The same SoundFont gives the same bytes")
  func sameBytes() throws {
    let first = try MadeBank.make(Self.twoPlans).get()
    let second = try MadeBank.make(Self.twoPlans).get()
    #expect(first == second)
    #expect(first.count > 1_000_000)
  }

  @Test("Each step is told; trims go into the bank, and into one that is there")
  func trims() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("notes.bank")
    var lines: [String] = []
    let bytes = try BankMaker(soundFont: soundFont, plans: Self.twoPlans)
      .bank(trims: ["morning": 150]) { lines.append($0) }
    #expect(lines == ["Recording 25 notes of \(soundFont)", "Cutting celesta", "Cutting clarinet"])
    try BankFile.write(bytes, to: path)
    #expect(try BankFile.read(path).trim("morning") == 1.5)
    try BankFile.rewriteTrims(of: path, to: ["snow": -40])
    let trimmed = try BankFile.read(path)
    #expect(trimmed.trim("morning") == 0 && trimmed.trim("snow") == -0.4)
    let before = try NoteBank.read(.holding(bytes)).get()
    for (instrument, notes) in before.notes {
      let after = try #require(trimmed.notes[instrument])
      #expect(after.map(trimmed.samples) == notes.map(before.samples))
    }
  }

  // MARK: Where it cannot be made

  @Test("Without FluidSynth it names the packages", arguments: ["/nowhere/fluidsynth", "/etc"])
  func noFluidSynth(path: String) {
    let found = fault { () throws(BankError) in
      try BankMaker(soundFont: soundFont, fluidSynth: path + "/passwd").bank()
    }
    #expect(found == .noFluidSynth)
    #expect(found?.description.contains("fluidsynth and fluidr3mono-gm-soundfont") == true)
  }

  @Test("Without the SoundFont it says where it looked and names the packages")
  func noSoundFont() {
    let found = fault { () throws(BankError) in
      try BankMaker(soundFont: "/nowhere/a.sf3").bank()
    }
    #expect(found == .noSoundFont(path: "/nowhere/a.sf3"))
    #expect(found?.description.contains("/nowhere/a.sf3") == true)
    #expect(found?.description.contains("fluidr3mono-gm-soundfont") == true)
  }

  @Test("A file that is no SoundFont is not made into silence")
  func notASoundFont() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("font.sf3")
    try Data("this is no SoundFont".utf8).write(to: URL(fileURLWithPath: path))
    let found = fault { () throws(BankError) in
      try BankMaker(soundFont: path, plans: Self.twoPlans).bank()
    }
    #expect(found == .notASoundFont(path: path))
  }

  @Test("A SoundFont that is cut short is refused with what FluidSynth says")
  func soundFontCutShort() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("font.sf3")
    let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: soundFont))
    try (file.read(upToCount: 60_000) ?? Data()).write(to: URL(fileURLWithPath: path))
    let found = fault { () throws(BankError) in
      try BankMaker(soundFont: path, plans: Self.twoPlans).bank()
    }
    guard case .fluidSynthFailed(_, let text) = found else {
      Issue.record("\(String(describing: found))")
      return
    }
    #expect(text.contains("error"))
  }

  @Test("What FluidSynth says when it gives up is passed on")
  func fluidSynthFails() throws {
    let folder = try TemporaryFolder()
    let program = try folder.program("fluidsynth", "echo 'no room left' >&2; exit 3")
    let found = fault { () throws(BankError) in
      try BankMaker(soundFont: soundFont, fluidSynth: program).bank()
    }
    #expect(found == .fluidSynthFailed(status: 3, text: "no room left"))
  }

  @Test(
    "A sound that is not the one asked for is refused",
    arguments: [
      "true", "for last; do :; done; : > \"${last%notes.mid}notes.wav\"",
      "for last; do :; done; printf 'RIFF....WAVE' > \"${last%notes.mid}notes.wav\"",
      "for last; do :; done; head -c 4000 /dev/urandom > \"${last%notes.mid}notes.wav\""
    ])
  func wrongSound(lines: String) throws {
    let folder = try TemporaryFolder()
    let program = try folder.program("fluidsynth", lines)
    let found = fault { () throws(BankError) in
      try BankMaker(soundFont: soundFont, fluidSynth: program).bank()
    }
    guard case .wrongSound = found else {
      Issue.record("\(String(describing: found))")
      return
    }
  }

  @Test("A bank that cannot be written leaves what was there before, and nothing beside it")
  func unwritable() throws {
    let folder = try TemporaryFolder()
    let found = fault { () throws(BankError) in
      try BankFile.write([1, 2, 3], to: folder.path("missing/notes.bank"))
      return []
    }
    guard case .unwritable = found else {
      Issue.record("\(String(describing: found))")
      return
    }
    #expect(folder.files.isEmpty)
    try BankFile.write([1, 2, 3], to: folder.path("notes.bank"))
    #expect(folder.files == ["notes.bank"])
  }

  @Test("Trims are not put into a file that is no bank")
  func trimsOfSomethingElse() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("notes.bank")
    try BankFile.write(Array("something else".utf8), to: path)
    let found = fault { () throws(BankError) in
      try BankFile.rewriteTrims(of: path, to: ["a": 1])
      return []
    }
    #expect(found == .notABank(path: path, .notABank))
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data("something else".utf8))
  }
}
