"""Small releases, places and mentions for the tests of this room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dateline.models import (
    Actor,
    Candidate,
    Event,
    EventDate,
    EventStatus,
    EventType,
    Figure,
    Mention,
    Outcome,
    Place,
    PlaceKind,
    Release,
    Role,
    Span,
    Stamp,
)


@dataclass(frozen=True)
class Parsed:
    mentions: tuple[Mention, ...]
    title_mentions: tuple[Mention, ...] = ()


def place(name: str, kind: str = "settlement", **more: object) -> Place:
    """A place of Ukraine unless told otherwise; its id is made of its name."""
    given = {"lat": 49.0, "lon": 37.0, "country": "UA", **more}
    return Place(id=f"t:{name.lower().replace(' ', '-')}", name=name, kind=PlaceKind(kind), **given)  # type: ignore[arg-type]


def region(name: str) -> Place:
    return place(name, "region", admin1=name, admin1_id=f"t:{name.lower().replace(' ', '-')}")


def release(body: str, *, published: str | None = "2022-06-18T12:00+03:00", **more: str) -> Release:
    when = datetime.fromisoformat(published) if published else None
    return Release(
        id=more.get("id", "r-1"),
        title=more.get("title", ""),
        body=body,
        publisher=more.get("publisher", "Office"),
        published=when,
        lang=more.get("lang", "en"),
    )


def parsed(body: str, *named: tuple[str, Place, str]) -> Parsed:
    """Mentions for every (text, place, role), each the next occurrence of its text."""
    found, seen = [], dict[str, int]()
    for text, where, role in named:
        start = body.index(text, seen.get(text, 0))
        seen[text] = start + len(text)
        found.append(
            Mention(start, start + len(text), text, Role(role), 1.0, (Candidate(where, 1.0),), (), 0.95)
        )
    return Parsed(tuple(sorted(found, key=lambda m: m.start)))


def event(event_id: str, where: Place, day: str | None, *, who: Sequence[str] = (), **more: object) -> Event:
    """An event as another release may tell it."""
    return Event(
        id=event_id,
        type=EventType(str(more.get("type", "visit"))),
        status=EventStatus(str(more.get("status", "done"))),
        date=EventDate(day, None, 1 if day else None, "text" if day else "none"),
        evidence=Span(0, 5, str(more.get("evidence", "The guest visited the town on a trip."))),
        place=where,
        who=tuple(Actor(name) for name in who),
        figures=tuple(more.get("figures", ())),  # type: ignore[arg-type]
        score=0.9,
    )


def figure(value: float, what: str) -> Figure:
    return Figure(value, what, 0, 1)


def outcome(release_id: str, *events: Event, published: str = "2022-06-18T12:00+03:00") -> Outcome:
    return Outcome(release("text", id=release_id, published=published), Stamp("t", "t"), (), (), events)
