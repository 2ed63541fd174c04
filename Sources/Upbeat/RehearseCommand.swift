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

/// The whole appliance at a desk: live, or on a recorded switch in simulated time.
struct RehearseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rehearse",
    abstract: "Plays the appliance at the desk, live or from a recorded switch.",
    discussion: """
      Without --presses it is live: the space bar is the switch, q ends. With --presses a recorded \
      switch is played through the same appliance in simulated time, as fast as it goes; two runs \
      give the same bytes.
      """)

  @Option(help: ArgumentHelp("The clinic's text file.", valueName: "file"))
  var prescription: String?
  @Option(help: ArgumentHelp("The caregiver's text file.", valueName: "file"))
  var settings: String?
  @Option(
    help: ArgumentHelp(
      "The folder of the diary; without it a fresh temporary one.", valueName: "dir"))
  var data: String?
  @Option(
    help: ArgumentHelp(
      "A folder plays the stick; live it is in while the folder is there.", valueName: "dir"))
  var stick: String?
  @Option(
    help: ArgumentHelp(
      "With --presses: when it is put in. Without it, it is in from the start.",
      valueName: "seconds"))
  var stickIn: String?
  @Option(help: ArgumentHelp("With --presses: when it is taken out.", valueName: "seconds"))
  var stickOut: String?
  @Option(
    help: ArgumentHelp(
      "A recorded switch: the header seconds,level, then raw edges; 1 is closed.",
      valueName: "trace.csv"))
  var presses: String?
  @Option(help: ArgumentHelp("Writes the sound: 48 kHz, 16 bit, stereo.", valueName: "out.wav"))
  var render: String?
  @Option(
    help: ArgumentHelp("Writes what happened, one JSON object a line.", valueName: "out.jsonl"))
  var timeline: String?
  @Option(help: ArgumentHelp("The wall clock at the start; it counts as set.", valueName: "time"))
  var at = "2026-11-22T09:00"
  @Option(
    name: .customLong("for"),
    help: ArgumentHelp(
      "Stops after so many seconds; without it a recorded switch ends when the unit rests, live q.",
      valueName: "seconds"))
  var seconds: String?
  @OptionGroup var shareOption: ShareOption
  /// For tests of the sound: it does not depend on it.
  @Option(help: .hidden)
  var period = 1_024
  /// For tests: a folder that looks like `/dev/input`.
  @Option(help: .hidden)
  var inputRoot = EvdevKey.defaultFolder

  func validate() throws {
    guard (1...65_536).contains(period) else {
      throw ValidationError("--period is 1 to 65536 frames.")
    }
    guard WallTime(iso: at) != nil else {
      throw ValidationError("--at \(at) is not a time, expected one such as 2026-11-22T09:00.")
    }
    for (name, value) in [("for", seconds), ("stick-in", stickIn), ("stick-out", stickOut)] {
      if let value, FrameCount(decimalSeconds: value) == nil {
        throw ValidationError("--\(name) \(value) is not a number of seconds, such as 90.")
      }
    }
    if stick == nil, stickIn != nil || stickOut != nil {
      throw ValidationError("--stick-in and --stick-out need --stick.")
    }
    if presses == nil, stickIn != nil || stickOut != nil {
      throw ValidationError(
        "--stick-in and --stick-out need --presses: live, the stick is in while its folder is there."
      )
    }
  }

  func run() throws {
    do {
      let trace = try presses.map { file in
        try Trace.parse(TextFile.read(file, limit: Self.traceLimit), file: file)
      }
      let share = try Share.find(shareOption.share)
      let folder = try data.map { DataFolder(path: $0, isTemporary: false) } ?? .temporary()
      defer { folder.removeIfTemporary() }
      let clinic = try readPrescription()
      let files = try readFiles(clinic, share, data: folder.path)
      if !files.findings.isEmpty {
        for finding in files.findings { Console.warn(finding.description) }
        Console.warn("Nothing was started. Please mend the file and start again.")
        throw ExitCode(1)
      }
      guard let wall = WallTime(iso: at) else { throw ExitCode(64) }
      let isSimulated = trace != nil
      let before =
        isSimulated && stickIn == nil ? try stick.map { try takeIn($0, to: folder) } : nil
      var assembly = try Assembly(files: files, share: share, data: folder.path, wall: wall)
      for fault in before?.faults ?? [] { assembly.add(fault) }
      for notice in assembly.notices { Console.warn(notice) }
      for fault in assembly.faults { Console.warn(fault.notice) }
      let end = seconds.flatMap { FrameCount(decimalSeconds: $0) }
      if let trace {
        let unit = StickWork.Unit(
          share: share, data: folder.path, prescription: clinic, clips: folder.clips)
        let desk = stick.map {
          StickWork(assembly, unit: unit, mount: FolderMount(), path: $0, before: before)
        }
        try simulate(
          assembly, trace, desk, until: end.map { .after($0) } ?? .atRest, clips: folder.clips)
      } else {
        var desk = DeskAppliance(
          assembly, folder: folder, render: render, timeline: timeline, limit: end,
          input: DeskSwitch(folder: inputRoot))
        desk.stick = stick.map { path in
          let work = { (assembly: Assembly, interruption: Int32) in
            StickWork(
              assembly,
              unit: StickWork.Unit(
                share: share, data: folder.path, prescription: clinic, interruption: interruption,
                clips: folder.clips), mount: FolderMount(), path: nil)
          }
          return (work, FolderWatch(path: path))
        }
        try desk.run()
      }
    } catch let error as ExitCode {
      throw error
    } catch let error as Trace.Finding {
      Console.warn(error.description)
      throw ExitCode(1)
    } catch {
      Console.warn("\(error)")
      throw ExitCode(2)
    }
  }

  /// A trace holds a line an edge; a million of them are more than a year of presses.
  private static let traceLimit = 16_000_000

  private func readPrescription() throws -> (file: String, bytes: [UInt8]) {
    if let prescription { return (prescription, try TextFile.read(prescription)) }
    Console.warn("No prescription was given: using the shipped example (mild, every technique).")
    return ("example", Array(UnitFiles.example.utf8))
  }

  /// The caregiver's settings are those given, else those that a stick brought to this data.
  private func readFiles(
    _ clinic: (file: String, bytes: [UInt8]), _ share: Share, data: String
  ) throws -> UnitFiles {
    let kept = Path.join(data, FileKind.settings.fileName)
    let file = settings ?? (TextFile.exists(kept) ? kept : nil)
    let caregiver = try file.map { (file: $0, bytes: try TextFile.read($0)) }
    var files = UnitFiles(
      prescription: clinic, settings: caregiver, languages: share.languages)
    if settings != nil { files.takeRequestsAtStart() }
    return files
  }

  /// What the stick brings is on the unit before it starts.
  private func takeIn(_ stick: String, to folder: DataFolder) throws -> StickImport.Report {
    guard TextFile.isFolder(stick) else {
      throw UnreadableFile(
        path: stick, reason: "this is no folder, expected one that plays the stick")
    }
    var shown = 0
    let report = StickImport.run(StickFolder(path: stick), to: folder.path) {
      file, files, percent in
      if Console.hasTerminal {
        Console.status("Music from the stick: \(file) of \(files), \(percent) %")
      } else if file != shown {
        Console.warn("Music from the stick: \(file) of \(files)")
      }
      shown = file
    }
    if shown > 0, Console.hasTerminal { Console.endStatus() }
    for finding in report.findings { Console.warn(finding) }
    Console.warn(
      "New from the stick: songs \(report.songs), recordings \(report.recordings), music "
        + "\(report.tracks).")
    return report
  }

  private static func frame(_ seconds: String?) -> SampleTime? {
    seconds.flatMap { FrameCount(decimalSeconds: $0) }.map { SampleTime.zero + $0 }
  }

  private func simulate(
    _ assembly: Assembly, _ trace: Trace, _ desk: StickWork?, until end: Rehearsal.End,
    clips: String
  ) throws {
    let voice = assembly.voice(clips: clips)
    let output = try RehearsalOutput(render: render, timeline: timeline)
    var rehearsal = Rehearsal(
      conductor: assembly.conductor(), voice: voice, bookkeeper: assembly.bookkeeper, stick: desk,
      stickTimes: desk == nil ? (nil, nil) : (Self.frame(stickIn) ?? .zero, Self.frame(stickOut)),
      trace: trace)
    if render == nil {
      try output.write(rehearsal.runUnheard(until: end))
    } else {
      try rehearsal.run(
        until: end, periodFrames: period, sink: { try output.write($0) },
        timeline: { try output.write($0) })
    }
    try output.finish()
    for recording in voice.refusedRecordings { Console.warn(recording) }
    if let missing = voice.missingVoice {
      Console.warn("eSpeak NG has no voice \"\(missing)\"; English was spoken instead.")
    }
    if let failure = voice.failure {
      Console.warn("Some words could not be spoken, and a melody stood in: \(failure)")
    }
  }
}
