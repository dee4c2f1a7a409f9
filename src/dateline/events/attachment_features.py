"""What is looked at when a site or a number is tied to an event of the release.

Features are strings, present or absent, as in ``features``; they describe the phrase, the event, and how far
and by what the two stand apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from dateline.events.candidates import MAIN_ACTS, Reading
from dateline.events.features import group
from dateline.events.figures import Count
from dateline.events.nouns import DETERMINERS, STOPS
from dateline.events.passage import Sentence
from dateline.events.sites import SiteSpan
from dateline.events.weights import Group
from dateline.events.where import holds
from dateline.events.wording import word_set
from dateline.models import EventStatus, EventType, Mention, Place, PlaceKind, Role, SiteKind

_memo = lru_cache(maxsize=1 << 14)
BACK, AHEAD = 12, 1
"""How many sentences after an event's evidence, and before it, what belongs to it may stand."""
_LATER = 2
_SHORT = 12
"""An event of the next sentence ranks after those of the three sentences before."""
_RUINED = word_set("destroyed damaged ruined burned burnt bombed shelled hit bombed-out restored liberated occupied "
                   "deoccupied captured blown affected")  # fmt: skip
_PROJECTS = word_set("construction reconstruction restoration project projects rebuilding repair program programs build "
                     "rebuild restore plan plans funding creation development modernization supply need needs")  # fmt: skip
_NATION = word_set(
    "country state nation ukraine's ukraine total since war full-scale invasion february worldwide world"
)
_FITS: Mapping[str, frozenset[str]] = {
    "dead": frozenset(("attack", "atrocity")),
    "hurt": frozenset(("attack", "atrocity")),
    "moved": frozenset(("evacuation", "atrocity")),
    "exhumed": frozenset(("atrocity", "visit", "inspection")),
    "awards": frozenset(("ceremony", "decision")),
    "money": frozenset(("aid", "decision", "meeting")),
    "weapons": frozenset(("attack", "aid")),
    "goods": frozenset(("aid", "evacuation", "other")),
    "homes": frozenset(("attack", "opening", "liberation", "other")),
    "bodies": frozenset(("meeting", "ceremony", "opening")),
    "share": frozenset(("liberation", "attack", "other")),
}
"""The types of event that what is counted mostly belongs to; persons, lengths and times fit all."""
_ENEMY = word_set(
    "enemy enemies invaders invader occupiers occupier aggressor russian russians troops contingent"
)
"""Words for the other side: its losses are told of the whole war, seldom of one event."""
_TOTALS = word_set(
    "total since already altogether overall number war full-scale february beginning start months"
)
_PLACES = (PlaceKind.SETTLEMENT, PlaceKind.DISTRICT, PlaceKind.REGION)
_SOFT = word_set("can could should would must may might if unless want wants need hope")


@dataclass(frozen=True, slots=True)
class Host:
    """An event that sites and figures may belong to.

    ``sentences``: indices of the sentences that tell of it, the first its evidence. ``act`` and ``at``: word
    indices, in the evidence, of what tells of the act and of the place (None where they do not stand there).
    ``sure``: the probability that it is an event at all.
    """

    type: EventType
    status: EventStatus
    place: Place | None
    sentences: tuple[int, ...]
    act: int | None
    at: int | None
    sure: float = 1.0


def gap_to(host: Host, index: int) -> int | None:
    """Sentences from the host to ``index``: 0 in it, positive after it; None out of reach."""
    gaps = [index - s for s in host.sentences if -AHEAD <= index - s <= BACK]
    return min(gaps, key=lambda g: (abs(g), -g), default=None)


def _gaps(host: Host) -> dict[int, int]:
    """``gap_to`` of every sentence in reach of the host."""
    found: dict[int, int] = {}
    for gap in _NEAREST_LAST:
        found.update(dict.fromkeys([s + gap for s in host.sentences], gap))
    return found


_NEAREST_LAST = sorted(range(-AHEAD, BACK + 1), key=lambda gap: (abs(gap), -gap), reverse=True)


class Lie(NamedTuple):
    """How a sentence lies to an event: features, the gap in sentences, and as a word."""

    features: Group
    gap: int
    name: str


