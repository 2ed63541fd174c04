# SPDX-License-Identifier: GPL-3.0-or-later
"""What a unit says where its files or its switch are not right: in plain words, and then listening
or what else there is; never silence. The files are laid over those on BOOT, and the appliance is
started anew, as at a power-on."""

import os

from machine import Machine
from unit import TEXTS, WORK, UnitTest, prove, say

BOARD = "switch: gpio 9030000.pl061 3\nsound: hw:CARD=Intel\n"
KEYBOARD = BOARD.replace("gpio 9030000.pl061 3", "key space")


class BadInput(UnitTest):
    @classmethod
    def setUpClass(cls):
        cls.power_on(Machine(os.path.join(WORK, "unit.img"), os.path.join(WORK, "bad-input")))
        with open(os.path.join(TEXTS, "prescription.txt"), encoding="utf-8") as file:
            cls.prescription = file.read()
        cls.wait_for_service()

    def start_with(self, board=BOARD, prescription=None):
        """The appliance anew with these files; the second of the capture at which it begins."""
        shell = self.machine.shell
        shell.ask("systemctl stop upbeat; umount /run/bad 2>/dev/null; umount /boot; "
                  "mkdir -p /run/bad; rm -f /run/bad/* /data/upbeat/diary*")
        self.put("/run/bad/board.txt", board.encode())
        if prescription is not None:
            self.put("/run/bad/prescription.txt", prescription)
        shell.ask("mount --bind /run/bad /boot")
        start = self.machine.sound_seconds()
        shell.ask("systemctl start --no-block upbeat")
        return start

    def put(self, path, content):
        octal = "".join(f"\\{byte:03o}" for byte in content)
        self.machine.shell.ask(f"printf '{octal}' >{path}; chmod 644 {path}")

    def test_1_no_prescription(self):
        self.hear_words(["This unit has no prescription.", "It offers listening.",
                         "Press to listen."], self.start_with())
        self.machine.press()
        self.hear_words(["Listen to quiet music."], self.machine.sound_seconds() - 1)

    def test_2_garbled_prescription(self):
        garbled = bytes((7 * n * n + 3) % 251 + 1 for n in range(300)).replace(b"%", b"x")
        self.hear_words(["I cannot read the prescription.", "A helper should look.",
                         "You can listen to music."],
                        self.start_with(prescription=garbled))

    def test_3_unknown_pin(self):
        self.hear_words(["I cannot find the switch.", "A helper should look.",
                         "Some quiet music will play."],
                        self.start_with(BOARD.replace(" 3\n", " 99\n"), self.prescription.encode()))
        self.assertIn("lines 0 to 7, not 99",
                      self.machine.shell.ask("journalctl -b -u upbeat -o cat"))

    def test_4_no_switch_until_one_is_plugged(self):
        machine = self.machine
        start = self.start_with(KEYBOARD, self.prescription.encode())
        self.hear_words(["I cannot find the switch."], start)
        start = machine.sound_seconds()
        with machine.goes_on():
            machine.qmp("device_add", driver="usb-kbd", id="keyboard", bus="usb.0")
        self.hear_words(["Your switch is working again."], start)

    def key(self, down):
        with self.machine.goes_on():
            self.machine.qmp("input-send-event", events=[{"type": "key", "data": {
                "down": down, "key": {"type": "qcode", "data": "spc"}}}])

    def test_5_switch_held_at_power_on(self):
        """The key of the keyboard that the test before has plugged."""
        self.key(True)
        start = self.start_with(KEYBOARD, self.prescription.encode())
        self.hear_words(["The switch is held down.", "Please let it go."], start)
        start = self.machine.sound_seconds()
        self.key(False)
        place = self.hear_words(["Press to begin."], start)
        say(f"let go, it asks for a press {place - start:.0f} s later")


if __name__ == "__main__":
    prove()
