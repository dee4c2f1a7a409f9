"""What the clause around a mention says: fact or wish, narration or address, done or suffered.

A place where something happened and a place that is only spoken of often share preposition and governor; what
parts them is the clause: its modal verbs, negations and conditions, its past tense, the person who speaks, and
the verb whose subject the place is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import repeat
from typing import TypeVar

from dateline.geoparse import ukrainian
from dateline.geoparse.frame import PREPOSITIONS, Frame
from dateline.geoparse.spans import Span, is_capital
from dateline.geoparse.templates import Codes, Group
from dateline.geoparse.triggers import TOPICS, stem, verbish, word_group

T = TypeVar("T")
_REACH, _VERB_REACH = 20, 6


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_MARKERS: dict[str, frozenset[str]] = {
    "modal": _words(
        "will would can could may might must should cannot want wants wanted ready need needs let ll shall going "
        "plan plans"
    ),
    "negated": _words("not never no without nobody nothing neither nor"),
    "condition": _words("if whether unless when until so that because as"),
    "person": _words("i we our us my me ours you your"),
}
_STOPS = frozenset('.;:!?()-–—"“”')
_TIMES: dict[str, frozenset[str]] = {
    "today": _words("today tonight yesterday tomorrow morning evening night week currently"),
    "dated": _words(
        "january february march april june july august september october november december monday tuesday wednesday "
        "thursday friday saturday sunday"
    ),
}
_NAMES = ("", "stop", *_MARKERS, *_TIMES)
STOP, PERSON, TODAY, DATED = map(_NAMES.index, ("stop", "person", "today", "dated"))
_MARK = {
    word: _NAMES.index(name)
    for name, words in ({"stop": _STOPS} | _MARKERS | _TIMES).items()
    for word in words
}
"""Word → number of its closed class; no word is in two."""
_PAST = _words("was were had took met held began went came hit struck")
_BE = _words("is was were are be been")
_LINKS = _words("and or but that which who whom whose where when if as than so because while")
_BEFORE_VERB = _BE | _words(
    "today now already also still just always really only not never again currently will can would could must "
    "should may has have had to did does do definitely"
)


_HELPERS = _words(
    "is was were are has have had will would can could may might must should does did do shall be been being not never "
    "cannot also still already now today just always really only currently actually definitely even again"
)
"""Auxiliaries and adverbs between a subject and its verb."""
_OBJECT_OF = _words(
    "support supports help helps visit defend defends protect attack left leave enter reach thank thanks destroy capture "
    "liberate provide give grant urge tell inform invite see join make take occupy invade unblock rebuild restore "
    "represent represents love welcome congratulate wish compensate"
)
"""Present forms and infinitives that take a place for their object, beside those that look like a past tense."""


def marks(keys: Iterable[str]) -> bytes:
    """For each word of a sentence the number of its closed class, or 0: searched faster than the words."""
    return bytes(map(_MARK.get, keys, repeat(0)))


def clause_features(
    codes: Codes[T], span: Span, frame: Frame, kind: str, marked: bytes
) -> list[tuple[T, ...]]:
    """The features of the clause of a mention, template by template, as ``codes`` has them.

    Args:
        kind: the feature of its place's kind, with which most features are crossed.
        marked: the `marks` of its sentence.
    """
    keys, first, last = span.sentence.keys, span.first, span.last
    begin = max(0, first - _REACH, marked.rfind(STOP, 0, first) + 1)
    end = marked.find(STOP, last, last + _REACH)
    end = last + _REACH if end < 0 else end
    past = list(filter(_is_past, keys[begin:first]))
    before, behind = frozenset(marked[begin:first]), frozenset(marked[last:end])
    found = [codes[_marked, kind, before, behind, PERSON in marked, bool(past)]]
    if past:
        found.append(codes[_past, past[-1]])
    if span.sentence.lang == "uk":
        found += _predicate_features(codes, span, frame, kind)
    if frame.preposition:
        if frame.preposition == "for" and keys[last : min(end, last + 1)] == ["to"]:
            found.append(codes[_for_to, kind])
        return found
    found += _subject_features(codes, keys[last : min(end, last + _VERB_REACH)])
    if frame.opens:
        return found + _actor_features(codes, span, frame, kind)
    found.append(codes[_object_features, kind, frame.previous])
    return found


@lru_cache(maxsize=65536)
def _is_past(low: str) -> bool:
    return low.endswith("ed") or low in _PAST


def _marked(
    kind: str, left: frozenset[int], right: frozenset[int], personal: bool, past: bool
) -> Iterator[str]:
    """What the words of the clause mark: wish, negation, condition, person, and a past tense before."""
    found = [name + "<" for name in _MARKERS if _NAMES.index(name) in left]
    found += [name + ">" for name in _MARKERS if _NAMES.index(name) in right]
    if personal:
        found.append("personal")
    if past:
        found.append("past<")
    yield from found
    yield from (f"{kind}&{feature}" for feature in found)


def _past(past: str) -> Group:
    """The last past tense before the mention."""
    return ("past=" + stem(past),)


def _predicate_features(codes: Codes[T], span: Span, frame: Frame, kind: str) -> list[tuple[T, ...]]:
    """The nearest verb on each side within the clause: free word order lets it stand before or behind."""
    sentence, found = span.sentence, []
    for side, indexes in (
        ("<", range(span.first - 1, max(-1, span.first - _REACH), -1)),
        (">", range(span.last, min(len(sentence.lows), span.last + _REACH))),
    ):
        for at in indexes:
            if sentence.keys[at] in _STOPS:
                break
            tense = ukrainian.tense(sentence.lows[at])
            if tense:
                hangs = (frame.preposition, frame.case)
                found.append(codes[_predicate, kind, side, tense, sentence.keys[at], hangs])
                break
        else:
            found.append(codes[_no_predicate, side])
    return found


def _predicate(kind: str, side: str, tense: str, verb: str, hangs: tuple[str, str]) -> Group:
    preposition, case = hangs
    return (
        f"verb{side}{stem(verb)}",
        f"tense{side}{tense}",
        f"{kind}&tense{side}{tense}&{preposition}",
        f"{kind}&verb{side}{word_group(verb)}&{preposition}&{case}",
    )


def _no_predicate(side: str) -> Group:
    return ("tense" + side,)


def _for_to(kind: str) -> Group:
    return (kind + "&for to",)


def _subject_features(codes: Codes[T], right: Sequence[str]) -> list[tuple[T, ...]]:
    """The verb whose subject the mention may be, what stands before it, and whether it is passive."""
    at = next((at for at, key in enumerate(right) if key not in _BEFORE_VERB), None)
    if at is None or not right[at].isalpha():
        return []
    return [codes[_verb, right[at], right[0] if at else "", not _BE.isdisjoint(right[:at])]]


def _verb(verb: str, helper: str, be: bool) -> Iterator[str]:
    yield "verb=" + stem(verb)
    if helper:
        yield "aux=" + helper
        if be and verb.endswith("ed"):
            yield "passive"


def _actor_features(codes: Codes[T], span: Span, frame: Frame, kind: str) -> list[tuple[T, ...]]:
    """What the place does, where a clause opens with it and a verb follows."""
    keys, words, count = span.sentence.keys, span.sentence.words, len(span.sentence.keys)
    at = span.last
    if at >= count or keys[at] in ("'s", "’s"):
        return []
    while at < min(count, span.last + 4) and keys[at] in _HELPERS:
        at += 1
    verb = keys[at] if at < count else "$"
    helper = keys[span.last] if at > span.last else ""
    if not helper and (not verb.isalpha() or is_capital(words[at]) or verb in PREPOSITIONS or verb in _LINKS):
        return [codes[_opens, kind]]
    previous = frame.previous if frame.left >= 0 else "^"
    return [codes[_actor, kind, previous], codes[_act, kind, verb, helper]]


def _opens(kind: str) -> Group:
    return (kind + "&opens",)


def _actor(kind: str, previous: str) -> Group:
    return ("actor", "actor after=" + previous, kind + "&actor")


def _act(kind: str, verb: str, helper: str) -> Iterator[str]:
    """What the subject does; ``helper`` is the first auxiliary or adverb before the verb."""
    yield f"{kind}&actor&{word_group(verb)}"
    yield from (f"{kind}&actor of {topic}" for topic in TOPICS.get(verb, ()))
    if helper:
        yield from (f"{kind}&actor&{helper}", "does=" + stem(verb))
        if verb.endswith("ed") and helper in _BE:
            yield kind + "&suffers"


def _object_features(kind: str, verb: str) -> Iterator[str]:
    """What is done to the place, where a verb stands right before it."""
    if verbish(verb) or verb in _OBJECT_OF or word_group(verb):
        yield from ("object", kind + "&object", f"{kind}&object={stem(verb)}")
        yield from (f"{kind}&object of {topic}" for topic in TOPICS.get(verb, ()))
