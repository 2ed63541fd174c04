// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// A stick at a unit: a helper that may mount is asked by a file, and answers by what it does.
///
/// The appliance is not root, so it does not mount. The helper's part, with the folder of requests
/// `/run/upbeat/requests` (the appliance's own, on a tmpfs) and the place `/run/upbeat/stick`:
/// - A USB stick comes (a rule of udev): it mounts one partition at the place, read-only, with
///   `nosuid,nodev,noexec` (vfat and exFAT with names in UTF-8 and the appliance's user as owner):
///   the first that has an `upbeat*.txt` in any case in its root, else the first that can be
///   mounted. Which one it is, it finds out by mounting elsewhere, so that the place has one mount
///   only. Where none can be mounted it does nothing: `StickEvent.notMounted`.
/// - The file `write` appears: it mounts the place anew, read-write, and removes the file,
///   **whether or not that went well, and after it**.
/// - The file `release` appears: it unmounts the place, and removes the file likewise. A stick that
///   was let go is not mounted again before it was taken out.
/// - A stick is pulled out: it unmounts the place (`umount --lazy`).
///
/// What came of it is seen in mountinfo: the place is writable, or no longer there.
public final class UnitMount: StickMount {
  /// From the question to `late`.
  public static let answerNanoseconds: UInt64 = 10_000_000_000
  /// What the kernel says is mounted, as this process sees it.
  public static let mountInfo = "/proc/self/mountinfo"
  /// Between two looks: a request that is removed without a change is seen so.
  static let lookNanoseconds: UInt64 = 250_000_000

  private enum Question: String {
    case write, release
  }

  private let requests: String
  private let place: String
  private let mountInfo: String
  private let files: FileSystem
  private var mountNews: MountNews?
  private var open: (question: Question, deadline: UInt64)?
  private var refusal: StickError?
  private var nextLook: UInt64 = 0

  /// - Parameters:
  ///   - requests: the folder for the files by which the helper is asked.
  ///   - mountPoint: where the stick is mounted, as `StickEvent.mounted` says it.
  ///   - mountInfo: what the kernel says is mounted.
  public init(
    requests: String, mountPoint: String, mountInfo: String = UnitMount.mountInfo,
    files: FileSystem = FileSystem()
  ) {
    self.requests = requests
    place = mountPoint
    self.mountInfo = mountInfo
    self.files = files
  }

  public var waitDescriptors: [pollfd] { mountNews.map { [$0.poll] } ?? [] }

  public var nextDeadlineNanoseconds: UInt64? { open.map { min(nextLook, $0.deadline) } }

  public func makeWritable(now: UInt64) { ask(.write, now) }

  public func release(now: UInt64) { ask(.release, now) }

  public func read(polled: ArraySlice<pollfd>, now: UInt64) -> MountAnswer? {
    guard let open else { return nil }
    nextLook = now + UnitMount.lookNanoseconds
    guard let answer = answer(to: open.question, isLate: now >= open.deadline) else { return nil }
    end()
    return answer
  }

  // MARK: Asking

  private func ask(_ question: Question, _ now: UInt64) {
    end()
    open = (question, now + UnitMount.answerNanoseconds)
    nextLook = now
    if case .success(let news) = MountNews.open(mountInfo) { mountNews = news }
    do throws(FileSystemError) {
      try OpenFolder.open(requests, files).replace(question.rawValue, with: [])
    } catch {
      refusal = StickError(.damaged, error)
    }
  }

  /// A question that is answered, or dropped, is not left for the helper.
  private func end() {
    if let open {
      // Where it cannot be removed the helper does what is no longer wanted, at worst.
      do throws(FileSystemError) {
        try OpenFolder.open(requests, files).remove(open.question.rawValue)
      } catch {}
    }
    (open, mountNews, refusal) = (nil, nil, nil)
  }

  private func answer(to question: Question, isLate: Bool) -> MountAnswer? {
    // Looked for before the mounts: the helper removes it after its work.
    let isDone = !isRequested(question)
    guard let table = MountTable.read(mountInfo) else {
      return .failed(StickError(.damaged, path: mountInfo))
    }
    let mount = table.mounts(below: place).last { $0.path == place }
    switch (question, mount) {
    case (.release, nil): return .released
    case (.write, nil): return .failed(StickError(.gone, path: place))
    case (.write, let mount?) where mount.isWritable: return .writable
    case _ where refusal != nil: return refusal.map { .failed($0) }
    case (.write, _) where isDone: return .failed(StickError(.writeProtected, path: place))
    case (.release, _) where isDone: return .failed(StickError(.damaged, path: place))
    case _ where isLate: return .failed(StickError(.late, path: place))
    default: return nil
    }
  }

  private func isRequested(_ question: Question) -> Bool {
    do throws(FileSystemError) {
      return try OpenFolder.open(requests, files).has(question.rawValue)
    } catch {
      // Not to be looked at: the deadline ends it.
      return true
    }
  }
}
