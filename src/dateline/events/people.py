"""Who is who across releases: one key for a person however a release names them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from dateline.events.actors import actor_words
from dateline.events.names import Names, is_cyrillic, person_key, person_keys
from dateline.events.published import day_of
from dateline.models import Actor, Outcome, Release

_SPEAKER = re.compile(
    r"(?:address|speech|appeal|statement|remarks|video message|briefing)\s+(?:by|of)\s+(?:the\s+)?(?P<who>[^–—]+?)"
    r"(?:\s+(?:at|to|on|in|following|during|after|regarding|with)\b|$|[-–—,])",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"(?:the )?(?:head of state|president(?: of ukraine)?)|глав\w+ держави|президент\w{0,3}(?: україни)?"
)
"""How releases of a head of state call their own one; lower case."""
_PRESIDENCY = re.compile(
    r"(?:(?:the )?office of )?(?:the )?president of ukraine\b|(?:офіс )?президента? україни\b", re.IGNORECASE
)
"""How the publisher that serves the President of Ukraine is called at the beginning of its name."""
_SINGLE = frozenset(
    {"president", "prime minister", "chancellor", "king", "queen", "lady", "ambassador", "pope"}
)
"""Offices that one person holds for a country at a time ("lady": the first one)."""
_UKRAINIAN_OFFICE = re.compile(
    r"(?P<president>президент)|(?P<prime>прем'єр)|(?P<chancellor>канцлер)|(?P<queen>королев)|(?P<king>корол)"
    r"|(?P<lady>леді)|(?P<ambassador>посл?(?:ол)?(?:а|у|ом|ові)?$)|(?P<pope>пап(?:а|и|і|у|ою)$)"
)
_QUARTER = 91
Office = tuple[str, str]
"""An office and the country that it is of: ("prime minister", "SE")."""
Acting = Sequence[tuple[Release, Actor]]
HOSTILE = "hostile-forces"
"""The key of whatever force attacks."""


@lru_cache(maxsize=16)
def speaker(title: str) -> Actor | None:
    """Who speaks, from a headline such as "… – address by President Volodymyr Zelenskyy"."""
    match = _SPEAKER.search(title)
    if match is None:
        return None
    words = match["who"].split()
    offices = actor_words("en").offices
    name = list(words)
    while name and (name[0].lower() in offices or name[0].lower() in ("of", "the", "ukraine", "and", "for")):
        name.pop(0)
    if len(name) == 2 and all(word[:1].isupper() for word in name):
        return Actor(" ".join(name), " ".join(words[: len(words) - 2]))
    if words and words[0].lower() in offices:
        return Actor(" ".join(words))
    return None


@lru_cache(maxsize=65536)
def _group_key(text: str) -> str:
    lowered = text.casefold().removeprefix("the ")
    words = actor_words("en")
    if tuple(lowered.split()) in words.attackers or lowered in (" ".join(p) for p in words.attackers):
        return HOSTILE
    return ""  # "the delegation", "participants": words that fit anybody join nothing


def _body(publisher: str) -> str:
    """One name for a publisher in two languages."""
    return "President of Ukraine" if _PRESIDENCY.match(publisher) else publisher


class _Heads:
    """Whom publishers call their President: of those of one country, the one whom most releases of the time call so.

    A publisher whose name tells the office ("President of Ukraine") has no other head than who is named in it.
    """

    def __init__(self, acting: Acting, written: Names, countries: Mapping[str, str]) -> None:
        said: dict[str, dict[bool, set[tuple[int, str, str]]]] = {}
        for release, actor in acting:
            office, publisher = actor.office.casefold(), release.publisher
            if office.startswith(("president", "президент")) and (key := written.key(actor.text)):
                own = " " in office and office in publisher.casefold()
                each = day_of(release) // _QUARTER, release.id, key
                said.setdefault(_body(publisher), {}).setdefault(own, set()).add(each)
        self._named: dict[str, dict[int, Counter[str]]] = {}
        for publisher, named in said.items():
            quarters = self._named.setdefault(publisher, {})
            for quarter, _, key in named.get(True) or named[False]:
                quarters.setdefault(quarter, Counter())[key] += 1
        self._countries = countries
        self._found: dict[tuple[str, int], str] = {}

    def at(self, publisher: str, day: int) -> str:
        """The key of the head, or empty; where nothing near the day tells, the one named most often of all."""
        at = _body(publisher), day // _QUARTER
        if at not in self._found:
            self._found[at] = self._at(*at)
        return self._found[at]

    def _at(self, publisher: str, quarter: int) -> str:
        quarters = self._named.get(publisher)
        if not quarters:
            return ""
        usual = _commonest(sum(quarters.values(), Counter()))
        home = self._countries.get(usual)
        near = sum((quarters.get(q, Counter()) for q in range(quarter - 1, quarter + 2)), Counter())
        own = Counter({key: times for key, times in near.items() if self._countries.get(key) == home})
        return _commonest(own) if own else usual


class Roster:
    """Keys of actors, with offices resolved to the persons who hold them in the same releases."""

    def __init__(self, outcomes: Iterable[Outcome]) -> None:
        acting = [(o.release, actor) for o in outcomes for event in o.events for actor in event.who]
        written = Counter(actor.text for _, actor in acting)
        self._written = Names(written, _countries(acting))
        self._holders = {office: sorted(held) for office, held in _holders(acting, self._written).items()}
        names: dict[str, Counter[str]] = {}
        countries: dict[str, Counter[str]] = {}
        for _, actor in acting:
            if not (key := self._written.key(actor.text)):
                continue
            names.setdefault(key, Counter())[actor.text] += 1
            if actor.country:
                countries.setdefault(key, Counter())[actor.country] += 1
        self._names = {key: _shown(key, count) for key, count in names.items()}
        last: dict[str, set[str]] = {}
        for key in self._names:
            last.setdefault(key.partition(" ")[2], set()).add(key)
        self._by_last = {name: next(iter(keys)) for name, keys in last.items() if len(keys) == 1}
        self._country = {key: _commonest(count) for key, count in countries.items()}
        self._heads = _Heads(acting, self._written, self._country)

    def key(self, actor: Actor, publisher: str, day: int = 0) -> str:
        """One key for one person or force.

        An office without a name is its holder's: of those named in it, the one named nearest to ``day``
        (an ordinal); where none is, the office of one country stands for itself.
        """
        if found := self._written.key(actor.text):
            return found
        if _HEAD.fullmatch(actor.text.casefold()) and (head := self._heads.at(publisher, day)):
            return head
        if (office := _office(actor)) is not None:
            return self._holder(office, day) or " of ".join(office)
        return _group_key(actor.text)

    def _holder(self, office: Office, day: int) -> str:
        held = self._holders.get(office)
        return _nearest(held, day)[1] if held else ""

    def person(self, actor: Actor, publisher: str, day: int = 0) -> str:
        """The key of a person, known by name or by an office that only one holds; else empty."""
        key = self.key(actor, publisher, day)
        return key if key in self._names or " of " in key else ""

    def host(self, release: Release) -> str:
        """The head of state whose releases a publisher's are at that time: a party to most that they tell."""
        return self._heads.at(release.publisher, day_of(release))

    def country(self, key: str) -> str:
        """The country that a person mostly stands for, ISO 3166-1 alpha-2, or empty."""
        return self._country.get(key, "")

    def name(self, key: str) -> str:
        """The commonest spelling of a person's name."""
        return self._names.get(key, key)

    def named(self, name: str) -> str:
        """The key of a person of this first and last name whom the releases name in full, or empty."""
        return self._written.key(name)

    def named_by_last(self, word: str) -> str:
        """The key of the only person with this last name, or empty."""
        keys = (key.partition(" ")[2] for key in person_keys(f"X {word}"))
        return next((self._by_last[last] for last in keys if last in self._by_last), "")

    def known(self, key: str) -> bool:
        """Whether a person with this key was named in full anywhere."""
        return key in self._names


