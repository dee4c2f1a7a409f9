"""Did it happen, does it go on, is it planned, or is it only spoken of?

Status is read from the verb group around a trigger: auxiliaries, modals, negation, the verb that governs
it. A thing denied, wished for, feared or called for is no event.
"""

from __future__ import annotations

from collections.abc import Iterable

from dateline.events.lexicon import Lexicon
from dateline.events.passage import Sentence
from dateline.events.wording import word_set
from dateline.models import EventStatus

_WINDOW = 6
_INVITED = 9
"""How far before "to pay a visit" the verb may stand that makes it a wish."""
_AROUND = 10
_ADVERBS = word_set("also already just even only again still now soon today actually")


def verb_status(  # noqa: PLR0911 - one return a reading of the verb group
    sentence: Sentence, at: int, form: str, words: Lexicon
) -> EventStatus | None:
    """Status of a verb at word ``at``; None where it is denied or hypothetical."""
    before = _group(sentence, at)
    if words.says("negative", before[-4:]):
        return None
    if words.says("future", before):
        return EventStatus.PLANNED
    if words.says("if_words", before):
        return None
    if words.says("modal", before):
        return None
    if form == "base":
        return _base(before, words)
    if form == "ing":
        return _ing(before, words)
    if form == "past" and "being" in before[-2:]:
        past = words.says("be_past", before)
        return EventStatus.DONE if past else EventStatus.ONGOING
    if form == "past" and before[-1:] == ["be"] and words.says("planning", before):
        return EventStatus.PLANNED
    if form == "past" and before[-2:] == ["to", "be"]:
        return None
    return EventStatus.ONGOING if form == "s" else EventStatus.DONE


def _group(sentence: Sentence, at: int) -> list[str]:
    """The words before ``at`` in its clause that may belong to its verb group."""
    group: list[str] = []
    for i in range(at - 1, max(-1, at - 1 - _WINDOW), -1):
        word = sentence.lowered[i]
        if sentence.clause[i] != sentence.clause[at] or word in {",", '"'}:
            break
        group.append(word)
    return group[::-1]


def _base(before: list[str], words: Lexicon) -> EventStatus | None:
    if "to" in before[-3:]:
        if words.says("planning", before):
            return EventStatus.PLANNED
        if words.says("ongoing", before):
            return EventStatus.ONGOING
        moved = {"arrived", "came", "managed", "gathered", "able", "began", "started", "visited"}
        return EventStatus.DONE if moved & set(before) else None
    if before[-1:] in (["did"], ["do"]):
        return EventStatus.DONE
    if words.says("prevent", before):
        return None
    return EventStatus.ONGOING if before else None


def _ing(before: list[str], words: Lexicon) -> EventStatus | None:
    if words.says("prevent", before[-3:]):
        return None
    if words.says("be_past", before):
        return EventStatus.DONE
    near = [w for w in before if w not in _ADVERBS and not w.endswith("ly")]
    if near and (words.has("be_present", near[-1]) or words.has("ongoing", near[-1])):
        return EventStatus.ONGOING
    return EventStatus.DONE


def noun_status(  # noqa: PLR0911 - one return a ground
    sentence: Sentence, at: int, words: Lexicon
) -> EventStatus | None:
    """Status of a noun or phrase at word ``at``, from the words of its clause."""
    first, last = sentence.clause_of(at)
    lowered = sentence.lowered
    stems = words.sets.get("future_stems", ())
    if not stems and words.plain(lowered[first:last]):
        return EventStatus.DONE
    before = lowered[first:at]
    close = before[-4:]
    if words.says("negative", close) or words.says("if_words", before):
        return None
    if words.says("prevent", close):
        return None
    if before[-1:] == ("to",) and words.says("prevent", before[-_INVITED:]):
        return None
    around = lowered[max(first, at - _AROUND) : min(last, at + _AROUND + 1)]
    if words.says("future", around) or _ahead(words, around):
        return EventStatus.PLANNED
    if words.says("planning", close + lowered[at + 1 : min(last, at + 5)]):
        return EventStatus.PLANNED
    if words.says("modal", around):
        return None
    if words.says("route", lowered[at : at + 2]) and words.says("arranged", lowered[first:last]):
        return EventStatus.PLANNED
    if words.says("ongoing", around):
        return EventStatus.ONGOING
    if "taking" in around and words.says("be_present", around):
        return EventStatus.ONGOING
    return EventStatus.DONE


def _ahead(words: Lexicon, said: Iterable[str]) -> bool:
    """Whether one of the words is a form of the future, in a language whose verbs have one."""
    stems, ends = (tuple(words.sets.get(group, ())) for group in ("future_stems", "future_ends"))
    return bool(stems) and any(word.startswith(stems) or word.endswith(ends) for word in said)
