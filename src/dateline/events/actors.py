"""Who acts: persons with their office, delegations and forces, as the release words them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dateline.events.passage import Sentence
from dateline.events.wording import word_set
from dateline.models import Actor, EventType, Mention, PlaceKind, Role

_FILE = Path(__file__).with_name("actors.toml")
_HOSTILE = {EventType.ATTACK, EventType.ATROCITY}
_FOUGHT = _HOSTILE | {EventType.LIBERATION}
"""What forces do; whoever else is named beside it tells of it or sees what is left."""
_WAGED = _HOSTILE | {EventType.LIBERATION, EventType.EVACUATION}
_OWN_ACTS = word_set(
    "visited attended opened inspected chaired hosted joined welcomed accompanied represented"
)
_MIN_NAME = 2
_MISSION = re.compile(
    r"\b[Hh]eads? of the (?:EU|European Union|UN|OSCE|NATO)(?: [A-Z]\w+)*(?: (?:to|in) Ukraine)?"
)

_PARTICLES = ("von", "der", "van", "de", "al", "bin")
_REFERENCES = word_set(
    "instructions instruction order behalf leadership initiative invitation according chaired"
)


@dataclass(frozen=True, slots=True)
class ActorWords:
    """Words of one language by which those who act are known."""

    offices: frozenset[str]
    of_office: frozenset[str]
    groups: tuple[tuple[str, ...], ...]
    attackers: tuple[tuple[str, ...], ...]
    fighters: tuple[tuple[str, ...], ...]
    not_names: frozenset[str]
    not_first: frozenset[str]


@lru_cache(maxsize=4)
def actor_words(lang: str) -> ActorWords:
    """The words of ``lang``; English where it has none."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    section = data.get(lang) or data["en"]
    return ActorWords(
        offices=frozenset(section["offices"].split()),
        of_office=frozenset(section["of_office"].split()),
        groups=_phrases(section["groups"]),
        attackers=_phrases(section["attackers"]),
        fighters=_phrases(section["fighters"]),
        not_names=frozenset(section["not_names"].split()),
        not_first=frozenset(section["not_first"].split()),
    )


def _phrases(written: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted((tuple(p.split()) for p in written), key=lambda p: -len(p)))


@dataclass(frozen=True, slots=True)
class Named:
    """An actor with the word indices that it spans in its sentence."""

    first: int
    last: int
    actor: Actor
    person: bool


def named(
    sentence: Sentence, mentions: Sequence[Mention], type_: EventType, lang: str, text: str
) -> list[Named]:
    """All who are named as acting in ``sentence``, in order.

    Args:
        sentence: where to look.
        mentions: the mentions of the release in this sentence: places are no persons, and an affiliation inside
            an office tells the country that its holder stands for.
        type_: attackers count only where something was attacked.
        lang: ISO 639-1.
        text: the whole body, which offsets refer to.
    """
    words = actor_words(lang)
    fought = type_ in _FOUGHT
    found: list[Named] = []
    if not fought:
        found += _persons(sentence, mentions, words, text)
        found += _holders(sentence, mentions, words, text, found)
    phrases = _filed(lang, fought=fought, hostile=type_ in _HOSTILE)
    for at, word in enumerate(sentence.lowered):
        for phrase in phrases.get(word, ()):
            end = at + len(phrase)
            if (
                sentence.lowered[at:end] == phrase
                and not any(n.first < end and at < n.last for n in found)
                and not (type_ not in _WAGED and _agent_of_another(sentence, at))
            ):
                span = text[sentence.starts[at] : sentence.end_before(end)]
                found.append(Named(at, end, Actor(span), person=False))
                break
    return sorted(found, key=lambda n: n.first)


