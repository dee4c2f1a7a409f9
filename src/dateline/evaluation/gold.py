"""Annotated releases, read from JSON.

Two forms are taken: a list of documents whose mentions and evidence carry their text (a gold
file beside its corpus), and the project's own annotations, which hold offsets only. A document may have
its events annotated and no mentions.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.errors import ReadError


@dataclass(frozen=True, slots=True)
class GoldPlace:
    """Where an annotator says a mention or event is; WGS 84 decimal degrees."""

    name: str
    kind: str
    country: str | None
    admin1: str | None
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A span of the body (code points, ``end`` exclusive) with its role and place."""

    start: int
    end: int
    role: str
    place: GoldPlace | None


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """An event as annotated; ``sites`` are texts, ``figures`` values."""

    type: str
    status: str
    date: str | None
    place: GoldPlace | None
    sites: tuple[str, ...] = ()
    figures: tuple[float, ...] = ()
    evidence: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """One annotated release. ``split`` is "train", "test" or empty; ``mentions`` None where they are not annotated."""

    id: str
    mentions: tuple[GoldMention, ...] | None = field(default=())
    events: tuple[GoldEvent, ...] = field(default=())
    digest: str = ""
    split: str = ""


def load_gold(path: Path, bodies: Mapping[str, str]) -> list[GoldDocument]:
    """Annotated documents of ``path`` whose text is in ``bodies`` (id to body).

    Raises:
        ReadError: the file is not such a list, or holds a document without its text.
    """
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        documents = raw if isinstance(raw, list) else raw["documents"]
        return [_document(entry, bodies) for entry in documents]
    except (OSError, ValueError) as error:
        raise ReadError(f"cannot be read as JSON annotations ({error})", where=str(path)) from error
    except (KeyError, TypeError) as error:
        raise ReadError(f"lacks {error} that every annotated document needs", where=str(path)) from error


def _document(entry: Mapping[str, Any], bodies: Mapping[str, str]) -> GoldDocument:
    if entry["id"] not in bodies:
        raise ReadError(f"no text is given for the annotated release {entry['id']}")
    body = bodies[entry["id"]]
    only_events = "events" in entry and "mentions" not in entry
    return GoldDocument(
        id=entry["id"],
        mentions=None if only_events else _mentions(entry["mentions"]),
        events=tuple(_event(e, body) for e in entry.get("events", [])),
        digest=entry.get("digest", ""),
        split=entry.get("split", ""),
    )


def _mentions(raw: Sequence[Mapping[str, Any]]) -> tuple[GoldMention, ...]:
    return tuple(
        GoldMention(m["start"], m["end"], m["role"], _place(m.get("place")))
        for m in sorted(raw, key=lambda m: int(m["start"]))
    )


def _place(raw: Mapping[str, Any] | None) -> GoldPlace | None:
    if raw is None:
        return None
    return GoldPlace(
        name=raw["name"],
        kind=raw["kind"],
        country=raw.get("country"),
        admin1=raw.get("admin1"),
        lat=float(raw["lat"]),
        lon=float(raw["lon"]),
    )


def _event(raw: Mapping[str, Any], body: str) -> GoldEvent:
    return GoldEvent(
        type=raw["type"],
        status=raw["status"],
        date=raw.get("date"),
        place=_place(raw.get("place")),
        sites=tuple(site.get("text") or body[site["start"] : site["end"]] for site in raw.get("sites", [])),
        figures=_values(raw.get("figures", [])),
        evidence=_evidence(raw.get("evidence"), body),
    )


def _values(figures: Sequence[Mapping[str, Any]]) -> tuple[float, ...]:
    return tuple(float(f["value"]) for f in figures if isinstance(f.get("value"), int | float))


def _evidence(raw: Mapping[str, Any] | str | None, body: str) -> tuple[int, int] | None:
    if isinstance(raw, Mapping):
        return int(raw["start"]), int(raw["end"])
    if isinstance(raw, str) and (start := body.find(raw)) >= 0:
        return start, start + len(raw)
    return None
