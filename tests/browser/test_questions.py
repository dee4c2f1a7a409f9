"""The click paths of the help page, walked on the sample data as a new user would."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import ROOT, Served
from tests.browser.steps import mark, rows

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def sampled(serve: Callable[..., Served]) -> Served:
    """The sample releases, read as at a first start."""
    return serve([], samples=ROOT / "data" / "releases")


@pytest.fixture
def start(open_page: Callable[..., Page], sampled: Served) -> Callable[[str], Page]:
    def opened(locale: str = "en-GB") -> Page:
        page = open_page(locale=locale)
        page.goto(sampled.url)
        page.wait_for_selector('.dl[data-shown]:not([data-shown="0"]):not([aria-busy])', timeout=180_000)
        page.wait_for_selector(".dl-table tbody tr[data-id]")
        return page

    return opened


def choose(page: Page, group: str, option: str) -> None:
    """Open a list of the filters and choose; the table follows."""
    before = rows(page)
    listed = page.locator(
        ".dl-choices details", has=page.locator("summary", has_text=re.compile(f"^{group}"))
    )
    if listed.get_attribute("open") is None:
        listed.locator("summary").click()
    if (find := listed.locator(".dl-find")).count():
        find.fill(option)
    listed.locator(".dl-option", has_text=re.compile(f"^\\s*{re.escape(option)}")).locator("input").check()
    page.wait_for_function(
        "before => !document.querySelector('.dl-bar [role=status]').innerText.replace(/\\D+/g, ' ').trim().endsWith(' ' + before)",
        arg=str(before),
    )
    expect(page.locator(".dl[data-shown]:not([aria-busy])")).to_be_visible()


def set_day(page: Page, label: str, day: str) -> None:
    """Type an ISO day into a field of dates."""
    page.get_by_label(label, exact=True).fill(day)
    page.get_by_label(label, exact=True).press("Enter")


def column(page: Page, name: str) -> list[str]:
    return page.locator(f".dl-table tbody .dl-c-{name}").all_inner_texts()


IN_WORDS = {
    "en-GB": ("Go to a place", "Izyum", "Visit", "23 September 2022"),
    "uk-UA": ("Перейти до місця", "Ізюм", "Візит", "23 вересня 2022"),
}


@pytest.mark.parametrize("locale", IN_WORDS)
def test_what_ambassadors_saw_in_izyum(start: Callable[[str], Page], locale: str) -> None:
    field, city, visit, when = IN_WORDS[locale]
    page = start(locale)
    page.get_by_label(field).fill(city)
    page.keyboard.press("Enter")
    page.locator("[class*=st-key-go-] button").first.click()
    page.wait_for_timeout(1500)
    mark(page, city).click()
    card = page.locator(".st-key-card")
    card.get_by_role("button", name=re.compile(f"{when}.*{visit}")).first.click()
    expect(card.locator("blockquote")).to_contain_text("ambassadors")
    expect(card).to_contain_text(when)
    for seen in ("53", "mass grave", "Lithuania" if locale == "en-GB" else "Литва"):
        expect(card).to_contain_text(seen)


def test_which_regions_the_president_visited_in_june(start: Callable[[str], Page]) -> None:
    page = start("en-GB")
    set_day(page, "From", "2022-06-01")
    page.wait_for_url(re.compile("from=2022-06-01"))
    set_day(page, "To", "2022-06-30")
    page.wait_for_url(re.compile("to=2022-06-30"))
    choose(page, "Type of event", "Visit")
    choose(page, "Who", "Volodymyr Zelenskyy")
    page.get_by_role("columnheader", name="Date").get_by_role("button").click()
    expect(page.get_by_role("columnheader", name="Date")).to_have_attribute("aria-sort", "ascending")
    page.wait_for_timeout(1500)
    regions = list(dict.fromkeys(column(page, "admin1")))
    assert set(regions[:3]) == {"Zaporizhzhia Oblast", "Luhansk Oblast", "Donetsk Oblast"}
    assert regions[-1] == "Odesa Oblast"


def test_what_is_planned_and_not_confirmed(start: Callable[[str], Page]) -> None:
    page = start("en-GB")
    choose(page, "Status", "planned, not confirmed")
    assert 0 < rows(page) < 100
    page.locator(".dl-columns summary").click()
    page.locator(".dl-columns").get_by_label("Status").check()
    assert set(column(page, "status")) == {"planned, not confirmed"}
    expect(page.locator(".dl-legend")).to_contain_text("broken outline: planned")


def test_what_is_known_only_to_a_region(start: Callable[[str], Page]) -> None:
    page = start("en-GB")
    choose(page, "Precision", "Known only to the region")
    assert rows(page) > 5
    page.locator(".dl-columns summary").click()
    page.locator(".dl-columns").get_by_label("Precision").check()
    assert set(column(page, "precision")) == {"Known only to the region"}
    expect(page.locator(".dl-summary")).to_contain_text(f"{rows(page)} not on the map")
    assert page.locator(".dl-mark").count() == 0
    assert page.locator(".dl-chip").count() > 3
