// SPDX-License-Identifier: GPL-3.0-or-later
import AudioFiles
import Glibc
import Session
import Songs

/// A stick, or a folder that plays one: the songs, recordings and music of the person's own that
/// the unit takes home.
///
/// A file is taken only if it can be used, and then whole; one that cannot is told and left out,
/// and what the unit had before stays. A file that goes from the stick stays on the unit.
struct StickFolder {
  let path: String

  /// Recordings of a stick, at most: more than there are sentences.
  private static let mostRecordings = 1_000

  /// Copies what is new. The sound files are decoded by C libraries that were not written here:
  /// call it in a child process (``StickImport``).
  /// - Parameters:
  ///   - data: the unit's folder of diary and clips.
  ///   - tell: takes the news as they come.
  ///   - isCancelled: asked often; after `true` the copying ends, and what is whole stays.
  func copy(
    to data: String, tell: @escaping (StickNews) -> Void,
    isCancelled: @escaping () -> Bool = { false }
  ) {
    // Songs first: they are quick, and no decoder can end this before them.
    let songs = copySongs(to: Path.join(data, DataFolder.songs), tell: tell)
    tell(.taken(songs: songs, recordings: 0, tracks: 0))
    let recordings = copyRecordings(
      to: Path.join(data, DataFolder.voice), tell: tell, isCancelled: isCancelled)
    tell(.taken(songs: songs, recordings: recordings, tracks: 0))
    let tracks = copyMusic(to: data, tell: tell, isCancelled: isCancelled)
    tell(.taken(songs: songs, recordings: recordings, tracks: tracks))
  }

  /// How much there is to be decoded, in bytes: it bounds the time. Folders in `music` count, no
  /// deeper.
  var soundBytes: Int {
    let music = Path.join(path, DataFolder.music)
    let folders = [music, Path.join(path, DataFolder.voice)] + Self.folders(in: music)
    return folders.reduce(0) { sum, folder in
      Self.list(folder).reduce(sum) { $0 + Self.byteCount(Path.join(folder, $1)) }
    }
  }

  private static func folders(in folder: String) -> [String] {
    list(folder).map { Path.join(folder, $0) }.filter { TextFile.isFolder($0) }
  }

  private static func list(_ folder: String) -> [String] {
    do throws(UnreadableFile) { return try TextFile.names(in: folder) } catch { return [] }
  }

  private static func byteCount(_ path: String) -> Int {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return 0 }
    return Int(status.st_size)
  }

  // MARK: Songs

  private func copySongs(to target: String, tell: (StickNews) -> Void) -> Int {
    copyFiles(
      of: DataFolder.songs, ending: ".txt", most: RepertoireFiles.mostSongs,
      limit: RepertoireFiles.songLimit, to: target, fault: .songRefused, tell: tell
    ) { bytes, _, source in
      switch Song.parse(bytes: bytes, file: source) {
      case .success: []
      case .failure(let invalid): invalid.findings.map(\.description)
      }
    }
  }

  // MARK: Recordings

  private func copyRecordings(
    to target: String, tell: (StickNews) -> Void, isCancelled: () -> Bool
  ) -> Int {
    copyFiles(
      of: DataFolder.voice, ending: ".wav", most: Self.mostRecordings,
      limit: AudioFile.Limits.prompt.bytes, to: target, fault: .recordingRefused, tell: tell,
      isCancelled: isCancelled
    ) { _, part, source in
      // The copy is judged: it is what will be played.
      RecordingFile.nameFindings(source) + RecordingFile.findings(part, called: source)
    }
  }

  // MARK: Both

  /// Copies the files of a folder that are new.
  /// - Parameter findings: judges the bytes, and the copy, of the source file; empty: it is taken.
  /// - Returns: how many were taken.
  private func copyFiles(
    of folder: String, ending: String, most: Int, limit: Int, to target: String,
    fault: HelperFault, tell: (StickNews) -> Void, isCancelled: () -> Bool = { false },
    findings: (_ bytes: [UInt8], _ part: String, _ source: String) -> [String]
  ) -> Int {
    let source = Path.join(path, folder)
    guard TextFile.isFolder(source) else { return 0 }
    var count = 0
    do {
      let names = try TextFile.names(in: source).filter {
        $0.lowercased().hasSuffix(ending) && !$0.hasPrefix(".")
      }
      if names.count > most {
        tell(.finding(fault, "\(source): \(names.count) files, expected at most \(most)"))
      }
      guard !names.isEmpty else { return 0 }
      try PartFile.makeFolder(target)
      PartFile.removeLeftovers(in: target)
      for name in names.prefix(most) where !isCancelled() {
        let file = Path.join(source, name)
        let found = try copy(file, to: Path.join(target, name), limit: limit, findings: findings)
        for finding in found.findings { tell(.finding(fault, finding)) }
        if found.isTaken { count += 1 }
      }
    } catch let error as PartFile.Failure {
      tell(.finding(.storeUnwritable, "\(error)"))
    } catch {
      tell(.finding(fault, "\(error)"))
    }
    return count
  }

  private func copy(
    _ source: String, to target: String, limit: Int,
    findings: (_ bytes: [UInt8], _ part: String, _ source: String) -> [String]
  ) throws(PartFile.Failure) -> (isTaken: Bool, findings: [String]) {
    let bytes: [UInt8]
    do throws(UnreadableFile) { bytes = try TextFile.read(source, limit: limit) } catch {
      return (false, [error.description])
    }
    guard bytes.count <= limit else {
      let error = AudioFileError.tooLarge(byteCount: bytes.count, limit: limit)
      return (false, [error.finding(in: source)])
    }
    if isThere(bytes, at: target) { return (false, []) }
    let part = try PartFile.write(bytes, for: target)
    let found = findings(bytes, part.path, source)
    if found.isEmpty { try part.place() }
    return (found.isEmpty, found)
  }

  /// The same bytes are on the unit already: nothing wears its memory card.
  private func isThere(_ bytes: [UInt8], at target: String) -> Bool {
    guard Self.byteCount(target) == bytes.count else { return false }
    do throws(UnreadableFile) {
      return try TextFile.read(target, limit: bytes.count) == bytes
    } catch {
      return false
    }
  }

  // MARK: Music

  private func copyMusic(
    to data: String, tell: @escaping (StickNews) -> Void, isCancelled: @escaping () -> Bool
  ) -> Int {
    let source = Path.join(path, DataFolder.music)
    guard TextFile.isFolder(source) else { return 0 }
    do throws(PartFile.Failure) { try PartFile.makeFolder(data) } catch {
      tell(.finding(.storeUnwritable, error.description))
      return 0
    }
    // A block of sound is far less than a hundredth.
    var last = -1
    let report = MusicStore(data: BytePath(data)).importMusic(
      from: BytePath(source),
      progress: { progress in
        let percent = Int(progress.part * 100)
        guard percent != last else { return }
        last = percent
        tell(.progress(file: progress.file, files: progress.files, percent: percent))
      }, isCancelled: isCancelled)
    for finding in report.findings {
      tell(.finding(.musicRefused, finding.line(in: source)))
    }
    switch report.ending {
    case .complete, .cancelled: break
    case .stickLost:
      tell(.finding(.musicRefused, "\(source): the stick can no longer be read"))
    case .storeFull:
      tell(.finding(.musicRefused, "\(source): the unit has no room for more music"))
    case .storeFailed(let error):
      tell(.finding(.storeUnwritable, "\(data): the music cannot be kept (\(error))"))
    }
    return report.added.count
  }
}
