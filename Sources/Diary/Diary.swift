// SPDX-License-Identifier: GPL-3.0-or-later

/// The record of what was practised, in an SQLite store.
///
/// Rows go in and come out; what they mean for the next session is not decided here.
/// `append` and `apply` tell what went wrong. `keep` and `history` are for the practice, which no
/// store may stop: on the first failure the diary copies what it can read into memory and goes on
/// there, and at the next session start it tries the disk again. A fault is told once.
///
/// ```
///               append fails (full, I/O, read-only, locked, broken)
///        .disk ─────────────────────────────────────────────────────▶ .memory
///              ◀─────────────────────────────────────────────────────
///               session start, and the disk holds what was copied, or nothing
/// ```
///
/// A diary belongs to one thread at a time.
public final class Diary {
  enum Place {
    case disk
    /// With what the disk held when it was copied; nil where nothing of it could be read.
    case memory(copyOf: StoreContents?)
  }

  package private(set) var database: Database
  private var place: Place
  private var opening: StoreOpening

  /// Whether what earlier power-ons recorded is here: false after a broken store was replaced, and
  /// where nothing could be read of one that is there.
  public private(set) var knowsHistory: Bool

  /// Rows that later rows belong to: the power-on, its last session and that session's exercises.
  /// A diary that can no longer be read goes on from them.
  private var openRows: [(id: RowID, entry: Entry, stamp: Stamp)] = []
  /// What became of them: their progress and the session's end.
  private var openUpdates: [(update: Update, stamp: Stamp)] = []
  /// No session has as many exercises.
  private static let openRowLimit = 100

  private var toldKinds: Set<StoreFault.Kind>
  private var newFaults: [StoreFault] = []

  init(
    database: Database, place: Place, knowsHistory: Bool, opening: StoreOpening,
    faults: [StoreFault]
  ) {
    self.database = database
    self.place = place
    self.knowsHistory = knowsHistory
    self.opening = opening
    toldKinds = Set(faults.map(\.kind))
  }

  /// Whether a record outlives a power cut.
  public var isOnDisk: Bool {
    switch place {
    case .disk: true
    case .memory: false
    }
  }

  /// Tests change the disk under a diary: see ``open(directory:now:conditions:busyMilliseconds:)``.
  package func setConditions(_ conditions: [String]) {
    opening.conditions = conditions
  }

  // MARK: - Recording

  /// Appends a row; it is durable when this returns (on the disk: one synced transaction).
  /// - Throws: ``DiaryError``; then nothing is changed.
  @discardableResult
  public func append(_ entry: Entry, at stamp: Stamp) throws(DiaryError) -> RowID {
    let database = database
    let id = try database.transaction { () throws(DiaryError) -> RowID in
      let id = try database.insert(entry, at: stamp)
      try database.touch(at: stamp)
      return id
    }
    remember(entry, id, stamp)
    return id
  }

  /// Changes rows that are there; durable when this returns.
  /// - Throws: ``DiaryError``; then nothing is changed. `SQLITE_NOTFOUND` where there is no such row,
  ///   or it has ended.
  public func apply(_ update: Update, at stamp: Stamp) throws(DiaryError) {
    let database = database
    try database.transaction { () throws(DiaryError) in
      try database.apply(update, at: stamp)
      try database.touch(at: stamp)
    }
    remember(update, stamp)
  }

  // MARK: - Recording whatever happens

  /// Appends a row, here or in memory. A session's row tries the disk again first.
  /// - Returns: nil where the row was lost: it was refused, or memory is full too.
  @discardableResult
  public func keep(_ entry: Entry, at stamp: Stamp) -> RowID? {
    if case .session = entry { returnToDisk() }
    do throws(DiaryError) { return try append(entry, at: stamp) } catch {
      guard goesOn(after: error) else { return nil }
    }
    do throws(DiaryError) { return try append(entry, at: stamp) } catch {
      note(StoreFault(error))
      return nil
    }
  }

