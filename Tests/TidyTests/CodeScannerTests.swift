// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@Suite("The reader of code")
struct CodeScannerTests {
  private func code(_ text: String) -> String {
    var scanner = CodeScanner(Array(text.utf8))
    return String(decoding: scanner.scan(), as: UTF8.self)
  }

  @Test(
    "Comments and the words of strings are blank, code is as it was",
    arguments: [
      ("a // b", "a     "),
      ("a /* b */ c", "a         c"),
      ("a /* b /* c */ d */ e", "a                   e"),
      ("f(\"no!\")", "f(\"   \")"),
      ("f(\"a\\\"b\") // c", "f(\"    \")     "),
      ("f(#\"a\"b\"#) + c", "f(#\"   \"#) + c"),
      ("\"\"\"\na\n\"\"\" + b", "\"\"\"\n \n\"\"\" + b"),
      ("#expect(a)", "#expect(a)")
    ])
  func blanks(text: String, expected: String) {
    #expect(code(text) == expected)
  }

  @Test(
    "What a string interpolates is code, also a string within it",
    arguments: [
      ("\"x \\(y!) z\" + w", "\"  \\(y!)  \" + w"),
      ("\"\\(f(a, \"b\"))c\"", "\"\\(f(a, \" \")) \""),
      ("#\"a\\(b) \\#(c)\"#", "#\"      \\#(c)\"#")
    ])
  func interpolates(text: String, expected: String) {
    #expect(code(text) == expected)
  }

  @Test(
    "Text that breaks off is read to its end",
    arguments: ["\"abc", "/* abc", "\"\\(a", "\"\\", "#", "\"\"\"a", "#\"a\\#"])
  func breaksOff(text: String) {
    #expect(code(text).utf8.count == text.utf8.count)
  }
}
