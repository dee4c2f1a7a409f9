"""Did it happen, does it go on, is it planned, or is it only spoken of?

Status is read from the verb group around a trigger: auxiliaries, modals, negation, the verb that governs
it. A thing denied, wished for, feared or called for is no event.
"""

from __future__ import annotations

from dateline.events.lexicon import Lexicon
from dateline.events.passage import Sentence
from dateline.events.wording import word_set
from dateline.models import EventStatus

_WINDOW = 6
_INVITED = 9
"""How far before "to pay a visit" the verb may stand that makes it a wish."""
_ADVERBS = word_set("also already just even only again still now soon today actually")


def verb_status(  # noqa: PLR0911 - one return a reading of the verb group
    sentence: Sentence, at: int, form: str, words: Lexicon
) -> EventStatus | None:
    """Status of a verb at word ``at``; None where it is denied or hypothetical."""
    before = _group(sentence, at)
    if any(words.has("negative", w) for w in before[-4:]):
        return None
    if any(words.has("future", w) for w in before):
        return EventStatus.PLANNED
    if any(words.has("if_words", w) for w in before):
        return None
    if any(words.has("modal", w) for w in before):
        return None
    if form == "base":
        return _base(before, words)
    if form == "ing":
        return _ing(before, words)
    if form == "past" and "being" in before[-2:]:
        past = any(words.has("be_past", w) for w in before)
        return EventStatus.DONE if past else EventStatus.ONGOING
    if form == "past" and before[-1:] == ["be"] and any(words.has("planning", w) for w in before):
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
        if any(words.has("planning", w) for w in before):
            return EventStatus.PLANNED
        if any(words.has("ongoing", w) for w in before):
            return EventStatus.ONGOING
        moved = {"arrived", "came", "managed", "gathered", "able", "began", "started", "visited"}
        return EventStatus.DONE if moved & set(before) else None
    if before[-1:] in (["did"], ["do"]):
        return EventStatus.DONE
    if any(words.has("prevent", w) for w in before):
        return None
    return EventStatus.ONGOING if before else None


def _ing(before: list[str], words: Lexicon) -> EventStatus | None:
    if any(words.has("prevent", w) for w in before[-3:]):
        return None
    if any(words.has("be_past", w) for w in before):
        return EventStatus.DONE
    near = [w for w in before if w not in _ADVERBS and not w.endswith("ly")]
    if near and (words.has("be_present", near[-1]) or words.has("ongoing", near[-1])):
        return EventStatus.ONGOING
    return EventStatus.DONE


def noun_status(  # noqa: PLR0911 - one return a ground
    sentence: Sentence, at: int, words: Lexicon
) -> EventStatus | None:
    """Status of a noun or phrase at word ``at``, from the words of its clause."""
    clause = [(i, w) for i, w in enumerate(sentence.lowered) if sentence.clause[i] == sentence.clause[at]]
    before = [w for i, w in clause if i < at]
    close = before[-4:]
    if any(words.has("negative", w) for w in close) or any(words.has("if_words", w) for w in before):
        return None
    if any(words.has("prevent", w) for w in close):
        return None
    if before[-1:] == ["to"] and any(words.has("prevent", w) for w in before[-_INVITED:]):
        return None
    around = [w for i, w in clause if abs(i - at) <= 10]
    if any(words.has("future", w) or w.startswith(_stems(words)) for w in around):
        return EventStatus.PLANNED
    if any(words.has("planning", w) for w in [*close, *(w for i, w in clause if at < i <= at + 4)]):
        return EventStatus.PLANNED
    if any(words.has("modal", w) for w in around):
        return None
    route = any(words.has("route", w) for w in sentence.lowered[at : at + 2])
    if route and any(words.has("arranged", w) for _, w in clause):
        return EventStatus.PLANNED
    if any(words.has("ongoing", w) for w in around):
        return EventStatus.ONGOING
    if "taking" in around and any(words.has("be_present", w) for w in around):
        return EventStatus.ONGOING
    return EventStatus.DONE


def _stems(words: Lexicon) -> tuple[str, ...]:
    return tuple(words.sets.get("future_stems", ())) or ("\0",)
