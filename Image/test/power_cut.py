# SPDX-License-Identifier: GPL-3.0-or-later
"""Proof 4: the power is cut at any moment. A unit is worked for some minutes while every write and
flush of its disk is logged; the disk is then put together as thirty cuts would leave it, each with
any part of what was not flushed. Nothing that the unit had kept before may be missing."""

import json
import os
import random
import shutil
import sqlite3
import subprocess

import write_log
from machine import Machine
from unit import BOOT_SECONDS, TEXTS, WORK, UnitTest, prove, say, stick

CUTS, BOOTS, SEED = 30, 5, 20261122
UNIT = os.path.join(WORK, "unit.img")
FOLDER = os.path.join(WORK, "power-cut")


def data_partition(image):
    """Where DATA begins on a disk, and how long it is, in bytes."""
    with open(image, "rb") as disk:
        disk.seek(446 + 3 * 16 + 8)
        return [512 * int.from_bytes(disk.read(4), "little") for _ in range(2)]


class Cuts:
    """A disk with a partition for each state of DATA."""

    MARGIN = 1 << 20

    def __init__(self, path, size):
        self.path, self.size = path, size
        with open(path, "wb") as file:
            file.truncate(2 * self.MARGIN + CUTS * size)
        table = "label: gpt\n" + "".join(
            f"start={self.place(n) // 512}, size={size // 512}\n" for n in range(CUTS))
        subprocess.run(["sfdisk", "--quiet", path], input=table.encode(), check=True)

    def place(self, number):
        return self.MARGIN + number * self.size

    def write(self, number, state):
        with open(self.path, "r+b") as file:
            file.seek(self.place(number))
            file.write(state)

    def read(self, number):
        with open(self.path, "rb") as file:
            file.seek(self.place(number))
            return file.read(self.size)


class Kept:
    """What was certainly on the disk when the log had `end` bytes."""

    def __init__(self, end, rows, settings):
        self.end, self.rows, self.settings = end, rows, settings


