# SPDX-License-Identifier: GPL-3.0-or-later
"""Fills the form of the settings as a caregiver would, and holds what it saves against the parser.

form.py --upbeat PROGRAM --prescription FILE [--shots DIR] Settings.html…"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from browser import SIZES, axe_source, browser, requests, resize, shoot, strangers, violations

# A file from Notepad in another language than most pages: two good lines, a note, three lines that
# are wrong, and what a caregiver writes behind a value.
OPENED = (
    "# Anna's own note\r\n"
    "Sprache: de-DE\r\n"
    "Lautstärke: 55 % # leiser\r\n"
    "Übungszeiten: 17 Uhr 30, 9.15\r\n"
    "evening volume: loud\r\n"
    "Haarfarbe: braun\r\n"
    "volume: 60\r\n"
    'Sätze: "Guten Morgen; Anna", Ich bin müde\r\n'
    "Klingel: ja\r\n"
)
OPENED_LINES = [5, 6, 7]
SEED = 4
CASES = 25


class Form:
    """One page in the browser, and the program that checks what it saves."""

    def __init__(self, driver, page, wanted, folder):
        self.driver, self.page, self.wanted, self.folder = driver, page, wanted, folder
        driver.execute_cdp_cmd(
            "Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)}
        )
        self.saved = folder / "upbeat.txt"
        self.load()
        attribute = self.element("form").get_attribute("data-table")
        self.fields = json.loads(attribute)["fields"]

    def load(self):
        self.driver.get(self.page.resolve().as_uri())

    def element(self, name):
        return self.driver.find_element(By.ID, name)

    def set(self, name, text):
        self.driver.execute_script(
            "arguments[0].value = arguments[1];"
            "arguments[0].dispatchEvent(new Event('input', {bubbles: true}));",
            self.element(name),
            text,
        )

    def value(self, name):
        return self.element(name).get_property("value")

    def active(self):
        return self.driver.switch_to.active_element.get_attribute("id")

    def said(self):
        return self.element("said").get_property("innerText")

    def save(self):
        """The bytes that were saved; None where the page saved nothing."""
        self.saved.unlink(missing_ok=True)
        self.driver.execute_script("document.getElementById('save').click()")
        return self.outcome()

    def outcome(self):
        if self.driver.find_elements(By.CSS_SELECTOR, "[aria-invalid]"):
            return None
        for _ in range(200):
            if self.saved.exists() and not list(self.folder.glob("*.crdownload")):
                return self.saved.read_bytes()
            time.sleep(0.02)
        raise RuntimeError("the page said that it saved a file, and did not")

    def check(self, content):
        """What `upbeat check` says of a file; empty where it is clean."""
        file = self.folder / "upbeat-checked.txt"
        file.write_bytes(content)
        program = subprocess.run(
            [self.wanted.upbeat, "check", file, "--prescription", self.wanted.prescription],
            capture_output=True,
            text=True,
        )
        if program.returncode not in (0, 1):
            raise RuntimeError(program.stderr)
        return program.stdout.strip()


def saves_as_it_is(form):
    content = form.save()
    if content is None:
        yield f"the unit's own values are refused: {form.said()}"
        return
    if found := form.check(content):
        yield f"an unchanged form saves what is wrong: {found}"
    if not content.startswith(b"\xef\xbb\xbf") or b"\n" in content.replace(b"\r\n", b""):
        yield "the file is not marked UTF-8 with lines ended by CR LF"
    if form.active() != "said":
        yield "what was said after saving has no focus"


def tab_to(form, name):
    for _ in range(120):
        ActionChains(form.driver).send_keys(Keys.TAB).perform()
        if form.active() == name:
            return
    raise RuntimeError(f"no way by the tabulator to {name}")


def keyboard(form):
    """The whole way without a mouse."""
    form.load()
    form.saved.unlink(missing_ok=True)
    tab_to(form, "volume")
    ActionChains(form.driver).key_down(Keys.CONTROL).send_keys("a").key_up(
        Keys.CONTROL
    ).send_keys("58").perform()
    tab_to(form, "call")
    ActionChains(form.driver).send_keys(Keys.SPACE).perform()
    tab_to(form, "phrases")
    phrase = {"latin": "Guten Morgen, Anna", "cyrillic": "Доброе утро, Анна"}[language(form)]
    ActionChains(form.driver).send_keys(phrase).perform()
    tab_to(form, "save")
    ActionChains(form.driver).send_keys(Keys.ENTER).perform()
    content = form.outcome()
    if content is None or form.check(content):
        yield f"what was typed is not saved clean: {form.said()}"
        return
    lines = content.decode("utf-8-sig").split("\r\n")
    names = {field["id"]: field["name"] for field in form.fields}
    for line in [f"{names['volume']}: 58", f"{names['phrases']}: {phrase};"]:
        if line not in lines:
            yield f"the file has no line '{line}'"


def refuses(form, axe):
    """A wrong number in each field, in words, with the focus there."""
    form.load()
    for field in form.fields:
        if field["kind"] != "number":
            continue
        good = form.value(field["id"])
        for wrong in ["loud", str(int(field["most"]) + 1), str(int(field["least"]) - 1), "5.1234"]:
            form.set(field["id"], wrong)
            if form.save() is not None:
                yield f"{field['id']}: '{wrong}' is saved"
                continue
            words = form.element(f"{field['id']}-wrong").text
            if field["name"] not in words or field["range"] not in words:
                yield f"{field['id']}: '{wrong}' is refused without its name and range: {words}"
            if form.active() != field["id"]:
                yield f"{field['id']}: '{wrong}' is refused, and the focus is at {form.active()}"
            if words not in form.said():
                yield f"{field['id']}: '{wrong}' is not in what is said"
            if not form.check(f"{field['spellings'][0]}: {wrong}".encode()):
                yield f"{field['id']}: '{wrong}' is refused, and the parser takes it"
        form.set(field["id"], good)
    form.set("volume", "7")
    form.save()
    for violation in violations(form.driver, axe):
        yield f"with a mistake: {violation}"


def opens(form):
    """A file of another language from Notepad, in two encodings, and one that is no text."""
    file = form.folder / "upbeat (1).txt"
    for encoding in ["utf-16", "utf-8-sig"]:
        form.load()
        file.write_bytes(OPENED.encode(encoding))
        form.element("open").send_keys(str(file))
        wait_for_words(form)
        expected = {
            "language": "de",
            "volume": "55",
            "practiceAt": "09:15, 17:30",
            "phrases": "Guten Morgen; Anna\nIch bin müde",
        }
        for name, text in expected.items():
            if form.value(name) != text:
                yield f"{encoding}: {name} shows '{form.value(name)}', not '{text}'"
        if not form.element("call").is_selected():
            yield f"{encoding}: the call is not ticked"
        items = [item.text for item in form.element("said").find_elements(By.TAG_NAME, "li")]
        if [str(line) in item for line, item in zip(OPENED_LINES, items)] != [True] * 3:
            yield f"{encoding}: what was not understood is said otherwise: {items}"
        content = form.save()
        found = form.check(content) if content else form.said()
        if found:
            yield f"{encoding}: what was opened is saved wrong: {found}"
            continue
        lines = content.decode("utf-8-sig").split("\r\n")
        for line in ["# Anna's own note", "# Haarfarbe: braun", "# volume: 60"]:
            if line not in lines:
                yield f"{encoding}: the line '{line}' is lost"
        if not any(line.endswith(": 55  # leiser") for line in lines):
            yield f"{encoding}: the note behind a value is lost"
    form.load()
    file.write_bytes(bytes(range(32)) * 8)
    form.element("open").send_keys(str(file))
    wait_for_words(form)
    if "mistaken" not in form.element("said").get_attribute("class"):
        yield "a file that is no text is taken"


def wait_for_words(form):
    for _ in range(200):
        if form.said():
            return
        time.sleep(0.02)
    raise RuntimeError("the page does not say what it opened")


# Of the script in which a language is written.
PHRASES = {"latin": "one, two; three\nwe are three\nl'eau", "cyrillic": "раз, два; три\nмы дома"}


def language(form):
    return "cyrillic" if form.page.parent.name.endswith("ru") else "latin"


def round_trip(form):
    """What the page saved shows the same when it is opened."""
    form.load()
    form.set("practiceAt", "7h30; 18:05")
    form.set("quietHours", "22:00 – 7:00")
    form.set("phrases", PHRASES[language(form)])
    form.set("clock", "24.12.2026 9:05")
    before = form.save()
    if before is None:
        yield f"good values are refused: {form.said()}"
        return
    shown = {field["id"]: form.value(field["id"]) for field in form.fields}
    form.load()
    copy = form.folder / "again.txt"
    copy.write_bytes(before)
    form.element("open").send_keys(str(copy))
    wait_for_words(form)
    if form.driver.find_elements(By.CSS_SELECTOR, "#said li"):
        yield f"the page does not understand its own file: {form.said()}"
    if form.value("phrases") != shown["phrases"]:
        yield f"phrases come back as {form.value('phrases')!r}"
    if form.save() != before:
        yield "what is opened and saved again is another file"
    if found := form.check(before):
        yield f"good values are saved wrong: {found}"


def speaks(form):
    """Phrases that the unit takes and that it does not: as the parser says."""
    name = next(field["spellings"][0] for field in form.fields if field["id"] == "phrases")
    form.load()
    latin, cyrillic = "Ça va, Zoë? Ñandú", "Ёжик, здравствуй"
    for text in [
        latin, cyrillic, "a # b", "<b>", "[[x]]", "123", "w" * 30, "w" * 31, "e 1 " * 6 + "a",
        "a b c d e f g h i j k l", "w " * 30 + "w", "Тоня and Ann", "5 €", "a–b — c… ¿d?",
    ]:
        form.set("phrases", text)
        code = form.value("language")
        found = form.check(f'language: {code}\n{name}: "{text}"'.encode())
        content = form.save()
        if (content is None) != bool(found):
            yield f"page and parser disagree on the phrase '{text}': {form.said()} / {found}"
        elif content and (found := form.check(content)):
            yield f"the phrase '{text}' is saved wrong: {found}"


def agrees(form):
    """The page takes what the parser takes, and nothing else: values from a seed."""
    form.load()
    draw = random.Random(f"{SEED} {form.page.parent.name}")
    names = {field["id"]: field["spellings"][0] for field in form.fields}
    times = ["7:30", "25:00", "9", "17.05", "5:30 pm", "0:15 pm", "12h", "8 Uhr 5", "x", "23:59"]
    for case in range(CASES):
        chosen = {}
        for field in form.fields:
            if field["kind"] == "number" and draw.random() < 0.25:
                low, high = field["least"], field["most"]
                number = draw.uniform(low - 0.1 * (high - low) * draw.randint(0, 1), high * 1.02)
                chosen[field["id"]] = f"{number:.{draw.choice([0, 0, 0, 1, 3])}f}"
        for name in ["inBeats", "outBeats", "pause", "tempo"] if case % 2 else []:
            field = next(f for f in form.fields if f["id"] == name)
            chosen[name] = str(draw.randint(int(field["least"]), min(int(field["most"]), 72)))
        if draw.random() < 0.4:
            chosen["practiceAt"] = ", ".join(draw.sample(times, 2))
        if draw.random() < 0.4:
            chosen["quietHours"] = "-".join(draw.sample(times, 2))
        if draw.random() < 0.3:
            chosen["clock"] = f"{draw.choice([1999, 2026, 2200])}-{draw.randint(1, 13)}-" + (
                f"{draw.randint(1, 31)} 10:00"
            )
        for field in form.fields:
            if field["kind"] in ("number", "times", "timeRange", "dateAndTime"):
                form.set(field["id"], chosen.get(field["id"], ""))
        typed = "".join(f"{names[name]}: {text}\n" for name, text in chosen.items())
        found = form.check(typed.encode())
        content = form.save()
        if (content is None) != bool(found):
            yield f"page and parser disagree on {chosen}: {form.said()} / {found}"
        elif content and (found := form.check(content)):
            yield f"{chosen} is saved wrong: {found}"


def look_at(driver, axe, page, wanted):
    with tempfile.TemporaryDirectory() as folder:
        resize(driver, *SIZES[0])
        list(requests(driver))
        form = Form(driver, page, wanted, Path(folder))
        yield from saves_as_it_is(form)
        yield from keyboard(form)
        yield from round_trip(form)
        yield from opens(form)
        yield from agrees(form)
        yield from speaks(form)
        yield from refuses(form, axe)
        for asked in strangers(driver, page.resolve().as_uri()):
            yield f"a request for {asked}"
        for width, height in SIZES if wanted.shots else []:
            form.load()
            resize(driver, width, height)
            form.set("volume", "7")
            form.set("quietHours", "always")
            form.save()
            shoot(driver, wanted.shots, f"{page.parent.name}-{page.stem}-mistakes", width)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--upbeat", type=Path, required=True)
    parser.add_argument("--prescription", type=Path, required=True)
    parser.add_argument("--shots", type=Path)
    parser.add_argument("pages", type=Path, nargs="+")
    wanted = parser.parse_args()
    axe = axe_source()
    driver = browser()
    wrong = 0
    try:
        for page in wanted.pages:
            findings = list(look_at(driver, axe, page, wanted))
            for finding in findings:
                print(f"{page}: {finding}", file=sys.stderr)
            print(
                f"{page} filled, saved, opened: "
                f"{'clean' if not findings else f'{len(findings)} findings'}"
            )
            wrong += len(findings)
    finally:
        driver.quit()
    return 1 if wrong else 0


sys.exit(main())
