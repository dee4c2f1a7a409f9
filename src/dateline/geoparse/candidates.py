"""Spans that may name a place, before anybody decides: from the gazetteer and from the text itself.

The gazetteer gives every name that it knows at a capitalised word. The text gives names that no
gazetteer knows: "village of X", "X district", "Y Palace". A generic word that makes a name another place
("Kharkiv region") joins the span, and asks for a kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

from dateline.geoparse import lexicon, ukrainian
from dateline.geoparse.asked import (
    LISTED,
    from_text,
    led,
    listed_kind,
    over_generic,
    with_generics,
    with_kind,
)
from dateline.geoparse.document import Sentence
from dateline.geoparse.ordinary import is_calendar_or_body, is_called, is_patron, no_name
from dateline.geoparse.spans import Span, is_capital

_MEMO_LIMIT = 20_000
_LONGEST_RUN = 14
"""Words of a run that is remembered whole; names in longer runs (text in capitals) are looked up one by one."""
_LONGEST_MEMO = 400
"""Characters of a run that is remembered; text without spaces makes words of any length."""
_JOINED = frozenset("-‐‑.'’&")
_OPENING = re.compile(r"[\W_]*+(\w+(?:['’ʼ`](?!s\b)\w+)*+)(?:\s++([^\W_]+))?")
"""The first word, and the word behind it."""

_DIVISIONS = {"region": ("region", "oblast", "province"), "district": ("district", "raion", "county")}
_REGION_ENDINGS = tuple(
    letter + ending for letter in "сцз" for ending in ("ька", "ької", "ькій", "ьку", "ькою")
)
Match = tuple[int, int, tuple[int, ...]]
"""Start and end relative to the run, and rows of the gazetteer, most prominent first."""


class Matcher(Protocol):
    """What candidates need of the gazetteer."""

    def fold(self, text: str) -> str:
        """The text made comparable, offset by offset."""
        ...

    def matches(self, text: str, start: int) -> Iterator[tuple[int, tuple[int, ...]]]:
        """(end, rows) of every name that begins at ``start`` of a folded text."""
        ...


def _spell_out(found: list[Span]) -> None:
    """A name that brackets spell out names what they do: "Kryvyi (Kryvyi Rih - ed.)"."""
    longest = {span.first: span for span in sorted(found, key=lambda s: s.last)}
    for span in found:
        words = span.sentence.words
        whole = longest.get(span.last + 1)
        if whole is None or words[span.last] != "(" or whole.last - whole.first <= span.last - span.first:
            continue
        if words[whole.first : whole.first + span.last - span.first] == words[span.first : span.last]:
            span.rows = whole.rows


def _by_start(span: Span) -> tuple[int, int]:
    return span.start, -span.end


CAPITAL, JOINS, CONNECTS, GENERIC, BEFORE_GENERIC, LEADS, ASKS = 1, 2, 4, 8, 16, 32, 64
_GOES_ON = CAPITAL | JOINS | CONNECTS | GENERIC | BEFORE_GENERIC
"""What behind a capitalised word may make a longer run of it."""


def _kind(word: str) -> int:
    """What a word can be to a run of capitals, as bits: within it, between its words, behind it, before it.

    ``LEADS`` before a name and ``ASKS`` behind it are those that may say what kind of place it is.
    """
    low = word.lower()
    kind = CAPITAL if is_capital(word) else 0
    kind |= JOINS if word in _JOINED else 0
    kind |= CONNECTS if low in lexicon.CONNECTORS else 0
    kind |= GENERIC if low in lexicon.GENERIC_KIND or low in lexicon.AREA_WORDS else 0
    kind |= BEFORE_GENERIC if low in lexicon.BEFORE_GENERIC else 0
    leads = low in lexicon.LOCATIVE or low in (",", "and", "or") or low in lexicon.OF_KIND
    asks = low in lexicon.ADMIN_ADJECTIVE or low in lexicon.JOINING or low in lexicon.ASKING or low in LISTED
    return kind | (LEADS if leads else 0) | (ASKS if asks else 0)


class _Kinds(dict[str, int]):
    """The kind of each word that was seen, as far as they fit."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _MEMO_LIMIT:
            self.clear()
        kind = self[word] = _kind(word)
        return kind


