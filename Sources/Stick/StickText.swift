// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// The caregiver's settings on a stick: which file is meant, and what is in it.
public enum StickText: Equatable, Sendable {
  /// - name: for people.
  /// - bytes: at most `limit` + 1, so that the parser can say that it is too large.
  /// - others: how many more files have such a name; this is the newest.
  case file(name: String, bytes: [UInt8], others: Int)
  /// No name in the root of the stick is one of settings.
  case none

  /// Bytes that a text file of a person's may hold.
  public static let limit = 64 * 1_024
  /// Names in the root that are looked at, at most.
  public static let mostNames = 10_000

  /// Reads the newest file of settings in the root of a stick.
  ///
  /// Its name is `upbeat*.txt` in any case, as Windows makes `upbeat.txt.txt` and
  /// `upbeat (1).txt`; never `upbeat-findings.txt`, which the unit writes itself. Regular files
  /// alone are opened. Of equally new ones it is the plain `upbeat.txt`, else the first by name.
  ///
  /// - Parameters:
  ///   - path: where the stick is mounted.
  ///   - isCancelled: asked at every 64th name and before every piece of 64 KiB, for a limit of
  ///     time.
  /// - Throws: `gone`, `folder`, `notAFile`, `unreadable`, `tooManyNames`, `cancelled`. A stick
  ///   that is pulled out on the way is `gone`, and nothing half-read is returned.
  public static func read(
    in path: String, files: FileSystem = FileSystem(), isCancelled: () -> Bool = { false }
  ) throws(StickError) -> StickText {
    let root: OpenFolder
    let presence: Presence
    do throws(FileSystemError) {
      root = try OpenFolder.open(path, files)
      presence = try Presence(of: root, files)
    } catch {
      throw StickError(reasonNotOpened(error.code), error)
    }
    let outcome: Result<StickText, StickError>
    do throws(FileSystemError) {
      outcome = try read(root, isCancelled: isCancelled)
    } catch {
      throw StickError(presence.reason(error, else: .unreadable), error)
    }
    return try outcome.get()
  }

  private static func read(
    _ root: OpenFolder, isCancelled: () -> Bool
  ) throws(FileSystemError) -> Result<StickText, StickError> {
    let names = try SettingsNames(in: root, most: mostNames, isCancelled: isCancelled)
    if names.isCancelled { return .failure(StickError(.cancelled, path: root.path)) }
    guard let newest = names.newest else {
      return names.refusal.map { .failure($0) } ?? .success(.none)
    }
    let path = root.shown(newest.name)
    var wasCancelled = false
    let bytes = try root.read(newest.name, limit: limit + 1) {
      wasCancelled = isCancelled()
      return !wasCancelled
    }
    if wasCancelled { return .failure(StickError(.cancelled, path: path)) }
    // It was a file a moment ago.
    guard let bytes else { return .failure(StickError(.notAFile, path: path)) }
    return .success(.file(name: newest.name.text, bytes: bytes, others: names.fileCount - 1))
  }

  /// The root itself: where it is not, the stick is gone before it was looked at.
  private static func reasonNotOpened(_ code: Int32) -> StickError.Reason {
    switch code {
    case ENODEV, ENXIO, ENOENT, ESTALE, ESHUTDOWN, ENOMEDIUM, ENOTDIR: .gone
    default: .unreadable
    }
  }
}
