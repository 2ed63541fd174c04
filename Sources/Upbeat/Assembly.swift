// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Prompts
import Rehearsal
import Session
import Settings
import Speech
import Timebase

/// The parts of an appliance, put together: the same for the unit, the desk and a rehearsal.
struct Assembly {
  let files: UnitFiles
  let pack: LanguagePack
  let bookkeeper: Bookkeeper
  let wall: WallTime
  /// Faults met on the way, told once the session listens.
  private(set) var faults: [HelperFault] = []

  /// Clips on DATA, at most.
  static let clipCacheBytes = 64_000_000
  /// A child that takes longer is stopped.
  static let clipMilliseconds = 5_000
  /// Beside the clips on DATA: what is said again and again.
  static let clipMemory = ClipMemoryLimit(clips: 32, bytes: 3_000_000)

  /// - Parameter data: the folder of diary and clips; made where it is missing.
  init(files: UnitFiles, share: Share, data: String, wall: WallTime) throws(Share.PackError) {
    self.files = files
    self.wall = wall
    pack = try Self.pack(files.settings.language ?? "en", share)
    bookkeeper = Bookkeeper(
      directory: data, wall: wall, software: Software.version, settingsText: files.text)
    bookkeeper.clearLock(
      inPrescription: files.prescription?.clearLock ?? false, inSettings: files.settings.clearLock)
    if files.isPrescriptionRefused { faults.append(.prescriptionRefused) }
    if files.areSettingsRefused { faults.append(.settingsRefused) }
    faults += bookkeeper.takeFaults()
  }

  /// The pack of the language, else of English.
  private static func pack(
    _ language: String, _ share: Share
  ) throws(Share.PackError) -> LanguagePack {
    do throws(Share.PackError) { return try share.pack(language) } catch {
      guard language != "en" else { throw error }
    }
    return try share.pack("en")
  }

  /// A conductor that has not been told of the power yet.
  func conductor(isRestarted: Bool = false) -> Conductor {
    let session = Session(
      Facts(
        prescription: files.prescription, settings: files.settings, pack: pack, wall: wall,
        history: bookkeeper.history(), isRestarted: isRestarted))
    var conductor = Conductor(
      session: session,
      filter: PressFilter(
        acceptance: .milliseconds(files.settings.acceptanceTimeMilliseconds),
        release: .milliseconds(files.settings.releaseTimeMilliseconds)),
      language: pack.language)
    for fault in faults { conductor.post(.fault(fault)) }
    return conductor
  }

  /// A fault met outside.
  mutating func add(_ fault: HelperFault) { faults.append(fault) }

  var voiceName: String { files.settings.voice ?? pack.voice }

  /// - Parameter clips: the folder of the clip cache; nil: none is kept.
  func speechMaker(clips: String?) -> SpeechMaker {
    SpeechMaker(
      program: Program.path, arguments: [SpeechProgram.subcommand], cacheDirectory: clips,
      cacheLimitBytes: Self.clipCacheBytes, timeLimitMilliseconds: Self.clipMilliseconds,
      memoryLimit: Self.clipMemory)
  }
}
