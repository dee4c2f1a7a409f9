"""Makes the pictures of the help page out of the product, on the sample releases.

Run ``python docs/pictures.py`` where Chromium is installed; it starts Dateline on a store of its own, asks no
other host, and writes small PNGs into ``src/dateline/dashboard/views/guide/``, one a language.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
GUIDE = ROOT / "src" / "dateline" / "dashboard" / "views" / "guide"
PORT = 8937
URL = f"http://localhost:{PORT}"
COLORS = 96
"""Of a picture's palette: enough for a map, and a third of the size."""

Box = dict[str, float]


def main() -> None:
    """Start Dateline, take the pictures, stop it."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"DATELINE_STORE": f"{folder}/store.sqlite"}
        server = subprocess.Popen(
            [sys.executable, "app.py", "--port", str(PORT), "--no-browser"], cwd=ROOT, env=environment
        )
        try:
            _wait()
            with sync_playwright() as playwright:
                path = shutil.which("chromium") or shutil.which("chromium-browser")
                browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
                for locale, language in (("en-GB", "en"), ("uk-UA", "uk")):
                    for name, take in PICTURES.items():
                        _save(take(_page(browser, locale)), GUIDE / f"{name}-{language}.png")
                browser.close()
        finally:
            server.terminate()
            server.wait(20)


def _wait() -> None:
    for _ in range(240):
        try:
            urllib.request.urlopen(f"{URL}/_stcore/health", timeout=2).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    sys.exit("Dateline did not start.")


def _page(browser: Browser, locale: str) -> Page:
    page = browser.new_page(viewport={"width": 1280, "height": 860}, locale=locale, reduced_motion="reduce")
    page.set_default_timeout(120_000)
    return page


def _open(page: Page, query: str) -> None:
    page.goto(f"{URL}/{query}")
    page.wait_for_selector('.dl[data-shown]:not([data-shown="0"]):not([aria-busy])')
    page.wait_for_timeout(1500)


def _map(page: Page, query: str) -> bytes:
    """A part of the map without the legend over it."""
    _open(page, query)
    page.evaluate("document.querySelectorAll('.dl-panel').forEach((panel) => { panel.open = false; })")
    page.wait_for_timeout(300)
    box = page.locator(".dl-map").bounding_box()
    assert box
    return page.screenshot(clip={"x": box["x"] + 70, "y": box["y"] + 110, "width": 470, "height": 330})


def signs(page: Page) -> bytes:
    """Rings, a planned evacuation, outlines with their numbers: the map around Kharkiv."""
    return _map(page, "#map=7.2/49.2/36.4&layers=events.areas")


def region(page: Page) -> bytes:
    """What is known only to a region: its outline with the number, no pin."""
    return _map(page, "?precision=4&country=UA#map=6.3/48.6/34.3&layers=events.areas")


def card(page: Page) -> bytes:
    """The card of the visit to Izyum: the sentence with its marks, sites with their figures."""
    _open(page, "?from=2022-09-20&type=visit#map=8/49.2/37.2")
    page.locator(".dl-table tbody tr[data-id]").first.click()
    page.locator(".st-key-card blockquote").wait_for()
    page.wait_for_timeout(600)
    page.evaluate("document.querySelector('.stMain').scrollTo(0, 0)")
    page.wait_for_timeout(300)
    box = page.locator(".st-key-card").bounding_box()
    assert box
    return page.screenshot(clip={**box, "height": min(560.0, box["height"])})  # type: ignore[arg-type]


def roles(page: Page) -> bytes:
    """A release with its place names coloured by role."""
    _open(page, "?from=2022-09-20&type=visit")
    page.locator(".dl-table tbody tr[data-id]").first.click()
    page.locator(".st-key-card-release button").click()
    page.locator(".dl-text mark").first.wait_for()
    page.wait_for_timeout(1500)
    box = page.locator(".dl-text").last.bounding_box()
    top = page.locator(".dl-card").first.bounding_box()
    assert box
    assert top
    return page.screenshot(
        clip={"x": top["x"] - 8, "y": top["y"] - 8, "width": min(700.0, top["width"] + 16), "height": 420}
    )


PICTURES: dict[str, Callable[[Page], bytes]] = {
    "signs": signs,
    "card": card,
    "roles": roles,
    "region": region,
}


def _save(png: bytes, path: Path) -> None:
    small = Image.open(io.BytesIO(png)).convert("RGB").quantize(COLORS, dither=Image.Dither.NONE)
    small.save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
