"""Numbers that may be counts: how many of what, a part kept apart from its whole.

Whether a number is a hard count, and of which event, is for ``attachments`` to say; left out here is only what
never is one: dates, ages, clock times, ordinals, numbers of documents.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from dateline.events.dates import TimeExpression
from dateline.events.numerals import Numeral, numerals
from dateline.events.passage import Passage, Sentence
from dateline.events.wording import word_set

_FILE = Path(__file__).with_name("figures.toml")
_AGE = re.compile(r"[\s-]*(?:years?[\s-]+old|year-olds?)", re.IGNORECASE)
_UNIT = re.compile(r"-[A-Za-zА-Яа-яіїє]")
_NOT_COUNTS = re.compile(
    r"\s*(?:[ap]\.?m\b|°|o'clock|hrs|th\b|st\b|nd\b|rd\b|годин|of (?:the|these|those|us|our|you)\b|more\b(?!\s+\w)"
    r"|рок[иуів]|of my\b|after another|by one\b|(?:-\s?)?(?:thirds?|quarters?|fifths?|tenths?)\b|out of\b|in (?:every )?(?:two|three|four|five|six|ten|\d+)\b"
    r"|times (?:as|bigger|smaller|more|less|larger|greater|higher|lower|faster|longer|stronger)\b"
    r"|(?:kg|km|mm|cm|m|MW)\s+(?!(?:of|in|to|from|by|long|wide|deep|high|away|along|per|north|south|east|west|and|or)\b)[a-z])",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\s*(?:\w+\s+)?(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|centur(?:y|ies)|"
    r"годин[иу]?|днів|дні|день|тижн\w+|місяц\w+|рок\w+)\b",
    re.IGNORECASE,
)
_LASTED = re.compile(
    r"\b(?:last(?:s|ed|ing)|took|takes?|taking|(?:complet|buil|restor|finish|perform|prepar)\w*\s+(?:in|within)|тривал\w+|тривав|за)"
    r"\W*(?:\w+\W+){0,2}\Z",
    re.IGNORECASE,
)
"""How long something took is a figure; how long ago or for how long the war has gone on is none."""
_PARTY = re.compile(
    r"\s*(?:[\w-]+\s+){0,2}?(?:countries|states|nations|sides|parties|peoples|presidents|leaders|governments|armies|capitals|ministers)\b",
    re.IGNORECASE,
)
"""Partners that are told by their names: "the leaders of the two countries"."""
_ROUTES = re.compile(r"\s*(?:[\w-]+\s+){0,2}?(?:corridors?|routes?|коридор\w*|маршрут\w*)\b", re.IGNORECASE)
"""Corridors are told one by one, each by its places."""
_ONE_OF = re.compile(r"\b(?:one|two|three|some) of (?:the|our|its|their|those) \Z", re.IGNORECASE)
""" "One of the three Lavras": of how many it is one tells nothing of what happened."""
_ADDRESS = re.compile(
    r"[\w/-]{0,5} (?:(?:[A-Z0-9][\w’'.-]*|of|the) ){1,6}(?:[Ss]treet|Str\b|[Aa]venue|[Hh]ighway|[Bb]oulevard|[Ll]ane|Road|Square)\b"
)
_LABEL = re.compile(
    r"(?:№|\bNo\.?|\bnumbers?|\bphase|\bstage|\bgroup|\bformat|\bNord Stream|\bFalcon|\bCOP|\bG|\bUNITED|\bzone|\b[Aa]rt(?:icles?|\.)?|\b[Cc]hapter|\b[Pp]rotocol|\b[Rr]esolution|\bout of"
    r"|\bRoad|\bEuro|\bpage|\bitem|\bpoint|\broute|\blevel)[ -]*\Z"
)
_PHONE = re.compile(r"\(\d{2,4}\)|\d{3}-\d{2}-\d{2}|hotline|phone number", re.IGNORECASE)
_MONEY = re.compile(r"(?P<sign>[$€£₴])\s*\Z")
_CURRENCY = {"$": "US dollars", "€": "euros", "£": "pounds", "₴": "hryvnias"}
_PERCENT = re.compile(r"\s*(?:%|percent\b|per cent\b|відсотк\w*)", re.IGNORECASE)
_PART = re.compile(
    r"(?:including|among (?:them|whom|these|those)|of (?:them|whom|which|these)|incl\.|in particular|"
    r"зокрема|з них|із них|серед них|у тому числі|в тому числі)\W*(?:\w+\W+){0,3}\Z",
    re.IGNORECASE,
)
_PART_AFTER = re.compile(
    r"\A[^.;]{0,40}?\b(?:of them|of whom|among them|of which|з них|серед них)\b", re.IGNORECASE
)
_NONE = re.compile(r"\b(?:no|not|any|every|each)\s+\Z", re.IGNORECASE)
_MET = re.compile(r"(?:talked|spoke|met|communicated) (?:with|to)(?: the)?\s+\Z", re.IGNORECASE)
"""Persons met are told by name or office; how many they were is no count of anything."""
_NUMBER_OF = re.compile(
    r"\b(?:number|toll|amount|кількість) (?:of )?(?P<what>[^.;,]{3,80}?)\s+"
    r"(?:is|are|was|has|have|reached|exceeds?|exceeded|становить|сягнула|досягла)\b[^.;,]{0,30}\Z",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_ENDS = word_set(
    "in on at to from by for with into near under over during after before against as than who which that and or but "
    "is are was were be been has have had will would can could should may might must not there where when while since "
    "де які яка та і й у в на з до від за по також та"
)
_CONSEQUENCE = word_set(
    "died killed wounded injured dead exhumed hospitalized evacuated destroyed damaged shot taken rescued saved captured "
    "arrested detained missing buried deported tortured awarded arrived released freed perished liberated occupied "
    "загинули загинуло поранено поранені вбито евакуйовано"
)
_AUXILIARIES = r"(?:(?:were|was|is|have been|has been|are|had been|been|have|has|already|also|currently|still|\w+ly)\s+)*"
_BEFALLEN = re.compile(rf"\s+{_AUXILIARIES}(\w+)")
_WHO_WERE = re.compile(r",? who (?:were|was|are|had been|have been) (?:\w+ly )?(\w+)")
_ACTING = word_set(
    "missile missiles bomb bombs rocket rockets shell shells drone drones tank tanks plane planes"
)
"""What destroys and kills: "one missile destroyed the mall" counts missiles, not what was destroyed."""
_ELLIPTIC = re.compile(r"\s+(?:from|in|at|near|з|із|зі|у|в)\s+(?:the\s+)?[A-ZА-ЯІЇЄҐ]")
_LONGEST = 7
_LOOK_BACK = 80
"""How many characters before a number may make it none."""
_FATE = 5
_FEW = 10
_FATES = ("dead", "hurt", "moved", "exhumed", "awards")


class Count(NamedTuple):
    """A number with what it counts; ``part`` says that it is part of the count before it.

    ``kind`` is the class of ``figures.toml`` that its words tell, "" where none does.
    """

    numeral: Numeral
    start: int
    end: int
    what: str
    part: bool
    kind: str = ""


@lru_cache(maxsize=4)
def count_words(lang: str) -> Mapping[str, str]:
    """The class of every word that may follow a number, in ``lang``; English where it has none."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    section = data.get(lang) or data["en"]
    return {word: kind for kind, words in reversed(section.items()) for word in words.split()}


