// SPDX-License-Identifier: GPL-3.0-or-later
import Prompts
import Session
import Settings
import Songs
import Timebase

/// The songs, phrases and recordings there are, shipped and own: read once, at the start.
///
/// What has a finding is left out, and the practice goes on with the rest.
struct RepertoireFiles {
  private(set) var songs: [Song] = []
  /// With those that have another season, or wait to be asked for.
  private(set) var songCount = 0
  private(set) var phrases: [Prompts.Phrase] = []
  /// The file that speaks a text, in place of the voice.
  private(set) var recordings: [String: String] = [:]
  /// One line each, for whoever looks after the unit.
  private(set) var findings: [String] = []
  private(set) var faults: [HelperFault] = []

  /// A song has some kilobytes.
  static let songLimit = 64 * 1_024
  /// Songs of one folder, at most.
  static let mostSongs = 200

  /// - Parameters:
  ///   - pack: is told which of its prompts are one recording each.
  ///   - data: where the person's own songs and recordings are kept; nil: only what is shipped.
  ///   - wall: some songs have their season.
  init(pack: inout LanguagePack, share: Share, data: String?, files: UnitFiles, wall: WallTime) {
    readSongs(pack.language, share, data: data, files, wall)
    readPhrases(pack.language, share, files)
    readRecordings(&pack, share, data: data)
  }

  private mutating func note(_ finding: String, _ fault: HelperFault) {
    findings.append(finding)
    if !faults.contains(fault) { faults.append(fault) }
  }

  // MARK: Songs

  private mutating func readSongs(
    _ language: String, _ share: Share, data: String?, _ files: UnitFiles, _ wall: WallTime
  ) {
    let own =
      data.map {
        songs(in: Path.join($0, DataFolder.songs), language: nil, origin: .own)
      } ?? []
    let shipped = songs(in: share.songs(language), language: language, origin: .shipped)
    let selection = SongSelection(
      own: own, shipped: shipped, wished: files.settings.songs, wall: wall)
    songs = selection.songs
    songCount = own.count + shipped.count
    for (title, nearest) in selection.unknown {
      let place = files.settingsSource?.place(of: title) ?? "songs"
      let hint = nearest.map { ", perhaps \"\($0)\"" } ?? ""
      note("\(place): no song \"\(title)\", expected one of the titles\(hint)", .songRefused)
    }
  }

  private mutating func songs(
    in folder: String, language: String?, origin: Song.Origin
  ) -> [Song] {
    guard TextFile.isFolder(folder) else { return [] }
    var songs: [Song] = []
    do throws(UnreadableFile) {
      let names = try TextFile.names(in: folder).filter {
        $0.lowercased().hasSuffix(".txt") && !$0.hasPrefix(".")
      }
      if names.count > Self.mostSongs {
        note(
          "\(folder): \(names.count) songs, expected at most \(Self.mostSongs)", .songRefused)
      }
      for name in names.prefix(Self.mostSongs) {
        if let song = song(Path.join(folder, name), language: language, origin: origin) {
          songs.append(song)
        }
      }
    } catch {
      note(error.description, .songRefused)
    }
    return songs
  }

  /// nil: it has a finding, and the others are sung.
  private mutating func song(_ path: String, language: String?, origin: Song.Origin) -> Song? {
    do throws(UnreadableFile) {
      let bytes = try TextFile.read(path, limit: Self.songLimit)
      switch Song.parse(bytes: bytes, file: path, language: language, origin: origin) {
      case .success(let song): return song
      case .failure(let invalid):
        for finding in invalid.findings { note(finding.description, .songRefused) }
      }
    } catch {
      note(error.description, .songRefused)
    }
    return nil
  }

  // MARK: Phrases

  private mutating func readPhrases(_ language: String, _ share: Share, _ files: UnitFiles) {
    let own = OwnPhrases(files.settings, language: language, source: files.settingsSource)
    phrases = own.phrases
    for finding in own.findings { note(finding, .phraseRefused) }
    let file = share.phrasesFile(language)
    do throws(UnreadableFile) {
      let text = String(decoding: try TextFile.read(file, limit: Share.packLimit), as: UTF8.self)
      switch PhraseBook.parse(text, language: language, file: file) {
      case .success(let book): phrases += book.phrases
      case .failure(let invalid):
        for finding in invalid.findings { note(finding.description, .phraseRefused) }
      }
    } catch {
      note(error.description, .phraseRefused)
    }
  }

  // MARK: Recordings

  /// One's own go before those of the pack.
  private mutating func readRecordings(_ pack: inout LanguagePack, _ share: Share, data: String?) {
    let own = data.map { [Path.join($0, DataFolder.voice)] } ?? []
    var whole: Set<PromptKey> = []
    for folder in own + [share.recordings(pack.language)] where TextFile.isFolder(folder) {
      let names: [String]
      do throws(UnreadableFile) { names = try TextFile.names(in: folder) } catch {
        note(error.description, .recordingRefused)
        continue
      }
      let recorded = pack.recordedTexts(
        names.filter { !$0.hasPrefix(".") && $0.lowercased().hasSuffix(".wav") })
      for finding in recorded.findings {
        note(Path.join(folder, finding.description), .recordingRefused)
      }
      // A prompt of which one's own recordings speak a sentence is not taken from the pack whole.
      whole.formUnion(
        recorded.whole.filter { key in
          !pack.prompt(key).contains { recordings[$0] != nil }
        })
      for recording in recorded.texts where recordings[recording.text] == nil {
        recordings[recording.text] = Path.join(folder, recording.file)
      }
    }
    pack.replace(whole: whole)
  }
}