@lru_cache(maxsize=65536)
def _office(actor: Actor) -> Office | None:
    """("prime minister", "SE"), or None for an office that several hold at once or of no country."""
    if not actor.country:
        return None
    words = [w for w in actor.office.casefold().split() if w not in ("the", "federal", "first")]
    head = " ".join(words[: 2 if words[:1] == ["prime"] else 1])
    if is_cyrillic(head):
        head = _in_english(words)
    return (head, actor.country) if head in _SINGLE else None


def _in_english(words: Sequence[str]) -> str:
    """The head of an office in Ukrainian ("Федеральний канцлер", "Прем’єр-міністр"), or empty."""
    at = 1 if words[0].startswith(("федеральн", "перш")) else 0
    found = _UKRAINIAN_OFFICE.match(" ".join(words[at : at + 1]).replace("’", "'"))
    head = found.lastgroup if found else None
    return "prime minister" if head == "prime" else head or ""


def _countries(acting: Acting) -> dict[str, str]:
    """The country that a written name mostly stands for."""
    told: dict[str, Counter[str]] = {}
    for _, actor in acting:
        if actor.country:
            told.setdefault(actor.text, Counter())[actor.country] += 1
    return {text: _commonest(count) for text, count in told.items()}


def _holders(acting: Acting, written: Names) -> dict[Office, set[tuple[int, str]]]:
    """Who is named in which office on which days."""
    found: dict[Office, set[tuple[int, str]]] = {}
    for release, actor in acting:
        if (office := _office(actor)) is not None and (key := written.key(actor.text)):
            found.setdefault(office, set()).add((day_of(release), key))
    return found


def _nearest(held: Sequence[tuple[int, str]], day: int) -> tuple[int, str]:
    """Of some days in order, each with a key, the one nearest to ``day``."""
    at = bisect_left(held, (day, ""))
    return min(held[max(at - 1, 0) : at + 1], key=lambda each: (abs(each[0] - day), each))


def _shown(key: str, spelt: Counter[str]) -> str:
    """The commonest spelling in Latin letters, else the commonest in the nominative."""
    return min(spelt, key=lambda t: (is_cyrillic(t), person_key(t) != key, -spelt[t], t))


def _commonest(count: Counter[str]) -> str:
    return min(count, key=lambda k: (-count[k], k))
