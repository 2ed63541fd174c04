# SPDX-License-Identifier: GPL-3.0-or-later
"""Proof 5, in part: the appliance killed, stopped, its sound frozen under it, amid an exercise: each
time it speaks again by itself, and asks for a press. (`cards.py` has the card pulled out.) A card that
takes nothing any more is mended by the appliance, sooner than any watchdog would act; where the thread
that feeds the card hangs, the watchdog acts."""

import os

from machine import Machine
from sound import RATE, loudest
from unit import IN, WORK, UnitTest, prove, say

# systemd's watchdog, what it gives a process to end, and the start; on a slow emulated machine.
WATCHDOG_SECONDS = 15 + 5 + 40
# From the end of a process to the start of the next.
RESTART_SECONDS = 1


class Recovery(UnitTest):
    @classmethod
    def setUpClass(cls):
        # The machine's registers may be reached from outside the driver, for the frozen sound.
        cls.power_on(Machine(
            os.path.join(WORK, "unit.img"), os.path.join(WORK, "recovery"), tests=WORK + "/tests",
            words="iomem=relaxed", devices=["-device", "i6300esb"]))
        cls.wait_for_service()
        cls.machine.mount_tests()
        # A short practice, without the measurement before it: as a stick would have set it.
        cls.machine.shell.ask(
            "systemctl stop upbeat && cd /data/upbeat && printf 'own pace: no\\nsession: short\\n' "
            ">upbeat.txt && chown upbeat: upbeat.txt")

    def process(self):
        return self.machine.shell.ask("systemctl show -P MainPID upbeat")

    def restarts(self):
        return int(self.machine.shell.ask("systemctl show -P NRestarts upbeat"))

    def uptime(self):
        return float(self.machine.shell.ask("cut -d ' ' -f 1 /proc/uptime"))

    def begin_exercise(self):
        """Of a unit that has not practised yet, since what was broken off is completed only once:
        a press, and six seconds of the exercise that begins after it."""
        machine = self.machine
        machine.shell.ask("systemctl stop upbeat && rm -f /data/upbeat/diary* && "
                          "systemctl start --no-block upbeat")
        start = self.hear_words(["Press to begin."], machine.sound_seconds())
        machine.press()
        start = self.hear_words(["We begin the short practice."], start)
        first = self.practice.all("beat")[0]["frame"]
        beat = self.hear(self.practice.sound(first, first + 3 * RATE // 2), "the first beat", start)
        machine.advance(beat + 6 - machine.sound_seconds())

    def complete(self, start):
        """A press where the new process asks for one: it says what is done, and does it."""
        self.press_at(start)
        self.assert_music(self.hear_words(["We finish the practice from before."], start))

    def press_at(self, start):
        self.machine.advance(start + 2 - self.machine.sound_seconds())
        self.machine.press()

    def assert_music(self, start):
        """Five seconds without a break within thirty; between sentences there is always one."""
        self.machine.advance(start + 30 - self.machine.sound_seconds())
        capture = self.capture(start)
        tenth, window = RATE // 10, 50
        heard = [loudest(capture[at:at + tenth]) > 50
                 for at in range(0, len(capture) - tenth, tenth)]
        most = max(sum(heard[at:at + window]) for at in range(len(heard) - window))
        say(f"music after the press: {most / 10:.1f} s of five")
        self.assertGreater(most, 45, "no music after the press")

    def assert_speaks_again(self, what, did, limit):
        """What is done to it, and that another process says so within so many seconds. The place of
        "Press to go on."."""
        machine, before, count = self.machine, self.process(), self.restarts()
        start = machine.sound_seconds()
        began = self.uptime()
        did()
        machine.until("another process", lambda: self.process() not in (before, "0"), limit)
        ended, started = (int(machine.shell.ask(
            f"systemctl show -P {moment}TimestampMonotonic upbeat")) / 1e6
            for moment in ("InactiveEnter", "ExecMainStart"))
        say(f"{what}: another process after {started - began:.2f} s, "
            f"{started - ended:.2f} s after the end of the one before")
        self.assertEqual(self.restarts(), count + 1)
        self.assertLess(0, started - ended)
        self.assertLessEqual(started - ended, RESTART_SECONDS)
        place = self.hear_words(["Press to go on."], start)
        self.assertEqual(self.restarts(), count + 1)
        return place

    def assert_watchdog_acted(self):
        """It is why the process before this one ended."""
        said = self.machine.shell.ask("journalctl -b -u upbeat -o cat | grep 'with result' | tail -n 1")
        self.assertIn("watchdog", said)

    def test_1_killed(self):
        self.begin_exercise()
        shell = self.machine.shell
        place = self.assert_speaks_again(
            "SIGKILL", lambda: shell.ask("systemctl kill --signal=KILL upbeat"), 10)
        self.complete(place)

    def test_2_stopped(self):
        self.begin_exercise()
        shell = self.machine.shell
        place = self.assert_speaks_again(
            "SIGSTOP", lambda: shell.ask(f"kill -STOP {self.process()}"), WATCHDOG_SECONDS)
        self.assert_watchdog_acted()
        self.complete(place)

    def test_3_card_frozen(self):
        self.begin_exercise()
        machine, before = self.machine, self.process()
        start = machine.sound_seconds()
        say(machine.shell.ask(f"{IN} freeze-sound"))
        place = self.hear_words(["The sound was lost.", "Press to go on."], start)
        self.assertEqual(self.process(), before)
        self.press_at(place)
        self.assert_music(place + 2)

    def test_4_thread_frozen(self):
        self.begin_exercise()
        shell = self.machine.shell
        held = "/run/held"
        place = self.assert_speaks_again("thread held", lambda: say(shell.ask(
            # A shell in between: what this one says of its jobs is no answer to a question.
            f"({IN} freeze-thread {self.process()} >{held} 2>&1 &); "
            f"sleep 3; cat {held}; grep -q 'is held' {held}")), WATCHDOG_SECONDS)
        self.assert_watchdog_acted()
        self.complete(place)

    def test_5_watchdog_of_the_machine(self):
        """The hardware's is on, and systemd feeds it."""
        shell = self.machine.shell
        self.assertEqual(shell.ask("cat /sys/class/watchdog/watchdog0/state"), "active")
        self.assertLessEqual(int(shell.ask("cat /sys/class/watchdog/watchdog0/timeout")), 15)


if __name__ == "__main__":
    prove()
