from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.events.dates import clock, reference_day

TODAY = date(2022, 6, 18)


def found(
    text: str, *, lang: str = "en", planned: bool = False
) -> list[tuple[str | None, str | None, int | None]]:
    resolved = [e.resolve(TODAY, planned=planned) for e in clock(lang).find(text, TODAY)]
    return [(d.value, d.end, d.prec) for d in resolved if d is not None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on April 4", [("2022-04-04", None, 1)]),
        ("on 4 April 2021", [("2021-04-04", None, 1)]),
        ("from 18 to 20 May", [("2022-05-18", "2022-05-20", 2)]),
        ("October 29-30, 2021", [("2021-10-29", "2021-10-30", 2)]),
        ("in March", [("2022-03", None, 4)]),
        ("in March 2014", [("2014-03", None, 4)]),
        ("in 2014", [("2014", None, 5)]),
        ("today", [("2022-06-18", None, 1)]),
        ("last night", [("2022-06-17", None, 1)]),
        ("the day before yesterday", [("2022-06-16", None, 1)]),
        ("three days ago", [("2022-06-15", None, 1)]),
        ("last week", [("2022-06-06", "2022-06-12", 3)]),
        ("on Friday", [("2022-06-17", None, 1)]),
        ("on December 24", [("2021-12-24", None, 1)]),
        ("on June 14 this year", [("2022-06-14", None, 1)]),
        ("in October last year", [("2021-10", None, 4)]),
        ("two years ago", [("2020", None, 5)]),
        ("three months ago", [("2022-03", None, 4)]),
        ("they may march on", []),
        ("31 June", []),
    ],
)
def test_english_expressions(text: str, expected: list[tuple[str, str | None, int]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("24 лютого", [("2022-02-24", None, 1)]),
        ("у березні 2022 року", [("2022-03", None, 4)]),
        ("вчора", [("2022-06-17", None, 1)]),
        ("два роки тому", [("2020", None, 5)]),
        ("з 18 по 20 травня", [("2022-05-18", "2022-05-20", 2)]),
    ],
)
def test_ukrainian_expressions(text: str, expected: list[tuple[str, str | None, int]]) -> None:
    assert found(text, lang="uk") == expected


def test_a_planned_day_lies_ahead() -> None:
    assert found("on June 29", planned=True) == [("2022-06-29", None, 1)]
    assert found("on June 29") == [("2021-06-29", None, 1)]


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2022-05-09T00:11+03:00", date(2022, 5, 8)),
        ("2022-05-09T05:00+03:00", date(2022, 5, 9)),
        ("2022-05-08T22:30+00:00", date(2022, 5, 8)),
        ("2022-05-08T23:00+00:00", date(2022, 5, 8)),
    ],
)
def test_small_hours_report_the_day_before_in_kyiv(published: str, expected: date) -> None:
    assert reference_day(datetime.fromisoformat(published)) == expected


def test_an_undated_release_has_no_today() -> None:
    assert reference_day(None) is None
    assert clock("en").find("today and yesterday", None) == []


@given(st.dates(date(2000, 1, 1), date(2035, 12, 28)), st.dates(date(2014, 1, 1), date(2030, 1, 1)))
def test_a_full_date_is_read_as_written(day: date, today: date) -> None:
    text = f"on {day.day} {day:%B} {day.year}"
    (expression,) = clock("en").find(text, today)
    resolved = expression.resolve(today, planned=False)
    assert resolved is not None
    assert resolved.value == day.isoformat()


@given(st.integers(1, 12), st.integers(1, 28), st.dates(date(2014, 1, 1), date(2030, 1, 1)))
def test_a_past_day_without_year_is_never_after_publication(month: int, day: int, today: date) -> None:
    written = f"on {day} {date(2000, month, 1):%B}"
    (expression,) = clock("en").find(written, today)
    resolved = expression.resolve(today, planned=False)
    assert resolved is not None
    assert resolved.value is not None
    assert resolved.value <= today.isoformat()


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("since June 1", "since"),
        ("as of March 18", "until"),
        ("from May 22 to 26", ""),
        ("on June 1", ""),
    ],
)
def test_only_one_end_is_a_bound(text: str, bound: str) -> None:
    assert [e.bound for e in clock("en").find(text, TODAY)] == [bound]
