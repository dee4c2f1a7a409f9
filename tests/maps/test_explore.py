from __future__ import annotations

import json
import sys

import pytest
from tests.factories import (
    IZYUM,
    KHARKIV,
    KHARKIV_OBLAST,
    ODESA,
    FakeGazetteer,
    journey,
    make_event,
    make_outcome,
    store_of,
    synthetic,
    told_by,
)

from dateline.atlas import Atlas, Filter
from dateline.maps import TYPES, cells, columns, explore, journeys, site_points, table_rows
from dateline.models import Chronicle, Stop

WORLD = (-180.0, -85.0, 180.0, 85.0)


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return Atlas(store_of(synthetic(400, seed=3)), FakeGazetteer())


def test_columns_hold_every_event_once(atlas: Atlas) -> None:
    selection = atlas.select()
    found = columns(selection)
    events, places = found["events"], found["places"]
    assert {len(values) for values in events.values()} == {selection.event_count}
    assert sum(place >= 0 for place in events["place"]) == selection.event_count - selection.not_on_map
    names = {name: places["name"][i] for i, name in enumerate(places["key"])}
    assert names[IZYUM.id] == "Izyum"
    assert max(events["place"]) == len(places["key"]) - 1


def test_events_stand_at_their_own_place(atlas: Atlas) -> None:
    found = columns(atlas.select())
    for row, place in zip(atlas.select().events.itertuples(), found["events"]["place"], strict=True):
        if place >= 0:
            assert found["places"]["key"][place] == row.place_id
            assert found["places"]["lat"][place] == pytest.approx(row.lat)


def test_explore_is_json_and_counts_agree(atlas: Atlas) -> None:
    selection = atlas.select(Filter(types=("attack", "visit")))
    found = explore(selection)
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    shown = [n for kind, n in zip(TYPES, found["type_counts"], strict=True) if kind in ("attack", "visit")]
    assert found["total"] == selection.event_count == sum(shown)
    assert sum(found["type_counts"]) == atlas.select().event_count, (
        "types that can be added keep their counts"
    )
    assert sum(area["n"] for area in found["areas"]) == selection.not_on_map - selection.without_place


def test_a_region_is_never_a_point(atlas: Atlas) -> None:
    found = explore(atlas.select())
    points = set(found["places"]["key"])
    assert points.isdisjoint(area["id"] for area in found["areas"])


@pytest.mark.parametrize("zoom", [2, 5, 9, 15])
def test_cells_lose_no_event(atlas: Atlas, zoom: int) -> None:
    selection = atlas.select()
    found = cells(selection, zoom=zoom, bbox=WORLD)
    assert sum(cell["n"] for cell in found) == selection.event_count - selection.not_on_map
    assert all(sum(cell["types"]) == cell["n"] for cell in found)
    known = set(selection.events["place_id"].dropna())
    assert {cell["key"] for cell in found} <= known


def test_cells_send_only_what_is_seen(atlas: Atlas) -> None:
    found = cells(atlas.select(), zoom=8, bbox=(36.0, 48.0, 38.0, 51.0))
    assert {cell["name"] for cell in found} == {"Izyum", "Kharkiv"}


def test_above_some_thousands_only_cells_go_out(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["dateline.maps.explore"], "POINTS_AT_MOST", 10)
    found = explore(atlas.select())
    assert found["mode"] == "cells"
    assert "events" not in found
    assert found["total"] == 400


def test_the_timeline_shows_what_lies_outside_the_chosen_days(atlas: Atlas) -> None:
    everything = explore(atlas.select())["timeline"]
    days = sorted(atlas.events["day"].dropna().dt.date)
    chosen = Filter(since=days[50], until=days[-50])
    found = explore(atlas.select(chosen))["timeline"]
    assert found["from"] == days[50].isoformat()
    total = sum(each["n"] for each in everything["bins"]) + everything["before"] + everything["after"]
    assert total == len(days)
    assert found["bins"][0]["start"] <= found["from"]


def test_one_old_event_does_not_press_the_rest_together() -> None:
    from dateline.models import EventDate  # noqa: PLC0415 - only here

    old = make_outcome(
        "old", events=(make_event("old-e1", date=EventDate("1943-01-01", prec=1, basis="text")),)
    )
    atlas = Atlas(store_of([*synthetic(200, seed=5), old]), FakeGazetteer())
    found = explore(atlas.select())["timeline"]
    assert found["unit"] in ("day", "week")
    assert found["before"] >= 1