def counts(
    sentence: Sentence, passage: Passage, times: Sequence[TimeExpression], lang: str = "en"
) -> list[Count]:
    """The numbers of a sentence that may be counts, in order."""
    text = passage.text[sentence.start : sentence.end]
    if _PHONE.search(text):
        return []
    found: list[Count] = []
    for numeral in numerals(text):
        if _may_count(numeral, text, times, sentence.start):
            found.append(_count(numeral, text, sentence.start, found, lang))
    return [count for count in found if count.what]


def _may_count(numeral: Numeral, text: str, times: Sequence[TimeExpression], offset: int) -> bool:
    start, end = numeral.start + offset, numeral.end + offset
    before = text[max(0, numeral.start - _LOOK_BACK) : numeral.start]
    after = text[numeral.end : numeral.end + 60]
    if any(t.start < end and start < t.end for t in times) and not _PERCENT.match(after):
        return False
    if any(other.match(after) for other in (_AGE, _NOT_COUNTS, _UNIT, _ROUTES)):
        return False
    return not (
        _is_name(numeral, text, before) or _is_pronoun(numeral, before, after) or _is_span(before, after)
    )


def _is_name(numeral: Numeral, text: str, before: str) -> bool:
    """Whether a number is part of a name, an address, a label or a year."""
    if _LABEL.search(before) or _ADDRESS.match(text, numeral.end) or _ONE_OF.search(before):
        return True
    written = text[numeral.start : numeral.end]
    if before.endswith(" ") and written[:1].isupper() and not before.rstrip().endswith((":", "-", "–", '"')):
        return True  # "the Normandy Four"
    year = numeral.high is None and 1900 <= numeral.value <= 2100 and written.isdigit()
    return year and _WORD.match(text[numeral.end :].lstrip()) is None


