// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Glibc
import Loudspeaker
import Rehearsal
import Session
import Settings
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

  func run() throws {
    do {
      let share = try Share.find(shareOption.share)
      let (board, boardFaults) = readBoard()
      let files = UnitFiles(
        prescription: readOptional(
          prescription ?? Path.join(Path.folder(of: self.board), "prescription.txt")),
        settings: readOptional(Path.join(data, "upbeat.txt")), languages: share.languages)
      files.findings.forEach { Console.warn($0.description) }
      let wall = UnitClock.now(board, data: data)
      var assembly = try Assembly(files: files, share: share, data: data, wall: wall)
      boardFaults.forEach { assembly.add($0) }
      let sound = UnitSound(board, volume: files.settings.volume)
      var live = LiveRun(
        assembly: assembly, folder: DataFolder(path: data, isTemporary: false),
        input: Self.input(board.switchSource), opener: sound.opener,
        isRestarted: assembly.bookkeeper.wasCutShort)
      let lamp = Lamp(named: board.lamp)
      live.observer.timeline = { events in events.forEach { lamp.take($0) } }
      live.observer.turned = { lamp.turn(at: $0, hasSound: sound.isOpen) }
      live.observer.fault = { Console.warn($0) }
      try live.run(limit: nil)
      lamp.off()
    } catch {
      Console.warn("\(error)")
      throw ExitCode(2)
    }
  }

  private func readBoard() -> (Board, [HelperFault]) {
    guard let (file, bytes) = readOptional(self.board) else {
      Console.warn("\(self.board): taking GPIO17 and the default sound card")
      return (Board(), [.boardRefused])
    }
    switch Board.parse(bytes, file: file) {
    case .value(let board): return (board, [])
    case .findings(let findings):
      findings.forEach { Console.warn($0.description) }
      return (Board(), [.boardRefused])
    }
  }

  /// nil: it cannot be read, which is said; a missing file is no mistake.
  private func readOptional(_ path: String) -> (file: String, bytes: [UInt8])? {
    guard TextFile.exists(path) else { return nil }
    do throws(UnreadableFile) { return (path, try TextFile.read(path)) } catch {
      Console.warn(error.description)
      // Not readable is as wrong as not right: the parser says so, and nothing is changed.
      return (path, [0])
    }
  }

  static func input(_ source: SwitchSource) -> any SwitchInput {
    switch source {
    case .gpioHeader(let line, let activeLow):
      SysfsLine(.header(bcm: line), isActiveLow: activeLow)
    case .gpioChip(let label, let offset, let activeLow):
      SysfsLine(.chip(label: label, offset: offset), isActiveLow: activeLow)
    case .key(let name):
      EvdevKey(SwitchKey(named: name) ?? .space, isGrabbing: true)
    }
  }
}

/// The unit's card, its volume set at every opening.
final class UnitSound {
  private let device: String
  private let volume: Int
  private(set) var isOpen = false

  init(_ board: Board, volume: Int) {
    device = board.sound ?? "default"
    self.volume = volume
  }

  var opener: () throws(PCMError) -> any PCM {
    { [self] () throws(PCMError) -> any PCM in
      isOpen = false
      let card = try ALSAPCM.open(device)
      isOpen = true
      do throws(PCMError) {
        _ = try HardwareVolume.set(percent: volume, onCardOf: device)
      } catch {
        // A card without a mixer plays all the same; `noControl` is no error either.
        Console.warn("Volume: \(error)")
      }
      return card
    }
  }
}

/// The wall clock of the unit. It may be wrong: without a battery clock nobody has set it.
enum UnitClock {
  /// Before this the clock cannot have been set: 2026-01-01.
  private static let earliest = 20_454 * 86_400

  static func now(_ board: Board, data: String) -> WallTime {
    var now = Glibc.time(nil)
    var local = tm()
    localtime_r(&now, &local)
    let seconds = Int(now) + local.tm_gmtoff
    let isSet = board.clock != .absent && seconds >= earliest
    guard !isSet else { return WallTime(seconds: seconds, isSet: true) }
    // The last known time is a lower bound (`clinical.md`, "A battery clock").
    let day = WallTime(seconds: seconds, isSet: false).day
    let known = Bookkeeper.lastWallSeconds(directory: data, now: "\(day)") ?? 0
    return WallTime(seconds: max(seconds, known), isSet: false)
  }
}

/// The board's lamp, an LED in sysfs: on in a practice, dark at rest, blinking where there is no
/// sound to say what is wrong.
final class Lamp {
  private let path: String?
  private var isPractising = false
  private var isOn: Bool?
  private static let blinkFrames = SampleRate.framesPerSecond / 2

  init(named name: String?) { path = name.map { "/sys/class/leds/\($0)/brightness" } }

  func take(_ event: TimelineEvent) {
    guard case .state(let state) = event.kind else { return }
    switch state {
    case .resting, .locked, .fault: isPractising = false
    case .greeting, .safety, .waiting, .measuring, .exercise, .rest, .question, .stopped, .list,
      .listening, .ringing, .farewell:
      isPractising = true
    }
  }

  func turn(at frame: SampleTime, hasSound: Bool) {
    let blinks = (frame.frame / Self.blinkFrames).isMultiple(of: 2)
    set(hasSound ? isPractising : blinks)
  }

  func off() { set(false) }

  private func set(_ on: Bool) {
    guard let path, on != isOn else { return }
    isOn = on
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    _ = write(descriptor, on ? "1" : "0", 1)
  }
}
