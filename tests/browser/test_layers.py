"""Layers with their legends, and base maps, as a reader switches them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect
from tests.browser.conftest import Served, Watch
from tests.browser.data import plain_outcomes
from tests.browser.steps import open_map, shown, wait_for
from tests.factories import IZYUM, KHARKIV, KHARKIV_OBLAST, journey, told_by
from tests.server.tiles import RED, mbtiles

from dateline.models import Chronicle, MergedEvent, Source, Span, Stop

pytestmark = pytest.mark.browser


def layers(page: Page) -> None:
    page.locator("summary", has_text="Layers and base map").click()


def test_the_legend_of_sites_filters(page: Page, plain: Served) -> None:
    open_map(page, plain.url, "#layers=events.sites")
    site = page.locator(".dl-site svg")
    expect(site).to_have_count(1)
    expect(page.locator(".leaflet-marker-icon[aria-label='Izyum: 1 · Mass grave']")).to_be_visible()
    key = page.locator(".dl-key", has_text="Mass grave")
    expect(key.locator("b")).to_have_text("1")
    key.click()
    wait_for(page, 1)
    assert "site=mass_grave" in page.url
    expect(key).to_have_attribute("aria-pressed", "true")
    key.click()
    wait_for(page, 8)


def test_a_type_can_be_added_to_another_in_the_legend(page: Page, plain: Served) -> None:
    open_map(page, plain.url)
    page.locator(".dl-key", has_text="Attack").click()
    wait_for(page, 2)
    meeting = page.locator(".dl-key", has_text="Meeting")
    expect(meeting).to_have_attribute("aria-pressed", "false")
    meeting.click()
    wait_for(page, 4)


def test_the_map_changes_before_the_server_has_run_its_script(
    page: Page, plain: Served, watch: Watch
) -> None:
    open_map(page, plain.url)
    page.locator(".dl-key", has_text="Meeting").click()
    expect(page.locator('.dl[data-shown="2"]')).to_be_visible()
    wait_for(page, 2)
    asked = [url for url in watch.own if "/api/explore?type=meeting" in url]
    assert len(asked) == 1, "the answer that follows asks for the same again"
    page.get_by_role("button", name="Undo").click()
    wait_for(page, 8)
    page.locator(".dl-option", has_text="Attack").locator("input").check()
    wait_for(page, 2)


def test_regions_by_count_and_by_change(page: Page, plain: Served) -> None:
    open_map(page, plain.url, "#layers=regions")
    shapes = page.locator(".leaflet-shade-pane path")
    expect(shapes.first).to_be_attached()
    legend = page.locator(".dl-legend")
    expect(legend).to_contain_text("Kharkiv Oblast")
    layers(page)
    page.get_by_label("Regions shaded by change").check()
    expect(page.get_by_label("Regions shaded by events")).not_to_be_checked()
    expect(legend).to_contain_text("compared with")
    expect(legend).to_contain_text("many fewer")
    expect(page.locator(".dl-number").first).to_be_visible()
    legend.get_by_role("button", name="Kharkiv Oblast").click()
    expect(page.locator('.dl[data-shown="5"]')).to_be_visible()
    assert "region=" in page.url


@pytest.fixture(scope="session")
def travelled(serve: Callable[..., Served], tmp_path_factory: pytest.TempPathFactory) -> Served:
    """The small world with one journey: Kharkiv, Izyum, Odesa."""
    outcomes = plain_outcomes()
    events = {event.id: event for outcome in outcomes for event in outcome.events}
    stops, merged = [], []
    for number, event_id in enumerate(("r-2-e0", "r-1-e0", "r-4-e0"), start=1):
        event = events[event_id]
        assert event.place
        stops.append(Stop(event.place, f"2022-09-2{number}", f"2022-09-2{number}", (f"m-{number}",)))
        merged.append(MergedEvent(f"m-{number}", event, (_source(event_id, event.evidence),)))
    chronicle = Chronicle(events=tuple(merged), journeys=(journey(*stops),))
    return serve(outcomes, after=lambda store: store.save_chronicle(chronicle))


def _source(event_id: str, evidence: Span) -> Source:
    return Source(event_id.rpartition("-")[0], event_id, "", "", "", None, evidence)


def test_a_journey_is_a_path_with_arrows_and_numbered_stops(page: Page, travelled: Served) -> None:
    open_map(page, travelled.url, "#layers=events.journeys")
    expect(page.locator(".dl-stop")).to_have_text(["1", "2", "3"])
    expect(page.locator(".dl-arrow")).to_have_count(2)
    key = page.locator(".dl-key", has_text=re.compile(r"the President, 21\s?–\s?23 Sept? 2022"))
    expect(key.locator("b")).to_have_text("3")
    key.click()
    expect(key).to_have_attribute("aria-pressed", "true")
    page.locator(".dl-key", has_text="Opening").click()
    wait_for(page, 1)
    expect(page.locator(".dl-stop")).to_have_count(3)


def test_a_stop_that_nothing_confirms_is_hollow_and_says_so(serve: Callable[..., Served], page: Page) -> None:
    days = ("2022-09-21", "2022-09-22", "2022-09-23")
    places = (KHARKIV, KHARKIV_OBLAST, IZYUM)
    events = [told_by(f"r-2-e{i}", merged_id=f"m-{i}") for i in range(2)]
    stops = [
        Stop(place, day, day, (events[i % 2].id,), planned=place is IZYUM)
        for i, (place, day) in enumerate(zip(places, days, strict=True))
    ]
    chronicle = Chronicle(events=tuple(events), journeys=(journey(*stops),))
    served = serve(plain_outcomes(), after=lambda store: store.save_chronicle(chronicle))
    open_map(page, served.url, "#layers=events.journeys")
    expect(page.locator(".dl-stop")).to_have_text(["1", "3"])
    expect(page.locator(".dl-stop-planned")).to_have_text(["3"])
    expect(page.locator(".leaflet-journeys-pane path[stroke-dasharray]")).to_have_count(1)
    page.locator("summary", has_text="Legend").click()  # it covers what is in the east
    page.locator(".dl-stop-planned").hover()
    tip = page.locator(".dl-tip", has_text="the President")
    expect(tip).to_contain_text("3. Izyum (planned, not confirmed)")
    expect(tip).to_contain_text("1. Kharkiv")


def test_a_local_file_of_tiles_is_a_base_map(
    serve: Callable[..., Served], page: Page, tmp_path: Path, watch: Watch
) -> None:
    file = mbtiles(tmp_path / "made.mbtiles")
    served = serve(plain_outcomes(), DATELINE_TILES_FILE=str(file))
    open_map(page, served.url, "#map=2/20.0/0.0")
    layers(page)
    page.get_by_label("Made up (local file)").check()
    expect(page.locator("img.leaflet-tile-loaded").first).to_be_attached()
    expect(page.locator(".leaflet-control-attribution")).to_contain_text("Nobody")
    assert any("/dateline/tiles/" in url for url in watch.own)
    assert watch.outside == []


def test_a_tile_server_of_ones_own_is_asked_only_after_a_yes(page: Page, plain: Served) -> None:
    asked: list[str] = []

    def tile(route, request: Request) -> None:  # type: ignore[no-untyped-def]
        asked.append(request.url)
        route.fulfill(body=RED, content_type="image/png")

    page.route("https://tiles.example.org/**", tile)
    open_map(page, plain.url)
    layers(page)
    page.locator("summary", has_text="Another tile server").click()
    field = page.get_by_label("Address of a tile server")
    field.fill("https://tiles.example.org/no-places.png")
    field.press("Enter")
    expect(page.locator(".dl-fault")).to_contain_text("{z}, {x} and {y}")
    field.fill("https://tiles.example.org/{z}/{x}/{y}.png")
    field.press("Enter")
    note = page.get_by_role("alertdialog")
    expect(note).to_contain_text("tiles.example.org")
    note.get_by_role("button", name="Stay offline").click()
    expect(note).to_be_hidden()
    assert asked == []
    field.press("Enter")
    note.get_by_role("button", name="Use it").click()
    expect(page.locator("img.leaflet-tile-loaded").first).to_be_attached()
    assert asked
    page.reload()
    page.wait_for_selector(".dl[data-shown]:not([aria-busy])")
    asked.clear()
    expect(note).to_contain_text("tiles.example.org")
    assert asked == [], "a copied address asks before it asks the host"
    assert shown(page) == 8


def test_a_copied_address_keeps_layers_beside_the_view(page: Page, plain: Served) -> None:
    open_map(page, plain.url, "#map=7/49.5000/36.5000&layers=regions.heat")
    layers(page)
    expect(page.get_by_label("Regions shaded by events")).to_be_checked()
    expect(page.get_by_label("Density")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Events", exact=True)).not_to_be_checked()
