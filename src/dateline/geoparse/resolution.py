"""Which place a name means: all mentions of a release decided together.

Every candidate place of a name is scored by a sum of weighted grounds; the scores become probabilities by
a softmax. Grounds from the name itself (size, kind asked for) come first, then those from the words beside it
("Mykolaivka, Sumy region"), then those from all other mentions of the release, in two rounds, so that
what is certain helps what is not. A name means one place in a release unless words beside it say otherwise.
"""

from __future__ import annotations

import itertools
import json
import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path

from dateline.geoparse.spans import Span
from dateline.geoparse.wording import phrase
from dateline.models import Candidate, Place, PlaceKind, Reason

MAX_CANDIDATES = 80
SHOWN = 5
"""Candidates kept on a mention: the choice and its runners-up."""
_NEAR = (
    (25.0, "within 25 km of another place"),
    (60.0, "within 60 km of another place"),
    (120.0, "within 120 km of another place"),
)
_AND = frozenset(("and", "or", "to", "from", "та", "і", "й", "або", "до"))
"""Between two names they part them: "Lviv and the west of Ukraine" does not say where Lviv lies."""
_COUNTIES = ("county", "counties")
"""Their names come back in a dozen states, and a town so called seldom lies in them: no town stands for a county."""
_TOWN_KM = 40.0
"""How far from the middle of a town a site may lie that is said to be in it."""
_LIKENESS = 0.5
"""Share of letters that two spellings of a name have in common (difflib)."""
_NEAR_DEGREES = 1.2
"""Degrees of a great circle beyond which no distance of `_NEAR` lies."""
_COUNTRY, _REGION, _DISTRICT = PlaceKind.COUNTRY, PlaceKind.REGION, PlaceKind.DISTRICT
_SETTLEMENT = PlaceKind.SETTLEMENT
"""By themselves: to look a member up in its enumeration costs more than all else that is done with it here."""
_POINTS = (PlaceKind.SETTLEMENT, PlaceKind.SITE)
_SMALL = 20_000
"""People of a place that is so little known that words beside it which contradict it outweigh its name."""
_MANY_POINTS = 40
"""Places of a release that others are measured against; the first ones suffice."""
_WEIGHTS = Path(__file__).parent / "data" / "resolution.json"

Row = Callable[[int], Place]


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """Log-odds of each ground, as trained."""
    loaded: dict[str, float] = json.loads(_WEIGHTS.read_text(encoding="utf-8"))
    return loaded


@dataclass(slots=True)
class Known:
    """What the gazetteer alone says of a name: its places, their first grounds, and what those weigh."""

    places: list[Place]
    base: list[dict[str, float]]
    sums: list[float]


@dataclass(slots=True)
class Toponym:
    """One name to resolve: the span, its places, and what the words beside it and the release say of each."""

    span: Span
    name: str
    places: list[Place]
    base: list[dict[str, float]]
    sums: list[float]
    cues: list[dict[str, float]] = field(default_factory=list)
    shared: list[dict[str, float]] = field(default_factory=list)
    told: list[dict[str, float]] = field(default_factory=list)
    totals: list[float] = field(default_factory=list)
    elsewhere: bool = False

    @property
    def best(self) -> int:
        """The index of the place in front."""
        return self.totals.index(max(self.totals)) if len(self.places) > 1 else 0

    def grounds(self, at: int) -> dict[str, float]:
        """All grounds of the place of this index."""
        found = self.base[at] | self.shared[at]
        return found | self.told[at] if self.told else found


def distance_km(one: Place, two: Place) -> float:
    """Great-circle distance by the haversine formula."""
    lat1, lat2 = math.radians(one.lat), math.radians(two.lat)
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(two.lon - one.lon) / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(half)))


def prior(place: Place, rank: int, span: Span, name: str) -> dict[str, float]:
    """Grounds of the name alone: how big and how well known the place, and the kind asked for."""
    kind = place.kind.value
    grounds = {"kind:" + kind: 1.0}
    if kind in ("settlement", "region", "district"):
        grounds["population:" + kind] = math.log10(place.population + 100.0) - 4.0
    grounds["rank"] = math.log2(rank + 1)
    low, own = name.lower(), place.name.lower()
    if own == low:
        grounds["main name"] = 1.0
    elif own.startswith(low + " "):
        grounds["short name:" + kind] = 1.0
    asked = span.asked
    if asked:
        fits = kind == asked or (asked == "settlement" and kind == "site")
        grounds[("asked:" if fits else "not asked:") + asked] = 1.0
    return grounds


