// SPDX-License-Identifier: GPL-3.0-or-later
import Settings
import Testing

/// A prescription and a caregiver's file by chance, each inside what it may say.
struct RandomFiles {
  let prescription: String
  let settings: String

  init(_ random: inout SplitMix64) {
    let techniques = ["breathing", "oral motor", "singing", "speech cueing", "listening"]
      .filter { _ in Bool.random(using: &random) }
    var clinic = ["profile: mild"]
    if !techniques.isEmpty {
      clinic.append("techniques: " + techniques.joined(separator: ", "))
    }
    var chosen = [Bool.random(using: &random) ? "session: short" : "session: usual"]
    func limit(_ key: String, _ range: ClosedRange<Int>) -> ClosedRange<Int> {
      guard Bool.random(using: &random) else { return range }
      let low = Int.random(in: range, using: &random)
      let limit = low...Int.random(in: low...range.upperBound, using: &random)
      clinic.append("\(key): \(limit.lowerBound)-\(limit.upperBound)")
      return limit
    }
    _ = limit("session minutes", 3...20)
    _ = limit("sessions a day", 1...4)
    _ = limit("phrases", 1...20)
    for (key, range) in [("breaths", 3...10), ("pause", 0...2)] {
      let limit = limit(key, range)
      guard Bool.random(using: &random) else { continue }
      chosen.append("\(key): \(Int.random(in: limit, using: &random))")
    }
    prescription = clinic.joined(separator: "\n")
    settings = chosen.joined(separator: "\n")
  }

  func read() throws -> (Prescription, CaregiverSettings) {
    let clinic = try #require(Prescription.parse(Array(prescription.utf8)).value)
    let chosen = try #require(
      CaregiverSettings.parse(Array(settings.utf8), within: clinic).value)
    return (clinic, chosen)
  }
}
