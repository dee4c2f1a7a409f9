"""Ties sites and figures to the events of a release.

Every phrase that may name a site, and every number that may be a count, is weighed with each event told
nearby; it goes to the likeliest one, and to the others of the same list where the text tells them together
("45 missiles" at three regions). What no event is likely enough for is left out. The two log-linear models are
trained by ``python -m dateline.events.train_attachments`` on the annotated releases.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dateline.events.attachment_features import (
    Host,
    Scene,
    count_features,
    count_pair,
    gap_to,
    site_features,
    site_pair,
)
from dateline.events.candidates import Reading
from dateline.events.figures import Count
from dateline.events.judge import FOLDER
from dateline.events.passage import Sentence
from dateline.events.sites import SiteSpan
from dateline.events.weights import Weights, probability
from dateline.models import Figure, PlaceKind

ACCEPT_SITE = 0.3
"""Least probability that a phrase is a site of an event at some place."""
ACCEPT_COUNT = 0.25
"""Least probability that a number is a figure of an event at some place, and that the event is one.

Cross-validated F1 is highest at 0.2; above it fewer numbers are told that are wrong, which weighs more here.
"""
SHARED = 0.4
"""How likely another event of the same list must be, as a share of the likeliest one's probability."""
ALIKE = 0.9
"""How likely another event of the same place must be, as a share, for a site to be one of both."""
_OF_PLACES = frozenset(("from", "in", "at", "near", "з", "із", "зі", "у", "в"))
_SEEN_AGAIN = 10
"""From how many on the same number of the same kind is one thing told twice rather than two."""
_REACH = 3
_FRAGMENT = 6
Chances = Sequence[tuple[int, float]]