def _so_called(places: list[Place], asked: str, name: str) -> list[Place]:
    """The places but a namesake of the kind asked for that is never called so.

    "Kyiv and Sumy regions" are two oblasts; that the city is a unit of the first order too makes it no region there.
    """
    low = name.lower()
    own = [p for p in places if p.kind.value == asked and p.name.lower() == low]
    longer = any(p.kind.value == asked and p.name.lower().startswith(low + " ") for p in places)
    return [p for p in places if p not in own] if own and longer else places


def _in(inner: Toponym, outer: Toponym) -> bool:
    """Whether the text says that one place is in the other: "the Ukrainian House in Davos"."""
    one, two = inner.span, outer.span
    return one.sentence is two.sentence and two.first == one.last + 1 and one.sentence.lows[one.last] == "in"


def _elsewhere(site: Sequence[Candidate], town: Sequence[Candidate]) -> bool:
    """Whether a site that is known lies nowhere near the town that the text puts it in: it is a namesake of it."""
    if (
        not site
        or not town
        or site[0].place.kind is not PlaceKind.SITE
        or town[0].place.kind is not _SETTLEMENT
    ):
        return False
    return distance_km(site[0].place, town[0].place) > _TOWN_KM


def _well_named(places: list[Place], name: str) -> list[Place]:
    """The places but those of a country that bear another's own name beside one that is nothing like it.

    Such second names are mostly mistakes of the gazetteer's sources: one gives Lazurnyi the name Chornobyl.
    """
    if len(places) < 2 or places[0].kind is not _SETTLEMENT or places[0].name.lower() != name.lower():
        return places
    own = places[0]
    return [
        p for p in places if p.kind is not _SETTLEMENT or p.country != own.country or _alike(p.name, name)
    ]


def _alike(one: str, other: str) -> bool:
    """Whether one name may be a spelling of the other."""
    return SequenceMatcher(None, one.lower(), other.lower()).ratio() >= _LIKENESS


class Resolver:
    """Resolves the toponyms of one release at a time; remembers the places of each name."""

    def __init__(self, row: Row) -> None:
        self._row = row
        self._weights = weights()
        self._known: dict[tuple[tuple[int, ...], str, str], Known] = {}
        self._told: dict[tuple[str, float], Reason] = {}

    def toponym(self, span: Span, name: str) -> Toponym:
        """The span with its candidate places and their first grounds."""
        memo = (span.rows, span.asked, name)
        known = self._known.get(memo)
        if known is None:
            if len(self._known) > 20_000:
                self._known.clear()
            places = [self._row(row) for row in span.rows[:MAX_CANDIDATES]]
            if span.cue in _COUNTIES and span.core < span.last:
                places = [place for place in places if place.kind is _DISTRICT]
            elif span.asked and span.core == span.last:
                places = _so_called(places, span.asked, name)
            places = _well_named(places, name)
            base = [prior(place, rank, span, name) for rank, place in enumerate(places)]
            known = self._known[memo] = Known(places, base, list(map(self._sum, base)))
        return Toponym(span, name, known.places, known.base, known.sums)

    def resolve(self, toponyms: Sequence[Toponym], *, home: str) -> list[tuple[Candidate, ...]]:
        """The ranked candidates of each toponym, in the same order."""
        known = [toponym for toponym in toponyms if toponym.places]
        add_cues(known)
        self.total(known, home)
        done: dict[int, tuple[Candidate, ...]] = {}
        ranked = [self._ranked(toponym, done) for toponym in toponyms]
        for at, (one, two) in enumerate(itertools.pairwise(toponyms)):
            if _in(one, two) and _elsewhere(ranked[at], ranked[at + 1]):
                ranked[at] = ()
        return ranked

    def total(self, toponyms: Sequence[Toponym], home: str) -> None:
        """Weigh the grounds of every place: first alone, then with what the release is about, at most twice."""
        senses: dict[tuple[str, str], list[Toponym]] = {}
        for toponym in toponyms:
            senses.setdefault((toponym.name, toponym.span.asked), []).append(toponym)
        groups = [(group, _merged_cues(group)) for group in senses.values()]
        self._total(groups, None, home)
        leaders = [group[0] for group, _ in groups]
        fronts: list[int] = []
        for _ in range(2):
            before, fronts = fronts, [toponym.best for toponym in leaders]
            if fronts == before:
                break  # the release is about the same as in the round before
            self._total(groups, _Context(leaders), home)

    def _total(
        self,
        groups: Sequence[tuple[list[Toponym], list[dict[str, float]]]],
        context: _Context | None,
        home: str,
    ) -> None:
        for group, merged in groups:
            leader = group[0]
            if context is None and len(leader.places) == 1:
                continue  # nothing to decide yet
            front = leader.best if context else 0
            shared = [_shared_grounds(place, context, home, leader, front) for place in leader.places]
            sums = [
                one + self._sum(more) if more else one for one, more in zip(leader.sums, shared, strict=True)
            ]
            totals = self._with(sums, merged) if merged else sums
            for toponym in group:
                toponym.shared, toponym.told, toponym.totals = shared, merged, totals
                if toponym.cues:
                    toponym.told = _own_cues(toponym.cues, merged)
                    toponym.totals = self._with(sums, toponym.told)

    def _with(self, sums: Sequence[float], cues: Sequence[dict[str, float]]) -> list[float]:
        return [one + self._sum(cue) if cue else one for one, cue in zip(sums, cues, strict=True)]

    def _sum(self, grounds: Mapping[str, float]) -> float:
        weigh = self._weights
        return sum([weigh[name] * value for name, value in grounds.items() if name in weigh])

    def _ranked(self, toponym: Toponym, done: dict[int, tuple[Candidate, ...]]) -> tuple[Candidate, ...]:
        """The candidates with their probabilities; mentions that share their totals share the answer."""
        if not toponym.places:
            return ()
        if toponym.elsewhere and toponym.places[toponym.best].population < _SMALL:
            return ()  # a namesake in another region would be a wrong pin: the gazetteer lacks this village
        key = id(toponym.totals)
        if key not in done:
            top = max(toponym.totals)
            powers = [math.exp(total - top) for total in toponym.totals]
            whole = sum(powers)
            order = sorted(range(len(powers)), key=powers.__getitem__, reverse=True)[:SHOWN]
            done[key] = tuple(
                Candidate(toponym.places[at], powers[at] / whole, self._reasons(toponym.grounds(at)))
                for at in order
            )
        return done[key]

    def _reasons(self, grounds: Mapping[str, float]) -> tuple[Reason, ...]:
        """The strongest grounds in plain words."""
        weigh = self._weights
        weighed = [(weigh[name] * value, name) for name, value in grounds.items() if name in weigh]
        weighed.sort(key=_strength, reverse=True)
        return tuple([self._reason(name, weight) for weight, name in weighed[:4] if abs(weight) >= 0.05])

    def _reason(self, name: str, weight: float) -> Reason:
        memo = (name, round(weight, 3))
        reason = self._told.get(memo)
        if reason is None:
            if len(self._told) > 20_000:
                self._told.clear()
            reason = self._told[memo] = Reason("place:" + name, memo[1], phrase(name) or name)
        return reason


