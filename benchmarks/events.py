"""Speed of the step from mentions to events, beside the geoparser's on the same texts, and of merging.

Run ``python benchmarks/events.py [--releases N] [--events N]``; needs the shared texts beside the checkout.
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


def told(count: int) -> list[Outcome]:
    """Made-up outcomes: ``count`` events, twenty a release, over 400 places and three years."""
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
        for i in range(400)
    ]
    first = datetime(2022, 1, 1, tzinfo=UTC)
    outcomes = []
    for n in range(count // 20):
        day = first + timedelta(days=draw.randrange(1000))
        events = tuple(_event(f"e-{n}-{i}", draw, places, day) for i in range(20))
        release = Release(f"r-{n}", "", "", publisher="Office", published=day)
        outcomes.append(Outcome(release, Stamp("b", "b"), (), (), events))
    return outcomes


def _event(event_id: str, draw: random.Random, places: list[Place], day: datetime) -> Event:
    return Event(
        event_id,
        draw.choice(list(EventType)),
        draw.choice(list(EventStatus)),
        EventDate(day.date().isoformat(), None, 1, "text"),
        Span(0, 1, "They visited the town."),
        place=draw.choice(places),
        who=(Actor(f"Anna {chr(65 + draw.randrange(26))}ovalenko"), Actor("the enemy")),
        figures=(Figure(float(draw.randrange(100)), "people killed", 0, 1),),
        score=0.9,
    )


def merging(count: int) -> None:
    """The time of merging as the number of events doubles."""
    print(f"{'merged':<12}{'events':>10}{'seconds':>10}{'per event':>14}")
    for size in (count // 4, count // 2, count):
        outcomes = told(size)
        start = time.process_time()
        chronicle = merge(outcomes)
        spent = time.process_time() - start
        print(f"{len(chronicle.events):<12}{size:>10}{spent:>10.2f}{spent / size * 1e6:>11.0f} us")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--releases", type=int, default=545)
    parser.add_argument("--events", type=int, default=100_000)
    options = parser.parse_args()
    reading(options.releases)
    merging(options.events)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
