// SPDX-License-Identifier: GPL-3.0-or-later

/// A word that the rooms do without, and why.
struct Ban {
  let word: String
  let why: String
  /// Folders or files where it may stand after all.
  var allowed: [String] = []

  static let clockReaders = [
    "Sources/Upbeat/", "Sources/Speech/Deadline.swift", "Sources/Report/Today.swift"
  ]

  /// What runs where the project is built, and never on a unit.
  static let buildTools = ["Sources/Bank/"]

  static let all: [Ban] = [
    Ban(word: "print(", why: "only Upbeat talks, to the descriptors"),
    Ban(word: "debugPrint(", why: "only Upbeat talks, to the descriptors"),
    Ban(word: "dump(", why: "only Upbeat talks, to the descriptors"),
    Ban(
      word: "Foundation", why: "the appliance does without it",
      allowed: buildTools + ["Sources/Report/"]),
    Ban(word: "FoundationEssentials", why: "the appliance does without it"),
    Ban(word: "Date(", why: "time is given, not asked for"),
    Ban(word: "Timer", why: "deadlines are frames of the sample clock"),
    Ban(word: "sleep(", why: "nothing waits but poll"),
    Ban(word: "usleep(", why: "nothing waits but poll"),
    Ban(word: "nanosleep(", why: "nothing waits but poll"),
    Ban(word: "Dispatch", why: "three threads of control and no more", allowed: buildTools),
    Ban(word: "DispatchQueue", why: "three threads of control and no more", allowed: buildTools),
    Ban(word: "Task", why: "three threads of control and no more"),
    Ban(word: "actor", why: "three threads of control and no more"),
    Ban(word: "async", why: "three threads of control and no more"),
    Ban(word: "await", why: "three threads of control and no more"),
    Ban(word: "try!", why: "the world's mistakes are values"),
    Ban(word: "try?", why: "an error is looked at"),
    Ban(word: "as!", why: "a cast that fails is looked at"),
    Ban(word: "fatalError(", why: "our own mistakes are preconditions"),
    Ban(word: "clock_gettime", why: "the shell reads the clock", allowed: clockReaders),
    Ban(word: "gettimeofday", why: "the shell reads the clock", allowed: clockReaders),
    Ban(word: "time(nil", why: "the shell reads the clock", allowed: clockReaders),
    Ban(word: "ContinuousClock", why: "the shell reads the clock", allowed: clockReaders),
    Ban(word: "SuspendingClock", why: "the shell reads the clock", allowed: clockReaders)
  ]

  /// Where it stands although it should not.
  func findings(_ file: TextFile) -> [Finding] {
    if allowed.contains(where: file.path.hasPrefix) { return [] }
    return file.code.enumerated().compactMap { index, line in
      line.holds(word: word) ? file.finding(index + 1, "\(word): \(why)") : nil
    }
  }
}

/// Marks that promise the compiler something it cannot see.
enum Promise {
  static let words = ["@unchecked", "nonisolated(unsafe)", "unsafeBitCast("]
  /// The reason stands at most so many lines away.
  static let reach = 4

  /// Promises without a `SAFETY:` line that says who keeps them.
  static func findings(_ file: TextFile) -> [Finding] {
    file.code.indices.compactMap { index in
      guard let word = words.first(where: { file.code[index].holds(word: $0) }) else { return nil }
      let near = max(0, index - reach)...min(file.lines.count - 1, index + reach)
      let isKept = file.lines[near].contains { $0.contains("SAFETY:") }
      return isKept ? nil : file.finding(index + 1, "\(word) without its SAFETY line")
    }
  }
}

/// A value taken without a look whether it is there: `name!`, `call()!`, `list[0]!`, `Type!`.
enum ForcedUnwrap {
  static func findings(_ file: TextFile) -> [Finding] {
    file.code.enumerated().compactMap { index, line in
      stands(in: Array(line)) ? file.finding(index + 1, "a forced unwrap") : nil
    }
  }

  private static func stands(in line: [Character]) -> Bool {
    line.indices.dropFirst().contains { index in
      guard line[index] == "!", index + 1 == line.count || line[index + 1] != "=" else {
        return false
      }
      let before = line[index - 1]
      return before.isWordPart || before == ")" || before == "]" || before == "}"
    }
  }
}

extension Character {
  var isWordPart: Bool { isLetter || isNumber || self == "_" }
}

extension String {
  /// The word stands here by itself, not as a part of a longer one.
  func holds(word: String) -> Bool {
    guard let last = word.last, utf8.count >= word.utf8.count else { return false }
    var rest = self[...]
    var before: Character = " "
    while let first = rest.first {
      if rest.hasPrefix(word), !before.isWordPart {
        let after = rest.dropFirst(word.count).first ?? " "
        if !(last.isWordPart && after.isWordPart) { return true }
      }
      before = first
      rest.removeFirst()
    }
    return false
  }
}
