"""Dateline's map page beside a plain streamlit-folium page of the same events, in one Chromium.

    python benchmarks/dashboard.py [--sizes 100,1000,10000,100000] [--plain-up-to 5000]

The plain page is what one writes first: one folium Marker with a tooltip an event, made anew at each change.
Both get the same events, the same machine and the same run; both load Leaflet from their own server.
Columns: seconds from opening the address to all events on the map; from a change of filter to the
changed map; from a click to the card (Dateline only); memory of the server process and of the page.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.factories import make_event, store_of, synthetic  # noqa: E402

from dateline.gazetteer import Gazetteer  # noqa: E402
from dateline.models import Event, Outcome, Place, PlaceKind  # noqa: E402
from dateline.settings import get_settings  # noqa: E402

PLAIN = """
import sys
import folium, pandas as pd, streamlit as st
from streamlit_folium import st_folium

A = "{assets}"
frame = pd.read_parquet("{data}")
kind = st.selectbox("type", ["all", *sorted(frame["type"].unique())], index=0)
shown = frame if kind == "all" else frame[frame["type"] == kind]
m = folium.Map(tiles=None, location=(48.6, 31.4), zoom_start=6)
m.default_js = [("leaflet", A + "/leaflet/leaflet.js")]
m.default_css = [("leaflet-css", A + "/leaflet/leaflet.css")]
for row in shown.itertuples():
    folium.Marker((row.lat, row.lon), tooltip=row.event_id, icon=folium.DivIcon(html="<b>o</b>")).add_to(m)
