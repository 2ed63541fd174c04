// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Glibc
import Loudspeaker
import Rehearsal
import Session
import Settings
import Stick
import Switch
import Timebase

/// The appliance itself, as the unit starts it.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Is the appliance, on the unit.",
    discussion: """
      It runs until SIGTERM, which ends it within a second. Whatever is missing (switch, sound \
      card, prescription, diary) is said aloud, and it goes on with what there is.
      """)

  @Option(help: ArgumentHelp("What hardware the unit has.", valueName: "file"))
  var board: String
  @Option(help: ArgumentHelp("The folder of diary, settings and clips.", valueName: "dir"))
  var data: String
  @Option(
    help: ArgumentHelp(
      "The clinic's text file; without it prescription.txt beside the board file.",
      valueName: "file"))
  var prescription: String?
  @OptionGroup var shareOption: ShareOption

  /// For tests: a folder that looks like `/sys/class/gpio`.
  @Option(help: .hidden)
  var gpioRoot = SysfsLine.defaultRoot
  /// For tests: another place for what the unit's helper says of DATA.
  @Option(help: .hidden)
  var dataState = "/run/upbeat/data"

  func run() throws {
    do {
      let share = try Share.find(shareOption.share)
      let (board, boardFaults) = readBoard()
      let clinic = readPrescription()
      let shelf = SettingsShelf(data: data)
      let start = shelf.beginStart()
      if let fault = start.fault { Console.warn(fault.description) }
      let files = UnitFiles(
        prescription: clinic,
        settings: start.bytes.map { (Path.join(data, FileKind.settings.fileName), $0) },
        languages: share.languages)
      for finding in files.findings { Console.warn(finding.description) }
      let (wall, clockFaults) = UnitClock.now(board, data: data)
      var assembly = try Assembly(files: files, share: share, data: data, wall: wall)
      for fault in boardFaults + clockFaults + dataFaults { assembly.add(fault) }
      if start.source == .previous || start.source == .defaults(wasRefused: true) {
        assembly.add(.settingsPutAside)
      }
      for notice in assembly.notices { Console.warn(notice) }
      for fault in assembly.faults { Console.warn(fault.notice) }
      let sound = UnitSound(board, volume: files.cardVolume)
      var live = LiveRun(
        assembly: assembly, folder: DataFolder(path: data, isTemporary: false),
        input: Self.input(board.switchSource, gpioRoot: gpioRoot), opener: sound.open,
        isRestarted: assembly.bookkeeper.wasCutShort)
      live.stick = (
        { [data] assembly, interruption in
          StickWork(
            assembly,
            unit: StickWork.Unit(
              share: share, data: data, prescription: clinic,
              setClock: { Self.setClock($0) }, interruption: interruption,
              clips: Path.join(data, DataFolder.clips)),
            mount: UnitMount(requests: Self.requests, mountPoint: Self.stickFolder), path: nil)
        }, DeviceWatch(mountsBelow: Self.stickFolder)
      )
      live.started = {
        do throws(FileSystemError) { try shelf.startSucceeded() } catch {
          Console.warn(error.description)
        }
      }
      live.renewed = { sound.setVolume($0.cardVolume) }
      let lamp = Lamp(named: board.lamp)
      live.observer.timeline = { events in for event in events { lamp.take(event) } }
      live.observer.turned = { lamp.turn(at: $0, hasSound: $1) }
      live.observer.fault = { Console.warn($0) }
      live.supervision = ServiceSupervision()
      live.mapped = MappedReadAhead()
      RealTime.ask()
      try live.run(limit: nil)
      lamp.off()
    } catch {
      Console.warn("\(error)")
      throw ExitCode(2)
    }
  }

  /// The helper that mounts DATA leaves one word of how it was: `whole`, `mended`, `new` or
  /// `missing` (Docs/Image.md).
  private var dataFaults: [HelperFault] {
    guard let word = read(dataState)?.bytes else { return [] }
    switch String(decoding: word.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self) {
    case "new": return [.storeBroken]
    case "missing": return [.storeUnwritable]
    default: return []
    }
  }

  // MARK: The text files

  private func readBoard() -> (Board, [HelperFault]) {
    let parsed = read(board).map { Board.parse($0.bytes, file: $0.file) }
    switch parsed {
    case .value(let board): return (board, [])
    case .findings(let findings):
      for finding in findings { Console.warn(finding.description) }
    case nil: Console.warn("\(board): there is no such file")
    }
    Console.warn("The switch is taken to be at GPIO17, and the sound card to be the default one.")
    return (Board(), [.boardRefused])
  }

  private func readPrescription() -> (file: String, bytes: [UInt8])? {
    let path = prescription ?? Path.join(Path.folder(of: board), "prescription.txt")
    let text = read(path)
    if text == nil { Console.warn("\(path): there is no such file; listening only") }
    return text
  }

  /// Where the unit's own helper mounts a stick, and where it is asked to.
  private static let stickFolder = "/run/upbeat/stick"
  private static let requests = "/run/upbeat/requests"

  /// The system's clock is set by the unit's helper: it is asked by a file.
  private static func setClock(_ time: CivilDateTime) -> Bool {
    do throws(PartFile.Failure) {
      try PartFile.write(Array("\(time)\n".utf8), for: Path.join(requests, "clock")).place()
      return true
    } catch {
      Console.warn("The clock cannot be set: \(error)")
      return false
    }
  }

  /// nil: there is no such file, which may be right.
  private func read(_ path: String) -> (file: String, bytes: [UInt8])? {
    guard TextFile.exists(path) else { return nil }
    do throws(UnreadableFile) { return (path, try TextFile.read(path)) } catch {
      Console.warn(error.description)
      // Not readable is as wrong as not right: the parser says so, and nothing is changed.
      return (path, [0])
    }
  }

  static func input(
    _ source: SwitchSource, gpioRoot: String = SysfsLine.defaultRoot
  ) -> any SwitchInput {
    switch source {
    case .gpioHeader(let line, let activeLow):
      SysfsLine(.header(bcm: line), isActiveLow: activeLow, root: gpioRoot)
    case .gpioChip(let label, let offset, let activeLow):
      SysfsLine(.chip(label: label, offset: offset), isActiveLow: activeLow, root: gpioRoot)
    case .key(let name):
      EvdevKey(SwitchKey(named: name) ?? .space, isGrabbing: true)
    }
  }
}
