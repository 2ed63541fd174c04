# SPDX-License-Identifier: GPL-3.0-or-later
"""The short proof of an image; `smoke` prepares it. Ends with 0 where all of it holds."""

import os
import sqlite3
import subprocess

from machine import Machine
from sound import RATE, find, loudest
from unit import LIKE, TEXTS, UNLIKE, BOOT_SECONDS, WORK
from unit import Rendering, UnitTest, copy_data, prove, say, stick


class Smoke(UnitTest):
    """One power-on; the tests run in the order of their names, each where the last one ended."""

    @classmethod
    def setUpClass(cls):
        cls.power_on(Machine(os.path.join(WORK, "unit.img"), os.path.join(WORK, "machine")))

    def test_1_boots_and_greets(self):
        machine = self.machine
        machine.shell.wait(BOOT_SECONDS)
        say(f"shell after {machine.seconds:.0f} s")
        machine.until("a first sound", lambda: machine.sound_seconds() > 0.1, BOOT_SECONDS)
        say(f"first sound after {machine.seconds:.0f} s")
        self.hear_words(["Good morning."], 0, 20)
        other = find(self.speaker("We begin the short practice."), self.capture(0, 6))
        say(f"another prompt, which was not said: {other.likeness:.3f}")
        self.assertLess(other.likeness, UNLIKE)
        said = machine.shell.ask("cat /proc/net/tcp /proc/net/udp /proc/net/tcp6 /proc/net/udp6 "
                                 "2>/dev/null | grep -v local_address; true")
        self.assertEqual(said, "", "sockets of the network")
        self.assertEqual(machine.shell.ask("cat /run/upbeat/data"), "whole")

    def test_2_stick_is_heard_and_applied(self):
        self.hear_words(["Press to begin."], 20)
        start = self.machine.sound_seconds()
        name = self.machine.plug(stick("settings", os.path.join(TEXTS, "settings")))
        self.hear_words(["Stick found.", "You may take the stick out."], start)
        self.machine.unplug(name)
        with open(os.path.join(TEXTS, "settings/upbeat.txt"), encoding="utf-8") as file:
            self.assertEqual(self.settings_of_unit(), file.read().strip())

    def test_3_press_starts_and_stops(self):
        machine, practice = self.machine, self.practice
        start = machine.sound_seconds()
        machine.press()
        start = self.hear_words(["We begin the short practice."], start)
        beats = practice.all("beat")[:15]
        # From here on the timeline says where all is: words before it may be late, music is not.
        first = beats[0]["frame"]
        lag = self.hear(practice.sound(first, first + 3 * RATE // 2), "the first beat", start)
        lag -= first / RATE
        end = beats[-1]["frame"] / RATE + lag
        machine.advance(end + 1 - machine.sound_seconds())
        self.assert_beats(beats, lag)
        pressed = machine.sound_seconds()
        machine.press()
        machine.advance(6)
        self.assert_silence(pressed)

    def assert_beats(self, beats, lag):
        """Each beat's sound is where the timeline has it, to the frame."""
        offsets = []
        for beat in beats[:-1]:
            needle = self.practice.sound(beat["frame"], beat["frame"] + RATE // 2)
            near = self.capture(beat["frame"] / RATE + lag - 0.25, 1.0)
            match = find(needle, near)
            self.assertGreaterEqual(match.likeness, LIKE, f"beat at {beat['frame']}")
            offsets.append(round((beat["frame"] / RATE + lag - 0.25) * RATE)
                           + match.frame - beat["frame"])
        say(f"{len(offsets)} beats, all {offsets[0]} frames later, within "
            f"{max(offsets) - min(offsets)}")
        self.assertLessEqual(max(offsets) - min(offsets), 1)

    def assert_silence(self, pressed):
        """Within a second of the press begin four seconds without a sound but a tick."""
        capture = self.capture(pressed, 5.5)
        quiet = [loudest(capture[second * RATE:(second + 1) * RATE]) for second in range(1, 5)]
        say(f"loudest in the four seconds after the stop: {quiet}")
        self.assertEqual(max(quiet), 0)

    def test_4_wrong_stick_changes_nothing(self):
        before = self.settings_of_unit()
        start = self.machine.sound_seconds()
        name = self.machine.plug(stick("damaged", os.path.join(TEXTS, "damaged")))
        said = Rendering("damaged").texts()
        first, last = said.index("Stick found."), said.index("Nothing was changed.")
        self.hear_words(said[first:last + 1], start)
        self.machine.unplug(name)
        self.assertEqual(self.settings_of_unit(), before)

    def test_5_report_is_taken_home(self):
        start = self.machine.sound_seconds()
        disk = stick("report", os.path.join(TEXTS, "report"))
        name = self.machine.plug(disk)
        self.hear_words(["The report is on the stick.", "You may take the stick out."],
                        start, 120)
        self.machine.unplug(name)
        listed = subprocess.run(["mdir", "-b", "-/", "-i", disk, "::"], check=True,
                                stdout=subprocess.PIPE, text=True).stdout.split()
        say("on the stick: " + " ".join(listed))
        self.assertTrue(any(entry.endswith(".html") for entry in listed))

    def test_6_diary_has_it(self):
        machine = self.machine
        machine.shell.ask("sync")
        machine.off()
        folder = os.path.join(WORK, "diary")
        os.makedirs(folder, exist_ok=True)
        copy_data(machine, folder)
        names = [n for n in os.listdir(folder + "/upbeat") if n.endswith((".sqlite", ".db"))]
        with sqlite3.connect(os.path.join(folder, "upbeat", names[0])) as diary:
            self.assertEqual(diary.execute("PRAGMA integrity_check").fetchone(), ("ok",))
            sessions = diary.execute("SELECT source, kind FROM session").fetchall()
            stops = diary.execute("SELECT cause FROM stop").fetchall()
            gaps = diary.execute("SELECT * FROM gap").fetchall()
        say(f"in the diary: sessions {sessions}, stops {stops}, gaps of the sound {gaps}")
        self.assertEqual(sessions, [("press", "short")])
        self.assertEqual(stops, [("press",)])


if __name__ == "__main__":
    prove()
