// SPDX-License-Identifier: GPL-3.0-or-later

/// Names that every file system of a stick takes: vfat, exFAT and NTFS, too.
enum StickName {
  /// In UTF-16 units, as those file systems count; they take 255, and a person reads 60.
  static let mostUnits = 60
  private static let refused = Set("<>:\"/\\|?*".unicodeScalars)
  /// Names of devices in Windows, with or without an ending.
  private static let devices: Set<String> = {
    let numbered = ["com", "lpt"].flatMap { name in (0...9).map { "\(name)\($0)" } }
    return Set(["con", "prn", "aux", "nul"] + numbered)
  }()

  /// The nearest name that is allowed: refused and control characters become "-"; dots and spaces
  /// at the end, and spaces and dots at the beginning, are left out.
  /// - Returns: "Upbeat" where nothing is left.
  static func allowed(_ wanted: String) -> String {
    var name = ""
    for scalar in wanted.unicodeScalars {
      let isControl = scalar.properties.generalCategory == .control
      name.unicodeScalars.append(isControl || refused.contains(scalar) ? "-" : scalar)
    }
    name = trimmed(cut(String(name.drop { $0 == " " || $0 == "." }), to: mostUnits))
    if devices.contains(name.prefix { $0 != "." }.lowercased()) { name = "-" + name }
    return name.isEmpty ? "Upbeat" : name
  }

  /// The n-th try of a name, from 1: the name, then `name (2)` and so on, no longer than allowed.
  static func numbered(_ name: String, _ number: Int) -> String {
    guard number > 1 else { return name }
    let ending = " (\(number))"
    return trimmed(cut(name, to: mostUnits - ending.utf16.count)) + ending
  }

  private static func cut(_ name: String, to units: Int) -> String {
    var name = name
    while name.utf16.count > units { name.removeLast() }
    return name
  }

  private static func trimmed(_ name: String) -> String {
    var name = name
    while name.hasSuffix(".") || name.hasSuffix(" ") { name.removeLast() }
    return name
  }
}
