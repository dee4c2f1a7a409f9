"""World news in miniature: texts written for this project, and how well a geoparser reads them.

The measures are those of the field (Gritta et al. 2019): strict F1 of spans, the share of the mentions found that
lie within 161 km (100 miles) of the right place, and the same over all mentions, end to end. A country or a
first-order division is right by identity, too, since gazetteers put its point where they like.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from dateline.evaluation.places import distance_km

FILE = Path(__file__).parent / "world.json"
NEAR_KM = 161.0
_DIVISIONS = ("country", "region")


class Found(NamedTuple):
    """A span that a geoparser found, and the place that it chose; no point where it knows none."""

    start: int
    end: int
    lat: float | None
    lon: float | None
    kind: str = ""
    country: str = ""


@dataclass(slots=True)
class Score:
    """Counts over all texts; ``wrong`` lists what went wrong, for a person to read."""

    gold: int = 0
    found: int = 0
    right: int = 0
    located: int = 0
    locatable: int = 0
    to_locate: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of the spans found that are right."""
        return self.right / max(1, self.found)

    @property
    def recall(self) -> float:
        """Share of the mentions that were found."""
        return self.right / max(1, self.gold)

    @property
    def strict_f1(self) -> float:
        """F1 of spans with the same start and end."""
        return 2 * self.right / max(1, self.gold + self.found)

    @property
    def accuracy(self) -> float:
        """Of the mentions found that have a point, the share at the right place."""
        return self.located / max(1, self.locatable)

    @property
    def end_to_end(self) -> float:
        """Of all mentions that have a point, the share found and at the right place."""
        return self.located / max(1, self.to_locate)


def measure(read: Callable[[str], list[Found]]) -> Score:
    """Read every text and compare."""
    data = json.loads(FILE.read_text(encoding="utf-8"))
    score = Score()
    for document in data["documents"]:
        _compare(score, document, data["places"], read(document["text"]))
    return score


def _compare(score: Score, document: dict[str, Any], places: dict[str, Any], found: list[Found]) -> None:
    text = document["text"]
    gold = {(start, end): places[key] for start, end, key in document["mentions"]}
    score.gold += len(gold)
    score.to_locate += sum(place["lat"] is not None for place in gold.values())
    seen = set()
    for item in found:
        span = (item.start, item.end)
        place = gold.get(span)
        if place is None:
            if not any(start < item.end and item.start < end for start, end in document["ignore"]):
                score.found += 1
                score.wrong.append(f"{document['id']}: no mention: {text[item.start : item.end]}")
            continue
        seen.add(span)
        score.found += 1
        score.right += 1
        if place["lat"] is not None:
            score.locatable += 1
            good = _is(place, item)
            score.located += good
            if not good:
                score.wrong.append(f"{document['id']}: elsewhere: {text[item.start : item.end]} {item}")
    score.wrong += [f"{document['id']}: missed: {text[a:b]}" for a, b in gold if (a, b) not in seen]


def _is(place: dict[str, Any], item: Found) -> bool:
    if item.lat is None or item.lon is None:
        return False
    if item.kind == place["kind"] == "country":
        return bool(item.country == place["country"])
    far = distance_km(place["lat"], place["lon"], item.lat, item.lon)
    same = item.kind == place["kind"] == "region" and item.country == place["country"]
    return far <= (3 if same and place["kind"] in _DIVISIONS else 1) * NEAR_KM
