"""Speed of the step from mentions to events, beside the geoparser's on the same texts, and of merging.

Run ``python benchmarks/events.py [--releases N] [--events N...]``; needs the shared texts beside the checkout.
Times are processor seconds of this process, so that other work on the machine does not count.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dateline.events import EventExtractor, merge
from dateline.gazetteer import Gazetteer
from dateline.geoparse import Geoparser
from dateline.models import (
    Actor,
    Event,
    EventDate,
    EventStatus,
    EventType,
    Figure,
    Outcome,
    Place,
    PlaceKind,
    Release,
    Span,
    Stamp,
)
from dateline.settings import get_settings

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "releases.jsonl"


def releases(limit: int) -> list[Release]:
    found = []
    for line in CORPUS.read_text(encoding="utf-8").splitlines()[:limit]:
        row = json.loads(line)
        published = datetime.fromisoformat(row["published"])
        found.append(
            Release(
                id=row["id"],
                title=row["title"],
                body=row["body"],
                publisher=row["publisher"],
                published=published,
            )
        )
    return found


def reading(limit: int) -> None:
    """Geoparser and events in turn on every release."""
    parser, extractor = Geoparser(Gazetteer.open(get_settings())), EventExtractor()
    parse = extract = 0.0
    texts = releases(limit)
    for release in texts[:20]:
        extractor.extract(release, parser.parse(release))
    events = 0
    for release in texts:
        start = time.process_time()
        parsed = parser.parse(release)
        middle = time.process_time()
        events += len(extractor.extract(release, parsed))
        parse += middle - start
        extract += time.process_time() - middle
    print(f"{'step':<12}{'releases':>10}{'seconds':>10}{'per release':>14}{'share':>10}")
    print(f"{'geoparse':<12}{len(texts):>10}{parse:>10.2f}{parse / len(texts) * 1000:>11.1f} ms{1:>10.2f}")
    print(
        f"{'events':<12}{len(texts):>10}{extract:>10.2f}{extract / len(texts) * 1000:>11.1f} ms{extract / parse:>10.2f}"
    )
    print(f"{events} events\n")


def told(count: int, *, towns: int, days: int, persons: int) -> list[Outcome]:
    """Made-up outcomes: ``count`` events, twenty a release, over so many towns, days and persons."""
    draw = random.Random(7)
    places = [
        Place(
            f"t:{i}",
            f"Town {i}",
            PlaceKind.SETTLEMENT,
            45 + i % 7,
            24 + i % 15,
            "UA",
            admin1_id=f"t:r{i % 25}",
        )
        for i in range(towns)
    ]
    first = datetime(2022, 1, 1, tzinfo=UTC)
    names = [f"Anna {chr(65 + i % 26)}oval{chr(97 + i // 26)}nko" for i in range(persons)]
    outcomes = []
    for n in range(count // 20):
        day = first + timedelta(days=draw.randrange(days))
        events = tuple(_event(f"e-{n}-{i}", draw, places, day, names) for i in range(20))
        release = Release(f"r-{n}", "", "", publisher="Office", published=day)
        outcomes.append(Outcome(release, Stamp("b", "b"), (), (), events))
    return outcomes


def _event(event_id: str, draw: random.Random, places: list[Place], day: datetime, names: list[str]) -> Event:
    who = draw.choice(names)
    place = draw.choice(places)
    evidence = f"{who} visited {place.name}, where missiles had killed people, and met the presidents there."
    return Event(
        event_id,
        draw.choice(list(EventType)),
        draw.choice(list(EventStatus)),
        EventDate(day.date().isoformat(), None, 1, "text"),
        Span(0, len(evidence), evidence),
        place=place,
        who=(Actor(who), Actor("the enemy")),
        figures=(Figure(float(draw.randrange(100)), "people killed", 0, 1),),
        score=0.9,
    )


SHAPES = {
    "sparse": {"towns": 400, "days": 1000, "persons": 26},
    "dense": {"towns": 20, "days": 60, "persons": 10},
    "one town": {"towns": 1, "days": 30, "persons": 10},
}
"""How thickly events lie: the last one puts thousands of events into each block of kind, place and day."""


def merging(sizes: list[int]) -> None:
    """The time of merging as the number of events grows, however thickly they lie."""
    print(
        f"{'shape':<10}{'events':>10}{'merged':>10}{'journeys':>10}{'confirm':>10}{'seconds':>10}{'per event':>14}"
    )
    for shape, given in SHAPES.items():
        for size in sizes:
            outcomes = told(size, **given)
            start = time.process_time()
            chronicle = merge(outcomes)
            spent = time.process_time() - start
            confirming = sum(bool(event.confirms) for event in chronicle.events)
            print(
                f"{shape:<10}{size:>10}{len(chronicle.events):>10}{len(chronicle.journeys):>10}{confirming:>10}"
                f"{spent:>10.2f}{spent / size * 1e6:>11.0f} us"
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--releases", type=int, default=545, help="0: no reading, only merging")
    parser.add_argument("--events", type=int, nargs="*", default=[10_000, 30_000, 100_000])
    options = parser.parse_args()
    if options.releases:
        reading(options.releases)
    merging(options.events)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
