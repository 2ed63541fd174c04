// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Switch
import Testing

@Suite("A GPIO line in sysfs")
struct SysfsLineTests {
  let sysfs = FakeSysfs()
  private static let edgeEvents = POLLPRI | POLLERR

  private func line(_ line: SysfsLine.Line, isActiveLow: Bool = true) -> SysfsLine {
    SysfsLine(line, isActiveLow: isActiveLow, root: sysfs.root)
  }

  private func openError(_ line: SysfsLine) -> SwitchError? {
    thrown(SwitchError.self) { try line.open(now: 0) }
  }

  @Test(
    "is found by the header chip's label, whatever its base",
    arguments: [
      ("pinctrl-bcm2835", 0, 54), ("pinctrl-bcm2835", 512, 54), ("pinctrl-bcm2711", 512, 58),
      ("pinctrl-rp1", 569, 54)
    ])
  func headerLabels(label: String, base: Int, lines: Int) throws {
    sysfs.addChip("gpiochip\(base)", label: label, base: base, lines: lines)
    sysfs.addLine(base + 17, value: "1\n")
    let line = line(.header(bcm: 17))
    #expect(try line.open(now: 5) == Edge(nanoseconds: 5, closed: true))
    #expect(line.name == "GPIO17")
  }

  @Test("is looked at without a wake: what was missed is an edge, what cannot be read an error")
  func look() throws {
    sysfs.addChip("gpiochip512", label: "pinctrl-bcm2835", base: 512, lines: 54)
    sysfs.addLine(529)
    let line = line(.header(bcm: 17))
    _ = try line.open(now: 0)
    #expect(try line.look(now: 1) == [])
    sysfs.write("1\n", to: "gpio529/value")
    #expect(try line.look(now: 2) == [Edge(nanoseconds: 2, closed: true)])
    #expect(try line.look(now: 3) == [])
    sysfs.write("", to: "gpio529/value")
    #expect(thrown(SwitchError.self) { try line.look(now: 4) }?.reason == .unreadable)
  }

  @Test("is set to input, active low, both edges, and then waited for with POLLPRI")
  func configuration() throws {
    sysfs.addChip("gpiochip512", label: "pinctrl-bcm2835", base: 512, lines: 54)
    sysfs.addLine(529)
    let line = line(.header(bcm: 17))
    #expect(line.waitDescriptors.isEmpty)
    _ = try line.open(now: 0)
    #expect(sysfs.text("gpio529/direction").hasPrefix("in"))
    #expect(sysfs.text("gpio529/active_low").hasPrefix("1"))
    #expect(sysfs.text("gpio529/edge") == "both\n" || sysfs.text("gpio529/edge") == "both")
    #expect(line.waitDescriptors.map(\.events) == [Int16(POLLPRI | POLLERR)])
  }

  @Test("of the right chip is taken where there are two")
  func twoChips() throws {
    sysfs.addChip("gpiochip512", label: "pinctrl-bcm2711", base: 512, lines: 58)
    sysfs.addChip("gpiochip570", label: "raspberrypi-exp-gpio", base: 570, lines: 8)
    sysfs.addLine(515, value: "0\n")
    sysfs.addLine(573, value: "1\n")
    let expander = line(.chip(label: "raspberrypi-exp-gpio", offset: 3))
    #expect(try expander.open(now: 0).closed)
    #expect(try !line(.header(bcm: 3)).open(now: 0).closed)
  }

