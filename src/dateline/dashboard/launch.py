"""Starts the server: the dashboard with its assets and feature API on one address."""

from __future__ import annotations

import argparse
import logging
import os
import sys
import threading
import time
import urllib.error
import urllib.request
import webbrowser
from pathlib import Path

import streamlit as st
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from dateline.dashboard import state
from dateline.dashboard.library import Building, Library, get_library
from dateline.dashboard.state import PAGES
from dateline.errors import DatelineError
from dateline.server import routes

SCRIPT = Path(__file__).with_name("main.py")
_console = Console(stderr=True)
_log = logging.getLogger("dateline.dashboard")


def create_app() -> st.App:
    """The ASGI application: Streamlit's pages and our routes."""
    return st.App(SCRIPT, routes=routes(get_library(), pages=PAGES), on_script_error=_apologise)


def _apologise(error: Exception) -> bool:
    """Say in a sentence that something went wrong; the log of the server says what."""
    _log.exception("A page failed", exc_info=error)
    st.error(state.words()("broken") if "lang" in st.session_state else "Something went wrong.")
    return True


def serve(app: st.App, arguments: list[str] | None = None) -> None:
    """Run until stopped; reads the samples into an empty store meanwhile."""
    options = _options(arguments)
    library = get_library()
    try:
        empty = not library.store.releases()
    except DatelineError as error:
        sys.exit(str(error))
    if empty:
        library.building = Building()
        threading.Thread(target=_build, args=(library,), daemon=True).start()
    else:
        threading.Thread(target=library.warm_up, daemon=True).start()
    url = f"http://{options.address}:{options.port}"
    _console.print(f"Dateline is at {url}  (Ctrl+C stops it)")
    if not options.no_browser and _has_browser():
        threading.Thread(target=_open_when_up, args=(url,), daemon=True).start()
    app.run(config={"server.port": options.port, "server.address": options.address, "server.headless": True})


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="app.py", description="Dateline: dated official releases on a map.")
    parser.add_argument("--port", type=int, default=8501, help="port to listen on (8501)")
    parser.add_argument(
        "--address", default="localhost", help="address to listen on (localhost: this machine only)"
    )
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")
    return parser.parse_args(arguments)


def _build(library: Library) -> None:
    """Read the samples with a bar in the terminal."""
    parts = (
        TextColumn("Reading the sample releases"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*parts, console=_console) as progress:
        task = progress.add_task("", total=None)

        def tell(state: Building) -> None:
            progress.update(task, completed=state.done, total=state.total)

        library.build_samples(tell=tell)
    for message in library.failures[:20]:
        _console.print(message, markup=False)
    if library.building:
        if library.building.failed:
            _console.print(f"The sample releases could not be read: {library.building.failed}", markup=False)
        else:
            library.building = None


def _has_browser() -> bool:
    """Whether a browser with a window can be opened here."""
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        return False
    try:
        webbrowser.get()
    except webbrowser.Error:
        return False
    return True


def _open_when_up(url: str) -> None:
    for _ in range(100):
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1):
                break
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    webbrowser.open(url)