@dataclass(frozen=True)
class Scene:
    """The release around a phrase: its hosts and readings."""

    hosts: Sequence[Host]
    readings: Sequence[Reading]
    address: bool

    def near(self, index: int) -> list[int]:
        """Which hosts a phrase in sentence ``index`` may belong to: the nearest first, told before rather than after."""
        return self._near.get(index, [])

    @cached_property
    def _near(self) -> dict[int, list[int]]:
        """The hosts near every sentence that is near one."""
        found: dict[int, list[tuple[int, int, int]]] = {}
        for i, host in enumerate(self.hosts):
            for index, gap in _gaps(host).items():
                rank = gap if gap >= 0 else _LATER - gap
                found.setdefault(index, []).append((rank, -host.sentences[0], i))
        return {index: [i for _, _, i in sorted(ranked)] for index, ranked in found.items()}

    def told(self, index: int) -> list[Host]:
        """The hosts that sentence ``index`` tells of."""
        return self._told.get(index, [])

    @cached_property
    def _told(self) -> dict[int, list[Host]]:
        found: dict[int, list[Host]] = {}
        for host in self.hosts:
            for index in set(host.sentences):
                found.setdefault(index, []).append(host)
        return found

    def lie(self, index: int, host: int) -> Lie:
        """How sentence ``index`` lies to an event, found once for all phrases of the sentence."""
        found = self._lies.get((index, host))
        if found is None:
            found = self._lies[index, host] = _lie(index, host, self)
        return found

    @cached_property
    def _lies(self) -> dict[tuple[int, int], Lie]:
        return {}


def site_features(site: SiteSpan, index: int, scene: Scene) -> list[str]:
    """Features of a phrase alone: what it names and what governs it."""
    reading = scene.readings[index]
    sentence, lowered = reading.sentence, reading.sentence.lowered
    head, kind = lowered[site.head], site.kind.value
    before = _before(lowered, site.first)
    after = lowered[site.last] if site.last < len(lowered) else "$"
    ruined = any(w in _RUINED for w in lowered[site.first : site.last])
    inside = [m for _, m in reading.mentions if site.start <= m.start < site.end]
    found = [
        f"form={site.form}",
        f"head={head}",
        f"kind={kind}",
        f"{site.form}&{kind}",
        f"before={before}",
        f"after={after}",
        f"det={_determiner(lowered, site.first)}",
        f"plural={head.endswith('s')}",
        f"upper={sentence.texts[site.head][:1].isupper()}",
        f"words={min(site.last - site.first, 6)}",
        f"head={head}&det={_determiner(lowered, site.first)}",
    ]
    if _modifies(sentence, site):
        found.append("modifier")
    if any(m.place is not None and m.place.kind in _PLACES and _follows(m, site, sentence) for m in inside):
        found += ["ofplace", f"ofplace&head={head}"]
    if ruined:
        found += ["ruined", f"ruined&{kind}"]
    if sentence.quoted[site.head]:
        found.append("quoted")
    found += [f"holds={m.role.value}" for m in inside] + [
        f"holds={m.place.kind.value}" for m in inside if m.place
    ]
    found += _governor(site, reading)
    window = lowered[max(0, site.first - 5) : site.first]
    if any(w in _PROJECTS for w in window):
        found.append("project")
    if any(w in _SOFT for w in lowered[max(0, site.first - 10) : site.first]):
        found.append("soft")
    found.append(f"size={_bucket(len(lowered), (6, 12, 25))}")
    if _named_person(sentence, site):
        found.append("person")
    return found


def _modifies(sentence: Sentence, site: SiteSpan) -> bool:
    """Whether the head but describes the noun after it: "road accident", "street fighting"."""
    after = site.head + 1
    if site.form != "noun" or after >= len(sentence.lowered):
        return False
    word = sentence.lowered[after]
    return (
        word.isalpha() and sentence.texts[after].islower() and word not in STOPS and not word.endswith("ed")
    )


def _follows(mention: Mention, site: SiteSpan, sentence: Sentence) -> bool:
    """Whether a mention stands right after the head, as in "streets of Konotop"."""
    return 1 <= sentence.word_at(mention.start) - site.head <= 3


