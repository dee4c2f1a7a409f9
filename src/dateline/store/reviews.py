"""Verdicts of persons on events: as rows and back, and which are in force on which event now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Select, select

from dateline.errors import ItemError
from dateline.models import EventDate, EventStatus, EventType, Judgement, Place, Verdict
from dateline.store.rows import Columns, Row, place_key
from dateline.store.tables import events, places

_UNDATED = ""
"""In the column of dates: a person says that there is none; NULL leaves the machine's date as it is."""
_EVENT = (events.c.id, events.c.release_id, events.c.evidence, places.c.id.label("place_id"))
_FROM = events.outerjoin(places, events.c.place_key == places.c.key)


@dataclass(frozen=True, slots=True)
class Said:
    """What a correction puts in place of the machine's values; None where these stand."""

    type: EventType | None = None
    status: EventStatus | None = None
    date: EventDate | None = None
    place: Place | None = None

    def check(self, judgement: Judgement, event_id: str) -> None:
        """See that a correction corrects something, and nothing else does.

        Raises:
            ItemError: it does not.
        """
        corrects = self != Said()
        if judgement is Judgement.CORRECTED and not corrects:
            raise ItemError(
                "a correction names what it corrects: type, status, date or place", where=event_id
            )
        if judgement is not Judgement.CORRECTED and corrects:
            raise ItemError(f"values belong to a correction, not to “{judgement.value}”", where=event_id)

    def verdict(
        self, event: Columns, judgement: Judgement, *, who: str, note: str, made: datetime
    ) -> Verdict:
        """The verdict on an event of the store (a row of `event`)."""
        return Verdict(
            event_id=event["id"],
            release_id=event["release_id"],
            judgement=judgement,
            who=who.strip(),
            made=made.astimezone(UTC),
            note=note.strip(),
            type=self.type,
            status=self.status,
            date=self.date,
            place=self.place,
            evidence=event["evidence"],
            machine_place=event["place_id"] or "",
        )


def event(event_id: str) -> Select[Any]:
    """The query for id, release_id, evidence and place_id of an event."""
    return select(*_EVENT).select_from(_FROM).where(events.c.id == event_id)


def events_of(release_ids: Iterable[str]) -> Select[Any]:
    """The query for the same of all events of some releases."""
    return select(*_EVENT).select_from(_FROM).where(events.c.release_id.in_(sorted(release_ids)))


def verdict_row(verdict: Verdict) -> Row:
    """A verdict as a row of ``verdicts``, but for its number."""
    date = verdict.date
    return {
        "event_id": verdict.event_id,
        "release_id": verdict.release_id,
        "judgement": verdict.judgement.value,
        "who": verdict.who,
        "made": verdict.made.isoformat(timespec="microseconds"),
        "note": verdict.note,
        "type": verdict.type.value if verdict.type else None,
        "status": verdict.status.value if verdict.status else None,
        "date": (date.value or _UNDATED) if date else None,
        "date_end": date.end if date else None,
        "date_prec": date.prec if date else None,
        "place_key": place_key(verdict.place) if verdict.place else None,
        "evidence": verdict.evidence,
        "machine_place": verdict.machine_place,
    }


def verdict_from(row: Columns, known: Mapping[int, Place]) -> Verdict:
    """The verdict of a row; ``known`` are places by key."""
    date = None
    if row["date"] is not None:
        date = EventDate(row["date"] or None, row["date_end"], row["date_prec"], "person")
    return Verdict(
        event_id=row["event_id"],
        release_id=row["release_id"],
        judgement=Judgement(row["judgement"]),
        who=row["who"],
        made=datetime.fromisoformat(row["made"]),
        note=row["note"],
        type=EventType(row["type"]) if row["type"] else None,
        status=EventStatus(row["status"]) if row["status"] else None,
        date=date,
        place=known[row["place_key"]] if row["place_key"] is not None else None,
        evidence=row["evidence"],
        machine_place=row["machine_place"],
    )


def in_force(said: Sequence[Verdict], present: Iterable[Sequence[Any]]) -> tuple[Verdict, ...]:
    """The last verdict on each event that was not withdrawn, oldest first.

    Args:
        said: all verdicts, oldest first.
        present: (id, release_id, evidence, place_id) of the events that the store holds now.
    """
    find = _Finder(present)
    last: dict[str, Verdict] = {}
    for verdict in said:
        now = find(verdict)
        last.pop(now, None)
        last[now] = replace(verdict, event_id=now)
    return tuple(v for v in last.values() if v.judgement is not Judgement.WITHDRAWN)


class _Finder:
    """Leads a verdict to its event: by id, else by the sentence and place in the same release.

    A sentence that tells of two events at one place tells no longer which was meant; then the verdict
    stays with the id that it was given on.
    """

    def __init__(self, present: Iterable[Sequence[Any]]) -> None:
        self._ids: set[str] = set()
        self._by_anchor: dict[tuple[str, ...], set[str]] = {}
        for event_id, release_id, evidence, place_id in present:
            self._ids.add(event_id)
            for anchor in ((release_id, evidence, place_id or ""), (release_id, evidence)):
                self._by_anchor.setdefault(anchor, set()).add(event_id)

    def __call__(self, verdict: Verdict) -> str:
        if verdict.event_id in self._ids:
            return verdict.event_id
        sentence = (verdict.release_id, verdict.evidence)
        for anchor in ((*sentence, verdict.machine_place), sentence):
            found = self._by_anchor.get(anchor, set())
            if len(found) == 1:
                return next(iter(found))
        return verdict.event_id
