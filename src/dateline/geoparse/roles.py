"""What a mention does in its sentence: the features from which its role is decided.

A reader asks: which preposition governs the name, and which word governs the preposition ("visit to",
"President of", "sanctions against"); what follows ("'s support", "Regional Military Administration"); is it one
of a list, and what governs the list; what else happens in the sentence; what kind of place is it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import TypeVar

from dateline.geoparse import lexicon
from dateline.geoparse.clause import DATED, TODAY, clause_features, marks
from dateline.geoparse.document import Sentence
from dateline.geoparse.frame import PREPOSITIONS, Frame
from dateline.geoparse.naming import naming_features
from dateline.geoparse.spans import Span, is_capital
from dateline.geoparse.templates import Codes, Group
from dateline.geoparse.triggers import CLASS, TOPICS, stem, word_group
from dateline.models import Place

T = TypeVar("T")
_OPENING_QUOTES = ('"', "“", "«", "„")
_MARKS = frozenset('"“”«»„')
_POSSESSIVE = ("'s", "’s", "'", "’")
_NEAR, _WIDE, _FAR = 8, 10, 25
"""How many words before and after tell the topics, the classes, and the time."""
_CLASSED, _TOPICAL = CLASS.__contains__, TOPICS.__contains__
"""Whether a word says anything: asked first, since most words of a window do not."""
_VERBISH = ("ed", "es", "s", "ing")


class Marked:
    """What all mentions of a sentence share: the closed classes of its words, and whether anything is quoted."""

    __slots__ = ("marks", "quotes")

    def __init__(self, sentence: Sentence) -> None:
        self.marks = marks(sentence.keys)
        self.quotes = not _MARKS.isdisjoint(sentence.words)


def features(
    codes: Codes[T], span: Span, frame: Frame, place: Place | None, marked: Marked, *, home: str, seen: int
) -> list[T]:
    """All features of a mention, each once, as ``codes`` has them.

    Args:
        marked: of its sentence.
        home: country of the publisher, ISO 3166-1, or "".
        seen: how many mentions of the release stand before it.
    """
    placed, country = (frame.kind, place.country) if place else ("", "")
    kind = _kind(placed or span.asked or "unknown", country, home if placed == "country" else None)
    administers = span.cue in lexicon.ADMIN_ADJECTIVE
    at_home = country == home if place else None
    found = [codes[_place_features, kind, country, at_home, span.asked, administers]]
    found += _left_features(codes, span, frame, kind)
    found += _right_features(codes, span, kind)
    found += _sentence_features(codes, span, kind, marked.marks)
    found += _topic_features(codes, span, frame, kind)
    found += clause_features(codes, span, frame, kind, marked.marks)
    found += naming_features(codes, span, frame, kind)
    if frame.case:
        found.append(
            codes[
                _cased,
                kind,
                frame.case,
                frame.preposition,
                frame.governor if frame.preposition else frame.previous,
            ]
        )
    quoted, titled = (_in_speech(span), _in_title(span)) if marked.quotes else (False, False)
    found.append(codes[_stand_features, kind, quoted, titled, seen == 0, span.sentence.index == 0])
    return list(dict.fromkeys(chain.from_iterable(found)))


def _in_speech(span: Span) -> bool:
    """Whether the span stands inside quotation marks."""
    return sum(map(span.sentence.words[: span.first].count, _OPENING_QUOTES)) % 2 == 1


def _in_title(span: Span) -> bool:
    """Whether short quotation marks close around the span: a title or a slogan, no speech."""
    words, first, last = span.sentence.words, span.first, span.last
    if _MARKS.isdisjoint(words[max(0, first - 7) : first]) or _MARKS.isdisjoint(words[last : last + 7]):
        return False
    opened = next(at for at in range(first - 1, -1, -1) if words[at] in _MARKS)
    closed = next(at for at in range(last, len(words)) if words[at] in _MARKS)
    if opened + 1 >= len(words):
        return False
    return is_capital(words[opened + 1]) and not any(word in ",.!?" for word in words[opened + 1 : closed])


def _stand_features(kind: str, quoted: bool, titled: bool, first: bool, lead: bool) -> Iterator[str]:
    """Where the mention stands: in speech, in a title, first of the release, in its first sentence."""
    if quoted:
        yield "quoted"
    if titled:
        yield from ("title in quotes", kind + "&title in quotes")
    if first:
        yield "firstmention"
    if lead:
        yield from ("lead", "lead&" + kind)


@lru_cache(maxsize=4096)
def _kind(kind: str, country: str, home: str | None) -> str:
    """The feature of the kind of place, with which most features are crossed; ``home`` only for a country."""
    if home is None:
        return "k=" + kind
    return f"k={kind}=" + ("self" if country == home else "RU" if country == "RU" else "other")


def _place_features(
    kind: str, country: str, at_home: bool | None, asked: str, administers: bool
) -> Iterator[str]:
    """What the place is; ``at_home`` tells whether it lies in the publisher's country, None of no place."""
    yield kind
    if kind.startswith("k=country="):
        yield "self" if at_home else "abroad"
        yield "c=" + country
    elif at_home is not None:
        yield "inhome" if at_home else "inabroad"
    if asked:
        yield "asked=" + asked
    if administers:
        yield "administers"


