"""The timeline: playing by key, dates of long ago, and that nothing jumps."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Served, Watch
from tests.browser.data import plain_outcomes
from tests.browser.steps import mark, open_map, wait_for
from tests.factories import make_event, make_outcome

from dateline.models import EventDate

pytestmark = pytest.mark.browser


def readout(page: Page) -> str:
    return page.locator(".dl-readout").inner_text()


def test_keys_step_and_play_without_asking_the_server(page: Page, plain: Served, watch: Watch) -> None:
    open_map(page, plain.url)
    expect(page.locator(".dl-name").first).to_be_attached()
    page.get_by_label("Length of the moving window").select_option("7")
    page.get_by_label("Speed").select_option("fast")
    page.locator(".dl-map").focus()
    page.keyboard.press(".")
    page.wait_for_function("document.querySelector('.dl-readout').innerText !== ''")
    asked = len([url for url in watch.own if "/dateline/" in url])
    first = readout(page)
    page.keyboard.press(".")
    page.wait_for_function("was => document.querySelector('.dl-readout').innerText !== was", arg=first)
    page.keyboard.press(",")
    page.wait_for_function("was => document.querySelector('.dl-readout').innerText === was", arg=first)
    page.keyboard.press("p")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    page.wait_for_function("was => document.querySelector('.dl-readout').innerText !== was", arg=first)
    page.keyboard.press("p")
    expect(page.get_by_role("button", name="Play through time")).to_be_visible()
    assert len([url for url in watch.own if "/dateline/" in url]) == asked
    page.get_by_label("Words in evidence or headline").focus()
    still = readout(page)
    page.keyboard.type("p.,")
    assert readout(page) == still, "keys typed into a field move the map"


def test_with_reduced_motion_the_window_moves_in_steps(page: Page, plain: Served) -> None:
    """The test's browser asks for reduced motion; else the window would move at every frame."""
    open_map(page, plain.url)
    page.get_by_label("Speed").select_option("slow")
    page.get_by_role("button", name="Play through time").click()
    seen = page.evaluate(
        """() => new Promise(done => {
            const edges = new Set(), began = performance.now();
            const look = () => {
                edges.add(document.querySelector('.dl-window')?.getAttribute('width'));
                if (performance.now() - began < 1500) requestAnimationFrame(look); else done(edges.size);
            };
            look();
        })"""
    )
    assert seen <= 4


def test_dates_of_long_ago_do_not_stretch_the_timeline(serve: Callable[..., Served], page: Page) -> None:
    old = make_event("old-1-e1", date=EventDate("1943-02-01", prec=1, basis="text", text=""))
    served = serve([*plain_outcomes(), make_outcome("old-1", events=(old,))])
    open_map(page, served.url)
    expect(page.locator(".dl-bars")).to_contain_text("by day")
    note = page.get_by_role("button", name="‹ 1 earlier")
    note.focus()
    page.keyboard.press("Enter")
    wait_for(page, 1)
    assert "to=" in page.url
    expect(page.locator(".dl-table tbody")).to_contain_text("1943")


def test_nothing_jumps_when_something_changes(page: Page, plain: Served) -> None:
    open_map(page, plain.url)
    page.evaluate(
        """() => {
            window.jumps = [];
            // Symbols belong where their events are; lists inside the card and at the left are other lists then.
            const IN_PLACE = node => node.parentElement?.closest('.leaflet-map-pane, .st-key-card, [data-testid=stSidebar]');
            new PerformanceObserver(list => list.getEntries().forEach(entry => window.jumps.push(
                [entry.value, entry.sources.map(source => source.node).filter(node => node && !IN_PLACE(node)).map(node => `${node.tagName} ${node.className} ${(node.innerText ?? '').slice(0, 50)}`)]
            ))).observe({ type: 'layout-shift' });
        }"""
    )
    boxes = [page.locator(each) for each in (".dl-map", ".dl-bars", ".st-key-card", ".dl-table")]
    before = [box.bounding_box() for box in boxes]
    page.locator(".dl-key", has_text="Meeting").click()
    wait_for(page, 2)
    page.locator(".dl-key", has_text="Meeting").click()
    wait_for(page, 8)
    mark(page, "Odesa").click()
    expect(page.locator(".st-key-card blockquote")).to_be_visible()
    page.locator(".dl-option", has_text="Attack").locator("input").check()
    wait_for(page, 2)
    after = [box.bounding_box() for box in boxes]
    assert [box and (box["x"], box["y"]) for box in after] == [box and (box["x"], box["y"]) for box in before]
    jumps = page.evaluate("window.jumps")
    assert [moved for _, moved in jumps if moved] == []


def test_every_control_on_the_map_has_a_name_and_shows_its_focus(page: Page, plain: Served) -> None:
    open_map(page, plain.url)
    controls = page.locator(
        ".dl button, .dl select, .dl summary, .dl input, .dl [role=slider], .dl [role=button]"
    )
    nameless = controls.evaluate_all(
        "all => all.filter(n => !(n.getAttribute('aria-label') || n.innerText || n.textContent || n.closest('label')?.textContent))"
        ".map(n => n.outerHTML.slice(0, 120))"
    )
    assert nameless == []
    page.locator(".dl-map").focus()
    reached = set()
    for _ in range(12):
        page.keyboard.press("Tab")
        found = page.evaluate(
            "() => { const n = document.activeElement, s = getComputedStyle(n);"
            " return [n.getAttribute('aria-label') ?? n.textContent, s.outlineStyle, parseFloat(s.outlineWidth)]; }"
        )
        reached.add(found[0])
        assert found[1] != "none", f"{found[0]} shows no focus"
        assert found[2] >= 2, f"{found[0]} shows its focus faintly"
    assert any("Izyum" in str(name) for name in reached), "symbols are reached by key"


@pytest.mark.parametrize("width", [390, 768, 2560])
def test_the_page_fits_every_width(open_page: Callable[..., Page], plain: Served, width: int) -> None:
    page = open_page(width=width, height=900)
    open_map(page, plain.url)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    box = page.locator(".dl-map").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    least = page.locator(".dl-tools button, .dl-play button").evaluate_all(
        "all => Math.min(...all.map(n => Math.min(n.offsetWidth, n.offsetHeight)))"
    )
    assert least >= (38 if width == 390 else 24)


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_a_chosen_period_takes_no_room_from_what_is_below(
    open_page: Callable[..., Page], plain: Served, width: int
) -> None:
    page = open_page(width=width, locale="uk-UA")
    open_map(page, plain.url)
    controls = page.locator(".dl-play")
    before = controls.bounding_box()
    open_map(page, plain.url, "?from=2022-09-05&to=2022-09-20")
    expect(page.locator(".dl-readout")).not_to_be_empty()
    after = controls.bounding_box()
    assert before
    assert after
    assert after["height"] == pytest.approx(before["height"], abs=1)
