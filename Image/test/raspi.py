# SPDX-License-Identifier: GPL-3.0-or-later
"""Proof 6: the image on QEMU's Raspberry Pi 3, with the Pi's own device tree and the card as SD.

There is no sound there and nobody can press; what is proven is the board: its GPIO, its watchdog,
and DATA on a card that is larger than the image.

QEMU's model of the Pi's watchdog has the registers and no countdown: at the driver's store that
starts it (the bit for a full reset in RSTC) it resets the machine at once, where the chip would
wait for as long as WDOG says. No unit that feeds it gets through its start there. So QEMU's
debugger stops the machine at each store of `bcm2835_wdt`, from before systemd is started to the
end: the time in WDOG goes to the model; the store that starts is taken down and not carried out.
Up to that one instruction all is the shipped unit's own; beside the words for a shell it is given
those that keep it in its initrd until it is watched, and have the kernel write down each feed.
At the end the debugger is taken away, and the next feed does reach the model, which resets.
(`recovery.py` has a watchdog that counts, and one that is not fed.)
"""

import os
import re
import struct

from debugger import PAGE, Debugger, Store, WatchedDriver
from machine import SHELL, Machine, overlay
from unit import BOOT_SECONDS, WORK, UnitTest, prove, say

# GPIO17 of the header: the kernel gives this chip the numbers from 512 on.
LINE = 512 + 17
# Registers of the chip, within the page they are in. A value is taken only with the password; of
# WDOG 20 bits are time, 65,536 a second; of RSTC this bit stands for a reset when it is over.
RSTC, WDOG = 0x1C, 0x24
PASSWORD, FULL_RESET, TICKS = 0x5A000000, 0x20, 65536
LIMIT = 15
FEEDS = 8


def seeded(tree):
    """The Pi's firmware lays a seed for random numbers into the device tree it hands on; QEMU fills
    one that is there, and makes none for this board. Without it each system call waits for the
    kernel to stir what little chance it has: a boot takes three times as long.
    """
    with open(tree, "rb") as file:
        old = file.read()
    header = list(struct.unpack_from(">10I", old))
    # An entry of 32 bytes, first of all that is chosen; its name is added to the strings at the end.
    entry = struct.pack(">3I", 3, 32, header[8]) + bytes(range(32))
    place = old.index(b"\0\0\0\1chosen\0\0") + 12
    new = old[:place] + entry + old[place:] + b"rng-seed\0"
    header[1] = len(new)
    header[3] += len(entry)
    header[8] += len(b"rng-seed\0")
    header[9] += len(entry)
    with open(tree, "wb") as file:
        file.write(struct.pack(">10I", *header) + new[40:])
    return tree


class RaspberryPi(Machine):
    """Its second serial line (the mini UART) is the shell; the first one belongs to Bluetooth."""

    def __init__(self, image, folder):
        os.makedirs(folder, exist_ok=True)
        card = os.path.join(folder, "card.qcow2")
        if os.path.exists(card):
            os.unlink(card)
        # A card's size is a power of two; the image itself stays as it is.
        overlay(image, card, "1G")
        self.debugger = os.path.join(folder, "debugger.sock")
        if os.path.exists(self.debugger):
            os.unlink(self.debugger)
        # An empty `panic=`: else the initrd has no shell.
        super().__init__(image, folder, sound=None, words="trace_event=watchdog:* break=bottom panic=",
                         disk=["-drive", f"file={card},if=sd,format=qcow2",
                               "-gdb", f"unix:{self.debugger},server=on,wait=off"])
        # It goes on all the time: one that stands still would be a break to the debugger.
        self.going_on = 1
        self.qmp("cont")
        # What the driver stored: to which register, and what.
        self.stored = []
        self.watched = None

    @staticmethod
    def processor():
        return ["qemu-system-aarch64", "-M", "raspi3b"]

    @staticmethod
    def start(boot, words):
        line = boot.command_line().replace("console=tty0", "")
        return ["-kernel", boot.read("a/vmlinuz"), "-initrd", boot.read("a/initrd.img"),
                "-dtb", seeded(boot.read("a/bcm2837-rpi-3-b.dtb")),
                "-append", f"{line} {SHELL.replace('hvc0', 'ttyS1')} {words}"]

    def usual(self):
        folder = self.folder
        return [
            "-accel", "tcg,thread=multi", "-display", "none", "-no-reboot",
            "-serial", f"file:{folder}/serial.log",
            "-chardev", f"socket,id=shell,path={folder}/shell.sock,server=on,wait=off,"
            f"logfile={folder}/shell.log",
            "-serial", "chardev:shell",
            "-qmp", f"unix:{folder}/qmp.sock,server=on,wait=off",
        ]

    def card(self, sound):
        return []

    def watch(self):
        """In the shell of the initrd: the driver is loaded, nobody has opened its device yet."""
        self.shell.wait(300)
        code = int(self.shell.ask("cat /sys/module/bcm2835_wdt/sections/.text"), 16)
        debugger = Debugger(self.debugger, self.process)
        stores = Store.all(code, debugger.memory(code, PAGE))
        self.watched = WatchedDriver(debugger, stores, self.takes)
        self.shell.connection.sendall(b"exit\n")

    def takes(self, place, value):
        register = place % PAGE
        self.stored.append((register, value))
        return not (register == RSTC and value & FULL_RESET)

    def feeds(self):
        """Who fed it and when, in seconds since power-on, by the kernel's own trace."""
        trace = self.shell.ask("mkdir -p /run/trace; mountpoint -q /run/trace || "
                               "mount -t tracefs tracefs /run/trace; cat /run/trace/trace")
        return [(task, float(seconds)) for task, seconds in re.findall(
            r"^\s*(\S+-\d+) .* (\d+\.\d+): watchdog_start: watchdog0 err=0", trace, re.M)]


