// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Stick
import StickFixtures
import Testing

@Suite("What is written to a stick")
struct StickWriterTests {
  let folder = TemporaryFolder()
  private let name = "Upbeat M. K. 2026-11-22"
  private let contents = [
    StickWriter.File(name: "report.html", bytes: Array(repeating: 65, count: 150_000)),
    StickWriter.File(name: "sessions.csv", bytes: Array("a,b\r\n".utf8)),
    StickWriter.File(name: "empty.txt", bytes: [])
  ]

  init() {
    folder.folder("stick")
    folder.write("mine", to: "stick/letter.txt")
  }

  private func writer(_ files: FileSystem = FileSystem()) -> StickWriter {
    StickWriter(path: folder.file("stick"), files: files)
  }

  /// Nothing that was on the stick has changed, and nothing else is there.
  private func expectUntouched(_ comment: Comment? = nil) {
    #expect(folder.names(in: "stick") == ["letter.txt"], comment)
    #expect(folder.text("stick/letter.txt") == "mine", comment)
  }

  // MARK: A folder

  @Test("A folder has its name, its files whole, and a second one a number")
  func whole() throws {
    #expect(try writer().writeFolder(name, contents) == name)
    #expect(try writer().writeFolder(name, contents) == name + " (2)")
    folder.write("a file", to: "stick/" + name + " (3)")
    #expect(try writer().writeFolder(name, contents) == name + " (4)")
    for made in [name, name + " (2)", name + " (4)"] {
      let names = folder.names(in: "stick/" + made)
      #expect(names == ["empty.txt", "report.html", "sessions.csv"])
      for file in contents {
        let text = folder.text("stick/\(made)/\(file.name)")
        #expect(text == String(decoding: file.bytes, as: UTF8.self))
      }
    }
  }

