// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Glibc
import Loudspeaker
import Rehearsal
import Session
import Settings
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
      "A folder plays the stick: before the start its songs, voice and music are taken home.",
      valueName: "dir"))
  var stick: String?
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
    if let seconds, FrameCount(decimalSeconds: seconds) == nil {
      throw ValidationError("--for \(seconds) is not a number of seconds, such as 90.")
    }
  }

  func run() throws {
    do {
      let trace = try presses.map { file in
        try Trace.parse(TextFile.read(file, limit: Self.traceLimit), file: file)
      }
      let share = try Share.find(shareOption.share)
      let files = try readFiles(share)
      if !files.findings.isEmpty {
        for finding in files.findings { Console.warn(finding.description) }
        Console.warn("Nothing was started. Please mend the file and start again.")
        throw ExitCode(1)
      }
      guard let wall = WallTime(iso: at) else { throw ExitCode(64) }
      let folder = try data.map { DataFolder(path: $0, isTemporary: false) } ?? .temporary()
      defer { folder.removeIfTemporary() }
      let stickFaults = try stick.map { try takeIn($0, to: folder) } ?? []
      var assembly = try Assembly(files: files, share: share, data: folder.path, wall: wall)
      for fault in stickFaults { assembly.add(fault) }
      for notice in assembly.notices { Console.warn(notice) }
      for fault in assembly.faults { Console.warn(fault.notice) }
      let end = seconds.flatMap { FrameCount(decimalSeconds: $0) }
      if let trace {
        try simulate(assembly, trace, until: end.map { .after($0) } ?? .atRest, clips: folder.clips)
      } else {
        try DeskAppliance(
          assembly, folder: folder, render: render, timeline: timeline, limit: end,
          input: DeskSwitch(folder: inputRoot)
        ).run()
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

  private func readFiles(_ share: Share) throws -> UnitFiles {
    let clinic: (file: String, bytes: [UInt8])
    if let prescription {
      clinic = (prescription, try TextFile.read(prescription))
    } else {
      Console.warn("No prescription was given: using the shipped example (mild, every technique).")
      clinic = ("example", Array(UnitFiles.example.utf8))
    }
    let caregiver = try settings.map { (file: $0, bytes: try TextFile.read($0)) }
    return UnitFiles(prescription: clinic, settings: caregiver, languages: share.languages)
  }

  /// What the stick brings is on the unit before it starts.
  /// - Returns: what the patient is told of.
  private func takeIn(_ stick: String, to folder: DataFolder) throws -> [HelperFault] {
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
    return report.faults
  }

  private func simulate(
    _ assembly: Assembly, _ trace: Trace, until end: Rehearsal.End, clips: String
  ) throws {
    let voice = assembly.voice(clips: clips)
    let output = try RehearsalOutput(render: render, timeline: timeline)
    var rehearsal = Rehearsal(
      conductor: assembly.conductor(), voice: voice, bookkeeper: assembly.bookkeeper, trace: trace)
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