class OnRaspberryPi(UnitTest):
    @classmethod
    def setUpClass(cls):
        cls.machine = RaspberryPi(os.path.join(WORK, "pi.img"), os.path.join(WORK, "raspi"))
        cls.addClassCleanup(cls.machine.off)

    def test_1_service_holds_the_switch(self):
        machine = self.machine
        machine.watch()
        say(f"in its initrd after {machine.seconds:.0f} s")
        self.wait_for_service()
        say(f"the service is active after {machine.seconds:.0f} s")
        chip = machine.shell.ask("cat /sys/class/gpio/gpiochip512/label")
        self.assertEqual(chip, "pinctrl-bcm2835")
        machine.until("GPIO17", lambda: machine.shell.run(
            f"cd /sys/class/gpio/gpio{LINE} && cat direction edge && stat -c %G value")[0].split()
            == ["in", "both", "gpio"], 60)
        say(f"gpio{LINE} of {chip}: in, both edges, of the group gpio")
        held = machine.shell.ask("ls -l /proc/$(systemctl show -P MainPID upbeat)/fd")
        self.assertRegex(held, rf"-> \S*/gpio{LINE}/value")

    def test_2_data_takes_the_whole_card(self):
        shell = self.machine.shell
        self.machine.until("room", lambda: shell.run(
            "systemctl is-active upbeat-grow")[0] == "active", BOOT_SECONDS)
        card, start, part = map(int, shell.ask(
            "cd /sys/block/mmcblk0 && cat size mmcblk0p4/start mmcblk0p4/size").split())
        blocks, block = map(int, shell.ask("stat -f -c '%b %S' /data").split())
        say(f"DATA has {blocks * block / 1e6:.0f} MB of a card of {card * 512 / 1e6:.0f} MB, "
            "on its first start")
        self.assertEqual(start + part, card)
        # Its own books are less than a tenth.
        self.assertGreater(blocks * block, 0.9 * part * 512)
        self.assertEqual(shell.ask("cat /run/upbeat/data"), "whole")

    def test_3_watchdog_is_fed(self):
        machine, shell = self.machine, self.machine.shell
        folder = "/sys/class/watchdog/watchdog0"
        self.assertRegex(shell.ask(f"cat {folder}/identity"), "(?i)bcm2835")
        self.assertEqual(shell.ask(f"cat {folder}/state"), "active")
        journal = shell.ask("journalctl -b -o cat | grep '^Watchdog running'")
        self.assertEqual(journal, "Watchdog running with a hardware timeout of 15s.")
        self.assertLessEqual(int(shell.ask(f"cat {folder}/timeout")), LIMIT)
        # It can be open once: who has it feeds it.
        self.assertIn("/dev/watchdog0", shell.ask("ls -l /proc/1/fd"))
        feeds = machine.until(f"{FEEDS} feeds", lambda: len(machine.feeds()) >= FEEDS
                              and machine.feeds(), FEEDS * LIMIT)
        self.assertEqual({task for task, _ in feeds}, {"systemd-1"})
        times = [seconds for _, seconds in feeds]
        gaps = [later - earlier for earlier, later in zip(times, times[1:])]
        say(f"fed {len(feeds)} times by systemd from {times[0]:.0f} s on, "
            f"at the most {max(gaps):.1f} s apart")
        self.assertLess(max(gaps), LIMIT)
        self.assert_stored(len(feeds))

    def assert_stored(self, feeds):
        """Each feed is a time of at most 15 s and a start, with the password."""
        starts = [value for register, value in self.machine.stored if register == RSTC]
        # One may be between its two stores just now.
        stored = self.machine.stored[:2 * len(starts)]
        limits = [value for register, value in stored if register == WDOG]
        say(f"{len(starts)} starts stored, {sorted(map(hex, set(limits + starts)))}")
        self.assertGreaterEqual(len(starts), feeds)
        self.assertEqual([register for register, _ in stored], [WDOG, RSTC] * len(starts))
        for value in limits:
            self.assertEqual(value & 0xFF000000, PASSWORD)
            self.assertTrue(0 < value & 0xFFFFF <= LIMIT * TICKS)
        for value in starts:
            self.assertEqual(value & ~0xFFFF, PASSWORD)
            self.assertTrue(value & FULL_RESET)

    def test_4_store_is_the_board_s(self):
        """Without the debugger the next feed is what the model takes for a reset."""
        machine = self.machine
        self.assertIsNone(machine.process.poll())
        machine.watched.leave()
        machine.process.wait(4 * LIMIT)
        self.assertEqual(machine.qmp.ended_by(), "guest-reset")
        say("the next feed reaches the model of the chip, which resets at once")


if __name__ == "__main__":
    prove()
