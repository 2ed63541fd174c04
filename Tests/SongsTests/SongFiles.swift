// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Songs

/// The songs as they are in the checkout.
enum SongFiles {
  static let languages = ["de", "en", "es", "fr", "ru"]

  struct Unreadable: Error {
    let path: String
  }

  struct File: Sendable {
    var language: String
    var name: String
    var bytes: [UInt8]

    var text: String { String(decoding: bytes, as: UTF8.self) }
    var result: Result<Song, InvalidSong> {
      Song.parse(
        bytes: bytes, file: "\(language)/\(name)", language: language, origin: .shipped)
    }
  }

  /// Every file of every language, by name.
  static func all() throws -> [File] {
    try languages.flatMap { language in
      try names(in: folder(language)).map { name in
        try File(
          language: language, name: name, bytes: bytes(of: folder(language) + "/" + name))
      }
    }
  }

  static func song(_ language: String, _ name: String) throws -> Song {
    let path = folder(language) + "/\(name).txt"
    return try Song.parse(
      bytes: bytes(of: path), file: path, language: language, origin: .shipped
    ).get()
  }

  private static func folder(_ language: String) -> String {
    let tests = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    return "/\(tests)/Voices/\(language)/songs"
  }

  private static func names(in folder: String) throws -> [String] {
    guard let directory = opendir(folder) else { throw Unreadable(path: folder) }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(".txt") { names.append(name) }
    }
    return names.sorted()
  }

  private static func bytes(of path: String) throws -> [UInt8] {
    guard let file = fopen(path, "r") else { throw Unreadable(path: path) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 {
      bytes += chunk[..<count]
    }
    return bytes
  }
}

/// A song of one's own with these lines of music, in 4/4 at 60 unless the header says otherwise.
func song(_ music: String, header: String = "tempo: 60") throws -> Song {
  try Song.parse("title: A song\n\(header)\n\n\(music)\n", file: "a.txt").get()
}

/// Its findings, without the file: `7:3: what, expected what`.
func findings(
  _ text: String, language: String? = nil, origin: Song.Origin = .own
) -> [String] {
  switch Song.parse(text, file: "a.txt", language: language, origin: origin) {
  case .success: []
  case .failure(let invalid):
    invalid.findings.map { String($0.description.dropFirst("a.txt:".count)) }
  }
}
