"""Acts at places that may be events: triggers paired with mentions, and with the scene carried over.

Every mention that may mean a place is paired with the types of act that its sentence tells of; where the
sentence has no act of its own ("From the town to the city."), with those of the sentence before or after.
Whether such a pair is an event is for ``judge`` to say. An act without a place of its own happens where the
story is: at the place of the trip, or of the act before it.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import NamedTuple

from dateline.events.context import Governor, fragment, governor
from dateline.events.lexicon import Lexicon
from dateline.events.passage import Passage, Sentence
from dateline.events.sites import SiteSpan, site_spans
from dateline.events.triggers import Trigger, triggers
from dateline.events.where import stands_in
from dateline.events.wording import word_set
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
WAR = frozenset({EventType.ATTACK, EventType.ATROCITY, EventType.LIBERATION, EventType.EVACUATION})
TRIPS = word_set("visit visits trip trips tour arrival stay") | {
    "working trip", "working visit", "official visit", "visit to", "arrive", "on a visit", "paid a visit"
}  # fmt: skip
LOOKING = frozenset({EventType.VISIT, EventType.INSPECTION})
_SCENE_LASTS = 12
_FRAGMENTS_LAST = 12
_SURE_OF_AFFILIATION = 0.75
_SURE_OF_NAME = 0.5
_SURE_OF_NOTHING = 0.6
"""How sure a role other than "event" must be for a place to take no act from a neighbouring sentence."""
_TYPES = 3
"""How many types of act a mention is tried with."""
_LEND = 2
"""How many types of act a sentence lends to its neighbour."""
_LIGHT = frozenset(
    (
        *(
            "took place",
            "take place",
            "takes place",
            "taking place",
            "will take place",
            "was held",
            "were held",
        ),
        *("is being held", "will be held", "відбулася", "відбувся", "відбулося", "відбулися", "відбудеться"),
    )
)
_ON_ROUTES = frozenset({EventType.EVACUATION, EventType.AID})
_MEANWHILE = frozenset(("while", "whereas", "поки"))
"""Between what happens at one place and what happens at another."""
_OF_SPEECH = frozenset({EventType.MEETING, EventType.CALL})
_ABOUT = frozenset(("about", "regarding", "concerning", "щодо", "стосовно"))
_RESIDENTS = word_set("residents resident inhabitants citizens citizen natives native mayor governor")
_SAME_SUBJECT = frozenset(("they", "he", "she", "вони", "він", "вона"))
_FROM = frozenset(("from", "з", "із", "зі"))
_TO = frozenset(("to", "towards", "до"))
_THROUGH = frozenset(("via", "through", "через"))
_DASHES = frozenset(("-", "–", "—"))
_NEAR = word_set(
    "near outside outskirts vicinity area suburbs around beyond close поблизу біля неподалік околиці"
)
_PART = word_set(
    "south north east west southern northern eastern western part parts southeast northeast central "
    "південь північ схід захід півдні півночі сході заході"
)


@dataclass(eq=False)
class Reading:
    """What one sentence holds: triggers, mentions (with their index in the outcome) and sites.

    ``lent``: for a sentence without a strong trigger of its own, those of its neighbours. ``text`` is the body.
    """

    sentence: Sentence
    triggers: tuple[Trigger, ...]
    mentions: tuple[tuple[int, Mention], ...]
    lent: tuple[Lent, ...]
    words: Lexicon
    text: str

    @cached_property
    def fragment(self) -> bool:
        """Whether the sentence has no finite verb."""
        return fragment(self.sentence)

    @cached_property
    def types(self) -> frozenset[EventType]:
        """The types of act that the sentence tells of."""
        return frozenset([t.type for t in self.triggers])

    @cached_property
    def sites(self) -> tuple[SiteSpan, ...]:
        """The sites that the sentence names, found when first asked for."""
        return tuple(site_spans(self.sentence, self.words, [m for _, m in self.mentions], self.text))


class Lent(NamedTuple):
    """An act of a neighbouring sentence: ``gap`` sentences before (positive) or after (negative)."""

    act: Trigger
    gap: int


@dataclass(slots=True)
class Candidate:
    """An act at a place that may be an event.

    ``trigger`` is None where nothing in the sentence names the act; ``lent`` is then the act of a neighbouring
    sentence that it may be about. ``carried``: the place comes from an earlier
    sentence, ``gap`` sentences ago. ``rank``: how many triggers of the sentence fit the mention better.
    ``covered``: a finer place of the same sentence lies in this one. ``near``/``part``: the text puts the act near
    the place, or in a part of it. ``told``: what the judge looked at, in groups.
    """

    reading: Reading
    type: EventType
    status: EventStatus | None
    place: Place
    mention: int
    at: int
    trigger: Trigger | None = None
    carried: bool = False
    gap: int = 0
    rank: int = 0
    covered: bool = False
    near: bool = False
    part: bool = False
    lent: Lent | None = None
    score: float = 0.0
    told: Sequence[tuple[str, ...]] = ()


def readings(passage: Passage, mentions: Sequence[Mention], words: Lexicon) -> list[Reading]:
    """Each sentence with what stands in it."""
    named = _by_sentence(passage, mentions)
    acts = [triggers(sentence, words) for sentence in passage.sentences]
    read = []
    for sentence, told, lent in zip(passage.sentences, acts, _lending(acts, named), strict=True):
        reading = Reading(sentence, tuple(told), named.get(sentence.index, ()), lent, words, passage.text)
        if told:
            reading.triggers = _outside_sites(reading)
        read.append(reading)
    return read


def _by_sentence(passage: Passage, mentions: Sequence[Mention]) -> dict[int, tuple[tuple[int, Mention], ...]]:
    """The mentions of each sentence that has any, in order, each with its index in the outcome."""
    found: dict[int, tuple[tuple[int, Mention], ...]] = {}
    for index, mention in sorted(enumerate(mentions), key=lambda m: m[1].start):
        sentence = passage.sentence_of(mention.start)
        if sentence is not None:
            found[sentence.index] = (*found.get(sentence.index, ()), (index, mention))
    return found


def _lending(found: Sequence[Sequence[Trigger]], asked: Container[int]) -> Iterator[tuple[Lent, ...]]:
    """For each sentence's acts, those that its neighbours lend it: none where it has a strong one itself.

    Sentences not ``asked`` for are lent nothing: they name no place at which an act might be.
    """
    standing: list[Trigger] = []
    since = 0
    foremost = [_foremost(acts) if acts else [] for acts in found]
    for at, first in enumerate(foremost):
        if first and not first[0].weak:
            standing, since = first, 0
            yield ()
            continue
        since += 1
        before = standing if since <= _FRAGMENTS_LAST else []
        if at in asked:
            after = foremost[at + 1] if at + 1 < len(found) else []
            yield (*[Lent(act, since) for act in before], *[Lent(act, -1) for act in after])
        else:
            yield ()
        if first and not before:
            standing, since = first, 0


def _foremost(acts: Sequence[Trigger]) -> list[Trigger]:
    """The first trigger of each of a sentence's first types, strong ones first."""
    found: dict[EventType, Trigger] = {}
    for act in sorted(acts, key=lambda t: (t.weak, t.status is None, t.at)):
        found.setdefault(act.type, act)
    return list(found.values())[:_LEND]


