"""Trains what ties sites and figures to events: ``python -m dateline.events.train_attachments``.

Reads the same annotated releases as ``train``, and those of which only the sites and figures were judged
(``data/judged/belongings.json``). Train it after ``train``: what it learns from are the events that the judge
finds, beside the annotated ones that it misses. Needs scikit-learn. The same input gives the same weights.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from dateline.events.attachment_features import (
    Host,
    Scene,
    count_features,
    count_pair,
    site_features,
    site_pair,
)
from dateline.events.attachments import Attacher
from dateline.events.candidates import Reading
from dateline.events.extractor import Draft, EventExtractor
from dateline.events.figures import Count
from dateline.events.judge import FOLDER
from dateline.events.reader import Text, read
from dateline.events.sites import SiteSpan
from dateline.events.train import ALIKE, Document, documents, known_releases, same_place
from dateline.events.weights import fit
from dateline.gazetteer import Gazetteer
from dateline.geoparse.parser import Geoparser
from dateline.geoparse.train import Rows
from dateline.models import EventStatus, EventType, Mention
from dateline.settings import ROOT, get_settings

STRENGTH = 0.2
STRENGTH_COUNT = 0.15
Marked = dict[str, Any]


@dataclass(slots=True)
class Lessons:
    """What there is to learn for each of the two models."""

    site: Rows = field(default_factory=Rows)
    count: Rows = field(default_factory=Rows)


@dataclass(slots=True)
class Sheet:
    """A release with the events to learn from, beside what annotators marked at each.

    At an event that was found stand also those at its place that were missed: without them, what belongs to them
    is best told there (a visitor hears how many died where the guests stand).
    """

    text: Text
    scene: Scene
    marked: list[list[Marked]]


def lessons(found: Iterable[Document], extractor: EventExtractor, *, whole: bool = True) -> Lessons:
    """Every pair of a phrase or number and an event near it, and whether they belong together.

    Args:
        found: annotated releases.
        extractor: finds the events that the pairs are made with.
        whole: whether all events of the releases are annotated; otherwise those that are not are passed over.
    """
    learned = Lessons()
    for document in found:
        sheet = lay_out(document, extractor, whole=whole)
        for index, reading in enumerate(sheet.scene.readings):
            near = sheet.scene.near(index)
            for site in reading.sites:
                _learn_site(site, index, near, sheet, learned)
            for count in sheet.text.counts_of(reading):
                _learn_count(count, index, near, sheet, learned)
    return learned


def lay_out(document: Document, extractor: EventExtractor, *, whole: bool) -> Sheet:
    """The events found and the annotated ones that were missed, as hosts."""
    text = read(document.release, document.parsed)
    drafts = extractor.drafts(text)
    pairs = _paired(drafts, document.events)
    matched = {id(m) for m in pairs.values()}
    missed = [e for e in document.events if id(e) not in matched]
    hosts: list[Host] = []
    marked: list[list[Marked]] = []
    for i, draft in enumerate(drafts):
        if whole or i in pairs:
            hosts.append(draft.host)
            there = [e for e in missed if same_place(e["place"], draft.candidate.place)]
            marked.append([*([pairs[i]] if i in pairs else []), *there])
    for event in missed:
        hosts.append(_host(event, text))
        marked.append([event])
    return Sheet(text, Scene(hosts, text.readings, text.passage.first_person), marked)


def _paired(drafts: Sequence[Draft], events: Sequence[Marked]) -> dict[int, Marked]:
    """The annotated event that each draft tells of, the likest first."""
    scored = []
    for i, draft in enumerate(drafts):
        for j, event in enumerate(events):
            likeness = _likeness(draft, event)
            if likeness:
                scored.append((-likeness, i, j))
    pairs: dict[int, Marked] = {}
    used: set[int] = set()
    for _, i, j in sorted(scored):
        if i not in pairs and j not in used:
            pairs[i] = events[j]
            used.add(j)
    return pairs


def _likeness(draft: Draft, event: Marked) -> float:
    candidate = draft.candidate
    exact = bool(event["type"] == candidate.type.value)
    if not (exact or (event["type"] in ALIKE and candidate.type.value in ALIKE)):
        return 0.0
    if not same_place(event["place"], candidate.place):
        return 0.0
    sentence, evidence = candidate.reading.sentence, event["evidence"]
    overlap = float(evidence["start"] < sentence.end and sentence.start < evidence["end"])
    return 1.0 + exact + 2.0 * overlap + float(draft.date.value == event.get("date"))


def _host(event: Marked, text: Text) -> Host:
    """An annotated event that was not found, as it would stand in the release."""
    evidence = event["evidence"]
    inside = [
        r for r in text.readings if r.sentence.start < evidence["end"] and evidence["start"] < r.sentence.end
    ]
    named = [(r, m) for r in inside for _, m in r.mentions if m.place and same_place(event["place"], m.place)]
    first = named[0][0] if named else inside[0]
    mention: Mention | None = named[0][1] if named else None
    acts = [t.at for t in first.triggers if t.type.value == event["type"]]
    return Host(
        EventType(event["type"]),
        EventStatus(event["status"]),
        mention.place if mention else None,
        (first.sentence.index, *(r.sentence.index for r in inside if r is not first)),
        acts[0] if acts else None,
        first.sentence.word_at(mention.start) if mention else None,
    )


def _learn_site(site: SiteSpan, index: int, near: Sequence[int], sheet: Sheet, learned: Lessons) -> None:
    own = site_features(site, index, sheet.scene)
    for host in near:
        label = _is_site(site, sheet.marked[host], sheet.text.release.body)
        if label is not None:
            pair = site_pair(site, index, host, sheet.scene)
            learned.site.add([*own, *chain.from_iterable(pair)], int(label), 1.0)


def _is_site(site: SiteSpan, events: Sequence[Marked], body: str) -> bool | None:
    """Whether an annotator marked the phrase at an event; None where that is open."""
    found = [_marked_site(site, event, body) for event in events]
    return True if True in found else (None if None in found else False)


def _marked_site(site: SiteSpan, event: Marked, body: str) -> bool | None:
    """The same at one event; None where the same words were marked elsewhere, or sites were not judged."""
    if event["sites"] is None or _unsure(site.start, event):
        return None
    words = set(body[site.start : site.end].casefold().split())
    alike = False
    for marked in event["sites"]:
        shared = min(site.end, marked["end"]) - max(site.start, marked["start"])
        if shared >= 0.5 * min(site.end - site.start, marked["end"] - marked["start"]):
            return True
        other = set(body[marked["start"] : marked["end"]].casefold().split())
        alike = alike or len(words & other) >= 0.5 * min(len(words), len(other))
    return None if alike else False


def _unsure(start: int, event: Marked) -> bool:
    """Whether whoever judged the release left the phrase open."""
    return any(span["start"] <= start < span["end"] for span in event.get("unsure", ()))


def _learn_count(count: Count, index: int, near: Sequence[int], sheet: Sheet, learned: Lessons) -> None:
    own = count_features(count, index, sheet.scene)
    for host in near:
        events = sheet.marked[host]
        label: bool | None = False
        if any(f["value"] == count.numeral.value for e in events for f in e["figures"]):
            label = _is_nearest(count, index, host, sheet) or None
        if any(_unsure(count.start, event) for event in events):
            label = None
        if label is not None:
            pair = count_pair(count, index, host, sheet.scene)
            learned.count.add([*own, *chain.from_iterable(pair)], int(label), 1.0)


def _is_nearest(count: Count, index: int, host: int, sheet: Sheet) -> bool:
    """Whether no other number of the same value stands nearer to the event."""
    told = sheet.scene.hosts[host].sentences
    best = min(
        (min(abs(i - s) for s in told), c.start)
        for i, reading in enumerate(sheet.scene.readings)
        for c in _counts(reading, sheet.text)
        if c.numeral.value == count.numeral.value
    )
    return best == (min(abs(index - s) for s in told), count.start)


def _counts(reading: Reading, text: Text) -> list[Count]:
    return text.counts_of(reading)


def judged_documents(root: Path) -> list[Document]:
    """The releases of which sites and figures were judged (``data/judged/belongings.json``)."""
    path = root / "data" / "judged" / "belongings.json"
    rows = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    parser = Geoparser(Gazetteer.open(get_settings()))
    known = known_releases(root)
    found = []
    for row in rows:
        events = [{**event, "unsure": row["unsure"]} for event in row["events"]]
        found.append(Document(known[row["id"]], parser.parse(known[row["id"]]), events))
    return found


def train(found: Iterable[Document], judged: Iterable[Document] = ()) -> Attacher:
    """The two models, learned from releases annotated whole and from those judged for sites and figures."""
    extractor = EventExtractor(attacher=Attacher.empty())
    learned = lessons(found, extractor)
    more = lessons(judged, extractor, whole=False)
    for cases, others in ((learned.site, more.site), (learned.count, more.count)):
        for features, label, weight in zip(others.features, others.labels, others.weights, strict=True):
            cases.add(features, label, weight)
    return Attacher(
        site=fit(learned.site, ("site",), strength=STRENGTH),
        count=fit(learned.count, ("count",), strength=STRENGTH_COUNT),
    )


def main() -> None:
    """Train the models and write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=ROOT, help="the checkout, with ../shared beside it")
    root = parser.parse_args().root
    attacher = train(documents(root, "train"), judged_documents(root))
    for name in ("site", "count"):
        getattr(attacher, name).save(FOLDER / f"{name}.npz")
        print(f"{name}.npz: {(FOLDER / f'{name}.npz').stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
