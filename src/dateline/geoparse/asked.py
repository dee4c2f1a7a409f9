"""What the words around ask for: a kind of place ("Kharkiv region"), or a place that no gazetteer knows ("village of X")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.geoparse import lexicon
from dateline.geoparse.document import Sentence
from dateline.geoparse.ordinary import is_calendar_or_body, no_name
from dateline.geoparse.spans import Span, is_capital

LISTED = frozenset((",", "and", "-", "or", "та", "і", "й"))
_BETWEEN_LISTED = frozenset(
    (",", "and", "-", "or", "other", "some", "several", "та", "і", "й", "інших", "інші", "'", "’")
)


def with_kind(sentence: Sentence, first: int, last: int, rows: tuple[int, ...]) -> Span:
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
            asked, cue = listed_kind(sentence, last)
    if not asked:
        asked, cue = _kind_before(sentence, first)
    return Span(sentence, first, last, rows, asked=asked, cue=cue)


def listed_kind(sentence: Sentence, at: int) -> tuple[str, str]:
    """The kind that a plural generic gives to a list before it ("Donetsk, Luhansk and Sumy regions")."""
    lows, words = sentence.lows, sentence.words
    if lows[at] not in LISTED:
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


def with_generics(sentence: Sentence, known: dict[tuple[int, int], Span]) -> Iterator[Span]:
    """ "Calais region": a known name and a generic word that the gazetteer does not know together."""
    lows, count = sentence.lows, len(sentence.lows)
    for (first, last), span in known.items():
        if last < count and lows[last] in lexicon.JOINING and (first, last + 1) not in known:
            kind = lexicon.GENERIC_KIND.get(lows[last], "")
            yield Span(sentence, first, last + 1, span.rows, asked=kind, core=last, cue=lows[last])


def from_text(
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
        if (begin, end) in known or end - begin > 4 or no_name(sentence, begin, end):
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


def led(sentence: Sentence, at: int, found: Sequence[Span]) -> Iterator[Span]:
    """What `from_text` gives of a single word that the gazetteer does not know."""
    if is_calendar_or_body(sentence.words[at], sentence.lows[at]):
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
        reach = over_generic(lows, end, len(lows))
        return reach if reach > end + 1 else None
    return None


def over_generic(lows: list[str], at: int, count: int) -> int:
    """The end of a run after a generic word in small letters ("region", "nuclear power plant")."""
    for reach in range(at, min(at + 3, count)):
        if lows[reach] in lexicon.GENERIC_KIND or lows[reach] in lexicon.AREA_WORDS:
            return reach + 1
        if lows[reach] not in lexicon.BEFORE_GENERIC:
            break
    return at
