# SPDX-License-Identifier: GPL-3.0-or-later
"""Ten minutes of practice while all processors are busy: no xrun. A figure of Docs/Figures.md, in a
machine of its own: a busy one is no faster than the host, and a quarter of the others' speed, 250
million instructions a second, is far less than any board has."""

import json
import os

from machine import Machine
from unit import WORK, UnitTest, prove, table

IN = "/run/tests/usr/local/bin/in"
STRESS_SECONDS = 600


class Load(UnitTest):
    @classmethod
    def setUpClass(cls):
        cls.power_on(Machine(os.path.join(WORK, "unit.img"), os.path.join(WORK, "load"),
                             tests=WORK + "/tests", shift=2))

    def gaps(self):
        """What the unit itself has noted of time without sound."""
        return len(json.loads(self.machine.shell.ask(f"{IN} diary"))["gap"])

    def test_xruns_under_load(self):
        machine, shell = self.machine, self.machine.shell
        self.wait_for_service()
        machine.mount_tests()
        self.hear_words(["Press to begin."], 5)
        before, gaps = self.stream(), self.gaps()
        shell.ask(f"{IN} stress-ng --cpu 2 --io 1 --timeout {STRESS_SECONDS + 120}s "
                  "--temp-path /tmp >/run/stress 2>&1 &")
        machine.press()
        started = machine.sound_seconds()
        machine.advance(STRESS_SECONDS, 40)
        after = self.stream()
        lasted, load = machine.sound_seconds() - started, shell.ask("cut -d ' ' -f 1 /proc/loadavg")
        self.assertGreaterEqual(lasted, STRESS_SECONDS - 1)
        xruns = int(before["trigger_time"] != after["trigger_time"])
        table(f"xruns in {lasted / 60:.0f} min under stress-ng --cpu 2 --io 1", xruns,
              f"load {load}; gaps the unit noted: {self.gaps() - gaps}", "0")
        self.assertEqual(before["trigger_time"], after["trigger_time"], "the stream began anew")


if __name__ == "__main__":
    prove()