def test_of_few_events_an_old_one_is_told_of_but_not_drawn() -> None:
    from dateline.models import EventDate  # noqa: PLC0415 - only here

    days = ["1943-01-01", *(f"2022-09-{day:02}" for day in range(1, 9)), "2022-09-25"]
    events = tuple(
        make_event(f"r-1-e{i}", date=EventDate(day, prec=1, basis="text", text=""))
        for i, day in enumerate(days)
    )
    found = explore(Atlas(store_of([make_outcome("r-1", events=events)]), FakeGazetteer()).select())[
        "timeline"
    ]
    assert (found["before"], found["after"]) == (1, 0)
    assert found["bins"][0]["start"] == "2022-09-01"


def test_an_empty_selection_is_drawable(atlas: Atlas) -> None:
    found = explore(atlas.select(Filter(text="nobody wrote this")))
    assert found["total"] == 0
    assert found["bounds"] is None
    assert found["timeline"]["bins"] == []
    assert cells(atlas.select(Filter(text="nobody wrote this")), zoom=4, bbox=WORLD) == []


def test_sites_are_summed_where_they_are_drawn() -> None:
    atlas = Atlas(store_of([make_outcome("r-1")]), FakeGazetteer())
    (point,) = site_points(atlas.select().sites)
    assert point["n"] == 2
    assert point["name"] == "Izyum"


def test_rows_are_sorted_and_paged(atlas: Atlas) -> None:
    first = table_rows(atlas.select(), sort="place", limit=30)
    second = table_rows(atlas.select(), sort="place", offset=30, limit=30)
    names = [row["place"] for row in first["rows"] + second["rows"] if row["place"]]
    assert names == sorted(names)
    assert first["total"] == 400
    assert {row["id"] for row in first["rows"]}.isdisjoint(row["id"] for row in second["rows"])


def test_the_page_that_holds_an_event_is_found(atlas: Atlas) -> None:
    wanted = table_rows(atlas.select(), offset=120, limit=1)["rows"][0]["id"]
    page = table_rows(atlas.select(), limit=50, find=wanted)
    assert page["offset"] == 100
    assert wanted in {row["id"] for row in page["rows"]}


def test_words_keep_rows_that_hold_each(atlas: Atlas) -> None:
    everything = table_rows(atlas.select(), limit=500)["total"]
    hits = table_rows(atlas.select(), words="REPORTED Izyum", limit=500)
    assert 0 < hits["total"] < everything
    assert all("Izyum" in row["evidence"] or row["place"] == "Izyum" for row in hits["rows"])
    assert table_rows(atlas.select(), words="no.such*words")["total"] == 0
    native = table_rows(atlas.select(), words="харківська", native=True, limit=500)
    assert {row["admin1"] for row in native["rows"]} == {"Харківська область"}


def test_a_row_is_found_by_number_among_those_that_are_left(atlas: Atlas) -> None:
    chosen = table_rows(atlas.select(), words="izyum", sort="place", limit=500)
    wanted = chosen["rows"][-1]["id"]
    page = table_rows(atlas.select(), words="izyum", sort="place", limit=10, find=wanted)
    assert page["at"] == chosen["total"] - 1
    assert page["rows"][page["at"] - page["offset"]]["id"] == wanted
    assert table_rows(atlas.select(), words="madrid", find=wanted)["at"] is None


def test_a_journey_says_which_stop_is_only_planned_and_keeps_its_numbers() -> None:
    store = store_of([make_outcome("r-1", events=(make_event("r-1-e0", KHARKIV),))])
    places = (KHARKIV, KHARKIV_OBLAST, IZYUM, ODESA)
    stops = [
        Stop(place, f"2022-09-2{i}", f"2022-09-2{i}", ("m-1",), planned=place is ODESA)
        for i, place in enumerate(places)
    ]
    store.save_chronicle(Chronicle((told_by("r-1-e0"),), (journey(*stops),)))
    (found,) = journeys(Atlas(store, FakeGazetteer()).select())
    assert [(stop["number"], stop["name"], stop["planned"]) for stop in found["stops"]] == [
        (1, "Kharkiv", False),
        (3, "Izyum", False),
        (4, "Odesa", True),
    ]
    assert found["planned"] is False
