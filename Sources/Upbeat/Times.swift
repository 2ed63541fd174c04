// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Rehearsal
import Rhythm
import Settings
import Timebase

extension WallTime {
  /// `2026-11-22T09:00`, with seconds if wanted; the clock counts as set. nil: not such a time.
  init?(iso text: String) {
    let parts = text.split(separator: "T", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    let date = parts[0].split(separator: "-", omittingEmptySubsequences: false)
    let time = parts[1].split(separator: ":", omittingEmptySubsequences: false)
    guard date.count == 3, (2...3).contains(time.count), date[0].count == 4 else { return nil }
    let numbers = (date + time).map { Int($0) }
    let whole = numbers.compactMap { $0 }
    guard whole.count == numbers.count,
      let day = Day(year: whole[0], month: whole[1], day: whole[2]),
      (0...23).contains(whole[3]), (0...59).contains(whole[4])
    else { return nil }
    let second = whole.count > 5 ? whole[5] : 0
    guard (0...59).contains(second) else { return nil }
    self.init(
      seconds: day.number * 86_400 + whole[3] * 3_600 + whole[4] * 60 + second, isSet: true)
  }
}

extension FrameCount {
  /// Seconds as a decimal number, exactly; nil: not one, or none at all.
  init?(decimalSeconds text: String) {
    guard let frame = Trace.frame(of: text), frame > .zero else { return nil }
    self = frame - .zero
  }
}

extension WallTime {
  /// The clock at frame 0, where it is set to a time at a frame.
  init?(_ time: CivilDateTime, at frame: SampleTime) {
    let date = time.date
    guard let day = Day(year: date.year, month: date.month, day: date.day) else { return nil }
    let seconds = (day.number * 24 + time.time.hour) * 3_600 + time.time.minute * 60
    self.init(
      seconds: seconds - frame.frame / SampleRate.framesPerSecond, isSet: true)
  }
}
