from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Served
from tests.browser.steps import download, mark, open_map, wait_for
from tests.shared import shared

pytestmark = pytest.mark.browser

RELEASE = """President of Ukraine

A visit to Bucha
12 October 2022 - 19:30

On October 12, the President visited Bucha. He saw a school that was rebuilt.
"""


def test_the_release_page_shows_every_mention(page: Page, plain: Served) -> None:
    page.goto(f"{plain.url}/releases?read=r-1")
    text = page.locator(".dl-text").last
    expect(text).to_contain_text("The ambassador came to Izyum with a delegation.")
    expect(text.locator("mark.dl-role-event")).to_have_count(3)
    expect(text.locator("mark.dl-role-affiliation")).to_have_text("delegation")
    expect(text.locator(".dl-evidence").first).to_be_visible()
    frame = page.frame_locator("iframe").first
    expect(frame.locator(".dl-symbol, .marker-cluster").first).to_be_visible()
    names = frame.locator(".dl-place-name span")
    expect(names.filter(has_text="Izyum")).to_be_visible()
    expect(names.filter(has_text=re.compile("^Kharkiv Oblast \\(1\\)$"))).to_be_visible()
    expect(names.filter(has_text=re.compile("^(Poltava|Dnipro|Kharkiv)$")).first).to_be_visible()
    page.get_by_text("About this release").click()
    expect(page.get_by_text(re.compile("[0-9a-f]{64}"))).to_be_visible()
    page.get_by_text("Explain a mention").click()
    expect(page.get_by_text("a name that the gazetteer knows")).to_be_visible()
    expect(page.get_by_text("the best known")).to_be_visible()


@pytest.mark.parametrize(("page_name", "whole"), [("releases", ".dl-text"), ("places", ".dl-summary")])
def test_a_row_of_the_index_opens_what_it_names(
    page: Page, plain: Served, page_name: str, whole: str
) -> None:
    page.goto(f"{plain.url}/{page_name}")
    index = page.get_by_test_id("stDataFrame")
    expect(index.locator("canvas").first).to_be_visible()
    expect(page.get_by_label("Download as CSV")).to_be_hidden()
    page.wait_for_timeout(800)  # the table is drawn on a canvas, which tells nobody when it is whole
    index.locator(".dvn-scroller").click(position={"x": 16, "y": 52})
    expect(page.locator(whole).first).to_be_visible()
    expect(index).to_have_count(0)


def test_keys_lead_from_mention_to_mention(page: Page, plain: Served) -> None:
    page.goto(f"{plain.url}/releases?read=r-1")
    page.locator(".dl-text mark[tabindex]").first.wait_for()
    page.wait_for_timeout(800)
    seen = []
    for key in ("n", "n", "p"):
        page.keyboard.press(key)
        seen.append(page.evaluate("document.activeElement.id"))
    assert seen[0] == seen[2] != seen[1]
    assert all(seen)


def test_from_the_card_to_the_release_and_back_to_its_map(page: Page, plain: Served) -> None:
    open_map(page, plain.url, "?type=opening")
    mark(page, "Odesa").click()
    page.get_by_role("button", name="Read the release").click()
    expect(page.locator(".dl-text").last).to_contain_text("A hospital opened in Odesa.")
    page.get_by_role("button", name="Show only this release").click()
    wait_for(page, 1)
    assert "release=r-4" in page.url


def test_the_place_page_tells_all_about_a_place(page: Page, plain: Served) -> None:
    page.goto(f"{plain.url}/places?about=iso:UA-63")
    expect(page.locator(".dl-summary")).to_contain_text("5 events")
    expect(page.locator(".dl-card h2")).to_contain_text("Kharkiv Oblast")
    expect(page.locator("blockquote")).to_have_count(5)


def test_two_periods_side_by_side(page: Page, plain: Served) -> None:
    page.goto(f"{plain.url}/compare")
    expect(page.locator(".dl-summary")).to_have_count(2)
    frame = page.frame_locator("iframe").first
    expect(frame.locator(".leaflet-container")).to_have_count(2)
    expect(frame.locator(".dl-symbol, .marker-cluster").first).to_be_visible()


def test_two_regions_side_by_side_and_in_the_address(open_page: Callable[..., Page], plain: Served) -> None:
    page = open_page()
    page.goto(f"{plain.url}/compare")
    page.get_by_role("radio", name="two regions").click()
    expect(page.get_by_role("combobox")).to_have_count(2)
    expect(page.locator(".dl-summary").first).to_contain_text("5 events")
    page.wait_for_url(re.compile("compare=regions"))
    other = open_page(locale="uk-UA")
    other.goto(page.url)
    expect(other.get_by_role("radio", name="дві області")).to_be_checked()
    expect(other.locator(".dl-summary").first).to_contain_text("5 подій")


def test_two_periods_out_of_an_address(page: Page, plain: Served) -> None:
    page.goto(f"{plain.url}/compare?compare=periods:2022-09-05..2022-09-09,2022-09-10..2022-09-22")
    expect(page.locator(".dl-summary").first).to_contain_text("2 events")
    expect(page.locator(".dl-summary").last).to_contain_text("6 events")
    page.goto(f"{plain.url}/compare?compare=periods:yesterday..today,<b>")
    expect(page.locator(".dl-summary")).to_have_count(2)


