// SPDX-License-Identifier: GPL-3.0-or-later
import Exercises
import Rehearsal
import Session
import Testing
import Timebase

/// One unit and its diary, day after day: what the days are made of follows from both, and from
/// nothing else.
@Suite("Whole weeks")
struct WeeksTests {
  private static let firstMorning = WallTime(
    seconds: 20_779 * 86_400 + 9 * 3_600, isSet: true)

  /// What one day's session was made of.
  private struct DayBook: Equatable {
    var timeline: [TimelineEvent] = []
    var records: [Record] = []

    func names(_ kind: Material.Kind) -> [String] {
      records.compactMap { record in
        if case .material(let material) = record, material.kind == kind {
          material.name
        } else {
          nil
        }
      }
    }

    var layers: [Int] {
      records.compactMap { record in
        if case .material(let material) = record { material.layers } else { nil }
      }
    }

    var techniques: Set<String> {
      Set(
        records.compactMap { record in
          if case .exerciseBegan(let beginning) = record { beginning.technique } else { nil }
        })
    }
  }

  /// All techniques, and time enough for them.
  private static func unit(on wall: WallTime, _ history: PracticeHistory) -> Unit {
    var unit = Unit.whole
    unit.prescription = (unit.prescription ?? "") + "\nsession minutes: 3-20"
    unit.wall = wall
    unit.history = history
    return unit
  }

  /// One session on one day, pressed through to its farewell.
  private func practise(_ folder: Files.Temporary, day: Int) throws -> DayBook {
    let wall = WallTime(seconds: Self.firstMorning.seconds + day * 86_400, isSet: true)
    let books = Bookkeeper(
      directory: folder.path, wall: wall, software: "test",
      settingsText: Bookkeeper.settingsText(prescription: "the same", settings: "always"))
    let unit = Self.unit(on: wall, books.history())
    var rehearsal = try unit.rehearsal(try unit.pressedThrough(), bookkeeper: books)
    var book = DayBook()
    book.timeline = rehearsal.runUnheard(until: .atRest)
    book.records = rehearsal.records
    return book
  }

  /// Fourteen days, three weeks away, two days more.
  private static let days = Array(0..<14) + [35, 36]

  private func weeks() throws -> [DayBook] {
    let folder = try Files.Temporary()
    return try Self.days.map { try practise(folder, day: $0) }
  }

  @Test("pieces, layers, songs, phrases and steps take their turns over fourteen days")
  func fourteenDays() throws {
    let books = try weeks()
    let pieces = books.map { $0.names(.piece) }
    // One piece a day, none twice within a week.
    #expect(pieces.allSatisfy { Set($0).count == 1 })
    for index in 0..<14 {
      let before = pieces[max(0, index - 6)..<index].compactMap(\.first)
      #expect(!before.contains(pieces[index].first ?? ""))
    }
    // Layers grow by one a day and are never taken away, also not by three weeks of absence.
    let layers = books.compactMap { $0.layers.max() }
    #expect(layers.count == books.count)
    #expect(Array(layers.prefix(5)) == [1, 2, 3, 4, 4])
    #expect(zip(layers, layers.dropFirst()).allSatisfy { $0 <= $1 })
    // Week six has begun: recorder and strings answer each other.
    #expect(layers.suffix(2) == [5, 5])
    let songs = books.compactMap { $0.names(.song).first }
    #expect(songs.count > 7)
    #expect(zip(songs, songs.dropFirst()).allSatisfy { $0 != $1 })
  }

  @Test("voice and speech take turns, and so do the phrases and the steps")
  func turns() throws {
    let books = try weeks()
    let voices = books.map { $0.techniques.intersection([OralMotor.technique, "speech cueing"]) }
    #expect(voices.allSatisfy { $0.count <= 1 })
    let taken = voices.compactMap(\.first)
    #expect(taken.count > 7)
    #expect(zip(taken, taken.dropFirst()).allSatisfy { $0 != $1 })
    // Each phrase follows the one before it in the book, which comes round.
    let all = try Unit.whole.facts().repertoire.phrases.map(\.text)
    let spoken = books.flatMap { $0.names(.phrase) }
    #expect(spoken.count > all.count)
    #expect(spoken == (0..<spoken.count).map { all[$0 % all.count] })
    // The oral motor sessions begin with another step each: their words differ.
    let oralMotor = books.filter { $0.techniques.contains(OralMotor.technique) }.map { book in
      book.timeline.compactMap { event in
        if case .speech(let text, _, _, _) = event.kind { text } else { nil }
      }.joined(separator: "|")
    }
    #expect(Set(oralMotor).count > 1)
  }

  @Test("the same diary and date give the same timeline, twice")
  func twice() throws {
    #expect(try weeks() == weeks())
  }
}
