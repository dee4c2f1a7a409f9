"""Trains the weights of the judge: ``python -m dateline.events.train``.

Reads the releases annotated for training in ``data/annotations`` (their texts from ``../shared/corpus``),
finds their mentions with the geoparser (its roles cross-fitted, so that no release is read with roles that
were learned from it), and learns from what the annotators marked. Needs scikit-learn. The same input gives
the same weights.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from dateline.events.candidates import MAIN_ACTS, Candidate, Reading, at_mentions, elsewhere
from dateline.events.dates import KYIV, TimeExpression
from dateline.events.judge import DATINGS, FOLDER, STATUSES, Judge, date_case, event_case, status_case
from dateline.events.reader import Parsed, Text, read
from dateline.events.weights import Weights, fit
from dateline.events.when import date_of
from dateline.gazetteer import Gazetteer
from dateline.geoparse import train as roles_train
from dateline.geoparse.parser import Geoparser
from dateline.geoparse.train import Rows
from dateline.models import EventStatus, EventType, Mention, Place, PlaceKind, Release
from dateline.settings import ROOT, get_settings

FOLDS = 8
ALIKE = frozenset(("visit", "inspection", "opening", "ceremony", "meeting"))
"""Types that may stand for one another when events are matched."""
_NEAR_KM = 25.0
_FAR_KM = 161.0


@dataclass(frozen=True, slots=True)
class Document:
    """An annotated release as the geoparser reads it, with the events that annotators marked."""

    release: Release
    parsed: Parsed
    events: list[dict[str, Any]]


@dataclass(slots=True)
class Lessons:
    """What there is to learn for each of the three models."""

    event: Rows = field(default_factory=Rows)
    status: Rows = field(default_factory=Rows)
    dating: Rows = field(default_factory=Rows)


def documents(root: Path, part: str) -> list[Document]:
    """The annotated releases of one part as the geoparser reads them, roles cross-fitted."""
    gazetteer = Gazetteer.open(get_settings())
    marked = _annotations(root)
    releases = [_dated(e.release, root) for e in roles_train.training_examples(root, part)]
    if part != "train":
        parser = Geoparser(gazetteer)
        return [Document(r, parser.parse(r), marked[r.id]) for r in releases]
    examples = roles_train.training_examples(root, part)
    collector = roles_train.Collector(gazetteer)
    always = collector.roles(
        [
            *roles_train.own_examples("en"),
            *roles_train.own_examples("uk"),
            *roles_train.role_examples(root),
        ]
    )
    found = []
    for fold in range(FOLDS):
        rows = collector.roles(e for i, e in enumerate(examples) if i % FOLDS != fold)
        rows.extend(always)
        parser = Geoparser(gazetteer, roles=roles_train.fit_roles(rows))
        found += [Document(r, parser.parse(r), marked[r.id]) for r in releases[fold::FOLDS]]
    return sorted(found, key=lambda d: d.release.id)


def _annotations(root: Path) -> dict[str, list[dict[str, Any]]]:
    found = {}
    for path in sorted((root / "data" / "annotations").glob("*.json")):
        for document in json.loads(path.read_text(encoding="utf-8")):
            found[document["id"]] = document["events"]
    return found


def _dated(release: Release, root: Path) -> Release:
    return known_releases(root)[release.id]


@lru_cache(maxsize=1)
def known_releases(root: Path) -> dict[str, Release]:
    """The releases of the shared corpus by id, with their time of publication."""
    found = {}
    for name in ("releases.jsonl", "other_releases.jsonl"):
        for line in (root.parent / "shared" / "corpus" / name).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            when = row.get("published")
            published = datetime.fromisoformat(when) if when else None
            if published is not None and published.tzinfo is None:
                published = published.replace(hour=12, tzinfo=KYIV)
            found[row["id"]] = Release(
                id=row["id"], title=row["title"], body=row["body"], publisher=row.get("publisher") or "",
                published=published, lang=row.get("lang") or "en",
            )  # fmt: skip
    return found


def lessons(found: Iterable[Document], judged: Iterable[Document] = ()) -> Lessons:
    """Every candidate of every document and what the annotators say of it, and the acts judged one by one."""
    learned = Lessons()
    for document in found:
        _learn(document, learned)
    for document in judged:
        _learn_judged(document, learned)
    return learned


def _learn_judged(document: Document, learned: Lessons) -> None:
    """Learn from single acts of a release that were judged without annotating the whole release."""
    text = read(document.release, document.parsed)
    seen = set[str]()
    by_place = {(e["sentence"], e["start"], e["carried"]): e for e in document.events}
    hosts = {m.start: (i, m) for i, m in enumerate(text.mentions) if m.place}
    for reading in text.readings:
        start = reading.sentence.start
        found = [c for pairs in at_mentions(reading) for c in pairs]
        for (sentence, host, carried), marked in by_place.items():
            if carried and sentence == start and host in hosts:
                found += _carried_again(reading, hosts[host], marked)
        for candidate in found:
            at = text.mentions[candidate.mention].start
            if (start, at, candidate.carried) not in by_place:
                continue
            marked = by_place[start, at, candidate.carried]
            alike = marked["type"] in ALIKE and candidate.type.value in ALIKE
            right = marked["type"] == candidate.type.value or alike
            features = event_case(text, candidate, seen=candidate.place.id in seen)
            learned.event.add(features, int(right), 1.0)
            if right:
                _learn_marked(candidate, marked, text, learned, _share(marked, document.events))
        seen.update(m.place.id for _, m in reading.mentions if m.place)


def _carried_again(reading: Reading, host: tuple[int, Mention], marked: dict[str, Any]) -> list[Candidate]:
    index, mention = host
    assert mention.place is not None
    scene = Candidate(reading, EventType.VISIT, None, mention.place, index, 0)
    return [c for c in elsewhere(reading, scene, ()) if c.type.value == marked.get("act")][:1]


def _learn_marked(
    candidate: Candidate, marked: dict[str, Any], text: Text, learned: Lessons, weight: float
) -> None:
    if marked["status"] is not None:
        learned.status.add(status_case(text, candidate), STATUSES.index(marked["status"]), weight)
    if marked["dating"] is not None:
        _learn_dating(candidate, marked["status"], marked["dating"], text, learned, weight)


def _share(marked: dict[str, Any], others: Sequence[dict[str, Any]]) -> float:
    """How much one place of a list counts for status and date: a list of sixteen corridors tells them four times.

    What tells is the sentence, so that its places share it (by the root of their number).
    """
    told = "evidence" if "evidence" in marked else "sentence"
    alike = [e for e in others if e[told] == marked[told] and e["status"] == marked["status"]]
    return 1.0 / math.sqrt(len(alike))


def _learn_dating(  # noqa: PLR0917 - one decision and where it goes
    candidate: Candidate, status: str, label: str, text: Text, learned: Lessons, weight: float
) -> None:
    before, candidate.status = candidate.status, EventStatus(status)
    times = text.times_of(candidate.reading.sentence.index)
    ruled = date_of(candidate, times, text.today, words=text.words)
    learned.dating.add(date_case(text, candidate, candidate.status, ruled), DATINGS.index(label), weight)
    candidate.status = before


def _learn(document: Document, learned: Lessons) -> None:
    text = read(document.release, document.parsed)
    scene: Candidate | None = None
    seen: set[str] = set()
    for reading in text.readings:
        used = []
        for pairs in at_mentions(reading):
            for candidate in pairs:
                match, weight = _label(candidate, pairs, document.events)
                features = event_case(text, candidate, seen=candidate.place.id in seen)
                learned.event.add(features, int(match is not None), weight)
                if match is not None:
                    used.append(candidate)
                    _learn_rest(candidate, match, text, learned, _share(match, document.events))
        seen.update(m.place.id for _, m in reading.mentions if m.place)
        scene = next((c for c in reversed(used) if c.type in MAIN_ACTS), scene)
        if scene is None:
            continue
        for candidate in elsewhere(reading, scene, [c.trigger.at for c in used if c.trigger]):
            match, weight = _label(candidate, [candidate], document.events)
            learned.event.add(event_case(text, candidate, seen=True), int(match is not None), weight)
            if match is not None and _overlaps(match, candidate.reading):
                _learn_rest(candidate, match, text, learned, _share(match, document.events))


def _learn_rest(
    candidate: Candidate, match: dict[str, Any], text: Text, learned: Lessons, weight: float
) -> None:
    times = text.times_of(candidate.reading.sentence.index)
    learned.status.add(status_case(text, candidate), STATUSES.index(match["status"]), weight)
    label = _dating(match["date"], times, text.today, planned=match["status"] == EventStatus.PLANNED.value)
    if label is not None:
        _learn_dating(candidate, match["status"], label, text, learned, weight)


def _dating(
    marked: str | None, times: Sequence[TimeExpression], today: date | None, *, planned: bool
) -> str | None:
    if marked is None:
        return "none"
    for expression in times:
        found = expression.resolve(today, planned=planned)
        if found is not None and found.value == marked:
            return "expression"
    return "publication" if today is not None and marked == today.isoformat() else None


def _label(
    candidate: Candidate, pairs: Sequence[Candidate], events: Sequence[dict[str, Any]]
) -> tuple[dict[str, Any] | None, float]:
    """The marked event that a candidate tells of, and how much the case counts."""
    there = [e for e in events if same_place(e["place"], candidate.place)]
    types = {c.type.value for c in pairs}
    for near in (True, False):
        for event in there:
            if _overlaps(event, candidate.reading) is not near:
                continue
            exact = event["type"] == candidate.type.value
            alike = event["type"] not in types and event["type"] in ALIKE and candidate.type.value in ALIKE
            if exact or alike:
                return event, 1.0 if near else 0.5
    return None, 1.0


def _overlaps(event: dict[str, Any], reading: Reading) -> bool:
    evidence = event["evidence"]
    return bool(evidence["start"] < reading.sentence.end and reading.sentence.start < evidence["end"])


def same_place(marked: dict[str, Any] | None, place: Place) -> bool:
    """Whether an annotator's place is a place of the gazetteer, within the distances of the measure."""
    if marked is None:
        return False
    if marked["kind"] == "country" or place.kind is PlaceKind.COUNTRY:
        return bool(marked["kind"] == place.kind.value and marked["country"] == place.country)
    north = (marked["lat"] - place.lat) * 111.2
    east = (marked["lon"] - place.lon) * 111.2 * math.cos(math.radians(place.lat))
    limit = _NEAR_KM if marked["kind"] in ("settlement", "site", "district") else _FAR_KM
    return bool(math.hypot(north, east) <= limit)


