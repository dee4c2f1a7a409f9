from __future__ import annotations

from datetime import date

import pytest
from tests.factories import (
    IZYUM,
    KHARKIV_OBLAST,
    ODESA,
    ODESA_OBLAST,
    FakeGazetteer,
    make_event,
    make_outcome,
    store_of,
)

from dateline.atlas import Atlas, Filter
from dateline.maps import change
from dateline.models import Event, EventDate, Place


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    def told(number: int, place: Place, day: str) -> Event:
        return make_event(f"r-1-e{number}", place, date=EventDate(day, prec=1, basis="text", text=""))

    days = [
        (IZYUM, "2022-09-01"),
        (IZYUM, "2022-09-09"),
        (IZYUM, "2022-09-10"),
        (IZYUM, "2022-09-11"),
        (ODESA, "2022-09-03"),
    ]
    events = tuple(told(i, place, day) for i, (place, day) in enumerate(days, start=1))
    return Atlas(store_of([make_outcome("r-1", events=events)]), FakeGazetteer())


def test_a_chosen_period_is_compared_with_as_many_days_before_it(atlas: Atlas) -> None:
    found = change(atlas.select(Filter(since=date(2022, 9, 9), until=date(2022, 9, 16))))
    assert found["now"] == ["2022-09-09", "2022-09-16"]
    assert found["before"] == ["2022-09-01", "2022-09-08"]
    rows = {row["id"]: (row["before"], row["n"], row["change"]) for row in found["regions"]}
    assert rows == {KHARKIV_OBLAST.id: (1, 3, 2), ODESA_OBLAST.id: (1, 0, -1)}


def test_without_dates_the_later_half_is_compared_with_the_earlier(atlas: Atlas) -> None:
    found = change(atlas.select())
    assert found["before"][0] == "2022-09-01"
    assert found["now"][1] == "2022-09-11"
    assert sum(row["n"] + row["before"] for row in found["regions"]) == 5


def test_other_criteria_hold_for_both_periods(atlas: Atlas) -> None:
    found = change(atlas.select(Filter(regions=(ODESA_OBLAST.id,), since=date(2022, 9, 9))))
    assert {row["id"] for row in found["regions"]} <= {ODESA_OBLAST.id}


def test_nothing_selected_is_no_change(atlas: Atlas) -> None:
    found = change(atlas.select(Filter(text="nobody wrote this")))
    assert found == {"before": None, "now": None, "regions": []}
