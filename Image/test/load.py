# SPDX-License-Identifier: GPL-3.0-or-later
"""Ten minutes beside as much other work as the unit's processors take, with a press in each: no
xrun. A figure of Docs/Figures.md."""

import json
import os

from machine import Machine
from unit import IN, WORK, UnitTest, prove, table

MINUTES = 10
STRESS = "stress-ng --cpu 2 --io 1"


class Load(UnitTest):
    @classmethod
    def setUpClass(cls):
        cls.power_on(Machine(os.path.join(WORK, "unit.img"), os.path.join(WORK, "load"),
                             tests=WORK + "/tests", shift=1))

    def gaps(self):
        """What the unit itself has noted of time without sound: how many frames each time."""
        return [row[-1] for row in json.loads(self.machine.shell.ask(f"{IN} diary"))["gap"].values()]

    def test_xruns_under_load(self):
        machine, shell = self.machine, self.machine.shell
        self.wait_for_service()
        machine.mount_tests()
        self.hear_words(["Press to begin."], 5)
        gaps, before = self.gaps(), self.stream()
        shell.ask(f"{IN} {STRESS} --temp-path /tmp --timeout {MINUTES + 2}m >/run/stress 2>&1 &")
        started = machine.sound_seconds()
        for _ in range(MINUTES):
            machine.press()
            machine.advance(60, 40)
        after = self.stream()
        lasted, load = machine.sound_seconds() - started, shell.ask("cut -d ' ' -f 1 /proc/loadavg")
        self.assertGreaterEqual(lasted, 60 * MINUTES - 1)
        xruns = int(before["trigger_time"] != after["trigger_time"])
        table(f"xruns in {lasted / 60:.0f} min under {STRESS}", xruns,
              f"load {load}; gaps the unit noted: {self.gaps()[len(gaps):]}", "0")
        self.assertEqual(before["trigger_time"], after["trigger_time"], "the stream began anew")


if __name__ == "__main__":
    prove()
