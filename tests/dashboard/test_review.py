from __future__ import annotations

import pytest

from dateline.dashboard.review import read_date, state_html
from dateline.dashboard.words import Words
from dateline.models import EventDate


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2022-09-23", EventDate("2022-09-23", None, 1, "person")),
        (" 2022-09 ", EventDate("2022-09", None, 4, "person")),
        ("2022", EventDate("2022", None, 5, "person")),
        ("2022-09-20/2022-09-25", EventDate("2022-09-20", "2022-09-25", 2, "person")),
        ("2022-09-19/2022-09-25", EventDate("2022-09-19", "2022-09-25", 3, "person")),
        ("2022-09-01/2022-09-25", EventDate("2022-09-01", "2022-09-25", 4, "person")),
        ("2022-09-23/2022-09-23", EventDate("2022-09-23", None, 1, "person")),
        ("2022-09-25/2022-09-20", None),
        ("2022-02-30", None),
        ("yesterday", None),
        ("", None),
        ("2022/2023/2024", None),
    ],
)
def test_a_date_is_read_as_sharp_as_it_is_written(written: str, read: EventDate | None) -> None:
    assert read_date(written) == read


def test_what_a_person_wrote_is_only_text() -> None:
    hostile = "<img src=x onerror=alert(1)>"
    row = {
        "reviewed": "corrected",
        "reviewed_by": hostile,
        "reviewed_at": "2024-05-06T12:00:00+00:00",
        "review_note": hostile,
        "machine": (("type", "visit"), ("place_id", "gn:1"), ("place", hostile)),
    }
    html = state_html(row, Words("en"))
    assert "<img" not in html
    assert html.count("&lt;img") == 3
    assert "Visit" in html