  @Test("Each file is lasting before it has its name, and the folders before all is done")
  func order() throws {
    var calls: [String] = []
    let files = FileSystem { call in
      let last = call.path.split(separator: "/").last.map(String.init) ?? ""
      if [.write, .fsync, .renameat, .mkdirat].contains(call.function) {
        calls.append("\(call.function.rawValue) \(last)")
      }
      return nil
    }
    _ = try writer(files).writeFolder("A", [contents[1]])
    #expect(
      calls == [
        "mkdirat A", "write .sessions.csv.part", "fsync .sessions.csv.part",
        "renameat sessions.csv", "fsync A", "fsync stick"
      ])
  }

  @Test("A stick that fails at the n-th call, for every n, has nothing new on it afterwards")
  func everyCall() throws {
    var count = 0
    _ = try writer(
      FileSystem { _ in
        count += 1
        return nil
      }
    ).writeFolder(name, contents)
    folder.remove("stick/" + name)
    let meanings: [(Int32, Set<StickError.Reason>)] = [
      (ENOSPC, [.full]), (EDQUOT, [.full]), (EROFS, [.writeProtected, .damaged]),
      (EACCES, [.writeProtected]), (EPERM, [.writeProtected]), (EIO, [.damaged])
    ]
    for (code, reasons) in meanings {
      for number in 1...count {
        var seen = 0
        let files = FileSystem { _ in
          seen += 1
          return seen == number ? code : nil
        }
        let error = thrown(StickError.self) { try writer(files).writeFolder(name, contents) }
        #expect(error.map { reasons.contains($0.reason) } ?? false, "call \(number), \(code)")
        expectUntouched("call \(number), \(code)")
      }
    }
  }

  @Test("Pulled out at the n-th call, for every n once the root is held, it is gone")
  func pulled() throws {
    var count = 0
    _ = try writer(
      FileSystem { _ in
        count += 1
        return nil
      }
    ).writeFolder(name, contents)
    for number in 3...count {
      let error = thrown(StickError.self) {
        try writer(FileFault.pulled(at: number)).writeFolder("other", contents)
      }
      #expect(error?.reason == .gone, "call \(number)")
      folder.remove("stick/other")
    }
    #expect(folder.text("stick/letter.txt") == "mine")
  }

  @Test("What the caller no longer wants is taken back, at each time it is asked")
  func cancelled() throws {
    var questions = 0
    _ = try writer().writeFolder("all", contents) {
      questions += 1
      return false
    }
    folder.remove("stick/all")
    #expect(questions == 4)
    for last in 1...questions {
      var asked = 0
      let error = thrown(StickError.self) {
        try writer().writeFolder(name, contents) {
          asked += 1
          return asked >= last
        }
      }
      #expect(error?.reason == .cancelled)
      expectUntouched()
    }
  }

  @Test("A hundredth folder of one name is refused")
  func names() throws {
    for number in 1...99 { folder.folder("stick/A" + (number == 1 ? "" : " (\(number))")) }
    let error = thrown(StickError.self) { try writer().writeFolder("A", contents) }
    #expect(error?.reason == .noName)
  }

  // MARK: A file

  @Test("A file in the root is replaced, whole")
  func file() throws {
    let file = StickWriter.File(name: "upbeat-findings.txt", bytes: Array("Line 4\n".utf8))
    folder.write("old and longer than the new one\n", to: "stick/upbeat-findings.txt")
    folder.write("left by a power cut", to: "stick/.upbeat-findings.txt.part")
    #expect(try writer().writeFile(file) == "upbeat-findings.txt")
    #expect(folder.text("stick/upbeat-findings.txt") == "Line 4\n")
    #expect(folder.names(in: "stick") == ["letter.txt", "upbeat-findings.txt"])
  }

  @Test("It is the old one or the new one, at whichever call the stick was pulled out")
  func fileAtEveryCall() throws {
    let new = StickWriter.File(name: "test-7.txt", bytes: Array("new".utf8))
    var count = 0
    _ = try writer(
      FileSystem { _ in
        count += 1
        return nil
      }
    ).writeFile(new)
    for number in 1...count {
      folder.write("old", to: "stick/test-7.txt")
      let error = thrown(StickError.self) {
        try writer(FileFault.pulled(at: number)).writeFile(new)
      }
      #expect(error != nil)
      #expect(["old", "new"].contains(folder.text("stick/test-7.txt")), "call \(number)")
    }
  }

  @Test("A folder of the file's name is said, and stays")
  func folderInPlace() {
    folder.folder("stick/test-7.txt")
    let error = thrown(StickError.self) {
      try writer().writeFile(StickWriter.File(name: "test-7.txt", bytes: [1]))
    }
    #expect(error?.reason == .folder)
    #expect(folder.names(in: "stick") == ["letter.txt", "test-7.txt"])
  }

  @Test("A link of the part's name is replaced, not followed")
  func link() throws {
    let target = folder.write("not ours", to: "target.txt")
    symlink(target, folder.file("stick/.test-7.txt.part"))
    try writer().writeFile(StickWriter.File(name: "test-7.txt", bytes: [65]))
    #expect(folder.text("target.txt") == "not ours")
    #expect(folder.text("stick/test-7.txt") == "A")
  }

  // MARK: Real ones

  @Test("A full stick is said before anything is written; where it fills meanwhile, it is emptied")
  func full() {
    let mounted = MountedStick(at: folder.file("stick"), kilobytes: 64)
    if mounted != nil { folder.write("mine", to: "stick/letter.txt") }
    var writes = 0
    let files = FileSystem { call in
      if call.function == .write { writes += 1 }
      // Where nothing can be mounted, the answer of a full one.
      return mounted == nil && call.function == .fstatvfs ? ENOSPC : nil
    }
    let error = thrown(StickError.self) { try writer(files).writeFolder(name, contents) }
    #expect(error?.reason == .full)
    #expect(writes == 0)
    expectUntouched()
  }

  @Test("A write-protected stick is said, and stays as it is")
  func protected() {
    let mounted = MountedStick(at: folder.file("stick"), kilobytes: 1_024)
    if mounted != nil { folder.write("mine", to: "stick/letter.txt") }
    mounted?.remount(isWritable: false)
    let files = FileSystem { call in
      mounted == nil && [.mkdirat, .openat].contains(call.function) ? EROFS : nil
    }
    for _ in 1...2 {
      let error = thrown(StickError.self) { try writer(files).writeFolder(name, contents) }
      #expect(error?.reason == .writeProtected)
    }
    let error = thrown(StickError.self) { try writer(files).writeFile(contents[0]) }
    #expect(error?.reason == .writeProtected)
    expectUntouched()
  }

  @Test("A stick that is not there is gone")
  func missing() {
    folder.remove("stick")
    let error = thrown(StickError.self) { try writer().writeFolder(name, contents) }
    #expect(error?.reason == .gone)
  }
}