  @Test("tells each change of the level with the wake's stamp")
  func edges() throws {
    sysfs.addChip("gpiochip0", label: "pinctrl-bcm2835", base: 0, lines: 54)
    sysfs.addLine(17)
    let line = line(.header(bcm: 17))
    _ = try line.open(now: 0)
    sysfs.write("1\n", to: "gpio17/value")
    #expect(
      try line.read(woken: Self.edgeEvents, now: 100) == [Edge(nanoseconds: 100, closed: true)])
    sysfs.write("0\n", to: "gpio17/value")
    #expect(
      try line.read(woken: Self.edgeEvents, now: 250) == [Edge(nanoseconds: 250, closed: false)])
  }

  @Test("tells a pulse that was over before the wake as two edges of one stamp")
  func lostPulse() throws {
    sysfs.addChip("gpiochip0", label: "pinctrl-bcm2835", base: 0, lines: 54)
    sysfs.addLine(17)
    let line = line(.header(bcm: 17))
    _ = try line.open(now: 0)
    #expect(
      try line.read(woken: Self.edgeEvents, now: 100) == [
        Edge(nanoseconds: 100, closed: true), Edge(nanoseconds: 100, closed: false)
      ])
  }

  @Test("says nothing when it was not woken")
  func notWoken() throws {
    sysfs.addChip("gpiochip0", label: "pinctrl-bcm2835", base: 0, lines: 54)
    sysfs.addLine(17)
    let line = line(.header(bcm: 17))
    _ = try line.open(now: 0)
    #expect(try line.read(polled: [], now: 100) == [])
    #expect(try line.read(woken: 0, now: 100) == [])
  }

  @Test(
    "that cannot be read is an error, never released", arguments: ["x\n", "", "2\n", "10\n", "1\n0"]
  )
  func garbage(value: String) throws {
    sysfs.addChip("gpiochip0", label: "pinctrl-bcm2835", base: 0, lines: 54)
    sysfs.addLine(17, value: "1\n")
    let line = line(.header(bcm: 17))
    _ = try line.open(now: 0)
    sysfs.write(value, to: "gpio17/value")
    let error = thrown(SwitchError.self) { try line.read(woken: Self.edgeEvents, now: 1) }
    #expect(error?.reason == .unreadable)
    #expect(error?.path == sysfs.root + "/gpio17/value")
    #expect(openError(line)?.reason == .unreadable)
    #expect(line.waitDescriptors.isEmpty)
  }

  @Test("whose value is a folder is an error")
  func folderAsValue() {
    sysfs.addChip("gpiochip0", label: "pinctrl-bcm2835", base: 0, lines: 54)
    sysfs.addLine(17)
    sysfs.remove("gpio17/value")
    sysfs.makeFolder("gpio17/value")
    let error = openError(line(.header(bcm: 17)))
    #expect(error?.reason == .unreadable)
    #expect(error?.code == EISDIR)
  }

  @Test("whose value is far too long is an error")
  func endlessValue() {
    sysfs.addChip("gpiochip0", label: "pinctrl-bcm2835", base: 0, lines: 54)
    sysfs.addLine(17)
    sysfs.link("gpio17/value", to: "/dev/zero")
    #expect(openError(line(.header(bcm: 17)))?.reason == .unreadable)
  }

  @Test("without an edge file cannot be used, and the error says so")
  func noEdgeFile() {
    sysfs.addChip("gpiochip0", label: "pinctrl-bcm2835", base: 0, lines: 54)
    sysfs.addLine(17)
    sysfs.remove("gpio17/edge")
    let error = openError(line(.header(bcm: 17)))
    #expect(error?.reason == .missingLine)
    #expect(error?.text.contains("edge") == true)
  }

  @Test("of a chip that is not there names the labels that are")
  func missingChip() {
    sysfs.addChip("gpiochip0", label: "gpio-mockup-A", base: 0, lines: 8)
    let error = openError(line(.header(bcm: 17)))
    #expect(error?.reason == .missingChip)
    #expect(error?.text.contains("pinctrl-rp1") == true)
    #expect(error?.text.contains("gpio-mockup-A") == true)
  }

  @Test("of a kernel without the interface is an error that says that")
  func noInterface() {
    let line = SysfsLine(.header(bcm: 17), isActiveLow: true, root: sysfs.root + "/nowhere")
    #expect(openError(line)?.reason == .missingChip)
    #expect(openError(line)?.code == ENOENT)
  }

  @Test(
    "beyond the chip's last is an error that says how many there are", arguments: [54, -1, 1000])
  func missingLine(offset: Int) {
    sysfs.addChip("gpiochip0", label: "pinctrl-bcm2835", base: 0, lines: 54)
    let error = openError(line(.chip(label: "pinctrl-bcm2835", offset: offset)))
    #expect(error?.reason == .missingLine)
    #expect(error?.text.contains("0 to 53") == true)
  }

  @Test("of a chip with nonsense in its files is not found, and nothing overflows")
  func nonsenseChip() {
    sysfs.addChip("gpiochip0", label: "pinctrl-bcm2835", base: Int.max, lines: 54)
    #expect(openError(line(.header(bcm: 17)))?.reason == .missingChip)
  }

  @Test("that was exported already is used and left exported")
  func exportedAlready() throws {
    sysfs.addChip("gpiochip0", label: "pinctrl-bcm2835", base: 0, lines: 54)
    sysfs.addLine(17)
    let line = line(.header(bcm: 17))
    _ = try line.open(now: 0)
    line.close()
    line.close()
    #expect(sysfs.text("export") == "")
    #expect(sysfs.text("unexport") == "")
    #expect(line.waitDescriptors.isEmpty)
    #expect(throws: SwitchError.self) { try line.read(polled: [], now: 1) }
  }

  @Test("that appears only after the export is used at the next try, and is unexported at the end")
  func exportedByUs() throws {
    sysfs.addChip("gpiochip512", label: "pinctrl-bcm2835", base: 512, lines: 54)
    let line = line(.header(bcm: 17))
    #expect(openError(line)?.reason == .missingLine)
    #expect(sysfs.text("export") == "529")
    sysfs.addLine(529, value: "1\n")
    #expect(try line.open(now: 7).closed)
    #expect(sysfs.text("unexport") == "")
    line.close()
    #expect(sysfs.text("unexport") == "529")
  }

  @Test("is unexported too when its owner forgets to close it")
  func endOfLife() throws {
    sysfs.addChip("gpiochip0", label: "pinctrl-bcm2835", base: 0, lines: 54)
    do {
      let line = line(.header(bcm: 17))
      _ = openError(line)
      sysfs.addLine(17)
      _ = try line.open(now: 0)
    }
    #expect(sysfs.text("unexport") == "17")
  }

  @Test("whose export is not accepted is an error of its own")
  func exportFails() {
    sysfs.addChip("gpiochip0", label: "pinctrl-bcm2835", base: 0, lines: 54)
    sysfs.link("export", to: "/dev/full")
    let error = openError(line(.header(bcm: 17)))
    #expect(error?.operation == "write 17")
    #expect(error?.code == ENOSPC)
    sysfs.remove("export")
    #expect(openError(line(.header(bcm: 17)))?.reason == .missingChip)
  }

  @Test("can be opened again after an error, with the level as it is then")
  func reopen() throws {
    sysfs.addChip("gpiochip0", label: "pinctrl-bcm2835", base: 0, lines: 54)
    sysfs.addLine(17, value: "1\n")
    let line = line(.header(bcm: 17))
    _ = try line.open(now: 0)
    sysfs.write("?", to: "gpio17/value")
    #expect(throws: SwitchError.self) { try line.read(woken: Self.edgeEvents, now: 1) }
    line.close()
    sysfs.write("0\n", to: "gpio17/value")
    #expect(try line.open(now: 9) == Edge(nanoseconds: 9, closed: false))
  }

  @Test("the chips are listed by number with label, base and size; a broken one is left out")
  func chips() throws {
    sysfs.addChip("gpiochip1000", label: "b", base: 1000, lines: 8)
    sysfs.addChip("gpiochip512", label: "a", base: 512, lines: 54)
    sysfs.makeFolder("gpiochip600")
    let chips = try GPIOChip.list(root: sysfs.root)
    #expect(chips.map(\.label) == ["a", "b"])
    #expect(chips.map(\.base) == [512, 1000])
    #expect(chips.map(\.lineCount) == [54, 8])
  }
}
