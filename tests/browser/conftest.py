"""A server of our own for each set of data, and a Chromium that may ask nobody else."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    Route,
    expect,
    sync_playwright,
)
from tests.browser.data import hostile_outcomes, oversized_outcomes, plain_outcomes
from tests.factories import store_of

from dateline.models import Outcome
from dateline.store import Store

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--force-device-scale-factor=1",
]  # fmt: skip
PATIENCE_MS = 45_000
expect.set_options(timeout=PATIENCE_MS)


@dataclass(frozen=True)
class Served:
    """A running Dateline."""

    url: str
    log: Path


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI needs Chromium for the browser tests: install it.")
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Served]]:
    """Starts Dateline on a free port with a store of its own; all are stopped at the end."""
    processes: list[subprocess.Popen[bytes]] = []

    def start(
        outcomes: list[Outcome],
        *,
        samples: Path | None = None,
        after: Callable[[Store], object] = lambda _: None,
        **settings: str,
    ) -> Served:
        folder = tmp_path_factory.mktemp("served")
        store = folder / "store.sqlite"
        with store_of(outcomes, target=str(store)) as made:
            after(made)
        return _start(folder, store, samples or folder / "no-samples", processes, settings)

    yield start
    for process in processes:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()


def _start(
    folder: Path,
    store: Path,
    samples: Path,
    processes: list[subprocess.Popen[bytes]],
    settings: dict[str, str],
) -> Served:
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    environment = os.environ | {"DATELINE_STORE": str(store), "DATELINE_SAMPLES": str(samples)} | settings
    log = folder / "log.txt"
    with log.open("wb") as sink:
        process = subprocess.Popen(
            [sys.executable, "app.py", "--port", str(port), "--no-browser"],
            cwd=ROOT, env=environment, stdout=sink, stderr=subprocess.STDOUT,
        )  # fmt: skip
    processes.append(process)
    url = f"http://localhost:{port}"
    for _ in range(240):
        if process.poll() is not None:
            pytest.fail(f"the server stopped:\n{log.read_text()}")
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2):
                return Served(url, log)
        except (urllib.error.URLError, OSError):
            time.sleep(0.25)
    pytest.fail(f"the server did not start:\n{log.read_text()}")


@pytest.fixture(scope="session")
def plain(serve: Callable[..., Served]) -> Served:
    return serve(plain_outcomes())


@pytest.fixture(scope="session")
def hostile(serve: Callable[..., Served]) -> Served:
    return serve([*hostile_outcomes(), *oversized_outcomes()])


@pytest.fixture(scope="session")
def empty(serve: Callable[..., Served]) -> Served:
    return serve([])


@dataclass
class Watch:
    """What no page may do."""

    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    own: list[str] = field(default_factory=list)

    def hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(message.text)

    def refuse(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def check(self) -> None:
        assert self.outside == [], "a page asked another host"
        assert self.dialogs == [], "a page opened a dialog: text of a release ran as code"
        assert self.errors == [], "the console shows errors"


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def open_page(browser: Browser, watch: Watch) -> Iterator[Callable[..., Page]]:
    """Opens pages whose outside requests are blocked; the test fails if there was one, an error or a dialog."""
    contexts: list[BrowserContext] = []

    def start(*, width: int = 1440, height: int = 900, locale: str = "en-GB", dark: bool = False) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale=locale, color_scheme="dark" if dark else "light",
            reduced_motion="reduce", accept_downloads=True,
        )  # fmt: skip
        contexts.append(context)
        context.route("**/*", lambda route: _gate(route, watch))
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.on("console", watch.hear)
        page.on("pageerror", lambda error: watch.errors.append(error.stack or str(error)))
        page.on("dialog", watch.refuse)
        return page

    yield start
    for context in contexts:
        context.close()
    watch.check()


def _gate(route: Route, watch: Watch) -> None:
    url = urlsplit(route.request.url)
    if url.scheme in ("data", "blob", "file") or url.hostname == "localhost":
        watch.own.append(route.request.url)
        route.continue_()
    else:
        watch.outside.append(route.request.url)
        route.abort()


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    return open_page()
