// SPDX-License-Identifier: GPL-3.0-or-later
import Diary
import Foundation
import Report
import Settings
import Testing
import Timebase

/// 2026-10-26, a Monday.
let firstMonday = Day(number: 20_752)

/// This checkout, whose Voices the tests read: two folders above this file's.
let checkout = ShareFolder.at(
  "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/"))

extension ShareFolder {
  static func at(_ path: String) -> ShareFolder {
    guard let folder = try? find(path, program: "") else {
      preconditionFailure("no Voices in \(path)")
    }
    return folder
  }
}

/// The report of a folder's diary, its three files by name.
func files(
  of folder: TemporaryFolder, from: Day? = nil, to: Day? = nil, language: String? = nil,
  today: Day = firstMonday
) throws -> [String: String] {
  let report = try Report(
    of: try RecordedDiary.open(directory: folder.path), from: from, to: to, language: language,
    share: checkout, today: { today })
  return try Dictionary(
    uniqueKeysWithValues: report.files.map { file in
      var text = ""
      try file.make { text += $0 }
      return (file.name, text)
    })
}

func page(
  of folder: TemporaryFolder, from: Day? = nil, to: Day? = nil, language: String? = nil
) throws -> String {
  try #require(
    try files(of: folder, from: from, to: to, language: language)["report.html"])
}

func figures(of folder: TemporaryFolder, from: Day, to: Day) throws -> PracticeFigures {
  let span = try #require(DaySpan(from: from, to: to))
  let diary = try RecordedDiary.open(directory: folder.path)
  return PracticeFigures(
    try diary.span(Int64(from.number)...Int64(to.number)), over: span,
    inForce: SettingsInForce(try diary.newestSettings() ?? "", languages: ["en"]))
}

/// The tags of a page, in their order: "p", "/p", "svg" …, found by a reader as simple as can be.
func tags(of html: String) -> [String] {
  html.split(separator: "<").dropFirst().map { part in
    String(part.prefix { $0.isLetter || $0.isNumber || $0 == "/" || $0 == "!" })
  }
}

/// What a page says in words, its tags left out and entities resolved; a space at which no line
/// ends is a space.
func words(of html: String) -> String {
  var text = ""
  var isTag = false
  for character in html {
    switch character {
    case "<": isTag = true
    case ">" where isTag: isTag = false
    default: if !isTag { text.append(character) }
    }
  }
  return text.replacingOccurrences(of: "\u{A0}", with: " ")
    .replacingOccurrences(of: "&quot;", with: "\"")
    .replacingOccurrences(of: "&#39;", with: "'").replacingOccurrences(of: "&lt;", with: "<")
    .replacingOccurrences(of: "&gt;", with: ">").replacingOccurrences(of: "&amp;", with: "&")
}

/// Texts that would break out of a page, a table or a terminal, were they let.
let hostileTexts = [
  "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'; </style><b>&amp; {{page}}",
  "=HYPERLINK(\"http://example.org\")", "+1+1", "-2", "@SUM(A1)", "\t=1", " =1",
  "\u{202E}txet desrever", "שלום עולם", "👩🏽‍🚀🇺🇦", "a\u{0}b\u{1B}[31m", "line\nbreak, \"quoted\"",
  String(repeating: "long ", count: 19)
]
