from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dateline.releases.dates import KYIV, is_date_line, parse_date


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("23 September 2022 - 23:41", "2022-09-23T23:41:00+03:00"),
        ("11 листопада 2025 року - 13:48", "2025-11-11T13:48:00+02:00"),
        ("1 травня 2022", "2022-05-01T00:00:00+03:00"),
        ("23.09.2022 14:05", "2022-09-23T14:05:00+03:00"),
        ("2022-09-23", "2022-09-23T00:00:00+03:00"),
        ("2022-09-23T23:41+03:00", "2022-09-23T23:41:00+03:00"),
        ("Fri, 23 Sep 2022 20:41:00 GMT", "2022-09-23T20:41:00+00:00"),
        ("Fri, 23 Sep 2022 23:41:00 +0300", "2022-09-23T23:41:00+03:00"),
        ("September 23, 2022", "2022-09-23T00:00:00+03:00"),
        ("23 September 2022, 11:41 pm", "2022-09-23T23:41:00+03:00"),
        ("п'ятниця, 23 вересня 2022", "2022-09-23T00:00:00+03:00"),
        ("23 сентября 2022", "2022-09-23T00:00:00+03:00"),
        ("23/09/2022", "2022-09-23T00:00:00+03:00"),
        ("1663965660", "2022-09-23T20:41:00+00:00"),
        ("1663965660000", "2022-09-23T20:41:00+00:00"),
    ],
)
def test_forms_of_dates(text: str, iso: str) -> None:
    found = parse_date(text)
    assert found is not None
    assert found.isoformat() == iso


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2 days ago",
        "Monday",
        "2022",
        "September 2022",
        "20220923",
        "03/04/2022",
        "12.5.22",
        "31 February 2022",
        "29 February 2022",
        "99 May 2022",
        "5 May 2022 - 25:99",
        "On 23 September 2022 the President visited Izyum",
        "0001-01-01",
        "1 000 000 people",
    ],
)
def test_what_is_no_date_or_could_be_two(text: str) -> None:
    assert parse_date(text) is None


def test_kyiv_sources_keep_kyiv_time_past_midnight() -> None:
    found = parse_date("2022-09-23T21:41:00Z", kyiv=True)
    assert found is not None
    assert found.isoformat() == "2022-09-24T00:41:00+03:00"
    assert found.tzinfo == KYIV


def test_a_zone_is_given_to_dates_without_one_only() -> None:
    london = ZoneInfo("Europe/London")
    bare, offset = (
        parse_date("2022-09-23 10:00", zone=london),
        parse_date("2022-09-23T10:00+03:00", zone=london),
    )
    assert bare is not None
    assert offset is not None
    assert (bare.isoformat(), offset.isoformat()) == (
        "2022-09-23T10:00:00+01:00",
        "2022-09-23T10:00:00+03:00",
    )


def test_dates_and_datetimes_pass_through() -> None:
    assert parse_date(date(2022, 9, 23)) == datetime(2022, 9, 23, tzinfo=KYIV)
    assert parse_date(datetime(2022, 9, 23, 9, tzinfo=UTC)) == datetime(2022, 9, 23, 9, tzinfo=UTC)


def test_the_hour_that_comes_twice_in_autumn_is_the_first() -> None:
    found = parse_date("30 October 2022 - 03:30")
    assert found is not None
    assert found.utcoffset() == timedelta(hours=3)


@pytest.mark.parametrize(
    ("line", "is_date"),
    [
        ("23 September 2022 - 23:41", True),
        ("  11 листопада 2025 року - 13:48  ", True),
        ("53 people died here", False),
        ("On 23 September 2022 ambassadors visited the city.", False),
        ("1663965660" * 20, False),
    ],
)
def test_lines_that_are_dates(line: str, is_date: bool) -> None:
    assert is_date_line(line) is is_date
