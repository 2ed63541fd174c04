# SPDX-License-Identifier: GPL-3.0-or-later
"""The short proof of an image; `smoke` prepares it. Ends with 0 where all of it holds."""

import json
import os
import sqlite3
import subprocess
import sys
import time
import unittest

from machine import Machine
from sound import RATE, Sound, find, loudest

WORK = sys.argv[1]
TEXTS = "/image/test/texts"
BEGAN = int(os.environ["UPBEAT_STEPS_BEGAN"])

LIKE, UNLIKE = 0.9, 0.5
# What a boot may take on two slow processors without KVM.
BOOT_SECONDS = 400


def say(text):
    print(f"[{int(time.time()) - BEGAN:5d} s]   {text}", flush=True)


class Rendering:
    """What the image's own program renders: its sound and its timeline."""

    def __init__(self, name):
        self.path = os.path.join(WORK, name + ".wav")
        with open(os.path.join(WORK, name + ".jsonl"), encoding="utf-8") as file:
            self.events = [json.loads(line) for line in file]

    def all(self, kind, **fields):
        return [event for event in self.events if event["event"] == kind
                and all(event.get(key) == value for key, value in fields.items())]

    def speech(self, text):
        """The sound of the first time it says so."""
        event = next((e for e in self.all("speech", text=text) if not e.get("standIn")), None)
        if event is None:
            raise AssertionError(f"{self.path} has no words for: {text} (was the machine too slow?)")
        return self.sound(event["frame"], event["endFrame"])

    def sound(self, first, last):
        return Sound.read(self.path, first / RATE, (last - first) / RATE)


def stick(name, folder):
    """A stick's disk: FAT without a partition table, with the files of a folder."""
    path = os.path.join(WORK, name + ".img")
    subprocess.run(["truncate", "--size=64M", path], check=True)
    subprocess.run(["mkfs.vfat", "-n", "STICK", path], check=True, stdout=subprocess.DEVNULL)
    for file in os.listdir(folder):
        subprocess.run(["mcopy", "-i", path, os.path.join(folder, file), f"::{file}"], check=True)
    return path


