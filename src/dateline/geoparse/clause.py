"""What the clause around a mention says: fact or wish, narration or address, done or suffered.

A place where something happened and a place that is only spoken of often share preposition and governor; what
parts them is the clause: its modal verbs, negations and conditions, its past tense, the person who speaks, and
the verb whose subject the place is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dateline.geoparse.candidates import Span

StemOf = Callable[[str], str]

_REACH = 20


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_MARKERS: tuple[tuple[str, frozenset[str]], ...] = (
    (
        "modal",
        _words(
            "will would can could may might must should cannot want wants wanted ready need needs let ll shall going "
            "plan plans"
        ),
    ),
    ("negated", _words("not never no without nobody nothing neither nor")),
    ("condition", _words("if whether unless when until so that because as")),
    ("person", _words("i we our us my me ours you your")),
)
_PERSON = _MARKERS[-1][1]
_STOPS = frozenset('.;:!?()-–—"“”')
_PAST = _words("was were had took met held began went came hit struck")
_BE = _words("is was were are be been")
_BEFORE_VERB = _BE | _words(
    "today now already also still just always really only not never again currently will can would could must "
    "should may has have had to did does do definitely"
)


def clause_features(span: Span, kind: str, *, governed: bool, stem_of: StemOf) -> list[str]:
    """The features of the clause of a mention.

    Args:
        kind: the kind of its place, with which most features are crossed.
        governed: whether a preposition governs it, so that it is no subject.
        stem_of: a word without its ending.
    """
    keys = span.sentence.keys
    left, right = _sides(span)
    found = [name + "<" for name, words in _MARKERS if not words.isdisjoint(left)]
    found += [name + ">" for name, words in _MARKERS if not words.isdisjoint(right)]
    if not _PERSON.isdisjoint(keys):
        found.append("personal")
    past = [key for key in left if key.endswith("ed") or key in _PAST]
    if past:
        found.append("past<")
    found += [f"{kind}&{feature}" for feature in found]
    if past:
        found.append("past=" + stem_of(past[-1]))
    return found if governed else found + _subject_features(right, stem_of)


def _sides(span: Span) -> tuple[list[str], list[str]]:
    """The words of the clause before and after the mention, as far as punctuation and reach allow."""
    keys = span.sentence.keys
    low, high = span.first, span.last
    while low > max(0, span.first - _REACH) and keys[low - 1] not in _STOPS:
        low -= 1
    while high < min(len(keys), span.last + _REACH) and keys[high] not in _STOPS:
        high += 1
    return keys[low : span.first], keys[span.last : high]


def _subject_features(right: Sequence[str], stem_of: StemOf) -> list[str]:
    """The verb whose subject the mention may be, what stands before it, and whether it is passive."""
    at = next((at for at, key in enumerate(right[:6]) if key not in _BEFORE_VERB), None)
    if at is None or not right[at].isalpha():
        return []
    found = ["verb=" + stem_of(right[at])]
    if at:
        found.append("aux=" + right[0])
        if right[at].endswith("ed") and not _BE.isdisjoint(right[:at]):
            found.append("passive")
    return found