  /// Changes rows, here or in memory.
  public func keep(_ update: Update, at stamp: Stamp) {
    do throws(DiaryError) { return try apply(update, at: stamp) } catch {
      guard goesOn(after: error) else { return }
    }
    do throws(DiaryError) { try apply(update, at: stamp) } catch { note(StoreFault(error)) }
  }

  /// All that the next session is decided by; with ``History/isWhole`` false where it is not known.
  /// - Parameter powerOn: the running power-on; nil before it has a row.
  public func history(before powerOn: RowID?) -> History {
    do throws(DiaryError) { return try readHistory(before: powerOn) } catch {
      guard goesOn(after: error) else { return History() }
    }
    do throws(DiaryError) { return try readHistory(before: powerOn) } catch {
      note(StoreFault(error))
      return History()
    }
  }

  /// Faults since the last call. A kind is told once until the disk has been good again.
  public func takeFaults() -> [StoreFault] {
    defer { newFaults = [] }
    return newFaults
  }

  /// Tries the disk again, where the diary is in memory, and puts on it what was kept there.
  ///
  /// Nothing on the disk is ever overwritten that is not in memory too: where it holds other records
  /// (it could not be read when it was left), it stays as it is, for the next power-on, and the
  /// diary stays in memory.
  /// - Returns: whether the diary is on the disk.
  @discardableResult
  public func returnToDisk() -> Bool {
    guard case .memory(let original) = place else { return true }
    var faults: [StoreFault] = []
    defer { faults.forEach(note) }
    do throws(DiaryError) {
      guard let disk = try opening.moveToDisk(database, copyOf: original, &faults) else {
        return false
      }
      database = disk
      place = .disk
      toldKinds = []
    } catch {
      faults.append(StoreFault(error))
    }
    return isOnDisk
  }

  // MARK: - Going on in memory

  /// Notes the failure, and whether the same may succeed now.
  private func goesOn(after error: DiaryError) -> Bool {
    note(StoreFault(error))
    guard isOnDisk, !error.isRefusal else { return false }
    do throws(DiaryError) {
      let copy = try opening.copyIntoMemory(database)
      database = copy.database
      place = .memory(copyOf: copy.contents)
    } catch {
      // Only the first failure is told: this one is its consequence.
      database = opening.openEmptyInMemory()
      place = .memory(copyOf: nil)
      knowsHistory = false
      restoreOpenRows()
    }
    return true
  }

  private func restoreOpenRows() {
    do throws(DiaryError) {
      for (id, entry, stamp) in openRows {
        _ = try database.insert(entry, at: stamp, id: id)
        try database.touch(at: stamp)
      }
      for (update, stamp) in openUpdates { try database.apply(update, at: stamp) }
    } catch {
      note(StoreFault(error))
    }
  }

  private func remember(_ entry: Entry, _ id: RowID, _ stamp: Stamp) {
    switch entry {
    case .powerOn:
      openRows = []
      openUpdates = []
    case .session:
      openRows = openRows.filter { $0.entry.table == "power_on" }
      openUpdates = []
    case .exercise: break
    case .answer, .stop, .lock, .clearLock, .pressSummary, .paceMeasurement, .gap, .fault,
      .settingsChange, .safetySaid, .material, .rateMeasurement:
      return
    }
    if openRows.count < Self.openRowLimit { openRows.append((id, entry, stamp)) }
  }

  private func remember(_ update: Update, _ stamp: Stamp) {
    switch update {
    case .progress(let exercise, _):
      guard isOpen("exercise", exercise) else { return }
      openUpdates.removeAll { known in
        if case .progress(exercise, _) = known.update { true } else { false }
      }
    case .end(let session, _, _):
      guard isOpen("session", session) else { return }
    case .touch, .release, .toldHelper, .toldPatient: return
    }
    openUpdates.append((update, stamp))
  }

  private func isOpen(_ table: String, _ id: RowID) -> Bool {
    openRows.contains { $0.entry.table == table && $0.id == id }
  }

  private func note(_ fault: StoreFault) {
    if toldKinds.insert(fault.kind).inserted { newFaults.append(fault) }
  }
}
