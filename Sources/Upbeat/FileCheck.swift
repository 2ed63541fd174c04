// SPDX-License-Identifier: GPL-3.0-or-later
import AudioFiles
import Glibc
import Prompts
import Settings
import Songs

/// The look through files and folders.
struct FileCheck {
  private(set) var findings: [String] = []
  private(set) var unreadable: [String] = []
  private let kind: CheckCommand.Kind?
  private var prescription: Prescription?
  private var checked = 0

  private static let deepest = 8

  init(kind: CheckCommand.Kind?) { self.kind = kind }

  mutating func usePrescription(_ path: String) {
    guard let bytes = read(path) else { return }
    let parsed = Prescription.parse(bytes, file: path)
    prescription = parsed.value
    findings += parsed.findings.map(\.description)
  }

  mutating func look(at path: String) {
    if TextFile.isFolder(path) {
      let before = (unreadable.count, checked)
      lookThrough(path, depth: 0)
      if checked == before.1, unreadable.count == before.0 {
        unreadable.append(
          "\(path): there is nothing to check in this folder, expected prescription.txt, "
            + "upbeat.txt, board.txt, prompts.txt, phrases.txt, report.txt, songs or music")
      }
    } else if let file = kind.map({ CheckedFile($0, path: path) }) ?? CheckedFile(path: path) {
      check(path, as: file)
    } else if !TextFile.exists(path) {
      unreadable.append("\(path): \(String(cString: strerror(errno)))")
    } else {
      let kinds = CheckCommand.Kind.allCases.map(\.rawValue).joined(separator: "|")
      unreadable.append(
        "\(path): the name does not tell the kind, expected prescription…, upbeat…, board…, "
          + "prompts.txt, phrases.txt, report.txt beside them, songs/….txt or music; "
          + "or say --as \(kinds)")
    }
  }

  private mutating func lookThrough(_ folder: String, depth: Int) {
    let names: [String]
    do throws(UnreadableFile) { names = try TextFile.names(in: folder) } catch {
      unreadable.append(error.description)
      return
    }
    // Whoever says that it is a language wants to hear what it lacks, all of it perhaps.
    let isEmptyLanguage = kind == .voices && depth == 0 && names.isEmpty
    let isLanguage =
      (kind == nil || kind == .voices) && (LanguageFolder.isOne(folder) || isEmptyLanguage)
    if isLanguage { checkLanguage(LanguageFolder(path: folder)) }
    for name in names where !name.hasPrefix(".") {
      let path = Path.join(folder, name)
      if TextFile.isFolder(path) {
        if depth < Self.deepest { lookThrough(path, depth: depth + 1) }
      } else if let found = CheckedFile(path: path), kind == nil || kind == found.kind,
        !isLanguage || !found.isOfPack
      {
        check(path, as: found)
      }
    }
  }

  private mutating func check(_ path: String, as file: CheckedFile) {
    checked += 1
    switch file {
    case .recording: checkRecording(path)
    case .music: checkMusic(path)
    case .prescription, .settings, .board, .prompts, .phrases, .report, .song:
      checkText(path, as: file)
    }
  }

  private mutating func read(_ path: String, limit: Int = TextFile.limit) -> [UInt8]? {
    do throws(UnreadableFile) { return try TextFile.read(path, limit: limit) } catch {
      unreadable.append(error.description)
      return nil
    }
  }

  // MARK: Texts

  private mutating func checkText(_ path: String, as file: CheckedFile) {
    guard let bytes = read(path, limit: file.isOfPack ? Share.packLimit : TextFile.limit) else {
      return
    }
    switch file {
    case .prescription:
      findings += Prescription.parse(bytes, file: path).findings.map(\.description)
    case .settings: checkSettings(path, bytes)
    case .board: findings += Board.parse(bytes, file: path).findings.map(\.description)
    case .song: checkSong(path, bytes)
    case .prompts, .phrases, .report: checkPack(path, bytes, as: file)
    case .recording, .music: break
    }
  }

  private mutating func checkSettings(_ path: String, _ bytes: [UInt8]) {
    switch CaregiverSettings.parse(bytes, file: path, within: prescription) {
    case .findings(let found): findings += found.map(\.description)
    case .value(let settings):
      findings +=
        OwnPhrases(
          settings, language: settings.language ?? Share.usualLanguage,
          source: SettingsSource(file: path, bytes: bytes)
        ).findings
    }
  }

