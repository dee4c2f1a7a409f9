"""Dateline's map page beside a plain streamlit-folium page of the same events, in one Chromium.

    python benchmarks/dashboard.py [--sizes 100,1000,10000,100000] [--plain-limit 180] [--sessions 10]

The plain page is what one writes first: one folium Marker with a tooltip an event, made anew at each change.
Both get the same events, the same machine and the same run; both load Leaflet from their own server.
Columns: seconds from opening the address to all events on the map; from a change of filter to the
changed map (the median of three); from a click to the card (Dateline only); memory of the server process and of the page's
scripts. ">180" says that the plain page had not drawn its markers when the limit was over.
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
from statistics import median

import pandas as pd
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeout

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
        "--plain-limit",
        type=float,
        default=180,
        help="seconds that the plain page is waited for; 0 leaves it out",
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
                limit=options.plain_limit,
                sessions=options.sessions if size == sizes[-1] else 0,
            )
        browser.close()


def measure(browser: Browser, size: int, *, limit: float, sessions: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store.sqlite"
        store_of(spread(size), target=str(store)).close()
        with dateline(store) as (url, process):
            row("dateline", size, look(browser, url, size), memory(process))
            if sessions:
                many(browser, url, sessions)
            if limit:
                with peer(Path(folder), store, url) as (other, events, peer_process):
                    row("plain", size, look_plain(browser, other, events, limit), memory(peer_process))


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
    """Seconds to the first map, to a changed map and to a card, None where not reached or not there;
    megabytes of the page's scripts; ``limit`` is how long was waited."""

    first: float | None
    changed: float | None
    card: float | None
    heap: float
    limit: float = 0


def look(browser: Browser, url: str, size: int) -> Seen:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.set_default_timeout(180_000)
    warm(page, url)
    began = time.perf_counter()
    page.goto(url)
    page.wait_for_selector(".dl[data-shown]:not([aria-busy])")
    first = time.perf_counter() - began
    page.wait_for_timeout(1500)
    changed = median(filtered(page, name) for name in ("Aid", "Meeting", "Attack"))
    page.wait_for_timeout(1000)
    began = time.perf_counter()
    page.locator(".dl-table tbody tr").first.click()
    page.wait_for_selector(".st-key-card blockquote")
    card = time.perf_counter() - began
    if size <= 5000:
        playing(page, size)
    used = heap(page)
    page.close()
    return Seen(first, changed, card, used)


FRAMES = """() => new Promise(done => {
    const found = [], began = performance.now();
    let last = began;
    const tick = now => {
        found.push(now - last);
        last = now;
        if (now - began < 4000) requestAnimationFrame(tick); else done(found.slice(1));
    };
    requestAnimationFrame(tick);
})"""


def playing(page: Page, size: int) -> None:
    """Milliseconds between two frames while the window moves through time."""
    page.locator("[data-name=play]").click()
    frames = sorted(page.evaluate(FRAMES))
    page.locator("[data-name=play]").click()
    late = frames[int(len(frames) * 0.95)]
    print(
        f"playing {size:,} events: a frame every {median(frames):.0f} ms (median), 95% within {late:.0f} ms"
    )


def filtered(page: Page, name: str) -> float:
    """Seconds from a click on a type in the legend to the changed map; all types again afterwards."""
    key = page.locator(".dl-key", has_text=name)
    total = page.locator(".dl").get_attribute("data-shown")
    began = time.perf_counter()
    key.click()
    page.wait_for_selector(f'.dl[data-shown]:not([data-shown="{total}"]):not([aria-busy])')
    seconds = time.perf_counter() - began
    page.wait_for_timeout(1500)
    key.click()
    page.wait_for_selector(f'.dl[data-shown="{total}"]:not([aria-busy])')
    page.wait_for_timeout(1500)
    return seconds


def warm(page: Page, url: str) -> None:
    """Once before the clock: the server has opened its data, the browser has Streamlit's scripts."""
    page.goto(url)
    page.wait_for_selector(".dl[data-shown]:not([aria-busy])")
    page.wait_for_timeout(2500)


MARKERS = """n => [...document.querySelectorAll('iframe')].some(frame =>
    frame.contentDocument?.querySelectorAll('.leaflet-marker-icon').length === n)"""


