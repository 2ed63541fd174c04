// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

extension MusicStore {
  /// Listening (`music.md`), as heard from both speakers.
  public static let targetLoudness = -26.0

  /// Copies what is new in a folder of the stick, levelled; where the store is full, its oldest
  /// tracks make room.
  ///
  /// Files are taken in the order of their paths. A file that is here already, under the same path
  /// and with the same bytes, is not read again.
  /// - Parameters:
  ///   - stick: the stick's `music` folder.
  ///   - progress: called once a block of sound, some thousand times a second: pass on what you need.
  ///   - isCancelled: asked as often; after `true` the import ends at once, and what is whole stays.
  public func importMusic(
    from stick: BytePath, limits: MusicLimits = MusicLimits(),
    progress: @escaping (ImportProgress) -> Void = { _ in },
    isCancelled: @escaping () -> Bool = { false }
  ) -> ImportReport {
    var run = MusicImport(
      store: self, stick: stick, limits: limits, progress: progress, isCancelled: isCancelled)
    run.run()
    return run.report
  }
}

/// One import, from the list of the stick to the last track.
private struct MusicImport {
  let store: MusicStore
  let stick: BytePath
  let limits: MusicLimits
  let progress: (ImportProgress) -> Void
  let isCancelled: () -> Bool
  var report = ImportReport()
  private var held: [MusicStore.Held] = []
  /// Tracks whose source is on the stick now: they never make room.
  private var onStick: Set<String> = []
  private var unreadableInARow = 0

  /// So many files in a row that cannot be read are a stick that is gone.
  private static let mostUnreadable = 3

  init(
    store: MusicStore, stick: BytePath, limits: MusicLimits,
    progress: @escaping (ImportProgress) -> Void, isCancelled: @escaping () -> Bool
  ) {
    self.store = store
    self.stick = stick
    self.limits = limits
    self.progress = progress
    self.isCancelled = isCancelled
  }

  private struct Candidate {
    let name: BytePath
    let fingerprint: Fingerprint
  }

  mutating func run() {
    do throws(SystemCallError) {
      try Folder.make(store.folder)
      try removeLeftovers()
    } catch {
      end(store: error)
      return
    }
    let listed = store.held()
    held = listed.tracks
    report.findings += listed.findings
    let candidates = known(listStick())
    let new = candidates.filter { candidate in
      !held.contains { $0.id == candidate.fingerprint.id && $0.header.sourceName == candidate.name }
    }
    report.present += candidates.count - new.count
    for (index, candidate) in new.enumerated() where report.ending == .complete {
      take(candidate) { [progress] part in
        progress(ImportProgress(file: index + 1, files: new.count, part: part))
      }
    }
  }

  /// Removes what a power cut or a bad card left: half a copy, and tracks that no longer are whole.
  private func removeLeftovers() throws(SystemCallError) {
    for name in try Folder.names(store.folder) {
      let path = store.folder / name
      if name.ending == Array(TrackWriter.partEnding.utf8.dropFirst()) {
        try Folder.remove(path)
      } else if name.ending == Array(MusicStore.ending.utf8.dropFirst()) {
        do throws(AudioFileError) {
          _ = try MusicStore.header(of: path)
        } catch {
          if error == .damaged || error == .cutShort { try Folder.remove(path) }
        }
      }
    }
  }

  private mutating func listStick() -> [BytePath] {
    do throws(SystemCallError) {
      let music = try StickMusic.list(stick)
      report.findings += music.findings
      return music.files
    } catch {
      report.ending = .stickLost
      return []
    }
  }

  /// The fingerprints of the files, each music once.
  private mutating func known(_ names: [BytePath]) -> [Candidate] {
    var candidates: [Candidate] = []
    for name in names {
      guard report.ending == .complete else { return [] }
      if isCancelled() {
        report.ending = .cancelled
        return []
      }
      do throws(AudioFileError) {
        let fingerprint = try Fingerprint.of(stick / name, limitBytes: limits.track.bytes)
        unreadableInARow = 0
        if onStick.insert(fingerprint.id).inserted {
          candidates.append(Candidate(name: name, fingerprint: fingerprint))
        } else {
          report.present += 1
        }
      } catch {
        note(error, in: name)
      }
    }
    return report.ending == .complete ? candidates : []
  }