def judged_documents(root: Path) -> list[Document]:
    """The releases of which single acts were judged (``data/judged/acts.json``)."""
    acts: dict[str, list[dict[str, Any]]] = {}
    for act in json.loads((root / "data" / "judged" / "acts.json").read_text(encoding="utf-8")):
        acts.setdefault(act["id"], []).append(act)
    parser = Geoparser(Gazetteer.open(get_settings()))
    known = known_releases(root)
    return [Document(known[i], parser.parse(known[i]), acts[i]) for i in sorted(acts)]


def train(found: Iterable[Document], judged: Iterable[Document] = ()) -> Judge:
    """The three models, learned from annotated documents and from single acts that were judged."""
    learned = lessons(found, judged)
    return Judge(
        event=fit(learned.event, ("event",), strength=0.05, least=3),
        status=_several(learned.status, STATUSES, strength=1.0),
        dating=_several(learned.dating, DATINGS, strength=0.2),
    )


def _several(rows: Rows, classes: Sequence[str], *, strength: float) -> Weights:
    missing = set(range(len(classes))) - set(rows.labels)
    for label in missing:
        rows.add([], label, 0.01)
    return fit(rows, classes, strength=strength)


def main() -> None:
    """Train the models and write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=ROOT, help="the checkout, with ../shared beside it")
    root = parser.parse_args().root
    judge = train(documents(root, "train"), judged_documents(root))
    FOLDER.mkdir(exist_ok=True)
    for name in ("event", "status", "dating"):
        getattr(judge, name).save(FOLDER / f"{name}.npz")
        print(f"{name}.npz: {(FOLDER / f'{name}.npz').stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
