"""Numbers as written: digits with separators, words, "2.3 million", ranges and "more than"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_UNITS = {
    w: i
    for i, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    w: (i + 2) * 10
    for i, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"])
}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12}
_UK = {
    "один": 1, "одна": 1, "одну": 1, "одного": 1, "два": 2, "дві": 2, "двоє": 2, "двох": 2, "три": 3, "троє": 3,
    "трьох": 3, "чотири": 4, "четверо": 4, "чотирьох": 4, "п'ять": 5, "п’ять": 5, "п'ятеро": 5, "п’ятеро": 5,
    "шість": 6, "шестеро": 6, "сім": 7, "семеро": 7, "вісім": 8, "дев'ять": 9, "дев’ять": 9, "десять": 10,
    "десятеро": 10, "одинадцять": 11, "дванадцять": 12, "двадцять": 20, "тридцять": 30, "сорок": 40, "сто": 100,
    "двісті": 200, "триста": 300,
}  # fmt: skip
_UK_SCALES = {"тисяча": 1_000, "тисячі": 1_000, "тисяч": 1_000, "тис": 1_000, "мільйон": 1_000_000,
              "мільйони": 1_000_000, "мільйонів": 1_000_000, "млн": 1_000_000, "мільярд": 10**9,
              "мільярди": 10**9, "мільярдів": 10**9, "млрд": 10**9}  # fmt: skip
_ALL_SCALES: Mapping[str, int] = {**_SCALES, "hundreds": 100, **_UK_SCALES}

_DIGITS = r"\d{1,3}(?:[ \u00a0\u202f,]\d{3})+(?![\d])|\d+(?:[.,]\d+)?"
_WORD = "|".join(sorted([*_UNITS, *_TENS, *_UK], key=len, reverse=True))
_SCALE = "|".join(sorted([*_SCALES, *_UK_SCALES], key=len, reverse=True))
_WORDS = rf"(?:{_WORD})(?:[\s-](?:{_WORD}))?"
_ONE = rf"(?:(?:{_DIGITS})|(?:{_WORDS})|\ba\s+(?=(?:{_SCALE})\b))(?:[\s-]*(?:{_SCALE})\b\.?)*"
_LOWER = ("more than", "over", "at least", "no less than", "not less than", "no fewer than", "понад", "більше",
          "більш як", "більше ніж", "не менше", "щонайменше")  # fmt: skip
_UPPER = ("up to", "less than", "fewer than", "at most", "до", "менше")
_ABOUT = ("about", "around", "approximately", "almost", "nearly", "some", "close to", "roughly", "близько",
          "майже", "приблизно", "орієнтовно")  # fmt: skip
_NUMBER = re.compile(
    rf"(?<![\w.,№#:/-])(?P<low>{_ONE})(?:\s*(?:-|–|—|\bto\b|\bor\b)\s*(?P<high>{_ONE}))?(?![\w]|[:/]\d|\.\d)",
    re.IGNORECASE,
)
_HINT = re.compile(rf"\d|\b(?:{_WORD}|{_SCALE})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number with its span, bound and qualifier (see ``models.Figure``)."""

    start: int
    end: int
    value: float
    high: float | None
    qualifier: str


def numerals(text: str) -> list[Numeral]:
    """All cardinal numbers of ``text``, in order."""
    found: list[Numeral] = []
    if not _HINT.search(text):
        return found
    for match in _NUMBER.finditer(text):
        low = value(match["low"])
        high = value(match["high"]) if match["high"] else None
        if low is None:
            continue
        if high is not None and high <= low:
            high = None
        start, qualifier = _qualified(text, match.start())
        found.append(Numeral(start, match.end(), low, high, "range" if high is not None else qualifier))
    return found


def _qualified(text: str, start: int) -> tuple[int, str]:
    before = text[max(0, start - 20) : start].casefold()
    for words, name in ((_LOWER, "more_than"), (_UPPER, "up_to"), (_ABOUT, "about")):
        for word in words:
            if before.rstrip().endswith(word) and not before.rstrip()[: -len(word)][-1:].isalpha():
                return start - (len(before) - len(before.rstrip())) - len(word), name
    return start, "exact"


def value(written: str) -> float | None:
    """The number that ``written`` spells; None where it spells none."""
    text = written.casefold().replace("\u00a0", " ").replace("\u202f", " ").strip(" .-")
    total, current, seen = 0.0, 0.0, False
    text = re.sub(r"(?<=\d)[ ,](?=\d{3}(?!\d))", "", text)
    for part in re.split(r"[\s-]+", text):
        if re.fullmatch(r"\d+(?:[.,]\d+)?", part):
            current += float(part.replace(",", "."))
        elif part in ("a", "an"):
            current += 1
        elif part in _UNITS or part in _TENS or part in _UK:
            current += _UNITS.get(part, _TENS.get(part, _UK.get(part, 0)))
        elif part.rstrip(".") in _ALL_SCALES:
            scale = _ALL_SCALES[part.rstrip(".")]
            if scale in (100, 12):
                current = (current or 1) * scale
            else:
                total, current = total + (current or 1) * scale, 0.0
        else:
            return None
        seen = True
    return total + current if seen else None
