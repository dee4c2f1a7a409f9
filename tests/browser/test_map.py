from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Served, Watch
from tests.browser.data import outcome, plain_outcomes
from tests.browser.steps import mark, open_map, rows, shown, told, wait_for
from tests.factories import ODESA

from dateline.models import EventDate

pytestmark = pytest.mark.browser


def test_the_first_look_shows_all(page: Page, plain: Served) -> None:
    open_map(page, plain.url)
    assert (shown(page), told(page), rows(page)) == (8, 8, 8)
    expect(page.locator(".dl-summary")).to_contain_text("2 not on the map")
    expect(page.locator(".leaflet-marker-icon.dl-mark-box").first).to_be_visible()
    expect(page.locator(".dl-chip")).to_contain_text("1")
    expect(page.locator(".dl-name").first).to_be_attached()
    assert page.locator(".dl-key").count() >= 5


def test_map_count_and_table_change_together_with_the_dates(page: Page, plain: Served) -> None:
    open_map(page, plain.url)
    page.get_by_label("From", exact=True).fill("2022-09-20")  # counts without leaving the field
    wait_for(page, 3)
    assert (shown(page), told(page), rows(page)) == (3, 3, 3)
    assert "from=2022-09-20" in page.url
    expect(page.locator('.leaflet-marker-icon[aria-label^="Madrid"]')).to_have_count(0)
    page.get_by_role("button", name="Reset all").click()
    wait_for(page, 8)
    page.get_by_role("button", name="Undo").click()
    wait_for(page, 3)


def test_a_date_counts_with_enter_and_can_be_taken_back(page: Page, plain: Served) -> None:
    open_map(page, plain.url)
    field = page.get_by_label("To", exact=True)
    expect(field).to_have_value("2022-09-22")
    field.fill("2022-09-05")
    field.press("Enter")
    wait_for(page, 2)
    page.wait_for_url(re.compile("to=2022-09-05"))
    field.fill("")
    field.press("Enter")
    wait_for(page, 8)
    expect(field).to_have_value("2022-09-22")
    assert "to=" not in page.url


def test_an_event_of_long_ago_is_told_beside_the_days_of_most(
    serve: Callable[..., Served], page: Page
) -> None:
    said = "Odesa was on the front line in 1943."
    year = EventDate("1943", prec=5, basis="text", text="1943")
    old = outcome("r-9", said, [{"place": ODESA, "said": said, "date": year}], 17)
    served = serve([*plain_outcomes(), old])
    open_map(page, served.url)
    expect(page.locator(".dl-summary")).to_contain_text("5 September 2022 – 22 September 2022 and 1 earlier")
    expect(page.get_by_label("From", exact=True)).to_have_value("2022-09-05")
    assert shown(page) == 9
    page.get_by_role("button", name="Show only these dates").click()
    wait_for(page, 8)
    expect(page.locator(".dl-summary")).not_to_contain_text("earlier")
    page.get_by_label("From", exact=True).fill("1943-01-01")
    wait_for(page, 9)
    page.wait_for_url(re.compile("from=1943-01-01"))


def test_dragging_over_the_timeline_filters(page: Page, plain: Served) -> None:
    open_map(page, plain.url)
    box = page.locator(".dl-bars").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + 40, steps=4)
    page.mouse.move(box["x"] + box["width"] - 3, box["y"] + 40, steps=4)
    page.mouse.up()
    wait_for(page, 3)
    page.get_by_role("button", name="All dates").click()
    wait_for(page, 8)


def test_a_pin_leads_to_its_sentence(page: Page, plain: Served) -> None:
    open_map(page, plain.url, "?from=2022-09-20")
    mark(page, "Izyum").click()
    card = page.locator(".st-key-card")
    expect(card).to_contain_text("2 events at Izyum")
    visits = card.get_by_role("button", name=re.compile("Visit"))
    expect(visits).to_have_count(1)  # the list of before is gone
    visits.click()
    expect(card.locator("blockquote")).to_contain_text("The ambassador came to Izyum with a delegation.")
    expect(card.locator("blockquote mark.dl-place")).to_have_text("Izyum")
    expect(card).to_contain_text("436 bodies")
    expect(card).to_contain_text("Ambassador of Lithuania")
    expect(card).to_contain_text("22 September 2022")
    link = card.get_by_role("link", name="Open the original")
    expect(link).to_have_attribute("href", "https://example.org/news/r-1")
    expect(page.locator('.dl-table tr[aria-selected="true"]')).to_contain_text("Visit")


