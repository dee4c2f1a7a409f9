"""Floors on news from around the world; raised when more is reached, never lowered silently."""

from __future__ import annotations

from functools import lru_cache

import pytest
from tests.quality.world import Found, Score, measure

from dateline.gazetteer import Gazetteer
from dateline.geoparse import Geoparser
from dateline.models import Mention, Release
from dateline.settings import Settings

pytestmark = pytest.mark.quality

FLOORS = {"strict_f1": 0.985, "precision": 0.985, "accuracy": 0.985, "end_to_end": 0.975}


def found(mention: Mention) -> Found:
    place = mention.place
    if place is None:
        return Found(mention.start, mention.end, None, None)
    return Found(mention.start, mention.end, place.lat, place.lon, place.kind.value, place.country)


@lru_cache(maxsize=1)
def score() -> Score:
    geoparser = Geoparser(Gazetteer.open(Settings()), Settings())
    return measure(
        lambda text: [
            found(mention) for mention in geoparser.parse(Release(id="", title="", body=text)).mentions
        ]
    )


@pytest.mark.parametrize("measure_name", FLOORS)
def test_world_news(measure_name: str) -> None:
    assert getattr(score(), measure_name) >= FLOORS[measure_name], "\n".join(score().wrong)


def test_every_text_was_measured() -> None:
    assert score().gold > 300
    assert score().to_locate > 300
