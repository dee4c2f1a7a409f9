"""Which act happened at which place: triggers paired with mentions, and with the scene carried over.

A mention in the role of an event takes the trigger that its clause offers; a trip and the main act of the same
clause are one event, typed by the act. A main act without a place of its own happens where the story is: at
the place of the trip or of the act before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dateline.events.lexicon import Lexicon
from dateline.events.passage import Passage, Sentence
from dateline.events.sites import SiteSpan, site_spans
from dateline.events.triggers import Trigger, triggers
from dateline.events.where import holds
from dateline.models import EventStatus, EventType, Mention, Place, PlaceKind, Role

MAIN_ACTS = frozenset(
    {
        EventType.VISIT,
        EventType.MEETING,
        EventType.CEREMONY,
        EventType.OPENING,
        EventType.INSPECTION,
        EventType.AID,
        EventType.DECISION,
    }
)
TRIPS = frozenset("visit visits trip trips tour arrival stay".split()) | {
    "working trip", "working visit", "official visit", "visit to"
}  # fmt: skip
LOOKING = frozenset({EventType.VISIT, EventType.INSPECTION})
_SCENE_LASTS = 12
_NEAR = frozenset("near outside outskirts vicinity area suburbs around beyond close поблизу біля неподалік околиці".split())
_PART = frozenset(
    "south north east west southern northern eastern western part parts southeast northeast central "
    "південь північ схід захід півдні півночі сході заході".split()
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one sentence holds: triggers, mentions (with their index in the outcome) and sites."""

    sentence: Sentence
    triggers: tuple[Trigger, ...]
    mentions: tuple[tuple[int, Mention], ...]
    sites: tuple[SiteSpan, ...]


@dataclass(slots=True)
class Candidate:
    """An act at a place that may be an event.

    ``carried``: the place comes from an earlier sentence. ``gap``: how many sentences ago the scene was set.
    ``near``/``part``: the text puts it near the place, or in a part of it.
    """

    reading: Reading
    trigger: Trigger
    type: EventType
    status: EventStatus | None
    place: Place
    mention: int
    carried: bool = False
    gap: int = 0
    near: bool = False
    part: bool = False
    distance: int = 0
    features: dict[str, float] = field(default_factory=dict)


def readings(passage: Passage, mentions: Sequence[Mention], words: Lexicon) -> list[Reading]:
    """Each sentence with what stands in it."""
    found, at = [], 0
    indexed = sorted(enumerate(mentions), key=lambda m: m[1].start)
    for sentence in passage.sentences:
        inside = []
        while at < len(indexed) and indexed[at][1].start < sentence.end:
            if indexed[at][1].start >= sentence.start:
                inside.append(indexed[at])
            at += 1
        sites = site_spans(sentence, words)
        acts = _outside_sites(triggers(sentence, words), sites)
        found.append(Reading(sentence, tuple(acts), tuple(inside), tuple(sites)))
    return found


def _outside_sites(acts: list[Trigger], sites: list[SiteSpan]) -> list[Trigger]:
    """Drop the triggers within a site that somebody looks at: "saw the building destroyed by a bomb"."""
    kept = []
    looks = [t for t in acts if t.type in LOOKING]
    for act in acts:
        seen = any(
            site.first <= act.at < site.last
            and any(look.at < site.first and site.first - look.at <= 6 for look in looks if look is not act)
            for site in sites
        )
        if not seen:
            kept.append(act)
    return kept


def candidates(found: Sequence[Reading]) -> Iterator[Candidate]:
    """All acts at places, in the order of the text."""
    scene: Candidate | None = None
    for reading in found:
        local = _local(reading)
        yield from local
        used = {c.trigger.at for c in local}
        scene = _scene(local, scene)
        if scene is None:
            continue
        gap = reading.sentence.index - scene.reading.sentence.index
        for act in reading.triggers:
            if act.at not in used and _carries(act, reading, gap, local=bool(local)):
                yield _carried(reading, act, scene, gap)