def _governor(site: SiteSpan, reading: Reading) -> list[str]:
    """The act before the phrase in its clause, and the one after it."""
    clause = reading.sentence.clause[site.head]
    acts = [t for t in reading.triggers if t.clause == clause]
    left = [t for t in acts if t.at < site.first]
    right = [t for t in acts if t.at >= site.last]
    found = []
    if left:
        act = left[-1]
        near = _bucket(site.first - act.at, (2, 5, 10))
        found += [f"left={act.type.value}", f"left={act.lemma}", f"left={act.type.value}&{near}"]
        found += [f"left={act.type.value}&{site.kind.value}", f"left={act.status}"]
    if right and right[0].at - site.last <= 4:
        found += [f"right={right[0].type.value}", f"right={right[0].lemma}", f"right={right[0].form}"]
    if not acts:
        found.append("noact")
    return found


def _named_person(sentence: Sentence, site: SiteSpan) -> bool:
    """ "Development Office Sir Timothy": capitals that go on after the head belong to a person's office."""
    rest = sentence.texts[site.head + 1 : site.last]
    return len(rest) >= 2 and all(w[:1].isupper() for w in rest)


def site_pair(site: SiteSpan, index: int, host: int, scene: Scene) -> list[tuple[str, ...]]:
    """Features of "this site is one of this event", in groups as those of ``features``."""
    found, gap = _pair(site.head, index, host, scene)
    told, lowered = scene.hosts[host], scene.readings[index].sentence.lowered
    coarse = group(told.type)
    found.append(_site_of(told.type, site.kind, gap, site.form))
    found.append((f"{coarse}&before={_before(lowered, site.first)}", f"{coarse}&head={lowered[site.head]}"))
    if told.place is not None and told.place.kind is PlaceKind.SITE:
        own = any(
            m.place is not None and m.place.id == told.place.id and site.start <= m.start < site.end
            for _, m in scene.readings[index].mentions
        )
        found.append((f"own={own}", f"own={own}&{site.form}"))
    return found


@_memo
def _site_of(told: EventType, kind: SiteKind, gap: str, form: str) -> Group:
    return Group((f"t={told}&{kind}", f"t={told}&gap={gap}", f"{group(told)}&gap={gap}&{form}"))


def count_features(count: Count, index: int, scene: Scene) -> list[str]:
    """Features of a number alone: what it counts and where it stands."""
    reading = scene.readings[index]
    sentence, lowered = reading.sentence, reading.sentence.lowered
    at = sentence.word_at(count.start)
    words = count.what.casefold().split()
    kind = count.kind or "none"
    before = _before(lowered, at)
    size = _bucket(len(lowered), (4, 8, 16, 30))
    value = _bucket(int(count.numeral.value), (1, 2, 3, 9, 99, 999))
    found = [
        f"k={kind}",
        f"v={value}",
        f"k={kind}&v={value}",
        f"head={words[-1]}",
        f"first={words[0]}",
        f"b={before}",
        f"b2={' '.join(lowered[max(0, at - 2) : at])}",
        f"q={count.numeral.qualifier}",
        f"size={size}",
        f"k={kind}&size={size}",
        f"digits={lowered[at][:1].isdigit()}",
        f"opens={lowered[0]}",
        f"starts={at <= 1}",
    ]
    found += [f"w={w}" for w in words[1:-1]]
    if count.part:
        found += ["part", f"part&{kind}"]
    if not _ENEMY.isdisjoint(lowered[max(0, at - 4) : at + 6]):
        found += ["enemy", f"enemy&{kind}"]
    if sentence.quoted[at]:
        found.append("quoted")
    clause = [w for i, w in enumerate(lowered) if sentence.clause[i] == sentence.clause[at]]
    found += [f"nation={w}" for w in set(clause) & _NATION]
    near = lowered[max(0, at - 6) : at + 10]
    found += [
        f"near={w}"
        for w in set(near)
        if w.endswith("ed") or w in ("died", "dead", "shot", "hit", "left", "sent")
    ]
    acts = [t for t in reading.triggers if t.clause == sentence.clause[at]]
    found += [f"act={t.type.value}&{kind}" for t in acts[:3]]
    if not acts:
        found.append(f"noact&{kind}")
    if any(w in _SOFT for w in clause):
        found.append("soft")
    return found