  private mutating func checkSong(_ path: String, _ bytes: [UInt8]) {
    let pack = LanguageFolder.ofSong(path)
    let parsed = Song.parse(
      bytes: bytes, file: path, language: pack?.language, origin: pack == nil ? .own : .shipped)
    if case .failure(let invalid) = parsed { findings += invalid.findings.map(\.description) }
  }

  private mutating func checkPack(_ path: String, _ bytes: [UInt8], as file: CheckedFile) {
    guard bytes.count <= Share.packLimit else {
      findings.append("\(path):1:1: the file is larger than 1 MB, expected a language pack")
      return
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      findings.append("\(path):1:1: this is not UTF-8 text, expected a language pack")
      return
    }
    let language = Path.name(of: Path.folder(of: path))
    func note(_ invalid: InvalidPack) { findings += invalid.findings.map(\.description) }
    switch file {
    case .phrases:
      let parsed = PhraseBook.parse(text, language: language, file: path)
      if case .failure(let invalid) = parsed { note(invalid) }
    case .report:
      do throws(InvalidPack) {
        _ = try Labels.parse(text, language: language, file: path)
      } catch {
        note(error)
      }
    case .prompts, .prescription, .settings, .board, .song, .recording, .music:
      let parsed = LanguagePack.parse(text, language: language, file: path)
      if case .failure(let invalid) = parsed { note(invalid) }
    }
  }

  /// What the folder lacks, and its prompts, phrases and names of recordings; the songs and
  /// recordings themselves are checked one by one.
  private mutating func checkLanguage(_ folder: LanguageFolder) {
    checked += 1
    var files: [PackCheck.File] = []
    for name in [Share.promptsName, Share.phrasesName, Share.reportName] {
      let path = Path.join(folder.path, name)
      guard TextFile.exists(path), let bytes = read(path, limit: Share.packLimit) else { continue }
      files.append(PackCheck.File(name: name, text: String(validating: bytes, as: UTF8.self)))
    }
    for inner in [DataFolder.songs, Share.recorded] {
      let path = Path.join(folder.path, inner)
      guard TextFile.isFolder(path) else { continue }
      do throws(UnreadableFile) {
        for name in try TextFile.names(in: path) where !name.hasPrefix(".") {
          files.append(PackCheck.File(name: Path.join(inner, name), text: nil))
        }
      } catch {
        // It is met again, and said, when the folder is looked through.
      }
    }
    findings += PackCheck.findings(language: folder.language, files: files).map {
      Path.join(folder.path, $0.description)
    }
  }

  // MARK: Sounds

  private mutating func checkRecording(_ path: String) {
    guard isReadable(path) else { return }
    findings += RecordingFile.findings(path, called: path)
    // In the folder of a language its name has been held against the prompts already.
    let folder = Path.folder(of: path)
    let isOfPack =
      Path.name(of: folder) == Share.recorded && LanguageFolder.isOne(Path.folder(of: folder))
    if !isOfPack { findings += RecordingFile.nameFindings(path) }
  }

  /// Decodes all of it: what is damaged or cut short shows only there.
  private mutating func checkMusic(_ path: String) {
    guard isReadable(path) else { return }
    do throws(AudioFileError) {
      let file = try AudioFile.open(BytePath(path))
      var block = [Float](repeating: 0, count: Self.blockFrames)
      var isSilent = true
      while case let count = try file.read(into: &block), count > 0 {
        isSilent = isSilent && block[..<count].allSatisfy { $0.magnitude < Self.silence }
      }
      if isSilent { throw .silent }
    } catch {
      findings.append(error.finding(in: path))
    }
  }

  private static let blockFrames = 4_096
  /// A step of 16 bits.
  private static let silence: Float = 1 / 32_768

  /// A file that is not there is no finding about a sound.
  private mutating func isReadable(_ path: String) -> Bool {
    guard access(path, R_OK) != 0 else { return true }
    unreadable.append("\(path): \(String(cString: strerror(errno)))")
    return false
  }
}
