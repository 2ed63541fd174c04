# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of a unit share: what should be heard, and hearing it."""

import json
import os
import re
import subprocess
import sys
import time
import unittest

import sound
from sound import RATE, find
from speaker import Speaker

# The work folder, which `prepare.bash` fills.
WORK = sys.argv[1]
TEXTS = "/image/test/texts"
BEGAN = int(os.environ["UPBEAT_STEPS_BEGAN"])

# Of the tests' second disk, on the unit under test.
IN = "/run/tests/usr/local/bin/in"

LIKE, UNLIKE = 0.9, 0.5
# What a boot may take on two slow processors without KVM.
BOOT_SECONDS = 900


def say(text):
    print(f"[{int(time.time()) - BEGAN:5d} s]   {text}", flush=True)


def table(what, figure, beside, target):
    """A row of Docs/Figures.md."""
    print(f"| {what} | {figure} | {beside} | {target} |", flush=True)


class Rendering:
    """What the image's own program renders: its sound and its timeline."""

    def __init__(self, name):
        self.path = os.path.join(WORK, name + ".wav")
        with open(os.path.join(WORK, name + ".jsonl"), encoding="utf-8") as file:
            self.events = [json.loads(line) for line in file]

    def all(self, kind, **fields):
        return [event for event in self.events if event["event"] == kind
                and all(event.get(key) == value for key, value in fields.items())]

    def texts(self):
        """All that is said, in order."""
        return [event["text"] for event in self.all("speech")]

    def sound(self, first, last):
        return sound.read(self.path, first / RATE, (last - first) / RATE)


def stick(name, folder):
    """A stick's disk: FAT without a partition table, with the files of a folder."""
    path = os.path.join(WORK, name + ".img")
    subprocess.run(["truncate", "--size=64M", path], check=True)
    subprocess.run(["mkfs.vfat", "-n", "STICK", path], check=True, stdout=subprocess.DEVNULL)
    for file in os.listdir(folder):
        subprocess.run(["mcopy", "-i", path, os.path.join(folder, file), f"::{file}"], check=True)
    return path


class UnitTest(unittest.TestCase):
    """Tests of one machine run in the order of their names, each where the last one ended."""

    machine = None

    @classmethod
    def power_on(cls, machine):
        cls.practice = Rendering("practice")
        cls.machine = machine
        cls.speaker = Speaker(os.path.join(WORK, "root"), os.path.join(WORK, "prompts"))
        if machine is not None:
            cls.addClassCleanup(machine.off)

    @classmethod
    def wait_for_service(cls):
        """The shell comes long before the appliance, and before DATA and BOOT are mounted."""
        shell = cls.machine.shell
        shell.wait(BOOT_SECONDS)
        cls.machine.until("the service", lambda: shell.run(
            "systemctl is-active upbeat")[0] == "active", BOOT_SECONDS)

    # Hearing

    def capture(self, start=0.0, seconds=None):
        return sound.read(self.machine.sound, start, seconds)

    def hear(self, needle, what, start, seconds=60):
        """Lets the machine go on until a sound is in its capture between two seconds of it; its
        place there."""
        machine, limit = self.machine, start + seconds
        length = len(needle) / RATE
        nearest, patience = -1.0, time.monotonic() + 120 + 10 * seconds
        while time.monotonic() < patience:
            machine.advance(max(1.0, start + length + 1 - machine.sound_seconds()))
            end = machine.sound_seconds()
            if end < start + length:
                continue
            match = find(needle, self.capture(start, end - start))
            nearest = max(nearest, match.likeness)
            if match.likeness >= LIKE:
                place = start + match.frame / RATE
                say(f"heard: {what} ({match.likeness:.3f} at {place:.3f} s of the sound)")
                return place
            if end > limit:
                break
            # What was searched is not searched again, but for a needle cut by its end.
            start = max(start, end - length - 0.1)
        self.fail(f"Not heard within {seconds} s: {what}; the nearest was {nearest:.3f}")

    def hear_words(self, texts, start, seconds=60):
        """Sentences, one after the other; the place of the last one."""
        for text in texts:
            start = self.hear(self.speaker(text), text, start, seconds)
        return start

    def stream(self):
        """What the kernel says of the card's stream; times in seconds of its monotonic clock."""
        said = self.machine.shell.ask("cat /proc/asound/card0/pcm0p/sub0/status")
        return dict(re.findall(r"^(\w+)\s*: (.*)$", said, re.M))

    def settings_of_unit(self):
        said, _ = self.machine.shell.run("cat /data/upbeat/upbeat.txt")
        return said


def copy_data(machine, folder):
    """DATA as the machine left it: mended as the next power-on would."""
    disk, data = os.path.join(WORK, "after.img"), os.path.join(WORK, "data.ext4")
    subprocess.run(["qemu-img", "convert", "-O", "raw", machine.overlay, disk], check=True)
    with open(disk, "rb") as file:
        file.seek(446 + 3 * 16 + 8)
        first, count = (int.from_bytes(file.read(4), "little") for _ in range(2))
    subprocess.run(["dd", f"if={disk}", f"of={data}", "bs=512", f"skip={first}",
                    f"count={count}", "status=none"], check=True)
    subprocess.run(["e2fsck", "-fp", data], check=False, stdout=subprocess.DEVNULL)
    subprocess.run(["debugfs", "-R", f"rdump /upbeat {folder}", data], check=True,
                   stderr=subprocess.DEVNULL)


def prove():
    """Runs the tests of the file that calls it."""
    unittest.main(argv=[sys.argv[0]], verbosity=2, failfast=True)
