# SPDX-License-Identifier: GPL-3.0-or-later
"""A unit without its sound card: one that comes after a minute, is pulled out, and comes back. It
waits, and speaks by itself as soon as there is one."""

import os

from machine import Machine
from unit import BOOT_SECONDS, WORK, UnitTest, prove, say


class Cards(UnitTest):
    """`cards.img` names a card on USB, which is not plugged at power-on."""

    @classmethod
    def setUpClass(cls):
        cls.power_on(Machine(os.path.join(WORK, "cards.img"), os.path.join(WORK, "cards"),
                             sound=None))

    def plug_card(self):
        with self.machine.goes_on():
            self.machine.qmp("device_add", driver="usb-audio", id="card", audiodev="wav",
                             bus="usb.0")

    def uptime(self):
        return float(self.machine.shell.ask("cut -d ' ' -f 1 /proc/uptime"))

    def assert_same_process(self):
        self.assertEqual(self.machine.shell.ask("systemctl show -P NRestarts upbeat"), "0")

    def test_1_waits_for_a_minute(self):
        machine, shell = self.machine, self.machine.shell
        self.wait_for_service()
        began = self.uptime()
        machine.until("a minute", lambda: self.uptime() > began + 60, BOOT_SECONDS)
        self.assert_same_process()
        self.assertIn("There is no sound card", shell.ask("journalctl -b -u upbeat -o cat"))
        say(f"ready {began:.0f} s after the kernel, and waiting {self.uptime() - began:.0f} s more")

    def test_2_speaks_when_it_comes(self):
        self.plug_card()
        self.hear_words(["Press to begin."], 0, 90)
        self.assert_same_process()

    def test_3_pulled_out_and_back(self):
        machine = self.machine
        machine.take_out("card")
        began = self.uptime()
        machine.until("twenty seconds", lambda: self.uptime() > began + 20, 300)
        # The new card's capture begins anew.
        os.truncate(machine.sound, 0)
        self.plug_card()
        self.hear_words(["The sound was lost.", "Press to begin."], 0, 90)
        self.assert_same_process()


if __name__ == "__main__":
    prove()
