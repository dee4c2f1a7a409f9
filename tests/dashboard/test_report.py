"""The map and the report to take away: whole, inert, with sources, codes and terms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from lxml import etree
from tests import factories as f
from tests.browser.data import HOSTILE, hostile_outcomes, plain_outcomes

from dateline.atlas import Atlas, Filter, Selection
from dateline.dashboard import report
from dateline.dashboard.away import map_page
from dateline.dashboard.labels import filter_words
from dateline.dashboard.report import report_page
from dateline.dashboard.words import Words

NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
EN, UK = Words("en"), Words("uk")
Page = Callable[..., str]


def select(chosen: Filter = Filter(), *, hostile: bool = False) -> Selection:  # noqa: B008 - frozen
    outcomes = hostile_outcomes() if hostile else plain_outcomes()
    return Atlas(f.store_of(outcomes), f.FakeGazetteer()).select(chosen)


def tree(page: str) -> etree._Element:
    return etree.HTML(page)


def text(node: etree._Element) -> str:
    return " ".join("".join(node.itertext()).split())


def test_a_report_holds_every_event_with_its_source() -> None:
    selection = select()
    found = tree(report_page(selection, EN, now=NOW))
    rows = found.findall(".//tbody/tr")
    assert len(rows) == selection.event_count == 8
    cells = [[text(cell) for cell in row] for row in rows]
    visit = next(row for row in cells if row[1] == "Visit")
    assert (visit[0], visit[2], visit[3]) == ("22 September 2022", "Izyum, Kharkiv Oblast", "UA-63UA63")
    sources = found.findall(".//ol[@class='sources']/li")
    assert len(sources) == selection.release_count
    assert "https://example.org/news/r-1" in text(
        next(each for each in sources if "An ambassador" in text(each))
    )
    for link in found.iterfind(".//tbody//a"):
        assert found.find(f".//*[@id='{link.get('href').removeprefix('#')}']") is not None


def test_a_report_needs_no_script_and_no_other_file() -> None:
    found = tree(report_page(select(), EN, now=NOW))
    assert not found.findall(".//script")
    assert not [node for node in found.iter() if node.get("src") or node.tag == "link"]
    pictures = found.findall(".//svg[@role='img']")
    assert len(pictures) == 2
    assert all(each.get("aria-label") for each in pictures)
    assert pictures[0].findall(".//path")


@pytest.mark.parametrize("page", [map_page, report_page])
def test_a_page_says_what_it_is(page: Page) -> None:
    chosen = Filter(types=("visit",), text="<b>ambassador")
    found = text(tree(page(select(chosen), EN, now=NOW)).find("body"))
    assert "Type of event: Visit; Words in evidence or headline: <b>ambassador" in found
    assert "gazetteer of 2022-09-30 · 2 January 2026, 03:04 UTC" in found
    assert "CC BY 4.0" in found
    assert "68/262" in found


@pytest.mark.parametrize("page", [map_page, report_page])
def test_a_page_speaks_ukrainian(page: Page) -> None:
    made = page(select(), UK, now=NOW)
    assert '<html lang="uk">' in made
    assert "8 подій" in made


@pytest.mark.parametrize("page", [map_page, report_page])
def test_hostile_texts_are_texts(page: Page) -> None:
    made = page(select(hostile=True), EN, now=NOW)
    for piece in ("<script>alert", "<img src=x", "</script><script>alert"):
        assert piece not in made


def test_hostile_texts_are_there_to_read() -> None:
    found = text(tree(report_page(select(hostile=True), EN, now=NOW)))
    assert all(" ".join(each.split()) in found for each in HOSTILE[:6])


def test_an_empty_report_is_a_report() -> None:
    found = tree(report_page(select(Filter(text="nothing of the kind")), EN, now=NOW))
    assert "No dated events" in text(found)


def test_rows_that_are_left_out_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "ROWS_AT_MOST", 3)
    assert "5 more events are not in this table" in report_page(select(), EN, now=NOW)


def test_every_criterion_has_words() -> None:
    queries = (
        "from=2022-09-01&to=2022-09-30&type=visit&status=done&country=UA&region=iso:UA-63&district=x&place=y",
        "publisher=z&lang=uk&actor=LT&who=A%20B&site=school&release=r&text=w&precision=4&score=0.5&point=no",
        "area=1,2;3,4;5,6&near=49,37,20",
    )
    for query in queries:
        chosen, faults = Filter.from_query(query)
        assert not faults
        for say in (EN, UK):
            assert filter_words(chosen, say).count(";") == len(chosen.active) - 1