def _strength(weighed: tuple[float, str]) -> float:
    return abs(weighed[0])


class _Context:
    """What the release as a whole is about: countries, regions and points of the places in front."""

    def __init__(self, leaders: Iterable[Toponym]) -> None:
        self.countries: Counter[str] = Counter()
        self.regions: Counter[str] = Counter()
        self.named: set[str] = set()
        self.weight = 0.0
        points: dict[str, Place] = {}
        for toponym in leaders:
            place = toponym.places[toponym.best]
            if place.country:
                self.countries[place.country] += 1
                self.weight += 1
            if place.admin1_id:
                self.regions[place.admin1_id] += 1
            if place.kind is _REGION and place.admin1_id:
                self.named.add(place.admin1_id)
            if place.kind in _POINTS and len(points) < _MANY_POINTS:
                points[toponym.name] = place
        self._points: dict[str, list[tuple[str, Place]]] = {}
        for name, place in points.items():
            self._points.setdefault(place.country, []).append((name, place))

    def nearest_km(self, place: Place, toponym: Toponym) -> float:
        """The distance to the nearest other named place of the same country, where one is near enough to tell."""
        others = self._points.get(place.country)
        if others is None:
            return math.inf
        nearest, wide = math.inf, 0.0
        for name, other in others:
            if name != toponym.name and abs(other.lat - place.lat) < _NEAR_DEGREES:
                wide = wide or _NEAR_DEGREES / math.cos(math.radians(min(88.0, abs(place.lat) + 2.0)))
                if wide < (other.lon - place.lon) % 360.0 < 360.0 - wide:
                    continue
                nearest = min(nearest, distance_km(place, other))
        return nearest


