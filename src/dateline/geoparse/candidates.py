"""Spans that may name a place, before anybody decides: from the gazetteer and from the text itself.

The gazetteer gives every name that it knows at a capitalised word. The text gives names that no
gazetteer knows: "village of X", "X district", "Y Palace". A generic word that makes a name another place
("Kharkiv region") joins the span, and asks for a kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from dateline.geoparse import lexicon, ukrainian
from dateline.geoparse.document import Sentence

_MEMO_LIMIT = 20_000
_LONGEST_RUN = 14
"""Words of a run that is remembered whole; names in longer runs (text in capitals) are looked up one by one."""
_LONGEST_MEMO = 400
"""Characters of a run that is remembered; text without spaces makes words of any length."""
_JOINED = frozenset("-‐‑.'’&")
_OPENING = re.compile(r"[\W_]*+(\w+(?:['’ʼ`](?!s\b)\w+)*+)(?:\s++([^\W_]+))?")
"""The first word, and the word behind it."""

_LISTED = frozenset((",", "and", "-", "or", "та", "і", "й"))
_BETWEEN_LISTED = frozenset(
    (",", "and", "-", "or", "the", "other", "some", "several", "та", "і", "й", "інших", "інші", "'", "’")
)
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


class Span:
    """A candidate. ``first`` and ``last`` (exclusive) index words of ``sentence``.

    ``asked`` is the kind that the words around ask for ("" where they ask for none); ``core`` the end of the
    name without its generic word. ``rows`` is empty where the gazetteer does not know the name.
    """

    __slots__ = ("asked", "core", "cue", "end", "first", "last", "rows", "sentence", "start")

    def __init__(
        self,
        sentence: Sentence,
        first: int,
        last: int,
        rows: tuple[int, ...],
        *,
        asked: str = "",
        core: int | None = None,
        cue: str = "",
    ) -> None:
        self.sentence = sentence
        self.first = first
        self.last = last
        self.start = sentence.start + sentence.starts[first]
        self.end = sentence.start + sentence.ends[last - 1]
        self.rows = rows
        self.asked = asked
        self.core = last if core is None else core
        self.cue = cue

    @property
    def known(self) -> bool:
        """Whether the gazetteer knows the name."""
        return bool(self.rows)


def is_capital(word: str) -> bool:
    """Whether the word begins with a capital letter."""
    return word[0].isupper()


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
    asks = low in lexicon.ADMIN_ADJECTIVE or low in lexicon.JOINING or low in lexicon.ASKING or low in _LISTED
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
            asked, cue = _listed_kind(sentence, at + 1) if follower else ("", "")
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
            found.extend(_led(sentence, at, found))

    def _named(self, word: str) -> tuple[int, ...]:
        """The rows of the places that a single word names, if it is a name and not a month or a body."""
        rows = self._words.get(word)
        if rows is None:
            if len(self._words) >= _MEMO_LIMIT:
                self._words.clear()
            whole = [rows for begin, end, rows in self._matches(word) if begin == 0 and end == len(word)]
            named = whole and not _calendar_or_body(word, word.lower())
            rows = self._words[word] = whole[0] if named else ()
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
            found.extend(_with_generics(sentence, known))
        found.extend(_from_text(sentence, first, stop, known, {span.last for span in found}))

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
            if one is None or two is None or _no_name(sentence, one, two):
                continue
            if one and sentence.lows[one - 1] in lexicon.LEADING and is_capital(sentence.words[one - 1]):
                continue
            if two - one > 1 and (sentence.words[two - 1] in lexicon.ASKING or _patron(sentence, one)):
                continue
            known[one, two] = self._asked(sentence, one, two, rows)
        return known

    def _asked(self, sentence: Sentence, first: int, last: int, rows: tuple[int, ...]) -> Span:
        """The match as a span with the kind asked for, a region or district so called before its namesakes."""
        span = _with_kind(sentence, first, last, rows)
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
        return _over_generic(sentence.lows, at, count)
    return at


def _over_generic(lows: list[str], at: int, count: int) -> int:
    """The end of a run after a generic word in small letters ("region", "nuclear power plant")."""
    for reach in range(at, min(at + 3, count)):
        if lows[reach] in lexicon.GENERIC_KIND or lows[reach] in lexicon.AREA_WORDS:
            return reach + 1
        if lows[reach] not in lexicon.BEFORE_GENERIC:
            break
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


def _no_name(sentence: Sentence, first: int, last: int) -> bool:
    """Single words that name no place here: months, bodies, ordinary Ukrainian words with a capital."""
    if last - first > 1:
        return False
    if _calendar_or_body(sentence.words[first], sentence.lows[first]):
        return True
    if _half_adjective(sentence, first):
        return True
    return sentence.lang == "uk" and _ordinary(sentence, first)


def _calendar_or_body(word: str, low: str) -> bool:
    return low in lexicon.CALENDAR or (low in lexicon.ACRONYMS and word.isupper())


def _half_adjective(sentence: Sentence, at: int) -> bool:
    """Whether an ordinary word is half of a compound adjective within a name: "Golden-Domed"."""
    if sentence.words[at + 1 : at + 2] != ["-"] or at + 2 >= len(sentence.words):
        return False
    return (
        sentence.ends[at] == sentence.starts[at + 1]
        and sentence.ends[at + 1] == sentence.starts[at + 2]
        and is_capital(sentence.words[at + 2])
        and sentence.lows[at + 2].endswith(("ed", "ing"))
        and bool(lexicon.table().get(sentence.lows[at], 0) & lexicon.COMMON)
    )


def _patron(sentence: Sentence, first: int) -> bool:
    """Whether a saint is meant to whom a church or an icon is dedicated: "the Monastery of Saint Michael"."""
    lows = sentence.lows
    if lows[first] not in lexicon.SAINTS or not first or lows[first - 1] != "of":
        return False
    return not lexicon.DEDICATED.isdisjoint(lows[max(0, first - 4) : first - 1])


def _ordinary(sentence: Sentence, at: int) -> bool:
    """Whether a capitalised Ukrainian word is no name: it opens the sentence, or describes the noun behind it."""
    low = sentence.lows[at]
    opens = at == 0 or not any(word[0].isalnum() for word in sentence.words[:at])
    follower = sentence.words[at + 1] if at + 1 < len(sentence.words) else "."
    if ukrainian.is_ordinary_noun(low) or (opens and ukrainian.may_be_function_word(low)):
        return True
    if ukrainian.part_of_speech(low) == "ADJF" and ukrainian.describes(low):
        governed = at > 0 and ukrainian.part_of_speech(sentence.lows[at - 1]) == "PREP"
        return follower[0].islower() and (opens or ukrainian.agree(low, follower, governed=governed))
    return False


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


def _with_kind(sentence: Sentence, first: int, last: int, rows: tuple[int, ...]) -> Span:
    """The match as a span, with the kind that the words around it ask for."""
    lows, words = sentence.lows, sentence.words
    final = lows[last - 1]
    if last - first > 1 and final in lexicon.GENERIC_KIND:
        return Span(sentence, first, last, rows, asked=lexicon.GENERIC_KIND[final], core=last - 1)
    asked, cue = "", ""
    if last < len(lows):
        following = lows[last]
        if following in lexicon.ADMIN_ADJECTIVE and is_capital(words[last]):
            asked, cue = lexicon.ADMIN_ADJECTIVE[following], following
        elif following in lexicon.JOINING or (following in lexicon.ASKING and words[last] == following):
            asked, cue = lexicon.GENERIC_KIND.get(following, ""), following
        else:
            asked, cue = _listed_kind(sentence, last)
    if not asked:
        asked, cue = _kind_before(sentence, first)
    return Span(sentence, first, last, rows, asked=asked, cue=cue)


def _listed_kind(sentence: Sentence, at: int) -> tuple[str, str]:
    """The kind that a plural generic gives to a list before it ("Donetsk, Luhansk and Sumy regions")."""
    lows, words = sentence.lows, sentence.words
    if lows[at] not in _LISTED:
        return "", ""
    for reach in range(at, min(at + 24, len(lows))):
        low = lows[reach]
        if low in lexicon.PLURAL_GENERIC:
            return lexicon.GENERIC_KIND[low], low
        if low not in _BETWEEN_LISTED and not is_capital(words[reach]):
            return "", ""
    return "", ""


def _kind_before(sentence: Sentence, first: int) -> tuple[str, str]:
    """The kind that words before ask for: "the city of X", "villages of X", "м. Х"."""
    lows = sentence.lows
    if first >= 2 and lows[first - 1] == "of" and lows[first - 2] in lexicon.OF_KIND:
        return lexicon.OF_KIND[lows[first - 2]], lows[first - 2]
    if first >= 1 and lexicon.OF_KIND.get(lows[first - 1]) == "settlement":
        return "settlement", lows[first - 1]
    return "", ""


def _with_generics(sentence: Sentence, known: dict[tuple[int, int], Span]) -> Iterator[Span]:
    """ "Calais region": a known name and a generic word that the gazetteer does not know together."""
    lows, count = sentence.lows, len(sentence.lows)
    for (first, last), span in known.items():
        if last < count and lows[last] in lexicon.JOINING and (first, last + 1) not in known:
            kind = lexicon.GENERIC_KIND.get(lows[last], "")
            yield Span(sentence, first, last + 1, span.rows, asked=kind, core=last, cue=lows[last])


def _from_text(
    sentence: Sentence, first: int, stop: int, known: dict[tuple[int, int], Span], ended: set[int]
) -> Iterator[Span]:
    """Names that the words around make a place, known to the gazetteer or not."""
    for begin, end in _blocks(sentence, first, stop):
        if sentence.lows[begin] in lexicon.LEADING and end - begin == 2 and (begin, end) not in known:
            yield Span(sentence, begin, end, (), asked="natural", cue=sentence.lows[begin])
            continue
        if sentence.lows[end - 1] in lexicon.WATERS and sentence.lows[end : end + 1] == ["of"]:
            yield from _of_name(sentence, end - 1, stop, known)
        head = _site_head(sentence, begin, end) or _small_site_head(sentence, end)
        if head is not None and (begin, head) not in known:
            low = sentence.lows[head - 1]
            kind = lexicon.GENERIC_KIND.get(low, "site")
            yield Span(sentence, begin, head, (), asked=kind, core=head - 1, cue=low)
        if (begin, end) in known or end - begin > 4 or _no_name(sentence, begin, end):
            continue
        asked, cue = _kind_before(sentence, begin)
        following = sentence.lows[end] if end < len(sentence.lows) else ""
        before = sentence.keys[begin - 1] if begin else ""
        if not asked and following in lexicon.JOINING:
            kind = lexicon.GENERIC_KIND.get(following, "")
            yield Span(sentence, begin, end + 1, (), asked=kind, core=end, cue=following)
        elif asked or before in lexicon.LOCATIVE:
            ended.add(end)
            yield Span(sentence, begin, end, (), asked=asked, cue=cue)
        elif before in (",", "and", "or") and (begin - 1 in ended or begin - 2 in ended):
            ended.add(end)
            yield Span(sentence, begin, end, (), cue="listed")


def _led(sentence: Sentence, at: int, found: Sequence[Span]) -> Iterator[Span]:
    """What `_from_text` gives of a single word that the gazetteer does not know."""
    if _calendar_or_body(sentence.words[at], sentence.lows[at]):
        return
    before = sentence.keys[at - 1]
    asked, cue = _kind_before(sentence, at)
    if asked or before in lexicon.LOCATIVE:
        yield Span(sentence, at, at + 1, (), asked=asked, cue=cue)
    elif before in (",", "and", "or") and any(at - 2 <= span.last < at for span in found):
        yield Span(sentence, at, at + 1, (), cue="listed")


def _of_name(sentence: Sentence, head: int, stop: int, known: dict[tuple[int, int], Span]) -> Iterator[Span]:
    """ "Gulf of Mexico": a capitalised generic word, "of" and a name are one name, known or not."""
    end = head + 2
    while end < stop and is_capital(sentence.words[end]):
        end += 1
    if end > head + 2 and (head, end) not in known:
        yield Span(sentence, head, end, (), asked="natural", cue=sentence.lows[head])


def _blocks(sentence: Sentence, first: int, stop: int) -> Iterator[tuple[int, int]]:
    """The stretches of capitalised words (hyphens included) within a run, without small words."""
    words, at = sentence.words, first
    while at < stop:
        if not is_capital(words[at]):
            at += 1
            continue
        end = at + 1
        while end < stop and (
            is_capital(words[end]) or (words[end] == "-" and end + 1 < stop and is_capital(words[end + 1]))
        ):
            end += 1
        yield at, end
        at = end


def _site_head(sentence: Sentence, begin: int, end: int) -> int | None:
    """The end of the name of a site within capitalised words ("Mariinskyi Palace"), or None."""
    for at in range(end - 1, begin, -1):
        if sentence.lows[at] in lexicon.NAME_HEADS:
            return at + 1
    return None


def _small_site_head(sentence: Sentence, end: int) -> int | None:
    """The end of a plant's name that ends in small letters ("Zaporizhzhia nuclear power plant"), or None."""
    lows = sentence.lows
    if end < len(lows) and lows[end] in lexicon.BEFORE_GENERIC and lows[end] != "railway":
        reach = _over_generic(lows, end, len(lows))
        return reach if reach > end + 1 else None
    return None
