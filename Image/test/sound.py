# SPDX-License-Identifier: GPL-3.0-or-later
"""Sounds as arrays of samples: what was captured, what should have been heard, and where the one is in
the other."""

import numpy

RATE = 48000
# Of a WAV as QEMU and the unit write it: its head, and where that has the channels.
HEAD, CHANNELS = 44, slice(22, 24)
SAMPLE_BYTES = 2


def read(path, start=0.0, seconds=None):
    """The left channel of a WAV, also of one that is being written; seconds: None is to its end."""
    with open(path, "rb") as file:
        channels = int.from_bytes(file.read(HEAD)[CHANNELS], "little") or 1
        size = SAMPLE_BYTES * channels
        file.seek(HEAD + round(start * RATE) * size)
        raw = file.read(-1 if seconds is None else round(seconds * RATE) * size)
    frames = len(raw) // size
    return numpy.frombuffer(raw, "<i2", frames * channels)[::channels].astype(numpy.int64)


class Match:
    """Where a sound was found: the first frame, and the likeness, -1 to 1."""

    def __init__(self, frame, likeness):
        self.frame, self.likeness = frame, likeness

    def __repr__(self):
        return f"{self.likeness:.3f} at {self.frame / RATE:.3f} s"


def find(needle, capture):
    """The place of highest normalised correlation, to the frame. Silence is like nothing."""
    places = len(capture) - len(needle) + 1
    if places < 1 or not needle.any():
        return Match(0, 0.0)
    size = 1 << (len(capture) - 1).bit_length()
    spectrum = numpy.fft.rfft(capture, size) * numpy.fft.rfft(needle, size).conj()
    shared = numpy.fft.irfft(spectrum, size)[:places]
    squares = numpy.concatenate(([0], numpy.cumsum(capture * capture)))
    energies = squares[len(needle):] - squares[:places]
    scale = numpy.sqrt(energies * float(numpy.sum(needle * needle)))
    likeness = numpy.divide(shared, scale, out=numpy.full(places, -1.0), where=energies > 0)
    frame = int(likeness.argmax())
    return Match(frame, float(likeness[frame]))


def first_sound(sound):
    """The first frame that is not silent."""
    return int(numpy.flatnonzero(sound)[0])


def loudest(sound):
    """The highest sample."""
    return int(abs(sound).max(initial=0))
