# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes weeks of practice from a seed into a diary that the appliance made: sample.py DIARY"""

import random
import sqlite3
import sys
from datetime import datetime, timedelta, timezone

# Local civil time, which the diary counts as if it were UTC.
FIRST = datetime(2026, 10, 26, 9, tzinfo=timezone.utc)
DAYS = 35
SETTINGS = """clinic: Reha <Süd> & Nord
patient: A. "B"
unit: 7
profile: mild
days a week: 3
volume: 40-70

----
volume: 60
call: yes
"""


class Diary:
    """Rows with their stamp: wall seconds, whether the clock was set, powered seconds."""

    def __init__(self, path):
        self.store = sqlite3.connect(path)
        self.store.execute("PRAGMA foreign_keys = ON")
        self.powered = self.store.execute(
            "SELECT coalesce(max(last_seen_powered_seconds), 0) FROM power_on"
        ).fetchone()[0]

    def add(self, table, at, **columns):
        self.powered += 1
        row = {
            "wall_seconds": int(at.timestamp()),
            "clock_set": 1,
            "powered_seconds": self.powered,
            **columns,
        }
        return self.store.execute(
            f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})",
            list(row.values()),
        ).lastrowid

    def settings(self, text):
        self.store.execute("INSERT OR IGNORE INTO settings_text (text) VALUES (?)", [text])
        return self.store.execute(
            "SELECT id FROM settings_text WHERE text = ?", [text]
        ).fetchone()[0]


def practise(diary, power_on, settings, at, draw):
    breathing, singing = draw.randint(120, 360), draw.randint(60, 240)
    baseline = draw.randint(140, 160) * 100
    session = diary.add(
        "session", at, power_on=power_on, source="press", profile="mild", kind="usual",
        planned_seconds=720, safety_whole=0, settings=settings,
        done_seconds=breathing + singing, ended="finished",
        ended_powered_seconds=diary.powered + 1000,
    )
    exercises = [
        diary.add(
            "exercise", at, session=session, technique=technique, activity=activity,
            started_seconds=start, started_frame=0, planned_seconds=360, planned_sets=2,
            done_seconds=seconds, sets_done=2, **more,
        )
        for technique, activity, start, seconds, more in [
            ("breathing", "paced breathing", 30, breathing, {
                "baseline_pace_milli": baseline, "final_pace_milli": baseline - 500,
                "breaths_cued": breathing // 4, "pacing_step": 1}),
            ("singing", "singing", 420, singing, {}),
        ]
    ]
    for exercise, efforts in zip(exercises, [[2, 2, 4, 7, None], [2, 3, None]]):
        diary.add(
            "answer", at, session=session, exercise=exercise, effort=draw.choice(efforts), changed=0
        )
    if draw.random() < 0.2:
        diary.add(
            "stop", at, session=session, exercise=exercises[1], stage="exercise", second=41,
            cause="press", ordinal=1,
        )
    diary.add(
        "press_summary", at, power_on=power_on, session=session, accepted=9, heard=3, ignored=1,
        stuck=0, median_milliseconds=draw.randint(180, 420), missed_prompts=draw.randint(0, 2),
    )
    diary.powered += 1000


def main():
    diary = Diary(sys.argv[1])
    draw = random.Random(1)
    settings = diary.settings(SETTINGS)
    for day in range(DAYS):
        at = FIRST + timedelta(days=day)
        power_on = diary.add(
            "power_on", at, software="1.2.3", last_seen_powered_seconds=diary.powered + 1,
            last_seen_wall_seconds=int(at.timestamp()),
        )
        for number in range(draw.randint(0, 2)):
            practise(diary, power_on, settings, at + timedelta(hours=3 * number), draw)
        if day % 9 == 4:
            diary.add(
                "settings_change", at, key="volume", old=str(60 + day % 10), new="60",
                source="stick", software="1.2.3", settings=settings,
            )
        if day == 12:
            diary.add(
                "switch_test", at, power_on=power_on, presses=10, acceptance_milliseconds=100,
                release_milliseconds=500, scan_milliseconds=6000, kept=1,
            )
            diary.add(
                "self_test", at, power_on=power_on, unit="7", tones_played=1, written=1,
                press_milliseconds=300, seconds=40,
            )
        if day % 11 == 6:
            diary.add("call", at, power_on=power_on, ended="answered", rang_seconds=30)
            diary.add("fault", at, kind="stuck switch", detail="", told_helper=0)
    diary.store.commit()


main()