def test_the_whole_state_is_in_the_address(open_page: Callable[..., Page], plain: Served) -> None:
    page = open_page()
    open_map(page, plain.url, "?country=UA&score=0.1#map=7/49.3/36.9&layers=events.sites")
    page.locator(".dl-option", has_text="Visit").locator("input").check()
    wait_for(page, 1)
    page.locator(".dl-table tbody tr[data-id]").first.click()
    expect(page.locator(".st-key-card blockquote")).to_be_visible()
    page.wait_for_url(re.compile("event=r-1-e0"))
    other = open_page(dark=True)
    other.goto(page.url)
    expect(other.locator('.dl[data-shown="1"]:not([aria-busy])')).to_be_visible()
    expect(other.locator(".st-key-card blockquote")).to_contain_text("The ambassador came to Izyum")
    expect(other.locator('.dl-table tr[aria-selected="true"]')).to_have_count(1)
    expect(other.locator(".dl-option", has_text="Visit").locator("input")).to_be_checked()
    assert other.url.split("#")[1] == page.url.split("#")[1]
    assert "map=7/49.3" in other.url


def test_a_release_is_added_by_file(page: Page, serve: Callable[..., Served], tmp_path: Path) -> None:
    served = serve([])
    file = tmp_path / "bucha.txt"
    file.write_text(RELEASE, encoding="utf-8")
    broken = tmp_path / "broken.csv"
    broken.write_text("a,b\n1,2\n", encoding="utf-8")
    page.goto(f"{served.url}/add")
    page.locator("input[type=file]").set_input_files([str(file), str(broken)])
    expect(page.get_by_text("bucha.txt")).to_be_visible()
    page.get_by_role("button", name="Read them").click()
    expect(page.get_by_text("1 new")).to_be_visible(timeout=120_000)
    expect(page.get_by_role("alert").last).to_contain_text("broken.csv")
    page.get_by_role("button", name="Show them on the map").click()
    page.wait_for_selector('.dl[data-shown]:not([data-shown="0"])')
    expect(mark(page, "Bucha")).to_be_visible()


def test_pasted_text_is_read(page: Page, serve: Callable[..., Served]) -> None:
    served = serve([])
    page.goto(f"{served.url}/add")
    page.get_by_role("button", name="Read them").click()
    expect(page.get_by_text("Choose a file or paste a text first")).to_be_visible()
    page.get_by_label(re.compile("Or paste the text")).fill(RELEASE)
    page.get_by_role("button", name="Read them").click()
    expect(page.get_by_text("1 new")).to_be_visible(timeout=120_000)


def test_izyum_end_to_end(page: Page, serve: Callable[..., Served], tmp_path: Path) -> None:
    source = shared("corpus/izyum.txt")
    served = serve([])
    page.goto(f"{served.url}/add")
    page.locator("input[type=file]").set_input_files(str(source))
    page.get_by_role("button", name="Read them").click()
    expect(page.get_by_text("1 new")).to_be_visible(timeout=120_000)
    page.get_by_role("button", name="Show them on the map").click()
    page.wait_for_selector('.dl[data-shown]:not([data-shown="0"])')
    mark(page, "Izyum").click()
    card = page.locator(".st-key-card")
    expect(card).to_contain_text("Izyum")
    expect(page.locator(".dl-table tbody")).to_contain_text("Visit")
    expect(page.locator(".dl-table tbody")).to_contain_text("Meeting")
    page.locator(".dl-table tbody tr", has_text="Visit").first.click()
    expect(card.locator("blockquote mark.dl-place").first).to_contain_text("Izyum")
    expect(card).to_contain_text("23 September 2022")
    page.get_by_role("link", name="Downloads").first.click()
    expect(page.get_by_text("What is filtered now: 1 release")).to_be_visible()
    frame = gpd.read_file(download(page, "geojson", tmp_path / "izyum.geojson"))
    near = frame[
        frame.geometry.notna() & frame.geometry.within(gpd.points_from_xy([37.28], [49.21]).buffer(0.2)[0])
    ]
    assert len(near) >= 2


def test_the_first_start_says_how_far_it_is(page: Page, serve: Callable[..., Served], tmp_path: Path) -> None:
    samples = tmp_path / "samples"
    samples.mkdir()
    for i in range(3):
        (samples / f"r{i}.txt").write_text(
            RELEASE.replace("Bucha", ("Bucha", "Kharkiv", "Odesa")[i]), encoding="utf-8"
        )
    served = serve([], samples=samples)
    page.goto(served.url)
    page.wait_for_selector('.dl[data-shown]:not([data-shown="0"])', timeout=120_000)
    assert "3/3" in served.log.read_text(encoding="utf-8")


def test_help_explains_in_both_languages(page: Page, plain: Served) -> None:
    page.goto(f"{plain.url}/help")
    expect(page.get_by_role("heading", name="How to read Dateline")).to_be_visible()
    expect(page.get_by_text("Four questions, click by click")).to_be_visible()
    page.get_by_text("Українська").click()
    expect(page.get_by_role("heading", name="Як читати Dateline")).to_be_visible()
