"""Counts: how many of what, tied to its site, a part kept apart from its whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from dateline.events.dates import TimeExpression
from dateline.events.numerals import Numeral, numerals
from dateline.events.passage import Passage, Sentence
from dateline.events.wording import word_set

_AGE = re.compile(r"[\s-]*(?:years?[\s-]+old|year-olds?)", re.IGNORECASE)
_UNIT = re.compile(r"-[A-Za-zА-Яа-яіїє]")
_NOT_COUNTS = re.compile(
    r"\s*(?:%|percent|per cent|[ap]\.?m\b|°|o'clock|hrs|th\b|st\b|nd\b|rd\b|відсот|годин|hours?\b|days?\b|minutes?\b"
    r"|weeks?\b|years?\b|times\b|рок|днів|день|доб|of (?:the|these|those|us|our|you)\b|more\b(?!\s+\w))",
    re.IGNORECASE,
)
_MONEY = re.compile(r"[$€£₴]\s*\Z")
_PART = re.compile(
    r"(?:including|among (?:them|whom|these)|of (?:them|whom|which|these)|incl\.|in particular|"
    r"зокрема|з них|із них|серед них|у тому числі|в тому числі)\W*(?:\w+\W+){0,3}\Z",
    re.IGNORECASE,
)
_PART_AFTER = re.compile(
    r"\A[^.;]{0,40}?\b(?:of them|of whom|among them|of which|з них|серед них)\b", re.IGNORECASE
)
_MET = re.compile(r"(?:talked|spoke|met|communicated) (?:with|to)(?: the)?\s+\Z", re.IGNORECASE)
"""Persons met are told by name or office; how many they were is no count of anything."""
_ONE = ("one", "a", "один", "одна", "одну", "одного")
_PERSONS = ("person", "child", "civilian", "man", "woman", "soldier")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_ENDS = word_set(
    "in on at to from by for with into near under over during after before against as than who which that and or but "
    "is are was were be been has have had will would can could should may might must not там де які який яка та і й "
    "у в на з до від за по також та"
)
_CONSEQUENCE = word_set(
    "died killed wounded injured dead exhumed hospitalized evacuated destroyed damaged shot taken rescued saved captured "
    "arrested detained missing buried deported tortured загинули загинуло поранено поранені вбито евакуйовано"
)


class Count(NamedTuple):
    """A number with what it counts; ``part`` says that it is part of the count before it."""

    numeral: Numeral
    start: int
    end: int
    what: str
    part: bool


def counts(sentence: Sentence, passage: Passage, times: Sequence[TimeExpression]) -> list[Count]:
    """The hard counts of a sentence: no dates, ages, clock times, shares, sums of money or ordinals."""
    text = passage.text[sentence.start : sentence.end]
    found: list[Count] = []
    for numeral in numerals(text):
        if _is_count(numeral, text, times, sentence.start):
            found.append(_count(numeral, text, sentence.start, follows=bool(found)))
    return [count for count in found if count.what]


def _is_count(numeral: Numeral, text: str, times: Sequence[TimeExpression], offset: int) -> bool:
    start, end = numeral.start + offset, numeral.end + offset
    before, after = text[: numeral.start], text[numeral.end : numeral.end + 30]
    written = text[numeral.start : numeral.end]
    if any(t.start < end and start < t.end for t in times) or _MONEY.search(before):
        return False
    if (
        _AGE.match(after)
        or _NOT_COUNTS.match(after)
        or (_UNIT.match(after) and not after.startswith("-year"))
    ):
        return False
    if (numeral.value < 10 and _MET.search(before)) or (before.endswith(" ") and written[:1].isupper()):
        return False  # "talked with two residents"; "the Normandy Four"
    if written.casefold() in _ONE:
        return _names_people(after)
    year = numeral.high is None and 1900 <= numeral.value <= 2100 and written.isdigit()
    return not year or _WORD.match(after.lstrip()) is not None


def _names_people(after: str) -> bool:
    word = _WORD.search(after[:20])
    return word is not None and word.group().casefold() in _PERSONS


def _count(numeral: Numeral, text: str, offset: int, *, follows: bool) -> Count:
    words: list[str] = []
    end = numeral.end
    for match in _WORD.finditer(text, numeral.end, min(len(text), numeral.end + 120)):
        gap = text[end : match.start()]
        lowered = match.group().casefold()
        if gap.strip() or len(words) >= 7 or (lowered in _ENDS and words):
            break
        if lowered == "of" and words and words[-1] == "of":
            break
        words.append(match.group())
        end = match.end()
        if lowered in _CONSEQUENCE and len(words) > 1:
            break
    what = " ".join(words)
    consequence = _following(text, end)
    if consequence and consequence.casefold() not in what.casefold().split():
        what = f"{what} {consequence}".strip()
    part = follows and bool(_PART.search(text[: numeral.start]) or _PART_AFTER.match(text[end:]))
    return Count(numeral, numeral.start + offset, end + offset, what, part)


def _following(text: str, end: int) -> str:
    """ "died", "were exhumed": what became of those counted, right after them."""
    match = re.match(
        r"\s+(?:(?:were|was|have been|has been|are|had been|been|have)\s+)?(\w+)", text[end : end + 40]
    )
    word = match.group(1) if match else ""
    return word if word.casefold() in _CONSEQUENCE else ""
