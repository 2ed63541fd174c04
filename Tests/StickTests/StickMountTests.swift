// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Stick
import StickFixtures
import Testing

@Suite("Making a stick writable, and letting it go")
struct StickMountTests {
  let unit = FakeUnit()

  init() {
    unit.folder.folder("requests")
    unit.mount()
  }

  private func mount(_ files: FileSystem = FileSystem()) -> UnitMount {
    UnitMount(
      requests: unit.folder.file("requests"), mountPoint: FakeUnit.place,
      mountInfo: unit.folder.file("mountinfo"), files: files)
  }

  private var requested: [String] { unit.folder.names(in: "requests") }

  /// The helper's deed, and then its word.
  private func help(_ deed: () -> Void, _ request: String) {
    deed()
    unit.folder.remove("requests/" + request)
  }

  @Test("A folder that plays the stick answers at once")
  func desk() {
    let mount = FolderMount()
    #expect(mount.nextDeadlineNanoseconds == nil)
    mount.makeWritable(now: ms(7))
    #expect(mount.nextDeadlineNanoseconds == ms(7))
    #expect(mount.read(polled: [], now: ms(7)) == .writable)
    #expect(mount.read(polled: [], now: ms(8)) == nil)
    mount.release(now: ms(9))
    #expect(mount.read(polled: [], now: ms(9)) == .released)
    #expect(mount.nextDeadlineNanoseconds == nil)
  }

  @Test("Asked by a file, answered by what is mounted: for writing, then not at all")
  func whole() {
    let mount = mount()
    #expect(mount.waitDescriptors.isEmpty)
    mount.makeWritable(now: ms(0))
    #expect(requested == ["write"])
    #expect(mount.waitDescriptors.map(\.events) == [Int16(POLLPRI)])
    #expect(mount.read(polled: [], now: ms(0)) == nil)
    #expect(mount.nextDeadlineNanoseconds == ms(250))
    help(
      {
        unit.unmount()
        unit.mount(options: "rw")
      }, "write")
    #expect(mount.read(polled: [], now: ms(250)) == .writable)
    #expect(mount.nextDeadlineNanoseconds == nil)
    #expect(mount.waitDescriptors.isEmpty)
    mount.release(now: ms(300))
    #expect(requested == ["release"])
    help({ unit.unmount() }, "release")
    #expect(mount.read(polled: [], now: ms(550)) == .released)
    #expect(requested == [])
  }

  @Test("The answer counts though the helper's word is not there yet, and the request goes")
  func early() {
    let mount = mount()
    mount.release(now: ms(0))
    unit.unmount()
    #expect(mount.read(polled: [], now: ms(10)) == .released)
    #expect(requested == [])
  }

  @Test("A helper that is done without a change has met a write-protected stick")
  func protected() {
    let mount = mount()
    mount.makeWritable(now: ms(0))
    help({}, "write")
    #expect(reason(mount.read(polled: [], now: ms(250))) == .writeProtected)
    mount.release(now: ms(300))
    help({}, "release")
    #expect(reason(mount.read(polled: [], now: ms(550))) == .damaged)
  }

  @Test("Without an answer it is late after ten seconds, and nothing is left to be done")
  func late() {
    let mount = mount()
    for ask in [mount.makeWritable, mount.release] {
      ask(ms(0))
      #expect(mount.read(polled: [], now: ms(9_999)) == nil)
      #expect(mount.nextDeadlineNanoseconds == ms(10_000))
      #expect(reason(mount.read(polled: [], now: ms(10_000))) == .late)
      #expect(requested == [])
      #expect(mount.read(polled: [], now: ms(20_000)) == nil)
    }
  }

  @Test("A stick that is pulled out before it is writable is gone; before it is let go, it is")
  func pulled() {
    let mount = mount()
    mount.makeWritable(now: ms(0))
    unit.unmount()
    #expect(reason(mount.read(polled: [], now: ms(10))) == .gone)
    mount.release(now: ms(20))
    #expect(mount.read(polled: [], now: ms(20)) == .released)
  }

  @Test("Where nobody can be asked it is said at once, unless nothing need be asked")
  func nobody() {
    unit.folder.remove("requests")
    let mount = mount()
    mount.makeWritable(now: ms(0))
    #expect(reason(mount.read(polled: [], now: ms(0))) == .damaged)
    unit.unmount()
    unit.mount(options: "rw")
    mount.makeWritable(now: ms(10))
    #expect(mount.read(polled: [], now: ms(10)) == .writable)
  }

  @Test("A question takes the place of the one before")
  func dropped() {
    let mount = mount()
    mount.makeWritable(now: ms(0))
    mount.release(now: ms(5))
    #expect(requested == ["release"])
    unit.unmount()
    #expect(mount.read(polled: [], now: ms(10)) == .released)
  }

  @Test("A real mount made anew for writing wakes the loop, and so does its end")
  func real() {
    let place = unit.folder.folder("place")
    // Where mounting is not permitted the other tests stand for it.
    guard let mounted = MountedStick(at: place, kilobytes: 64) else { return }
    mounted.remount(isWritable: false)
    let mount = UnitMount(requests: unit.folder.file("requests"), mountPoint: place)
    mount.makeWritable(now: ms(0))
    #expect(mount.read(polled: [], now: ms(0)) == nil)
    mounted.remount(isWritable: true)
    #expect(Self.hasWoken(mount))
    #expect(mount.read(polled: [], now: ms(10)) == .writable)
    mount.release(now: ms(20))
    mounted.unmount()
    #expect(Self.hasWoken(mount))
    #expect(mount.read(polled: [], now: ms(30)) == .released)
  }

  private static func hasWoken(_ mount: UnitMount) -> Bool {
    var polled = mount.waitDescriptors
    return poll(&polled, nfds_t(polled.count), 1_000) == 1
  }

  private func reason(_ answer: MountAnswer?) -> StickError.Reason? {
    guard case .failed(let error) = answer else { return nil }
    return error.reason
  }
}
