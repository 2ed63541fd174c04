# SPDX-License-Identifier: GPL-3.0-or-later
"""A unit in QEMU: the shipped image as it is, a switch, a sound card into a WAV, and sticks.

The machine's time is its own (`-icount`): a thousand million instructions of its two processors are a
second, less than any board has, or fewer, where a test has no time for so many; and where it only
waits it goes on to the next thing at once. So
silence is quickly over, and its sound has no gaps because something else runs here. It stands still
but where a test lets it go on: `goes_on`, `advance`, `until`, and every word to its shell.

It runs in the tools root. What it does to the image goes to an overlay, not to the image. A shell
is had by words on the kernel's command line (systemd.debug_shell) and a virtual console.
"""

import base64
import contextlib
import gzip
import json
import os
import re
import signal
import socket
import subprocess
import threading
import time
import zlib


class MachineError(Exception):
    """The machine did not do what was asked of it."""


# The words a machine is given beside the image's own.
SHELL = "systemd.debug_shell=hvc0"


class BootFiles:
    """Kernel, initrd and command line of slot a, read from the image's BOOT partition."""

    def __init__(self, image, folder):
        with open(image, "rb") as disk:
            disk.seek(454)
            first_sector = int.from_bytes(disk.read(4), "little")
        self.partition = f"{image}@@{first_sector * 512}"
        self.folder = folder

    def read(self, name):
        place = os.path.join(self.folder, os.path.basename(name))
        subprocess.run(["mcopy", "-o", "-n", "-i", self.partition, f"::{name}", place], check=True)
        return place

    def has(self, name):
        return subprocess.run(["mdir", "-i", self.partition, f"::{name}"],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                              check=False).returncode == 0

    def command_line(self):
        if self.has("a/cmdline.txt"):
            with open(self.read("a/cmdline.txt"), encoding="ascii") as file:
                return file.read().strip()
        with open(self.read("loader/entries/upbeat-a.conf"), encoding="ascii") as file:
            return re.search(r"^options (.*)$", file.read(), re.M).group(1)


class QMP:
    """QEMU's own protocol: one JSON object a line."""

    def __init__(self, path, process):
        self.stream = connect(path, process).makefile("rw", encoding="utf-8")
        self.events = []
        self.lock = threading.Lock()
        self.stream.readline()
        self("qmp_capabilities")

    def __call__(self, command, **arguments):
        with self.lock:
            return self._ask(command, arguments)

    def ended_by(self):
        """Of a machine that has ended by itself: why, in QEMU's word."""
        with self.lock:
            for line in self.stream:
                event = json.loads(line)
                if event.get("event") == "SHUTDOWN":
                    return event["data"]["reason"]
        return None

    def _ask(self, command, arguments):
        self.stream.write(json.dumps({"execute": command, "arguments": arguments}) + "\n")
        self.stream.flush()
        while True:
            answer = json.loads(self.stream.readline())
            if "error" in answer:
                raise MachineError(f"{command}: {answer['error']['desc']}")
            if "return" in answer:
                return answer["return"]
            self.events.append(answer["event"])


