"""Events that several releases tell become one, with all its sources and what they differ in.

Tellings are compared only within a block of one kind of act, place and day, and there only by the actors and
figures that they share, so the work grows with the number of events and not with its square. The result does not
depend on the order of the releases.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.events.identity import stable_id
from dateline.events.journeys import carried_out, journeys
from dateline.events.people import Roster
from dateline.events.wording import word_set
from dateline.models import (
    Chronicle,
    Difference,
    Event,
    EventStatus,
    EventType,
    Figure,
    MergedEvent,
    Outcome,
    Release,
    Source,
)

_KIN = {
    EventType.INSPECTION: "visit",
    EventType.VISIT: "visit",
    EventType.OPENING: "visit",
    EventType.MEETING: "meeting",
}
_DEAD = word_set("died dead killed deaths fatalities victims загинули загиблих вбито")
_HURT = word_set("wounded injured hurt поранено поранених")
_SMALL = 3.0
"""A shared figure below this says little: many events have one or two of something."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One event as one release tells it."""

    release: Release
    event: Event
    keys: frozenset[str]


def merge(outcomes: Iterable[Outcome]) -> Chronicle:
    """Join what many releases tell.

    Args:
        outcomes: read releases, in any order; two with the same release id count once.
    """
    read = {outcome.release.id: outcome for outcome in outcomes}
    ordered = [read[key] for key in sorted(read)]
    roster = Roster(ordered)
    tellings = [_telling(o.release, e, roster) for o in ordered for e in o.events]
    groups = [_merged(group) for group in _groups(tellings)]
    merged = carried_out(groups, {t.event.id: t.keys for t in tellings})
    merged.sort(key=lambda m: (m.event.date.value or "9999", m.id))
    publishers = {o.release.id: o.release.publisher for o in ordered}
    return Chronicle(tuple(merged), journeys(merged, roster, publishers))


def _telling(release: Release, event: Event, roster: Roster) -> Telling:
    keys = {roster.key(actor, release.publisher) for actor in event.who} - {""}
    if event.type is EventType.MEETING:
        keys -= {roster.host(release.publisher)}  # a host meets several guests in one place on one day
    if event.status is EventStatus.ONGOING:
        keys = {f"ongoing {key}" for key in keys}
    figures = {f"{f.value:g} {figure_head(f)}" for f in event.figures if f.value >= _SMALL}
    return Telling(release, event, frozenset(keys | figures))


def figure_head(figure: Figure) -> str:
    """What a figure counts, in one word that releases share: "dead", "hurt", or its last noun."""
    words = figure.what.casefold().split()
    if _DEAD.intersection(words):
        return "dead"
    if _HURT.intersection(words):
        return "hurt"
    return words[0] if words else ""


def _block(event: Event) -> tuple[str, str, str, str] | None:
    """Kind of act, place, day and whether it is planned; None for what cannot be told apart from others."""
    if event.place is None or event.date.value is None or event.date.prec != 1 or event.date.end:
        return None
    planned = "planned" if event.status is EventStatus.PLANNED else ""
    return _KIN.get(event.type, event.type.value), event.place.id, event.date.value, planned


def _groups(tellings: Sequence[Telling]) -> list[list[Telling]]:
    blocks: dict[tuple[str, str, str, str], list[Telling]] = {}
    groups: list[list[Telling]] = []
    for telling in tellings:
        block = _block(telling.event)
        if block is None:
            groups.append([telling])
        else:
            blocks.setdefault(block, []).append(telling)
    for block in sorted(blocks):
        groups += _joined(blocks[block])
    return groups


def _joined(block: list[Telling]) -> list[list[Telling]]:
    """Connected tellings of a block: those of different releases that share an actor or figure."""
    if len(block) == 1:
        return [block]
    parent = list(range(len(block)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    holders: dict[str, list[int]] = {}
    for i, telling in enumerate(block):
        for key in telling.keys:
            holders.setdefault(key, []).append(i)
    releases = [{t.release.id} for t in block]
    for key in sorted(holders):
        first, *others = holders[key]
        for other in others:
            a, b = sorted((root(first), root(other)))
            if a != b and not releases[a] & releases[b]:
                parent[b] = a
                releases[a] |= releases[b]
    found: dict[int, list[Telling]] = {}
    for i, telling in enumerate(block):
        found.setdefault(root(i), []).append(telling)
    return list(found.values())


def _age(telling: Telling) -> tuple[str, str, str]:
    published = telling.release.published
    return (published.isoformat() if published else "9999", telling.release.id, telling.event.id)


def _merged(group: list[Telling]) -> MergedEvent:
    ordered = sorted(group, key=_age)
    fullest = min(ordered, key=lambda t: (-_fullness(t.event), _age(t)))
    sources = tuple(
        Source(
            t.release.id, t.event.id, t.release.url, t.release.publisher, t.release.title, t.release.published,
            t.event.evidence,
        )
        for t in ordered
    )  # fmt: skip
    return MergedEvent(stable_id("m", ordered[0].event.id), fullest.event, sources, _differences(ordered))


def _fullness(event: Event) -> int:
    return 2 * len(event.sites) + 2 * len(event.figures) + len(event.who)


def _differences(ordered: Sequence[Telling]) -> tuple[Difference, ...]:
    if len(ordered) == 1:
        return ()
    found: list[Difference | None] = []
    found.append(_difference("type", [(t.event.type.value, t.event.id) for t in ordered]))
    found.append(_difference("status", [(t.event.status.value, t.event.id) for t in ordered]))
    heads = sorted({figure_head(f) for t in ordered for f in t.event.figures if f.part_of is None})
    for head in heads:
        told = [(_sum_told(t.event, head), t.event.id) for t in ordered]
        found.append(_difference(f"figure: {head}", [(value, i) for value, i in told if value]))
    return tuple(d for d in found if d is not None)


def _sum_told(event: Event, head: str) -> str:
    """The values that an event gives for one thing, as written, side by side: never added up."""
    values = [f"{f.value:g}" for f in event.figures if f.part_of is None and figure_head(f) == head]
    return ", ".join(values)


def _difference(name: str, told: Sequence[tuple[str, str]]) -> Difference | None:
    readings: dict[str, list[str]] = {}
    for value, event_id in told:
        readings.setdefault(value, []).append(event_id)
    if len(readings) < 2:
        return None
    return Difference(name, tuple((value, tuple(ids)) for value, ids in sorted(readings.items())))
