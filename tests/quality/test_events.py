"""Floors of the events' quality on annotated releases, the Izyum release exactly, and what was checked by reading.

How figures are measured, ``dateline.evaluation.measures`` tells.
"""

from __future__ import annotations

from functools import lru_cache

import pytest
from tests.shared import addresses, corpus, shared

from dateline.evaluation import Report, evaluate, load_gold
from dateline.evaluation.measures import F1
from dateline.events import EventExtractor
from dateline.gazetteer import Gazetteer
from dateline.geoparse import Geoparser
from dateline.models import EventStatus, EventType, Outcome, Release, SiteKind, Stamp
from dateline.releases import read
from dateline.settings import ROOT, get_settings

pytestmark = pytest.mark.quality
ANNOTATIONS = ROOT / "data" / "annotations"


@lru_cache(maxsize=1)
def _tools() -> tuple[Geoparser, EventExtractor]:
    return Geoparser(Gazetteer.open(get_settings())), EventExtractor()


def _outcome(release: Release) -> Outcome:
    parser, extractor = _tools()
    parsed = parser.parse(release)
    events = extractor.extract(release, parsed)
    return Outcome(release, Stamp("t", "t"), parsed.mentions, parsed.title_mentions, events)


@lru_cache(maxsize=1)
def _report() -> Report:
    bodies = {i: r.body for i, r in corpus().items()}
    gold = load_gold(shared("gold/dev_gold.json"), bodies)
    return evaluate(gold, {g.id: _outcome(corpus()[g.id]) for g in gold})


@lru_cache(maxsize=3)
def _held_out(kind: str) -> Report:
    """Releases kept from training: "own", annotated whole; "address" and "release", of which only events are."""
    known = {**corpus(), **addresses()}
    bodies = {i: r.body for i, r in known.items()}
    folder = ANNOTATIONS if kind == "own" else ANNOTATIONS / "events"
    gold = [g for part in sorted(folder.glob("part-*.json")) for g in load_gold(part, bodies)]
    if kind != "own":
        gold = [g for g in gold if g.id.startswith("address-") is (kind == "address")]
    asked = [g for g in gold if g.split == "test"]
    return evaluate(asked, {g.id: _outcome(known[g.id]) for g in asked})


@pytest.mark.parametrize(
    ("measure", "own", "address", "release"),
    [
        ("events", 0.64, 0.61, 0.58),
        ("status", 0.86, 0.76, 0.85),
        ("date", 0.63, 0.72, 0.78),
        ("sites", 0.54, 0.44, 0.57),
        ("figures", 0.47, 0.50, 0.44),
    ],
)
def test_floor_on_releases_kept_from_training(
    measure: str, own: float, address: float, release: float
) -> None:
    """52 releases annotated whole, and 1,342 events of 192 more, which twelve readers annotated.

    Of the releases among the latter, single acts were judged for training.
    """
    assert _held_out("own").values()[measure] >= own
    assert _held_out("address").values()[measure] >= address
    assert _held_out("release").values()[measure] >= release


@pytest.mark.parametrize(
    ("measure", "floor"),
    [("events", 0.73), ("status", 0.98), ("date", 0.92), ("sites", 0.81), ("figures", 0.75)],
)
def test_floor(measure: str, floor: float) -> None:
    """Never lower one of these: asked are 0.70, 0.85, 0.85, 0.60 and 0.75.

    Small numbers: one date of 65 matches is 0.015, one figure of 28 is 0.035, and training again on slightly other
    candidates moves one or two of them. Dates stood at 0.93 with weights that no training gave any more.
    """
    assert _report().values()[measure] >= floor


def test_events_are_right_as_often_as_they_are_found() -> None:
    events: F1 = _report().events
    assert events.precision >= 0.7
    assert events.recall >= 0.65


def test_the_izyum_release_exactly() -> None:
    release = next(r for r in read(shared("corpus/izyum.txt")) if isinstance(r, Release))
    events = _outcome(release).events
    assert [(e.type, e.status, e.date.value, e.place and e.place.name) for e in events] == [
        (EventType.VISIT, EventStatus.DONE, "2022-09-23", "Izyum"),
        (EventType.LIBERATION, EventStatus.DONE, None, "Izyum"),
        (EventType.ATROCITY, EventStatus.DONE, None, "Izyum"),
        (EventType.MEETING, EventStatus.DONE, "2022-09-23", "Izyum"),
    ]
    visit, _, _, meeting = events
    assert [s.kind for s in visit.sites] == [SiteKind.RESIDENTIAL, SiteKind.POLICE, SiteKind.MASS_GRAVE]
    assert [(f.value, f.site, f.part_of) for f in visit.figures] == [
        (53, 0, None),
        (7, 0, 0),
        (436, 2, None),
        (5, 2, 2),
    ]
    assert [f.what.split()[-1] for f in visit.figures] == ["died", "Ukrainians", "exhumed", "children"]
    assert [(f.high, f.qualifier) for f in visit.figures] == [(None, "exact")] * 4
    assert [s.text.split()[0] for s in visit.sites] == ["multi-story", "National", "mass"]
    assert [s.text.split()[-1] for s in visit.sites] == ["bomb", "Izyum", "Izyum"]
    assert all(s.place is None for s in visit.sites)
    listed = "LT LV EE ES AT HU HR SE SK CH TR PL SI FR DK"
    assert [a.country for a in visit.who if a.country] == listed.split()
    officials = [a.text for a in visit.who if a.office]
    assert officials == ["Andriy Sybiha", "Yevhen Perebyinis", "Head of the EU Delegation to Ukraine"]
    assert [a.text.split()[-1] for a in meeting.who if a.office] == ["Syniehubov", "Maselskyi", "Chalyi"]
    assert (visit.where_prec, visit.geo_precision) == (1, 1)


def test_a_figure_that_is_told_is_seldom_wrong() -> None:
    """A wrong number of dead at a place is worse than none."""
    assert _report().figures.precision >= 0.85