def connect(path, process, seconds=20):
    """A socket that QEMU makes in a moment."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise MachineError("QEMU has ended; see qemu.log.")
        try:
            connection = socket.socket(socket.AF_UNIX)
            connection.connect(path)
            return connection
        except OSError:
            connection.close()
            time.sleep(0.1)
    raise MachineError(f"{path} did not come.")


class Shell:
    """The root shell on the virtual console."""

    def __init__(self, path, process, goes_on):
        """goes_on: the machine's, for as long as it is spoken with."""
        self.connection = connect(path, process)
        self.goes_on = goes_on
        self.count = 0

    def wait(self, seconds):
        """Until it answers; it starts with the system. In seconds of this machine."""
        with self.goes_on():
            self._wait(seconds)

    def _wait(self, seconds):
        deadline = time.monotonic() + seconds
        heard = b""
        while time.monotonic() < deadline:
            # $9 is empty: an echo of the line is no answer. Without quotes: of a line that comes while
            # the console is being opened a part may be lost.
            self.connection.sendall(b"\nstty -echo; PS1=; PS2=; echo RE$9ADY\n")
            heard += self._read(3)
            if b"READY" in heard:
                self._read(1)
                self.run("export TERM=dumb SYSTEMD_PAGER= LC_ALL=C")
                return
        raise MachineError(f"No shell within {seconds} s.")

    def _read(self, seconds):
        heard = b""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self.connection.settimeout(max(0.05, deadline - time.monotonic()))
            try:
                some = self.connection.recv(65536)
            except socket.timeout:
                break
            if not some:
                raise MachineError("The machine has ended.")
            heard += some
        return heard

    def run(self, command, seconds=300):
        """What the command printed, and its status."""
        with self.goes_on():
            return self._run(command, seconds)

    def _run(self, command, seconds):
        self.count += 1
        mark = f"__{self.count}_"
        # What was printed is between two marks, so that it is not mixed with an echo of the line.
        line = (f"{{ {command}\n}} </dev/null >/run/.said 2>&1; r=$?; echo '{mark}'said; "
                f"cat /run/.said; echo '{mark}'$r'__'\n")
        self.connection.sendall(line.encode())
        pattern = re.compile((mark + r"said\r?\n(.*?)" + mark + r"(\d+)__").encode(), re.DOTALL)
        heard = b""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self.connection.settimeout(max(0.05, deadline - time.monotonic()))
            try:
                heard += self.connection.recv(65536)
            except socket.timeout:
                break
            found = pattern.search(heard)
            if found:
                said = found.group(1).decode(errors="replace").replace("\r", "")
                return said.strip(), int(found.group(2))
        raise MachineError(f"No answer within {seconds} s: {command}\n{heard.decode(errors='replace')}")

    def ask(self, command, seconds=300):
        """What the command printed; it must go well."""
        said, status = self.run(command, seconds)
        if status:
            raise MachineError(f"{command}: status {status}\n{said}")
        return said

    def read(self, path):
        """A long file, whole: of much at once the console may lose some."""
        for _ in range(3):
            try:
                return gzip.decompress(base64.b64decode(self.ask(
                    f"gzip -c {path} | base64", 600))).decode()
            except (ValueError, OSError, EOFError, zlib.error):
                continue
        raise MachineError(f"{path} did not come whole.")


def overlay(image, place, size=None):
    """A disk that begins as the image is, and takes what is written itself."""
    command = ["qemu-img", "create", "-q", "-f", "qcow2", "-F", "raw", "-b",
               os.path.abspath(image), place]
    subprocess.run(command + ([size] if size else []), check=True)


def drive(place):
    """QEMU's arguments for the disk `disk`. What is written is not waited for: while our disk works,
    the machine's time would run on."""
    return ["-drive", f"file={place},if=none,id=disk,format=qcow2,cache=unsafe"]


