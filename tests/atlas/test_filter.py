"""The Filter goes into an address and back, and says what it cannot read."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.atlas import Filter, Near

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
values = st.lists(words.map(str.strip).filter(bool), unique=True, max_size=3).map(tuple)
days = st.none() | st.dates(date(1990, 1, 1), date(2100, 1, 1))
degrees = st.tuples(st.integers(-180, 180).map(float), st.integers(-90, 90).map(float))
filters = st.builds(
    Filter,
    since=days,
    until=days,
    types=st.lists(st.sampled_from(["visit", "attack", "aid"]), unique=True).map(tuple),
    statuses=st.lists(st.sampled_from(["done", "planned"]), unique=True).map(tuple),
    regions=values,
    places=values,
    publishers=values,
    who=values,
    text=words.map(str.strip),
    where_prec=st.lists(st.integers(1, 7), unique=True).map(sorted).map(tuple),
    min_score=st.integers(0, 100).map(lambda n: n / 100),
    has_point=st.none() | st.booleans(),
    area=st.just(()) | st.lists(degrees, min_size=3, max_size=6).map(tuple),
    near=st.none()
    | st.builds(Near, lat=st.just(49.5), lon=st.just(-36.25), km=st.integers(1, 500).map(float)),
)


@given(filters)
def test_every_filter_survives_an_address(given_filter: Filter) -> None:
    assert Filter.from_query(given_filter.to_query()) == (given_filter, ())
    assert Filter.from_params(given_filter.to_params()) == (given_filter, ())


def test_an_address_reads_well() -> None:
    chosen = Filter(
        since=date(2022, 9, 1), types=("visit", "attack"), regions=("iso:UA-63",), has_point=False
    )
    assert chosen.to_params() == {
        "from": "2022-09-01",
        "type": "visit,attack",
        "region": "iso:UA-63",
        "point": "no",
    }


def test_an_empty_filter_adds_nothing_to_an_address() -> None:
    assert Filter().to_query() == ""
    assert not Filter()
    assert Filter(text="bridge")


def test_repeated_names_and_those_of_the_page_are_taken_well() -> None:
    chosen, faults = Filter.from_query("?type=visit&type=aid&layer=heat&lang=uk")
    assert chosen == Filter(types=("visit", "aid"), languages=("uk",))
    assert faults == ()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("from=yesterday", "2022-09-23"),
        ("type=visit,invasion", "invasion is none of"),
        ("precision=9", "1 to 7"),
        ("score=2", "between 0 and 1"),
        ("score=nan", "between 0 and 1"),
        ("point=maybe", "yes or no"),
        ("area=1,2;3,4", "three lon,lat pairs"),
        ("area=1,2;3,4;5,400", "three lon,lat pairs"),
        ("near=1,2", "latitude,longitude,kilometres"),
        ("near=inf,2,3", "latitude,longitude,kilometres"),
    ],
)
def test_what_cannot_be_read_is_named_and_the_rest_used(query: str, said: str) -> None:
    chosen, faults = Filter.from_query(f"{query}&text=bridge")
    assert chosen == Filter(text="bridge")
    assert len(faults) == 1
    assert said in faults[0]
    assert query.split("=", maxsplit=1)[0] in faults[0]


def test_changes_make_new_filters() -> None:
    chosen = Filter(types=("visit",), text="bridge")
    assert chosen.but(text="") == Filter(types=("visit",))
    assert chosen.without("types", "text") == Filter()
    assert chosen.active == ("types", "text")