_KINDS = _Kinds()


class Spotter:
    """Finds candidates sentence by sentence; remembers what the gazetteer said of a run of words."""

    def __init__(self, gazetteer: Matcher) -> None:
        self._gazetteer = gazetteer
        self._memo: dict[str, tuple[Match, ...]] = {}
        self._words: dict[str, tuple[int, ...]] = {}
        self._divisions: dict[tuple[str, str], tuple[int, ...]] = {}

    def spans(self, sentence: Sentence) -> list[Span]:
        """All candidates of a sentence, by start, longest first; they may overlap."""
        found: list[Span] = []
        if sentence.lang != "uk" and self._opens_only(sentence):
            return found
        kinds = list(map(_KINDS.__getitem__, sentence.words))
        stop = 0
        kinds.append(0)
        for at, kind in enumerate(kinds):
            if at < stop or not kind & CAPITAL:
                continue
            stop = _run_end(sentence, kinds, at) if kinds[at + 1] & _GOES_ON else at + 1
            if stop > at + 1 or sentence.lang == "uk":
                self._run(sentence, (at, stop), found)
            else:
                self._word(sentence, kinds, at, found)
        if sentence.lang == "uk":
            found.extend(self._adjectives(sentence, {span.first for span in found if span.rows}))
        if "(" in sentence.words or "name" in sentence.lows:
            found = [span for span in found if not is_called(sentence, span.first, span.last)]
            _spell_out(found)
        if not found:
            return found
        if sentence.lang == "en" and "," in sentence.words:
            found.extend(self._abbreviations(sentence, {span.last for span in found}))
        if len(found) > 1:
            found.sort(key=_by_start)
        return found

    def _opens_only(self, sentence: Sentence) -> bool:
        """Whether the only capital is that of the first word, which is no name ("The", "However"): most sentences.

        Told from the text as it is, before it is cut into words.
        """
        text = sentence.text
        opening = _OPENING.match(text)
        if opening is None:
            return False
        rest = text[opening.end(1) :]
        if rest != rest.lower() or _KINDS[opening[2] or "."] & (GENERIC | BEFORE_GENERIC):
            return False
        return not self._matches(opening[1])

    def _abbreviations(self, sentence: Sentence, ended: set[int]) -> Iterator[Span]:
        """States of the US behind a place and a comma: "Lancaster, Pa.", "Columbia, S.C."."""
        words = sentence.words
        for at in sorted(last + 1 for last in ended):
            if at >= len(words) or words[at - 1] != ",":
                continue
            last, short = at + 1, words[at]
            if len(short) == 1 and words[at + 1 : at + 2] == ["."] and at + 2 < len(words):
                last, short = at + 3, short + words[at + 2]
            state = lexicon.US_STATES.get(short)
            if state is None:
                continue
            if (words[last : last + 1] == ["."] and not short.isupper()) or (
                len(short) == 2 and last > at + 1
            ):
                last = min(last + 1, len(words))
            rows = next((rows for _, _, rows in self._whole(state)), ())
            yield Span(sentence, at, last, rows, asked="region", cue="state")

    def _division(self, name: str, asked: str) -> tuple[int, ...]:
        """The region or district that bears the name of a town ("Kherson" of "Kherson and Sumy regions")."""
        remembered = self._divisions.get((name, asked))
        if remembered is None:
            if len(self._divisions) >= _MEMO_LIMIT:
                self._divisions.clear()
            found: dict[int, None] = {}
            for generic in _DIVISIONS[asked]:
                for _, _, rows in self._whole(f"{name} {generic}"):
                    found.update(dict.fromkeys(rows))
            remembered = self._divisions[name, asked] = tuple(found)
        return remembered

    def _adjectives(self, sentence: Sentence, taken: set[int]) -> Iterator[Span]:
        """Regions of a list that share one noun ("у Сумській, Харківській та інших областях"), and those that a body
        administers ("голова Харківської ОВА")."""
        for at, word in enumerate(sentence.words):
            if at in taken or not is_capital(word) or not sentence.lows[at].endswith(_REGION_ENDINGS):
                continue
            follower = sentence.lows[at + 1] if at + 1 < len(sentence.lows) else ""
            asked, cue = listed_kind(sentence, at + 1) if follower else ("", "")
            if follower in lexicon.PLURAL_GENERIC:
                asked, cue = lexicon.GENERIC_KIND[follower], follower
            elif follower and ukrainian.administers(follower):
                asked, cue = "region", "regional"
            if asked == "region":
                joined = at > 1 and sentence.words[at - 1] == "-" and is_capital(sentence.words[at - 2])
                first = at - 2 if joined else at
                half = sentence.lows[first] + "-" if joined else ""
                name = half + ukrainian.feminine(sentence.lows[at]) + " область"
                rows = next((rows for _, _, rows in self._whole(name)), ())
                last = at + 2 if follower in lexicon.PLURAL_GENERIC else at + 1
                if rows:
                    yield Span(sentence, first, last, rows, asked=asked, core=at + 1, cue=cue)

    def _whole(self, name: str) -> Iterator[tuple[int, int, tuple[int, ...]]]:
        folded = self._gazetteer.fold(name)
        for end, rows in self._gazetteer.matches(folded, 0):
            if end == len(folded):
                yield 0, end, rows

    def _word(self, sentence: Sentence, kinds: list[int], at: int, found: list[Span]) -> None:
        """The candidate that one capitalised word makes which is no part of a longer run: most of them."""
        word, leads = sentence.words[at], at and kinds[at - 1] & LEADS
        rows = self._named(word)
        if rows:
            if leads or kinds[at + 1] & ASKS:
                found.append(self._asked(sentence, at, at + 1, rows))
            else:
                found.append(Span(sentence, at, at + 1, rows))
        elif leads:
            found.extend(led(sentence, at, found))

    def _named(self, word: str) -> tuple[int, ...]:
        """The rows of the places that a single word names, if it is a name and not a month or a body."""
        rows = self._words.get(word)
        if rows is None:
            whole = [rows for begin, end, rows in self._matches(word) if begin == 0 and end == len(word)]
            rows = whole[0] if whole and not is_calendar_or_body(word, word.lower()) else ()
            if len(word) <= _LONGEST_MEMO:
                if len(self._words) >= _MEMO_LIMIT:
                    self._words.clear()
                self._words[word] = rows
        return rows

    def _run(self, sentence: Sentence, run: tuple[int, int], found: list[Span]) -> None:
        """Candidates within a run of words (first, stop)."""
        first, stop = run
        if stop - first <= _LONGEST_RUN:
            matches = self._matches(sentence.written(first, stop))
        else:
            matches = self._long(sentence, first, stop)
        known: dict[tuple[int, int], Span] = {}
        if matches:
            known = self._known(sentence, run, matches)
            if stop - first > 1:
                _drop_long_forms(sentence, known)
            found.extend(known.values())
            if stop - first == 1 and known:
                return  # had the text made another name of it, the run would be longer
            found.extend(with_generics(sentence, known))
        found.extend(from_text(sentence, first, stop, known, {span.last for span in found}))

    def _known(
        self, sentence: Sentence, run: tuple[int, int], matches: tuple[Match, ...]
    ) -> dict[tuple[int, int], Span]:
        """The matches of a run that begin and end with its words."""
        known: dict[tuple[int, int], Span] = {}
        first, stop = run
        start = sentence.starts[first]
        word_at = {sentence.starts[k] - start: k for k in range(first, stop)}
        after = {sentence.ends[k] - start: k + 1 for k in range(first, stop)}
        for begin, finish, rows in matches:
            one, two = word_at.get(begin), after.get(finish)
            if one is None or two is None or no_name(sentence, one, two):
                continue
            if one and sentence.lows[one - 1] in lexicon.LEADING and is_capital(sentence.words[one - 1]):
                continue
            if two - one > 1 and (sentence.words[two - 1] in lexicon.ASKING or is_patron(sentence, one)):
                continue
            known[one, two] = self._asked(sentence, one, two, rows)
        return known

    def _asked(self, sentence: Sentence, first: int, last: int, rows: tuple[int, ...]) -> Span:
        """The match as a span with the kind asked for, a region or district so called before its namesakes."""
        span = with_kind(sentence, first, last, rows)
        if span.asked in _DIVISIONS and span.core == last:
            span.rows = self._division(sentence.written(first, last), span.asked) + rows
        return span

    def _matches(self, run: str) -> tuple[Match, ...]:
        if len(run) > _LONGEST_MEMO:
            return tuple(self._look_up(run))
        remembered = self._memo.get(run)
        if remembered is None:
            if len(self._memo) >= _MEMO_LIMIT:
                self._memo.clear()
            remembered = self._memo[run] = tuple(self._look_up(run))
        return remembered

    def _look_up(self, run: str) -> Iterator[Match]:
        folded = self._gazetteer.fold(run)
        for start, char in enumerate(run):
            if char.isupper() and (start == 0 or not (run[start - 1].isalnum() or run[start - 1] == "_")):
                for end, rows in self._gazetteer.matches(folded, start):
                    yield start, end, rows

    def _long(self, sentence: Sentence, first: int, stop: int) -> tuple[Match, ...]:
        """The same for a run too long to remember, in windows of a bounded number of words."""
        origin, found = sentence.starts[first], []
        for at in range(first, stop):
            if is_capital(sentence.words[at]):
                last = min(stop, at + 8)
                begin = sentence.starts[at]
                folded = self._gazetteer.fold(sentence.written(at, last))
                for end, rows in self._gazetteer.matches(folded, 0):
                    found.append((begin - origin, begin - origin + end, rows))
        return tuple(found)