class Machine:
    """One power-on. Use it in a `with`: it is switched off at the end."""

    def __init__(self, image, folder, *, words="", disk=None, sound="hda", tests=None,
                 devices=(), shift=0):
        """
        image: a disk image, raw; it is not written to. folder: for sockets, logs and sound.
        words: more for the kernel's command line. disk: QEMU's arguments for the disk `disk`, in
        place of an overlay on the image. sound: hda, usb, or None. tests: a second disk, which the
        unit does not know of. devices: more arguments. shift: how often its speed is halved.
        """
        os.makedirs(folder, exist_ok=True)
        self.folder = folder
        self.shift = shift
        self.sound = os.path.join(folder, "sound.wav")
        self.overlay = os.path.join(folder, "disk.qcow2")
        for name in ("qmp.sock", "shell.sock", "sound.wav", "disk.qcow2"):
            if os.path.exists(os.path.join(folder, name)):
                os.unlink(os.path.join(folder, name))
        if disk is None:
            overlay(image, self.overlay)
            disk = drive(self.overlay)
        boot = BootFiles(image, folder)
        self.began = time.monotonic()
        with open(os.path.join(folder, "qemu.log"), "wb") as log:
            self.process = subprocess.Popen(
                self.processor() + self.start(boot, words) + list(disk) + self.usual()
                + self.card(sound) + self.second_disk(tests) + list(devices), stdout=log, stderr=log)
        self.qmp = QMP(os.path.join(folder, "qmp.sock"), self.process)
        self.shell = Shell(os.path.join(folder, "shell.sock"), self.process, self.goes_on)
        self.sticks = 0
        self.going_on = 0
        self.qmp("stop")

    # What it is made of

    @staticmethod
    def processor():
        return ["qemu-system-aarch64", "-M", "virt,gic-version=3", "-cpu", "cortex-a72",
                "-smp", "2", "-m", "1024"]

    @staticmethod
    def start(boot, words):
        line = " ".join([boot.command_line(), SHELL, words, "console=ttyAMA0"])
        return ["-kernel", boot.read("a/vmlinuz"), "-initrd", boot.read("a/initrd.img"),
                "-append", line]

    def usual(self):
        folder = self.folder
        return [
            "-accel", "tcg,thread=single", "-icount", f"shift={self.shift},sleep=off",
            "-nodefaults", "-display", "none", "-no-reboot",
            "-serial", f"file:{folder}/serial.log",
            "-qmp", f"unix:{folder}/qmp.sock,server=on,wait=off",
            "-device", "virtio-serial-pci",
            "-chardev", f"socket,id=shell,path={folder}/shell.sock,server=on,wait=off",
            "-device", "virtconsole,chardev=shell",
            "-device", "virtio-blk-pci,drive=disk",
            "-device", "qemu-xhci,id=usb",
            "-rtc", "base=2026-11-22T09:00:00,clock=vm",
        ]

    def card(self, sound):
        """HDA takes what is played to the frame; a card on USB can be pulled out."""
        wav = ["-audiodev", f"wav,id=wav,path={self.sound},out.frequency=48000,timer-period=1000"]
        if sound == "hda":
            return wav + ["-device", "intel-hda", "-device", "hda-output,audiodev=wav,use-timer=off"]
        if sound == "usb":
            return wav + ["-device", "usb-audio,id=card,audiodev=wav,bus=usb.0"]
        return wav

    @staticmethod
    def second_disk(file):
        if file is None:
            return []
        return ["-drive", f"file={file},if=none,id=tests,format=raw,readonly=on",
                "-device", "virtio-blk-pci,drive=tests,serial=TESTS"]

    def mount_tests(self):
        """The second disk at /run/tests; `in` is the way in."""
        self.shell.ask("mkdir -p /run/tests && "
                       "mount -t squashfs -o ro /dev/disk/by-id/virtio-TESTS /run/tests")

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        self.off()

    @property
    def seconds(self):
        """Since power-on, of our time."""
        return time.monotonic() - self.began

    def off(self):
        """The plug is pulled; QEMU itself ends in order, so that the sound is whole."""
        if self.process.poll() is None:
            try:
                self.qmp("quit")
                self.process.wait(20)
            except (OSError, ValueError, MachineError, subprocess.TimeoutExpired):
                self.process.send_signal(signal.SIGKILL)
                self.process.wait()
        with contextlib.suppress(OSError):
            self.qmp.stream.close()
        self.shell.connection.close()

    # Its time

    @contextlib.contextmanager
    def goes_on(self):
        """Within it the machine runs, as fast as it can."""
        if not self.going_on:
            self.qmp("cont")
        self.going_on += 1
        try:
            yield
        finally:
            self.going_on -= 1
            if not self.going_on and self.process.poll() is None:
                self.qmp("stop")

    def advance(self, seconds, patience=20):
        """Lets so many seconds be played. A machine that plays nothing runs for `patience` times as
        long of this machine's time, and the test goes on."""
        end = self.sound_seconds() + seconds
        deadline = time.monotonic() + seconds * patience
        with self.goes_on():
            while self.sound_seconds() < end and time.monotonic() < deadline:
                time.sleep(0.01)

    # The switch

    def press(self):
        """About 100 ms: what QEMU's power button does to line 3 of the pl061."""
        with self.goes_on():
            self.qmp("system_powerdown")

    # Sticks

    def plug(self, file):
        """A USB stick with this file as its disk; the name by which it is taken out."""
        self.sticks += 1
        name = f"stick{self.sticks}"
        self.qmp("blockdev-add", driver="raw", **{"node-name": name, "file": {
            "driver": "file", "filename": os.path.abspath(file)}})
        with self.goes_on():
            self.qmp("device_add", driver="usb-storage", id=name, drive=name, bus="usb.0",
                     removable=True)
        return name

    def unplug(self, name):
        self.take_out(name)
        self.qmp("blockdev-del", **{"node-name": name})

    def take_out(self, device):
        """A device of USB."""
        self.qmp.events.clear()
        with self.goes_on():
            self.qmp("device_del", id=device)
            self.until(f"{device} is out", lambda: self.qmp("query-status")
                       and "DEVICE_DELETED" in self.qmp.events, 20)

    # Waiting

    def until(self, what, holds, seconds):
        """Looks until it holds; what is waited for is said where it does not within so many seconds
        of this machine."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            with self.goes_on():
                value = holds()
                if value:
                    return value
                time.sleep(0.2)
        raise MachineError(f"Within {seconds} s there was not: {what}")

    def sound_seconds(self):
        """How much was played so far: 48,000 frames a second of two channels of 16 bits."""
        if not os.path.exists(self.sound):
            return 0
        return max(0, os.path.getsize(self.sound) - 44) / (48000 * 4)
