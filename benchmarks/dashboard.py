"""Dateline's map page beside a plain streamlit-folium page of the same events, in one Chromium.

    python benchmarks/dashboard.py [--sizes 100,1000,10000,100000] [--plain-limit 180] [--sessions 10]

The plain page is what one writes first: one folium Marker with a tooltip an event, made anew at each change.
Both get the same events, the same machine and the same run; both load Leaflet from their own server.

Columns, in seconds: from opening the address to all events on the map; from a click that changes the filter to
the changed map, with its legend and timeline; to the whole change, when also the line that sums up and the
counts beside the choices are those of the new filter (both the median of four clicks, three on a type in the
legend and one on a status that four of five events have, each for the first time); from a click to the card
(Dateline only). They are taken inside the page, from the event to the last change of the document.
In megabytes: the server's resident memory, and the private memory of the process that shows the page.
"over 180 s" says that the plain page had not drawn its markers when the limit was over.

Last come many sessions at once: as readers who speak to the server as the page does but draw nothing
(readers.py), and as pages of one Chromium, which, unlike readers elsewhere, draw on the server's own cores.
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
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np
import pandas as pd
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import TimeoutError as PlaywrightTimeout

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.readers import Reader, Times, at_once  # noqa: E402
from tests.factories import make_event, store_of, synthetic  # noqa: E402

from dateline.gazetteer import Gazetteer  # noqa: E402
from dateline.maps import TYPES  # noqa: E402
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
        f"{'page':<10}{'events':>9}{'first map':>12}{'map':>12}{'change':>12}{'card':>8}{'server MB':>11}{'page MB':>9}"
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
                many_readers(url, sessions)
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
    """Seconds to the first map, to a changed map, to the whole change and to a card, None where not reached or not
    there; megabytes of the page; ``limit`` is how long was waited."""

    first: float | None
    drawn: float | None
    changed: float | None
    card: float | None
    megabytes: float
    limit: float = 0


FILTERS = ('.dl-key[data-key="aid"]', '.dl-key[data-key="meeting"]', '.dl-key[data-key="attack"]')
STATUS = '.dl-choices input[data-choice="statuses/done"]'


def look(browser: Browser, url: str, size: int) -> Seen:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.set_default_timeout(180_000)
    warm(page, url)
    began = time.perf_counter()
    page.goto(url)
    page.wait_for_selector(".dl[data-shown]:not([aria-busy])")
    first = time.perf_counter() - began
    page.wait_for_timeout(1500)
    changes = [filtered(page, each) for each in (*FILTERS, STATUS)]
    began = time.perf_counter()
    page.locator(".dl-table tbody tr").first.click()
    page.wait_for_selector(".st-key-card blockquote")
    card = time.perf_counter() - began
    if size <= 5000:
        playing(page, size)
    used = megabytes(page)
    page.close()
    drawn, changed = (median(each) for each in zip(*changes, strict=True))
    return Seen(first, drawn, changed, card, used)


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


CHANGE = """([selector, after]) => {
    const map = document.querySelector('.dl'), chosen = () => document.querySelectorAll('.dl-choices input:checked').length;
    const told = () => document.querySelectorAll('.dl-summary b')[1]?.textContent.replace(/\\D/g, '');
    window.changed = new Promise((done, fail) => setTimeout(() => {
        setTimeout(() => fail(new Error('the page did not change')), 120000);
        const before = [map.dataset.shown, chosen()], began = performance.now();
        let drawn;
        const watch = new MutationObserver(() => {
            if (map.hasAttribute('aria-busy') || map.dataset.shown === before[0]) return;
            const now = (performance.now() - began) / 1000;
            drawn ??= now;
            if (told() !== map.dataset.shown || chosen() === before[1]) return;
            watch.disconnect();
            done([drawn, now]);
        });
        watch.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
        document.querySelector(selector).click();
    }, after));
}"""


def filtered(page: Page, selector: str) -> tuple[float, float]:
    """Seconds from a click that narrows the filter to the changed map and to the whole change; taken back afterwards."""
    found: tuple[float, float] | None = None
    for _ in ("narrow", "take back"):
        page.evaluate(CHANGE, [selector, 0])
        drawn, changed = page.evaluate("window.changed")
        found = found or (drawn, changed)
        page.wait_for_timeout(1500)
    assert found
    return found


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
    except PlaywrightTimeout:
        pass  # the row says how long was waited
    used = megabytes(page)
    page.close()
    return Seen(first, changed, changed, None, used, limit)


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
    apart, burst = change(pages, 1, 5000), change(pages, 3, 0)
    tell("browsers", sessions, alone, apart, burst)
    for page in pages:
        page.close()


def many_readers(url: str, sessions: int) -> None:
    """The same for readers who draw nothing; each asks for what nobody has asked for before."""
    readers = [Reader(url) for _ in range(sessions)]
    readers[0].change("")
    alone = [readers[0].change(kind) for kind in TYPES[:6]]
    choices = [[",".join(np.roll(TYPES, -i)[:width]) for i in range(sessions)] for width in (2, 3)]
    apart = at_once(readers, choices[0], within=5)
    burst = at_once(readers, choices[1])
    tell("readers", sessions, alone, apart, burst)
    for reader in readers:
        reader.close()


def tell(who: str, sessions: int, alone: list[Times], apart: list[Times], burst: list[Times]) -> None:
    """Median and slowest until the map and until the whole page is changed."""
    print(f"{who:<29}{'map':>12}{'slowest':>12}{'change':>12}{'slowest':>12}")
    for name, found in (
        ("1", alone),
        (f"{sessions} within 5 s", apart),
        (f"{sessions} at the same moment", burst),
    ):
        cells = [f"{value:.2f} s" for each in zip(*found, strict=True) for value in (median(each), max(each))]
        print(f"{name:<29}" + "".join(f"{cell:>12}" for cell in cells), flush=True)


def change(pages: list[Page], first: int, within: float) -> list[Times]:
    """Of each page, as `filtered`, a change by the legend; clicks spread over ``within`` milliseconds."""
    for i, page in enumerate(pages):
        key = TYPES[(first + i) % len(TYPES)]
        page.evaluate(CHANGE, [f'.dl-key[data-key="{key}"]', 1000 + within * i / len(pages)])
    found: list[Times] = [tuple(page.evaluate("window.changed")) for page in pages]
    for page in pages:
        page.locator('.dl-key[aria-pressed="true"]').first.click()
        page.wait_for_function("!location.search.includes('type=')")
    return found


def megabytes(page: Page) -> float:
    """Private memory of the processes that show pages, once the scripts' garbage is collected."""
    with suppress(PlaywrightTimeout, PlaywrightError):
        page.context.new_cdp_session(page).send("HeapProfiler.collectGarbage")
    browser = page.context.browser
    assert browser
    processes = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    return max(_private(each["id"]) for each in processes if each["type"] == "renderer")


def _private(process: int) -> float:
    """Megabytes that a process shares with no other."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1024


def memory(process: subprocess.Popen[bytes]) -> float:
    """Resident memory in megabytes."""
    for line in Path(f"/proc/{process.pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def row(name: str, size: int, seen: Seen, server: float) -> None:
    told = "".join(f"{seconds(each, seen.limit):>12}" for each in (seen.first, seen.drawn, seen.changed))
    card = seconds(seen.card, 0)
    print(f"{name:<10}{size:>9,}{told}{card:>8}{server:>11.0f}{seen.megabytes:>9.0f}", flush=True)


def seconds(value: float | None, limit: float) -> str:
    if value is None:
        return f"over {limit:.0f} s" if limit else "–"
    return f"{value:.2f} s"


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
