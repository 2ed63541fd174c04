# SPDX-License-Identifier: GPL-3.0-or-later
"""DATA missing, full, or past mending: the unit boots, speaks, and says that a helper should look;
what was past mending is made anew and is sound at the next power-on."""

import os
import random
import subprocess

from machine import Machine
from power_cut import data_partition
from unit import BOOT_SECONDS, WORK, UnitTest, prove, say

FOLDER = os.path.join(WORK, "data-states")
ENTRY = 446 + 3 * 16


class DataStates(UnitTest):
    @classmethod
    def setUpClass(cls):
        cls.power_on(None)
        os.makedirs(FOLDER, exist_ok=True)

    def disk(self, change):
        """A unit's disk, with a change of it."""
        path = FOLDER + "/disk.img"
        subprocess.run(["cp", "--sparse=always", WORK + "/unit.img", path], check=True)
        with open(path, "r+b") as file:
            change(file)
        return path

    def starts(self, disk, words):
        """It speaks, and says these words; the helper's word for DATA."""
        machine = Machine(disk, FOLDER + "/machine")
        type(self).machine = machine
        with machine:
            machine.shell.wait(BOOT_SECONDS)
            self.hear_words(["This is Upbeat."] + words, 0)
            word = machine.shell.ask("cat /run/upbeat/data")
            say(f"DATA is {word}; /data: " + machine.shell.ask("findmnt -no FSTYPE,SIZE,USE% /data"))
            machine.shell.ask("systemctl stop upbeat; systemctl stop upbeat-data; sync", 600)
            if word == "new":
                # QEMU keeps others from a disk that it has open.
                machine.off()
                subprocess.run(["qemu-img", "convert", "-O", "raw", machine.overlay,
                                FOLDER + "/next.img"], check=True)
        return word

    def test_1_missing(self):
        def remove(file):
            file.seek(ENTRY)
            file.write(bytes(16))
        self.assertEqual(self.starts(self.disk(remove), ["A helper should look."]), "missing")

    def test_2_full(self):
        first, size = data_partition(WORK + "/unit.img")

        def fill(file):
            data = FOLDER + "/full.ext4"
            file.seek(first)
            with open(data, "wb") as part:
                part.write(file.read(size))
            with open(FOLDER + "/filling", "wb") as filling:
                filling.write(os.urandom(size))
            # It ends where there is no room left, which is what it is for.
            subprocess.run(["debugfs", "-w", "-R", f"write {FOLDER}/filling upbeat/filling", data],
                           check=False, stderr=subprocess.DEVNULL)
            subprocess.run(["e2fsck", "-fy", data], check=False, stdout=subprocess.DEVNULL)
            file.seek(first)
            with open(data, "rb") as part:
                file.write(part.read())
        self.assertIn(self.starts(self.disk(fill), ["A helper should look."]), ("whole", "mended"))

    def test_3_past_mending_then_sound(self):
        first, size = data_partition(WORK + "/unit.img")
        noise = random.Random(1)

        def spoil(file):
            for place in range(0, size, 1 << 20):
                file.seek(first + place)
                file.write(noise.randbytes(1 << 19))
        self.assertEqual(self.starts(self.disk(spoil), ["A helper should look."]), "new")
        self.assertEqual(self.starts(FOLDER + "/next.img", []), "whole")


if __name__ == "__main__":
    prove()