def look_plain(browser: Browser, url: str, events: pd.Series[int], limit: float) -> Seen:
    """``events`` counts the markers of each type, in the order of the page's choice."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.set_default_timeout(limit * 1000)
    page.goto(f"{url}/_stcore/health")
    first = changed = None
    try:
        began = time.perf_counter()
        page.goto(url)
        page.wait_for_function(MARKERS, arg=int(events.sum()))
        first = time.perf_counter() - began
        page.wait_for_timeout(1500)
        page.locator("[data-baseweb=select], [role=combobox]").first.click()
        began = time.perf_counter()
        page.get_by_role("option").nth(1).click()
        page.wait_for_function(MARKERS, arg=int(events.iloc[0]))
        changed = time.perf_counter() - began
        used = heap(page)
    except PlaywrightTimeout:
        used = float("nan")  # a page that is still busy gives no answer
    page.close()
    return Seen(first, changed, None, used, limit)


def many(browser: Browser, url: str, sessions: int) -> None:
    """A change of filter in one session; in many, each another one, at once and within five seconds."""
    pages = [browser.new_page(viewport={"width": 1200, "height": 800}) for _ in range(sessions)]
    for page in pages:
        page.set_default_timeout(180_000)
        page.goto(url)
        page.wait_for_selector(".dl[data-shown]:not([aria-busy])")
        page.wait_for_timeout(1500)
    change(pages[:1], 0, 0)
    alone = [change(pages[:1], i, 0)[0] for i in range(1, 6)]
    apart = change(pages, 1, 5000)
    burst = change(pages, 3, 0)
    print(
        f"filter in 1 session: {median(alone):.2f} s; {sessions} sessions within 5 s: median {median(apart):.2f} s, "
        f"slowest {max(apart):.2f} s; all at the same moment: median {median(burst):.2f} s, slowest {max(burst):.2f} s"
    )
    for page in pages:
        page.close()


CHANGE = """([key, after]) => {
    window.changed = new Promise((done, fail) => setTimeout(() => {
        setTimeout(() => fail(new Error('the map did not change')), 60000);
        const map = document.querySelector('.dl'), began = performance.now();
        new MutationObserver((_, watch) => {
            if (map.hasAttribute('aria-busy')) return;
            watch.disconnect();
            done((performance.now() - began) / 1000);
        }).observe(map, { attributeFilter: ['aria-busy'] });
        document.querySelectorAll('.dl-key')[key].click();
    }, after));
}"""


def change(pages: list[Page], first: int, within: float) -> list[float]:
    """Seconds of each page from a click on the legend to the changed map; clicks spread over ``within`` ms."""
    keys = 9
    for i, page in enumerate(pages):
        page.evaluate(CHANGE, [(first + i) % keys, 1000 + within * i / len(pages)])
    found = [float(page.evaluate("window.changed")) for page in pages]
    for page in pages:
        page.locator('.dl-key[aria-pressed="true"]').first.click()
        page.wait_for_function("!location.search.includes('type=')")
    return found


def heap(page: Page) -> float:
    """Megabytes that the page's scripts hold once the garbage is collected."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    return float(session.send("Runtime.getHeapUsage")["usedSize"]) / 1e6


def memory(process: subprocess.Popen[bytes]) -> float:
    """Resident memory in megabytes."""
    for line in Path(f"/proc/{process.pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def row(name: str, size: int, seen: Seen, server: float) -> None:
    told = [seconds(each, seen.limit) for each in (seen.first, seen.changed)]
    card = seconds(seen.card, 0)
    print(
        f"{name:<10}{size:>9,}{told[0]:>11}{told[1]:>9}{card:>8}{server:>11.0f}{seen.heap:>9.0f}", flush=True
    )


def seconds(value: float | None, limit: float) -> str:
    if value is None:
        return f">{limit:.0f}s" if limit else "–"
    return f"{value:.2f}s"


@contextmanager
def dateline(store: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    port = free_port()
    environment = os.environ | {"DATELINE_STORE": str(store), "DATELINE_SAMPLES": str(store.parent / "none")}
    command = [sys.executable, "app.py", "--port", str(port), "--no-browser"]
    with running(command, environment, port) as served:
        yield served


@contextmanager
def peer(
    folder: Path, store: Path, assets: str
) -> Iterator[tuple[str, pd.Series[int], subprocess.Popen[bytes]]]:
    """The plain page; it takes Leaflet from the running Dateline, since there is no network."""
    from dateline.atlas import Atlas  # noqa: PLC0415
    from dateline.store import Store  # noqa: PLC0415

    events = Atlas(Store.open(str(store)), Gazetteer.open(get_settings())).events
    data = folder / "events.parquet"
    drawn = events[events["on_map"]]
    drawn[["event_id", "type", "lat", "lon"]].to_parquet(data)
    script = folder / "plain.py"
    script.write_text(PLAIN.format(assets=f"{assets}/dateline/assets", data=data), encoding="utf-8")
    port = free_port()
    command = [
        sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port), "--server.headless", "true",
        "--browser.gatherUsageStats", "false",
    ]  # fmt: skip
    with running(command, dict(os.environ), port) as (url, process):
        yield url, drawn["type"].value_counts().sort_index(), process


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
