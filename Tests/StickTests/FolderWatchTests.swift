// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Stick
import StickFixtures
import Testing

@Suite("A folder that plays the stick")
struct FolderWatchTests {
  let folder = TemporaryFolder()
  private var path: String { folder.file("a/b/stick") }
  private var there: [StickEvent] { [.plugged, .mounted(path: path)] }

  private func makeStick() { for name in ["a", "a/b", "a/b/stick"] { folder.folder(name) } }

  @Test("One that is there at the start is plugged at the start")
  func atStart() {
    makeStick()
    let watch = FolderWatch(path: path + "/")
    #expect(watch.open(now: ms(0)) == there)
    #expect(watch.fault == nil)
    #expect(watch.waitDescriptors.count == 1)
    watch.close()
    #expect(watch.waitDescriptors.isEmpty)
    #expect(watch.nextDeadlineNanoseconds == nil)
    #expect(watch.read(polled: [], now: ms(9_000)) == [])
  }

  @Test("It is told at once when it comes and goes, however many folders above it come with it")
  func comesAndGoes() {
    let watch = FolderWatch(path: path)
    #expect(watch.open(now: ms(0)) == [])
    for round in 0..<3 {
      for name in ["a", "a/b"] {
        folder.folder(name)
        #expect(watch.poll(now: ms(10)) == [], "round \(round)")
      }
      folder.folder("a/b/stick")
      #expect(watch.poll(now: ms(20)) == there, "round \(round)")
      folder.write("text", to: "a/b/stick/upbeat.txt")
      #expect(watch.poll(milliseconds: 0, now: ms(30)) == [])
      folder.remove("a/b/stick")
      #expect(watch.poll(now: ms(40)) == [.unplugged], "round \(round)")
      folder.remove("a")
      #expect(watch.poll(now: ms(50)) == [])
    }
  }

  @Test("Folders made all at once are found at the first wake")
  func atOnce() {
    let watch = FolderWatch(path: path)
    _ = watch.open(now: ms(0))
    makeStick()
    #expect(watch.poll(now: ms(10)) == there)
  }

  @Test("Another folder of its name is another stick")
  func exchanged() {
    makeStick()
    folder.folder("other")
    let watch = FolderWatch(path: path)
    _ = watch.open(now: ms(0))
    folder.move("a/b/stick", to: "gone")
    folder.move("other", to: "a/b/stick")
    #expect(watch.poll(now: ms(10)) == [.unplugged] + there)
    // Even where nothing tells it apart: removed and made anew within one wake.
    folder.remove("a/b/stick")
    folder.folder("a/b/stick")
    #expect(watch.poll(now: ms(20)) == [.unplugged] + there)
    #expect(watch.poll(milliseconds: 0, now: ms(30)) == [])
  }

  @Test("A look every half second finds what nobody told")
  func look() {
    let watch = FolderWatch(path: path)
    _ = watch.open(now: ms(0))
    makeStick()
    #expect(watch.nextDeadlineNanoseconds == ms(500))
    #expect(watch.read(polled: [], now: ms(499)) == [])
    #expect(watch.read(polled: [], now: ms(500)) == there)
    #expect(watch.nextDeadlineNanoseconds == ms(1_000))
    folder.move("a", to: "c")
    #expect(watch.read(polled: [], now: ms(1_000)) == [.unplugged])
  }

  @Test("A file of its name is no stick, and neither is a link that leads nowhere")
  func noFolder() {
    makeStick()
    folder.remove("a/b/stick")
    folder.write("text", to: "a/b/stick")
    let watch = FolderWatch(path: path)
    #expect(watch.open(now: ms(0)) == [])
    folder.remove("a/b/stick")
    symlink("nowhere", path)
    #expect(watch.poll(now: ms(10)) == [])
    folder.remove("a/b/stick")
    symlink(folder.path, path)
    #expect(watch.poll(now: ms(20)) == there)
  }

  @Test("Much traffic beside it is read to its end, and tells nothing")
  func traffic() {
    folder.folder("a")
    folder.folder("a/b")
    let watch = FolderWatch(path: path)
    _ = watch.open(now: ms(0))
    for number in 0..<2_000 { folder.write("", to: "a/b/\(number)") }
    var wakes = 0
    while wakes < 10 {
      var polled = watch.waitDescriptors
      guard Glibc.poll(&polled, 1, 0) == 1 else { break }
      wakes += 1
      #expect(watch.read(polled: polled[...], now: ms(10)) == [])
    }
    #expect(wakes < 10)
    folder.folder("a/b/stick")
    #expect(watch.poll(now: ms(20)) == there)
  }
}
