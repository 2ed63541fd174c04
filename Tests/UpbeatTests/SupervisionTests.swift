// SPDX-License-Identifier: GPL-3.0-or-later
import Testing
import Upbeat

@Suite("What a supervisor is told")
struct SupervisionTests {
  private static let second: UInt64 = 1_000_000_000

  @Test("A unit lives where it is heard and sees its switch, both since it was last told")
  func both() {
    var liveness = Liveness()
    liveness.heard(0)
    liveness.lookedAtSwitch()
    let beforeAnythingWasHeard = liveness.isProven()
    liveness.heard(960)
    let first = liveness.isProven()
    let again = liveness.isProven()
    liveness.heard(1_920)
    let withoutSwitch = liveness.isProven()
    liveness.lookedAtSwitch()
    let second = liveness.isProven()
    #expect(!beforeAnythingWasHeard && first && !again && !withoutSwitch && second)
  }

  @Test("A card that stands still is no life, however often it is looked at")
  func frozen() {
    var liveness = Liveness()
    for _ in 1...10 {
      liveness.heard(48_000)
      liveness.heard(nil)
      liveness.lookedAtSwitch()
    }
    #expect(liveness.isProven() == false)
  }

  @Test("Without a card, to have tried for one is enough, once for each time")
  func withoutCard() {
    var liveness = Liveness()
    liveness.lookedAtSwitch()
    liveness.triedCard()
    let first = liveness.isProven()
    liveness.lookedAtSwitch()
    let second = liveness.isProven()
    #expect(first && !second)
  }

  @Test("Ready is told once, life four times in the time there is")
  func messages() throws {
    let folder = TemporaryFolder()
    let socket = try SupervisorSocket(at: folder.file("notify"))
    let environment = ["NOTIFY_SOCKET": folder.file("notify"), "WATCHDOG_USEC": "10000000"]
    let supervision = ServiceSupervision { environment[$0] }
    supervision.ready()
    supervision.ready()
    supervision.alive(at: Self.second)
    supervision.alive(at: 2 * Self.second)
    let isDueEarly = supervision.isDue(at: 3 * Self.second)
    supervision.alive(at: 4 * Self.second)
    supervision.stopping()
    var told: [String] = []
    for _ in 1...4 { told.append(try socket.message()) }
    #expect(told == ["READY=1", "WATCHDOG=1", "WATCHDOG=1", "STOPPING=1"])
    #expect(!isDueEarly)
  }

  @Test("Where nobody supervises nothing is told, and nothing fails")
  func alone() {
    for path in [nil, "", "elsewhere", "/no/such/socket", String(repeating: "/x", count: 200)] {
      let supervision = ServiceSupervision { $0 == "NOTIFY_SOCKET" ? path : nil }
      supervision.ready()
      supervision.alive(at: Self.second)
      #expect(!supervision.isDue(at: 100 * Self.second))
    }
  }
}
