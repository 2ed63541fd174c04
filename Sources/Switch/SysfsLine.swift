// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// One GPIO line through sysfs: exported, set to input, its edges waited for with `POLLPRI`.
///
/// Edges are stamped at the wake, in user space. A pulse that has come and gone before the wake
/// leaves the level as it was; it is returned as two edges of the same stamp, so that even the
/// shortest press is answered ("ignored"), not lost. For the same reason bounce within one wake
/// shows as such a pair or as one edge.
///
/// The interface: `Documentation/ABI/obsolete/sysfs-gpio` of the kernel.
public final class SysfsLine: SwitchInput {
  /// Which line is meant. A bare number is not offered: numbers differ between kernels.
  public enum Line: Equatable, Sendable {
    /// The Raspberry Pi's header by BCM number, 0–27: `GPIO17` is pin 11.
    case header(bcm: Int)
    /// A line of the chip with this label.
    case chip(label: String, offset: Int)
  }

  /// Chips that have the Raspberry Pi's header, in the order of the boards.
  public static let headerChipLabels = ["pinctrl-bcm2835", "pinctrl-bcm2711", "pinctrl-rp1"]
  public static let defaultRoot = "/sys/class/gpio"

  public let line: Line
  private let root: String
  private let isActiveLow: Bool
  private var descriptor: Int32 = -1
  private var valuePath = ""
  private var isClosedLevel = false
  /// The number we exported ourselves, so that only ours is unexported. It outlives a failed
  /// `open`: after an export the attributes may become writable only a moment later.
  private var exportedNumber: Int?

  /// Opens nothing yet.
  ///
  /// - Parameters:
  ///   - isActiveLow: the switch pulls the line to ground.
  ///   - root: where sysfs has its GPIO class.
  public init(_ line: Line, isActiveLow: Bool, root: String = SysfsLine.defaultRoot) {
    self.line = line
    self.isActiveLow = isActiveLow
    self.root = root
  }

  deinit { close() }

  public var name: String {
    switch line {
    case .header(let bcm): "GPIO\(bcm)"
    case .chip(let label, let offset): "\(label) \(offset)"
    }
  }

  public var waitDescriptors: [pollfd] {
    guard descriptor >= 0 else { return [] }
    return [pollfd(fd: descriptor, events: Int16(POLLPRI | POLLERR), revents: 0)]
  }

  public func open(now: UInt64) throws(SwitchError) -> Edge {
    closeValue()
    let number = try lineNumber()
    let folder = "\(root)/gpio\(number)"
    try export(number, to: folder)
    try configure(folder)
    valuePath = folder + "/value"
    descriptor = try Files.open(valuePath, O_RDONLY)
    do throws(SwitchError) {
      // The first read also clears the event that a freshly opened attribute reports.
      isClosedLevel = try readLevel()
    } catch {
      closeValue()
      throw error
    }
    return Edge(nanoseconds: now, closed: isClosedLevel)
  }

  /// Reads the level; only after a wake, since a wake without a change means a lost pulse.
  public func read(polled: ArraySlice<pollfd>, now: UInt64) throws(SwitchError) -> [Edge] {
    guard descriptor >= 0 else {
      throw SwitchError(
        reason: .gone, path: valuePath, operation: "read", code: EBADF, text: "is not open")
    }
    let woken = polled.contains { $0.fd == descriptor && $0.revents != 0 }
    guard woken else { return [] }
    let level = try readLevel()
    defer { isClosedLevel = level }
    let edge = Edge(nanoseconds: now, closed: level)
    return level == isClosedLevel ? [Edge(nanoseconds: now, closed: !level), edge] : [edge]
  }

  /// Reading clears an event that waits: it is asked for first, so that no press is lost by looking.
  public func look(now: UInt64) throws(SwitchError) -> [Edge] {
    var waiting = waitDescriptors
    let count = poll(&waiting, nfds_t(waiting.count), 0)
    if count > 0 { return try read(polled: waiting[...], now: now) }
    guard descriptor >= 0 else { return [] }
    let level = try readLevel()
    defer { isClosedLevel = level }
    return level == isClosedLevel ? [] : [Edge(nanoseconds: now, closed: level)]
  }

