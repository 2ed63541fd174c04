// SPDX-License-Identifier: GPL-3.0-or-later
import Diary
import Glibc
import Testing

/// The appliance on a unit of which everything may be missing.
@Suite("upbeat run", .serialized)
struct UnitTests {
  let folder = TemporaryFolder()

  private static let noCard = "There is no sound card: "

  private func start(
    board: String, prescription: String? = nil, data: String? = nil, alsa: String? = nil,
    supervisor: [String] = [], options: [String] = []
  ) throws -> UpbeatProcess {
    let clinic = prescription ?? folder.write("profile: mild\n", to: "prescription.txt")
    return try UpbeatProcess.start(
      [
        "run", "--share", checkout, "--board", board, "--prescription", clinic, "--data",
        data ?? folder.file("data"), "--gpio-root", folder.folder("gpio")
      ] + options, in: folder, alsa: alsa, environment: supervisor)
  }

  private func board(_ text: String = "switch: gpio header GPIO17\n") -> String {
    folder.write(text, to: "board.txt")
  }

  private func endedBySignal(_ process: UpbeatProcess) throws -> String {
    process.send(SIGTERM)
    let end = try process.end()
    #expect(end.status == 0)
    return end.errors
  }

  /// What the diary holds once the unit is off.
  private var history: History {
    Diary.open(directory: folder.file("data"), now: "2026-11-22").diary.history(before: nil)
  }

  @Test("With neither switch nor card it lives, and has written all when SIGTERM has ended it")
  func nothing() throws {
    let process = try start(board: board())
    try process.waitFor("Switch: ")
    try process.waitFor(Self.noCard)
    let errors = try endedBySignal(process)
    #expect(errors.contains("no GPIO chip labelled pinctrl-bcm2835"))
    #expect(history.isWhole && history.lastWallSeconds != nil)
    #expect(Set(history.untoldFaults.map(\.row.kind)).isSuperset(of: ["no switch", "sound lost"]))
  }

  @Test("A supervisor is told that it is ready, that it lives without a card, and that it ends")
  func supervised() throws {
    let socket = try SupervisorSocket(at: folder.file("notify"))
    let process = try start(
      board: board(),
      supervisor: ["NOTIFY_SOCKET=\(folder.file("notify"))", "WATCHDOG_USEC=1000000"])
    #expect(try socket.message() == "READY=1")
    #expect(try socket.message() == "WATCHDOG=1")
    #expect(try socket.message() == "WATCHDOG=1")
    process.send(SIGTERM)
    while try socket.message() != "STOPPING=1" {}
    #expect(try process.end().status == 0)
  }

  @Test("A switch that comes a moment after power-on is taken, and was never missing")
  func lateSwitch() throws {
    let process = try start(board: board())
    try process.waitFor("Switch: ")
    folder.folder("gpio/gpiochip512")
    folder.write("pinctrl-bcm2711\n", to: "gpio/gpiochip512/label")
    folder.write("512\n", to: "gpio/gpiochip512/base")
    folder.write("58\n", to: "gpio/gpiochip512/ngpio")
    // Exported already, by a predecessor; 512 + 17.
    folder.folder("gpio/gpio529")
    for attribute in ["direction", "active_low", "edge"] {
      folder.write("", to: "gpio/gpio529/" + attribute)
    }
    folder.write("0\n", to: "gpio/gpio529/value")
    try process.waitFor("Switch: GPIO17 is there")
    let errors = try endedBySignal(process)
    #expect(errors.occurrences(of: "no GPIO chip labelled") == 1)
    #expect(!history.untoldFaults.contains { $0.row.kind == "no switch" })
    #expect(folder.text("gpio/gpio529/direction") == "in")
    #expect(folder.text("gpio/gpio529/edge") == "both")
  }

  @Test("A card that comes later is taken, and that there was none was said once")
  func lateCard() throws {
    let alsa = folder.write("", to: "alsa.conf")
    let process = try start(board: board("sound: late\n"), alsa: alsa)
    try process.waitFor(Self.noCard)
    // alsa-lib knows a change by another file or another second.
    rename(folder.write("pcm.late { type null }\n", to: "new.conf"), alsa)
    try process.waitFor("Sound: late\n")
    let errors = try endedBySignal(process)
    #expect(errors.occurrences(of: Self.noCard) == 1)
    #expect(errors.occurrences(of: "Sound: late\n") == 1)
  }

  @Test("A key for a switch, where no keyboard is, is a switch that is missing")
  func key() throws {
    let process = try start(board: board("switch: key space\n"))
    try process.waitFor(Self.noCard)
    #expect(try endedBySignal(process).occurrences(of: "Switch: /dev/input") <= 1)
  }

  @Test(
    "Whatever stands in the place of a text file, it starts and says what is wrong",
    arguments: ["missing", "a folder", "endless", "huge", "random"])
  func badFiles(kind: String) throws {
    let (path, words) = badFile(kind)
    let process = try start(board: path, prescription: path)
    try process.waitFor("The switch is taken to be at GPIO17")
    try process.waitFor(Self.noCard)
    #expect(try endedBySignal(process).contains("\(path)\(words)"))
    #expect(history.isWhole)
  }

  private func badFile(_ kind: String) -> (path: String, words: String) {
    switch kind {
    case "a folder": (folder.folder("folder"), ": this is a folder")
    case "endless": ("/dev/zero", ":1:1: the file is larger than 64 KiB")
    case "huge":
      (folder.sparseFile("huge", bytes: 2 << 30), ":1:1: the file is larger than 64 KiB")
    case "random":
      (
        folder.write((0..<2_000).map { UInt8(truncatingIfNeeded: $0 * $0 * 7) }, to: "random"),
        ":1:1: this is not a text file"
      )
    default: (folder.file("missing"), ": there is no such file")
    }
  }

  @Test(
    "What became of DATA before the start is for the helper to hear",
    arguments: [
      ("whole", nil), ("mended", nil), ("new", "store broken"), ("missing", "store unwritable")
    ]
      as [(String, String?)])
  func dataState(word: String, fault: String?) throws {
    let state = folder.write("\(word)\n", to: "state")
    let process = try start(board: board(), options: ["--data-state", state])
    try process.waitFor(Self.noCard)
    let errors = try endedBySignal(process)
    let stores = errors.split(separator: "\n").filter { $0.contains("A helper should look: store") }
    #expect(stores.map(String.init) == (fault.map { ["A helper should look: \($0)"] } ?? []))
  }

  @Test("A broken diary is put aside, and a new one begun")
  func brokenDiary() throws {
    folder.folder("data")
    folder.write("This was a diary.", to: "data/diary.sqlite")
    let process = try start(board: board())
    try process.waitFor("A helper should look: store broken\n")
    try process.waitFor(Self.noCard)
    _ = try endedBySignal(process)
    #expect(folder.names(in: "data").contains { $0.hasPrefix("diary-broken-") })
    #expect(history.untoldFaults.map(\.row.kind).contains("store broken"))
  }

  @Test("A folder that cannot be made does not keep it from living")
  func noFolder() throws {
    let process = try start(board: board(), data: folder.write("", to: "taken"))
    try process.waitFor("A helper should look: store unwritable\n")
    try process.waitFor(Self.noCard)
    #expect(try endedBySignal(process).occurrences(of: "store unwritable") == 1)
  }
}
