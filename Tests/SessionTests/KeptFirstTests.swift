// SPDX-License-Identifier: GPL-3.0-or-later
import Session
import Testing
import Timebase

@Suite("What is said has been kept")
struct KeptFirstTests {
  /// A second of listening has been stopped, with a disk that does not answer.
  private func stopped() throws -> Studio {
    var (studio, firstBeat) = try Studio.exercise()
    studio.isDiskSlow = true
    studio.press(at: firstBeat + .seconds(1))
    try studio.run(to: .stopped)
    return studio
  }

  @Test("After a stop nothing is said before the stop is on the disk")
  func waits() throws {
    var studio = try stopped()
    let said = studio.words.count
    studio.run(until: studio.now + .seconds(10))
    #expect(studio.state == .list)
    #expect(studio.words.count == said)
    let kept = studio.now
    studio.keepAll()
    studio.run(until: kept + .seconds(1))
    let next = try #require(studio.words.dropFirst(said).first)
    #expect(next.start == kept + studio.latency)
    #expect(!next.isStandIn)
  }

  @Test("A disk that does not answer for eight seconds is not waited for, until it answers")
  func goesOn() throws {
    var studio = try stopped()
    let said = studio.words.count
    try studio.run(to: .list)
    let due = studio.now + .seconds(8)
    studio.run(until: due + .seconds(30))
    let words = studio.words.dropFirst(said)
    let first = try #require(words.first)
    #expect(first.start <= due + studio.latency)
    #expect(!first.isStandIn)
    // The sentences after it do not wait again.
    let second = try #require(words.dropFirst().first)
    #expect(second.start - first.end < .seconds(4))
  }

  @Test("The stop itself, its tick and the answer to a press never wait for the disk")
  func stopsAtOnce() throws {
    var (studio, firstBeat) = try Studio.exercise()
    var slow = studio
    slow.isDiskSlow = true
    studio.press(at: firstBeat + .seconds(1))
    slow.press(at: firstBeat + .seconds(1))
    let end = firstBeat + .seconds(3)
    #expect(studio.listen(from: firstBeat, to: end) == slow.listen(from: firstBeat, to: end))
  }

  @Test("Cue words in music stay on their beat while a record waits")
  func cuesGoOn() throws {
    var (studio, firstBeat) = try Studio.exercise()
    var slow = studio
    slow.isDiskSlow = true
    studio.run(until: firstBeat + .seconds(20))
    slow.run(until: firstBeat + .seconds(20))
    #expect(!studio.words.isEmpty)
    #expect(studio.words.map(\.start) == slow.words.map(\.start))
  }
}
