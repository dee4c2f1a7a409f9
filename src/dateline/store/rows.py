"""Outcomes as rows and back. Every field survives the way there and back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, astuple
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import RowMapping

from dateline.models import (
    Actor,
    Candidate,
    Chronicle,
    Event,
    EventDate,
    EventStatus,
    EventType,
    Figure,
    Journey,
    Mention,
    Outcome,
    Place,
    PlaceKind,
    Reason,
    Release,
    Role,
    Site,
    SiteKind,
    Span,
    Stop,
)
from dateline.store.tables import dumps

Row = dict[str, Any]
Columns = RowMapping | Row


@lru_cache(maxsize=100_000)
def place_key(place: Place) -> int:
    """A 63-bit hash of all that a place says, so that equal places share one row."""
    said = dumps(astuple(place)).encode("utf-8")
    return int.from_bytes(hashlib.blake2b(said, digest_size=8).digest()) >> 1


def _key(place: Place | None) -> int | None:
    return place_key(place) if place else None


def places_of(outcome: Outcome) -> dict[int, Place]:
    """Every place that an outcome refers to, by its key."""
    found: list[Place | None] = []
    for mention in (*outcome.mentions, *outcome.title_mentions):
        found += [candidate.place for candidate in mention.candidates]
    for event in outcome.events:
        found += [event.place, *(site.place for site in event.sites)]
    return {place_key(place): place for place in found if place}


def place_row(key: int, place: Place) -> Row:
    """A place as a row of ``places``."""
    return {"key": key, **asdict(place), "kind": place.kind.value}


def place_from(row: Columns) -> Place:
    """The place of a row of ``places``."""
    fields = {name: row[name] for name in Place.__dataclass_fields__}
    return Place(**{**fields, "kind": PlaceKind(row["kind"])})


def release_row(release: Release) -> Row:
    """A release as a row of ``releases``, but for what the store itself adds."""
    return {
        **asdict(release),
        "published": release.published.isoformat() if release.published else None,
        "digest": release.digest,
    }


def release_from(row: Columns) -> Release:
    """The release of a row of ``releases``."""
    fields = {name: row[name] for name in Release.__dataclass_fields__}
    published = datetime.fromisoformat(row["published"]) if row["published"] else None
    return Release(**{**fields, "published": published})


def _reasons(reasons: Iterable[Reason]) -> list[list[Any]]:
    return [[reason.code, reason.weight, reason.text] for reason in reasons]


def _reasons_from(said: Iterable[list[Any]]) -> tuple[Reason, ...]:
    return tuple(Reason(*fields) for fields in said)


def mention_rows(outcome: Outcome) -> Iterator[Row]:
    """The mentions of body and title as rows of ``mentions``."""
    for part, mentions in (("body", outcome.mentions), ("title", outcome.title_mentions)):
        for seq, mention in enumerate(mentions):
            yield {
                "release_id": outcome.release.id,
                "part": part,
                "seq": seq,
                "start": mention.start,
                "end": mention.end,
                "text": mention.text,
                "role": mention.role.value,
                "score": mention.score,
                "role_score": mention.role_score,
                "place_key": _key(mention.place),
                "candidates": [
                    [place_key(candidate.place), candidate.score, _reasons(candidate.reasons)]
                    for candidate in mention.candidates
                ],
                "reasons": _reasons(mention.reasons),
            }


def mention_from(row: Columns, places: Mapping[int, Place]) -> Mention:
    """The mention of a row; ``places`` by key."""
    return Mention(
        start=row["start"],
        end=row["end"],
        text=row["text"],
        role=Role(row["role"]),
        score=row["score"],
        candidates=tuple(
            Candidate(places[key], score, _reasons_from(reasons)) for key, score, reasons in row["candidates"]
        ),
        reasons=_reasons_from(row["reasons"]),
        role_score=row["role_score"],
    )


def event_rows(outcome: Outcome) -> Iterator[Row]:
    """The events as rows of ``events``."""
    for seq, event in enumerate(outcome.events):
        yield {
            "release_id": outcome.release.id,
            "seq": seq,
            "id": event.id,
            "type": event.type.value,
            "status": event.status.value,
            "date": event.date.value,
            "date_end": event.date.end,
            "date_prec": event.date.prec,
            "date_basis": event.date.basis,
            "date_text": event.date.text,
            "evidence_start": event.evidence.start,
            "evidence_end": event.evidence.end,
            "evidence": event.evidence.text,
            "place_key": _key(event.place),
            "mention": event.mention,
            "where_prec": event.where_prec,
            "geo_precision": event.geo_precision,
            "score": event.score,
            "who": [[actor.text, actor.office, actor.country] for actor in event.who],
            "reasons": _reasons(event.reasons),
        }


def site_rows(outcome: Outcome) -> Iterator[Row]:
    """The sites of all events as rows of ``sites``."""
    for event_seq, event in enumerate(outcome.events):
        for seq, site in enumerate(event.sites):
            yield {
                "release_id": outcome.release.id,
                "event_seq": event_seq,
                "seq": seq,
                "id": site.id,
                "text": site.text,
                "kind": site.kind.value,
                "start": site.start,
                "end": site.end,
                "place_key": _key(site.place),
            }


def figure_rows(outcome: Outcome) -> Iterator[Row]:
    """The figures of all events as rows of ``figures``."""
    for event_seq, event in enumerate(outcome.events):
        for seq, figure in enumerate(event.figures):
            where = {"release_id": outcome.release.id, "event_seq": event_seq, "seq": seq}
            yield {**where, **asdict(figure)}


def merged_rows(chronicle: Chronicle) -> Iterator[Row]:
    """The merged events that say more than their one telling or that others name, as rows of ``merged``."""
    stops = (stop for journey in chronicle.journeys for stop in journey.stops)
    named = {each for stop in stops for each in stop.events}
    named.update(each for event in chronicle.events for each in event.confirms)
    for event in chronicle.events:
        if len(event.sources) > 1 or event.confirms or event.id in named:
            yield {
                "id": event.id,
                "lead": event.event.id,
                "differences": [
                    [each.field, [[reading, list(ids)] for reading, ids in each.readings]]
                    for each in event.differences
                ],
                "confirms": list(event.confirms),
            }


def telling_rows(chronicle: Chronicle) -> Iterator[Row]:
    """Which event of which release belongs to which of `merged_rows`, as rows of ``tellings``."""
    kept = {row["id"] for row in merged_rows(chronicle)}
    for event in chronicle.events:
        if event.id in kept:
            yield from ({"event_id": source.event_id, "merged_id": event.id} for source in event.sources)


def journey_rows(chronicle: Chronicle) -> Iterator[Row]:
    """The journeys as rows of ``journeys``; stops refer to their place by key."""
    for journey in chronicle.journeys:
        yield {
            "id": journey.id,
            "traveller": journey.traveller,
            "first": journey.first,
            "last": journey.last,
            "stops": [
                [place_key(stop.place), stop.first, stop.last, list(stop.events), stop.planned]
                for stop in journey.stops
            ],
            "releases": list(journey.releases),
        }


def journey_from(row: Columns, places: Mapping[int, Place]) -> Journey:
    """The journey of a row; ``places`` by key."""
    return Journey(
        id=row["id"],
        traveller=row["traveller"],
        first=row["first"],
        last=row["last"],
        stops=tuple(
            Stop(places[key], first, last, tuple(events), planned)
            for key, first, last, events, planned in row["stops"]
        ),
        releases=tuple(row["releases"]),
    )


def site_from(row: Columns, places: Mapping[int, Place]) -> Site:
    """The site of a row; ``places`` by key."""
    return Site(
        id=row["id"],
        text=row["text"],
        kind=SiteKind(row["kind"]),
        start=row["start"],
        end=row["end"],
        place=places.get(row["place_key"]),
    )


def figure_from(row: Columns) -> Figure:
    """The figure of a row."""
    return Figure(**{name: row[name] for name in Figure.__dataclass_fields__})


def event_from(
    row: Columns,
    places: Mapping[int, Place],
    *,
    sites: tuple[Site, ...],
    figures: tuple[Figure, ...],
) -> Event:
    """The event of a row with its sites and figures; ``places`` by key."""
    return Event(
        id=row["id"],
        type=EventType(row["type"]),
        status=EventStatus(row["status"]),
        date=EventDate(
            value=row["date"],
            end=row["date_end"],
            prec=row["date_prec"],
            basis=row["date_basis"],
            text=row["date_text"],
        ),
        evidence=Span(row["evidence_start"], row["evidence_end"], row["evidence"]),
        place=places.get(row["place_key"]),
        mention=row["mention"],
        where_prec=row["where_prec"],
        geo_precision=row["geo_precision"],
        who=tuple(Actor(*fields) for fields in row["who"]),
        sites=sites,
        figures=figures,
        score=row["score"],
        reasons=_reasons_from(row["reasons"]),
    )
