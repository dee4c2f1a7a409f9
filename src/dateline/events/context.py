"""What stands around an act or a place: who acts, which preposition governs, what kind of release it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress
from typing import NamedTuple

from dateline.events.lexicon import Lexicon
from dateline.events.passage import Passage, Sentence
from dateline.events.triggers import triggers
from dateline.events.wording import Memo, word_set
from dateline.models import Mention, Release

_LINKS = word_set(
    "the a city cities town towns village villages settlement settlements urban-type region regions district "
    "districts community communities area areas and , of as well also or directions direction - – і та й , місто "
    "міста село села області район"
)
_PREPOSITIONS = word_set(
    "from to in at near of for towards into on over around through via under by across outside against with between "
    "about within beyond after before since until toward inside з із зі до в у на біля під над через по від для про"
)
_ENEMY = word_set(
    "russia russian russians enemy occupiers occupier invaders invader aggressor russia's enemy's terrorists "
    "militants armed ворог ворога окупанти окупантів росія росіяни російські російських російської"
)
_OURS = word_set(
    "army military soldiers defenders guards servicemen warriors units forces defense ukrainian захисники військові"
)
_OFFICE = word_set(
    "president minister head chief speaker chancellor ambassador ambassadors delegation lady secretary premier "
    "zelenskyy zelensky zelenska yermak leaders president's chairman deputy президент зеленський міністр глава голова"
)
_I = word_set("i my me я мене мої")
_WE = word_set("we us our ми нас наші наш")
_FINITE = word_set(
    "is are was were am be been has have had do does did will would can could may might must should shall 's 're 've "
    "'ll n't went came took made got said began stayed remained continue continues remain remains became held met "
    "була був було були є буде будуть має мають"
)
_KINDS = (
    ("address", word_set("address звернення")),
    ("call", word_set("phone telephone call phoned телефонну телефонна розмова")),
    (
        "meeting",
        word_set("met meets meeting talks negotiations summit зустріч зустрівся зустрілася переговори"),
    ),
    ("visit", word_set("visited visit visits arrived trip відвідав відвідала візит поїздка")),
    ("corridors", word_set("corridors corridor evacuation humanitarian коридори евакуація")),
    ("plan", word_set("will to")),
    ("talk", word_set("discussed discuss interview told spoke says said обговорив обговорили")),
)
_LATEST = 256
"""How many of the latest answers are kept: the same is asked for every act of a sentence."""
_LONG_LIST = 60
_ACTS_BEFORE = 12
"""How many words before an act tell who acts."""
_LONG_NAME = 3
_AGAIN = word_set("again another also once more still continue continues знову ще")


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for a release as a whole.

    ``kind``: by the words of its title: address, call, meeting, visit, corridors, plan, talk or other.
    ``titled``: the types of act that the title names. ``places``: ids of the places that it names.
    ``address``: told in the first person.
    """

    address: bool
    kind: str = "other"
    titled: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()


def setting(release: Release, passage: Passage, title_mentions: Sequence[Mention], words: Lexicon) -> Setting:
    """The setting of a release."""
    kind, titled = _title(release.title, words)
    places = frozenset(m.place.id for m in title_mentions if m.place is not None)
    return Setting(passage.first_person, kind, titled, places)


@lru_cache(maxsize=64)
def _title_words(title: str) -> tuple[Sentence, ...]:
    return Passage.of(title).sentences


def _title(title: str, words: Lexicon) -> tuple[str, frozenset[str]]:
    sentences = _title_words(title)
    said = {word for sentence in sentences for word in sentence.lowered}
    kind = next((name for name, known in _KINDS if said & known), "other")
    acts = [t for sentence in sentences for t in triggers(sentence, words) if not t.weak]
    return kind, frozenset(t.type.value for t in acts)


class Governor(NamedTuple):
    """What governs a place: a preposition, the word before it, where it stands, and the place's number in its list.

    In "from Sumy, Lebedyn and Konotop" all three are governed by "from", with 0, 1 and 2 places before them.
    ``preposition`` is "" where none is found, "^" where the sentence begins with the list.
    """

    preposition: str
    before: str
    at: int
    listed: int


@lru_cache(maxsize=_LATEST)
def governor(sentence: Sentence, at: int) -> Governor:
    """What governs the place at word ``at``."""
    i, listed, names = at - 1, 0, 0
    while i >= 0 and at - i < _LONG_LIST:
        word, text = sentence.lowered[i], sentence.texts[i]
        if word in _PREPOSITIONS and not (word == "of" and i and sentence.lowered[i - 1] in _LINKS):
            return Governor(word, sentence.lowered[i - 1] if i else "^", i, listed)
        if word in ("(", ")"):
            return Governor(word, "", i, listed)
        if word in (",", "and", "та", "і"):
            listed, names = listed + 1, 0
        elif text[:1].isupper():
            names += 1
            if names > _LONG_NAME:
                break
        elif word not in _LINKS:
            break
        i -= 1
    return Governor("^", "", i, listed) if i < 0 else Governor("", sentence.lowered[i], i, listed)


@lru_cache(maxsize=_LATEST)
def actor(sentence: Sentence, at: int) -> str:
    """Who seems to act where the act stands at word ``at``: i, we, enemy, ours, office or nobody told."""
    first, _ = sentence.clause_of(at)
    for word in reversed(sentence.lowered[max(first, at - _ACTS_BEFORE) : at]):
        for name, known in (("i", _I), ("we", _WE), ("enemy", _ENEMY), ("office", _OFFICE), ("ours", _OURS)):
            if word in known:
                return name
    return "none"


def fragment(sentence: Sentence) -> bool:
    """Whether no word of the sentence looks like a finite verb: "Again shelling in the region"."""
    return not any(
        word in _FINITE or (len(word) > 4 and word.endswith("ed") and not word[:1].isupper())
        for word in sentence.lowered
    )


@lru_cache(maxsize=_LATEST)
def again(sentence: Sentence) -> bool:
    """Whether the sentence tells of one more of a kind, or of something that goes on."""
    return any(word in _AGAIN for word in sentence.lowered)


def around(sentence: Sentence, at: int, *, reach: int = 8) -> list[str]:
    """The lower-case words of the clause within ``reach`` words of ``at``: what is said of the act."""
    first, last = sentence.clause_of(at)
    found: list[str] = []
    for start, end in ((max(first, at - reach), at), (at + 1, min(last, at + reach + 1))):
        words = sentence.texts[start:end]
        found += compress(sentence.lowered[start:end], map(_SAYS_SOMETHING.__getitem__, words))
    return found


_SAYS_SOMETHING = Memo(lambda word: word[:1].islower() and len(word.casefold()) > 2)
