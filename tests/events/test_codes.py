from __future__ import annotations

import pytest
from tests.events.support import event, place

from dateline.events import plover, time_precision
from dateline.events.where import precision
from dateline.models import EventDate, EventStatus, EventType

TOWN = place("Izyum")


@pytest.mark.parametrize("kind", list(EventType))
@pytest.mark.parametrize("status", list(EventStatus))
def test_every_type_and_status_has_its_row(kind: EventType, status: EventStatus) -> None:
    code = plover(event("e-1", TOWN, None, type=kind.value, status=status.value))
    assert (code.event == "") == (kind is EventType.OTHER)


@pytest.mark.parametrize(
    ("kind", "evidence", "expected"),
    [
        ("visit", "They visited the town.", ("CONSULT", "visit")),
        ("attack", "A missile hit the town.", ("ASSAULT", "heavy-weapons")),
        ("atrocity", "People were tortured there.", ("ASSAULT", "torture")),
        ("other", "A protest was held.", ("PROTEST", "demo")),
    ],
)
def test_words_of_the_evidence_choose_the_mode(kind: str, evidence: str, expected: tuple[str, str]) -> None:
    assert plover(event("e-1", TOWN, None, type=kind, evidence=evidence))[:2] == expected


@pytest.mark.parametrize(
    ("kind", "near", "part", "expected"),
    [
        ("site", False, False, (1, 1)),
        ("settlement", False, False, (1, 1)),
        ("settlement", True, False, (2, 2)),
        ("district", False, False, (3, 2)),
        ("region", False, False, (4, 3)),
        ("natural", False, False, (5, 3)),
        ("country", False, False, (6, None)),
        ("country", False, True, (5, 3)),
    ],
)
def test_precision_codes(kind: str, near: bool, part: bool, expected: tuple[int, int | None]) -> None:
    assert precision(place("X", kind), near=near, part=part) == expected


def test_no_place_has_no_precision() -> None:
    assert precision(None) == (None, None)


@pytest.mark.parametrize(("prec", "expected"), [(1, 1), (2, 2), (3, 2), (4, 3), (5, None), (None, None)])
def test_time_precision(prec: int | None, expected: int | None) -> None:
    assert time_precision(EventDate("2022" if prec else None, None, prec)) == expected
