// SPDX-License-Identifier: GPL-3.0-or-later

/// The targets of `Package.swift`, read from its text: each is made by a call whose first string
/// is its name, and whose other strings are what it depends on.
struct Manifest {
  /// What a room may import, by its name.
  private(set) var rooms: [String: Set<String>] = [:]
  private(set) var systemLibraries: Set<String> = []
  private(set) var tests: Set<String> = []
  /// What tests share, under Tests.
  private(set) var fixtures: Set<String> = []

  init(_ file: TextFile) {
    let text = file.lines.filter { !$0.hasPrefix("func ") }.joined(separator: "\n")
    for (call, words) in Self.calls(in: text) {
      guard let name = words.first else { continue }
      switch call {
      case "systemLibrary": systemLibraries.insert(name)
      case "room", "executableTarget": rooms[name] = Set(words.dropFirst())
      case "tests", "testTarget": tests.insert(name)
      case "fixtures": fixtures.insert(name)
      default: break
      }
    }
  }

  /// Each call by its name, with the strings among its arguments.
  private static func calls(in text: String) -> [(name: String, strings: [String])] {
    var calls: [(String, [String])] = []
    var word = ""
    var rest = text[...]
    while let character = rest.popFirst() {
      if character == "(",
        ["systemLibrary", "room", "executableTarget", "tests", "testTarget", "fixtures"]
          .contains(word)
      {
        calls.append((word, strings(upToClosing: &rest)))
      }
      word = character.isLetter ? word + String(character) : ""
    }
    return calls
  }

  private static func strings(upToClosing rest: inout Substring) -> [String] {
    var strings: [String] = []
    var depth = 1
    while depth > 0, let character = rest.popFirst() {
      switch character {
      case "(": depth += 1
      case ")": depth -= 1
      case "\"":
        strings.append(String(rest.prefix { $0 != "\"" }))
        rest = rest.drop { $0 != "\"" }.dropFirst()
      default: break
      }
    }
    return strings
  }
}
