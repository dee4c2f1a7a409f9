"""What the clause around a mention says: fact or wish, narration or address, done or suffered.

A place where something happened and a place that is only spoken of often share preposition and governor; what
parts them is the clause: its modal verbs, negations and conditions, its past tense, the person who speaks, and
the verb whose subject the place is.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.geoparse import ukrainian
from dateline.geoparse.candidates import Span, is_capital
from dateline.geoparse.frame import PREPOSITIONS, Frame
from dateline.geoparse.triggers import TOPICS, stem, verbish, word_group

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


def clause_features(span: Span, frame: Frame, kind: str) -> list[str]:
    """The features of the clause of a mention.

    Args:
        kind: the feature of its place's kind, with which most features are crossed.
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
        found.append("past=" + stem(past[-1]))
    if span.sentence.lang == "uk":
        found += _predicate_features(span, frame, kind)
    if frame.preposition:
        return found if frame.preposition != "for" or right[:1] != ["to"] else [*found, kind + "&for to"]
    found += _subject_features(right)
    return found + (
        _actor_features(span, frame, kind) if frame.opens else _object_features(frame.previous, kind)
    )


def _sides(span: Span) -> tuple[list[str], list[str]]:
    """The words of the clause before and after the mention, as far as punctuation and reach allow."""
    keys = span.sentence.keys
    left, right = keys[max(0, span.first - _REACH) : span.first], keys[span.last : span.last + _REACH]
    if not _STOPS.isdisjoint(left):
        left = left[1 + max(at for at, key in enumerate(left) if key in _STOPS) :]
    if not _STOPS.isdisjoint(right):
        right = right[: next(at for at, key in enumerate(right) if key in _STOPS)]
    return left, right


def _predicate_features(span: Span, frame: Frame, kind: str) -> list[str]:
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
                verb = sentence.keys[at]
                found += [
                    f"verb{side}{stem(verb)}",
                    f"tense{side}{tense}",
                    f"{kind}&tense{side}{tense}&{frame.preposition}",
                    f"{kind}&verb{side}{word_group(verb)}&{frame.preposition}&{frame.case}",
                ]
                break
        else:
            found.append("tense" + side)
    return found


def _subject_features(right: Sequence[str]) -> list[str]:
    """The verb whose subject the mention may be, what stands before it, and whether it is passive."""
    at = next((at for at, key in enumerate(right[:6]) if key not in _BEFORE_VERB), None)
    if at is None or not right[at].isalpha():
        return []
    found = ["verb=" + stem(right[at])]
    if at:
        found.append("aux=" + right[0])
        if right[at].endswith("ed") and not _BE.isdisjoint(right[:at]):
            found.append("passive")
    return found


def _actor_features(span: Span, frame: Frame, kind: str) -> list[str]:
    """What the place does, where a clause opens with it and a verb follows."""
    keys, words, count = span.sentence.keys, span.sentence.words, len(span.sentence.keys)
    at = span.last
    if at >= count or keys[at] in ("'s", "’s"):
        return []
    while at < min(count, span.last + 4) and keys[at] in _HELPERS:
        at += 1
    verb = keys[at] if at < count else "$"
    helped = at > span.last
    if not helped and (not verb.isalpha() or is_capital(words[at]) or verb in PREPOSITIONS or verb in _LINKS):
        return [kind + "&opens"]
    found = [
        "actor",
        "actor after=" + (frame.previous if frame.left >= 0 else "^"),
        kind + "&actor",
        f"{kind}&actor&{word_group(verb)}",
    ]
    found += [f"{kind}&actor of {topic}" for topic in TOPICS.get(verb, ())]
    if helped:
        found += [f"{kind}&actor&{keys[span.last]}", "does=" + stem(verb)]
        if verb.endswith("ed") and keys[span.last] in _BE:
            found.append(kind + "&suffers")
    return found


def _object_features(verb: str, kind: str) -> list[str]:
    """What is done to the place, where a verb stands right before it."""
    if not (verbish(verb) or verb in _OBJECT_OF or word_group(verb)):
        return []
    found = ["object", kind + "&object", f"{kind}&object={stem(verb)}"]
    return found + [f"{kind}&object of {topic}" for topic in TOPICS.get(verb, ())]
