"""Region codes of Ukraine: 27 different ones in both lists, as the official tables pair them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dateline.atlas.codes import UKRAINE, district_pcode, iso_3166_2, pcode, time_precision
from dateline.gazetteer import Gazetteer
from dateline.models import PlaceKind
from dateline.settings import Settings


def test_each_region_has_its_own_code() -> None:
    codes = [pcode(place_id) for place_id in UKRAINE]
    assert len(set(codes)) == len(UKRAINE) == 27
    assert all(code and code.startswith("UA") and len(code) == 4 for code in codes)


@pytest.mark.parametrize(
    ("place_id", "iso", "code"),
    [
        ("iso:UA-63", "UA-63", "UA63"),
        ("iso:UA-32", "UA-32", "UA32"),
        ("iso:UA-30", "UA-30", "UA80"),
        ("iso:UA-43", "UA-43", "UA01"),
        ("iso:UA-40", "UA-40", "UA85"),
        ("iso:UA-09", "UA-09", "UA44"),
        ("iso:UA-77", "UA-77", "UA73"),
        ("iso:ES-MD", "ES-MD", None),
        ("iso:UA", None, None),
        ("gn:1", None, None),
        (None, None, None),
    ],
)
def test_codes_of_known_regions(place_id: str | None, iso: str | None, code: str | None) -> None:
    assert (iso_3166_2(place_id), pcode(place_id)) == (iso, code)


def test_districts_of_ukraine_have_p_codes() -> None:
    assert district_pcode("katottg:UA63040000000023393") == "UA6304"
    assert district_pcode("iso:ES-MD") is None
    assert district_pcode(None) is None


def test_districts_lie_in_the_region_of_their_code() -> None:
    """KATOTTG's own hierarchy proves the table: the code of a district begins with that of its region."""
    gazetteer = Gazetteer.open(Settings())
    places = (gazetteer.row(i) for i in range(len(gazetteer)))
    found = [place for place in places if place.kind is PlaceKind.DISTRICT and district_pcode(place.id)]
    assert len(found) >= 136
    assert {pcode(place.admin1_id) for place in found} >= {pcode(region) for region in UKRAINE} - {
        "UA80",
        "UA85",
    }
    assert [
        place.name
        for place in found
        if not (district_pcode(place.id) or "").startswith(pcode(place.admin1_id) or "?")
    ] == []


def test_the_documented_table_is_the_programs() -> None:
    text = (Path(__file__).parents[2] / "docs" / "region-codes.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (UA-\d\d) \| (UA\d\d) \| ([^|]+) \|", text, re.MULTILINE)
    gazetteer = Gazetteer.open(Settings())
    assert rows == [
        (iso_3166_2(region), pcode(region), place.name)
        for region in UKRAINE
        if (place := gazetteer.place(region))
    ]


def test_acled_time_precision() -> None:
    assert [time_precision(prec) for prec in (1, 2, 3, 4, 5, None)] == [1, 2, 2, 3, None, None]
