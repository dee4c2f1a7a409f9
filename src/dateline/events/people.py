"""Who is who across releases: one key for a person however a release names them."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from dateline.events.actors import actor_words
from dateline.events.wording import word_set
from dateline.models import Actor, Outcome, Release

_SPEAKER = re.compile(
    r"(?:address|speech|appeal|statement|remarks|video message|briefing)\s+(?:by|of)\s+(?:the\s+)?(?P<who>[^–—]+?)"
    r"(?:\s+(?:at|to|on|in|following|during|after|regarding|with)\b|$|[-–—,])",
    re.IGNORECASE,
)
_HEADS = ("head of state", "the president", "president", "president of ukraine")
_NOT_NAMES = word_set("the of president head state minister first lady delegation armed forces")
_NO_PERSON = word_set(
    "agency republic office service nations stability today duchy kingdom union council commission court holiness "
    "energy bank ministry committee congress security"
)
_SINGLE = frozenset(
    {"president", "prime minister", "chancellor", "king", "queen", "lady", "ambassador", "pope"}
)
"""Offices that one person holds for a country at a time ("lady": the first one)."""
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
def person_key(text: str) -> str:
    """A person's key: the last name, without accents and with the spellings of one sound made one.

    Empty where the text is no name of a person ("the delegation").
    """
    words = text.split()
    if any(w.casefold() in _NOT_NAMES or w.casefold() in _NO_PERSON for w in words):
        return ""
    if not 2 <= len(words) <= 4 or not all(
        w[:1].isupper() or w in ("von", "der", "van", "de") for w in words
    ):
        return ""
    plain = unicodedata.normalize("NFKD", f"{words[0][0]} {words[-1]}".casefold())
    plain = "".join(c for c in plain if c.isalpha() or c == " ")
    return re.sub(r"y+$", "y", plain.replace("ii", "y").replace("iy", "y").replace("ei", "ey"))


@lru_cache(maxsize=65536)
def _group_key(text: str) -> str:
    lowered = text.casefold().removeprefix("the ")
    words = actor_words("en")
    if tuple(lowered.split()) in words.attackers or lowered in (" ".join(p) for p in words.attackers):
        return HOSTILE
    return ""  # "the delegation", "participants": words that fit anybody join nothing


class Roster:
    """Keys of actors, with offices resolved to the persons who hold them in the same releases."""

    def __init__(self, outcomes: Iterable[Outcome]) -> None:
        heads: dict[str, Counter[str]] = {}
        names: dict[str, Counter[str]] = {}
        countries: dict[str, Counter[str]] = {}
        offices: dict[tuple[str, str], set[tuple[int, str]]] = {}
        for outcome in outcomes:
            publisher, day = outcome.release.publisher, day_of(outcome.release)
            for actor in (actor for event in outcome.events for actor in event.who):
                if not (key := person_key(actor.text)):
                    continue
                names.setdefault(key, Counter())[actor.text] += 1
                if actor.country:
                    countries.setdefault(key, Counter())[actor.country] += 1
                if (office := _office(actor)) is not None:
                    offices.setdefault(office, set()).add((day, key))
                if actor.office.casefold().startswith("president"):
                    heads.setdefault(publisher, Counter())[key] += 1
        self._head = {p: _commonest(count) for p, count in heads.items()}
        self._holders = {office: sorted(held) for office, held in offices.items()}
        self._names = {key: _commonest(count) for key, count in names.items()}
        last: dict[str, set[str]] = {}
        for key in self._names:
            last.setdefault(key.partition(" ")[2], set()).add(key)
        self._by_last = {name: next(iter(keys)) for name, keys in last.items() if len(keys) == 1}
        self._country = {key: _commonest(count) for key, count in countries.items()}

    def key(self, actor: Actor, publisher: str, day: int = 0) -> str:
        """One key for one person or force.

        An office without a name is its holder's: of those named in it, the one named nearest to ``day``
        (an ordinal); where none is, the office of one country stands for itself.
        """
        found = person_key(actor.text)
        if found:
            return found
        lowered = actor.text.casefold().removeprefix("the ")
        if lowered in _HEADS:
            return self._head.get(publisher, "")
        if (office := _office(actor)) is not None:
            return self._holder(office, day) or " of ".join(office)
        return _group_key(actor.text)

    def _holder(self, office: tuple[str, str], day: int) -> str:
        held = self._holders.get(office)
        if not held:
            return ""
        at = bisect_left(held, (day, ""))
        near = held[max(at - 1, 0) : at + 1]
        return min(near, key=lambda each: (abs(each[0] - day), each))[1]

    def person(self, actor: Actor, publisher: str, day: int = 0) -> str:
        """The key of a person, known by name or by an office that only one holds; else empty."""
        key = self.key(actor, publisher, day)
        return key if key in self._names or " of " in key else ""

    def host(self, publisher: str) -> str:
        """The head of state whose releases a publisher's are: a party to most that they tell."""
        return self._head.get(publisher, "")

    def country(self, key: str) -> str:
        """The country that a person mostly stands for, ISO 3166-1 alpha-2, or empty."""
        return self._country.get(key, "")

    def name(self, key: str) -> str:
        """The commonest spelling of a person's name."""
        return self._names.get(key, key)

    def known_by_last_name(self, word: str) -> str:
        """The key of the only person with this last name, or empty."""
        return self._by_last.get(person_key(f"X {word}").partition(" ")[2], "")

    def known(self, key: str) -> bool:
        """Whether a person with this key was named in full anywhere."""
        return key in self._names


def day_of(release: Release) -> int:
    """The day of publication as an ordinal, 0 where there is none."""
    return release.published.date().toordinal() if release.published else 0


def _office(actor: Actor) -> tuple[str, str] | None:
    """("prime minister", "SE"), or None for an office that several hold at once or of no country."""
    words = [w for w in actor.office.casefold().split() if w not in ("the", "federal", "first")]
    head = " ".join(words[: 2 if words[:1] == ["prime"] else 1])
    return (head, actor.country) if actor.country and head in _SINGLE else None


def _commonest(count: Counter[str]) -> str:
    return min(count, key=lambda k: (-count[k], k))