def _outside_sites(reading: Reading) -> tuple[Trigger, ...]:
    """The triggers but those within a site that somebody looks at: "saw the building destroyed by a bomb"."""
    looks = [t for t in reading.triggers if t.type in LOOKING]
    if not looks or looks[0] is reading.triggers[-1]:
        return reading.triggers

    def seen(act: Trigger) -> bool:
        return any(
            site.first <= act.at < site.last
            and any(look is not act and look.at < site.first <= look.at + 6 for look in looks)
            for site in reading.sites
        )

    return tuple(act for act in reading.triggers if not seen(act))


def at_mentions(reading: Reading) -> list[list[Candidate]]:
    """For each mention of a sentence that may be the place of an event, the acts that it may be the place of."""
    if not reading.mentions:
        return []
    anchors = [
        (i, m)
        for i, m in reading.mentions
        if m.place is not None
        and _may_host(m)
        and not _yardstick(reading.sentence, m)
        and not _via(reading.sentence, m, reading.mentions)
    ]
    found = [_pairs(reading, index, mention, anchors) for index, mention in anchors]
    if any(c.type in _ON_ROUTES for pairs in found for c in pairs):
        passed = _passed(reading)
        found = [[c for c in pairs if c.at not in passed.get(c.type, ())] for pairs in found]
    return [pairs for pairs in found if pairs]


def _passed(reading: Reading) -> dict[EventType, frozenset[int]]:
    """The words that name places of a route at which nothing is told to happen.

    People leave where a route "from" somewhere begins; a convoy of aid is told of where it is sent "to".
    """
    governed = {
        i: governor(reading.sentence, i)
        for i in (reading.sentence.word_at(m.start) for _, m in reading.mentions)
    }
    starts = {i for i, g in governed.items() if g.preposition in _FROM}
    ends = {i for i, g in governed.items() if g.preposition in _TO}
    between = {i for i, g in governed.items() if g.preposition in _THROUGH} | _after_first(
        reading.sentence, governed
    )
    return {
        EventType.EVACUATION: frozenset(between | (ends if starts else set())),
        EventType.AID: frozenset(between | (starts if ends else set())),
    }


