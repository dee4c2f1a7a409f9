"""What a reader does on a page, for the tests to say in a line."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect


def open_map(page: Page, url: str, query: str = "") -> None:
    """Open the map page and wait until the map shows what it was asked for."""
    page.goto(f"{url}/{query}")
    page.wait_for_selector(".dl[data-shown]:not([aria-busy])")
    page.wait_for_selector(".dl-table tbody tr")


def shown(page: Page) -> int:
    """How many events the map says it shows."""
    return int(page.locator(".dl[data-shown]").get_attribute("data-shown") or -1)


def told(page: Page) -> int:
    """How many events the summary line tells."""
    found = re.search(r"([\d\s  ,]+) (?:events?|поді)", page.locator(".dl-summary").inner_text())
    assert found
    return int(re.sub(r"\D", "", found.group(1)))


def rows(page: Page) -> int:
    """How many rows the table says it has."""
    found = re.search(r"(?:of|з) ([\d\s  ,]+)$", page.locator(".dl-bar [role=status]").inner_text())
    assert found
    return int(re.sub(r"\D", "", found.group(1)))


def wait_for(page: Page, events: int) -> None:
    """Wait until map, summary and table agree on a number of events."""
    expect(page.locator(f'.dl[data-shown="{events}"]:not([aria-busy])')).to_be_visible()
    page.wait_for_function(
        "n => document.querySelector('.dl-summary')?.innerText.replace(/\\D*(\\d+) releases?\\D*/, '').startsWith(String(n))"
        " || document.querySelector('.dl-summary')?.innerText.includes(` ${n} `)",
        arg=events,
    )
    page.wait_for_function(
        "n => document.querySelector('.dl-bar [role=status]')?.innerText.replace(/\\s/g, '').endsWith(String(n))",
        arg=events,
    )


def mark(page: Page, name: str):  # type: ignore[no-untyped-def]
    """A symbol on the map by the beginning of its name."""
    return page.locator(f'.leaflet-marker-icon[aria-label^="{name}"]').first


def download(page: Page, form: str, path: Path) -> Path:
    """Take a file from the page of downloads: "geojson", "csv", … "html", "report"."""
    with page.expect_download() as got:
        page.locator(f".st-key-get-{form}").get_by_role("button").first.click()
    got.value.save_as(path)
    return path