class Smoke(unittest.TestCase):
    """One power-on; the tests run in the order of their names, each where the last one ended."""

    @classmethod
    def setUpClass(cls):
        cls.practice = Rendering("practice")
        cls.machine = Machine(
            os.path.join(WORK, "unit.img"), os.path.join(WORK, "machine"),
            dropins=json.loads(os.environ.get("UPBEAT_DROPINS", "{}")))
        cls.addClassCleanup(cls.machine.off)
        cls.failed = False

    def setUp(self):
        if type(self).failed:
            self.skipTest("what it builds on has failed")

    def tearDown(self):
        outcome = self._outcome.result
        type(self).failed = bool(outcome.failures or outcome.errors)

    # Hearing

    def capture(self, start=0.0, seconds=None):
        return Sound.read(self.machine.sound, start, seconds)

    def hear(self, needle, what, start, seconds):
        """Waits until a sound is in the capture, from a second on; its place in the capture."""
        deadline = time.monotonic() + seconds
        nearest = -1.0
        while time.monotonic() < deadline:
            end = self.machine.sound_seconds()
            if end > start + needle.seconds + 2:
                match = find(needle, self.capture(start, end - start))
                nearest = max(nearest, match.likeness)
                if match.likeness >= LIKE:
                    place = start + match.frame / RATE
                    say(f"heard: {what} ({match.likeness:.3f} at {place:.3f} s of the sound)")
                    return place
                # What was searched is not searched again, but for a needle cut by its end.
                start = end - needle.seconds - 0.1
            time.sleep(1)
        self.fail(f"Not heard within {seconds} s: {what}; the nearest was {nearest:.3f}")

    def settings_of_unit(self):
        said, _ = self.machine.shell.run("cat /data/upbeat/upbeat.txt")
        return said

    # The proof

    def test_1_boots_and_greets(self):
        machine = self.machine
        machine.shell.wait(BOOT_SECONDS)
        say(f"shell after {machine.seconds:.0f} s")
        machine.until("a first sound", lambda: machine.sound_seconds() > 0.1, BOOT_SECONDS)
        say(f"first sound after {machine.seconds:.0f} s")
        greeting = self.practice.speech("Good morning.")
        self.hear(greeting, "Good morning.", 0, 60)
        other = find(self.practice.speech("We begin the short practice."), self.capture(0, 6))
        say(f"another prompt, which was not said: {other.likeness:.3f}")
        self.assertLess(other.likeness, UNLIKE)
        said = machine.shell.ask("cat /proc/net/tcp /proc/net/udp /proc/net/tcp6 /proc/net/udp6 "
                                 "2>/dev/null | grep -v local_address; true")
        self.assertEqual(said, "", "sockets of the network")
        self.assertEqual(machine.shell.ask("cat /run/upbeat/data"), "whole")

    def test_2_stick_is_heard_and_applied(self):
        rendering = Rendering("stick")
        self.hear(rendering.speech("Press to begin."), "Press to begin.", 20, 90)
        start = self.machine.sound_seconds()
        name = self.machine.plug(stick("settings", os.path.join(TEXTS, "settings")))
        for text in ("Stick found.", rendering.all("speech")[-1]["text"]):
            start = self.hear(rendering.speech(text), text, start, 90)
        self.machine.unplug(name)
        with open(os.path.join(TEXTS, "settings/upbeat.txt"), encoding="utf-8") as file:
            self.assertEqual(self.settings_of_unit(), file.read().strip())

    def test_3_press_starts_and_stops(self):
        machine, practice = self.machine, self.practice
        start = machine.sound_seconds()
        machine.press()
        accepted = practice.all("switch", outcome="accepted")[0]["frame"] / RATE
        first = practice.speech("A short practice.")
        lag = (self.hear(first, "A short practice.", start, 60)
               - practice.all("speech", text="A short practice.")[0]["frame"] / RATE)
        beats = practice.all("beat")
        end = beats[14]["frame"] / RATE + lag
        machine.until("fifteen beats", lambda: machine.sound_seconds() > end, 150)
        self.assert_beats(beats[:15], lag)
        pressed = machine.sound_seconds()
        machine.press()
        machine.until("what follows", lambda: machine.sound_seconds() > pressed + 6, 60)
        self.assert_silence(pressed)
        said = machine.shell.ask("ls -la /data/upbeat")
        say(f"the practice was begun by a press at {accepted + lag:.3f} s\n{said}")

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
        capture = self.capture(pressed, 6)
        quiet = [loudest(capture, second * RATE, (second + 1) * RATE) for second in range(1, 5)]
        say(f"loudest in the four seconds after the stop: {quiet}")
        self.assertEqual(max(quiet), 0)

    def test_4_wrong_stick_changes_nothing(self):
        rendering = Rendering("damaged")
        before = self.settings_of_unit()
        start = self.machine.sound_seconds()
        name = self.machine.plug(stick("damaged", os.path.join(TEXTS, "damaged")))
        said = [event["text"] for event in rendering.all("speech") if event["frame"] > 30 * RATE]
        for text in said[:3]:
            start = self.hear(rendering.speech(text), text, start, 90)
        self.machine.unplug(name)
        self.assertEqual(self.settings_of_unit(), before)

    def test_5_report_is_taken_home(self):
        rendering = Rendering("report")
        start = self.machine.sound_seconds()
        disk = stick("report", os.path.join(TEXTS, "report"))
        name = self.machine.plug(disk)
        text = rendering.all("speech")[-1]["text"]
        self.hear(rendering.speech(text), text, start, 180)
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
        self.copy_data(folder)
        names = [n for n in os.listdir(folder + "/upbeat") if n.endswith((".sqlite", ".db"))]
        with sqlite3.connect(os.path.join(folder, "upbeat", names[0])) as diary:
            self.assertEqual(diary.execute("PRAGMA integrity_check").fetchone(), ("ok",))
            sessions = diary.execute("SELECT source, kind FROM session").fetchall()
            stops = diary.execute("SELECT cause FROM stop").fetchall()
        say(f"in the diary: sessions {sessions}, stops {stops}")
        self.assertEqual(sessions, [("press", "short")])
        self.assertEqual(stops, [("press",)])

    def copy_data(self, folder):
        """DATA as the machine left it: mended as the next power-on would."""
        disk, data = os.path.join(WORK, "after.img"), os.path.join(WORK, "data.ext4")
        subprocess.run(["qemu-img", "convert", "-O", "raw", self.machine.overlay, disk], check=True)
        with open(disk, "rb") as file:
            file.seek(446 + 3 * 16 + 8)
            first, count = (int.from_bytes(file.read(4), "little") for _ in range(2))
        subprocess.run(["dd", f"if={disk}", f"of={data}", "bs=512", f"skip={first}",
                        f"count={count}", "status=none"], check=True)
        subprocess.run(["e2fsck", "-fp", data], check=False, stdout=subprocess.DEVNULL)
        subprocess.run(["debugfs", "-R", f"rdump /upbeat {folder}", data], check=True,
                       stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]], verbosity=2, failfast=True)
