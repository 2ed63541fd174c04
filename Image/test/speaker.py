# SPDX-License-Identifier: GPL-3.0-or-later
"""What a prompt sounds like, from the program of the image itself, under QEMU's user mode."""

import os
import struct
import subprocess
import wave

import sound

# The unit's usual voice and rate (Voices/en/prompts.txt, Sources/Settings/CaregiverKeys.swift).
VOICE, WORDS_PER_MINUTE = "en-us", 130


def question(text):
    """As Sources/Speech/SpeechQuestion.swift writes it: a clip, spoken plainly."""
    fields = struct.pack("<IHHHh", 0x51505355, 2, 1, WORDS_PER_MINUTE, -1)
    for words in (VOICE.encode(), text.encode()):
        fields += struct.pack("<H", len(words)) + words
    fields += struct.pack("<H", 0)
    return struct.pack("<I", len(fields)) + fields


def samples(answer):
    """Of a clip: Sources/Speech/SpeechAnswer.swift, ClipCoding.swift."""
    magic, _, status, code, count = struct.unpack_from("<IHHiI", answer)
    if magic != 0x41505355 or status != 0 or len(answer) != 24 + count:
        raise AssertionError(f"upbeat speak: status {status}, code {code}, {len(answer)} bytes")
    clip = answer[24:]
    vowels, frames = struct.unpack_from("<II", clip)
    place = 8
    for _ in range(vowels):
        (name,) = struct.unpack_from("<H", clip, place + 5)
        place += 7 + name
    if len(clip) != place + 2 * frames:
        raise AssertionError("upbeat speak: the clip is not whole")
    return clip[place:]


class Speaker:
    """Sentences are made once and kept as WAVs in a folder."""

    def __init__(self, root, folder):
        self.root, self.folder = root, folder
        os.makedirs(folder, exist_ok=True)

    def __call__(self, text):
        path = os.path.join(self.folder, "".join(c if c.isalnum() else "-" for c in text) + ".wav")
        if not os.path.exists(path):
            made = subprocess.run(
                ["qemu-aarch64", "-L", self.root, f"{self.root}/usr/bin/upbeat", "speak"],
                input=question(text), stdout=subprocess.PIPE, check=True, timeout=60)
            # Another test may be looking for it.
            part = f"{path}.{os.getpid()}"
            with wave.open(part, "wb") as file:
                file.setnchannels(1)
                file.setsampwidth(2)
                file.setframerate(sound.RATE)
                file.writeframes(samples(made.stdout))
            os.rename(part, path)
        return sound.read(path)
