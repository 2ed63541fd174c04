# SPDX-License-Identifier: GPL-3.0-or-later
"""The figures of Docs/Figures.md that only a whole unit has. What measures is the unit's own kernel and
the tests' second disk; the unit does not know of it. It fails where a target is missed."""

import json
import os
import re
import random
import statistics
import subprocess

from machine import Machine
from sound import RATE, find, first_sound, loudest
from unit import BOOT_SECONDS, IN, WORK, Rendering, UnitTest, prove, say, table

# Some presses are answered under words that go on, or in silence; what is measured are those whose
# answer sounds alone.
PRESSES, ANSWERS, SEED = 320, 200, 5
ALONE = 0.99
# From the session's decision to its sound, and the ramp to silence before the tick of a stop
# (Docs/Architecture.md, "Time").
LATENCY, RAMP = 960, 384
# QEMU opens its switch after 0.1 s: what comes later than this is another press.
PULSE_SECONDS = 0.3
# A late answer is found, too: before the next press.
ANSWER_SECONDS = 1.2
# After a stop there is silence for so long.
STOP_SECONDS = 5


def spread(milliseconds):
    ordered = sorted(milliseconds)
    p99 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    return f"median {statistics.median(ordered):.1f}, p99 {p99:.1f} ms (of {len(ordered)})"


class Figures(UnitTest):
    @classmethod
    def setUpClass(cls):
        image = os.path.join(WORK, "unit.img")
        # From our memory: what a disk of ours takes would be time of the machine's.
        subprocess.run(["cat", image], check=True, stdout=subprocess.DEVNULL)
        cls.power_on(Machine(image, os.path.join(WORK, "figures"), tests=WORK + "/tests"))

    def test_1_from_card_to_greeting(self):
        machine, shell = self.machine, self.machine.shell
        # Alone, as at home: a shell that is spoken with takes a processor, too.
        machine.until("a first sound", lambda: machine.sound_seconds() > 1, BOOT_SECONDS)
        shell.wait(BOOT_SECONDS)
        machine.mount_tests()
        words = self.hear_words(["Good morning."], 0, 20)
        card = int(re.search(r"USEC_INITIALIZED=(\d+)", shell.ask(
            "udevadm info --query=property /dev/snd/controlC0")).group(1)) / 1e6
        # The capture begins with the stream; a chime goes before the words.
        began = float(self.stream()["trigger_time"])
        sound = self.capture(0, 5)
        first = began + first_sound(sound) / RATE
        boot = shell.ask("systemd-analyze | head -n 1")
        table("card's udev event → first sample of the greeting", f"{first - card:.2f} s",
              f"{first:.1f} s after the kernel's start; its words {began + words - first:.2f} s "
              f"later; {boot}", "≤ 3 s")
        self.assertLessEqual(first - card, 3)

    def test_2_small_surface(self):
        shell = self.machine.shell
        said = shell.ask("systemd-analyze security upbeat --no-pager | tail -n 1")
        exposure = float(re.search(r"[\d.]+", said.split("upbeat.service:")[1]).group())
        table("systemd-analyze security upbeat", exposure, said.split(":")[0].strip("→ "), "≤ 2.0")
        self.assertLessEqual(exposure, 2.0)
        sockets = shell.ask(f"{IN} ss -Htulpn")
        table("ss -tulpn", "empty" if not sockets else sockets, "", "empty")
        self.assertEqual(sockets, "")

    # From a press to its answer

    def trace(self, program, presses, pause):
        """So many presses at odd moments while the kernel's tracing tells of edges and of what is
        handed to ALSA."""
        shell, chance = self.machine.shell, random.Random(SEED)
        shell.ask(f"{IN} press-trace {program} 100000 >/run/trace 2>/run/trace.log & "
                  "echo $! >/run/trace.pid; sleep 3; cat /run/trace.log")
        with self.machine.goes_on():
            for _ in range(presses):
                self.machine.qmp("system_powerdown")
                pause(1.5 + chance.random())
        shell.ask("sleep 2; kill $(cat /run/trace.pid)")
        return [json.loads(line) for line in shell.read("/run/trace").splitlines()]

    def pause(self, seconds):
        """In the silence after a stop a press is not answered: it is waited out."""
        machine = self.machine
        machine.advance(seconds)
        waited = 0
        while waited < STOP_SECONDS and not loudest(
                self.capture(machine.sound_seconds() - 0.5, 0.4)):
            machine.advance(0.5)
            waited += 0.5
        if waited:
            machine.advance(seconds)

    def needles(self):
        """The small sounds that answer a press that chooses and one that stops, and how long after
        its answer's first frame each begins: what sounded before a stop is first led to silence."""
        rendering = Rendering("presses")
        chosen, stop, _ = rendering.all("switch")
        for event, after in ((chosen, 0), (stop, RAMP)):
            start = event["frame"] + LATENCY + after
            yield rendering.sound(start, start + RATE // 25), after

    def test_3_press_to_answer(self):
        self.hear_words(["Press to begin."], 5)
        stream = self.stream()
        edges = self.trace("upbeat", PRESSES, self.pause)
        self.assertEqual(self.stream()["trigger_time"], stream["trigger_time"], "xruns")
        needles, held, spans, stops = list(self.needles()), self.held_by_card(), [], []
        closings = [edge for before, edge in zip([{"edge": 0}] + edges, edges)
                    if edge["edge"] - before["edge"] > PULSE_SECONDS]
        for edge in closings:
            handed = edge["writes"][0][1]
            hay = self.capture((handed + held) / RATE, ANSWER_SECONDS)
            matches = ((find(needle, hay), after) for needle, after in needles)
            likeness, first, after = max(
                (match.likeness, match.frame - after, after) for match, after in matches)
            at = next((at for at, until in edge["writes"] if until > handed + first), None)
            if likeness >= ALONE and at is not None:
                spans.append(1000 * (at - edge["edge"]))
                if after:
                    stops.append(spans[-1])
        say(f"{len(spans)} answers of {len(closings)} presses sound alone")
        self.assertGreaterEqual(len(spans), ANSWERS)
        type(self).ours = f"{spread(spans[:ANSWERS])}; those that stop: {spread(stops)}"
        self.assertLessEqual(statistics.median(spans), 70)

    def held_by_card(self):
        """So many frames QEMU's card plays of its own before the stream's first one, which is the
        rehearsal's frame 0, too."""
        played, rendered = self.capture(0, 5), Rendering("presses").sound(0, 5 * RATE)
        return first_sound(played) - first_sound(rendered)

    def test_4_home_made_way(self):
        shell = self.machine.shell
        line = shell.ask("ls -d /sys/class/gpio/gpio[0-9]* | sed 's/.*gpio//'")
        shell.ask("systemctl stop upbeat; sleep 2")
        shell.ask(f"{IN} home-made-way {line} plughw:CARD=Intel >/run/home 2>&1 & "
                  "echo $! >/run/home.pid; sleep 5; grep ready /run/home")
        # It plays nothing between presses, so that only the machine's own clock tells its time.
        edges = self.trace("aplay", ANSWERS, lambda seconds: shell.ask(f"sleep {seconds + 1:.2f}"))
        spans = [1000 * (edge["writes"][0][0] - edge["edge"]) for edge in edges if edge["writes"]]
        shell.ask("kill $(cat /run/home.pid)")
        self.assertGreaterEqual(len(spans), ANSWERS * 9 // 10)
        table(f"sysfs edge → first sample of the answer, {ANSWERS} presses", self.ours,
              f"Python, espeak-ng, aplay in the same machine: {spread(spans)}", "≤ 70 ms")


if __name__ == "__main__":
    prove()
