// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// A USB stick at a unit: the kernel says that it is there (uevents) and where it is mounted
/// (mountinfo). Mounting is done by a helper that may do so; `UnitMount` says what it does.
///
/// The first stick is the stick; another one is heeded once the first is gone. A disk that is
/// mounted elsewhere is none: a unit may have its own system on one.
public final class DeviceWatch: StickWatch {
  /// Where the kernel is asked; tests have folders of their own.
  public struct Sources: Sendable {
    public var sysfs = "/sys"
    public var mountInfo = MountTable.path

    public init() {}
  }

  /// From `plugged` to `notMounted`: a slow stick of many gigabytes is checked and mounted in a
  /// few seconds [E].
  public static let mountNanoseconds: UInt64 = 15_000_000_000
  /// Between two looks where the kernel tells everything; a look is the answer to news lost.
  static let lookNanoseconds: UInt64 = 5_000_000_000
  /// And where it does not: the tone follows within a second.
  static let shortLookNanoseconds: UInt64 = 500_000_000

  private let folder: String
  private let sources: Sources
  private let openSocket: () -> Result<UEventSocket, WatchFault>
  private var socket: UEventSocket?
  private var mountNews: MountNews?
  private var isOpen = false

  /// The stick's place in sysfs; empty where it is known by its mount alone.
  private var stick: String?
  /// Mounts that were told, or belong to a stick that is gone.
  private var toldMounts: [MountTable.Mount] = []
  private var mountDeadline: UInt64?
  private var nextLook: UInt64 = 0

  public private(set) var fault: WatchFault?

  /// - Parameter folder: sticks are mounted at it or below it, as `/run/upbeat/stick`.
  public init(mountsBelow folder: String, sources: Sources = Sources()) {
    self.folder = folder
    self.sources = sources
    openSocket = UEventSocket.open
  }

  /// Hears messages from a socket that is open already, as tests have it.
  /// - Parameter descriptor: it is closed with the watch.
  package init(mountsBelow folder: String, sources: Sources, adopting descriptor: Int32) {
    self.folder = folder
    self.sources = sources
    openSocket = { .success(UEventSocket.adopting(descriptor)) }
  }

  public var waitDescriptors: [pollfd] {
    var descriptors: [pollfd] = []
    if let socket {
      descriptors.append(pollfd(fd: socket.descriptor, events: Int16(POLLIN), revents: 0))
    }
    if let mountNews { descriptors.append(mountNews.poll) }
    return descriptors
  }

  public var nextDeadlineNanoseconds: UInt64? {
    guard isOpen else { return nil }
    return min(nextLook, mountDeadline ?? .max)
  }

  public func open(now: UInt64) -> [StickEvent] {
    close()
    isOpen = true
    switch openSocket() {
    case .success(let opened): socket = opened
    case .failure(let fault): self.fault = fault
    }
    switch MountNews.open(sources.mountInfo) {
    case .success(let opened): mountNews = opened
    case .failure(let fault): self.fault = fault
    }
    return look(now: now, removed: [])
  }

  public func read(polled: ArraySlice<pollfd>, now: UInt64) -> [StickEvent] {
    guard isOpen else { return [] }
    var mustLook = now >= nextLook || polled.hasWoken(mountNews?.descriptor ?? -1)
    var removed: Set<String> = []
    if let socket, polled.hasWoken(socket.descriptor) {
      let news = socket.read()
      let ours = news.events.filter(\.isOfUSBStorage)
      mustLook = mustLook || news.hasLost || !ours.isEmpty
      removed = Set(ours.filter { $0.action == .remove }.map(\.devicePath))
    }
    let events = mustLook ? look(now: now, removed: removed) : []
    return events + missedMount(now: now)
  }

  public func close() {
    isOpen = false
    socket = nil
    mountNews = nil
    stick = nil
    toldMounts = []
    mountDeadline = nil
    fault = nil
  }

  private func missedMount(now: UInt64) -> [StickEvent] {
    guard let mountDeadline, now >= mountDeadline else { return [] }
    self.mountDeadline = nil
    return [.notMounted]
  }

  // MARK: Looking

  /// - Parameter removed: what has gone since the last look, though it may be there again.
  private func look(now: UInt64, removed: Set<String>) -> [StickEvent] {
    nextLook =
      now + (fault == nil ? DeviceWatch.lookNanoseconds : DeviceWatch.shortLookNanoseconds)
    let table = MountTable.read(sources.mountInfo)
    let disks = USBDisk.list(sysfs: sources.sysfs)
    var events: [StickEvent] = []
    if let stick, isGone(stick, removed: removed, disks: disks, table: table) {
      self.stick = nil
      mountDeadline = nil
      events.append(.unplugged)
    }
    if stick == nil, let disk = disks?.first(where: { isStick($0, table) }) {
      events.append(plug(disk.devicePath, now: now))
    }
    if let table { events += readMounts(table, now: now) }
    if stick == "" { stick = disk(of: toldMounts, disks) ?? "" }
    return events
  }

  /// A stick known by its mount has its place in sysfs found later.
  private func disk(of mounts: [MountTable.Mount], _ disks: [USBDisk]?) -> String? {
    disks?.first { disk in mounts.contains { disk.numbers.contains($0.device) } }?.devicePath
  }

  private func plug(_ devicePath: String, now: UInt64) -> StickEvent {
    stick = devicePath
    mountDeadline = now + DeviceWatch.mountNanoseconds
    return .plugged
  }

  private func isGone(
    _ stick: String, removed: Set<String>, disks: [USBDisk]?, table: MountTable?
  ) -> Bool {
    guard stick.isEmpty else {
      if removed.contains(stick) { return true }
      return disks.map { !$0.contains { $0.devicePath == stick } } ?? false
    }
    return table.map { $0.mounts(below: folder).isEmpty } ?? false
  }

  private func isStick(_ disk: USBDisk, _ table: MountTable?) -> Bool {
    table?.devices(outside: folder).isDisjoint(with: disk.numbers) ?? true
  }

  private func readMounts(_ table: MountTable, now: UInt64) -> [StickEvent] {
    let mounts = table.mounts(below: folder)
    // One mounted anew for writing is the same mount.
    let new = mounts.filter { mount in
      !toldMounts.contains {
        $0.id == mount.id && $0.device == mount.device && $0.point == mount.point
      }
    }
    toldMounts = mounts
    guard !new.isEmpty else { return [] }
    let start = stick == nil ? [plug("", now: now)] : []
    mountDeadline = nil
    return start + new.map { .mounted(path: $0.path) }
  }
}
