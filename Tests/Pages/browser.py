# SPDX-License-Identifier: GPL-3.0-or-later
"""Chromium, and what is asked of every page in it."""

import base64
import importlib.util
import json
import re
import shutil
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

# A desk, and a small telephone, in CSS pixels.
SIZES = [(1280, 1600), (390, 844)]
A4_INCHES = {"paperWidth": 8.27, "paperHeight": 11.69}


def axe_source():
    """axe-core, out of the package that carries it; the package itself is never imported."""
    package = importlib.util.find_spec("axe_playwright_python")
    return (Path(package.origin).parent / "axe.min.js").read_text(encoding="utf-8")


def browser():
    options = Options()
    options.binary_location = shutil.which("chromium") or "chromium"
    for argument in [
        "--headless=new",
        # A build machine runs as root; the pages are our own.
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--hide-scrollbars",
        # Whatever would leave the page finds nobody.
        "--host-resolver-rules=MAP * ~NOTFOUND",
    ]:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL"})
    driver = shutil.which("chromedriver") or "chromedriver"
    return webdriver.Chrome(options=options, service=Service(executable_path=driver))


def resize(driver, width, height):
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False},
    )


def requests(driver):
    """Addresses asked for since the last call."""
    for entry in driver.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            yield message["params"]["request"]["url"]


def violations(driver, axe):
    driver.execute_script(axe)
    found = driver.execute_async_script(
        "const done = arguments[0];"
        "axe.run(document, {resultTypes: ['violations']})"
        ".then(result => done({rules: result.violations, passed: result.passes.length}))"
        ".catch(error => done({error: String(error)}));"
    )
    if "error" in found or not found["passed"]:
        raise RuntimeError(f"axe-core did not run: {found}")
    for rule in found["rules"]:
        for node in rule["nodes"]:
            yield f"{rule['id']} ({rule['impact']}): {rule['help']}: {node['html'][:120]}"


def sheets(driver):
    printed = driver.execute_cdp_cmd(
        "Page.printToPDF",
        {**A4_INCHES, "printBackground": True, "preferCSSPageSize": True},
    )
    pdf = base64.b64decode(printed["data"])
    return len(re.findall(rb"/Type\s*/Page[^s]", pdf))


def strangers(driver, address):
    """Addresses asked for since the last call that are not the page's own."""
    for asked in requests(driver):
        if asked != address and not asked.startswith(("data:", "blob:")):
            yield asked


def shoot(driver, shots, name, width):
    """A picture of the whole page; nothing where no folder for it is named."""
    if not shots:
        return
    shots.mkdir(parents=True, exist_ok=True)
    high = driver.execute_script("return document.documentElement.scrollHeight")
    resize(driver, width, high)
    driver.save_screenshot(str(shots / f"{name}-{width}.png"))