class PowerCut(UnitTest):
    @classmethod
    def setUpClass(cls):
        os.makedirs(FOLDER, exist_ok=True)
        cls.disk, cls.log = FOLDER + "/worked.img", FOLDER + "/writes.log"
        subprocess.run(["cp", "--sparse=always", UNIT, cls.disk], check=True)
        with open(cls.log, "wb"):
            pass
        blocks = ("driver=blklogwrites,node-name=disk,log-sector-size=512,log-append=off,"
                  f"file.driver=file,file.filename={cls.disk},"
                  f"log.driver=file,log.filename={cls.log}")
        cls.power_on(Machine(UNIT, FOLDER + "/machine", disk=["-blockdev", blocks],
                             tests=WORK + "/tests"))
        cls.kept = []

    # The work

    def look(self):
        said = self.machine.shell.ask("/run/tests/usr/local/bin/in diary")
        # The machine stands still now: what it had shown is in the log.
        self.kept.append(Kept(os.path.getsize(self.log), **json.loads(said)))

    def work(self, seconds):
        """Lets it go on, and looks every second."""
        end = self.machine.sound_seconds() + seconds
        while self.machine.sound_seconds() < end:
            self.machine.advance(1)
            self.look()

    def test_1_works(self):
        machine = self.machine
        machine.shell.wait(BOOT_SECONDS)
        machine.mount_tests()
        self.hear_words(["Press to begin."], 5)
        self.look()
        for name in ("settings", "louder"):
            plugged = machine.plug(stick("cut-" + name, os.path.join(TEXTS, name)))
            self.work(22)
            machine.unplug(plugged)
            machine.press()
            self.work(20)
            machine.press()
            self.work(12)
        machine.off()
        texts = {kept.settings for kept in self.kept}
        say(f"looked {len(self.kept)} times; settings {sorted(map(str, texts))}; "
            f"rows {sum(map(len, self.kept[-1].rows.values()))}")
        self.assertEqual(len(texts), 3, "none, the first stick's, the second one's")

    # The cuts

    def test_2_thirty_cuts(self):
        chance = random.Random(SEED)
        entries = write_log.read(self.log)
        first, size = data_partition(UNIT)
        with open(UNIT, "rb") as disk:
            disk.seek(first)
            replay = write_log.Replay(disk.read(size), first, size, entries)
        begins = next(n for n, entry in enumerate(entries) if entry.end > self.kept[0].end)
        chosen = sorted(chance.sample(range(begins, len(entries)), CUTS))
        say(f"{len(entries)} writes and flushes; cuts behind {chosen} (seed {SEED})")
        self.assertEqual(len(chosen), CUTS)
        type(self).cuts = Cuts(FOLDER + "/cuts.img", size)
        for number, index in enumerate(chosen):
            state = replay.cut(index + 1, chance)
            self.cuts.write(number, state)
            self.check(number, entries[index].end, state)

    def check(self, number, end, state):
        """The diary whole, no row lost that was kept, settings old or new."""
        data, folder = FOLDER + "/data.ext4", FOLDER + "/data"
        with open(data, "wb") as file:
            file.write(state)
        mended = subprocess.run(["e2fsck", "-fp", data], check=False, stdout=subprocess.PIPE)
        self.assertLess(mended.returncode, 4, mended.stdout)
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        subprocess.run(["debugfs", "-R", f"rdump /upbeat {folder}", data], check=True,
                       stderr=subprocess.DEVNULL)
        before = [kept for kept in self.kept if kept.end <= end][-1]
        after = next((kept for kept in self.kept if kept.end > end), self.kept[-1])
        rows, settings = self.read(folder + "/upbeat")
        lost = {table: set(ids) - set(rows.get(table, ()))
                for table, ids in before.rows.items() if set(ids) - set(rows.get(table, ()))}
        self.assertEqual(lost, {}, f"cut {number}: rows were lost")
        self.assertIn(settings, (before.settings, after.settings), f"cut {number}: settings")

    def read(self, folder):
        settings = None
        if os.path.exists(folder + "/upbeat.txt"):
            with open(folder + "/upbeat.txt", encoding="utf-8") as file:
                settings = file.read()
        rows = {}
        with sqlite3.connect(folder + "/diary.sqlite") as diary:
            self.assertEqual(diary.execute("PRAGMA integrity_check").fetchone(), ("ok",))
            self.assertEqual(diary.execute("PRAGMA foreign_key_check").fetchall(), [])
            for (table,) in diary.execute("SELECT name FROM sqlite_master WHERE type = 'table'"
                                          " AND name NOT LIKE 'sqlite_%'").fetchall():
                rows[table] = [row[0] for row in diary.execute(f'SELECT rowid FROM "{table}"')]
        return rows, settings

    # Power-on after it

    def test_3_boots_and_mounts(self):
        """Five of them are a unit's DATA at power-on; in the first one all thirty are mounted."""
        for count, number in enumerate(range(0, CUTS, CUTS // BOOTS)):
            disk = FOLDER + "/after.img"
            subprocess.run(["cp", "--sparse=always", UNIT, disk], check=True)
            first, _ = data_partition(UNIT)
            with open(disk, "r+b") as file:
                file.seek(first)
                file.write(self.cuts.read(number))
            cuts = [] if count else [
                "-drive", f"file={self.cuts.path},if=none,id=cuts,format=raw,snapshot=on",
                "-device", "virtio-blk-pci,drive=cuts,serial=CUTS"]
            with Machine(disk, f"{FOLDER}/boot-{count}", devices=cuts) as machine:
                self.speaks(machine, number)
                if cuts:
                    self.mount_all(machine)

    def speaks(self, machine, number):
        type(self).machine = machine
        machine.shell.wait(BOOT_SECONDS)
        self.hear_words(["This is Upbeat."], 0)
        word = machine.shell.ask("cat /run/upbeat/data")
        self.assertIn(word, ("whole", "mended"))
        say(f"cut {number}: DATA is {word}; it speaks")

    def mount_all(self, machine):
        """By the unit's own fsck and kernel."""
        mounted = machine.shell.ask(
            f"mkdir -p /run/cut; for n in $(seq {CUTS}); do "
            "part=/dev/disk/by-id/virtio-CUTS-part$n; fsck.ext4 -p $part >/dev/null; "
            "[ $? -lt 4 ] && mount -t ext4 $part /run/cut && [ -s /run/cut/upbeat/diary.sqlite ] "
            "&& umount /run/cut && echo $n; done", 600).split()
        say(f"mounted after fsck by the unit's kernel: {len(mounted)} of {CUTS}")
        self.assertEqual(mounted, [str(number + 1) for number in range(CUTS)])


if __name__ == "__main__":
    prove()
