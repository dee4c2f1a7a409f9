"""Sources side by side and journeys with numbered stops, as markup."""

from __future__ import annotations

from typing import Any

import pytest
from tests import factories as f

from dateline.atlas import Atlas
from dateline.dashboard import stories
from dateline.dashboard.words import Words
from dateline.maps import records
from dateline.models import Chronicle, Difference, Stop

HOSTILE = "<script>alert(1)</script>"
EN = Words("en")


class FakeLibrary:
    gazetteer = f.FakeGazetteer()


@pytest.fixture
def atlas(monkeypatch: pytest.MonkeyPatch) -> Atlas:
    monkeypatch.setattr(stories, "get_library", FakeLibrary)
    outcomes = [
        f.make_outcome("r-1", release=f.make_release("r-1", publisher="First Office")),
        f.make_outcome("r-2", release=f.make_release("r-2", publisher=HOSTILE, title=HOSTILE)),
        f.make_outcome("r-3", events=(f.make_event("r-3-e1", f.ODESA),)),
    ]
    differences = (
        Difference("figure: dead", (("53", ("r-1-e1",)), ("54", ("r-2-e1",)))),
        Difference("type", (("inspection", ("r-1-e1",)), ("visit", ("r-2-e1",)))),
    )
    journey = f.journey(
        Stop(f.ODESA, "2022-09-22", "2022-09-22", ("r-3-e1",)),
        Stop(f.IZYUM, "2022-09-23", "2022-09-23", ("m-1",)),
        Stop(f.KHARKIV, "2022-09-24", "2022-09-24", ("m-8",), planned=True),
    )
    store = f.store_of(outcomes)
    store.save_chronicle(Chronicle((f.told_by("r-1-e1", "r-2-e1", differences=differences),), (journey,)))
    return Atlas(store, f.FakeGazetteer())


def row_of(atlas: Atlas, event_id: str) -> dict[str, Any]:
    events = atlas.events
    return records(events[events["event_id"] == event_id])[0]


def test_53_and_54_dead_stand_side_by_side_with_who_says_so(atlas: Atlas) -> None:
    html = stories.sources_html(row_of(atlas, "r-1-e1"), atlas, EN)
    assert "Told by 2 releases" in html
    assert html.index("Dead") < html.index("<b>53</b>") < html.index("First Office") < html.index("<b>54</b>")
    assert "53.5" not in html
    assert "107" not in html
    assert "<b>Inspection</b>" in html


def test_a_source_is_only_text(atlas: Atlas) -> None:
    html = stories.sources_html(row_of(atlas, "r-1-e1"), atlas, EN)
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_one_source_says_nothing_of_others(atlas: Atlas) -> None:
    assert stories.sources_html(row_of(atlas, "r-3-e1"), atlas, EN) == ""


def test_a_journey_numbers_its_stops_and_marks_this_one(atlas: Atlas) -> None:
    html = stories.journeys_of_event(row_of(atlas, "r-1-e1"), atlas, EN)
    assert "stop 2 of 3" in html
    assert html.count("<li") == 3
    assert html.index("Odesa") < html.index('aria-current="location"') < html.index("Izyum")
    assert html.count("planned, not confirmed") == 1
    assert "not by the hour" not in html, "each of these stops has a day of its own"


def test_an_event_on_no_journey_and_a_store_without_any(
    atlas: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stories, "get_library", FakeLibrary)
    bare = Atlas(f.store_of([f.make_outcome("r-1")]), f.FakeGazetteer())
    assert stories.journeys_of_event(row_of(bare, "r-1-e1"), bare, EN) == ""
    assert stories.journeys_of_place({f.IZYUM.id}, bare, EN) == ""


def test_a_place_knows_the_journeys_through_it(atlas: Atlas) -> None:
    html = stories.journeys_of_place({f.ODESA.id}, atlas, Words("uk"))
    assert "зупинка 1 з 3" in html
    assert stories.journeys_of_place({f.MADRID.id}, atlas, EN) == ""