@lru_cache(maxsize=16)
def _filed(lang: str, *, fought: bool, hostile: bool) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The phrases for those who act, by their first word, the longest first."""
    words = actor_words(lang)
    phrases = words.fighters + (() if fought else words.groups) + (words.attackers if hostile else ())
    filed: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(phrases, key=lambda p: -len(p)):
        filed.setdefault(phrase[0], []).append(phrase)
    return {word: tuple(found) for word, found in filed.items()}


def _agent_of_another(sentence: Sentence, at: int) -> bool:
    """Whether a group did something else: "visited the town de-occupied by the armed forces"."""
    first = at - 1 if at and sentence.lowered[at - 1] == "the" else at
    if first < 2 or sentence.lowered[first - 1] != "by":
        return False
    return sentence.lowered[first - 2].endswith("ed") and sentence.lowered[first - 2] not in _OWN_ACTS


def _persons(sentence: Sentence, mentions: Sequence[Mention], words: ActorWords, text: str) -> list[Named]:
    taken = _place_words(sentence, mentions)
    found: list[Named] = []
    at = 0
    while at < len(sentence.lowered):
        end = at
        while end < len(sentence.lowered) and _name_word(sentence, end, taken, words):
            end += 1
        while end - at >= _MIN_NAME and sentence.lowered[at] in words.not_first:
            at += 1
        if end - at == 3 and at and sentence.lowered[at - 1] == "of":
            at += 1  # "President of Ukraine Volodymyr Zelenskyy" where no mention tells Ukraine apart
        size = end - at
        if _MIN_NAME <= size <= 4 and (at > 0 or size > _MIN_NAME or words.offices):
            first = max(_office_start(sentence, at, words), found[-1].last if found else 0)
            while first < at and sentence.lowered[first] not in words.offices:
                first += 1
            if first < at or _likely_name(sentence, at, end):
                if _mere_reference(sentence, first):
                    at = max(end, at + 1)
                    continue
                found.append(_person(sentence, (first, at, end), mentions, text))
        at = max(end, at + 1)
    return found


def _holders(
    sentence: Sentence, mentions: Sequence[Mention], words: ActorWords, text: str, known: Sequence[Named]
) -> list[Named]:
    """Offices that stand for their holders: "the President of Slovakia"."""
    found = []
    for mention in mentions:
        if mention.place is None or mention.place.kind is not PlaceKind.COUNTRY:
            continue
        at = sentence.word_at(mention.start)
        end = sentence.word_at(mention.end - 1) + 1
        of = at - 2 if sentence.lowered[at - 1] == "the" else at - 1
        if of < 1 or sentence.lowered[of] != "of" or sentence.lowered[of - 1] not in words.offices:
            continue
        first = of - 1
        while first > 0 and sentence.lowered[first - 1] in words.offices:
            first -= 1
        if any(n.first < end + 1 and first < n.last for n in known) or _mere_reference(sentence, first):
            continue
        office = text[sentence.starts[first] : sentence.end_before(end)]
        found.append(Named(first, end, Actor(office, office, mention.place.country), person=False))
    return found


def _place_words(sentence: Sentence, mentions: Sequence[Mention]) -> frozenset[int]:
    return frozenset(i for m in mentions for i in range(*sentence.words_in(m.start, m.end)))


def _name_word(sentence: Sentence, at: int, taken: frozenset[int], words: ActorWords) -> bool:
    word, lowered = sentence.texts[at], sentence.lowered[at]
    if lowered in _PARTICLES and at > 0:
        joined = sentence.texts[at - 1][:1].isupper() or sentence.lowered[at - 1] in _PARTICLES
        return joined and at + 1 < len(sentence.lowered)
    return (
        word[:1].isupper()
        and len(word) > 1
        and not word.isupper()
        and not word[-1].isdigit()
        and at not in taken
        and lowered not in words.offices
        and lowered not in words.not_names
        and not lowered.endswith(("'s", "ian"))
    )


def _likely_name(sentence: Sentence, at: int, end: int) -> bool:
    """Without an office, two capitalised words in mid-sentence may be any name: be strict."""
    before = sentence.lowered[at - 1] if at else ""
    return (
        before in ("with", "and", "by", "", ",")
        and end - at == _MIN_NAME
        and all(
            sentence.texts[i].replace("-", "").replace("’", "").replace("'", "").isalpha()
            for i in range(at, end)
        )
        and end < len(sentence.lowered)
        and (
            before in ("with", "by")
            or sentence.lowered[end].endswith(("ed", "took", "met", "held"))
            or before == ","
        )
    )


def _office_start(sentence: Sentence, at: int, words: ActorWords) -> int:
    """Index of the first word of the office that stands before the name at ``at``."""
    first, i = at, at - 1
    while i >= 0 and at - i <= 16:
        lowered, word = sentence.lowered[i], sentence.texts[i]
        fits = word[:1].isupper() or lowered in words.of_office or word in "()&,-"
        if lowered in words.offices:
            first = i
        elif not fits or (word == "," and first == at):
            break
        i -= 1
    return first


def _mere_reference(sentence: Sentence, first: int) -> bool:
    """ "Pursuant to the instructions of the President": who is named so does not act."""
    before = sentence.lowered[max(0, first - 4) : first]
    return bool(_REFERENCES & set(before)) and before[-1:] != ("with",)


def _person(
    sentence: Sentence, bounds: tuple[int, int, int], mentions: Sequence[Mention], text: str
) -> Named:
    first, at, end = bounds
    start = sentence.starts[first]
    office = text[start : sentence.starts[at]].strip(" ,") if first < at else ""
    name = text[sentence.starts[at] : sentence.end_before(end)]
    country = ""
    for mention in mentions:
        if start <= mention.start < sentence.starts[at] and mention.place is not None:
            country = country or mention.place.country
    return Named(first, end, Actor(name, office, country), person=True)


def delegations(mentions: Sequence[Mention], sentence: Sentence, text: str) -> tuple[Actor, ...]:
    """The countries that a list of delegations or missions names, one actor each, and the bodies named before them."""
    lowered = " ".join(sentence.lowered)
    if not any(
        cue in lowered for cue in ("delegation", "diplomatic missions", "ambassadors", "делегац", "посли")
    ):
        return ()
    countries = [
        m
        for m in mentions
        if m.role is Role.AFFILIATION and m.place is not None and m.place.kind is PlaceKind.COUNTRY
    ]
    listed = _longest_list(countries, text)
    if not listed:
        return ()
    inside = text[sentence.start : listed[0].start]
    bodies = [Actor(m.group(), m.group()) for m in _MISSION.finditer(inside)]
    return (*bodies, *(Actor(m.text, "", m.place.country) for m in listed if m.place is not None))


def _longest_list(mentions: Sequence[Mention], text: str) -> list[Mention]:
    """The longest run of mentions with nothing but commas and "and" between; empty below three."""
    runs: list[list[Mention]] = []
    for mention in mentions:
        joined = runs and text[runs[-1][-1].end : mention.start].strip(" ,") in ("", "and", "та", "і")
        if joined:
            runs[-1].append(mention)
        else:
            runs.append([mention])
    longest = max(runs, key=len, default=[])
    return longest if len(longest) >= 3 else []
