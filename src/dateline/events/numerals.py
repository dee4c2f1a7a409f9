"""Numbers as written: digits with separators, words, "2.3 million", ranges and "more than"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dateline.events.wording import Memo

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_UNITS = {word: value for value, word in enumerate(_SMALL.split())}
_TENS = {
    w: (i + 2) * 10
    for i, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"])
}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12,
           "trillion": 10**12}  # fmt: skip
_UK = {
    "один": 1, "одна": 1, "одну": 1, "одного": 1, "два": 2, "дві": 2, "двоє": 2, "двох": 2, "три": 3, "троє": 3,
    "трьох": 3, "чотири": 4, "четверо": 4, "чотирьох": 4, "п'ять": 5, "п’ять": 5, "п'ятеро": 5, "п’ятеро": 5,
    "п'яти": 5, "п’яти": 5, "п'ятьох": 5, "п’ятьох": 5, "шість": 6, "шестеро": 6, "шести": 6, "шістьох": 6, "сім": 7,
    "семеро": 7, "семи": 7, "сімох": 7, "вісім": 8, "восьмеро": 8, "восьми": 8, "дев'ять": 9, "дев’ять": 9,
    "дев'ятеро": 9, "дев’ятеро": 9, "дев'яти": 9, "дев’яти": 9, "десять": 10, "десятеро": 10, "десяти": 10,
    "одинадцять": 11, "дванадцять": 12, "тринадцять": 13, "чотирнадцять": 14, "п'ятнадцять": 15, "п’ятнадцять": 15,
    "шістнадцять": 16, "сімнадцять": 17, "вісімнадцять": 18, "дев'ятнадцять": 19, "дев’ятнадцять": 19,
    "двадцять": 20, "двадцяти": 20, "тридцять": 30, "тридцяти": 30, "сорок": 40, "п'ятдесят": 50, "п’ятдесят": 50,
    "шістдесят": 60, "сімдесят": 70, "вісімдесят": 80, "дев'яносто": 90, "дев’яносто": 90, "сто": 100, "двісті": 200,
    "триста": 300, "чотириста": 400, "п'ятсот": 500, "п’ятсот": 500, "шістсот": 600, "сімсот": 700, "вісімсот": 800,
    "дев'ятсот": 900, "дев’ятсот": 900, "півтора": 1.5, "півтори": 1.5,
}  # fmt: skip
_HALVES = {"пів": 0.5, "half": 0.5}
_UK_SCALES = {"тисяча": 1_000, "тисячу": 1_000, "мільйона": 1_000_000, "мільярда": 10**9, "тисячі": 1_000, "тисяч": 1_000, "тис": 1_000, "мільйон": 1_000_000,
              "мільйони": 1_000_000, "мільйонів": 1_000_000, "млн": 1_000_000, "мільярд": 10**9,
              "мільярди": 10**9, "мільярдів": 10**9, "млрд": 10**9}  # fmt: skip
_ALL_SCALES: Mapping[str, int] = {**_SCALES, "hundreds": 100, **_UK_SCALES}

_DIGITS = r"\d{1,3}(?:[ \u00a0\u202f,]\d{3})+(?![\d])|\d+(?:[.,]\d+)?"
_WORD = "|".join(sorted([*_UNITS, *_TENS, *_UK], key=len, reverse=True))
_SCALE = "|".join(sorted([*_SCALES, *_UK_SCALES], key=len, reverse=True))
_WORDS = rf"(?:{_WORD})(?:[\s-](?:{_WORD})\b)?"
_PART = rf"(?:(?:{_DIGITS})|(?:{_WORDS}))"
_ONE = (
    rf"(?:{_PART}(?:\s+and\s+a\s+half\b)?|(?:\bhalf\s+)?\ban?\s+(?=(?:{_SCALE})\b)|\bпів\s?(?=(?:{_SCALE})\b))"
    rf"(?:[\s-]*(?:{_SCALE})\b\.?)*"
    rf"(?:(?<=hundred)(?:\s+and)?\s+(?:{_WORDS})\b(?:[\s-]*(?:{_SCALE})\b)*|(?<=thousand)\s+\d{{1,3}}\b)?"
)
_FIRST = "".join(sorted({word[0] for word in (*_UNITS, *_TENS, *_UK, "a", "half", "пів")}))
"""The letters that a number in words begins with: most words of a text are passed over by their first letter."""
_LOWER = ("more than", "over", "at least", "no less than", "not less than", "no fewer than", "понад", "більше",
          "більш як", "більше ніж", "не менше", "щонайменше")  # fmt: skip
_UPPER = ("up to", "less than", "fewer than", "at most", "до", "менше")
_ABOUT = ("about", "around", "approximately", "almost", "nearly", "some", "close to", "roughly", "близько",
          "майже", "приблизно", "орієнтовно")  # fmt: skip
_QUALIFIERS = (*_LOWER, *_UPPER, *_ABOUT)
_NUMBER = re.compile(
    rf"(?<![\w.,№#:/-])(?=[\d{_FIRST}])(?P<low>{_ONE})(?:\s*(?:-|–|—|\bto\b|\bor\b)\s*(?P<high>{_ONE}))?(?![\w]|[:/]\d|\.\d)",
    re.IGNORECASE,
)
_HINT = re.compile(rf"\d|\b(?:пів)?(?:{_WORD}|{_SCALE})\b", re.IGNORECASE)
_SPELT = frozenset(
    (*_UNITS, *_TENS, *_UK, *_SCALES, *_UK_SCALES, *("пів" + scale for scale in (*_SCALES, *_UK_SCALES)))
)
_HINTS = Memo(lambda word: word in _SPELT if word.isalpha() else _HINT.search(word) is not None)
"""Whether a word in small letters is or holds a number."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number with its span, bound and qualifier (see ``models.Figure``)."""

    start: int
    end: int
    value: float
    high: float | None
    qualifier: str


