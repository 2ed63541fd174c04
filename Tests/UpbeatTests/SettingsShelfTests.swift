// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Stick
import StickFixtures
import Testing
import Upbeat

@Suite("The settings that the unit keeps")
struct SettingsShelfTests {
  let folder = TemporaryFolder()

  init() { folder.folder("data") }

  private func shelf(_ files: FileSystem = FileSystem()) -> SettingsShelf {
    SettingsShelf(data: folder.file("data"), files: files)
  }

  private func keep(_ text: String) throws -> SettingsShelf.Keeping {
    try shelf().keep(Array(text.utf8))
  }

  /// A start that comes to nothing.
  @discardableResult
  private func fail() -> String? { text(shelf().beginStart()) }

  private func text(_ start: SettingsShelf.Start) -> String? {
    start.bytes.map { String(decoding: $0, as: UTF8.self) }
  }

  private func previous() -> [String?] {
    let names = folder.names(in: "data")
    return (1...3).map {
      names.contains("upbeat-\($0).txt") ? folder.text("data/upbeat-\($0).txt") : nil
    }
  }

  // MARK: Keeping

  @Test("The settings in force and the three before them are kept, the newest first")
  func keeping() throws {
    for text in ["a", "b", "c", "d", "e"] { #expect(try keep(text) == .kept) }
    #expect(folder.text("data/upbeat.txt") == "e")
    #expect(previous() == ["d", "c", "b"])
    #expect(folder.names(in: "data").count == 4)
  }

  @Test("What is in force already is not written again")
  func unchanged() throws {
    _ = try keep("a")
    var calls: Set<FileSystem.Function> = []
    let watched = FileSystem { call in
      calls.insert(call.function)
      return nil
    }
    #expect(try shelf(watched).keep(Array("a".utf8)) == .unchanged)
    #expect(calls.isDisjoint(with: [.write, .renameat, .fsync, .unlinkat]))
    #expect(previous() == [nil, nil, nil])
  }

  @Test("They are lasting before they have their name, and their name before it is said")
  func order() throws {
    _ = try keep("a")
    var calls: [String] = []
    let watched = FileSystem { call in
      if [.write, .fsync, .renameat].contains(call.function) {
        calls.append("\(call.function.rawValue) \(call.path.split(separator: "/").last ?? "")")
      }
      return nil
    }
    #expect(try shelf(watched).keep(Array("b".utf8)) == .kept)
    #expect(
      calls == [
        "write .upbeat-1.txt.part", "fsync .upbeat-1.txt.part", "renameat upbeat-1.txt",
        "fsync data", "write .upbeat.txt.part", "fsync .upbeat.txt.part", "renameat upbeat.txt",
        "fsync data"
      ])
  }

  // MARK: Starting

  @Test("Without settings, or without the folder, it starts with what the unit has by itself")
  func nothing() {
    #expect(shelf().beginStart() == .init(.defaults(wasRefused: false)))
    let start = SettingsShelf(data: folder.file("nowhere")).beginStart()
    #expect(start.source == .defaults(wasRefused: false))
    #expect(start.fault?.code == ENOENT)
  }

  @Test("Starts that succeed change nothing, however many")
  func succeeding() throws {
    _ = try keep("a")
    for _ in 0..<5 {
      let start = shelf().beginStart()
      #expect(start.source == .kept && text(start) == "a" && start.fault == nil)
      try shelf().startSucceeded()
    }
    #expect(folder.names(in: "data") == ["upbeat.txt"])
    try shelf().startSucceeded()
  }

  @Test("One that failed, and one that succeeded, count anew")
  func oneFailure() throws {
    _ = try keep("a")
    _ = try keep("b")
    for _ in 0..<4 {
      fail()
      #expect(shelf().beginStart().source == .kept)
      try shelf().startSucceeded()
    }
    #expect(folder.text("data/upbeat.txt") == "b")
  }

  @Test("After two that failed those before are used, and it is said until one succeeds")
  func twoFailures() throws {
    _ = try keep("good")
    _ = try keep("bad")
    #expect([fail(), fail()] == ["bad", "bad"])
    for _ in 0..<2 {
      let start = shelf().beginStart()
      #expect(start.source == .previous && text(start) == "good" && start.fault == nil)
    }
    try shelf().startSucceeded()
    #expect(shelf().beginStart().source == .kept)
    #expect(folder.text("data/upbeat-refused.txt") == "bad")
    #expect(folder.text("data/upbeat.txt") == "good")
  }

