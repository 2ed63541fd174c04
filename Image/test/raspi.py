# SPDX-License-Identifier: GPL-3.0-or-later
"""Proof 6: the image on QEMU's Raspberry Pi 3, with the Pi's own device tree and the card as SD.

There is no sound there and nobody can press; what is proven is the board: its GPIO and watchdog.
QEMU's model of that watchdog does not count: it resets the machine at the moment it is set to go.
So the unit is kept from it while it is looked at; that systemd does set it, by its driver, is seen
by the reset. (`recovery.py` has one that counts, and is fed.)
"""

import os

from machine import SHELL, Machine, overlay
from unit import BOOT_SECONDS, WORK, UnitTest, prove, say

# GPIO17 of the header: the kernel gives this chip the numbers from 512 on.
LINE = 512 + 17


class RaspberryPi(Machine):
    """Its second serial line (the mini UART) is the shell; the first one belongs to Bluetooth."""

    def __init__(self, image, folder):
        os.makedirs(folder, exist_ok=True)
        card = os.path.join(folder, "card.qcow2")
        if os.path.exists(card):
            os.unlink(card)
        # A card's size is a power of two; the image itself stays as it is.
        overlay(image, card, "1G")
        super().__init__(image, folder, sound=None, words="systemd.watchdog_sec=0",
                         disk=["-drive", f"file={card},if=sd,format=qcow2"])

    @staticmethod
    def processor():
        return ["qemu-system-aarch64", "-M", "raspi3b"]

    @staticmethod
    def start(boot, words):
        line = boot.command_line().replace("console=tty0", "")
        return ["-kernel", boot.read("a/vmlinuz"), "-initrd", boot.read("a/initrd.img"),
                "-dtb", boot.read("a/bcm2837-rpi-3-b.dtb"),
                "-append", f"{line} {SHELL.replace('hvc0', 'ttyS0')} {words}"]

    def usual(self):
        folder = self.folder
        return [
            "-accel", "tcg,thread=multi", "-display", "none", "-no-reboot",
            "-serial", f"file:{folder}/serial.log",
            "-chardev", f"socket,id=shell,path={folder}/shell.sock,server=on,wait=off",
            "-serial", "chardev:shell",
            "-qmp", f"unix:{folder}/qmp.sock,server=on,wait=off",
        ]

    def card(self, sound):
        return []

    def set_watchdog(self):
        """It ends the machine: no answer is waited for."""
        self.qmp("cont")
        self.shell.connection.sendall(
            b"busctl --address=unix:path=/run/systemd/private set-property org.freedesktop.systemd1 "
            b"/org/freedesktop/systemd1 org.freedesktop.systemd1.Manager RuntimeWatchdogUSec "
            b"t 15000000\n")


class OnRaspberryPi(UnitTest):
    @classmethod
    def setUpClass(cls):
        cls.machine = RaspberryPi(os.path.join(WORK, "pi.img"), os.path.join(WORK, "raspi"))
        cls.addClassCleanup(cls.machine.off)

    def test_1_service_holds_the_switch(self):
        machine = self.machine
        self.wait_for_service()
        say(f"the service is active after {machine.seconds:.0f} s")
        chip = machine.shell.ask("cat /sys/class/gpio/gpiochip512/label")
        self.assertEqual(chip, "pinctrl-bcm2835")
        line = machine.until("GPIO17", lambda: machine.shell.run(
            f"cd /sys/class/gpio/gpio{LINE} && cat direction edge && stat -c %G value")[0], 60)
        say(f"gpio{LINE} of {chip}: {' '.join(line.split())}")
        self.assertEqual(line.split(), ["in", "both", "gpio"])
        held = machine.shell.ask("ls -l /proc/$(systemctl show -P MainPID upbeat)/fd")
        self.assertRegex(held, rf"gpio{LINE}/value|/{LINE}/value|gpio{LINE}")

    def test_2_data_takes_the_whole_card(self):
        shell = self.machine.shell
        self.machine.until("room", lambda: shell.run(
            "systemctl is-active upbeat-grow")[0] == "active", BOOT_SECONDS)
        blocks, size = map(int, shell.ask("stat -f -c '%b %S' /data").split())
        say(f"DATA has {blocks * size / 1e6:.0f} MB of a card of 1 GiB, on its first start")
        self.assertGreater(blocks * size, 200e6)
        self.assertEqual(shell.ask("cat /run/upbeat/data"), "whole")

    def test_3_watchdog_is_set(self):
        machine, shell = self.machine, self.machine.shell
        self.assertRegex(shell.ask("cat /sys/class/watchdog/watchdog0/identity"), "(?i)bcm2835")
        limit = shell.ask("grep -rh ^RuntimeWatchdogSec= /usr/lib/systemd/system.conf.d")
        self.assertLessEqual(int(limit.split("=")[1]), 15)
        self.assertIsNone(machine.process.poll())
        # As it would be from its start, were it not for the word on the command line.
        machine.set_watchdog()
        machine.process.wait(120)
        say(f"the board's watchdog is set by systemd ({limit}); the model resets at once")


if __name__ == "__main__":
    prove()
