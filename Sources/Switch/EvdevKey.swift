// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// One key of every keyboard that has it, through `/dev/input/event*`: USB switch interfaces send
/// Space or Enter.
///
/// The stamps are the kernel's, by CLOCK_MONOTONIC. The switch is closed while the key is down on
/// any of the keyboards. If one of them is pulled out, reading fails, and the next `open` finds
/// those that are left.
public final class EvdevKey: SwitchInput {
  public static let defaultFolder = "/dev/input"
  /// More keyboards than a desk has.
  private static let mostDevices = 16
  /// The kernel hands over whole events; 64 of them are its own buffer.
  private static let readBytes = 64 * InputEventParser.eventBytes

  private struct Device {
    let path: String
    let descriptor: Int32
    var parser: InputEventParser
    var isDown: Bool
  }

  /// The key on one keyboard.
  private struct Change {
    let device: Int
    let nanoseconds: UInt64
    let isDown: Bool
  }

  public let key: SwitchKey
  private let folder: String
  private let isGrabbing: Bool
  private let readLevel: (SwitchKey, Int32, String) throws(SwitchError) -> Bool
  private var devices: [Device] = []

  /// Opens nothing yet.
  ///
  /// - Parameters:
  ///   - isGrabbing: the keyboards are taken for this program alone, which a unit wants; at a desk
  ///     it would take the whole keyboard from the person.
  public init(_ key: SwitchKey, isGrabbing: Bool, folder: String = EvdevKey.defaultFolder) {
    self.key = key
    self.isGrabbing = isGrabbing
    self.folder = folder
    self.readLevel = InputDevice.isDown
  }

  /// Reads event streams that are open already, as tests have them.
  ///
  /// - Parameters:
  ///   - descriptors: non-blocking; they are closed with this object.
  ///   - readLevel: stands in for `EVIOCGKEY`.
  package init(
    _ key: SwitchKey, adopting descriptors: [Int32],
    readLevel: @escaping (SwitchKey, Int32, String) throws(SwitchError) -> Bool
  ) throws(SwitchError) {
    self.key = key
    self.isGrabbing = false
    self.folder = ""
    self.readLevel = readLevel
    for descriptor in descriptors {
      let path = "descriptor \(descriptor)"
      devices.append(
        Device(
          path: path, descriptor: descriptor, parser: InputEventParser(key: key),
          isDown: try readLevel(key, descriptor, path)))
    }
  }

  deinit { close() }

  public var name: String { "key \(key.name)" }

  public var waitDescriptors: [pollfd] {
    devices.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
  }

  public func open(now: UInt64) throws(SwitchError) -> Edge {
    close()
    var firstError: SwitchError?
    for path in try Keyboard.eventPaths(in: folder) where devices.count < EvdevKey.mostDevices {
      do throws(SwitchError) {
        if let device = try openIfItHasTheKey(path) { devices.append(device) }
      } catch {
        if firstError == nil { firstError = error }
      }
    }
    guard !devices.isEmpty else {
      throw firstError
        ?? SwitchError(
          reason: .missingKeyboard, path: folder, operation: "find \(name)", code: 0,
          text: "no keyboard has the key \(key.name)")
    }
    return Edge(nanoseconds: now, closed: isClosed)
  }

  public func read(polled: ArraySlice<pollfd>, now: UInt64) throws(SwitchError) -> [Edge] {
    var changes: [Change] = []
    for index in devices.indices {
      let events = polled.first { $0.fd == devices[index].descriptor }?.revents ?? 0
      if events & Int16(POLLIN | POLLHUP | POLLERR | POLLNVAL) != 0 {
        changes += try read(index, now: now)
      }
    }
    // One wake may bring events of several keyboards; they count in the order they happened.
    changes.sort { ($0.nanoseconds, $0.device) < ($1.nanoseconds, $1.device) }
    var edges: [Edge] = []
    for change in changes {
      let before = isClosed
      devices[change.device].isDown = change.isDown
      if isClosed != before {
        edges.append(Edge(nanoseconds: change.nanoseconds, closed: isClosed))
      }
    }
    return edges
  }

  /// What is down comes by events, in their order; here each keyboard is only asked.
  public func look(now: UInt64) throws(SwitchError) -> [Edge] {
    for device in devices { _ = try readLevel(key, device.descriptor, device.path) }
    return []
  }

  public func close() {
    // Closing a descriptor ends its grab.
    for device in devices { Glibc.close(device.descriptor) }
    devices = []
  }

  private var isClosed: Bool { devices.contains(where: \.isDown) }

  private func openIfItHasTheKey(_ path: String) throws(SwitchError) -> Device? {
    let descriptor = try Files.open(path, O_RDONLY | O_NONBLOCK)
    do throws(SwitchError) {
      guard try InputDevice.hasKey(key, descriptor, at: path) else {
        Glibc.close(descriptor)
        return nil
      }
      try InputDevice.useMonotonicClock(descriptor, at: path)
      if isGrabbing { try InputDevice.grab(descriptor, at: path) }
      return Device(
        path: path, descriptor: descriptor, parser: InputEventParser(key: key),
        isDown: try readLevel(key, descriptor, path))
    } catch {
      Glibc.close(descriptor)
      throw error
    }
  }

  private func read(_ index: Int, now: UInt64) throws(SwitchError) -> [Change] {
    var changes: [Change] = []
    for output in devices[index].parser.consume(try bytes(devices[index])) {
      switch output {
      case .edge(let edge):
        changes.append(
          Change(device: index, nanoseconds: edge.nanoseconds, isDown: edge.closed))
      case .resynchronize:
        let device = devices[index]
        let isDown = try readLevel(key, device.descriptor, device.path)
        changes.append(Change(device: index, nanoseconds: now, isDown: isDown))
      }
    }
    return changes
  }

  /// What is there now; nothing for a wake without bytes. The C function is `read`.
  private func bytes(_ device: Device) throws(SwitchError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: EvdevKey.readBytes)
    while true {
      let count = Glibc.read(device.descriptor, &bytes, bytes.count)
      if count > 0 { return Array(bytes.prefix(count)) }
      if count < 0 && errno == EINTR { continue }
      if count < 0 && errno == EAGAIN { return [] }
      let error = Files.error(device.path, "read", count < 0 ? errno : ENODEV)
      throw error.reason == .gone
        ? error.understood(as: .gone, "the keyboard was pulled out") : error
    }
  }
}
