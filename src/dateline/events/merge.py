"""Events that several releases tell become one, with all its sources and what they differ in.

Tellings are compared only within a block of one kind of act, place and day, and there only by what they share,
so the work grows with the number of events and not with its square. The result does not depend on the order of
the releases.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.events.identity import stable_id
from dateline.events.journeys import journeys
from dateline.events.people import Roster
from dateline.events.plans import carried_out
from dateline.events.published import instant
from dateline.events.tellings import Telling, figure_head, tellings
from dateline.models import (
    Chronicle,
    Difference,
    Event,
    EventStatus,
    EventType,
    MergedEvent,
    Outcome,
    Source,
)

_KIN = {
    EventType.INSPECTION: "visit",
    EventType.VISIT: "visit",
    EventType.OPENING: "visit",
    EventType.MEETING: "meeting",
}
Block = tuple[str, str, str, str]


def merge(outcomes: Iterable[Outcome]) -> Chronicle:
    """Join what many releases tell.

    Args:
        outcomes: read releases, in any order; two with the same release id count once.
    """
    read = {outcome.release.id: outcome for outcome in outcomes}
    ordered = [read[key] for key in sorted(read)]
    roster = Roster(ordered)
    told = tellings(ordered, roster)
    groups = [_merged(group) for group in _groups(told)]
    merged = carried_out(groups, {t.event.id: t.acting for t in told})
    merged.sort(key=lambda m: (m.event.date.value or "9999", m.id))
    return Chronicle(tuple(merged), journeys(merged, ordered, roster))


def _block(event: Event) -> Block | None:
    """Kind of act, place, day and whether it is planned; None for what cannot be told apart from others."""
    if event.place is None or event.date.value is None or event.date.prec != 1 or event.date.end:
        return None
    planned = "planned" if event.status is EventStatus.PLANNED else ""
    return _KIN.get(event.type, event.type.value), event.place.id, event.date.value, planned


def _groups(told: Sequence[Telling]) -> list[list[Telling]]:
    blocks: dict[Block, list[Telling]] = {}
    groups: list[list[Telling]] = []
    for telling in told:
        block = _block(telling.event)
        if block is None:
            groups.append([telling])
        else:
            blocks.setdefault(block, []).append(telling)
    for block in sorted(blocks):
        groups += _Joiner(blocks[block]).groups() if len(blocks[block]) > 1 else [blocks[block]]
    return groups


class _Joiner:
    """Connects the tellings of a block: those of different releases that share a key, then those with a hint.

    Disjoint sets, the smaller always put to the larger.
    """

    def __init__(self, block: Sequence[Telling]) -> None:
        self._block = block
        self._parent = list(range(len(block)))
        self._members = [[i] for i in range(len(block))]
        self._releases = [{t.release.id} for t in block]
        self._persons = [set(t.persons) for t in block]

    def groups(self) -> list[list[Telling]]:
        """The tellings of each event, in the order of the block."""
        for _, holders in self._holders([t.keys for t in self._block]):
            self._unite(holders)
        for _, holders in self._holders([t.hints for t in self._block]):
            self._unite_hinted(holders)
        found: dict[int, list[Telling]] = {}
        for i, telling in enumerate(self._block):
            found.setdefault(self._root(i), []).append(telling)
        return list(found.values())

    def _holders(self, keys: Sequence[frozenset[str]]) -> list[tuple[str, list[int]]]:
        holders: dict[str, list[int]] = {}
        for i, own in enumerate(keys):
            for key in own:
                holders.setdefault(key, []).append(i)
        return sorted((key, held) for key, held in holders.items() if len(held) > 1)

    def _unite_hinted(self, holders: list[int]) -> None:
        """Join what shares a hint; where it was with different guests, only those that name none."""
        named = {root for i in holders if self._persons[root := self._root(i)]}
        self._unite(holders if len(named) < 2 else [i for i in holders if self._root(i) not in named])

    def _unite(self, holders: list[int]) -> None:
        for other in holders[1:]:
            small, large = sorted(
                (self._root(holders[0]), self._root(other)), key=lambda r: (len(self._members[r]), -r)
            )
            if small != large and self._releases[small].isdisjoint(self._releases[large]):
                self._parent[small] = large
                for sets in (self._releases, self._persons):
                    sets[large] |= sets[small]
                self._members[large] += self._members[small]

    def _root(self, i: int) -> int:
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i


def _age(telling: Telling) -> tuple[float, str, str]:
    return instant(telling.release), telling.release.id, telling.event.id


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
