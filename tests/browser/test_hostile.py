"""Texts that try to be code stay texts, on every page, and can be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Served, Watch
from tests.browser.data import HOSTILE
from tests.browser.steps import download, mark, open_map

pytestmark = pytest.mark.browser


def test_map_card_and_table(page: Page, hostile: Served) -> None:
    open_map(page, hostile.url)
    mark(page, "Kyiv").click()
    card = page.locator(".st-key-card")
    expect(card).to_contain_text(f"{len(HOSTILE) + 1} events at Kyiv")
    page.locator(".dl-check", has_text="Visited").locator("input").evaluate("node => node.click()")
    for row in page.locator(".dl-table tbody tr").all()[:: len(HOSTILE) // 3]:
        row.click()
        expect(card.locator("blockquote")).to_be_visible()
    expect(page.locator(".dl-table tbody")).to_contain_text("<script>alert(1)</script>")
    expect(page.locator(".dl-table tbody")).to_contain_text("${alert(3)}")
    assert (
        page.evaluate(
            "document.querySelectorAll('.dl img, .dl-table img, .dl-card img:not([src^=data]), .dl-card script').length"
        )
        == 0
    )


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_card_and_release_page(page: Page, hostile: Served, number: int) -> None:
    open_map(page, hostile.url, f"?event=h-{number}-e0&at=gn:703448")
    quoted = page.locator(".st-key-card blockquote").inner_text()
    readable = HOSTILE[number].split("\u2028")[0].strip("\u202e")
    assert readable.split("\u2066")[0] in quoted
    page.get_by_role("button", name="Read the release").click()
    expect(page.locator(".dl-text").last).to_contain_text("was said in Kyiv")
    page.wait_for_selector("iframe")
    page.frame_locator("iframe").first.locator(".dl-symbol, .marker-cluster").first.click()
    popup = page.frame_locator("iframe").first.locator(".leaflet-popup-content")
    expect(popup).to_contain_text("was said in Kyiv")


PAGES = {
    "?event=big-1-e0&at=gn:703448": ".st-key-card blockquote",
    "releases?read=big-1": ".dl-text mark[tabindex]",
    "places?about=gn:703448": ".dl-summary",
    "compare": ".dl-summary",
    "downloads": ".st-key-get-report button",
    "add": "input[type=file]",
    "help": "h3",
}


@pytest.mark.parametrize("address", PAGES)
def test_no_page_breaks_or_lets_a_text_out(page: Page, hostile: Served, address: str) -> None:
    page.goto(f"{hostile.url}/{address}")
    page.locator(PAGES[address]).first.wait_for(state="attached")
    page.wait_for_timeout(1500)
    assert page.locator(".stException").count() == 0
    assert page.get_by_text("Something went wrong").count() == 0
    made = page.evaluate(
        "document.querySelectorAll('script:not([src]), img[src=x], main u, main s, .dl-text i, .dl-card em, .dl-table b').length"
    )
    assert made == page.evaluate(
        "document.querySelectorAll('head script:not([src]), body > script:not([src])').length"
    )
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 1, "a text pushes the page aside"


def test_a_direction_of_writing_stays_with_its_text(page: Page, hostile: Served) -> None:
    number = next(i for i, text in enumerate(HOSTILE) if text.startswith("\u202e"))
    open_map(page, hostile.url, f"?event=h-{number}-e0&at=gn:703448")
    line = page.locator('.dl-table tr[aria-selected="true"]')
    for inside in (line.locator("td > div").first, page.locator(".st-key-card blockquote bdi").first):
        assert inside.evaluate("node => getComputedStyle(node).unicodeBidi") in ("isolate", "plaintext")
    expect(line.locator(".dl-c-day")).to_be_visible()
    left = line.locator(".dl-c-day").bounding_box()
    right = line.locator(".dl-c-evidence").bounding_box()
    assert left
    assert right
    assert left["x"] < right["x"]


def test_an_address_cannot_carry_code(page: Page, hostile: Served) -> None:
    page.goto(
        f"{hostile.url}/?text=%3Cimg%20src%3Dx%20onerror%3Dalert(9)%3E&type=%3Cscript%3E&event=%22%3E%3Cscript%3Ealert(8)%3C/script%3E&ui=%3Cb%3E"
    )
    page.wait_for_selector(".dl[data-shown]")
    expect(page.get_by_text("could not be used")).to_be_visible()


def test_the_page_to_take_away_is_inert(page: Page, hostile: Served, watch: Watch, tmp_path: Path) -> None:
    page.goto(f"{hostile.url}/downloads")
    for form, sign in (("html", ".dl-symbol, .marker-cluster"), ("report", ".map svg")):
        path = download(page, form, tmp_path / f"{form}.html")
        page.context.new_page()
        away = page.context.pages[-1]
        away.on("dialog", watch.refuse)
        away.on("console", watch.hear)
        away.goto(path.as_uri())
        away.locator(sign).first.wait_for()
        assert away.locator("img[src=x], main script").count() == 0
        away.close()
