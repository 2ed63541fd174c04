// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// The files of this checkout, as they are now.
enum Checkout {
  struct Unreadable: Error {
    let path: String
  }

  /// The folder that holds `Package.swift`: two above this file's.
  static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

  /// Names in a folder, sorted; those that begin with a dot (build folders) are left out.
  static func names(in folder: String) throws -> [String] {
    guard let stream = opendir("\(root)/\(folder)") else { throw Unreadable(path: folder) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat("\(root)/\(path)", &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  static func exists(_ path: String) -> Bool { access("\(root)/\(path)", F_OK) == 0 }

  /// The folders in a folder.
  static func folders(in folder: String) throws -> [String] {
    try names(in: folder).filter { isFolder("\(folder)/\($0)") }
  }

  /// Every file under a folder with one of these endings, by its path from the root.
  static func paths(under folder: String, endings: [String]) throws -> [String] {
    try names(in: folder).flatMap { name -> [String] in
      let path = "\(folder)/\(name)"
      if isFolder(path) { return try paths(under: path, endings: endings) }
      return endings.contains { name.hasSuffix($0) } ? [path] : []
    }
  }

  static func file(_ path: String) throws -> TextFile {
    guard let stream = fopen("\(root)/\(path)", "r") else { throw Unreadable(path: path) }
    defer { fclose(stream) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&chunk, 1, chunk.count, stream), count > 0 {
      bytes += chunk[..<count]
    }
    return TextFile(path: path, bytes: bytes)
  }

  /// The Swift files of the rooms.
  static func sources() throws -> [TextFile] {
    try paths(under: "Sources", endings: [".swift"]).map(file)
  }

  /// All Swift files of our own.
  static func swiftFiles() throws -> [TextFile] {
    try ["Sources", "Tests", "Benchmarks"]
      .flatMap { try paths(under: $0, endings: [".swift"]) }
      .map(file)
  }

  /// Everything that people read or machines run.
  static func texts() throws -> [TextFile] {
    let folders = ["Sources", "Tests", "Benchmarks", "Docs", "Voices"]
    let endings = [".swift", ".md", ".txt", ".h", ".modulemap", ".py", ".sh", "run"]
    let found = try folders.flatMap { try paths(under: $0, endings: endings) }
    let more = ["Package.swift", "Makefile", "README.md", ".ci/run", ".swift-format"]
    return try (found + more).map(file)
  }
}
