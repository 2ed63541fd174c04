# SPDX-License-Identifier: GPL-3.0-or-later
"""Proof 7: the twin for mini PCs boots by its own boot loader, from UEFI, and greets.

Nothing is given to it from outside, not even a word on the kernel's command line.
"""

import os
import shutil

from machine import Machine
from unit import BOOT_SECONDS, WORK, UnitTest, prove, say

FIRMWARE = "/usr/share/OVMF"


class MiniPC(Machine):
    """QEMU's q35 with UEFI; the disk is on SATA, the switch is a key of a USB keyboard."""

    def __init__(self, image, folder):
        os.makedirs(folder, exist_ok=True)
        self.variables = os.path.join(folder, "variables.fd")
        shutil.copy(f"{FIRMWARE}/OVMF_VARS_4M.fd", self.variables)
        super().__init__(image, folder)

    @staticmethod
    def processor():
        return ["qemu-system-x86_64", "-M", "q35", "-cpu", "max", "-smp", "2", "-m", "1024"]

    def start(self, boot, words):
        return ["-drive", f"if=pflash,unit=0,format=raw,readonly=on,file={FIRMWARE}/OVMF_CODE_4M.fd",
                "-drive", f"if=pflash,unit=1,format=raw,file={self.variables}"]

    def usual(self):
        usual = super().usual()
        usual[usual.index("virtio-blk-pci,drive=disk")] = "ide-hd,drive=disk,bus=ide.0"
        return usual + ["-device", "usb-kbd,bus=usb.0"]

    def press(self):
        """A fifth of a second of its time. A machine that stands still takes no keys."""
        with self.goes_on():
            self.qmp("send-key", keys=[{"type": "qcode", "data": "spc"}], **{"hold-time": 200})


class OnPC(UnitTest):
    @classmethod
    def setUpClass(cls):
        cls.power_on(MiniPC(os.path.join(WORK, "pc.img"), os.path.join(WORK, "pc")))

    def test_1_boots_and_greets(self):
        machine = self.machine
        machine.until("a first sound", lambda: machine.sound_seconds() > 0.1, BOOT_SECONDS)
        say(f"first sound after {machine.seconds:.0f} s")
        # Without a battery clock of ours no time of day is greeted with.
        self.hear_words(["Hello.", "This is Upbeat."], 0)

    def test_2_key_is_the_switch(self):
        place = self.hear_words(["Press to begin."], 10, 120)
        self.machine.press()
        self.hear_words(["Choose your practice."], place)


if __name__ == "__main__":
    prove()
