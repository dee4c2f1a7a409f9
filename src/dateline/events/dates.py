"""Expressions of time in a text, resolved against the day of publication in Kyiv.

Month and weekday names come from CLDR (babel) for each language. A release of the small hours
reports the day that has just ended, so "today" before 05:00 is the day before. A month and
day without a year is the one nearest to publication on the side that the event's status demands.
No expression is ever resolved to something sharper than it says.
"""

from __future__ import annotations

import re
import tomllib
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from babel.dates import get_day_names, get_month_names

from dateline.events.wording import Memo
from dateline.models import EventDate

KYIV = ZoneInfo("Europe/Kyiv")
NIGHT_ENDS = 5
"""Releases published before this hour report the day before."""

_CALENDAR = Path(__file__).with_name("calendar.toml")
_DIGIT, _NUMBER = re.compile(r"\d"), "0"
"""``_NUMBER`` stands for any number among the words of a text."""
_RUN = re.compile(r"\w+")
_DAY, _FEW_DAYS, _WEEK, _MONTH, _YEAR = 1, 2, 3, 4, 5
_MONTH_DAYS = 30
"""Units of this many days and more are months and years."""
_YEARS = {"last": -1, "this": 0, "next": 1}


def reference_day(published: datetime | None) -> date | None:
    """The day that "today" means in a release, in Kyiv time; None for an undated release."""
    if published is None:
        return None
    local = published.astimezone(KYIV) if published.tzinfo else published
    night = local.hour < NIGHT_ENDS and (local.hour, local.minute, local.second) != (0, 0, 0)
    return local.date() - timedelta(days=1) if night else local.date()


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A span that says when. ``first``/``last`` bound it; ``floating`` lacks its year.

    ``prec`` is UCDP date_prec. ``bound`` is "since" or "until" where only one end is given.
    """

    start: int
    end: int
    text: str
    first: date
    last: date
    prec: int
    relative: bool = False
    floating: bool = False
    bound: str = ""

    def moved(self, offset: int) -> TimeExpression:
        """The same expression in a text that begins ``offset`` code points earlier."""
        return TimeExpression(
            self.start + offset, self.end + offset, self.text, self.first, self.last,
            self.prec, self.relative, self.floating, self.bound,
        )  # fmt: skip

    def resolve(self, today: date | None, *, planned: bool) -> EventDate | None:
        """The expression as a date of an event; None where it needs a day that is unknown."""
        if not self.floating:
            return self._date(self.first, self.last)
        if today is None:
            return None
        years = (today.year - 1, today.year, today.year + 1)
        spans = [s for y in years if (s := _moved(self.first, self.last, y)) is not None]
        fits = [s for s in spans if (s[1] >= today if planned else s[0] <= today)]
        if not fits:
            return None
        return self._date(*(fits[0] if planned else fits[-1]))

    def _date(self, first: date, last: date) -> EventDate:
        basis = "relative" if self.relative else "text"
        if self.prec == _YEAR:
            return EventDate(str(first.year), _end(str(first.year), str(last.year)), _YEAR, basis, self.text)
        if self.prec == _MONTH:
            value, end = first.isoformat()[:7], last.isoformat()[:7]
            return EventDate(value, _end(value, end), _MONTH, basis, self.text)
        return EventDate(
            first.isoformat(), _end(first.isoformat(), last.isoformat()), self.prec, basis, self.text
        )


def _end(first: str, last: str) -> str | None:
    return last if last != first else None


def _moved(first: date, last: date, year: int) -> tuple[date, date] | None:
    try:
        return first.replace(year=year), last.replace(year=year + last.year - first.year)
    except ValueError:  # 29 February of a common year
        return None


Match = Callable[[re.Match[str], date | None], TimeExpression | None]


class Rule(NamedTuple):
    """One form of expressions of time.

    ``needs``: groups of words, of each of which a text must have one that the pattern may be found in it.
    """

    pattern: re.Pattern[str]
    build: Match
    needs: tuple[frozenset[str], ...] = ()


class Clock:
    """Finds expressions of time in one language."""

    def __init__(self, lang: str = "en") -> None:
        data = tomllib.loads(_CALENDAR.read_text(encoding="utf-8"))
        self._words = data.get(lang) or data["en"]
        self._lang = lang if lang in data else "en"
        self._months = {**_names(self._lang, get_month_names), **self._words.get("months", {})}
        self._days = _weekdays(self._lang)
        self._cues = frozenset(hint.split()[-1].casefold() for hint in self._hints())
        self._may_tell = Memo(self._is_cue)
        self._rules = [(needs, tuple(rules)) for needs, rules in groupby(self._compile(), lambda r: r.needs)]

    def find(self, text: str, today: date | None) -> list[TimeExpression]:
        """All expressions in ``text``, in order, none overlapping another; ``today`` may be unknown."""
        taken: list[TimeExpression] = []
        for rule in self._applying(text):
            for match in rule.pattern.finditer(text):
                if any(match.start() < t.end and t.start < match.end() for t in taken):
                    continue
                found = rule.build(match, today)
                if found is not None:
                    taken.append(_bounded(found, text))
        return sorted(taken, key=lambda t: t.start)

    def _applying(self, text: str) -> Iterator[Rule]:
        """The rules that may find something in ``text``, in their order."""
        said = set(_RUN.findall(text.casefold()))
        if _DIGIT.search(text):
            said.add(_NUMBER)
        for needs, rules in self._rules:
            if not any(group.isdisjoint(said) for group in needs):
                yield from rules

    def may_find(self, lowered: Sequence[str]) -> bool:
        """Whether lower-case words hold what every expression of time holds: a cheap test before ``find``."""
        return any(map(self._may_tell.__getitem__, lowered))

    def _is_cue(self, word: str) -> bool:
        if word in self._cues or (word[:2] in ("19", "20") and word[:4].isdigit()):
            return True
        return ("'" in word or "-" in word) and not self._cues.isdisjoint(re.split("['-]", word))

    def _hints(self) -> list[str]:
        """Words and phrases of which every expression of time holds one, or else a year."""
        words = self._words
        phrases = [*self._months, *self._days, *words["ago"], *words["week"], *words["month"], *words["year"]]
        for key in ("today", "yesterday", "tomorrow", "before_yesterday", "after_tomorrow"):
            phrases += words[key]
        return phrases

    def _compile(self) -> Iterator[Rule]:
        month = (
            "(?P<month>" + "|".join(sorted(map(re.escape, self._months), key=len, reverse=True)) + r")\b\.?"
        )
        day, day2 = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<day2>\d{1,2})(?:st|nd|rd|th)?"
        month2 = month.replace("month", "month2")
        near = rf"(?:of\s+)?(?P<near>{self._near_words()})\s+(?:{_any(self._words['year'])})\b"
        year = rf"(?:,?\s+(?:(?:of\s+)?(?P<year>(?:19|20)\d\d)(?!\d)(?:\s+рок[уи]|\s+р\.)?|{near}))?"
        link = r"\s*(?:-|–|—|to|and|until|till|through|по|до|і|та|й)\s*"
        flags, named = re.IGNORECASE, (_one_of(self._months),)
        number = (frozenset((_NUMBER,)),)
        numbered = (*named, *number)
        yield Rule(re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<day>\d\d)\b"), self._iso, number)
        yield Rule(
            re.compile(r"\b(?P<day>\d{1,2})\.(?P<m>\d\d)\.(?P<year>(?:19|20)\d\d)\b"), self._iso, number
        )
        yield Rule(
            re.compile(rf"\b{day}\s+{month}{link}{day2}\s+{month2}{year}", flags), self._span, numbered
        )
        yield Rule(
            re.compile(rf"\b{month}\s+{day}{link}{month2}\s+{day2}\b{year}", flags), self._span, numbered
        )
        yield Rule(re.compile(rf"\b{day}{link}{day2}\s+(?:of\s+)?{month}{year}", flags), self._span, numbered)
        yield Rule(re.compile(rf"\b{month}\s+{day}{link}{day2}\b(?!\s*%){year}", flags), self._span, numbered)
        yield Rule(re.compile(rf"\b{day}\s+(?:of\s+)?{month}{year}", flags), self._span, numbered)
        yield Rule(re.compile(rf"\b{month}\s+{day}\b(?!\d){year}", flags), self._span, numbered)
        yield Rule(
            re.compile(rf"\b{month},?\s+(?:(?:of\s+)?(?P<year>(?:19|20)\d\d)\b|{near})", flags),
            self._month,
            named,
        )
        bare = r"(?:in|since|by|during|early|late|mid|of|у|в|з|до)(?:\s+(?:early|late|mid|the|middle|end|beginning|of))*\s+"
        yield Rule(re.compile(rf"\b{bare}{month}(?!\s*\d)", flags), self._month, named)
        yield Rule(
            re.compile(r"\b(?:in|since|of|by|during|у|в|з)\s+(?P<year>(?:19|20)\d\d)(?![\d,.]?\d)\b", flags),
            self._year,
            number,
        )
        yield from self._relative()

    def _relative(self) -> Iterator[Rule]:
        words, flags = self._words, re.IGNORECASE
        for key, offset in (
            ("before_yesterday", -2),
            ("after_tomorrow", 2),
            ("yesterday", -1),
            ("today", 0),
            ("tomorrow", 1),
        ):
            pattern = re.compile(rf"\b(?:{_any(words[key])})\b", flags)
            yield Rule(pattern, _shift(offset), (_one_of(words[key]),))
        for key, offset in (("last", -1), ("this", 0), ("next", 1)):
            head, opens = rf"\b(?:{_any(words[key])})\s+", _one_of(words[key])
            for unit in ("week", "month", "year"):
                pattern = re.compile(rf"{head}(?:{_any(words[unit])})\b", flags)
                yield Rule(pattern, _unit(unit, offset), (opens, _one_of(words[unit])))
            if self._days:
                pattern = re.compile(rf"{head}(?P<weekday>{_any(list(self._days))})\b", flags)
                yield Rule(pattern, self._weekday(offset), (opens, _one_of(self._days)))
        units, ago = _any(list(words["units"])), _any(words["ago"])
        numbers = _any(list(words["numbers"]))
        pattern = re.compile(rf"\b(?P<n>\d{{1,2}}|{numbers})\s+(?P<unit>{units})\s+(?:{ago})\b", flags)
        yield Rule(pattern, self._ago, (_one_of(words["units"]), _one_of(words["ago"])))
        if self._days:
            pattern = re.compile(rf"\b(?:on|у|в)\s+(?P<weekday>{_any(list(self._days))})\b", flags)
            yield Rule(pattern, self._weekday(None), (_one_of(self._days),))

    def _near_words(self) -> str:
        """Words that with "year" name the year of publication or one beside it."""
        return _any([word for key in _YEARS for word in self._words[key]])

    def _year_of(self, groups: Mapping[str, str | None], today: date | None) -> int | None:
        """The year that an expression gives, None where it leaves it open."""
        if groups.get("year"):
            return int(groups["year"] or 0)
        word = (groups.get("near") or "").casefold()
        if not word or today is None:
            return None
        return today.year + next(offset for key, offset in _YEARS.items() if word in self._words[key])

    def _number(self, name: str) -> int:
        return int(self._months[name.casefold()])

    def _iso(self, match: re.Match[str], _today: date | None) -> TimeExpression | None:
        day = _day(int(match["year"]), int(match["m"]), int(match["day"]))
        return None if day is None else _expression(match, day, day, _DAY)

    def _span(self, match: re.Match[str], today: date | None) -> TimeExpression | None:
        groups = match.groupdict()
        given = self._year_of(groups, today)
        year = given or (today.year if today else 2000)
        month = self._number(groups["month"])
        month2 = self._number(groups["month2"]) if groups.get("month2") else month
        first = _day(year, month, int(groups["day"]))
        last = _day(year, month2, int(groups.get("day2") or groups["day"]))
        if first is None or last is None:
            return None
        if last < first:
            last = last.replace(year=last.year + 1) if month2 < month else first
        length = (last - first).days
        prec = _DAY if not length else _FEW_DAYS if length < 6 else _WEEK if length < 10 else _MONTH
        found = _expression(match, first, last, min(prec, _WEEK))
        return replace(found, floating=given is None)

    def _month(self, match: re.Match[str], today: date | None) -> TimeExpression | None:
        groups = match.groupdict()
        month = self._number(groups["month"])
        given = self._year_of(groups, today)
        if given is None and match["month"][:1].islower() and self._lang == "en":
            return None  # "may" and "march" the verbs
        first = date(given or (today.year if today else 2000), month, 1)
        return replace(_expression(match, first, first, _MONTH), floating=given is None)

    def _year(self, match: re.Match[str], _today: date | None) -> TimeExpression | None:
        year = int(match["year"])
        return _expression(match, date(year, 1, 1), date(year, 1, 1), _YEAR)

    def _weekday(self, offset: int | None) -> Match:
        def build(match: re.Match[str], today: date | None) -> TimeExpression | None:
            if today is None:
                return None
            ahead = (self._days[match["weekday"].casefold()] - today.weekday()) % 7
            if offset == 1:
                day = today + timedelta(days=ahead or 7)
            elif offset == 0:
                day = today - timedelta(days=today.weekday()) + timedelta((today.weekday() + ahead) % 7)
            else:
                day = today - timedelta(days=((7 - ahead) % 7) or (7 if offset == -1 else 0))
            return replace(_expression(match, day, day, _DAY), relative=True)

        return build

    def _ago(self, match: re.Match[str], today: date | None) -> TimeExpression | None:
        if today is None:
            return None
        count = int(match["n"]) if match["n"].isdigit() else self._words["numbers"][match["n"].casefold()]
        unit = self._words["units"][match["unit"].casefold()]
        if unit >= _MONTH_DAYS:
            return _back(match, today, count * (12 if unit > _MONTH_DAYS else 1), yearly=unit > _MONTH_DAYS)
        day = today - timedelta(days=count * unit)
        found = _expression(match, day, day, _DAY if unit == 1 else _WEEK)
        if unit == 7:
            found = replace(found, first=day - timedelta(days=3), last=day + timedelta(days=3))
        return replace(found, relative=True)


def _back(match: re.Match[str], today: date, months: int, *, yearly: bool) -> TimeExpression:
    """So many months or years before ``today``, no sharper than the month or the year."""
    index = today.year * 12 + today.month - 1 - months
    first = date(index // 12, 1 if yearly else index % 12 + 1, 1)
    return replace(_expression(match, first, first, _YEAR if yearly else _MONTH), relative=True)


def _bounded(found: TimeExpression, text: str) -> TimeExpression:
    if found.first != found.last and not found.relative:
        return found  # "from 18 to 20 June" has both ends
    before = text[max(0, found.start - 12) : found.start].casefold().split()
    inside = found.text.casefold().split()[:1]
    for word in [*before[-2:], *inside]:
        if word in ("since", "from", "з", "із", "від"):
            return replace(found, bound="since")
        if word in ("until", "till", "before", "by", "до"):
            return replace(found, bound="until")
    if before[-2:] == ["as", "of"]:
        return replace(found, bound="until")
    return found


def _expression(match: re.Match[str], first: date, last: date, prec: int) -> TimeExpression:
    return TimeExpression(match.start(), match.end(), match.group(), first, last, prec)


def _day(year: int, month: int, day: int) -> date | None:
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def _one_of(phrases: Iterable[str]) -> frozenset[str]:
    """What a text has one of if it holds one of the phrases: their last runs of letters."""
    return frozenset(_RUN.findall(phrase.casefold())[-1] for phrase in phrases)


def _any(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _shift(offset: int) -> Match:
    def build(match: re.Match[str], today: date | None) -> TimeExpression | None:
        if today is None:
            return None
        day = today + timedelta(days=offset)
        return replace(_expression(match, day, day, _DAY), relative=True)

    return build


def _unit(unit: str, offset: int) -> Match:
    def build(match: re.Match[str], today: date | None) -> TimeExpression | None:
        if today is None:
            return None
        if unit == "week":
            first = today - timedelta(days=today.weekday() - 7 * offset)
            found = _expression(match, first, first + timedelta(days=6), _WEEK)
        elif unit == "month":
            index = today.year * 12 + today.month - 1 + offset
            first = date(index // 12, index % 12 + 1, 1)
            found = _expression(match, first, first, _MONTH)
        else:
            first = date(today.year + offset, 1, 1)
            found = _expression(match, first, first, _YEAR)
        return replace(found, relative=True)

    return build


def _names(lang: str, names: Callable[..., Any]) -> dict[str, int]:
    found = {}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in names(width, context=context, locale=lang).items():
                if len(name.rstrip(".")) > 2:
                    found[name.rstrip(".").casefold()] = number
    return found


def _weekdays(lang: str) -> dict[str, int]:
    found = {name.casefold(): i for i, name in get_day_names("wide", locale=lang).items()}
    if lang == "uk":  # the accusative, as in "у середу"
        found.update({n[:-1] + "у": i for n, i in list(found.items()) if n.endswith("а")})
        found["п'ятницю"] = found["пʼятницю"] = found["п’ятницю"] = 4
        found["неділю"] = 6
    return found


@lru_cache(maxsize=4)
def clock(lang: str) -> Clock:
    """The clock of a language, built once."""
    return Clock(lang)
