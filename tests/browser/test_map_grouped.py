"""Above some thousands of events the server groups them: the map shows the groups of the filter in force."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Served
from tests.browser.steps import open_map
from tests.factories import synthetic

pytestmark = pytest.mark.browser

MANY = 9_000


@pytest.fixture(scope="module")
def grouped(serve: Callable[..., Served]) -> Served:
    return serve(list(synthetic(MANY, seed=5)))


def on_map(page: Page) -> int:
    """How many events the symbols on the map say that they stand for."""
    names = page.locator(".leaflet-marker-icon.dl-mark-box").evaluate_all(
        "nodes => nodes.map(node => node.getAttribute('aria-label'))"
    )
    return sum(map(number, names))


def number(name: str | None) -> int:
    """How many events a symbol stands for, by its name "Kyiv and 2 more places: 1,234 events"."""
    return int(re.sub(r"\D", "", (name or "").rpartition(":")[2]))


def settled(page: Page, *, total: int | None = None, other_than: int | None = None) -> int:
    """The number of events once the map has come to rest."""
    wanted = f'[data-shown="{total}"]' if total else ""
    unwanted = f':not([data-shown="{other_than}"])' if other_than else ""
    expect(page.locator(f".dl[data-shown]{wanted}{unwanted}:not([aria-busy])")).to_be_visible()
    return int(page.locator(".dl").get_attribute("data-shown") or 0)


def test_the_symbols_are_those_of_the_filter_whatever_comes_and_goes(page: Page, grouped: Served) -> None:
    open_map(page, grouped.url)
    every, drawn = settled(page), on_map(page)
    assert drawn > every * 0.6
    key = page.locator(".dl-key", has_text="Meeting")
    key.click()
    few = settled(page, other_than=every)
    assert few * 0.6 < on_map(page) < few
    key.click()
    settled(page, total=every)
    assert on_map(page) == drawn
    page.locator(".dl-choices summary", has_text="Status").click()
    page.get_by_role("checkbox", name="happened").check()
    done = settled(page, other_than=every)
    assert done > 6_000, "still so many that they are grouped"
    assert done * 0.6 < on_map(page) < done


def test_a_group_parts_where_the_reader_looks_closer(page: Page, grouped: Served) -> None:
    open_map(page, grouped.url)
    group = page.locator('.leaflet-marker-icon.dl-mark-box[aria-label*="more place"]').first
    events = number(group.get_attribute("aria-label"))
    group.click()
    parts = [
        page.locator(f'.leaflet-marker-icon.dl-mark-box[aria-label^="{name}:"]') for name in ("Kyiv", "Bucha")
    ]
    for part in parts:
        expect(part).to_be_visible()
    assert sum(number(part.get_attribute("aria-label")) for part in parts) == events
