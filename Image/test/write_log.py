# SPDX-License-Identifier: GPL-3.0-or-later
"""The log of QEMU's `blklogwrites`: every write and flush of a disk, in the order they came."""

import struct

# The kernel's Documentation/admin-guide/device-mapper/log-writes.rst.
MAGIC = 0x6A736677736872
FLUSH, FUA, DISCARD = 1, 2, 4
# What a card writes at once.
PAGE = 4096


class Write:
    """One entry. `end` is where the log ends behind it; `data` is empty for a flush alone."""

    def __init__(self, offset, flags, data, end):
        self.offset, self.flags, self.data, self.end = offset, flags, data, end

    @property
    def is_flush(self):
        return bool(self.flags & FLUSH)


def read(path):
    """All entries that are whole."""
    with open(path, "rb") as file:
        log = file.read()
    magic, _, _, size = struct.unpack_from("<QQQI", log)
    if magic != MAGIC:
        raise ValueError(f"{path} is no log of writes")
    entries, place = [], size
    while place + size <= len(log):
        sector, count, flags, _ = struct.unpack_from("<QQQQ", log, place)
        place += size
        length = 0 if flags & DISCARD else count * size
        if place + length > len(log):
            break
        entries.append(Write(sector * size, flags, log[place:place + length], place + length))
        place += length
    return entries


class Replay:
    """A partition as a power cut may leave it: all that was flushed, and any part of the rest."""

    def __init__(self, image, first, size, entries):
        """image: the bytes of the partition before; first: where it begins on the disk."""
        self.flushed, self.first, self.size = bytearray(image), first, size
        self.entries = entries
        # The entries before this one are applied; it is behind a flush.
        self.done = 0

    def _put(self, state, entry, comes=lambda: True):
        """Each page of it that comes."""
        at = entry.offset - self.first
        if entry.data and not 0 <= at <= self.size - len(entry.data):
            raise ValueError(f"a write at byte {entry.offset}, outside of the partition")
        for place in range(0, len(entry.data), PAGE):
            if comes():
                page = entry.data[place:place + PAGE]
                state[at + place:at + place + len(page)] = page

    def cut(self, index, random):
        """The state after a cut behind entry `index`; call it with rising indices. Of what was not
        flushed by then each page is there or not, by chance."""
        flushes = [n for n in range(self.done, index) if self.entries[n].is_flush]
        if flushes:
            for entry in self.entries[self.done:flushes[-1] + 1]:
                self._put(self.flushed, entry)
            self.done = flushes[-1] + 1
        state = bytearray(self.flushed)
        for entry in self.entries[self.done:index]:
            if entry.flags & FUA:
                self._put(state, entry)
            else:
                self._put(state, entry, lambda: random.random() < 0.5)
        return state
