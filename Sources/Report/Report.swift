// SPDX-License-Identifier: GPL-3.0-or-later
import Diary
import Foundation
import Timebase

/// The files made of a diary: the weeks on a page, two tables, and the form of the settings.
package struct Report {
  /// A file that is made piece by piece, so that a year of it is never in memory at once.
  package struct File {
    package let name: String
    /// Makes it, and hands each piece to be written.
    package let make: (_ write: (String) throws -> Void) throws -> Void
  }

  /// In the order in which they are written: the page last, so that whoever sees it has the others
  /// too.
  package let files: [File]

  /// - Parameters:
  ///   - from: nil for the usual span.
  ///   - to: nil for the diary's newest day.
  ///   - language: nil for the one in force.
  ///   - texts: the unit's text files, for the form.
  ///   - today: asked only where the diary knows no day.
  /// - Throws: ``DiaryError``, ``InvalidLabels``, ``ReportError``, or what the file system says.
  package init(
    of diary: RecordedDiary, from: Day?, to: Day?, language: String?, share: ShareFolder,
    texts: UnitTexts = UnitTexts(), today: () -> Day
  ) throws {
    let newest = try diary.newestWallSeconds().map {
      WallTime(seconds: Int($0), isSet: true).day
    }
    let languages = share.languages
    let inForce = SettingsInForce(try diary.newestSettings() ?? "", languages: languages)
    let wanted = language ?? inForce.language ?? ShareFolder.usualLanguage
    guard languages.contains(wanted) else {
      throw ReportError.unknownLanguage(wanted, known: languages)
    }
    guard let span = DaySpan(from: from, to: to ?? newest ?? today()) else {
      throw ReportError.noSuchSpan
    }
    let figures = PracticeFigures(
      try diary.span(Int64(span.from.number)...Int64(span.to.number)), over: span,
      inForce: inForce)
    let labels = try share.labels(wanted)
    let page = Page(figures, labels, Page.Subject(inForce.prescription), asOf: newest)
    let form = SettingsPage(
      try texts.unit(else: inForce, languages: languages), labels, languages: languages)
    let observations = Observations(figures, inForce.prescription)
    files = [
      File(name: "sessions.csv") { write in try SessionTable.write(figures, write) },
      File(name: "observations.ndjson") { write in try observations.write(write) },
      File(name: "Settings.html") { write in try write(try form.html()) },
      File(name: "report.html") { write in try write(try page.html()) }
    ]
  }

  /// Writes the files into a folder, which is made where it is missing. Each is written beside its
  /// name, made lasting, and renamed: a file that is there is whole.
  /// - Throws: what the file system says; then nothing half-written is left.
  package func write(to folder: String) throws {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    for file in files {
      try PartFile.write(folder + "/" + file.name, file.make)
    }
  }
}

/// What was asked for that there is not.
package enum ReportError: Error, CustomStringConvertible {
  case unknownLanguage(String, known: [String])
  case noSuchSpan
  /// Findings, one a line.
  case wrongPrescription(String)

  package var description: String {
    switch self {
    case .unknownLanguage(let language, let known):
      "There is no report in '\(language)'. There is: \(known.joined(separator: ", "))."
    case .noSuchSpan:
      "The days asked for end before they begin, or are more than \(DaySpan.mostDays)."
    case .wrongPrescription(let findings): findings
    }
  }
}