def _scene(local: Sequence[Candidate], before: Candidate | None) -> Candidate | None:
    """The candidate that later acts without a place happen at."""
    acts = [c for c in local if c.type in MAIN_ACTS and c.status is EventStatus.DONE]
    return acts[-1] if acts else before


def _carries(act: Trigger, reading: Reading, gap: int, *, local: bool) -> bool:
    if act.type not in MAIN_ACTS or act.weak or act.status is not EventStatus.DONE or act.quoted:
        return False
    if local or gap > _SCENE_LASTS or (act.lemma in TRIPS and not act.verbal):
        return False
    return act.verbal or act.form == "phrase"


def _carried(reading: Reading, act: Trigger, scene: Candidate, gap: int) -> Candidate:
    return Candidate(
        reading, act, act.type, act.status, scene.place, scene.mention, carried=True, gap=gap, near=scene.near
    )


def _local(reading: Reading) -> list[Candidate]:
    anchors = [(i, m) for i, m in reading.mentions if m.role is Role.EVENT and m.place is not None]
    found = []
    for index, mention in _finest(anchors, reading.sentence):
        act = _best(reading, mention)
        if act is not None:
            found.append(_at_mention(reading, act, index, mention))
    return found


def _finest(anchors: Sequence[tuple[int, Mention]], sentence: Sentence) -> list[tuple[int, Mention]]:
    """Drop "Kharkiv region" beside "Izyum", unless both stand in one list."""
    kept = []
    for i, outer in anchors:
        inner = [m for _, m in anchors if m is not outer and outer.place and m.place and holds(outer.place, m.place)]
        if not any(not _listed(outer, m, sentence) for m in inner):
            kept.append((i, outer))
    return kept


def _listed(one: Mention, other: Mention, sentence: Sentence) -> bool:
    first, second = sorted((one, other), key=lambda m: m.start)
    a, b = sentence.word_at(first.end - 1) + 1, sentence.word_at(second.start)
    between = sentence.lowered[a:b]
    return "and" in between and len(between) <= 3 and "in" not in between


def _best(reading: Reading, mention: Mention) -> Trigger | None:
    """The trigger that tells what happened at ``mention``."""
    if not reading.triggers:
        return None
    at = reading.sentence.word_at(mention.start)
    ranked = sorted(reading.triggers, key=lambda t: -_fit(reading, t, at))
    best = ranked[0]
    if best.lemma in TRIPS and not best.verbal:
        acts = [
            t
            for t in reading.triggers
            if t is not best
            and t.type in MAIN_ACTS
            and t.lemma not in TRIPS
            and t.status is best.status
            and not t.weak
            and (t.verbal or t.form == "phrase")
        ]
        best = acts[0] if acts else best
    return best


def _fit(reading: Reading, act: Trigger, at: int) -> float:
    sentence = reading.sentence
    distance = at - act.at if act.at < at else act.at - at + 2
    score = -0.2 * min(distance, 25)
    score += 2.0 * (act.clause == sentence.clause[at])
    score += 1.0 * (not act.weak) + 0.4 * act.verbal
    score -= 1.0 * (act.status is None)
    between = [t for t in reading.triggers if min(act.at, at) < t.at < max(act.at, at)]
    score -= 0.5 * len(between)
    linked = sentence.lowered[act.at + act.size : at]
    if act.at < at and (not linked or (len(linked) <= 3 and linked[0] in ("of", "in", "on", "near", "to", "at"))):
        score += 1.5
    return score


def _at_mention(reading: Reading, act: Trigger, index: int, mention: Mention) -> Candidate:
    assert mention.place is not None
    sentence = reading.sentence
    at = sentence.word_at(mention.start)
    before = sentence.lowered[max(0, at - 5) : at]
    point = mention.place.kind in (PlaceKind.SETTLEMENT, PlaceKind.SITE)
    return Candidate(
        reading,
        act,
        act.type,
        act.status,
        mention.place,
        index,
        near=point and any(w in _NEAR for w in before),
        part=not point and any(w in _PART for w in [*before[-3:], *sentence.lowered[at : at + 1]]),
        distance=abs(at - act.at),
    )
