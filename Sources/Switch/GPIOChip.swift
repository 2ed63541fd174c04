// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// A GPIO chip as sysfs shows it.
public struct GPIOChip: Equatable, Sendable {
  public let path: String
  /// The driver's name for it; this is what finds a chip, its number moves between kernels.
  public let label: String
  /// The number of its first line.
  public let base: Int
  /// How many lines it has.
  public let lineCount: Int

  /// All chips, by number. A chip that cannot be read is left out: it may be going just now.
  ///
  /// - Throws: `missingChip` for a kernel without the interface.
  public static func list(
    root: String = SysfsLine.defaultRoot
  ) throws(SwitchError) -> [GPIOChip] {
    let names: [String]
    do throws(SwitchError) {
      names = try Files.names(in: root)
    } catch {
      guard error.code == ENOENT || error.code == ENOTDIR else { throw error }
      throw error.understood(as: .missingChip, "the kernel has no GPIO interface in sysfs")
    }
    return names.filter { $0.hasPrefix("gpiochip") }.compactMap { chip("\(root)/\($0)") }
  }

  private static func chip(_ path: String) -> GPIOChip? {
    do throws(SwitchError) {
      let label = try Files.line(of: path + "/label")
      guard
        let base = Int(try Files.line(of: path + "/base")),
        let lineCount = Int(try Files.line(of: path + "/ngpio")),
        (0...maximumNumber).contains(base), (1...maximumNumber).contains(lineCount)
      else { return nil }
      return GPIOChip(path: path, label: label, base: base, lineCount: lineCount)
    } catch {
      return nil
    }
  }

  /// Far above what kernels hand out, and far from overflow.
  private static let maximumNumber = 1_000_000
}