def test_a_row_selects_what_the_map_selects_by_keyboard_alone(page: Page, plain: Served) -> None:
    open_map(page, plain.url)
    page.locator(".dl-table tbody tr").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator('.dl-table tr[aria-selected="true"]')).to_have_count(1)
    expect(page.locator(".st-key-card blockquote")).to_be_visible()
    expect(page.locator(".dl-mark.dl-selected, .dl-chip.dl-selected")).not_to_have_count(0)


def test_what_is_known_only_as_a_region_is_an_outline_with_a_number(page: Page, plain: Served) -> None:
    open_map(page, plain.url, "?region=iso:UA-63")
    chip = page.locator('.leaflet-marker-icon[aria-label="1 known only to the level of Kharkiv Oblast"]')
    expect(chip.locator(".dl-chip")).to_be_visible()
    chip.locator(".dl-chip").click()
    expect(page.locator(".st-key-card blockquote")).to_contain_text("Shelling of Kharkiv Oblast went on.")
    expect(page.locator(".st-key-card")).to_contain_text("Known only to the region")


def test_events_without_a_place_are_listed(page: Page, plain: Served) -> None:
    open_map(page, plain.url)
    page.get_by_text("Not on the map (2)").click()
    page.wait_for_function("document.querySelectorAll('.dl-table tbody tr').length === 2")
    expect(page.locator(".dl-table tbody")).to_contain_text("A law was signed.")
    assert shown(page) == 8


def test_the_legend_filters(page: Page, plain: Served) -> None:
    open_map(page, plain.url)
    page.locator(".dl-key", has_text="Attack").click()
    wait_for(page, 2)
    assert "type=attack" in page.url
    page.locator(".dl-key", has_text="Attack").click()
    wait_for(page, 8)


def test_choices_show_counts_and_work_together(page: Page, plain: Served) -> None:
    open_map(page, plain.url)
    attack = page.locator(".dl-option", has_text="Attack")
    expect(attack.locator("i")).to_have_text("2")
    attack.locator("input").check()
    wait_for(page, 2)
    expect(page.locator(".dl-option", has_text="Kharkiv Oblast").locator("i")).to_have_text("2")
    page.locator("summary", has_text="Status").click()
    expect(page.locator(".dl-option", has_text="happened")).to_be_visible()


def test_panning_asks_no_new_data_and_keeps_the_place(page: Page, plain: Served, watch: Watch) -> None:
    open_map(page, plain.url)
    page.wait_for_timeout(800)
    before = [url for url in watch.own if "/dateline/api/" in url]
    box = page.locator(".dl-map").bounding_box()
    assert box
    page.mouse.move(box["x"] + 400, box["y"] + 480)
    page.mouse.down()
    page.mouse.move(box["x"] + 300, box["y"] + 420, steps=6)
    page.mouse.up()
    page.wait_for_timeout(600)
    assert [url for url in watch.own if "/dateline/api/" in url] == before
    view = re.search(r"#map=[^&]+", page.url)
    assert view
    page.locator(".dl-key", has_text="Meeting").click()
    wait_for(page, 2)
    page.wait_for_timeout(300)
    assert view.group() in page.url, "a filter moved the map"


def test_the_same_map_stays_through_a_change_of_filter(page: Page, plain: Served) -> None:
    open_map(page, plain.url)
    page.evaluate("document.querySelector('.dl-map').dataset.same = 'yes'")
    page.locator(".dl-key", has_text="Meeting").click()
    wait_for(page, 2)
    assert page.evaluate("document.querySelector('.dl-map').dataset.same") == "yes"


def test_a_copied_address_shows_the_same(open_page: Callable[..., Page], plain: Served) -> None:
    page = open_page()
    open_map(page, plain.url)
    page.locator(".dl-key", has_text="Meeting").click()
    wait_for(page, 2)
    mark(page, "Izyum").click()
    expect(page.locator(".st-key-card blockquote")).to_contain_text("A talk with the mayor")
    page.get_by_role("button", name="Zoom in").click()
    page.wait_for_timeout(700)
    other = open_page()
    other.goto(page.url)
    other.wait_for_selector('.dl[data-shown="2"]')
    expect(other.locator(".st-key-card blockquote")).to_contain_text("A talk with the mayor")
    assert other.url.split("#")[1] == page.url.split("#")[1]


def test_a_misspelt_place_is_found_and_shown(page: Page, plain: Served) -> None:
    open_map(page, plain.url)
    page.get_by_label("Go to a place").fill("Iziumm")
    page.keyboard.press("Enter")
    page.get_by_test_id("stSidebar").get_by_role("button", name=re.compile("Izyum|Izium")).first.click()
    page.wait_for_function("/#map=[\\d.]+\\/49\\.\\d+\\/37\\.\\d+/.test(window.location.hash)")


