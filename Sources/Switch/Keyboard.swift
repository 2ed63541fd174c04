// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// An input device that has a given key.
public struct Keyboard: Equatable, Sendable {
  public let path: String
  /// What it calls itself.
  public let name: String

  /// All input devices that have the key and can be read.
  ///
  /// - Returns: the keyboards, and the errors of those devices that could not be asked (often: not
  ///   permitted).
  public static func list(
    having key: SwitchKey, folder: String = EvdevKey.defaultFolder
  ) throws(SwitchError) -> (keyboards: [Keyboard], unreadable: [SwitchError]) {
    var keyboards: [Keyboard] = []
    var unreadable: [SwitchError] = []
    for path in try eventPaths(in: folder) {
      do throws(SwitchError) {
        let descriptor = try Files.open(path, O_RDONLY | O_NONBLOCK)
        defer { close(descriptor) }
        if try InputDevice.hasKey(key, descriptor, at: path) {
          keyboards.append(
            Keyboard(path: path, name: try InputDevice.name(descriptor, at: path)))
        }
      } catch {
        unreadable.append(error)
      }
    }
    return (keyboards, unreadable)
  }

  /// The event devices, by number.
  ///
  /// - Throws: `missingKeyboard` for a machine without input devices.
  static func eventPaths(in folder: String) throws(SwitchError) -> [String] {
    do throws(SwitchError) {
      return try Files.names(in: folder).filter { $0.hasPrefix("event") }.map { "\(folder)/\($0)" }
    } catch {
      guard error.code == ENOENT || error.code == ENOTDIR else { throw error }
      throw error.understood(as: .missingKeyboard, "this machine has no input devices")
    }
  }
}
