# SPDX-License-Identifier: GPL-3.0-or-later
"""Finding a sound in a capture: where it is, and how like it is (normalised correlation)."""

import array
import itertools
import math
import subprocess

RATE = 48000
# For the first look: the words are below 1.5 kHz.
COARSE_RATE = 3000
# Of QEMU's WAV: its head, channels, and bytes a frame.
HEAD, CHANNELS, FRAME_BYTES = 44, 2, 4


def samples(raw):
    values = array.array("h")
    values.frombytes(raw[:len(raw) // 2 * 2])
    return list(values)


def sox(source, effects, given=None):
    """What sox makes of the left channel."""
    command = ["sox", *source, "-t", "raw", "-e", "signed", "-b", "16", "-c", "1", "-D", "-R", "-",
               "remix", "1", *effects]
    return samples(subprocess.run(command, check=True, input=given, stdout=subprocess.PIPE,
                                  stderr=subprocess.DEVNULL).stdout)


def capture_bytes(path, start, seconds):
    """Whole frames of a capture; seconds: None is to its end."""
    with open(path, "rb") as file:
        file.seek(HEAD + round(start * RATE) * FRAME_BYTES)
        raw = file.read() if seconds is None else file.read(round(seconds * RATE) * FRAME_BYTES)
    return raw[:len(raw) // FRAME_BYTES * FRAME_BYTES]


def is_silent(path, start, seconds):
    """Whether a part of a capture is nothing but zeros."""
    return not any(capture_bytes(path, start, seconds))


class Sound:
    """One channel of a sound, at the full rate and at a coarse one."""

    def __init__(self, fine, coarse):
        self.fine, self.coarse = fine, coarse

    @classmethod
    def read(cls, path, start=0.0, seconds=None):
        """Of a WAV, by sox; the left channel."""
        span = ["trim", f"{start:.6f}"] + ([] if seconds is None else [f"{seconds:.6f}"])
        return cls(*(sox([path], [*span, "rate", str(rate)]) for rate in (RATE, COARSE_RATE)))

    @classmethod
    def captured(cls, path, start=0.0, seconds=None):
        """Of a capture, whose head is not written yet: only the part is read, however long it is."""
        frames = capture_bytes(path, start, seconds)
        raw = ["-t", "raw", "-e", "signed", "-b", "16", "-c", "2", "-r", str(RATE), "-"]
        coarse = sox(raw, ["rate", str(COARSE_RATE)], frames)
        return cls(samples(frames)[::CHANNELS], coarse)

    @property
    def seconds(self):
        return len(self.fine) / RATE


class Match:
    """Where a sound was found: the first frame, and the likeness, -1 to 1."""

    def __init__(self, frame, likeness):
        self.frame, self.likeness = frame, likeness

    def __repr__(self):
        return f"{self.likeness:.3f} at {self.frame / RATE:.3f} s"


def best(needle, hay, offsets):
    """The offset of highest normalised correlation."""
    size = len(needle)
    energy = math.sumprod(needle, needle)
    if not energy or len(hay) < size:
        return 0, 0.0
    squares = list(itertools.accumulate((x * x for x in hay), initial=0))
    found, likeness = 0, -2.0
    for offset in offsets:
        if not 0 <= offset <= len(hay) - size:
            continue
        other = squares[offset + size] - squares[offset]
        if not other:
            continue
        value = math.sumprod(needle, hay[offset:offset + size]) / math.sqrt(energy * other)
        if value > likeness:
            found, likeness = offset, value
    return found, max(likeness, -1.0)


def find(needle, capture, reach=2):
    """The best place of a sound in a capture, to the frame. reach: so many frames of the coarse rate
    the first look may be wrong; of a short tone that is like itself a period later, many."""
    step = RATE // COARSE_RATE
    coarse, _ = best(needle.coarse, capture.coarse,
                     range(len(capture.coarse) - len(needle.coarse) + 1))
    around = range((coarse - reach) * step, (coarse + reach) * step + 1)
    return Match(*best(needle.fine, capture.fine, around))


def loudest(capture, first, last):
    """The highest sample between two frames."""
    return max((abs(sample) for sample in capture.fine[first:last]), default=0)