def may_hold(words: Iterable[str]) -> bool:
    """Whether one of the words of a text is or holds a number: a cheap test before ``numerals``."""
    return any(map(_HINTS.__getitem__, words))


def numerals(text: str) -> list[Numeral]:
    """All cardinal numbers of ``text``, in order."""
    found: list[Numeral] = []
    for match in _NUMBER.finditer(text):
        low = value(match["low"])
        high = value(match["high"]) if match["high"] else None
        if low is None:
            continue
        if high is not None:
            low *= _shared_scale(match["low"], match["high"], low, high)
            high = None if high <= low else high
        start, qualifier = _qualified(text, match.start())
        found.append(Numeral(start, match.end(), low, high, "range" if high is not None else qualifier))
    return found


def _shared_scale(low: str, high: str, least: float, most: float) -> float:
    """ "40-50 million" begins at 40 million, "two to three thousand" at two thousand."""
    scale = 1.0
    for word in re.findall(r"[^\W\d_]+", high.casefold()):
        scale *= _ALL_SCALES.get(word, 1)
    plain = not any(word in _ALL_SCALES for word in re.findall(r"[^\W\d_]+", low.casefold()))
    return scale if scale > 1 and plain and least * scale <= most else 1.0


def _qualified(text: str, start: int) -> tuple[int, str]:
    whole = text[max(0, start - 20) : start].casefold()
    before = whole.rstrip()
    if not before.endswith(_QUALIFIERS):
        return start, "exact"
    for words, name in ((_LOWER, "more_than"), (_UPPER, "up_to"), (_ABOUT, "about")):
        for word in words:
            if before.endswith(word) and not before[: -len(word)][-1:].isalpha():
                return start - (len(whole) - len(before)) - len(word), name
    return start, "exact"


def value(written: str) -> float | None:
    """The number that ``written`` spells; None where it spells none."""
    return _VALUES[written]


def _spelt(written: str) -> float | None:
    text = written.casefold().replace("\u00a0", " ").replace("\u202f", " ").strip(" .-")
    total, current, seen = 0.0, 0.0, False
    text = re.sub(r"(?<=\d)[ ,](?=\d{3}(?!\d))", "", text)
    text = re.sub(rf"\bпів(?=(?:{_SCALE})\b)", "пів ", text)
    text = re.sub(r"\bhalf an?\b|\ba half\b", "half", text)
    for part in re.split(r"[\s-]+", text):
        if part == "and" and seen:
            continue
        if re.fullmatch(r"\d+(?:[.,]\d+)?", part):
            current += float(part.replace(",", "."))
        elif part in ("a", "an"):
            current += 1
        elif part in _HALVES:
            current += _HALVES[part]
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


_VALUES = Memo(_spelt)
