"""The date of an act: from the expression of its clause, else from publication where the text implies it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dateline.events.candidates import MAIN_ACTS, Candidate
from dateline.events.dates import TimeExpression
from dateline.events.lexicon import Lexicon
from dateline.models import EventDate, EventStatus, EventType

NO_DATE = EventDate(None)
STANDING = ("text", "relative")
"""Bases of dates that an expression of the act's own gives: they always stand."""
_NEWS = MAIN_ACTS | {EventType.CALL}


def date_of(
    candidate: Candidate,
    times: Sequence[TimeExpression],
    today: date | None,
    *,
    words: Lexicon,
    scene: EventDate | None = None,
) -> EventDate:
    """When ``candidate`` happened.

    Args:
        candidate: the act.
        times: the expressions of time in its sentence, offsets in the body.
        today: the day that "today" means; None for an undated release.
        words: the language's words.
        scene: the date of the act whose place was carried over.
    """
    planned = candidate.status is EventStatus.PLANNED
    for expression in _own(candidate, times):
        found = expression.resolve(today, planned=planned)
        if found is not None and not _impossible(found, today, candidate.status):
            return found
    if candidate.carried and scene is not None and scene.value is not None:
        return scene
    if today is not None and _implies_today(candidate, words):
        return EventDate(today.isoformat(), None, 1, "publication", "")
    return NO_DATE


def _own(candidate: Candidate, times: Sequence[TimeExpression]) -> list[TimeExpression]:
    """The expressions that belong to the act, nearest first."""
    sentence, act = candidate.reading.sentence, candidate.trigger
    if act is None:
        return [t for t in times if not t.bound]
    found = []
    for expression in times:
        if expression.bound:
            continue
        at = sentence.word_at(expression.start)
        rivals = [t for t in candidate.reading.triggers if t.clause == sentence.clause[at]]
        nearest = min(rivals, key=lambda t: abs(t.at - at), default=None)
        same = sentence.clause[at] == act.clause
        if at <= 2 or nearest is act or (same and (nearest is None or nearest.type is act.type)):
            found.append((abs(act.at - at), expression))
        elif same and act.verbal and nearest is not None and not nearest.verbal:
            found.append((abs(act.at - at) + 5, expression))
    return [e for _, e in sorted(found, key=lambda f: f[0])]


def _impossible(found: EventDate, today: date | None, status: EventStatus | None) -> bool:
    """A thing done cannot lie after publication; a planned one not wholly before it."""
    if today is None or found.value is None:
        return False
    if status is EventStatus.DONE:
        return found.value[:10] > today.isoformat()[: len(found.value)]
    last = found.end or found.value
    return status is EventStatus.PLANNED and last < today.isoformat()[: len(last)]


def _implies_today(candidate: Candidate, words: Lexicon) -> bool:
    if candidate.type not in _NEWS or candidate.status not in (EventStatus.DONE, EventStatus.ONGOING):
        return False
    sentence, act = candidate.reading.sentence, candidate.trigger
    if act is None or act.quoted:
        return False
    before = sentence.lowered[max(0, act.at - 5) : act.at]
    if any(words.has("earlier", w) or words.has("have", w) for w in before):
        return False
    return act.verbal or act.form in ("phrase", "stem") or sentence.index == 0


def ahead(candidate: Candidate, times: Sequence[TimeExpression], today: date | None) -> bool | None:
    """Whether the act's own time lies after ``today``; None where it has none or ``today`` is unknown."""
    for expression in _own(candidate, times):
        if not expression.floating and today is not None:
            return expression.first > today
        for planned in (False, True):
            found = expression.resolve(today, planned=planned)
            if found is not None and found.value is not None and today is not None and not planned:
                near = found.value[:7] >= _months_back(today)
                if near:
                    return False
            elif found is not None and planned:
                return True
    return None


def _months_back(today: date) -> str:
    index = today.year * 12 + today.month - 1 - 9
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def dated(
    dating: str, ruled: EventDate, candidate: Candidate, times: Sequence[TimeExpression], today: date | None
) -> EventDate:
    """The date that a decision of the judge leads to.

    An expression of the act's own always stands; the judge says what holds for an act without one.
    """
    if ruled.basis in STANDING:
        return ruled
    if dating == "none":
        return NO_DATE
    if dating == "publication":
        return NO_DATE if today is None else EventDate(today.isoformat(), None, 1, "publication", "")
    planned = candidate.status is EventStatus.PLANNED
    for expression in times:
        found = expression.resolve(today, planned=planned)
        if found is not None and not expression.bound and not _impossible(found, today, candidate.status):
            return found
    return ruled