@dataclass(slots=True)
class Belongings:
    """What was tied to one event; counts with the index of their sentence."""

    sites: list[tuple[int, SiteSpan]] = field(default_factory=list)
    counts: list[tuple[int, Count]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Attacher:
    """The two models."""

    site: Weights
    count: Weights

    @classmethod
    def load(cls, folder: Path = FOLDER) -> Attacher:
        """The models as they ship.

        Raises:
            GazetteerError: a file is missing or damaged.
        """
        return cls(Weights.load(folder / "site.npz"), Weights.load(folder / "count.npz"))

    @classmethod
    def empty(cls) -> Attacher:
        """Models that know nothing and tie nothing, to train with."""
        nothing = Weights(("",), {}, (-30.0,))
        return cls(nothing, nothing)

    def attach(self, scene: Scene, counts_of: Callable[[Reading], Sequence[Count]]) -> list[Belongings]:
        """What belongs to each host of ``scene``, in its order; ``counts_of`` gives a sentence's numbers."""
        found = [Belongings() for _ in scene.hosts]
        for index, reading in enumerate(scene.readings):
            near = scene.near(index)
            if not near:
                continue
            for site in reading.sites:
                least = 0.0 if site.number and _told_near(scene.hosts, near, index) else ACCEPT_SITE
                chances = self.site_chances(site, index, near, scene)
                for owner in _with_twins(scene.hosts, chances, _owners(scene.hosts, index, chances, least)):
                    found[owner].sites.append((index, site))
            before: list[int] = []
            numbers = counts_of(reading)
            own = _told_apart(numbers, reading, near, scene.hosts)
            for count in numbers:
                chances = self.count_chances(count, index, own.get(count, near), scene)
                if not (count.part and before):  # a part goes where its whole went
                    owners = _owners(scene.hosts, index, chances, ACCEPT_COUNT)
                    before = [_beside_site(o, scene.hosts, found, index, count) for o in owners]
                if not any(_told_already(count, found[owner]) for owner in before):
                    for owner in before:
                        found[owner].counts.append((index, count))
        return found

    def site_chances(self, site: SiteSpan, index: int, near: Sequence[int], scene: Scene) -> Chances:
        """The probability of each near host that the site is one of its own."""
        own = self.site.log_odds(site_features(site, index, scene))
        return [
            (i, 1.0)
            if _is_place_of(site, index, scene.hosts[i])
            else (i, probability(own + self.site.added_of(site_pair(site, index, i, scene))))
            for i in near
        ]

    def count_chances(self, count: Count, index: int, near: Sequence[int], scene: Scene) -> Chances:
        """The probability of each near host that it is an event and the number a figure of it."""
        own = self.count.log_odds(count_features(count, index, scene))
        return [
            (
                i,
                scene.hosts[i].sure
                * probability(own + self.count.added_of(count_pair(count, index, i, scene))),
            )
            for i in near
        ]


def _told_apart(
    numbers: Sequence[Count], reading: Reading, near: Sequence[int], hosts: Sequence[Host]
) -> dict[Count, list[int]]:
    """The events of each number that is said of its own place: "nine people from Sumy and four from Konotop"."""
    if len(numbers) < 2:
        return {}
    index, lowered = reading.sentence.index, reading.sentence.lowered
    found: dict[Count, list[int]] = {}
    for count in numbers:
        after = reading.sentence.words_in(count.start, count.end)[1]
        if after + 1 < len(lowered) and lowered[after] in _OF_PLACES:
            at = after + 1 + (lowered[after + 1] == "the")
            there = [i for i in near if hosts[i].at == at and index in hosts[i].sentences]
            if there:
                found[count] = there
    return found if len(found) > 1 else {}


def _told_already(count: Count, own: Belongings) -> bool:
    """Whether a number is told once more: then it is no figure of the other places of a list either.

    At one event ``_told_once`` drops small numbers too; elsewhere two and two may be two different things.
    """
    numeral = count.numeral
    return numeral.value >= _SEEN_AGAIN and any(
        (other.numeral.value, other.numeral.high, other.kind) == (numeral.value, numeral.high, count.kind)
        for _, other in own.counts
    )


def _told_near(hosts: Sequence[Host], near: Sequence[int], index: int) -> bool:
    """Whether an event is told in the sentence or right before: an address there is where it takes place."""
    return any(gap_to(hosts[i], index) in (0, 1) for i in near)


def _is_place_of(site: SiteSpan, index: int, host: Host) -> bool:
    """Whether the phrase names the very place of the event: what happened at Azovstal has Azovstal for a site."""
    return (
        host.place is not None
        and host.place.kind is PlaceKind.SITE
        and host.at is not None
        and index == host.sentences[0]
        and site.first <= host.at < site.last
    )


def _owners(hosts: Sequence[Host], index: int, chances: Chances, least: float) -> list[int]:
    """The events that a phrase belongs to: none where no place is likely enough.

    Events of one place share their chances, since what is wrong on a map is the wrong place.
    """
    best, most = max(chances, key=lambda c: c[1])
    if _at_place(hosts, chances, hosts[best]) < least:
        return []
    return [
        i
        for i, chance in chances
        if i == best or (chance >= SHARED * most and _together(hosts[best], hosts[i], index))
    ]


def _with_twins(hosts: Sequence[Host], chances: Chances, owners: Sequence[int]) -> list[int]:
    """The owners of a site and the events of their place that are as likely: the cellar that guests see has both
    the visit and the torture told there."""
    chance = dict(chances)
    return [
        i
        for i, own in chances
        if i in owners
        or any(_same_place(hosts[i], hosts[o]) and own >= ALIKE * chance[o] >= ACCEPT_SITE for o in owners)
    ]


def _beside_site(
    owner: int, hosts: Sequence[Host], found: Sequence[Belongings], index: int, count: Count
) -> int:
    """The event of the same place that has the site told of last before a count: there it has its site too.

    "They saw the grave in the forest. 436 bodies were exhumed": the grave's event, be it the visit to it.
    """
    told = [
        (site.start, i)
        for i, host in enumerate(hosts)
        if _same_place(host, hosts[owner])
        for at, site in found[i].sites
        if index - at in (0, 1) and site.start < count.start
    ]
    last = max((start for start, _ in told), default=-1)
    there = [i for start, i in told if start == last]
    return owner if owner in there or not there else there[0]


def _same_place(one: Host, other: Host) -> bool:
    return one is other or (
        one.place is not None and other.place is not None and one.place.id == other.place.id
    )


def _at_place(hosts: Sequence[Host], chances: Chances, there: Host) -> float:
    """The probability that a phrase belongs to some event at the place of ``there``."""
    none = 1.0
    for i, chance in chances:
        if _same_place(hosts[i], there):
            none *= 1.0 - chance
    return 1.0 - none


def _together(one: Host, other: Host, index: int) -> bool:
    """Whether two events are told as one list: same act, same sentence, different places."""
    return (
        one.type is other.type
        and one.status is other.status
        and one.sentences[0] == other.sentences[0]
        and gap_to(one, index) == gap_to(other, index)
    )


def distinct_sites(belongings: Belongings, text: str) -> list[SiteSpan]:
    """The sites of one event, each once: the first telling of the same words."""
    found: dict[str, SiteSpan] = {}
    for _, site in sorted(belongings.sites, key=lambda s: s[1].start):
        found.setdefault(text[site.start : site.end].casefold(), site)
    return list(found.values())


def figures_of(
    belongings: Belongings, sites: Sequence[SiteSpan], sentences: Sequence[Sentence]
) -> tuple[Figure, ...]:
    """The figures of one event, each with its site and the whole that it is part of."""
    found: list[Figure] = []
    whole: int | None = None
    told = -_REACH
    for index, count in _told_once(belongings.counts):
        part = count.part or _fragment(count, sentences[index])
        linked = whole is not None and index - told <= 1 and count.numeral.value <= found[whole].value
        part_of = whole if part and linked else None
        if part_of is None:
            whole, told = len(found), index
        site = found[part_of].site if part_of is not None else _site_of(sites, count, index, sentences)
        numeral = count.numeral
        found.append(
            Figure(
                numeral.value,
                count.what,
                count.start,
                count.end,
                numeral.high,
                numeral.qualifier,
                site,
                part_of,
            )
        )
    return tuple(found)


def _told_once(counts: Sequence[tuple[int, Count]]) -> list[tuple[int, Count]]:
    """The counts of one event in the order of the text, each where it is told first: "six times. Six times!"."""
    found: dict[tuple[float, str], tuple[int, Count]] = {}
    for index, count in sorted(counts, key=lambda c: c[1].start):
        noun = (count.what.split() or [""])[0].casefold()
        found.setdefault((count.numeral.value, noun), (index, count))
    return list(found.values())


def _fragment(count: Count, sentence: Sentence) -> bool:
    """ "298 people were killed. 80 children.": a bare number of persons goes on with the count before it."""
    return (
        len(sentence.lowered) <= _FRAGMENT and count.kind == "people" and sentence.word_at(count.start) == 0
    )


def _site_of(
    sites: Sequence[SiteSpan], count: Count, index: int, sentences: Sequence[Sentence]
) -> int | None:
    """The site that a count belongs to: of the same sentence, else the one told of last, not far before."""
    earliest = sentences[max(0, index - _REACH)].start
    best = None
    for i, site in enumerate(sites):
        near = earliest <= site.start < sentences[index].end
        if (
            near
            and (site.start <= count.end or best is None)
            and (best is None or site.start > sites[best].start)
        ):
            best = i
    return best
