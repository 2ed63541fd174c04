// SPDX-License-Identifier: GPL-3.0-or-later
import Bank
import Foundation
import Rhythm
import Testing

/// What brings pieces and songs to one loudness.
struct TrimTests {
  /// The language packs of the checkout.
  private static let voices = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Voices").path

  private func song(_ degrees: String) -> String {
    """
    title: A song
    words: Somebody, 1801
    music: Somebody, 1802
    source: A book, 1803
    metre: 4/4
    mode: major
    tempo: 90

    \(degrees)
    la la la la

    """
  }

  @Test("Played with its trim, a piece with each layer is at −24 LUFS, and so is a song")
  func oneLoudness() throws {
    let songs = try SongFolders.read(Self.voices)
    let loudest = songs.filter { $0.title == "Во поле берёза стояла" }
    let table = try TrimTable.measure(
      songs: loudest, bank: try MadeBank.bank.get(), pieces: [.bells])
    #expect(
      table.entries.map(\.key)
        == (1...5).map { "piece.bells.\($0)" } + ["song.Во поле берёза стояла"])
    for entry in table.entries {
      #expect(entry.after.allSatisfy { abs($0 - TrimTable.target) < 1 }, "\(entry)")
      let middle = ((entry.after.min() ?? 0) + (entry.after.max() ?? 0)) / 2
      #expect(abs(middle - TrimTable.target) <= 0.1, "\(entry)")
    }
    // It was measured, not left as it was.
    #expect(abs(table.entries[5].trim) > 0.5)
    #expect(table.entries[5].before.allSatisfy { $0 > -23.5 })
    #expect(Set(table.trims.keys) == Set(table.entries.map(\.key)).union(["song"]))
    #expect(table.trims["song"] == table.trims["song.Во поле берёза стояла"])
  }

  @Test("The same bank and songs give the same trims, however many threads measure them")
  func reproducible() throws {
    let songs = Array(try SongFolders.read(Self.voices).prefix(3))
    let bank = try MadeBank.bank.get()
    let first = try TrimTable.measure(songs: songs, bank: bank, pieces: []).trims
    #expect(try TrimTable.measure(songs: songs, bank: bank, pieces: []).trims == first)
    #expect(first.count == 4)
  }

  @Test("The songs of every language are found, in the order of their files")
  func everySong() throws {
    let titles = try SongFolders.read(Self.voices).map(\.title)
    #expect(titles.count >= 20)
    #expect(titles.first == "Bruder Jakob" && titles.contains("Au clair de la lune"))
  }

  @Test("A song with a finding is named by file and line, and nothing is measured")
  func badSong() throws {
    let folder = try TemporaryFolder()
    let songs = folder.url.appendingPathComponent("en/songs")
    try FileManager.default.createDirectory(at: songs, withIntermediateDirectories: true)
    try song("1 2 9 1").write(
      to: songs.appendingPathComponent("wrong.txt"), atomically: true, encoding: .utf8)
    do throws(BankError) {
      _ = try SongFolders.read(folder.url.path)
      Issue.record("it was taken")
    } catch {
      #expect(error.description.contains("en/songs/wrong.txt:9:"), "\(error)")
    }
  }

  @Test("A folder without songs is an error that names it", arguments: ["", "/nowhere"])
  func noSongs(below: String) throws {
    let folder = try TemporaryFolder()
    let path = folder.url.path + below
    do throws(BankError) {
      _ = try SongFolders.read(path)
      Issue.record("there are songs in \(path)")
    } catch {
      #expect(error.description.contains(path))
    }
  }
}
