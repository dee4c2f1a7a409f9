"""Where events lie densely, and what a summary says of the rest."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from tests.factories import KHARKIV, FakeGazetteer, make_event, make_outcome, store_of

from dateline.atlas import Atlas, Filter, Span, bulk
from dateline.models import EventDate


def days(*texts: str) -> np.ndarray:
    return np.array(texts, dtype="datetime64[s]")


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (("2022-09-05",), ("2022-09-05", "2022-09-05")),
        (("2022-09-22", "2022-09-05"), ("2022-09-05", "2022-09-22")),
        (("1943-01-01", *("2022-09-05", "2022-09-09", "2022-09-30") * 3), ("2022-09-05", "2022-09-30")),
        ((*("2022-09-05", "2022-09-09", "2022-09-30") * 3, "2035-01-01"), ("2022-09-05", "2022-09-30")),
        (("2019-01-01", "2020-01-01", "2021-01-01", "2022-01-01"), ("2019-01-01", "2022-01-01")),
    ],
)
def test_a_few_days_far_away_are_left_aside(found: tuple[str, ...], expected: tuple[str, str]) -> None:
    assert tuple(str(day)[:10] for day in bulk(days(*found))) == expected


def dated(number: int, value: str, end: str | None = None) -> object:
    return make_event(f"r-1-e{number}", KHARKIV, date=EventDate(value, end, 1, "text", text=value))


def test_a_selection_tells_its_bulk_and_what_lies_outside() -> None:
    events = [dated(0, "1919-04-01"), *(dated(i, f"2022-09-{i:02}") for i in range(1, 20))]
    events.append(dated(20, "2022-09-20", "2022-09-24"))
    atlas = Atlas(store_of([make_outcome(events=tuple(events))]), FakeGazetteer())
    assert atlas.select().bulk == Span(date(2022, 9, 1), date(2022, 9, 24), earlier=1, later=0)
    assert atlas.select(Filter(until=date(1950, 1, 1))).bulk == Span(date(1919, 4, 1), date(1919, 4, 1), 0, 0)
    assert atlas.select(Filter(types=("trade",))).bulk is None
    few = Atlas(store_of([make_outcome(events=(events[0], *events[1:4]))]), FakeGazetteer())
    assert few.select().bulk == Span(date(1919, 4, 1), date(2022, 9, 3), 0, 0)
