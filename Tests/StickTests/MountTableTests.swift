// SPDX-License-Identifier: GPL-3.0-or-later
import Stick
import Testing

@Suite("What is mounted where")
struct MountTableTests {
  private func table(_ text: String) -> MountTable { MountTable(Array(text.utf8)) }

  @Test("A line says where, what, and whether it may be written to")
  func line() {
    let mount = table(
      "36 35 98:1 / /run/upbeat/stick rw,noatime master:1 unbindable - vfat /dev/sda1 rw,errors=x\n"
    ).mounts.first
    #expect(mount?.id == 36)
    #expect(mount?.device == "98:1")
    #expect(mount?.path == "/run/upbeat/stick")
    #expect(mount?.isWritable == true)
  }

  @Test(
    "It is writable where both the mount and the file system are",
    arguments: [
      ("rw", "rw", true), ("ro", "rw", false), ("rw", "ro", false), ("noatime,rw", "rw", true)
    ]
  )
  func writable(mount: String, system: String, isWritable: Bool) {
    let mounts = table("1 0 8:1 / /a \(mount) - vfat x \(system)\n").mounts
    #expect(mounts.map(\.isWritable) == [isWritable])
  }

  @Test(
    "Escapes are undone, and what only looks like one stays",
    arguments: [
      ("/a\\040b", "/a b"), ("/a\\011\\012\\134\\043", "/a\t\n\\#"), ("/a\\04", "/a\\04"),
      ("/a\\", "/a\\"), ("/a\\089", "/a\\089"), ("/a\\777", "/a\\777"), ("/\\303\\251", "/é")
    ])
  func escapes(written: String, path: String) {
    #expect(table("1 0 8:1 / \(written) rw - vfat x rw\n").mounts.map(\.path) == [path])
  }

  @Test("Lines that are not whole are left out, and those around them stay")
  func rubbish() {
    let whole = "1 0 8:1 / /a rw - vfat x rw"
    for count in 0..<whole.utf8.count - 2 {
      let text = whole + "\n" + whole.prefix(count) + "\n" + whole.replacing("/a", with: "/b")
      #expect(table(text).mounts.map(\.path) == ["/a", "/b"], "\(count) bytes")
    }
  }

  @Test("Of two mounts at one place the last counts; a longer name is not below")
  func below() {
    let found = table(
      """
      1 0 8:1 / /run/stick ro - vfat x ro
      2 0 8:2 / /run/stickers ro - vfat x ro
      3 0 8:3 / /run/stick/b ro - vfat x ro
      4 0 8:4 / /run/stick rw - vfat x rw

      """)
    #expect(found.mounts(below: "/run/stick").map(\.id) == [3, 4])
    #expect(found.devices(outside: "/run/stick") == ["8:1", "8:2"])
  }

  @Test("This machine's own is read")
  func real() throws {
    let table = try #require(MountTable.read(MountTable.path))
    #expect(table.mounts.contains { $0.path == "/" })
  }
}
