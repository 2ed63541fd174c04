// SPDX-License-Identifier: GPL-3.0-or-later
import Stick
import StickFixtures
import Testing

@Suite("Names that every stick takes")
struct StickNameTests {
  @Test(
    "What a stick does not take is replaced",
    arguments: [
      ("Upbeat M. K. 2026-11-22", "Upbeat M. K. 2026-11-22"),
      ("Upbeat M. K.", "Upbeat M. K"),
      ("a<b>c:d\"e/f\\g|h?i*j", "a-b-c-d-e-f-g-h-i-j"),
      ("tab\tline\nzero\0", "tab-line-zero-"),
      ("../../etc/passwd", "-..-etc-passwd"),
      ("  spaces . . ", "spaces"),
      ("...", "Upbeat"), ("", "Upbeat"), (" ", "Upbeat"),
      ("con", "-con"), ("NUL.txt", "-NUL.txt"), ("com7", "-com7"), ("console", "console"),
      ("Отчёт М. К. 2026", "Отчёт М. К. 2026")
    ])
  func allowed(wanted: String, name: String) throws {
    let folder = TemporaryFolder()
    let made = try StickWriter(path: folder.path).writeFolder(wanted, [])
    #expect(made == name)
    #expect(folder.names() == [name])
  }

  @Test("A name has sixty units at most, its number among them, and no half character")
  func length() throws {
    let folder = TemporaryFolder()
    let writer = StickWriter(path: folder.path)
    let long = String(repeating: "x", count: 58) + ".👩‍👩‍👧 and more"
    #expect(try writer.writeFolder(long, []) == String(repeating: "x", count: 58))
    #expect(try writer.writeFolder(long, []) == String(repeating: "x", count: 56) + " (2)")
  }
}