def _left_features(codes: Codes[T], span: Span, frame: Frame, kind: str) -> list[tuple[T, ...]]:
    keys, left, prep, first = span.sentence.keys, frame.left, frame.preposition, span.first
    before = keys[first - 1] if first else "^"
    preposition, word = frame.above
    found = [
        codes[_governed, kind, prep, frame.governor] if prep else codes[_ungoverned, kind, frame.previous],
        codes[_hangs, kind, before, frame.part, frame.listed, frame.holds],
        codes[_up, kind, preposition],
    ]
    if word:
        found.append(codes[_above, prep, preposition, word])
    if left > 0:
        found += map(codes.each(_behind), keys[max(0, left - 3) : left])
        if prep and is_capital(span.sentence.words[left - 1]):
            found.append(codes[_capital_governor, kind, prep, frame.governor])
    return found


def _governed(kind: str, prep: str, governor: str) -> Group:
    """A preposition and the word that governs it."""
    root, group = stem(governor), word_group(governor)
    return (
        "prep=" + prep,
        f"{kind}&prep={prep}",
        "gov=" + root,
        "govgroup=" + group,
        f"gov={root}&prep={prep}",
        f"{kind}&gov={root}",
        f"{kind}&prep={prep}&{group}",
    )


def _ungoverned(kind: str, previous: str) -> Group:
    """No preposition: the word before, or none."""
    found = ("prep=", f"{kind}&prep=")
    if not previous:
        return (*found, "subject", kind + "&subject")
    group, root = word_group(previous), stem(previous)
    return (*found, "prev=" + root, f"{kind}&prev={root}", "prevgroup=" + group, f"{kind}&prevgroup={group}")


def _hangs(kind: str, before: str, part: str, listed: bool, holds: bool) -> Iterator[str]:
    """The very word before, the part of the place that is meant, the list."""
    yield f"{kind}&p1=" + before
    if part:
        yield "part=" + part
    if listed:
        yield "listed"
    if holds:
        yield "holds"


def _up(kind: str, preposition: str) -> Group:
    """The preposition before the governor."""
    return ("up=" + preposition, f"{kind}&up={preposition}")


def _above(prep: str, preposition: str, word: str) -> Group:
    """What governs the governor."""
    return ("above=" + stem(word), f"{prep}&{preposition}&above&{word_group(word)}")


def _behind(word: str) -> Group:
    return ("b:" + stem(word),)


def _capital_governor(kind: str, prep: str, governor: str) -> Group:
    return ("govcap", "govcap&" + kind + prep, f"govcap&{prep}&{word_group(governor)}")


def _cased(kind: str, case: str, prep: str, governor: str) -> Group:
    """The grammatical case, which in Ukrainian says much of what word order and prepositions say in English."""
    return (
        "case=" + case,
        f"{kind}&case={case}",
        f"case={case}&{prep}",
        f"{kind}&case={case}&{prep}",
        f"case={case}&{prep}&{word_group(governor)}",
    )


def _right_features(codes: Codes[T], span: Span, kind: str) -> list[tuple[T, ...]]:
    sentence, last = span.sentence, span.last
    keys, words, count = sentence.keys, sentence.words, len(sentence.keys)
    one = keys[last] if last < count else "$"
    two = keys[last + 1] if last + 1 < count else "$"
    capital = last < count and is_capital(words[last])
    opens = span.first == 0 or not keys[span.first - 1].isalpha()
    found = [codes[_following, kind, one, capital, opens], codes[_second, two]]
    if one in _POSSESSIVE:
        found += map(codes.each(_possessed, kind), _possession(keys[last + 1 : last + 5]))
    elif capital and one.isalpha():
        found.append(codes[_capital_run, kind, *_run_groups(span)])
    elif one == "-":
        found.append(codes[_hyphenated, two, last + 1 < count and is_capital(words[last + 1])])
    found += map(codes.each(_ahead), keys[last : last + 4])
    return found


def _following(kind: str, one: str, capital: bool, opens: bool) -> Iterator[str]:
    """The next word; ``opens`` where no word stands before the mention."""
    yield from ("n1=" + one, f"{kind}&n1={one}")
    if one in _POSSESSIVE:
        yield from ("possessive", kind + "&possessive")
    elif one == "-":
        yield "hyphen"
    elif not (capital and one.isalpha()):
        group = word_group(one)
        yield from ("n1group=" + group, f"{kind}&n1group={group}")
        if one.endswith(_VERBISH) and one.isalpha():
            yield "n1verbish"
            if opens:
                yield "subjectverb"


def _second(two: str) -> Group:
    return ("n2=" + two,)


def _ahead(word: str) -> Group:
    return ("a:" + stem(word),)