  @Test("Where nothing helps all are gone through, and at last the unit starts without")
  func allFail() throws {
    for text in ["a", "b", "c", "d"] { _ = try keep(text) }
    #expect((0..<8).map { _ in fail() } == ["d", "d", "c", "c", "b", "b", "a", "a"])
    for _ in 0..<3 { #expect(shelf().beginStart() == .init(.defaults(wasRefused: true))) }
    try shelf().startSucceeded()
    #expect(shelf().beginStart() == .init(.defaults(wasRefused: false)))
  }

  @Test("A stick that stays in does not bring the refused ones back; changed ones are tried")
  func refusedAgain() throws {
    _ = try keep("good")
    _ = try keep("bad")
    fail()
    fail()
    fail()
    try shelf().startSucceeded()
    #expect(try keep("bad") == .refusedBefore)
    #expect(folder.text("data/upbeat.txt") == "good")
    #expect(try keep("bad, changed") == .kept)
    #expect(previous() == ["good", nil, nil])
  }

  @Test("New settings do not answer for failures of those before")
  func newCount() throws {
    _ = try keep("a")
    fail()
    fail()
    _ = try keep("b")
    #expect([fail(), fail(), fail()] == ["b", "b", "a"])
  }

  @Test("Settings that cannot be read give way to those before; a mark that cannot, to a new one")
  func unreadable() throws {
    _ = try keep("a")
    _ = try keep("b")
    folder.write("rubbish", to: "data/upbeat-starting.txt")
    let broken = FileSystem { call in
      call.function == .openat && call.path.hasSuffix("/upbeat.txt") ? EIO : nil
    }
    let start = shelf(broken).beginStart()
    #expect(start.source == .previous && text(start) == "a")
    #expect(shelf().beginStart().source == .previous)
  }

  // MARK: Faults and power cuts

  /// What a shelf may hold: whole texts of ours.
  private static let texts: Set<String?> = [nil, "a", "b", "c", "d", "e"]

  @Test("The power may go between any two steps of keeping: the old ones are in force, or the new")
  func cutWhileKeeping() throws {
    for text in ["a", "b", "c", "d"] { _ = try keep(text) }
    var cuts = 0
    let watched = FileSystem { _ in
      cuts += 1
      folder.copy("data", to: "cut\(cuts)")
      return nil
    }
    _ = try shelf(watched).keep(Array("e".utf8))
    #expect(cuts > 20)
    for cut in 1...cuts {
      let shelf = SettingsShelf(data: folder.file("cut\(cut)"))
      let start = shelf.beginStart()
      #expect(start.source == .kept)
      #expect(["d", "e"].contains(text(start)), "cut \(cut)")
      for name in ["upbeat-1.txt", "upbeat-2.txt", "upbeat-3.txt"] {
        let names = folder.names(in: "cut\(cut)")
        let text = names.contains(name) ? folder.text("cut\(cut)/\(name)") : nil
        #expect(Self.texts.contains(text), "cut \(cut)")
      }
      // It is gone on with as if nothing had been.
      #expect(try shelf.keep(Array("e".utf8)) == (text(start) == "e" ? .unchanged : .kept))
      #expect(folder.text("cut\(cut)/upbeat-1.txt") == "d")
      // None of them stands there twice and pushes another one out.
      let kept = ["upbeat-1.txt", "upbeat-2.txt", "upbeat-3.txt"].filter {
        folder.names(in: "cut\(cut)").contains($0)
      }.map { folder.text("cut\(cut)/\($0)") }
      #expect(Set(kept).count == kept.count, "cut \(cut)")
    }
  }

  @Test(
    "The power may go between any two steps of putting aside: those before are in force after it")
  func cutWhileStarting() throws {
    for text in ["a", "b"] { _ = try keep(text) }
    fail()
    fail()
    var cuts = 0
    let watched = FileSystem { _ in
      cuts += 1
      folder.copy("data", to: "cut\(cuts)")
      return nil
    }
    #expect(text(shelf(watched).beginStart()) == "a")
    for cut in 1...cuts {
      let start = SettingsShelf(data: folder.file("cut\(cut)")).beginStart()
      #expect(text(start) == "a", "cut \(cut)")
      #expect(folder.text("cut\(cut)/upbeat-refused.txt") == "b", "cut \(cut)")
    }
  }

  @Test("A card that fails at the n-th call, for every n, leaves the old ones or the new")
  func faults() throws {
    var count = 0
    for code in [EIO, ENOSPC, EROFS] {
      var number = 0
      repeat {
        number += 1
        folder.clear("data")
        for text in ["a", "b", "c", "d"] { _ = try keep(text) }
        count = 0
        let failing = FileSystem { _ in
          count += 1
          return count >= number ? code : nil
        }
        var isKept = false
        do throws(FileSystemError) {
          isKept = try shelf(failing).keep(Array("e".utf8)) == .kept
        } catch {
          #expect(error.code == code)
        }
        let start = shelf().beginStart()
        #expect(text(start).map { isKept ? $0 == "e" : ["d", "e"].contains($0) } ?? false)
        #expect(previous().allSatisfy(Self.texts.contains))
        // And a start on such a card still has its settings, or what the unit has by itself.
        count = 0
        let other = shelf(failing).beginStart()
        #expect(other.fault != nil || count < number)
      } while count >= number
      #expect(number > 5)
    }
  }

  @Test("On a card that can only be read, failures are not counted, and the settings are used")
  func readOnly() throws {
    _ = try keep("a")
    let protected = FileSystem { call in
      [.write, .renameat, .unlinkat, .mkdirat].contains(call.function) ? EROFS : nil
    }
    for _ in 0..<4 {
      let start = shelf(protected).beginStart()
      #expect(start.source == .kept && text(start) == "a" && start.fault?.code == EROFS)
    }
  }
}

extension SettingsShelf.Start {
  fileprivate init(_ source: SettingsShelf.Source) {
    self.init(source: source, bytes: nil, fault: nil)
  }
}

extension TemporaryFolder {
  /// The plain files of a folder of it, to another one.
  fileprivate func copy(_ name: String, to target: String) {
    folder(target)
    for file in names(in: name) { write(read("\(name)/\(file)"), to: "\(target)/\(file)") }
  }

  fileprivate func clear(_ name: String) {
    for file in names(in: name) { unlink(self.file("\(name)/\(file)")) }
  }
}
