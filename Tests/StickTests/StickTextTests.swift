// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Stick
import StickFixtures
import Testing

@Suite("The settings on a stick")
struct StickTextTests {
  let folder = TemporaryFolder()

  init() { folder.folder("stick") }

  private func read(
    _ files: FileSystem = FileSystem(), isCancelled: () -> Bool = { false }
  ) throws(StickError) -> StickText {
    try StickText.read(in: folder.file("stick"), files: files, isCancelled: isCancelled)
  }

  @Test("Names in other folders, and names that only look like it, are passed over")
  func otherNames() throws {
    for name in [
      "upbeat.text", "myupbeat.txt", "upbea.txt", "upbeat.txt~", ".upbeat.txt.part",
      "Upbeat-Findings.txt", "upbeat-findings (1).txt", "upbeat"
    ] { folder.write("volume: 60\n", to: "stick/" + name) }
    #expect(try read() == .none)
  }

  @Test("A file is cut one byte behind what the parser takes")
  func limit() throws {
    folder.write(String(repeating: "#", count: 100_000), to: "stick/upbeat.txt")
    guard case .file(_, let bytes, _) = try read() else {
      Issue.record("no file")
      return
    }
    #expect(bytes.count == 65_537)
  }

  @Test("What the caller no longer wants is ended, at each time it is asked")
  func cancelled() throws {
    folder.write(String(repeating: "#", count: 100_000), to: "stick/upbeat.txt")
    var questions = 0
    _ = try read {
      questions += 1
      return false
    }
    #expect(questions == 4)
    for last in 1...questions {
      var asked = 0
      let error = thrown(StickError.self) {
        try read {
          asked += 1
          return asked >= last
        }
      }
      #expect(error?.reason == .cancelled, "asked \(last) times")
    }
  }

  @Test("A thousand copies are asked about between, too")
  func manyCopies() throws {
    for number in 1...1_000 { folder.write("", to: "stick/upbeat (\(number)).txt") }
    var questions = 0
    guard
      case .file(_, _, let others) = try read(isCancelled: {
        questions += 1
        return false
      })
    else {
      Issue.record("no file")
      return
    }
    #expect(others == 999)
    #expect(questions >= 2 * 1_000 / 64)
  }

  @Test("Pulled out at the n-th call, for every n, it is gone, and nothing is returned")
  func pulled() throws {
    for name in ["upbeat.txt", "upbeat (1).txt", "other.txt"] {
      folder.write(String(repeating: "#", count: 70_000), to: "stick/" + name)
    }
    var count = 0
    _ = try read(
      FileSystem { _ in
        count += 1
        return nil
      })
    #expect(count > 10)
    for code in [EIO, ENODEV, ENXIO, ENOENT] {
      for number in 1...count {
        let error = thrown(StickError.self) { try read(FileFault.pulled(at: number, code: code)) }
        // Before the root is held, EIO may be a root that is broken.
        let isFirst = number <= 2 && code == EIO
        #expect(error?.reason == (isFirst ? .unreadable : .gone), "call \(number), \(code)")
      }
    }
  }

  @Test("One call that fails on a stick that stays is a damage, not a stick that is gone")
  func damaged() throws {
    folder.write("volume: 60\n", to: "stick/upbeat.txt")
    for function in [FileSystem.Function.readdir, .fstatat, .read] {
      let files = FileFault(function, code: EIO).fileSystem()
      let error = thrown(StickError.self) { try read(files) }
      #expect(error?.reason == .unreadable)
      #expect(error?.code == EIO)
      #expect(error?.function == function.rawValue)
    }
  }

  @Test("A folder that is removed while it is read is gone")
  func removed() {
    folder.write("volume: 60\n", to: "stick/upbeat.txt")
    let files = FileSystem { call in
      if call.function == .fstatat { folder.remove("stick") }
      return nil
    }
    let error = thrown(StickError.self) { try read(files) }
    #expect(error?.reason == .gone)
  }

  @Test("A link that takes the file's place at the last moment is not followed")
  func exchanged() {
    folder.write("volume: 60\n", to: "stick/upbeat.txt")
    let other = folder.write("volume: 90\n", to: "other.txt")
    let files = FileSystem { call in
      if call.function == .openat, call.path.hasSuffix("upbeat.txt") {
        unlink(call.path)
        symlink(other, call.path)
      }
      return nil
    }
    let error = thrown(StickError.self) { try read(files) }
    #expect(error?.reason == .unreadable)
    #expect(error?.code == ELOOP)
  }
}

/// The error that the body throws; none, or one of another type, is recorded as an issue.
func thrown<Failure: Error, Result>(
  _ type: Failure.Type, _ body: () throws -> Result
) -> Failure? {
  do {
    _ = try body()
    Issue.record("nothing was thrown")
  } catch let error as Failure {
    return error
  } catch {
    Issue.record("another error was thrown: \(error)")
  }
  return nil
}
