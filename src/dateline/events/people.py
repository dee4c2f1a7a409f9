"""Who is who across releases: one key for a person however a release names them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from dateline.events.actors import actor_words
from dateline.events.wording import word_set
from dateline.models import Actor, Outcome

_SPEAKER = re.compile(
    r"(?:address|speech|appeal|statement|remarks|video message|briefing)\s+(?:by|of)\s+(?:the\s+)?(?P<who>[^–—]+?)"
    r"(?:\s+(?:at|to|on|in|following|during|after|regarding|with)\b|$|[-–—,])",
    re.IGNORECASE,
)
_HEADS = ("head of state", "the president", "president", "president of ukraine")
_NOT_NAMES = word_set("the of president head state minister first lady delegation armed forces")
_HOSTILE = "hostile-forces"


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
    if any(w.casefold() in _NOT_NAMES for w in words):
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
        return _HOSTILE
    return ""  # "the delegation", "participants": words that fit anybody join nothing


class Roster:
    """Keys of actors, with offices resolved to the persons who hold them in the same releases."""

    def __init__(self, outcomes: Iterable[Outcome]) -> None:
        holders: dict[str, Counter[str]] = {}
        names: dict[str, Counter[str]] = {}
        offices: dict[tuple[str, str], Counter[str]] = {}
        for outcome in outcomes:
            for event in outcome.events:
                for actor in event.who:
                    key = person_key(actor.text)
                    if key:
                        names.setdefault(key, Counter())[actor.text] += 1
                        if actor.country and actor.office:
                            offices.setdefault(_office_key(actor), Counter())[key] += 1
                        if actor.office.casefold().startswith("president"):
                            holders.setdefault(outcome.release.publisher, Counter())[key] += 1
        self._head = {p: _commonest(count) for p, count in holders.items()}
        self._offices = {office: _commonest(count) for office, count in offices.items()}
        self._names = {key: _commonest(count) for key, count in names.items()}

    def key(self, actor: Actor, publisher: str) -> str:
        """One key for one person or force; an office without a name is its holder's for that publisher."""
        found = person_key(actor.text)
        if found:
            return found
        lowered = actor.text.casefold().removeprefix("the ")
        if lowered in _HEADS:
            return self._head.get(publisher, "")
        if actor.office and actor.country:
            return self._offices.get(_office_key(actor), "")
        return _group_key(actor.text)

    def person(self, actor: Actor, publisher: str) -> str:
        """The key of a person; empty for forces and delegations."""
        key = self.key(actor, publisher)
        return key if key in self._names else ""

    def host(self, publisher: str) -> str:
        """The head of state whose releases a publisher's are: a party to most that they tell."""
        return self._head.get(publisher, "")

    def name(self, key: str) -> str:
        """The commonest spelling of a person's name."""
        return self._names.get(key, key)


def _office_key(actor: Actor) -> tuple[str, str]:
    """ "President" and the country it is of, or "prime minister"."""
    words = [w for w in actor.office.casefold().split() if w not in ("the", "federal", "first")]
    return " ".join(words[: 2 if words[:1] == ["prime"] else 1]), actor.country


def _commonest(count: Counter[str]) -> str:
    return min(count, key=lambda k: (-count[k], k))