def _after_first(sentence: Sentence, governed: Mapping[int, Governor]) -> set[int]:
    """All but the first place of "one route: Sumy, Romny, Poltava"."""
    return {
        i
        for i, g in governed.items()
        if g.listed
        and sentence.lowered[g.at] == ":"
        and "route" in sentence.lowered[max(0, g.at - 12) : g.at]
    }


def _yardstick(sentence: Sentence, mention: Mention) -> bool:
    """ "15 km west of Donetsk" measures from Donetsk; what is told of happened elsewhere."""
    at = sentence.word_at(mention.start)
    before = sentence.lowered[max(0, at - 4) : at]
    return before[-1:] in (("of",), ("from",)) and any(
        w.endswith("km") or w.startswith("kilomet") for w in before
    )


def _via(sentence: Sentence, mention: Mention, beside: Sequence[tuple[int, Mention]]) -> bool:
    """In "Sumy - Romny - Poltava" all but the first are passed or reached, no more is told of them."""
    at = sentence.word_at(mention.start)
    if at < 2 or sentence.lowered[at - 1] not in _DASHES:
        return False
    return any(sentence.word_at(m.end - 1) == at - 2 for _, m in beside)


def _may_host(mention: Mention) -> bool:
    if mention.role is Role.AFFILIATION:
        return mention.role_score < _SURE_OF_AFFILIATION
    return mention.role is not Role.NAME or mention.role_score < _SURE_OF_NAME


def _pairs(
    reading: Reading, index: int, mention: Mention, anchors: Sequence[tuple[int, Mention]]
) -> list[Candidate]:
    at = reading.sentence.word_at(mention.start)
    ranked: Sequence[Trigger] = reading.triggers
    if len(ranked) > 1:
        ranked = sorted(_of_one_scene(reading, at), key=lambda t: -_fit(reading, t, at))
    there = _there(reading, index, mention, at, covered=_covered(mention, anchors, reading.sentence))
    found: dict[EventType, Candidate] = {}
    for rank, act in enumerate(ranked):
        if act.type in MAIN_ACTS and _is_home(reading.sentence, at):
            continue
        if act.type in _OF_SPEECH and _spoken_about(reading.sentence, act, at):
            continue
        if act.type not in found and len(found) < _TYPES:
            found[act.type] = there(act.type, act.status, trigger=act, rank=rank)
    if mention.role is not Role.EVENT and mention.role_score >= _SURE_OF_NOTHING:
        return list(found.values())  # what is told nearby never happened where nothing seems to happen
    for lent in _going_on(reading):
        act = lent.act
        if act.type not in found:
            found[act.type] = there(act.type, act.status, lent=lent, rank=len(ranked))
    if not ranked and EventType.OTHER not in found:
        found[EventType.OTHER] = there(EventType.OTHER, None, rank=0)
    return list(found.values())


def _is_home(sentence: Sentence, at: int) -> bool:
    """Whether persons but come from the place of word ``at``: residents of Mariupol may be met anywhere."""
    found = governor(sentence, at)
    return found.preposition == "of" and found.before in _RESIDENTS


def _going_on(reading: Reading) -> Sequence[Lent]:
    """What neighbours lend: no act of war to "they" who did something else before.

    "They paid tribute to those who were killed. They placed lamps in the street." tells of no attack there.
    """
    lent = reading.lent
    if not lent or lent[0].act.type not in MAIN_ACTS or reading.sentence.lowered[0] not in _SAME_SUBJECT:
        return lent
    return [each for each in lent if each.act.type not in WAR]


def _spoken_about(sentence: Sentence, act: Trigger, at: int) -> bool:
    """Whether the place of word ``at`` belongs to what people speak about: "met to talk about security in Donbas"."""
    since = act.at + act.size if act.verbal else sentence.clause_of(act.at)[0]
    return act.at < at and not _ABOUT.isdisjoint(sentence.lowered[since:at])


def _of_one_scene(reading: Reading, at: int) -> Sequence[Trigger]:
    """The acts but those that "while" parts from the place, where its own side tells of an act too."""
    lowered = reading.sentence.lowered
    turns = [i for i in range(1, at) if lowered[i] in _MEANWHILE]
    if not turns or all(t.at < turns[-1] for t in reading.triggers):
        return reading.triggers
    return [t for t in reading.triggers if t.at > turns[-1]]


