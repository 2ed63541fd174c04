// SPDX-License-Identifier: GPL-3.0-or-later

/// The three text files a unit reads.
public enum FileKind: String, CaseIterable, Sendable {
  /// `prescription.txt`, written by the clinic.
  case prescription
  /// `upbeat.txt`, written by the caregiver.
  case settings
  /// `board.txt`, written by whoever builds the hardware.
  case board

  /// The file's usual name.
  public var fileName: String {
    switch self {
    case .prescription: "prescription.txt"
    case .settings: "upbeat.txt"
    case .board: "board.txt"
    }
  }

  /// The kind of a file by its name or path: `prescription*.txt`, `upbeat*.txt`, `board*.txt`, in
  /// any case (Windows makes `Upbeat.txt.txt` and `upbeat (1).txt`). Nil for any other name.
  public init?(fileName: String) {
    let name = fileName.split(separator: "/").last.map { $0.lowercased() } ?? ""
    guard name.hasSuffix(".txt"), let kind = Self.allCases.first(where: { $0.isStem(of: name) })
    else { return nil }
    self = kind
  }

  private func isStem(of name: String) -> Bool { name.hasPrefix(fileName.dropLast(4)) }
}
