// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Foundation
import Settings

/// `upbeat-report stick`: the folder that a unit's stick is made of.
package struct StickCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "stick",
    abstract: "Writes what lies on the stick that a unit is handed out with.",
    discussion: """
      Into the folder of --out: upbeat.txt with every setting, Settings.html, Guide.html, and the \
      empty folders music and voice. Exit status: 0 written; 1 the folder cannot be written; 64 \
      the command line is wrong, or the prescription.
      """)

  @Option(help: ArgumentHelp("The folder to write into; made if missing.", valueName: "dir"))
  var out: String
  @Option(help: ArgumentHelp("The language of all of it.", valueName: "code"))
  var language: String
  @Option(
    help: ArgumentHelp(
      "The clinic's text file; without it nothing is narrowed.", valueName: "file"))
  var prescription: String?
  @Option(help: ArgumentHelp("The folder that holds Voices.", valueName: "dir"))
  var share: String?

  package init() {}

  package func run() throws {
    do {
      let share = try ShareFolder.find(share, program: Program.path)
      guard share.languages.contains(language) else {
        throw ReportError.unknownLanguage(language, known: share.languages)
      }
      let texts = try UnitTexts(of: out, prescription: prescription)
      try HandedOutStick(
        language: language, share: share,
        prescription: try texts.unit(
          else: SettingsInForce("", languages: []), languages: share.languages
        ).prescription
      ).write(to: out)
    } catch {
      throw Failure.said(error)
    }
  }
}

/// The stick that a unit is handed out with.
package struct HandedOutStick {
  /// Folders for the person's own; the unit reads them by these names.
  package static let folders = ["music", "voice"]

  private let files: [(name: String, text: String)]

  /// - Parameter language: one of those of the share.
  /// - Throws: ``InvalidLabels``, or what the file system says.
  package init(language: String, share: ShareFolder, prescription: Prescription) throws {
    let labels = try share.labels(language)
    var settings = CaregiverSettings(within: prescription)
    settings.language = language
    let unit = UnitSettings(prescription, settings)
    files = [
      (
        FileKind.settings.fileName,
        SettingsText(unit, labels, TableLanguage(rawValue: language) ?? .english).file
      ),
      ("Settings.html", try SettingsPage(unit, labels, languages: share.languages).html()),
      ("Guide.html", try GuidePage(labels, clinic: prescription.clinic).html())
    ]
  }

  /// - Throws: what the file system says; then nothing half-written is left.
  package func write(to folder: String) throws {
    for name in Self.folders {
      try FileManager.default.createDirectory(
        atPath: folder + "/" + name, withIntermediateDirectories: true)
    }
    for file in files {
      try PartFile.write(folder + "/" + file.name) { write in try write(file.text) }
    }
  }
}