def _is_pronoun(numeral: Numeral, before: str, after: str) -> bool:
    """Whether a small number stands for those it belongs to: "no one", "talked with two residents", "the two states"."""
    if numeral.value == 1 and numeral.qualifier == "exact":
        return _NONE.search(before) is not None or not any(
            word.casefold() in _CONSEQUENCE for word in _WORD.findall(after)[:_FATE]
        )
    return numeral.value < _FEW and bool(_MET.search(before) or _PARTY.match(after))


def _is_span(before: str, after: str) -> bool:
    """Whether a number of hours or years tells when, not how long something took."""
    return _TIME.match(after) is not None and _LASTED.search(before) is None


def _count(numeral: Numeral, text: str, offset: int, before: Sequence[Count], lang: str) -> Count:
    end, words = _following_words(numeral, text)
    what = " ".join(words)
    acting = bool(words) and words[-1].casefold() in _ACTING
    consequence = "" if acting else _consequence(text, end)
    if consequence and consequence.casefold() not in what.casefold().split():
        what = f"{what} {consequence}".strip()
    if not what and before and _ELLIPTIC.match(text, end):
        what = before[-1].what  # "more than a million people from Kyiv and 500,000 from Kharkiv"
    if not what:
        what = (_word_before(text, numeral.start) if before else "") or _subject(text[: numeral.start])
    money, share = _MONEY.search(text[: numeral.start]), _PERCENT.match(text[numeral.end :])
    if money is not None:
        what = f"{_CURRENCY[money['sign']]} {what}".strip()
    elif share is not None:
        what = f"percent {what}".strip()
    part = bool(before) and bool(
        _PART.search(text[: numeral.start]) or _PART_AFTER.match(text[numeral.end : numeral.end + 60])
    )
    kind = _kind(what, lang)
    if kind in ("people", ""):
        kind = _fate(text[: numeral.start], lang) or kind
    if not kind and part:
        kind = before[-1].kind
    return Count(numeral, numeral.start + offset, end + offset, what, part, kind)


def _following_words(numeral: Numeral, text: str) -> tuple[int, list[str]]:
    """The words that tell what is counted, and where they end."""
    words: list[str] = []
    share = _PERCENT.match(text, numeral.end)
    end = share.end() if share else numeral.end
    for match in _WORD.finditer(text, end, min(len(text), end + 120)):
        gap = text[end : match.start()]
        lowered = match.group().casefold()
        if gap.strip() or len(words) >= _LONGEST or lowered in _ENDS:
            break
        if lowered == "of" and words and words[-1] == "of":
            break
        words.append(match.group())
        end = match.end()
        if lowered in _CONSEQUENCE and len(words) > 1:
            if words[-2].casefold() in _ACTING:
                end -= len(gap) + len(words.pop())
            break
    while words and words[-1].casefold() in ("of", "the", "a", "our", "their", "his"):
        end = text.rindex(words.pop(), 0, end)
    return max(len(text[:end].rstrip()), numeral.end), words


def _consequence(text: str, end: int) -> str:
    """ "died", "were exhumed": what became of those counted, right after them."""
    match = _BEFALLEN.match(text, end, end + 60) or _WHO_WERE.match(text, end, end + 60)
    word = match.group(1) if match else ""
    return word if word.casefold() in _CONSEQUENCE else ""


def _word_before(text: str, start: int) -> str:
    """The verb before a number that nothing follows: "and shot ten"."""
    words = _WORD.findall(text[max(0, start - 30) : start])
    return words[-1] if words and words[-1].casefold() in _CONSEQUENCE else ""


def _subject(before: str) -> str:
    """ "the number of missiles used is already 2,503": what a number counts that nothing follows."""
    match = _NUMBER_OF.search(before)
    return " ".join(_WORD.findall(match["what"])[:_LONGEST]) if match else ""


def _fate(before: str, lang: str) -> str:
    """What befell those counted, where the verb stands first: "bombs killed 47 people"."""
    known = count_words(lang)
    clause = re.split(r"[,;:.()]| and | та | і ", before)[-1]
    found = [known.get(word) for word in re.findall(r"[^\W\d_]+", clause.casefold())[-_FATE:]]
    return next((kind for kind in reversed(found) if kind in _FATES), "") or ""


def _kind(what: str, lang: str) -> str:
    """The class that the words tell; of several the first of ``figures.toml``."""
    known, order = count_words(lang), _classes(lang)
    found = [known[w] for w in re.findall(r"[%$€£₴]|[^\W\d_]+", what.casefold()) if w in known]
    return min(found, key=order.index, default="")


@lru_cache(maxsize=4)
def _classes(lang: str) -> tuple[str, ...]:
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(data.get(lang) or data["en"])
