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
///               session start or whole check, and the disk holds what was copied, or nothing, or is
///               broken: then it is kept aside, and the memory takes its place
/// ```
///
/// A diary belongs to one thread at a time.
public final class Diary {
  enum Place {
    case disk
    /// With what the disk held when it was copied; nil where nothing of it could be read.
    case memory(copyOf: StoreContents?)
    /// With all that could be read of a store that was found broken, and how much that was.
    case rescue(StoreContents, carriedOver: String)
  }

  package private(set) var database: Database
  private var place: Place
  private(set) var opening: StoreOpening

  /// Whether what earlier power-ons recorded is here: false after a broken store was replaced, and
  /// where nothing could be read of one that is there.
  public private(set) var knowsHistory: Bool

  /// Rows that later rows belong to: the power-on, its last session and that session's exercises.
  /// A diary that can no longer be read goes on from them.
  private(set) var openRows: [OpenRow] = []
  /// What became of them: their progress and the session's end.
  private var openUpdates: [(update: Update, stamp: Stamp)] = []
  /// No session has as many exercises.
  private static let openRowLimit = 100
  typealias OpenRow = (id: RowID, entry: Entry, stamp: Stamp)
  /// When the last record was made.
  private var lastStamp: Stamp?

  /// A kind is told once, and once more where a file was kept aside for it.
  private struct Told: Hashable {
    let kind: StoreFault.Kind
    let keptAside: Bool

    init(_ fault: StoreFault) {
      kind = fault.kind
      keptAside = fault.keptAside != nil
    }
  }
  private var told: Set<Told>
  private var newFaults: [StoreFault] = []

  init(
    database: Database, place: Place, knowsHistory: Bool, opening: StoreOpening,
    faults: [StoreFault]
  ) {
    self.database = database
    self.place = place
    self.knowsHistory = knowsHistory
    self.opening = opening
    told = Set(faults.map(Told.init))
  }

  /// Whether a record outlives a power cut.
  public var isOnDisk: Bool {
    switch place {
    case .disk: true
    case .memory, .rescue: false
    }
  }

  /// Tests change the disk under a diary: see ``open(directory:now:conditions:busyMilliseconds:)``.
  package func setConditions(_ conditions: [String]) {
    opening.conditions = conditions
  }