def _hyphenated(two: str, capital: bool) -> Group:
    return ("hyphen&Cap" if capital else "hyphen&" + two,)


def _possession(following: Sequence[str]) -> Sequence[str]:
    """Of the words behind a possessive those that may be what is owned: up to a preposition or a mark."""
    ends = (at + 1 for at, key in enumerate(following) if key in PREPOSITIONS or not key.isalpha())
    return following[: next(ends, None)]


def _possessed(kind: str, word: str) -> Iterator[str]:
    yield "poss:" + stem(word)
    group = word_group(word)
    if group:
        yield from ("possgroup=" + group, f"{kind}&possgroup={group}")


def _run_groups(span: Span) -> tuple[str, str]:
    """The classes of the first and the last word of the capitalised run after the name that have one, or ""."""
    keys, words, count = span.sentence.keys, span.sentence.words, len(span.sentence.keys)
    at, groups = span.last, []
    while at < count and at < span.last + 6:
        if is_capital(words[at]):
            group = word_group(keys[at])
            if group:
                groups.append(group)
        elif keys[at] not in ("of", "and", "for", "the"):
            break
        at += 1
    return (groups[0], groups[-1]) if groups else ("", "")


def _capital_run(kind: str, first: str, last: str) -> Group:
    """The capitalised words after the name: an office, an institution, a format, a person."""
    found = ("capnext", "run=" + first, f"{kind}&run=" + first)
    return (*found, "runlast=" + last) if last else found


def _sentence_features(codes: Codes[T], span: Span, kind: str, marks: bytes) -> list[tuple[T, ...]]:
    """The classes of the words around, and whether the sentence tells a time."""
    keys, first, last = span.sentence.keys, span.first, span.last
    left, right = keys[max(0, first - _WIDE) : first], keys[last : last + _WIDE]
    found = list(map(codes.each(_side, kind, "l:"), filter(_CLASSED, left)))
    found += map(codes.each(_side, kind, "r:"), filter(_CLASSED, right))
    around = marks[max(0, first - _FAR) : last + _FAR]
    if TODAY in around or DATED in around:
        found.append(codes[_timed, TODAY in around, DATED in around])
    return found


def _side(kind: str, mark: str, word: str) -> Group:
    group = CLASS[word]
    return (mark + group, f"{kind}&{mark}{group}")


def _timed(today: bool, dated: bool) -> Group:
    return (*(("today",) if today else ()), *(("dated",) if dated else ()))


def _topic_features(codes: Codes[T], span: Span, frame: Frame, kind: str) -> list[tuple[T, ...]]:
    """The topics of the governor, of the next word, and of the words around."""
    keys, first, last, prep = span.sentence.keys, span.first, span.last, frame.preposition
    governor = frame.governor if prep else frame.previous
    left, right = keys[max(0, first - _NEAR) : first], keys[last : last + _NEAR]
    found = []
    if governor in TOPICS:
        found.append(codes[_topic_governor, kind, prep, governor])
    if last < len(keys) and keys[last] in TOPICS:
        found.append(codes[_topic_next, kind, keys[last]])
    found += map(codes.each(_topic_near, kind, "<"), filter(_TOPICAL, left))
    found += map(codes.each(_topic_near, kind, ">"), filter(_TOPICAL, right))
    return found


def _topic_governor(kind: str, prep: str, governor: str) -> Iterator[str]:
    for topic in TOPICS[governor]:
        yield from ("of " + topic, f"of {topic}&{prep}", f"{kind}&of {topic}&{prep}")


def _topic_next(kind: str, word: str) -> Iterator[str]:
    for topic in TOPICS[word]:
        yield from ("then " + topic, f"{kind}&then {topic}")


def _topic_near(kind: str, mark: str, word: str) -> Iterator[str]:
    for topic in TOPICS[word]:
        yield from (topic + mark, f"{kind}&{topic}{mark}")


def agreed(odds: Sequence[Sequence[float]], groups: Sequence[int], share: float) -> list[list[float]]:
    """The probabilities of roles after mentions that belong together have heard one another.

    Places that a list joins do the same in their sentence, and a place that is the scene once is likely the
    scene again; each mention's log-probability moves towards the mean of its group.

    Args:
        odds: a probability for each role, one row a mention.
        groups: the group of each mention; negative where it stands alone.
        share: how far towards the mean, 0 to 1.
    """
    members: dict[int, list[int]] = {}
    for at, number in enumerate(groups):
        if number >= 0:
            members.setdefault(number, []).append(at)
    found = [list(row) for row in odds]
    for group in members.values():
        if len(group) > 1:
            logs = [[math.log(max(p, 1e-6)) for p in odds[at]] for at in group]
            mean = [sum(column) / len(group) for column in zip(*logs, strict=True)]
            for at, own in zip(group, logs, strict=True):
                powers = [math.exp(a * (1 - share) + b * share) for a, b in zip(own, mean, strict=True)]
                found[at] = [power / sum(powers) for power in powers]
    return found
