// SPDX-License-Identifier: GPL-3.0-or-later
import Rhythm
import Session
import Testing
import Timebase

@Suite("The music of the day")
struct MusicOfTheDayTests {
  /// The piece and how many layers it had, of the first exercise.
  private func piece(
    _ wall: WallTime = .morning, _ change: (inout PastRepertoire) -> Void = { _ in }
  ) throws -> Material {
    let history = PracticeHistory.experienced.with { change(&$0.repertoire) }
    var unit = try Bedside.begun(.usual(wall: wall, history: history))
    try unit.practise(to: "paced breathing")
    return try #require(unit.material.first)
  }

  @Test("The piece is the date's: no two in any twelve days are the same")
  func date() throws {
    let names = try (1...24).map { try piece(.on($0)).name }
    #expect(Set(names.prefix(12)).count == 12)
    #expect(names.prefix(12) == names.suffix(12))
    #expect(Set(names) == Set(PieceID.allCases.map(\.name)))
  }

  @Test("Both sessions of a day, and both breathing exercises, have the same piece")
  func sameDay() throws {
    var unit = try Bedside.begun()
    try unit.practise(to: .resting)
    unit.idle(seconds: 3 * 3_600)
    unit.press()
    try unit.practise(to: .resting)
    let pieces = unit.material(.piece)
    #expect(pieces.count == 4)
    #expect(Set(pieces).count == 1)
  }

  @Test("With the clock unset it goes by the sessions that were practised")
  func unset() throws {
    let unset = WallTime.on(25, isSet: false)
    func first(_ sessions: Int) throws -> String? {
      let history = PracticeHistory.experienced.with {
        $0.sessions = (0..<sessions).map { .ended(90_000 * ($0 + 1), ago: unset) }.reversed()
      }
      var unit = try Bedside.begun(.usual(wall: unset, history: history))
      try unit.practise(to: "paced breathing")
      return unit.material(.piece).first
    }
    let names = try (0..<12).map { try first($0) }
    #expect(Set(names).count == 12)
  }

  @Test(
    "Each practised day adds a layer, to four",
    arguments: [(0, 1), (1, 2), (2, 3), (3, 4), (4, 4), (30, 4)])
  func layers(days: Int, layers: Int) throws {
    let material = try piece {
      $0.practisedDays = days
      $0.firstPractice = firstPractice(daysAgo: 5)
      $0.layers = min(days, 4)
    }
    #expect(material.layers == layers)
  }

  private func firstPractice(daysAgo: Int) -> Day {
    Day(number: WallTime.morning.day.number - daysAgo)
  }

  @Test("None is taken away after an absence, or with a diary that has lost its days")
  func absence() throws {
    for layers in 1...5 {
      let material = try piece {
        $0.practisedDays = 0
        $0.layers = layers
        $0.firstPractice = firstPractice(daysAgo: 300)
      }
      #expect(material.layers ?? 0 >= layers)
    }
  }

  @Test("From week six on there is a fifth, where the four are there", arguments: [34, 35, 200])
  func weekSix(daysAgo: Int) throws {
    func layers(_ before: Int) throws -> Int? {
      try piece {
        $0.practisedDays = 12
        $0.layers = before
        $0.firstPractice = firstPractice(daysAgo: daysAgo)
      }.layers
    }
    #expect(try layers(4) == (daysAgo < 35 ? 4 : 5))
    // Once it was there it stays.
    #expect(try layers(5) == 5)
  }

  @Test("A unit that is never switched off adds its layers, too")
  func neverOff() throws {
    var unit = try Bedside.begun()
    for _ in 1...4 {
      try unit.practise(to: .resting)
      unit.idle(seconds: 86_400)
      unit.press()
    }
    let layers = unit.material.compactMap(\.layers)
    #expect(layers == [1, 1, 2, 2, 3, 3, 4, 4])
    #expect(Set(unit.material(.piece)).count == 4)
  }

  /// The hash of every score of a whole practice, in this process.
  private func scores(_ facts: Facts) throws -> [Int] {
    var unit = try Bedside.begun(facts)
    try unit.practise(to: .farewell)
    return unit.actions.compactMap {
      if case .play(let part) = $0 { part.score.hashValue } else { nil }
    }
  }

  @Test("The same diary and date give the same music, note by note; another date another one")
  func same() throws {
    let one = try scores(.everything())
    #expect(one.count > 10)
    #expect(try scores(.everything()) == one)
    let tomorrow = try scores(.everything(wall: .on(26)))
    #expect(tomorrow.count == one.count)
    #expect(tomorrow != one)
  }
}