  /// Tests look at the folder between two steps: what a power cut would leave.
  package func watchSteps(_ watch: @escaping () -> Void) {
    opening.files.watch = watch
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
    lastStamp = stamp
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
    lastStamp = stamp
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

  /// Changes rows, here or in memory. The end of a session empties the log: what is in the store
  /// itself no damage of the log can take back.
  public func keep(_ update: Update, at stamp: Stamp) {
    do throws(DiaryError) {
      try apply(update, at: stamp)
      return emptyLog(after: update)
    } catch {
      guard goesOn(after: error) else { return }
    }
    do throws(DiaryError) { try apply(update, at: stamp) } catch { note(StoreFault(error)) }
  }

  private func emptyLog(after update: Update) {
    guard case .end = update, isOnDisk else { return }
    do throws(DiaryError) { try database.emptyLog() } catch {
      // The record is safe in the log.
      note(StoreFault(error))
    }
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
  /// diary stays in memory. A store that is broken is kept aside.
  /// - Returns: whether the diary is on the disk.
  @discardableResult
  public func returnToDisk() -> Bool {
    let original: StoreContents?
    let carriedOver: String?
    switch place {
    case .disk: return true
    case .memory(let contents): (original, carriedOver) = (contents, nil)
    case .rescue(let contents, let words): (original, carriedOver) = (contents, words)
    }
    var faults: [StoreFault] = []
    do throws(DiaryError) {
      let disk = try opening.moveToDisk(
        database, copyOf: original, carriedOver: carriedOver, &faults)
      if let disk {
        database = disk
        place = .disk
        told = []
      }
    } catch {
      faults.append(StoreFault(error))
    }
    faults.forEach(note)
    return isOnDisk
  }

  // MARK: - Looking at the whole

  /// Looks at every page, row, rule and index of the store: what ``open(directory:now:)`` leaves for
  /// a time when nothing else is to be done. Once after each opening is enough.
  ///
  /// A store that is found broken is kept aside, and one with all that could be read of it takes its
  /// place, the records of this power-on with it; the fault tells so. A diary in memory tries the
  /// disk again.
  /// - Parameter goesOn: asked every few tens of microseconds; the check is broken off once it says
  ///   no, and begins anew when it is called again. (Before SQLite 3.41 it is not asked while links
  ///   between pages are followed, which is about half of the time.)
  /// - Returns: false where it was broken off.
  @discardableResult
  public func checkWhole(while goesOn: @escaping () -> Bool = { true }) -> Bool {
    guard isOnDisk else {
      returnToDisk()
      return true
    }
    guard let error = findFault(while: goesOn) else { return true }
    if error.isInterruption { return false }
    let fault = StoreFault(error)
    if fault.kind == .broken {
      rescue()
      returnToDisk()
    }
    // On the disk again: told with the name it is kept under.
    if fault.kind != .broken || !isOnDisk { note(fault) }
    return true
  }

  /// By itself, so that nothing holds the connection to a store that is put aside: closed later, it
  /// would take the new store's log for its own.
  private func findFault(while goesOn: @escaping () -> Bool) -> DiaryError? {
    let database = database
    do throws(DiaryError) {
      try database.run(while: goesOn) { () throws(DiaryError) in try database.check(.whole) }
      return nil
    } catch {
      return error
    }
  }

  // MARK: - Going on in memory

  /// Notes the failure, and whether the same may succeed now.
  private func goesOn(after error: DiaryError) -> Bool {
    let fault = StoreFault(error)
    note(fault)
    guard isOnDisk, !error.isRefusal else { return false }
    guard fault.kind != .broken else {
      rescue()
      return true
    }
    do throws(DiaryError) {
      let copy = try opening.copyIntoMemory(database)
      database = copy.database
      place = .memory(copyOf: copy.contents)
    } catch {
      // Only the first failure is told: this one is its consequence.
      rescue()
    }
    return true
  }

  /// Goes on in memory with what can be read of a broken store.
  private func rescue() {
    knowsHistory = false
    do throws(DiaryError) {
      let rescued = try opening.rescueIntoMemory(from: database)
      let contents = try rescued.database.contents()
      database = rescued.database
      place = .rescue(contents, carriedOver: rescued.rescue.description)
    } catch {
      // Only the first failure is told: this one is its consequence.
      database = opening.openEmptyInMemory()
      place = .memory(copyOf: nil)
    }
    restoreOpenRows()
  }

  /// Those that could not be read.
  private func restoreOpenRows() {
    var restored: [(table: String, id: RowID)] = []
    do throws(DiaryError) {
      for (id, entry, stamp) in openRows {
        let question = "SELECT 1 FROM \(entry.table) WHERE id = ?1"
        guard try database.integer(question, [.integer(id)]) == nil else { continue }
        _ = try database.insert(entry, at: stamp, id: id)
        try database.touch(at: stamp)
        restored.append((entry.table, id))
      }
      for (update, stamp) in openUpdates
      where restored.contains(where: { update.isAbout($0.table, $0.id) }) {
        try database.apply(update, at: stamp)
      }
    } catch {
      note(StoreFault(error))
    }
  }

  // MARK: - Wiping

  /// Lets go of the connection: the last one closes the files.
  func leaveStore() {
    database = Database.closed()
  }

  func forgetOpenRows() {
    openRows = []
    openUpdates = []
  }

  /// A diary without a record, on the disk where it can be had.
  func beginAnew(isErased: Bool) {
    database = opening.openEmptyInMemory()
    place = .memory(copyOf: nil)
    knowsHistory = true
    if isErased { returnToDisk() }
  }

  func keepAgain(_ row: OpenRow) {
    do throws(DiaryError) {
      let (database, last) = (database, lastStamp)
      try database.transaction { () throws(DiaryError) in
        _ = try database.insert(row.entry, at: row.stamp, id: row.id)
        if let last { try database.touch(at: last) }
      }
      openRows = [row]
    } catch {
      note(StoreFault(error))
    }
  }

  // MARK: - Rows that are open

  private func remember(_ entry: Entry, _ id: RowID, _ stamp: Stamp) {
    switch entry {
    case .powerOn:
      openRows = []
      openUpdates = []
    case .session:
      openRows = openRows.filter { $0.entry.table == "power_on" }
      openUpdates = []
    case .exercise, .call: break
    case .answer, .stop, .lock, .clearLock, .pressSummary, .paceMeasurement, .gap, .fault,
      .settingsChange, .safetySaid, .material, .rateMeasurement, .switchTest, .selfTest:
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
    case .endCall(let call, _, _):
      guard isOpen("call", call) else { return }
    case .touch, .testWritten, .release, .toldHelper, .toldPatient: return
    }
    openUpdates.append((update, stamp))
  }

  private func isOpen(_ table: String, _ id: RowID) -> Bool {
    openRows.contains { $0.entry.table == table && $0.id == id }
  }

  private func note(_ fault: StoreFault) {
    if told.insert(Told(fault)).inserted { newFaults.append(fault) }
  }
}