def _shared_grounds(
    place: Place, context: _Context | None, home: str, toponym: Toponym, front: int
) -> dict[str, float]:
    """Grounds that hold for every mention of the name in the release; ``front`` is its place so far."""
    grounds: dict[str, float] = {}
    if place.country and place.country == home:
        grounds["publisher's country"] = 1.0
    if context is None:
        return grounds
    own, kind, region = toponym.places[front], place.kind, place.admin1_id
    share = context.countries.get(place.country, 0) - (own.country == place.country)
    if place.country and share > 0:
        grounds["same country"] = share / max(1.0, context.weight - 1)
        grounds["country named"] = 1.0
    if region and kind is not _REGION:
        if region in context.named:
            grounds["region named" if len(context.named) > 1 else "only region named"] = 1.0
        regional = context.regions.get(region, 0) - (own.admin1_id == region)
        if regional > 0:
            grounds["same region"] = min(3.0, float(regional))
    if len(toponym.places) > 1 and kind in _POINTS:
        near = context.nearest_km(place, toponym)
        for limit, ground in _NEAR:
            if near < limit:
                grounds[ground] = 1.0
                break
    return grounds


def _merged_cues(group: Sequence[Toponym]) -> list[dict[str, float]]:
    """The cues of all mentions of a name: what one says of it holds where another says nothing; [] for none."""
    told = [toponym.cues for toponym in group if toponym.cues]
    if not told:
        return []
    merged: list[dict[str, float]] = [{} for _ in group[0].places]
    for cues in told:
        for cue, own in zip(merged, cues, strict=True):
            cue.update(own)
    return merged


def _own_cues(own: list[dict[str, float]], merged: list[dict[str, float]]) -> list[dict[str, float]]:
    """The cues of a mention: its own alone where they name a division ("Springfield, Missouri" after one in Illinois)."""
    if any(key.endswith((": region", ": district")) for cue in own for key in cue):
        return own
    return [mine or cue for mine, cue in zip(own, merged, strict=True)]


def add_cues(toponyms: Sequence[Toponym]) -> None:
    """Containment said by the words: "X, Y", "X in the Y region", "X (Y)", "Y's X"."""
    for one, two in itertools.pairwise(toponyms):
        if one.span.sentence is not two.span.sentence:
            continue
        strength = _link(one.span, two.span)
        if strength:
            _mark(one, two, strength)
            continue
        if _inverse_link(one.span, two.span):
            _mark(two, one, "contained")


def _link(inner: Span, outer: Span) -> str:
    """How the words between say that ``inner`` lies in ``outer``; "" where they do not."""
    lows = inner.sentence.lows[inner.last : outer.first]
    if not lows or len(lows) > 6:
        return ""
    if lows in (
        [","],
        ["("],
        [",", "in"],
        ["of"],
        ["in"],
        ["in", "the"],
        ["(", "the"],
        [",", "the"],
        [",", "in", "the"],
        ["of", "the"],
    ):
        return "beside" if lows[0] in (",", "(") else "contained"
    if (
        lows[-1] in ("in", "the", "of", "у", "в")
        and not _AND.intersection(lows)
        and any(low in ("in", "of", "у", "в") for low in lows[-2:])
    ):
        return "beside"
    return ""


def _inverse_link(outer: Span, inner: Span) -> bool:
    lows = outer.sentence.lows[outer.last : inner.first]
    return bool(lows) and lows[0] in ("'s", "’s") and len(lows) <= 3


def _mark(inner: Toponym, outer: Toponym, strength: str) -> None:
    """Give each place of ``inner`` the ground that it lies in one of ``outer``'s places."""
    if inner.places[0].kind in (_COUNTRY, PlaceKind.AREA):
        return
    regions = {p.admin1_id for p in outer.places if p.kind is _REGION}
    countries = {p.country for p in outer.places[:4] if p.kind is _COUNTRY}
    districts = {p.admin2_id for p in outer.places if p.kind is _DISTRICT}
    cues: list[dict[str, float]] = []
    for place in inner.places:
        cue = {}
        if place.kind is not _COUNTRY:
            if place.admin1_id in regions and place.admin1_id and place.kind is not _REGION:
                cue[strength + ": region"] = 1.0
            elif place.country in countries:
                cue[strength + ": country"] = 1.0
            elif place.admin2_id and place.admin2_id in districts:
                cue[strength + ": district"] = 1.0
        cues.append(cue)
    if any(cues):
        inner.cues = cues
        _mark_outer(inner, outer, strength)
    elif regions and outer.places[0].kind is _REGION:
        inner.elsewhere = True


def _mark_outer(inner: Toponym, outer: Toponym, strength: str) -> None:
    """Give each place of ``outer`` the ground that it holds one of ``inner``'s places."""
    held = {p.admin1_id for p in inner.places} | {p.country for p in inner.places}
    cues = [
        {strength + ": holds": 1.0}
        if (place.kind is _REGION and place.admin1_id in held)
        or (place.kind is _COUNTRY and place.country in held)
        else {}
        for place in outer.places
    ]
    outer.cues = [old | new for old, new in zip(outer.cues, cues, strict=True)] if outer.cues else cues
