"""The real parts together: a release becomes mentions and events, the same ones each time."""

from __future__ import annotations

import pytest

from dateline.models import EventType
from dateline.pipeline import Pipeline
from dateline.releases import parse_text
from dateline.settings import get_settings

TEXT = """Office of Examples

A delegation came to Izyum

12 May 2023 - 14:05

A delegation came to Izyum

Today the Ambassador of Lithuania visited Izyum in the Kharkiv region and saw a destroyed school.
"""


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline(get_settings())


def test_a_release_becomes_mentions_and_events(pipeline: Pipeline) -> None:
    release = parse_text(TEXT)
    outcome = pipeline.read(release)
    assert outcome.stamp == pipeline.stamp
    assert all(release.body[m.start : m.end] == m.text for m in outcome.mentions)
    assert all(release.title[m.start : m.end] == m.text for m in outcome.title_mentions)
    places = {(event.type, event.place.name if event.place else None) for event in outcome.events}
    assert (EventType.VISIT, "Izyum") in places


def test_the_same_text_gives_the_same_outcome(pipeline: Pipeline) -> None:
    release = parse_text(TEXT)
    assert pipeline.read(release) == Pipeline(get_settings()).read(release)


def test_the_stamp_tells_configurations_apart(pipeline: Pipeline) -> None:
    assert pipeline.stamp == Pipeline(get_settings()).stamp
    assert len(pipeline.stamp.config) == 16
