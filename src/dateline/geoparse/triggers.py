"""Words that set off a role: their class, the topics that they touch, their stem.

A class is what a word is above all ("ambassador" is an office); each word has at most one, and classes are
crossed with prepositions. Topics are looser and a word may touch several ("transfer" speaks of deliveries).
"""

from __future__ import annotations

from functools import lru_cache

from dateline.geoparse import lexicon


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_CLASSES: tuple[tuple[str, frozenset[str]], ...] = (
    ("namer", lexicon.NAMER),
    ("office", lexicon.OFFICE),
    ("agreement", lexicon.AGREEMENT),
    ("sanction", lexicon.SANCTION),
    ("harm", lexicon.HARM),
    ("fight", lexicon.FIGHT),
    ("motion", lexicon.MOTION),
    ("meeting", lexicon.MEETING),
    ("build", lexicon.BUILD),
    ("support", lexicon.SUPPORT),
    ("hostile", lexicon.HOSTILE),
    ("sovereignty", lexicon.SOVEREIGNTY),
    ("reform", lexicon.REFORM),
    ("speech", lexicon.SPEECH),
    ("state", lexicon.SPEECH_AND_STATE),
    ("live", lexicon.LIVE),
)

_TOPICS: dict[str, str] = {
    "people": "residents resident inhabitants citizens people peoples child children girl girls boy boys guys man men "
    "woman women family families doctor doctors nurses student students teachers native natives orphans refugees "
    "population civilians actor actress artist journalist journalists athletes musicians workers community communities "
    "society public friends everyone everybody somebody someone anyone all those many",
    "seat": "embassy embassies consulate headquarters office offices mission presence hub branch bureau clinic clinics "
    "hospital hospitals university universities factory plant school schools museum located based seat",
    "delivery": "deliver delivered delivery deliveries transfer transferred supply supplies supplied supplying provide "
    "provides provided providing provision receive receives received receiving ship shipment shipments send sent "
    "sending import imports export exports transit cargo ton tons weapons ammunition",
    "rebuilding": "rebuild rebuilding rebuilt reconstruction restore restoring restoration recovery revive revival "
    "patronage",
    "talk": "discussed informed noted stressed emphasized told said spoke thanked reminded expressed talked raised agreed "
    "conversation interlocutor interlocutors",
    "situation": "situation developments events happening state status issue issues question problem crisis conflict "
    "security course",
    "membership": "membership accession candidate candidates candidacy integration aspirations perspective eu nato "
    "joining family",
    "intent": "want wants wanted goal goals plan plans try tried trying intend intends intention dream hope attempt "
    "attempts purpose ready readiness",
    "past": "since ago history historical years century then during anniversary remember memory genocide holocaust "
    "tragedy",
    "likeness": "like as similar example another next new second same potentially",
    "act of law": "law laws decree decrees constitution code order act bill resolution title award cup prize forum "
    "conference fund program programme medal hero day",
    "route": "border borders route road corridor direction side line bridge highway railway train way",
    "world": "world globe everywhere abroad foreign international global",
    "denial": "not never no without nobody nothing",
}
_SUFFIXES = ("ations", "ation", "ments", "ment", "ings", "ing", "ies", "ied", "ed", "es", "s", "ly")
_IRREGULAR = _words(
    "is was were are has have had will can must may should would could does did do went came met took said told held "
    "began became gave brought made got won lost left felt kept knew saw sent stood thought wrote fell fought sees "
    "knows wants needs shows"
)


def _by_word() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for topic, text in _TOPICS.items():
        for word in text.split():
            found[word] = (*found.get(word, ()), topic)
    return found


TOPICS = _by_word()
"""Word in small letters → the topics that it touches."""


CLASS = {word: name for name, words in reversed(_CLASSES) for word in words}
"""Word in small letters → its class ("office", "harm", ...)."""


def word_group(low: str) -> str:
    """The class of a small-letter word as a trigger ("office", "harm", ...), or ""."""
    return CLASS.get(low, "")


@lru_cache(maxsize=65536)
def stem(low: str) -> str:
    """The word without its ending, so that visit, visited and visiting are one; who acts stays apart ("defender")."""
    for suffix in _SUFFIXES:
        if low.endswith(suffix) and len(low) - len(suffix) >= 4:
            return low[: -len(suffix)]
    return low


@lru_cache(maxsize=65536)
def verbish(low: str) -> bool:
    """Whether a small-letter word looks like a verb form: a common irregular one, or in -ed or -ing."""
    return low in _IRREGULAR or (len(low) > 4 and low.endswith(("ed", "ing")))
