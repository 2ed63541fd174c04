// SPDX-License-Identifier: GPL-3.0-or-later
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
  /// Begins the practice, goes on, answers the question.
  var practice: String { benchmarks + "/practice.csv" }

  func path(_ name: String) -> String { folder + "/" + name }

  /// Makes way for the next file: they are large.
  func remove(_ names: String...) { for name in names { unlink(path(name)) } }

  /// A file as bytes.
  static func read(_ path: String) throws(Failure) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system("open", path) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw .system("read", path) }
      if count == 0 { return bytes }
      bytes += buffer[0..<count]
    }
  }
}

/// Programs that the benchmark needs beyond the build, and Debian's packages of them.
enum Tool: String, CaseIterable {
  case klick
  case espeak = "espeak-ng"
  case aplay
  case python = "python3"

  var package: String {
    switch self {
    case .klick: "klick"
    case .espeak: "espeak-ng"
    case .aplay: "alsa-utils"
    case .python: "python3"
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
