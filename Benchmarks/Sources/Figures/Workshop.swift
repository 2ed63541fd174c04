// SPDX-License-Identifier: GPL-3.0-or-later
import Bench
import Glibc

/// What the benchmark is given: programs, folders, and how long it may take.
struct Workshop {
  /// The checkout.
  let checkout: String
  /// The release build of the appliance.
  let upbeat: String
  /// Beside this program.
  let clickTrack: String
  /// A temporary folder with room for a gigabyte.
  let folder: String
  let isShort: Bool

  var benchmarks: String { checkout + "/Benchmarks" }
  var voices: String { checkout + "/Voices" }
  var noteBank: String { checkout + "/notes.bank" }
  /// Begins the practice, goes on, answers the question.
  var practice: String { benchmarks + "/practice.csv" }

  /// All, or, where it must go quickly, so many spread over them.
  func some<Thing>(of things: [Thing], shortly count: Int) -> [Thing] {
    guard isShort, things.count > count else { return things }
    return (0..<count).map { things[$0 * things.count / count] }
  }

  func path(_ name: String) -> String { folder + "/" + name }

  /// Makes way for the next file: they are large.
  func remove(_ names: String...) { for name in names { unlink(path(name)) } }
}

/// Programs that the benchmark needs beyond the build, and Debian's packages of them.
enum Tool: String, CaseIterable {
  case klick
  case espeak = "espeak-ng"
  case aplay
  case python = "python3"
  case strace

  var package: String {
    switch self {
    case .klick: "klick"
    case .espeak: "espeak-ng"
    case .aplay: "alsa-utils"
    case .python: "python3"
    case .strace: "strace"
    }
  }

  var isThere: Bool {
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    return path.split(separator: ":").contains { access("\($0)/\(rawValue)", X_OK) == 0 }
  }

  /// - Throws: where one is not there, with the package to install.
  static func need(_ tools: Tool...) throws(Failure) {
    for tool in tools where !tool.isThere {
      throw Failure("\(tool.rawValue) is not here: install Debian's package \(tool.package)")
    }
  }
}
