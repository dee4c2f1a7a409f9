"""The measures against hand-counted cases."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.errors import ReadError
from dateline.evaluation import (
    GoldDocument,
    GoldEvent,
    GoldMention,
    GoldPlace,
    evaluate,
    load_gold,
    same_place,
)
from dateline.evaluation.matching import pair
from dateline.models import (
    Candidate,
    Event,
    EventDate,
    EventStatus,
    EventType,
    Figure,
    Mention,
    Outcome,
    Place,
    PlaceKind,
    Release,
    Role,
    Site,
    SiteKind,
    Span,
    Stamp,
)

IZYUM = Place("gn:707292", "Izyum", PlaceKind.SETTLEMENT, 49.207, 37.277, "UA")
KHARKIV = Place("gn:706483", "Kharkiv", PlaceKind.SETTLEMENT, 49.98, 36.25, "UA")
OBLAST = Place("iso:UA-63", "Kharkiv Oblast", PlaceKind.REGION, 49.6, 36.4, "UA")
GOLD_IZYUM = GoldPlace("Izyum", "settlement", "UA", "Kharkiv Oblast", 49.21, 37.28)
GOLD_OBLAST = GoldPlace("Kharkiv Oblast", "region", "UA", "Kharkiv Oblast", 48.0, 30.0)


def mention(start: int, end: int, role: Role, place: Place | None) -> Mention:
    return Mention(start, end, "x" * (end - start), role, 1.0, (Candidate(place, 1.0),) if place else ())


def event(
    kind: EventType, place: Place, *, date: str | None = None, figures: tuple[float, ...] = ()
) -> Event:
    return Event(
        id="e-1",
        type=kind,
        status=EventStatus.DONE,
        date=EventDate(date),
        evidence=Span(0, 5, "xxxxx"),
        place=place,
        sites=(Site("s-1", "the National Police station", SiteKind.POLICE, 0, 5),),
        figures=tuple(Figure(v, "bodies", 0, 1) for v in figures),
    )


def outcome(mentions: tuple[Mention, ...] = (), events: tuple[Event, ...] = ()) -> dict[str, Outcome]:
    release = Release("r-1", "title", "body")
    return {"r-1": Outcome(release, Stamp("0", "c"), mentions, (), events)}


def test_spans_roles_and_places_are_counted_apart() -> None:
    gold = GoldDocument(
        "r-1",
        (
            GoldMention(0, 5, "event", GOLD_IZYUM),
            GoldMention(10, 24, "context", GOLD_OBLAST),
            GoldMention(30, 40, "affiliation", GOLD_IZYUM),
        ),
    )
    found = (
        mention(0, 5, Role.CONTEXT, IZYUM),
        mention(10, 17, Role.CONTEXT, OBLAST),
        mention(50, 55, Role.EVENT, IZYUM),
    )
    report = evaluate([gold], outcome(found))
    assert report.mentions_strict.value == pytest.approx(1 / 3)
    assert report.mentions_relaxed.value == pytest.approx(2 / 3)
    assert report.role.value == 0.5
    assert report.literal.value == 1.0
    assert report.place.value == 1.0
    assert report.place_fine.of == 1
    assert report.end_to_end.value == pytest.approx(2 / 3)


def test_a_region_is_right_by_identity_and_a_city_only_near() -> None:
    assert same_place(GOLD_OBLAST, OBLAST)
    assert not same_place(GOLD_IZYUM, KHARKIV)
    assert not same_place(GOLD_IZYUM, None)
    assert same_place(None, None)


def test_events_match_by_place_and_kind_of_act() -> None:
    gold = GoldDocument(
        "r-1",
        (),
        (
            GoldEvent(
                "visit", "done", "2022-09-23", GOLD_IZYUM, ("National Police station in Izyum",), (436.0, 5.0)
            ),
            GoldEvent("attack", "done", None, GOLD_IZYUM),
        ),
    )
    found = (
        event(EventType.INSPECTION, IZYUM, date="2022-09-23", figures=(436.0, 7.0)),
        event(EventType.VISIT, KHARKIV),
    )
    report = evaluate([gold], outcome(events=found))
    assert (report.events.right, report.events.found, report.events.gold) == (1, 2, 2)
    assert report.status.value == report.date.value == 1.0
    assert report.sites.value == 1.0
    assert (report.figures.right, report.figures.found, report.figures.gold) == (1, 2, 2)


def test_a_figure_under_the_same_site_is_tied_right_whatever_the_event() -> None:
    site = ("National Police station in Izyum",)
    gold = GoldDocument(
        "r-1",
        (),
        (
            GoldEvent("visit", "done", None, GOLD_IZYUM, site),
            GoldEvent("atrocity", "done", None, GOLD_IZYUM, site, (436.0, 5.0)),
        ),
    )
    visit = event(EventType.VISIT, IZYUM)
    under_the_site = replace(
        visit, figures=(Figure(436.0, "bodies", 0, 1, site=0), Figure(5.0, "children", 0, 1))
    )
    report = evaluate([gold], outcome(events=(under_the_site,)))
    assert (report.figures.right, report.figures.found, report.figures.gold) == (1, 2, 2)
    assert (report.figures_value.right, report.figures_value.found, report.figures_value.gold) == (2, 2, 2)
    assert (report.figures_tied.right, report.figures_tied.found, report.figures_tied.gold) == (0, 2, 0)


def test_a_figure_at_another_place_is_tied_wrong() -> None:
    gold = GoldDocument("r-1", (), (GoldEvent("attack", "done", None, GOLD_IZYUM, figures=(12.0,)),))
    found = event(EventType.ATTACK, KHARKIV, figures=(12.0,))
    report = evaluate([gold], outcome(events=(found,)))
    assert report.figures.right == 0
    assert report.figures_value.value == 1.0


def test_a_release_that_gave_nothing_counts_against_recall() -> None:
    gold = GoldDocument("r-1", (GoldMention(0, 5, "event", GOLD_IZYUM),))
    report = evaluate([gold], {})
    assert report.mentions_strict.recall == 0.0
    assert report.end_to_end.value == 0.0


def test_pairing_gives_up_a_likely_pair_for_two() -> None:
    table = {("a", "x"): 2.0, ("a", "y"): 1.0, ("b", "x"): 1.0}
    assert pair("ab", "xy", lambda g, p: table.get((g, p), 0.0)) == [(0, 1), (1, 0)]


def test_gold_is_read_with_and_without_text(tmp_path: Path) -> None:
    path = tmp_path / "gold.json"
    entry = {
        "id": "r-1",
        "mentions": [{"start": 0, "end": 5, "role": "event", "place": None}],
        "events": [
            {
                "type": "visit",
                "status": "done",
                "place": None,
                "sites": [{"start": 6, "end": 12, "kind": "police"}],
                "evidence": {"start": 0, "end": 12},
            },
            {
                "type": "visit",
                "status": "done",
                "place": None,
                "sites": [{"text": "a b"}],
                "evidence": "police",
            },
        ],
    }
    path.write_text(json.dumps([entry]))
    (document,) = load_gold(path, {"r-1": "Izyum police"})
    assert document.events[0].sites == ("police",)
    assert document.events[1].evidence == (6, 12)


@pytest.mark.parametrize("text", ["", "{", '[{"id": "r-1"}]', '[{"id": "other", "mentions": []}]', "[3]"])
def test_a_bad_gold_file_is_one_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "gold.json"
    path.write_text(text)
    with pytest.raises(ReadError):
        load_gold(path, {"r-1": "body"})


def test_mentions_that_nobody_annotated_are_not_counted(tmp_path: Path) -> None:
    path = tmp_path / "gold.json"
    path.write_text(json.dumps([{"id": "r-1", "events": []}]), encoding="utf-8")
    (only_events,) = load_gold(path, {"r-1": "body"})
    found = outcome((mention(0, 4, Role.EVENT, IZYUM),))
    assert evaluate([only_events], found).mentions_strict.found == 0
    assert evaluate([GoldDocument("r-1")], found).mentions_strict.found == 1
    path.write_text(json.dumps([{"id": "r-1"}]), encoding="utf-8")
    with pytest.raises(ReadError):
        load_gold(path, {"r-1": "body"})
