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
    expect(card).to_contain_text(f"{len(HOSTILE)} events at Kyiv")
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
    page.frame_locator("iframe").first.locator(".leaflet-marker-icon").first.click()
    popup = page.frame_locator("iframe").first.locator(".leaflet-popup-content")
    expect(popup).to_contain_text("was said in Kyiv")


@pytest.mark.parametrize("name", ["places?about=gn:703448", "compare", "downloads", "add", "help"])
def test_other_pages(page: Page, hostile: Served, name: str) -> None:
    page.goto(f"{hostile.url}/{name}")
    page.wait_for_selector("[data-testid=stAppViewContainer]")
    page.wait_for_timeout(2500)
    assert page.locator(".stException").count() == 0


def test_an_address_cannot_carry_code(page: Page, hostile: Served) -> None:
    page.goto(
        f"{hostile.url}/?text=%3Cimg%20src%3Dx%20onerror%3Dalert(9)%3E&type=%3Cscript%3E&event=%22%3E%3Cscript%3Ealert(8)%3C/script%3E&ui=%3Cb%3E"
    )
    page.wait_for_selector(".dl[data-shown]")
    expect(page.get_by_text("could not be used")).to_be_visible()


def test_the_page_to_take_away_is_inert(page: Page, hostile: Served, watch: Watch, tmp_path: Path) -> None:
    page.goto(f"{hostile.url}/downloads")
    for form, sign in (("html", ".leaflet-marker-icon"), ("report", ".map svg")):
        path = download(page, form, tmp_path / f"{form}.html")
        page.context.new_page()
        away = page.context.pages[-1]
        away.on("dialog", watch.refuse)
        away.on("console", watch.hear)
        away.goto(path.as_uri())
        away.locator(sign).first.wait_for()
        assert away.locator("img[src=x], main script").count() == 0
        away.close()
