from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.events.numerals import may_hold, numerals, value
from dateline.events.passage import Passage


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("53 people", [(53, None, "exact")]),
        ("2,000 hectares", [(2000, None, "exact")]),
        ("more than 2.3 million people", [(2_300_000, None, "more_than")]),
        ("up to 40 tons", [(40, None, "up_to")]),
        ("about 55 children", [(55, None, "about")]),
        ("10 to 20 houses", [(10, 20, "range")]),
        ("twenty-one houses", [(21, None, "exact")]),
        ("two hundred soldiers", [(200, None, "exact")]),
        ("понад 20 тисяч осіб", [(20_000, None, "more_than")]),
        ("half a million residents", [(500_000, None, "exact")]),
        ("two and a half million tons", [(2_500_000, None, "exact")]),
        ("more than half a thousand men", [(500, None, "more_than")]),
        ("dozens of people", []),
        ("півмільйона людей", [(500_000, None, "exact")]),
        ("півтора мільйона гривень", [(1_500_000, None, "exact")]),
        ("25 тис. осіб", [(25_000, None, "exact")]),
        ("Decree № 74/2022", []),
        ("COVID-19", []),
    ],
)
def test_numbers_as_written(text: str, expected: list[tuple[float, float | None, str]]) -> None:
    assert [(n.value, n.high, n.qualifier) for n in numerals(text)] == expected
    assert not expected or may_hold(Passage.of(text).sentences[0].lowered)


@given(st.integers(0, 999_999_999))
def test_separators_do_not_change_a_number(number: int) -> None:
    assert value(f"{number:,}") == number
    assert value(str(number)) == number


@given(st.text(max_size=60))
def test_spans_lie_in_the_text(text: str) -> None:
    for numeral in numerals(text):
        assert 0 <= numeral.start < numeral.end <= len(text)
