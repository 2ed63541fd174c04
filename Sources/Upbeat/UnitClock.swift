// SPDX-License-Identifier: GPL-3.0-or-later
import Diary
import Glibc
import Session
import Settings
import Timebase

/// The wall clock of the unit. It may be wrong: without a battery clock nobody has set it.
enum UnitClock {
  /// Before this the clock cannot have been set: 2026-01-01.
  private static let earliest = 20_454 * 86_400

  /// Where nobody has set the clock, the last time in the diary is a lower bound (`clinical.md`,
  /// "A battery clock").
  /// - Returns: also what was found on the way: a diary that is broken is put aside by the first
  ///   who opens it.
  static func now(_ board: Board, data: String) -> (WallTime, [HelperFault]) {
    var now = Glibc.time(nil)
    var local = tm()
    localtime_r(&now, &local)
    let seconds = Int(now) + local.tm_gmtoff
    let isSet = board.clock != .absent && seconds >= earliest
    guard !isSet else { return (WallTime(seconds: seconds, isSet: true), []) }
    let day = WallTime(seconds: seconds, isSet: false).day
    let opened = Diary.open(directory: data, now: "\(day)")
    let known = opened.diary.history(before: nil).lastWallSeconds.map(Int.init) ?? 0
    let isBroken = opened.faults.contains { $0.keptAside != nil }
    return (WallTime(seconds: max(seconds, known), isSet: false), isBroken ? [.storeBroken] : [])
  }
}
