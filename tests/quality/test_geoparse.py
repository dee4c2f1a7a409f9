"""Floors of the geoparser's quality, measured on annotated releases that it was never trained on.

A floor is what was reached, minus a hair; it is raised when more is reached and never lowered silently. The
digests pin what was measured: other texts or annotations need their own floors.
"""

from __future__ import annotations

import ast
import json
from collections import defaultdict
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from tests.shared import read_lines, shared

from dateline.evaluation import GoldDocument, Report, evaluate, load_gold
from dateline.gazetteer import Gazetteer
from dateline.geoparse import Geoparser
from dateline.models import Mention, Outcome, PlaceKind, Release, Stamp
from dateline.settings import Settings

ANNOTATIONS = Path(__file__).resolve().parents[2] / "data" / "annotations"
pytestmark = pytest.mark.quality

DIGESTS = {
    "gold/dev_gold.json": "3908dfee64e4a4a34626ab25fb64c685b1ffaf05dc05321b9df4b3d4d4087131",
    "corpus/releases.jsonl": "42bb3a6d9141c1805875ef15172035d7d274ab855bb1378850ac9c6fb936e9d7",
    "gold/addresses_uk_en.jsonl": "2a7fc88033a8777b1149471142521a7ebed1ffbb341ad728466fb26e2d72e171",
}
FLOORS = {
    "mentions_strict": 0.960,
    "role": 0.850,
    "literal": 0.930,
    "place": 0.985,
    "place_fine": 0.975,
    "end_to_end": 0.935,
}
HELD_OUT = {"role": 0.893, "literal": 0.946}
FOUND_UK, FOUND_EN, AGREE = 0.950, 0.950, 0.925


@lru_cache(maxsize=1)
def tools() -> tuple[Gazetteer, Geoparser]:
    gazetteer = Gazetteer.open(Settings())
    return gazetteer, Geoparser(gazetteer, Settings())


def report(gold: list[GoldDocument], rows: dict[str, dict[str, Any]]) -> Report:
    geoparser = tools()[1]
    outcomes = {}
    for document in gold:
        row = rows[document.id]
        release = Release(
            id=row["id"], title=row["title"], body=row["body"], publisher=row["publisher"], lang=row["lang"]
        )
        parsed = geoparser.parse(release)
        outcomes[release.id] = Outcome(release, Stamp("", ""), parsed.mentions, parsed.title_mentions)
    return evaluate(gold, outcomes)


@lru_cache(maxsize=1)
def gold_report() -> Report:
    rows = {row["id"]: row for row in read_lines(shared("corpus/releases.jsonl"))}
    return report(
        load_gold(shared("gold/dev_gold.json"), {key: row["body"] for key, row in rows.items()}), rows
    )


@lru_cache(maxsize=1)
def held_out_report() -> Report:
    """On the annotated releases of the project that are kept away from training."""
    names = ("corpus/releases.jsonl", "corpus/other_releases.jsonl")
    rows = {row["id"]: row for name in names for row in read_lines(shared(name))}
    bodies = {key: row["body"] for key, row in rows.items()}
    gold: list[GoldDocument] = []
    for path in sorted(ANNOTATIONS.glob("part-*.json")):
        gold += [document for document in load_gold(path, bodies) if document.split == "test"]
    return report(gold, rows)


@pytest.mark.parametrize("relative", DIGESTS)
def test_what_is_measured_is_what_the_floors_were_set_on(relative: str) -> None:
    assert sha256(shared(relative).read_bytes()).hexdigest() == DIGESTS[relative]


@pytest.mark.parametrize("measure", FLOORS)
def test_annotated_releases(measure: str) -> None:
    assert gold_report().values()[measure] >= FLOORS[measure]


@pytest.mark.parametrize("measure", HELD_OUT)
def test_releases_kept_away_from_training(measure: str) -> None:
    assert held_out_report().values()[measure] >= HELD_OUT[measure]


def test_nothing_annotated_for_measuring_is_trained_on() -> None:
    measured = {
        document["id"] for document in json.loads(shared("gold/dev_gold.json").read_text(encoding="utf-8"))
    }
    trained = {
        d["id"] for path in ANNOTATIONS.rglob("*.json") for d in json.loads(path.read_text(encoding="utf-8"))
    }
    assert trained
    assert not measured & trained


def places(row: dict[str, Any]) -> dict[str, PlaceKind]:
    release = Release(
        id=row["id"],
        title=row["name"] or "",
        body=row["text"],
        lang=row["lang"],
        publisher="President of Ukraine",
    )
    mentions: tuple[Mention, ...] = tools()[1].parse(release).mentions
    return {m.place.id: m.place.kind for m in mentions if m.place}


@lru_cache(maxsize=1)
def addresses() -> tuple[dict[str, float], float]:
    """Share of tagged cities found in each language, and the agreement of the versions (Dice)."""
    pairs: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    for row in read_lines(shared("gold/addresses_uk_en.jsonl")):
        pairs[row["id"]][row["lang"]] = row
    found = {"uk": 0, "en": 0}
    tagged = same = both = 0
    for versions in (pair for pair in pairs.values() if len(pair) == 2):
        read = {lang: places(row) for lang, row in versions.items()}
        cities = versions["uk"]["cities_uk"]
        for city in ast.literal_eval(cities) if isinstance(cities, str) else cities:
            known = {p.id for p in tools()[0].lookup(city, lang="uk") if p.country in ("UA", "")}
            tagged += 1
            for lang, ids in read.items():
                found[lang] += bool(known & set(ids))
        uk, en = (
            {key for key, kind in read[lang].items() if kind is PlaceKind.SETTLEMENT} for lang in ("uk", "en")
        )
        same += 2 * len(uk & en)
        both += len(uk) + len(en)
    return {lang: count / tagged for lang, count in found.items()}, same / both


@pytest.mark.parametrize(("lang", "floor"), [("uk", FOUND_UK), ("en", FOUND_EN)])
def test_tagged_cities_are_found_in_both_languages(lang: str, floor: float) -> None:
    assert addresses()[0][lang] >= floor


def test_both_versions_of_an_address_name_the_same_settlements() -> None:
    assert addresses()[1] >= AGREE