  /// Closes the line and unexports it if it was we who exported it.
  public func close() {
    closeValue()
    guard let number = exportedNumber else { return }
    exportedNumber = nil
    // Nothing is left to do if it fails: the next start finds the line exported and uses it.
    do throws(SwitchError) { try Files.write("\(number)", to: root + "/unexport") } catch {}
  }

  private func closeValue() {
    guard descriptor >= 0 else { return }
    Glibc.close(descriptor)
    descriptor = -1
  }

  // MARK: Finding, exporting, configuring

  /// The number by which this kernel knows the line: the chip's base and the offset.
  private func lineNumber() throws(SwitchError) -> Int {
    let labels: [String]
    let offset: Int
    switch line {
    case .header(let bcm): (labels, offset) = (SysfsLine.headerChipLabels, bcm)
    case .chip(let label, let line): (labels, offset) = ([label], line)
    }
    let chips = try GPIOChip.list(root: root)
    guard let chip = chips.first(where: { labels.contains($0.label) }) else {
      throw SwitchError(
        reason: .missingChip, path: root, operation: "find \(name)", code: 0,
        text: "no GPIO chip labelled \(labels.joined(separator: ", "))"
          + (chips.isEmpty ? "" : "; there is \(chips.map(\.label).joined(separator: ", "))"))
    }
    guard (0..<chip.lineCount).contains(offset) else {
      throw SwitchError(
        reason: .missingLine, path: chip.path, operation: "find \(name)", code: 0,
        text: "the chip \(chip.label) has lines 0 to \(chip.lineCount - 1), not \(offset)")
    }
    return chip.base + offset
  }

  private func export(_ number: Int, to folder: String) throws(SwitchError) {
    // Exported already, by a predecessor that was killed or by the system: use it.
    if access(folder, F_OK) == 0 { return }
    do throws(SwitchError) {
      try Files.write("\(number)", to: root + "/export")
    } catch {
      switch error.code {
      case EBUSY:
        throw error.understood(as: .busy, "\(name) is in use by a driver or another program")
      case EINVAL:
        throw error.understood(as: .missingLine, "the kernel has no line \(number) (\(name))")
      case ENOENT:
        throw error.understood(as: .missingChip, "the kernel has no GPIO interface in sysfs")
      default: throw error
      }
    }
    exportedNumber = number
    guard access(folder, F_OK) == 0 else {
      throw SwitchError(
        reason: .missingLine, path: folder, operation: "export", code: ENOENT,
        text: "the line was exported and did not appear")
    }
  }

  private func configure(_ folder: String) throws(SwitchError) {
    try set("direction", to: "in", in: folder)
    try set("active_low", to: isActiveLow ? "1" : "0", in: folder)
    try set("edge", to: "both", in: folder)
  }

  private func set(
    _ attribute: String, to value: String, in folder: String
  ) throws(SwitchError) {
    do throws(SwitchError) {
      try Files.write(value, to: "\(folder)/\(attribute)")
    } catch {
      switch error.code {
      case EACCES:
        throw error.understood(
          as: .notPermitted,
          "not permitted to set \(attribute) of \(name); just after the export this may pass")
      case ENOENT:
        throw error.understood(as: .missingLine, "\(name) has no \(attribute): it cannot be used")
      case EBUSY, EPERM:
        throw error.understood(as: .busy, "\(attribute) of \(name) is held by somebody else")
      default: throw error
      }
    }
  }

  /// `0` or `1`, with or without a line's end. Anything else is no level.
  private func readLevel() throws(SwitchError) -> Bool {
    let bytes = try Files.start(of: descriptor, at: valuePath)
    switch String(decoding: bytes, as: UTF8.self) {
    case "1\n", "1": return true
    case "0\n", "0": return false
    case let other:
      throw SwitchError(
        reason: .unreadable, path: valuePath, operation: "pread", code: 0,
        text: other.isEmpty ? "the level is empty" : "the level is neither 0 nor 1")
    }
  }
}
