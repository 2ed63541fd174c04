// SPDX-License-Identifier: GPL-3.0-or-later
import Prompts
import Testing

@Suite("The keys")
struct KeyTests {
  @Test("Every key is dotted words, and no key is another's placeholder form")
  func dotted() {
    for key in PromptKey.allCases {
      let parts = key.rawValue.split(separator: ".", omittingEmptySubsequences: false)
      #expect(parts.count >= 2, "\(key.rawValue)")
      #expect(parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isLetter) }, "\(key.rawValue)")
      #expect(Placeholder(rawValue: String(parts[0])) == nil && parts[0] != "number")
    }
  }

  @Test("Only a list and a question have items")
  func items() {
    for key in PromptKey.allCases where key.role == .item {
      let section = key.rawValue.prefix { $0 != "." }
      #expect(section == "list" || section == "question", "\(key.rawValue)")
    }
  }
}
