// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Loudspeaker
import Rehearsal
import Session
import Stick
import Switch
import Timebase

/// The appliance at a desk: the space bar is the switch, a line of status is the lamp.
struct DeskAppliance {
  private let assembly: Assembly
  private let folder: DataFolder
  private let render: String?
  private let timeline: String?
  private let limit: FrameCount?
  private let input: DeskSwitch
  /// nil: no folder plays a stick.
  var stick: (work: (Assembly, Int32) -> StickWork, watch: any StickWatch)?

  /// Where the sound goes without a card, unless `--render` names another file.
  static let fallbackFile = "upbeat-rehearsal.wav"

  init(
    _ assembly: Assembly, folder: DataFolder, render: String?, timeline: String?,
    limit: FrameCount?, input: DeskSwitch
  ) {
    self.assembly = assembly
    self.folder = folder
    self.render = render
    self.timeline = timeline
    self.limit = limit
    self.input = input
  }

  func run() throws {
    let lines = try timeline.map { try LineFile.create(at: $0) }
    let sound = try DeskSound.choose(render: render)
    Console.say(sound.notice)
    Console.say(
      DeskSwitch.isAtTerminal
        ? "The space bar is the switch; q ends."
        : "Standard input is no terminal: SIGTERM ends.")
    var live = LiveRun(assembly: assembly, folder: folder, input: input, opener: sound.opener)
    live.stick = stick
    let status = StatusLine()
    live.observer.timeline = { events in
      for event in events { status.take(event) }
      do { try lines?.write(events) } catch { status.tell("\(error)") }
    }
    live.observer.turned = { frame, _ in status.show(at: frame) }
    live.observer.rendered = { sound.copy($0) }
    live.observer.fault = { status.tell($0) }
    try live.run(limit: limit)
    status.finish()
    try lines?.close()
    try sound.close()
    Console.say(sound.farewell)
    if !folder.isTemporary { Console.say("The diary is in \(folder.path).") }
  }
}

extension LineFile {
  /// Written at once: somebody may be watching.
  fileprivate func write(_ events: [TimelineEvent]) throws(WriteError) {
    for event in events { try write(event.json) }
    try flush()
  }
}

/// The sound of a desk: its card, or where there is none a WAV file in real time.
final class DeskSound {
  let notice: String
  let farewell: String
  let opener: () throws(PCMError) -> any PCM
  private var writer: WAVWriter?
  /// The card plays, and the file is written beside it.
  private let copies: Bool

  private init(
    notice: String, farewell: String, writer: WAVWriter?, copies: Bool,
    opener: @escaping () throws(PCMError) -> any PCM
  ) {
    self.notice = notice
    self.farewell = farewell
    self.writer = writer
    self.copies = copies
    self.opener = opener
  }

  static func choose(render: String?) throws -> DeskSound {
    if let failure = cardFailure {
      let file = render ?? DeskAppliance.fallbackFile
      let writer = try WAVWriter.open(file)
      return DeskSound(
        notice: "There is no sound card (\(failure)); the sound is written to \(file) instead.",
        farewell: "The sound is in \(file).", writer: writer, copies: false
      ) { () throws(PCMError) -> any PCM in
        PacedWAV(writer: writer, clock: { MonotonicClock.now })
      }
    }
    let writer = try render.map { try WAVWriter.open($0) }
    return DeskSound(
      notice: "Sound goes to the default sound card.",
      farewell: render.map { "The sound is also in \($0)." } ?? "Goodbye.", writer: writer,
      copies: true
    ) { () throws(PCMError) -> any PCM in Card(try ALSAPCM.open("default")) }
  }

  /// Why the default card cannot be had; nil: it can.
  private static var cardFailure: PCMError? {
    do throws(PCMError) {
      let card = try ALSAPCM.open("default")
      card.close()
      return nil
    } catch {
      return error
    }
  }

  func copy(_ samples: UnsafeBufferPointer<Int16>) {
    guard copies else { return }
    do { try writer?.append(samples) } catch {
      Console.warn("\(error)")
      writer = nil
    }
  }

  func close() throws { try writer?.close() }
}
