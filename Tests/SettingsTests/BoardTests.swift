// SPDX-License-Identifier: GPL-3.0-or-later

import Settings
import Testing

@Suite("The board file")
struct BoardTests {
  @Test(
    "A switch is a line of the header, a line of any chip, or a key",
    arguments: [
      ("gpio header GPIO17, active low", SwitchSource.gpioHeader(line: 17, activeLow: true)),
      ("GPIO Header gpio17 active low", .gpioHeader(line: 17, activeLow: true)),
      ("gpio header 27, active high", .gpioHeader(line: 27, activeLow: false)),
      ("gpio header BCM2", .gpioHeader(line: 2, activeLow: false)),
      ("gpio pinctrl-rp1 17", .gpioChip(label: "pinctrl-rp1", offset: 17, activeLow: false)),
      ("gpio GPIO.4:x 0,active low", .gpioChip(label: "GPIO.4:x", offset: 0, activeLow: true)),
      ("key space", .key(name: "space")), ("Key KP_Enter", .key(name: "kp_enter")),
      ("клавиша пробел", .key(name: "space"))
    ])
  func switches(text: String, source: SwitchSource) {
    #expect(board("switch: \(text)")?.switchSource == source)
    #expect(board("кнопка: \(source)")?.switchSource == source)
  }

  @Test(
    "What is no switch is a finding",
    arguments: [
      "pedal", "gpio", "gpio header", "gpio pinctrl-rp1", "gpio pinctrl-rp1 1024", "key",
      "gpio pinctrl-rp1 x", "key space, active low", "key spa.ce", "gpio a 1 2", "active low",
      "gpio header GPIO17, active", "key two words"
    ])
  func notSwitches(text: String) {
    let found = findings(in: "switch: \(text)", of: .board)
    #expect(found.map(\.problem) == [.badSwitch(written: text)])
  }

  @Test(
    "The header has the lines GPIO2 to GPIO27",
    arguments: ["GPIO1", "GPIO0", "GPIO28", "GPIO017x", "PIN11", "99999999999999999999"])
  func headerLines(line: String) {
    #expect(
      findings(in: "switch: gpio header \(line)", of: .board).map(\.problem)
        == [.badHeaderLine(written: line)])
  }

  @Test("Sound, lamp, clock and watchdog are read")
  func rest() {
    let read = board(
      "sound: hw:CARD=Headphones,DEV=0\nlamp: ACT\nclock: DS3231\nwatchdog: /dev/watchdog0\n")
    #expect(read?.sound == "hw:CARD=Headphones,DEV=0")
    #expect(read?.lamp == "ACT")
    #expect(read?.clock == .ds3231)
    #expect(read?.watchdog == "/dev/watchdog0")
  }

  @Test("What the board has not may be written as none")
  func none() {
    #expect(board("lamp: none\nclock: no\nwatchdog: нет") == Board())
  }

  @Test("Without a line the switch is that of the supported hardware")
  func usual() {
    #expect(Board().switchSource == .gpioHeader(line: 17, activeLow: true))
    #expect(Board().sound == nil)
  }
}

@Suite("Kinds of files")
struct FileKindTests {
  @Test(
    "A file's kind is told by its name, in any case",
    arguments: [
      ("upbeat.txt", FileKind.settings), ("UPBEAT.TXT", .settings), ("upbeat (1).txt", .settings),
      ("Upbeat.txt.txt", .settings), ("/media/stick/upbeat.txt", .settings),
      ("prescription-7.txt", .prescription), ("Prescription.txt", .prescription),
      ("board.txt", .board), ("board-rpi4.txt", .board)
    ])
  func known(name: String, kind: FileKind) {
    #expect(FileKind(fileName: name) == kind)
  }

  @Test(
    "Other files have none",
    arguments: ["", "/", "upbeat.rtf", "myupbeat.txt", "._upbeat.txt", "upbeat/notes.txt", ".txt"])
  func unknown(name: String) {
    #expect(FileKind(fileName: name) == nil)
  }
}
