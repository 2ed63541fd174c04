// SPDX-License-Identifier: GPL-3.0-or-later
import Session
import Testing
import Timebase

@Suite("Faults that only a helper can mend")
struct HelperFaultTests {
  private static let words = "You can practise. | A helper should look."

  /// What can be wrong with what is practised: none of it stands in the way of the rest.
  static let repertoireFaults: [HelperFault] = [
    .bankMissing, .songRefused, .phraseRefused, .musicRefused, .recordingRefused, .storeUnwritable,
    .boardRefused, .speechFailed
  ]

  @Test(
    "It is said once, with the greeting, and the whole practice follows",
    arguments: repertoireFaults)
  func said(_ fault: HelperFault) throws {
    var unit = Bedside(.everything())
    unit.take(.fault(fault))
    unit.take(.powerOn)
    #expect(unit.said == ["Good morning. | This is Upbeat. | \(Self.words)"])
    try unit.practise(to: .farewell)
    #expect(unit.said.filter { $0.contains(Self.words) }.count == 1)
    #expect(unit.records.contains(.fault(fault)))
    #expect(
      unit.exercises.map(\.activity) == [
        "paced breathing", "deep breaths", "speech cueing", "singing"
      ])
  }

  @Test("All of them together are said in one sentence")
  func together() {
    var unit = Bedside()
    for fault in Self.repertoireFaults { unit.take(.fault(fault)) }
    unit.take(.powerOn)
    #expect(unit.said == ["Good morning. | This is Upbeat. | \(Self.words)"])
  }

  @Test("Each is said once a day, also where the unit is switched off in between")
  func onceADay() {
    for fault in Self.repertoireFaults {
      var unit = Bedside(.usual(history: .experienced.with { $0.faultsSaidToday = [fault] }))
      unit.take(.fault(fault))
      unit.take(.powerOn)
      #expect(unit.said == ["Good morning. | This is Upbeat."])
    }
  }

  @Test("One that comes while music plays waits until it is over", arguments: repertoireFaults)
  func later(_ fault: HelperFault) throws {
    var unit = try Bedside.exercise("singing", .everything(), seconds: 60)
    let said = unit.said.count
    #expect(unit.take(.fault(fault)) == ["record fault"])
    #expect(unit.state == .exercise)
    #expect(unit.said.count == said)
  }
}
