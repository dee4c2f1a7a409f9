"""Names in context: which place each names, and names that name none."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from dateline.gazetteer import Gazetteer, fold, scan
from dateline.models import Place

HERE = Path(__file__).parent
FLOOR = 0.98


def cases() -> list[dict[str, str]]:
    with (HERE / "names.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def resolved(gazetteer: Gazetteer, case: dict[str, str]) -> Place | None:
    """The most prominent place of the marked name; of those in the region, where the text tells it."""
    start, end = case["text"].index("{"), case["text"].index("}") - 1
    text = fold(re.sub("[{}]", "", case["text"]))
    for finish, rows in gazetteer.matches(text, start):
        if finish == end:
            places = (gazetteer.row(row) for row in rows)
            if case["told_by"] == "region":
                return next((p for p in places if p.admin1 == case["where"]), None)
            return next(places)
    return None


def is_right(place: Place | None, case: dict[str, str]) -> bool:
    return (
        place is not None
        and place.name in case["place"].split("|")
        and (place.kind == case["kind"] or "|" in case["place"])
        and case["where"] in {"", place.admin1, place.country}
    )


def test_there_are_enough_cases_of_both_languages() -> None:
    found = cases()
    assert len(found) >= 400
    assert sum(case["lang"] == "uk" for case in found) >= 120


def test_names_in_context_resolve(gazetteer: Gazetteer) -> None:
    found = cases()
    wrong = [
        (case["text"], case["place"], place and (place.name, place.kind.value, place.admin1))
        for case in found
        if not is_right(place := resolved(gazetteer, case), case)
    ]
    assert 1 - len(wrong) / len(found) >= FLOOR, wrong


@pytest.mark.parametrize("line", (HERE / "nothing.txt").read_text(encoding="utf-8").splitlines())
def test_names_that_must_give_nothing(gazetteer: Gazetteer, line: str) -> None:
    name = line[line.index("{") + 1 : line.index("}")]
    start = line.index("{")
    text = re.sub("[{}]", "", line)
    found = [(text[a:b], gazetteer.row(rows[0]).name) for a, b, rows in scan(gazetteer, text)]
    assert not [f for f in scan(gazetteer, text) if f[0] < start + len(name) and f[1] > start], found
