# SPDX-License-Identifier: GPL-3.0-or-later
"""DATA missing, full, damaged, past mending: the unit boots, speaks, and says that a helper should
look. What can be read of one that is past mending is put aside. What was made anew is sound at the
next power-on, and takes the whole of a larger card."""

import os
import random
import subprocess

from machine import Machine, drive, overlay
from power_cut import data_partition
from unit import BOOT_SECONDS, TEXTS, WORK, UnitTest, prove, say

FOLDER = os.path.join(WORK, "data-states")
UNIT, DATA, NEXT = WORK + "/unit.img", FOLDER + "/data.ext4", FOLDER + "/next.img"
ENTRY = 446 + 3 * 16
SETTINGS = os.path.join(TEXTS, "settings/upbeat.txt")
# A feature that nobody has: e2fsck gives up, and the kernel reads, but does not write.
UNKNOWN_FEATURE = "ssv feature_ro_compat 0x8000046b"
LARGE_CARD = 32 << 30


def debugfs(*requests):
    for request in requests:
        subprocess.run(["debugfs", "-w", "-R", request, DATA], check=False,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def mend(how):
    subprocess.run(["e2fsck", how, DATA], check=False, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)


class DataStates(UnitTest):
    @classmethod
    def setUpClass(cls):
        cls.power_on(None)
        os.makedirs(FOLDER, exist_ok=True)

    def disk(self, change, image=UNIT):
        """A disk with a change of its DATA, which is a file meanwhile."""
        path = FOLDER + "/disk.img"
        subprocess.run(["cp", "--sparse=always", image, path], check=True)
        first, size = data_partition(path)
        with open(path, "r+b") as file:
            file.seek(first)
            with open(DATA, "wb") as data:
                data.write(file.read(size))
            change(size)
            with open(DATA, "rb") as data:
                file.seek(first)
                file.write(data.read())
        return path

    def starts(self, disk, words, size=None):
        """Switches it on, and hears these words first."""
        place = os.path.join(FOLDER, "disk.qcow2")
        overlay(disk, place, size and str(size))
        machine = Machine(disk, FOLDER + "/machine", disk=drive(place))
        type(self).machine = machine
        self.addCleanup(machine.off)
        machine.shell.wait(BOOT_SECONDS)
        self.named = self.hear_words(["This is Upbeat."], 0, 10)
        self.hear_words(words, self.named, 10)
        say(f"spoke; DATA is {self.word()}; /data: "
            + machine.shell.ask("findmnt -no FSTYPE,SIZE,USE% /data"))
        return machine

    def word(self):
        return self.machine.shell.ask("cat /run/upbeat/data")

    def cut(self):
        """Power off, without a word to the unit; the disk is kept for the next power-on."""
        self.machine.shell.ask("sync")
        # QEMU keeps others from a disk that it has open.
        self.machine.off()
        subprocess.run(["qemu-img", "convert", "-O", "raw", FOLDER + "/disk.qcow2", NEXT],
                       check=True)

    def test_1_missing(self):
        disk = self.disk(lambda size: None)
        with open(disk, "r+b") as file:
            file.seek(ENTRY)
            file.write(bytes(16))
        self.starts(disk, ["A helper should look."])
        self.assertEqual(self.word(), "missing")

    def test_2_full_and_damaged(self):
        def fill(size):
            with open(FOLDER + "/filling", "wb") as filling:
                filling.write(os.urandom(size))
            # It ends where there is no room left, which is what it is for.
            debugfs(f"write {FOLDER}/filling upbeat/filling")
            mend("-fy")
            with open(DATA, "r+b") as data:
                data.seek(1024)
                data.write(bytes(1024))
        self.starts(self.disk(fill), ["A helper should look."])
        self.assertEqual(self.word(), "mended")
        self.assertEqual(self.machine.shell.ask("findmnt -no AVAIL,USE% /data").split(),
                         ["0", "100%"])

    def test_3_past_mending(self):
        noise = random.Random(1)

        def spoil(size):
            with open(DATA, "r+b") as data:
                for place in range(0, size, 1 << 20):
                    data.seek(place)
                    data.write(noise.randbytes(1 << 19))
        self.starts(self.disk(spoil), ["A helper should look."])
        self.assertEqual(self.word(), "new")
        self.cut()

    def test_4_past_mending_but_readable(self):
        """On what was made anew before."""
        def refuse(_):
            mend("-fp")
            debugfs(f"write {SETTINGS} upbeat/upbeat.txt", UNKNOWN_FEATURE)
        self.starts(self.disk(refuse, NEXT), ["A helper should look."])
        self.assertEqual(self.word(), "new")
        self.assert_put_aside()
        self.cut()

    def assert_put_aside(self):
        with open(SETTINGS, encoding="utf-8") as file:
            self.assertEqual(self.machine.shell.ask("cat /data/upbeat/aside/upbeat.txt"),
                             file.read().strip())

    def test_5_sound_the_next_time_on_a_larger_card(self):
        machine = self.starts(NEXT, [], LARGE_CARD)
        # Nothing is said of a helper between the two.
        safety = self.hear_words(["Sit up with your head supported."], self.named, 10)
        self.assertLess(safety - self.named, 3)
        self.assertIn(self.word(), ("whole", "mended"))
        self.assert_put_aside()
        machine.until("room", lambda: machine.shell.run(
            "systemctl is-active upbeat-grow")[0] == "active", BOOT_SECONDS)
        took = [int(machine.shell.ask(f"systemctl show -P {moment}TimestampMonotonic upbeat-grow"))
                for moment in ("InactiveExit", "ActiveEnter")]
        blocks, size = map(int, machine.shell.ask("stat -f -c '%b %S' /data").split())
        say(f"DATA took {blocks * size / 1e9:.1f} GB of a card of {LARGE_CARD / 1e9:.1f} GB, in "
            f"{(took[1] - took[0]) / 1e6:.1f} s of the machine")
        self.assertGreater(blocks * size, 0.9 * LARGE_CARD)


if __name__ == "__main__":
    prove()