st_folium(m, height=600, use_container_width=True, returned_objects=[])
st.write("shown", len(shown))
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--sizes", default="100,1000,10000,100000")
    parser.add_argument(
        "--plain-up-to", type=int, default=5000, help="larger sizes take the plain page minutes"
    )
    parser.add_argument(
        "--sessions", type=int, default=10, help="sessions at once in the last line; 0 leaves it out"
    )
    options = parser.parse_args()
    sizes = [int(part) for part in options.sizes.split(",")]
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    print(
        f"{'page':<10}{'events':>9}{'first map':>11}{'filter':>9}{'card':>8}{'server MB':>11}{'page MB':>9}"
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        for size in sizes:
            measure(
                browser,
                size,
                plain=size <= options.plain_up_to,
                sessions=options.sessions if size == sizes[-1] else 0,
            )
        browser.close()


def measure(browser: Browser, size: int, *, plain: bool, sessions: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store.sqlite"
        store_of(spread(size), target=str(store)).close()
        with dateline(store) as (url, process):
            row("dateline", size, look(browser, url), memory(process))
            if sessions:
                many(browser, url, sessions)
            if plain:
                with peer(Path(folder), store, url) as (other, peer_process):
                    row("plain", size, look_plain(browser, other), memory(peer_process))


def spread(size: int) -> Iterator[Outcome]:
    """Made-up events over some thousand real settlements, as a corpus of years would have them."""
    gazetteer = Gazetteer.open(get_settings())
    towns: list[Place] = []
    for i in range(len(gazetteer)):
        place = gazetteer.row(i)
        if place.kind is PlaceKind.SETTLEMENT and place.country in ("UA", "PL", "DE", "US"):
            towns.append(place)
        if len(towns) >= 4000:
            break
    dice = random.Random(size)
    for outcome in synthetic(size, seed=1):
        events = tuple(moved(event, dice.choice(towns)) for event in outcome.events)
        yield Outcome(outcome.release, outcome.stamp, (), (), events)


def moved(event: Event, town: Place) -> Event:
    if event.place is None or event.place.kind is not PlaceKind.SETTLEMENT:
        return event
    return make_event(
        event.id,
        town,
        type=event.type,
        status=event.status,
        date=event.date,
        evidence=event.evidence,
        who=event.who,
    )


@dataclass(frozen=True)
class Seen:
    """Seconds to the first map, to a changed map and to a card; megabytes of the page's scripts."""

    first: float
    changed: float
    card: float | None
    heap: float


def look(browser: Browser, url: str) -> Seen:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.set_default_timeout(180_000)
    warm(page, url)
    began = time.perf_counter()
    page.goto(url)
    page.wait_for_selector(".dl[data-shown]:not([aria-busy])")
    first = time.perf_counter() - began
    page.wait_for_timeout(1500)
    total = page.locator(".dl").get_attribute("data-shown")
    began = time.perf_counter()
    page.locator(".dl-key").first.click()
    page.wait_for_selector(f'.dl[data-shown]:not([data-shown="{total}"]):not([aria-busy])')
    changed = time.perf_counter() - began
    page.wait_for_timeout(1000)
    began = time.perf_counter()
    page.locator(".dl-table tbody tr").first.click()
    page.wait_for_selector(".st-key-card blockquote")
    card = time.perf_counter() - began
    used = heap(page)
    page.close()
    return Seen(first, changed, card, used)


def warm(page: Page, url: str) -> None:
    """Once before the clock: the server has opened its data, the browser has Streamlit's scripts."""
    page.goto(url)
    page.wait_for_selector(".dl[data-shown]:not([aria-busy])")
    page.wait_for_timeout(2500)


def look_plain(browser: Browser, url: str) -> Seen:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.set_default_timeout(600_000)
    page.goto(f"{url}/_stcore/health")
    began = time.perf_counter()
    page.goto(url)
    frame = page.frame_locator("iframe")
    frame.locator(".leaflet-marker-icon").first.wait_for(state="attached")
    page.get_by_text("shown").wait_for()
    first = time.perf_counter() - began
    page.wait_for_timeout(1500)
    count = page.get_by_text("shown").inner_text()
    page.locator("[data-baseweb=select], [role=combobox]").first.click()
    began = time.perf_counter()
    page.get_by_role("option").nth(1).click()
    page.wait_for_function(
        "before => [...document.querySelectorAll('p')].some(p => p.innerText.startsWith('shown') && p.innerText !== before)",
        arg=count,
    )
    frame.locator(".leaflet-marker-icon").first.wait_for(state="attached")
    changed = time.perf_counter() - began
    used = heap(page)
    page.close()
    return Seen(first, changed, None, used)


def many(browser: Browser, url: str, sessions: int) -> None:
    """The same change of filter in one session, then in many at once."""
    pages = [browser.new_page(viewport={"width": 1200, "height": 800}) for _ in range(sessions)]
    for page in pages:
        page.set_default_timeout(180_000)
        page.goto(url)
        page.wait_for_selector(".dl[data-shown]:not([aria-busy])")
    times = []
    for group in (pages[:1], pages):
        began = time.perf_counter()
        for page in group:
            page.locator(".dl-key").nth(1).click()
        for page in group:
            page.wait_for_function(
                "document.querySelector('.dl').getAttribute('aria-busy') === null && location.search.includes('type=')"
            )
        times.append(time.perf_counter() - began)
        for page in group:
            page.locator(".dl-key").nth(1).click()
            page.wait_for_function("!location.search.includes('type=')")
    print(f"filter in 1 session: {times[0]:.2f} s; in {sessions} at once, until the last: {times[1]:.2f} s")
    for page in pages:
        page.close()


def heap(page: Page) -> float:
    return float(page.evaluate("performance.memory ? performance.memory.usedJSHeapSize : 0")) / 1e6


def memory(process: subprocess.Popen[bytes]) -> float:
    """Resident memory in megabytes."""
    for line in Path(f"/proc/{process.pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def row(name: str, size: int, seen: Seen, server: float) -> None:
    card = f"{seen.card:7.2f}s" if seen.card is not None else f"{'–':>8}"
    print(
        f"{name:<10}{size:>9,}{seen.first:>10.2f}s{seen.changed:>8.2f}s{card}{server:>11.0f}{seen.heap:>9.0f}",
        flush=True,
    )


@contextmanager
def dateline(store: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    port = free_port()
    environment = os.environ | {"DATELINE_STORE": str(store), "DATELINE_SAMPLES": str(store.parent / "none")}
    command = [sys.executable, "app.py", "--port", str(port), "--no-browser"]
    with running(command, environment, port) as served:
        yield served


@contextmanager
def peer(folder: Path, store: Path, assets: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The plain page; it takes Leaflet from the running Dateline, since there is no network."""
    from dateline.atlas import Atlas  # noqa: PLC0415
    from dateline.store import Store  # noqa: PLC0415

    events = Atlas(Store.open(str(store)), Gazetteer.open(get_settings())).events
    data = folder / "events.parquet"
    events[events["on_map"]][["event_id", "type", "lat", "lon"]].to_parquet(data)
    script = folder / "plain.py"
    script.write_text(PLAIN.format(assets=f"{assets}/dateline/assets", data=data), encoding="utf-8")
    port = free_port()
    command = [
        sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port), "--server.headless", "true",
        "--browser.gatherUsageStats", "false",
    ]  # fmt: skip
    with running(command, dict(os.environ), port) as served:
        yield served


@contextmanager
def running(
    command: list[str], environment: dict[str, str], port: int
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    url = f"http://localhost:{port}"
    try:
        for _ in range(400):
            try:
                with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2):
                    break
            except (urllib.error.URLError, OSError):
                time.sleep(0.25)
        yield url, process
    finally:
        process.terminate()
        process.wait(20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()
