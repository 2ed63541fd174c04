# SPDX-License-Identifier: GPL-3.0-or-later
"""Proof 4: the power is cut at any moment. A unit is worked for some minutes while every write and
flush of its disk is logged; the disk is then put together as thirty cuts would leave it, each with
any part of what was not flushed. Nothing that the unit had kept before may be missing."""

import contextlib
import json
import os
import random
import shutil
import sqlite3
import subprocess

import write_log
from machine import Machine
from unit import BOOT_SECONDS, IN, TEXTS, WORK, UnitTest, prove, say, stick

CUTS, BOOTS, SEED = 30, 5, 20261122
# What is plugged, and the settings that are in force one after the other.
STICKS = ("settings", "louder")
STATES = ("none",) + STICKS
UNIT = os.path.join(WORK, "unit.img")
FOLDER = os.path.join(WORK, "power-cut")


def data_partition(image):
    """Where DATA begins on a disk, and how long it is, in bytes."""
    with open(image, "rb") as disk:
        disk.seek(446 + 3 * 16 + 8)
        return [512 * int.from_bytes(disk.read(4), "little") for _ in range(2)]


class Cuts:
    """A disk with a partition for each state of DATA."""

    MARGIN, PIECE = 1 << 20, 1 << 16

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
        """Where there is nothing but zeros there is a hole."""
        with open(self.path, "r+b") as file:
            for at in range(0, self.size, self.PIECE):
                piece = state[at:at + self.PIECE]
                if piece.count(0) < len(piece):
                    file.seek(self.place(number) + at)
                    file.write(piece)

    def copy(self, number, path):
        subprocess.run(["dd", f"if={self.path}", f"of={path}", "bs=1M", "conv=sparse",
                        f"skip={self.place(number) >> 20}", f"count={self.size >> 20}",
                        "status=none"], check=True)

    def read(self, number):
        with open(self.path, "rb") as file:
            file.seek(self.place(number))
            return file.read(self.size)


def count(rows):
    return sum(map(len, rows.values()))


def settings_name(text):
    """Which of the texts it is, to the byte."""
    if text is None:
        return STATES[0]
    for name in STICKS:
        with open(os.path.join(TEXTS, name, "upbeat.txt"), encoding="utf-8") as file:
            if file.read() == text:
                return name
    return f"mixed: {text!r}"


class Kept:
    """What the unit had acknowledged when the log had `end` bytes: the diary's rows, by table and
    id, and how many texts of settings it had said are saved; it had been given `given` by then."""

    def __init__(self, end, rows, saved, given):
        self.end, self.rows, self.saved, self.given = end, rows, saved, given


def lost(before, after):
    """The rows that are not there as they were kept. In one that is there a number may have risen,
    and what was empty be filled: nothing else of a diary ever changes."""
    missing = []
    for table, rows in before.items():
        for row, values in rows.items():
            there = after.get(table, {}).get(row)
            if there is None or any(not stands(old, new) for old, new in zip(values, there)):
                missing.append((table, row, values, there))
    return missing


def stands(old, new):
    if old is None or old == new:
        return True
    return isinstance(old, (int, float)) and isinstance(new, (int, float)) and new > old