def test_playing_moves_through_time_without_asking_the_server(
    page: Page, plain: Served, watch: Watch
) -> None:
    open_map(page, plain.url)
    page.wait_for_timeout(600)
    before = len([url for url in watch.own if "/dateline/" in url])
    seen = set()
    page.get_by_label("Length of the moving window").select_option("7")
    for _ in range(4):
        page.get_by_role("button", name="One step forward").click()
        page.wait_for_timeout(150)
        labels = page.locator(".leaflet-marker-icon.dl-mark-box").evaluate_all(
            "all => all.map(n => n.getAttribute('aria-label')).sort().join('|')"
        )
        seen.add(labels)
    assert len(seen) >= 3, "the window shows the same symbols at every step"
    assert len([url for url in watch.own if "/dateline/" in url]) == before
    assert page.locator(".dl-readout").inner_text()


def test_a_drawn_rectangle_filters(page: Page, plain: Served) -> None:
    open_map(page, plain.url)
    page.wait_for_timeout(500)
    target = mark(page, "Odesa").bounding_box()
    assert target
    page.get_by_role("button", name="Filter by a rectangle").click()
    page.mouse.move(target["x"] - 25, target["y"] - 25)
    page.mouse.down()
    page.mouse.move(target["x"] + 60, target["y"] + 60, steps=5)
    page.mouse.up()
    wait_for(page, 1)
    assert "area=" in page.url
    page.get_by_role("button", name="Drawn area").click()
    wait_for(page, 8)


def test_outside_tiles_are_asked_for_only_after_a_yes(
    open_page: Callable[..., Page], plain: Served, watch: Watch
) -> None:
    page = open_page()
    open_map(page, plain.url)
    page.locator("summary", has_text="Layers and base map").click()
    page.get_by_label("OpenStreetMap").check()
    note = page.get_by_role("alertdialog")
    expect(note).to_contain_text("tile.openstreetmap.org")
    page.wait_for_timeout(400)
    assert watch.outside == []
    note.get_by_role("button", name="Use it").click()
    page.wait_for_timeout(800)
    assert watch.outside
    assert all("tile.openstreetmap.org" in url for url in watch.outside)
    watch.outside.clear()
    watch.errors.clear()


@pytest.mark.parametrize(
    "layer", ["Visited and affected sites", "Regions shaded by events", "Countries of actors", "Density"]
)
def test_layers_can_be_switched(page: Page, plain: Served, layer: str) -> None:
    open_map(page, plain.url)
    page.locator("summary", has_text="Layers and base map").click()
    box = page.get_by_label(layer)
    box.check()
    drawn = {
        "Visited and affected sites": ".dl-site",
        "Regions shaded by events": ".leaflet-shade-pane path",
        "Countries of actors": ".leaflet-shade-pane path",
        "Density": ".dl-heat",
    }[layer]
    expect(page.locator(drawn).first).to_be_attached()
    box.uncheck()
    expect(page.locator(drawn)).to_have_count(0)


def test_no_event_fits_says_what_to_do(page: Page, plain: Served) -> None:
    page.goto(f"{plain.url}/?text=nobody+ever+wrote+this")
    expect(page.get_by_text("No event matches these filters")).to_be_visible()
    page.wait_for_selector('.dl[data-shown="0"]')
    expect(page.locator(".leaflet-marker-icon.dl-mark-box")).to_have_count(0)


def test_a_single_event_is_shown_near(page: Page, plain: Served) -> None:
    open_map(page, plain.url, "?type=opening")
    assert shown(page) == 1
    expect(mark(page, "Odesa: 1 event")).to_be_visible()


def test_an_empty_store_says_what_to_do(page: Page, empty: Served) -> None:
    page.goto(empty.url)
    expect(page.get_by_text("There are no releases yet")).to_be_visible()
    page.wait_for_selector('.dl[data-shown="0"]')


def test_a_wrong_address_is_told_and_the_rest_is_used(page: Page, plain: Served) -> None:
    page.goto(f"{plain.url}/?type=meeting&from=yesterday")
    expect(page.get_by_text("could not be used")).to_be_visible()
    page.wait_for_selector('.dl[data-shown="2"]')


def test_the_interface_speaks_ukrainian(open_page: Callable[..., Page], plain: Served) -> None:
    page = open_page(locale="uk-UA")
    open_map(page, plain.url)
    expect(page.locator(".dl-summary")).to_contain_text("8 подій")
    mark(page, "Izyum").click()
    expect(page.locator(".st-key-card")).to_contain_text("3 події")
    page.get_by_text("English", exact=True).click()
    expect(page.locator(".dl-summary")).to_contain_text("8 events")
