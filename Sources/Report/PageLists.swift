// SPDX-License-Identifier: GPL-3.0-or-later
import Diary
import Settings
import Timebase

/// A list of what happened: the newest first, so many that the page stays one sheet, the others
/// folded.
struct Listing {
  let rowsShown: [[String]]
  let rowsFolded: [[String]]
  /// "And 12 more."; nil where none is folded.
  let moreText: String?
  // Stored: the template sees no computed property.
  let isEmpty: Bool
}

/// The lists of the page: stops, changed settings, and what a helper should look at.
struct PageLists {
  let figures: PracticeFigures
  let labels: Labels

  /// Rows of each list on the printed sheet.
  static let rowsOnSheet = 5

  private func listing(_ rows: [[String]]) -> Listing {
    let folded = Array(rows.dropFirst(Self.rowsOnSheet))
    return Listing(
      rowsShown: Array(rows.prefix(Self.rowsOnSheet)), rowsFolded: folded,
      moreText: folded.isEmpty ? nil : labels(.more, ["count": String(folded.count)]),
      isEmpty: rows.isEmpty)
  }

  var stops: Listing {
    let rows = figures.sessions.flatMap { session in
      session.summary.stops.map { stop in
        [
          session.start.map(labels.moment) ?? "–", technique(of: stop, in: session),
          labels.word(.stage, shown(stop.stage)), String(stop.second),
          labels.word(.cause, stop.cause.rawValue)
        ]
      }
    }
    return listing(rows.reversed())
  }

  private func technique(of stop: StopRow, in session: SessionFigures) -> String {
    let exercise = session.summary.exercises.first { $0.id == stop.exercise }
    return exercise.map { labels.word(.technique, $0.row.technique.rawValue) } ?? "–"
  }

  var changes: Listing {
    let rows = figures.recorded.settingsChanges.map { change in
      [
        day(change.stamp), shown(name(ofKey: change.row.key)),
        change.row.old.map(shown) ?? labels(.notWritten),
        change.row.new.map(shown) ?? labels(.notWritten)
      ]
    }
    return listing(rows.reversed())
  }

  /// The diary has keys in English; one that no file knows any more is shown as it is.
  private func name(ofKey key: String) -> String {
    guard let id = KeyTable.id(named: key), let language = TableLanguage(rawValue: labels.language)
    else { return key }
    let file = [FileKind.settings, .prescription, .board].first { KeyTable.key(id, in: $0) != nil }
    return file.flatMap { KeyTable.key(id, in: $0)?.term.name(in: language) } ?? key
  }

  /// Locks, faults, tests of the switch and of the unit, and calls, each kind once.
  var helper: Listing {
    var kinds: [String: (count: Int, last: Stamp)] = [:]
    func note(_ what: String, _ stamp: Stamp) {
      kinds[what] = (count: (kinds[what]?.count ?? 0) + 1, last: stamp)
    }
    for lock in figures.recorded.locks {
      note(labels.word(.lock, shown(lock.row.reason)), lock.stamp)
    }
    for fault in figures.recorded.faults {
      note(labels.word(.fault, shown(fault.row.kind)), fault.stamp)
    }
    for test in figures.recorded.switchTests {
      let what =
        test.row.proposal == nil
        ? "switch test unclear" : test.row.kept ? "switch test kept" : "switch test left"
      note(labels.word(.event, what), test.stamp)
    }
    for test in figures.recorded.selfTests {
      note(labels.word(.event, "self test"), test.stamp)
    }
    for call in figures.recorded.calls {
      let what = call.row.end == .answered ? "call answered" : "call unanswered"
      note(labels.word(.event, what), call.stamp)
    }
    let newestFirst = kinds.sorted { one, other in
      (one.value.last.poweredSeconds, other.key) > (other.value.last.poweredSeconds, one.key)
    }
    return listing(
      newestFirst.map { what, met in [what, String(met.count), day(met.last)] })
  }

  private func day(_ stamp: Stamp) -> String {
    stamp.certainDay.map(labels.shortDate) ?? "–"
  }
}

/// Of a text of somebody's, so that a page of them stays one sheet.
private let shownCharacters = 32

/// A text of somebody's as the page shows it: without what steers a terminal or a page, and no
/// longer than fits into a column; the diary and the files of the stick have it whole.
func shown(_ text: String) -> String {
  var plain = ""
  var count = 0
  for character in text {
    guard count < shownCharacters else { return plain + "…" }
    count += 1
    let isPlain = character.unicodeScalars.allSatisfy {
      $0.properties.generalCategory != .control && $0.properties.generalCategory != .unassigned
    }
    plain.append(isPlain ? character : character.isWhitespace ? " " : "\u{FFFD}")
  }
  return plain
}