  // MARK: One file

  private mutating func take(_ candidate: Candidate, progress: @escaping (Double) -> Void) {
    let copy = TrackCopy(
      source: stick / candidate.name, limits: limits.track, progress: progress,
      isCancelled: isCancelled)
    do throws(TrackCopy.Failure) {
      let measure = try copy.measure()
      let header = TrackHeader(
        frames: measure.frames, source: candidate.fingerprint,
        serial: (held.map(\.header.serial).max() ?? 0) + 1, loudness: measure.loudness,
        gain: measure.gain, sourceName: candidate.name)
      guard let leaving = leaving(for: header) else {
        noteFull(candidate.name)
        return
      }
      guard isStorageFree(for: header) else { return }
      try copy.write(header, to: store.folder)
      unreadableInARow = 0
      let new = MusicStore.Held(id: header.source.id, header: header)
      held.removeAll { $0.id == new.id }
      held.append(new)
      report.added.append(new.info)
      // Only now: a copy that fails takes nothing away.
      remove(leaving)
    } catch {
      switch error {
      case .source(let error): note(error, in: candidate.name)
      case .store(let error): end(store: error)
      case .cancelled: report.ending = .cancelled
      }
    }
  }

  /// The tracks that have to go for a new one, the oldest first; nil where it has no room even so.
  private func leaving(for new: TrackHeader) -> [MusicStore.Held]? {
    let others = held.filter { $0.id != new.source.id }
    var count = others.count + 1
    var bytes = others.reduce(new.fileBytes) { $0 + $1.header.fileBytes }
    var leaving: [MusicStore.Held] = []
    let oldest = others.filter { !onStick.contains($0.id) }
      .sorted { ($0.header.serial, $0.id) < ($1.header.serial, $1.id) }
    for track in oldest where count > limits.tracks || bytes > limits.bytes {
      leaving.append(track)
      count -= 1
      bytes -= track.header.fileBytes
    }
    return count > limits.tracks || bytes > limits.bytes ? nil : leaving
  }

  /// Whether enough of the storage is left for the diary when this is written; else the import ends.
  private mutating func isStorageFree(for new: TrackHeader) -> Bool {
    do throws(SystemCallError) {
      if try Folder.freeBytes(store.folder) - new.fileBytes >= limits.freeBytes { return true }
      report.ending = .storeFull
    } catch {
      end(store: error)
    }
    return false
  }

  private mutating func remove(_ leaving: [MusicStore.Held]) {
    do throws(SystemCallError) {
      for track in leaving {
        try Folder.remove(store.path(of: track.id))
        held.removeAll { $0.id == track.id }
        report.removed.append(track.info)
      }
      if !leaving.isEmpty { try Folder.synchronise(store.folder) }
    } catch {
      end(store: error)
    }
  }

  // MARK: What goes wrong

  private mutating func noteFull(_ name: BytePath) {
    let megabytes = limits.bytes / 1_000_000
    report.findings.append(
      MusicFinding(
        file: name.text, what: "does not fit: the music on the unit is full",
        expected: "at most \(limits.tracks) pieces and \(megabytes) MB in all"))
  }

  /// A file that cannot be used; or a stick that is gone, which is no fault of the file.
  private mutating func note(_ error: AudioFileError, in name: BytePath) {
    if case .unreadable = error {
      unreadableInARow += 1
      if unreadableInARow >= Self.mostUnreadable || !Folder.isFolder(stick) {
        report.ending = .stickLost
        return
      }
    } else {
      unreadableInARow = 0
    }
    report.findings.append(MusicFinding(name, error))
  }

  private mutating func end(store error: SystemCallError) {
    let isFull = [ENOSPC, EDQUOT, EFBIG].contains(error.code)
    report.ending = isFull ? .storeFull : .storeFailed(error)
  }
}
