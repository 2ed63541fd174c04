# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks at pages in Chromium: accessibility, requests, width, sheets of paper."""

import argparse
import sys
from pathlib import Path

from browser import SIZES, axe_source, browser, requests, resize, sheets, shoot, strangers, violations


def cut(driver):
    """Parts that must be pushed to be seen whole: none at a desk."""
    for part in driver.execute_script(
        "return [...document.querySelectorAll('.wide')]"
        ".filter(part => part.clientWidth && part.scrollWidth > part.clientWidth)"
        ".map(part => part.getAttribute('aria-labelledby'))"
    ):
        yield f"a part is cut: {part}"


def look_at(driver, axe, page, wanted):
    address = page.resolve().as_uri()
    for width, height in SIZES:
        resize(driver, width, height)
        list(requests(driver))
        driver.get(address)
        for violation in violations(driver, axe):
            yield f"{width} px: {violation}"
        for asked in strangers(driver, address):
            yield f"{width} px: a request for {asked}"
        wide = driver.execute_script("return document.documentElement.scrollWidth")
        if wide > width:
            yield f"{width} px: the page is {wide} px wide"
        if width == SIZES[0][0]:
            yield from cut(driver)
        shoot(driver, wanted.shots, f"{page.parent.name}-{page.stem}", width)
    if wanted.sheets is not None:
        driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        count = sheets(driver)
        if not 1 <= count <= wanted.sheets:
            yield f"prints on {count} sheets of A4, not {wanted.sheets}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--sheets", type=int)
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
            print(f"{page}: {'clean' if not findings else f'{len(findings)} findings'}")
            wrong += len(findings)
    finally:
        driver.quit()
    return 1 if wrong else 0


sys.exit(main())