def _run_end(sentence: Sentence, kinds: list[int], first: int) -> int:
    """The end of the run of capitalised words at ``first``, with small words and hyphens between them."""
    words = sentence.words
    count, at = len(words), first + 1
    while at < count:
        kind = kinds[at]
        if kind & CAPITAL:
            at += 1
            continue
        reach = _bridge(sentence, kinds, at) if kind & (JOINS | CONNECTS) else None
        if reach is None:
            break
        at = reach
    if (
        at < count
        and words[at] == "."
        and len(words[at - 1]) == 1
        and at - first > 1
        and words[at - 2] == "."
    ):
        at += 1
    if at < count and kinds[at] & (GENERIC | BEFORE_GENERIC):
        return over_generic(sentence.lows, at, count)
    return at


def _bridge(sentence: Sentence, kinds: list[int], at: int) -> int | None:
    """Where the run goes on after small words or marks at ``at``, or None where it ends."""
    for reach in range(at, min(at + 4, len(sentence.words))):
        kind = kinds[reach]
        if reach > at and kind & CAPITAL:
            return reach + 1
        if kind & JOINS:
            if sentence.starts[reach] != sentence.ends[reach - 1]:
                return None
        elif not kind & CONNECTS:
            return None
    return None


def _drop_long_forms(sentence: Sentence, known: dict[tuple[int, int], Span]) -> None:
    """Leave "Republic of Poland" to "Poland" where both are the same place."""
    for (first, last), span in list(known.items()):
        if sentence.lows[first] not in lexicon.LONG_FORMS:
            continue
        for at in range(first + 2, min(first + 4, last)):
            short = known.get((at, last))
            if short is not None and short.rows[0] == span.rows[0]:
                del known[first, last]
                break