def count_pair(count: Count, index: int, host: int, scene: Scene) -> list[tuple[str, ...]]:
    """Features of "this number is a figure of this event", in groups as those of ``features``."""
    reading = scene.readings[index]
    found, gap = _pair(reading.sentence.word_at(count.start), index, host, scene)
    told, kind = scene.hosts[host], count.kind or "none"
    place = told.place.kind if told.place is not None else None
    total = place is not None and not _TOTALS.isdisjoint(reading.sentence.lowered)
    found.append(_count_of(kind, told.type, told.status, gap, scene.near(index)[:1] == [host], place, total))
    found.append(_fitting(kind, index, host, gap, scene))
    found.append(_company(index, host, gap, scene))
    return found


@_memo
def _count_of(  # noqa: PLR0917 - the facts that a group hangs on
    kind: str,
    told: EventType,
    status: EventStatus,
    gap: str,
    first: bool,
    place: PlaceKind | None,
    total: bool,
) -> Group:
    """``first``: whether the event is the nearest; ``total``: whether the sentence sums something up."""
    coarse = group(told)
    found = [
        f"t={told}&k={kind}",
        f"t={told}&gap={gap}",
        f"k={kind}&gap={gap}",
        f"{status}&k={kind}",
        f"{coarse}&k={kind}&gap={gap}",
        f"{coarse}&k={kind}&first={first}",
        f"k={kind}&first={first}",
    ]
    if place is not None:
        found.append(f"pk={place}&k={kind}")
    if total:
        found.append(f"total&pk={place}")
    return Group(found)


def _fitting(kind: str, index: int, host: int, gap: str, scene: Scene) -> Group:
    """Whether the event is of a type that such a count belongs to, and which of those it is."""
    fits = _FITS.get(kind)
    if fits is None:
        return _fits(None, gap, others=False)
    order = [i for i in scene.near(index) if scene.hosts[i].type.value in fits]
    if host not in order:
        return _fits(-1, gap, others=bool(order))
    return _fits(min(order.index(host), 2), gap, others=False)


@_memo
def _fits(rank: int | None, gap: str, *, others: bool) -> Group:
    """``rank``: None where any event fits, -1 where this one does not; ``others``: whether another one does."""
    if rank is None:
        return Group((f"fitsall&gap={gap}",))
    if rank < 0:
        return Group(("misfit", f"misfit&gap={gap}", f"misfit&others={others}"))
    return Group(("fit", f"fit&gap={gap}", f"fit={rank}", f"fit={rank}&gap={gap}"))


def _company(index: int, host: int, gap: str, scene: Scene) -> Group:
    """What stands between the event and the number: other events, or only short sentences about it."""
    told = scene.hosts[host]
    last = max((s for s in told.sentences if s <= index), default=index)
    between = sum(1 for i in range(last + 1, index + 1) if scene.told(i))
    short = alone = False
    if gap != "0":
        short = all(len(scene.readings[i].sentence.lowered) <= _SHORT for i in range(last + 1, index + 1))
        alone = len(scene.told(last)) == 1
    return _between(min(between, 2), gap, short=short, alone=alone)


@_memo
def _between(between: int, gap: str, *, short: bool, alone: bool) -> Group:
    found = [f"between={between}", f"between={between}&gap={gap}"]
    if gap != "0":
        found += [f"short={short}&gap={gap}", f"short={short}&between={between}", f"alone={alone}&gap={gap}"]
    return Group(found)


def _pair(at: int, index: int, host: int, scene: Scene) -> tuple[list[tuple[str, ...]], str]:
    """How word ``at`` of sentence ``index`` lies to an event; also the gap as a word."""
    lie = scene.lie(index, host)
    found: list[tuple[str, ...]] = [lie.features]
    if lie.gap == 0:
        found.append(_within(at, scene.hosts[host], scene.readings[index].sentence, index))
    return found, lie.name