class Worked(Machine):
    """Whenever it has gone on, what it has kept is looked at."""

    look = None

    def advance(self, seconds, patience=20):
        super().advance(seconds, patience)
        if self.look:
            self.look()


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
        cls.power_on(Worked(UNIT, FOLDER + "/machine", disk=["-blockdev", blocks],
                            tests=WORK + "/tests"))
        cls.kept, cls.saved, cls.given = [], 0, 0
        # By the number of the cut: what the unit says when it is powered on after it.
        cls.words_after = []

    # The work

    def look(self):
        rows = json.loads(self.machine.shell.ask(f"{IN} diary"))
        # The machine stands still now: what it had shown is in the log.
        self.kept.append(Kept(os.path.getsize(self.log), rows, self.saved, self.given))

    def hears(self, *texts):
        """One after the other; the longest wait is for the words of safety after new settings, then
        for a choice that nobody makes."""
        self.place = self.hear_words(texts, self.place, 75)

    def test_1_works(self):
        machine, self.place = self.machine, 5
        machine.shell.wait(BOOT_SECONDS)
        machine.mount_tests()
        self.hears("Press to begin.")
        machine.look = self.look
        self.look()
        for name in STICKS:
            plugged = machine.plug(stick("cut-" + name, os.path.join(TEXTS, name)))
            type(self).given += 1
            self.hears("Stick found.", "Saved.")
            type(self).saved += 1
            self.look()
            self.hears("You may take the stick out.")
            machine.unplug(plugged)
        machine.press()
        self.hears("We begin the short practice.", "Breathing with the music.")
        machine.advance(15)
        machine.press()
        # Left alone, it ends the session by itself.
        self.hears("Press to go on.", "I will rest.")
        self.look()
        machine.off()
        rows = self.kept[-1].rows
        say(f"looked {len(self.kept)} times; rows "
            f"{ {table: len(ids) for table, ids in rows.items() if ids} }")
        for table in ("power_on", "session", "exercise", "stop"):
            self.assertTrue(rows[table], table)

    # The cuts

    def test_2_thirty_cuts(self):
        chance = random.Random(SEED)
        entries = write_log.read(self.log)
        first, size = data_partition(UNIT)
        with open(UNIT, "rb") as disk:
            disk.seek(first)
            replay = write_log.Replay(disk.read(size), first, size, entries)
        begins = next(n for n, entry in enumerate(entries) if entry.end > self.kept[0].end)
        chosen = self.choose(begins, len(entries), chance)
        say(f"{len(entries) - begins} writes and flushes after the first look; seed {SEED}")
        type(self).cuts = Cuts(FOLDER + "/cuts.img", size)
        for number, index in enumerate(chosen):
            self.cuts.write(number, replay.cut(index + 1, chance))
            self.check(number, index, entries[index].end)

    @staticmethod
    def choose(begins, ends, chance):
        """One of each thirtieth of the log, by chance: of all that it did there are some."""
        bounds = [begins + (ends - begins) * n // CUTS for n in range(CUTS + 1)]
        return [chance.randrange(low, high) for low, high in zip(bounds, bounds[1:])]

    def check(self, number, index, end):
        """The diary whole, nothing lost that was kept, settings old or new."""
        data, folder = FOLDER + "/data.ext4", FOLDER + "/data"
        self.cuts.copy(number, data)
        mended = subprocess.run(["e2fsck", "-fp", data], check=False, stdout=subprocess.PIPE)
        self.assertLess(mended.returncode, 4, mended.stdout)
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        subprocess.run(["debugfs", "-R", f"rdump /upbeat {folder}", data], check=True,
                       stderr=subprocess.DEVNULL)
        before = [kept for kept in self.kept if kept.end <= end][-1]
        after = next((kept for kept in self.kept if kept.end > end), before)
        rows, settings = self.read(folder + "/upbeat")
        say(f"cut {number}, behind entry {index}: rows {count(before.rows)} kept before, "
            f"{count(rows)} there; settings {settings_name(settings)}, "
            f"{STATES[before.saved]} kept before")
        self.assertEqual(lost(before.rows, rows), [], f"cut {number}: of the diary is lost")
        self.assertIn(settings_name(settings), STATES[before.saved:after.given + 1])

    def read(self, folder):
        settings = None
        if os.path.exists(folder + "/upbeat.txt"):
            with open(folder + "/upbeat.txt", encoding="utf-8") as file:
                settings = file.read()
        with contextlib.closing(sqlite3.connect(folder + "/diary.sqlite")) as diary:
            self.assertEqual(diary.execute("PRAGMA integrity_check").fetchone(), ("ok",))
            self.assertEqual(diary.execute("PRAGMA foreign_key_check").fetchall(), [])
            tables = [table for (table,) in diary.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table'"
                " AND name NOT LIKE 'sqlite_%'").fetchall()]
            # As they come out of JSON.
            rows = {table: {str(row[0]): list(row[1:]) for row in
                            diary.execute(f'SELECT rowid, * FROM "{table}"')} for table in tables}
            self.words_after.append(self.words_of(diary.execute(
                "SELECT coalesce(sum(exercise.done_seconds), 0) FROM session LEFT JOIN exercise"
                " ON exercise.session = session.id WHERE ended IS NULL GROUP BY session.id"
            ).fetchone()))
        return rows, settings

    @staticmethod
    def words_of(practised):
        """Of a unit whose last practice was broken off after so many seconds of exercise; None: there
        was none. Who was in the middle of one is not greeted, but asked to go on."""
        if practised is None:
            return ["This is Upbeat."]
        if practised == (0,):
            return ["This is Upbeat.", "This device has started again."]
        return ["This device has started again.", "Press to go on."]

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
            # Thirty partitions are many to look at while it greets: they are plugged after it.
            with Machine(disk, f"{FOLDER}/boot-{count}",
                         devices=["-device", "pcie-root-port,id=later"]) as machine:
                self.speaks(machine, number)
                if not count:
                    self.mount_all(machine)

    def speaks(self, machine, number):
        type(self).machine = machine
        machine.shell.wait(BOOT_SECONDS)
        self.hear_words(self.words_after[number], 0, 10)
        word = machine.shell.ask("cat /run/upbeat/data")
        self.assertIn(word, ("whole", "mended"))
        say(f"cut {number}: DATA is {word}; it speaks")

    def mount_all(self, machine):
        """By the unit's own fsck and kernel."""
        machine.qmp("blockdev-add", driver="raw", **{"node-name": "cuts", "file": {
            "driver": "file", "filename": self.cuts.path}})
        with machine.goes_on():
            machine.qmp("device_add", driver="virtio-blk-pci", drive="cuts", serial="CUTS",
                        bus="later")
        machine.shell.ask(f"udevadm wait --timeout=60 /dev/disk/by-id/virtio-CUTS-part{CUTS} && "
                          "udevadm settle")
        mounted = machine.shell.ask(
            f"mkdir -p /run/cut; for n in $(seq {CUTS}); do "
            "part=/dev/disk/by-id/virtio-CUTS-part$n; fsck.ext4 -p $part >/dev/null; "
            "[ $? -lt 4 ] && mount -t ext4 $part /run/cut && [ -s /run/cut/upbeat/diary.sqlite ] "
            "&& umount /run/cut && echo $n; done", 600).split()
        say(f"mounted after fsck by the unit's kernel: {len(mounted)} of {CUTS}")
        self.assertEqual(mounted, [str(number + 1) for number in range(CUTS)])


if __name__ == "__main__":
    prove()
