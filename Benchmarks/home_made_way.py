#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The usual home-made way from a switch to speech: espeak-ng piped into aplay, at each press.

A byte on standard input is a press. For each, one line on standard output: the monotonic time,
in nanoseconds, at which espeak-ng's first bytes are handed to aplay. Nothing is to be heard: the
sound goes to ALSA's null device.
"""
import os
import subprocess
import sys
import time

TEXT = "Press to go on."


def speak():
    voice = subprocess.Popen(["espeak-ng", "--stdout", TEXT], stdout=subprocess.PIPE)
    player = subprocess.Popen(["aplay", "-q", "-D", "null", "-"], stdin=subprocess.PIPE)
    sound = voice.stdout.fileno()
    piece = os.read(sound, 65536)
    handed_over = time.monotonic_ns()
    while piece:
        player.stdin.write(piece)
        piece = os.read(sound, 65536)
    player.stdin.close()
    if voice.wait() or player.wait():
        sys.exit("espeak-ng or aplay failed")
    return handed_over


while os.read(0, 1):
    print(speak(), flush=True)