def _lie(index: int, host: int, scene: Scene) -> Lie:
    told = scene.hosts[host]
    gap = gap_to(told, index) or 0
    name = str(gap) if gap < 3 else ("3" if gap < 5 else ("5" if gap < 8 else "8"))
    order = scene.near(index)
    features = _lying(
        name,
        min(order.index(host), 3) if host in order else 3,
        min(len(scene.told(index)), 3),
        told.type,
        told.status,
        told.place.kind if told.place is not None else None,
        scene.address,
        min(sum(h.type is told.type for h in scene.told(index)), 3) if gap == 0 else None,
        _elsewhere(told, index, scene),
        min(abs(gap), 1),
        any(told.sentences[0] < h.sentences[0] <= index for h in scene.hosts),
    )
    return Lie(features, gap, name)


@_memo
def _lying(  # noqa: PLR0917 - the facts that a group hangs on
    gap: str,
    rank: int,
    here: int,
    told: EventType,
    status: EventStatus,
    place: PlaceKind | None,
    address: bool,
    twins: int | None,
    places: tuple[str, ...],
    away: int,
    overtaken: bool,
) -> Group:
    """``here``: events of the sentence; ``twins``: those of them of this type, None in another sentence;
    ``places``: what other places it names; ``overtaken``: another event was told since."""
    first = "first" if rank == 0 else "later"
    found = [
        f"gap={gap}",
        f"rank={rank}",
        f"{first}&gap={gap}",
        f"here={here}",
        f"here={here}&gap={gap}",
        f"t={told}",
        f"st={status}",
    ]
    if place is not None:
        found += [f"pk={place}", f"pk={place}&gap={gap}"]
    if address:
        found.append(f"address&gap={gap}")
    if twins is not None:
        found.append(f"twins={twins}")
    found += [f"{mark}&gap={away}" for mark in places]
    if overtaken:
        found += ["overtaken", f"overtaken&{told in MAIN_ACTS}"]
    return Group(found)


def _within(at: int, told: Host, sentence: Sentence, index: int) -> Group:
    """How the phrase lies to the act and the place within the sentence of both."""
    if index != told.sentences[0]:
        return _RETOLD
    return _beside(*(_to_word(at, word, sentence) for word in (told.act, told.at)))


_RETOLD = Group(("retold",))


def _to_word(at: int, word: int | None, sentence: Sentence) -> tuple[bool, str, int] | None:
    """Whether two words stand in one clause, on which side, how far; None where there is no such word."""
    if word is None or word >= len(sentence.clause):
        return None
    side = "left" if at < word else "right"
    return sentence.clause[word] == sentence.clause[at], side, _bucket(abs(at - word), (3, 8, 16))


@_memo
def _beside(act: tuple[bool, str, int] | None, place: tuple[bool, str, int] | None) -> Group:
    found = []
    for name, lie in (("act", act), ("place", place)):
        if lie is not None:
            same, side, away = lie
            found += [f"{name}same={same}", f"{name}{side}{away}", f"{name}{side}&{same}"]
    return Group(found)


def _elsewhere(told: Host, index: int, scene: Scene) -> tuple[str, ...]:
    """Whether the sentence names the event's place, or another one."""
    places = [m for _, m in scene.readings[index].mentions if m.place is not None and m.role is Role.EVENT]
    if told.place is None or not places:
        return ("noplace",)
    return tuple(sorted({_relation(told.place, m) for m in places}))


def _relation(place: Place, mention: Mention) -> str:
    assert mention.place is not None
    if mention.place.id == place.id:
        return "sameplace"
    if holds(place, mention.place) or holds(mention.place, place):
        return "nested"
    return "otherplace"


def _before(lowered: Sequence[str], at: int) -> str:
    """The word before ``at``, an article skipped."""
    while at > 0 and lowered[at - 1] in DETERMINERS:
        at -= 1
    return lowered[at - 1] if at else "^"


def _determiner(lowered: Sequence[str], first: int) -> str:
    word = lowered[first - 1] if first else ""
    return word if word in DETERMINERS else ""


def _bucket(value: int, edges: tuple[int, ...]) -> int:
    return sum(value > edge for edge in edges)