def _there(
    reading: Reading, index: int, mention: Mention, at: int, *, covered: bool
) -> Callable[..., Candidate]:
    """Candidates at one mention, which differ in their act only: ``type``, ``status``, ``rank`` and what tells of it."""
    assert mention.place is not None
    lowered = reading.sentence.lowered
    before = lowered[max(0, at - 5) : at]
    point = mention.place.kind in (PlaceKind.SETTLEMENT, PlaceKind.SITE)
    return partial(
        Candidate,
        reading,
        place=mention.place,
        mention=index,
        at=at,
        covered=covered,
        near=point and not _NEAR.isdisjoint(before),
        part=not point and not _PART.isdisjoint(before[-3:] + lowered[at : at + 1]),
    )


def _covered(mention: Mention, anchors: Sequence[tuple[int, Mention]], sentence: Sentence) -> bool:
    """ "Kharkiv region" beside "Izyum" is covered, unless both stand in one list."""
    inner = [
        m
        for _, m in anchors
        if m is not mention
        and m.role is Role.EVENT
        and mention.place is not None
        and m.place is not None
        and stands_in(m.place, mention.place)
    ]
    return any(not _listed(mention, m, sentence) for m in inner)


def _listed(one: Mention, other: Mention, sentence: Sentence) -> bool:
    first, second = sorted((one, other), key=lambda m: m.start)
    a, b = sentence.word_at(first.end - 1) + 1, sentence.word_at(second.start)
    between = sentence.lowered[a:b]
    return "and" in between and len(between) <= 3 and "in" not in between


def _fit(reading: Reading, act: Trigger, at: int) -> float:
    """How well a trigger fits a mention at word ``at``: clause, distance, what stands between."""
    sentence = reading.sentence
    distance = at - act.at if act.at < at else act.at - at + 2
    score = -0.2 * min(distance, 25)
    score += 2.0 * (act.clause == sentence.clause[at])
    score += 2.6 * (not act.weak) + 0.4 * act.verbal
    score -= 1.0 * (act.status is None) + 1.5 * (act.form == "reduced")
    between = [t for t in reading.triggers if min(act.at, at) < t.at < max(act.at, at)]
    score -= 0.5 * len(between)
    if act.lemma in _LIGHT and any(
        t.clause == act.clause and t.type is not act.type for t in reading.triggers
    ):
        score -= 3.0  # "the ceremony took place": the ceremony names the type
    if linked(sentence, act, at):
        score += 1.5
    if is_trip(act) and _main_act(reading, act) is not None:
        score -= 3.0  # a trip and the main act of its clause are one event, typed by the act
    return score


def is_trip(act: Trigger) -> bool:
    """Whether an act only tells that somebody travels: "a working trip", "arrived"."""
    return act.lemma in TRIPS and (not act.verbal or act.lemma == "arrive")


def linked(sentence: Sentence, act: Trigger, at: int) -> bool:
    """Whether only a preposition and an article stand between a trigger and the mention after it."""
    between = sentence.lowered[act.at + act.size : at]
    return act.at < at and (
        not between
        or (len(between) <= 3 and between[0] in ("of", "in", "on", "near", "to", "at", "у", "в", "на"))
    )


def _main_act(reading: Reading, trip: Trigger) -> Trigger | None:
    for act in reading.triggers:
        if (
            act.type in MAIN_ACTS
            and act.lemma not in TRIPS
            and act.status is trip.status
            and not act.weak
            and (act.verbal or act.form == "phrase")
        ):
            return act
    return None


def elsewhere(reading: Reading, scene: Candidate, used: Iterable[int]) -> list[Candidate]:
    """Main acts of a sentence without a place of their own, at the place of the scene."""
    taken = set(used)
    return [
        _carried(reading, act, scene)
        for act in _in_reach(reading, scene)
        if act.at not in taken and _carries(act)
    ]


def _in_reach(reading: Reading, scene: Candidate) -> tuple[Trigger, ...]:
    gap = reading.sentence.index - scene.reading.sentence.index
    return reading.triggers if gap <= _SCENE_LASTS else ()


def _carried(reading: Reading, act: Trigger, scene: Candidate) -> Candidate:
    return Candidate(
        reading,
        act.type,
        act.status,
        scene.place,
        scene.mention,
        act.at,
        act,
        carried=True,
        gap=reading.sentence.index - scene.reading.sentence.index,
        near=scene.near,
    )


def _carries(act: Trigger) -> bool:
    if act.type not in MAIN_ACTS or act.weak or act.status is not EventStatus.DONE or act.quoted:
        return False
    if is_trip(act):
        return False
    return act.verbal or act.form in ("phrase", "stem")
