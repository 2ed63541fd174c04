# SPDX-License-Identifier: GPL-3.0-or-later
"""QEMU's debugger (the protocol of gdb): what a driver stores to its device, seen at the store itself.

A machine of one kind of processor, AArch64.
"""

import contextlib
import socket
import threading

from machine import MachineError, connect

PAGE = 4096
PROGRAM_COUNTER = 32


class Store:
    """`str wT, [xN, #offset]`: 32 bits to a place that a register names."""

    def __init__(self, place, word):
        self.place = place
        self.base = word >> 5 & 31
        self.value = word & 31
        self.offset = (word >> 10 & 0xFFF) * 4

    @classmethod
    def all(cls, first, code):
        """Those of a piece of code; what is kept on the stack is not for a device."""
        words = [int.from_bytes(code[at:at + 4], "little") for at in range(0, len(code), 4)]
        stores = [cls(first + 4 * number, word) for number, word in enumerate(words)
                  if word & 0xFFC00000 == 0xB9000000]
        return [store for store in stores if store.base != 31]


class Debugger:
    """One connection to QEMU. While a machine stands at a break, it answers; else it is silent."""

    def __init__(self, path, process):
        """The machine stops where it is."""
        self.connection = connect(path, process)
        self.connection.settimeout(20)
        self.heard = b""
        self.ask("?")

    def ask(self, words):
        self.send(words)
        return self.answer()

    def send(self, words):
        self.connection.sendall(b"$%s#%02x" % (words.encode(), sum(words.encode()) % 256))

    def answer(self):
        """The next packet."""
        while b"#" not in self.heard or len(self.heard.split(b"#", 1)[1]) < 2:
            some = self.connection.recv(65536)
            if not some:
                raise MachineError("The machine has ended.")
            self.heard += some
        packet, rest = self.heard.split(b"#", 1)
        self.heard = rest[2:]
        self.connection.sendall(b"+")
        return packet.lstrip(b"+").lstrip(b"$").decode()

    def hears(self, seconds):
        """Whether the machine came to a break within this time."""
        self.connection.settimeout(seconds)
        try:
            self.answer()
            return True
        except socket.timeout:
            return False
        finally:
            self.connection.settimeout(20)

    def well(self, words):
        if self.ask(words) != "OK":
            raise MachineError(f"The debugger of QEMU does not take {words}")

    def memory(self, first, size):
        said = ""
        while len(said) < 2 * size:
            part = min(1024, size - len(said) // 2)
            more = self.ask(f"m{first + len(said) // 2:x},{part:x}")
            if len(more) != 2 * part:
                raise MachineError(f"No memory at {first:x}: {more}")
            said += more
        return bytes.fromhex(said)

    def register(self, number):
        return int.from_bytes(bytes.fromhex(self.ask(f"p{number:x}")), "little")

    def go_to(self, place):
        self.well(f"P{PROGRAM_COUNTER:x}={place.to_bytes(8, 'little').hex()}")

    def break_at(self, place):
        self.well(f"Z0,{place:x},4")

    def pass_by(self, place):
        self.well(f"z0,{place:x},4")

    def step(self):
        """One instruction."""
        self.send("s")
        self.answer()

    def leave(self, breaks):
        """Takes breaks out of a machine that runs, and lets it go on by itself."""
        self.connection.sendall(b"\x03")
        self.answer()
        for place in breaks:
            self.pass_by(place)
        self.well("D")
        self.connection.close()


class WatchedDriver(threading.Thread):
    """Stops the machine at each store of a driver; `takes(place, value)` says whether the device
    gets it. All before the store and after it is the machine's own."""

    def __init__(self, debugger, stores, takes):
        super().__init__(daemon=True)
        self.debugger, self.takes = debugger, takes
        self.stores = {store.place: store for store in stores}
        for place in self.stores:
            debugger.break_at(place)
        self.interrupted = None
        self.ends = threading.Event()
        debugger.send("c")
        self.start()

    def run(self):
        with contextlib.suppress(ConnectionError, MachineError):
            while not self.ends.is_set():
                if self.debugger.hears(0.2):
                    self.stopped()
                    self.debugger.send("c")

    def stopped(self):
        debugger = self.debugger
        store = self.stores.get(debugger.register(PROGRAM_COUNTER))
        if store is None:
            return
        place = debugger.register(store.base) + store.offset
        value = debugger.register(store.value) & 0xFFFFFFFF
        if store.value == 31:
            value = 0
        # An interrupt may be taken in place of the step: then the same store comes once more.
        if self.interrupted == store.place or self.takes(place, value):
            debugger.pass_by(store.place)
            debugger.step()
            debugger.break_at(store.place)
            at = debugger.register(PROGRAM_COUNTER)
            self.interrupted = None if at == store.place + 4 else store.place
        else:
            debugger.go_to(store.place + 4)

    def leave(self):
        """The machine goes on unwatched."""
        self.ends.set()
        self.join()
        self.debugger.leave(self.stores)
