"""The table is the map's twin: searched, sorted, scrolled and read by keyboard, however long it is."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Served
from tests.browser.steps import mark, open_map, rows
from tests.factories import synthetic

pytestmark = pytest.mark.browser

MANY = 4000


@pytest.fixture(scope="module")
def many(serve: Callable[..., Served]) -> Served:
    return serve(list(synthetic(MANY, seed=3)))


def status(page: Page, n: int) -> None:
    expect(page.locator(".dl-bar [role=status]")).to_have_text(
        re.compile(rf"(of|з) {n:,}$".replace(",", "[,\\s]"))
    )


def test_words_narrow_the_table_alone(page: Page, plain: Served) -> None:
    open_map(page, plain.url)
    box = page.get_by_role("searchbox", name="Search in the table")
    box.fill("odesa hospital")
    status(page, 1)
    expect(page.locator(".dl-table tbody")).to_contain_text("A hospital opened in Odesa.")
    assert page.locator(".dl[data-shown]").get_attribute("data-shown") == "8"
    box.fill("no such words")
    expect(page.locator(".dl-table tbody")).to_contain_text("No row holds these words.")
    box.fill("")
    status(page, 8)


def test_columns_are_chosen_and_kept(page: Page, plain: Served) -> None:
    open_map(page, plain.url)
    page.locator(".dl-columns summary").click()
    page.locator(".dl-columns").get_by_label("Headline").check()
    page.locator(".dl-columns").get_by_label("Figures").uncheck()
    expect(page.get_by_role("columnheader", name="Headline")).to_be_visible()
    expect(page.get_by_role("columnheader", name="Figures")).to_have_count(0)
    page.get_by_role("link", name="Help").first.click()
    expect(page.get_by_role("heading", name="How to read Dateline")).to_be_visible()
    page.get_by_role("link", name="Map").first.click()
    expect(page.get_by_role("columnheader", name="Headline")).to_be_visible()


def test_a_copied_address_shows_the_same_table(
    page: Page, open_page: Callable[..., Page], plain: Served
) -> None:
    open_map(page, plain.url)
    page.get_by_role("columnheader", name="Place").get_by_role("button").click()
    page.locator(".dl-columns summary").click()
    page.locator(".dl-columns").get_by_label("Headline").check()
    page.locator(".dl-columns").get_by_label("Figures").uncheck()
    page.get_by_role("searchbox", name="Search in the table").fill("izyum ambassador")
    status(page, 3)
    page.wait_for_url(re.compile(r"#.*sort=place\.up&columns=day\..*&words=izyum%20ambassador"))
    other = open_page()
    other.goto(page.url)
    status(other, 3)
    expect(other.get_by_role("columnheader", name="Place")).to_have_attribute("aria-sort", "ascending")
    expect(other.get_by_role("columnheader", name="Headline")).to_be_visible()
    expect(other.get_by_role("columnheader", name="Figures")).to_have_count(0)
    expect(other.get_by_role("searchbox", name="Search in the table")).to_have_value("izyum ambassador")
    assert other.url == page.url


def test_a_copied_address_keeps_to_what_is_not_on_the_map(
    page: Page, open_page: Callable[..., Page], plain: Served
) -> None:
    open_map(page, plain.url)
    page.get_by_text("Not on the map (2)").click()
    status(page, 2)
    page.wait_for_url(re.compile(r"\?rows=off-map"))
    other = open_page()
    other.goto(page.url)
    status(other, 2)
    other.get_by_role("link", name="Help").first.click()
    expect(other.get_by_role("heading", name="How to read Dateline")).to_be_visible()
    other.get_by_role("link", name="Map").first.click()
    status(other, 2)
    other.get_by_text("Not on the map (2)").click()
    status(other, 8)
    other.wait_for_url(lambda url: "rows=" not in url)


def test_an_address_that_asks_for_no_column_there_is_shows_the_usual_ones(page: Page, plain: Served) -> None:
    page.goto(f"{plain.url}/#sort=%3Cb%3E.up&columns=nothing.%3Cimg%3E")
    status(page, 8)
    expect(page.get_by_role("columnheader", name="Figures")).to_be_visible()
    expect(page.get_by_role("columnheader", name="Date")).to_have_attribute("aria-sort", "descending")


def test_sorting_says_so(page: Page, plain: Served) -> None:
    open_map(page, plain.url)
    page.get_by_role("columnheader", name="Place").get_by_role("button").click()
    head = page.get_by_role("columnheader", name="Place")
    expect(head).to_have_attribute("aria-sort", "ascending")
    places = page.locator(".dl-table tbody .dl-c-place")
    expect(places.first).to_have_text("Izyum")
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    expect(places.first).to_have_text("Odesa")


def test_the_map_selects_a_row_and_a_row_the_map(page: Page, plain: Served) -> None:
    open_map(page, plain.url)
    page.locator(".dl-table tbody tr", has_text="Odesa").click()
    expect(page.locator(".dl-mark.dl-selected")).to_have_count(1)
    expect(page.locator(".st-key-card blockquote")).to_contain_text("A hospital opened in Odesa.")
    mark(page, "Kharkiv").click()
    expect(page.locator(".st-key-card blockquote")).to_contain_text("Kharkiv was shelled at night.")


def test_keys_go_through_a_long_table(page: Page, many: Served) -> None:
    open_map(page, many.url)
    total = rows(page)
    assert total > MANY * 0.9
    grid = page.get_by_role("grid", name="Table of the events on the map")
    expect(grid).to_have_attribute("aria-rowcount", str(total + 1))
    page.locator(".dl-table tbody tr[tabindex='0']").focus()

    def focused() -> int:
        page.wait_for_function("document.activeElement?.dataset?.id")
        return int(page.evaluate("document.activeElement.dataset.index"))

    for key, index in (("End", total - 1), ("ArrowUp", total - 2), ("Home", 0), ("ArrowDown", 1)):
        page.keyboard.press(key)
        page.wait_for_function("n => document.activeElement?.dataset?.index === String(n)", arg=index)
        assert focused() == index
    page.keyboard.press("PageDown")
    page.wait_for_function("Number(document.activeElement?.dataset?.index) > 5")
    here = page.evaluate("document.activeElement.dataset.id")
    page.keyboard.press("Enter")
    expect(page.locator('.dl-table tr[aria-selected="true"]')).to_have_attribute("data-id", here)
    expect(page.locator(".st-key-card blockquote")).to_be_visible()


def test_only_rows_in_sight_are_drawn(page: Page, many: Served) -> None:
    open_map(page, many.url)
    scroll = page.locator(".dl-scroll")
    for share in (0.5, 1.0, 0.25):
        scroll.evaluate("(node, share) => { node.scrollTop = node.scrollHeight * share; }", share)
        first = int(MANY * 0.9 * share) - 40
        page.wait_for_function(
            "first => [...document.querySelectorAll('.dl-table tbody tr[data-id]')].some((row) => Number(row.dataset.index) >= first)",
            arg=first,
        )
        assert page.locator(".dl-table tbody tr").count() < 60
    expect(page.locator(".dl-bar [role=status]")).to_have_text(re.compile(r"^Rows [\d,]{3,}–"))


def test_an_event_far_down_is_brought_into_sight(page: Page, many: Served) -> None:
    open_map(page, many.url)
    page.locator(".dl-scroll").evaluate("node => { node.scrollTop = node.scrollHeight * 0.6; }")
    page.wait_for_function("document.querySelector('.dl-table tbody tr[data-index]')?.dataset.index > 1000")
    line = page.locator(".dl-table tbody tr[data-id]").nth(9)
    chosen = line.get_attribute("data-id")
    # By its id: the table may still be scrolling, and then the tenth line is another one.
    page.locator(f'.dl-table tr[data-id="{chosen}"]').click()
    expect(page.locator('.dl-table tr[aria-selected="true"]')).to_have_attribute("data-id", str(chosen))
    page.wait_for_url(re.compile(f"event={chosen}"))
    page.reload()
    expect(page.locator('.dl-table tr[aria-selected="true"]')).to_have_attribute("data-id", str(chosen))


def test_the_table_speaks_ukrainian(open_page: Callable[..., Page], plain: Served) -> None:
    page = open_page(locale="uk-UA")
    open_map(page, plain.url)
    expect(page.locator(".dl-summary")).to_contain_text("8 подій")
    page.get_by_role("searchbox", name="Шукати в таблиці").fill("харківська")
    status(page, 5)
    expect(page.locator(".dl-table tbody .dl-c-admin1").first).to_have_text("Харківська область")
    expect(page.locator(".dl-table tbody .dl-c-admin1").first).to_have_attribute("lang", "uk")
