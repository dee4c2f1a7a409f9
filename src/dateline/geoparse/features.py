"""What the recogniser looks at in a candidate: shapes, neighbours, word lists, the gazetteer, the document.

Each feature is a short string, present or absent; ``explain`` has the plain words for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from dateline.geoparse import lexicon, ukrainian
from dateline.geoparse.lexicon import COMMON, FIRST, LAST
from dateline.geoparse.spans import Span, is_capital
from dateline.geoparse.templates import Group
from dateline.models import Place, PlaceKind

_PROPER_MARK = "\0"
"""Ends a name whose capital proves that it is no ordinary word (in Ukrainian, anywhere but at the start)."""
_IN = frozenset(("in", "at", "near"))
_QUOTES = frozenset("\"'“”„«»‘’([—–-•*·")
_POPULATION = ((1_000_000, "6"), (100_000, "5"), (20_000, "4"), (3_000, "3"), (1, "2"))
DOC_PERSON, DOC_PLACE, DOC_LOWER, DOC_CAPITAL = 1, 2, 4, 8


@lru_cache(maxsize=65536)
def word_class(word: str) -> str:
    """A coarse class of one word as written: what kind of neighbour it is."""
    if not word[0].isalnum():
        return word if len(word) == 1 else "'s"
    if word[0].isdigit():
        return "num"
    low = word.lower()
    if low in lexicon.TITLES:
        return "Title" if is_capital(word) else "title"
    if not is_capital(word):
        return next((name for name, words in _SMALL_CLASSES if low in words), "low")
    closed = next((name for name, words in _CAPITAL_CLASSES if low in words), "")
    return closed or _open_class(low)


_SMALL_CLASSES = (
    ("prep", lexicon.LOCATIVE),
    ("det", lexicon.DETERMINERS),
    ("generic", lexicon.GENERIC_KIND),
    ("verb", lexicon.SPEECH_AND_STATE),
    ("direction", lexicon.DIRECTIONS),
)
_CAPITAL_CLASSES = (("Org", lexicon.ORG_HEADS), ("Generic", lexicon.GENERIC_KIND))


def _open_class(low: str) -> str:
    """The class of a capitalised word that is in no closed list: a name, a word, a people's adjective."""
    flags = word_flags(low)
    if flags & FIRST and not flags & COMMON:
        return "First"
    if low in lexicon.LOCATIVE or low in lexicon.DETERMINERS:
        return "Small"
    if low.endswith(lexicon.DEMONYM_ENDINGS):
        return "Demonym"
    if flags & COMMON:
        return "CapCommon"
    return "Last" if flags & LAST else "Cap"


def sentence_initial(span: Span) -> bool:
    """Whether nothing but quotation marks and bullets stands before the span in its sentence."""
    return all(word in _QUOTES for word in span.sentence.words[: span.first]) if span.first < 4 else False


def word_flags(low: str) -> int:
    """COMMON, FIRST and LAST of a word in small letters, Latin or Ukrainian."""
    return ukrainian.flags(low) if "\u0400" <= low[0] <= "\u04ff" else lexicon.table().get(low, 0)


@lru_cache(maxsize=65536)
def _lexical(name: str, proper: bool, initial: bool) -> Group:
    """Features of the written name alone.

    Args:
        proper: its capital proves that it is no ordinary word.
        initial: it opens its sentence, so that each says less than elsewhere.
    """
    lows = name.lower().replace("-", " ").split()
    flags = word_flags(lows[0]) if len(lows) == 1 else 0
    flags &= ~COMMON if proper else 7
    found = [f"len={min(len(lows), 4)}", f"flags={flags}"]
    if name.isupper():
        found.append("allcaps" if len(name) > 3 else f"acronym{len(name)}")
    if len(name) <= 3:
        found.append("short")
    if lows[-1].endswith(lexicon.DEMONYM_ENDINGS):
        found.append("demonym")
    if lows[-1] in lexicon.ORG_HEADS:
        found.append("orghead")
    if any(low in lexicon.TITLES for low in lows):
        found.append("titleword")
    if len(lows) > 1:
        if word_flags(lows[0]) & FIRST and word_flags(lows[-1]) & LAST:
            found.append("personlike")
        if all(word_flags(low) & COMMON for low in lows):
            found.append("allcommon")
    if initial:
        found += ["initial", *["initial&" + feature for feature in found[1:]]]
    return tuple(found)


def gazetteer_features(name: str, places: Iterable[Place], count: int) -> Group:
    """What the gazetteer says of a name: kinds, size, how many namesakes, whether it is a main name."""
    listed = list(places)
    if not listed:
        return ("gaz=none",)
    best = listed[0]
    size = next((code for floor, code in _POPULATION if best.population >= floor), "1")
    found = [f"kind={best.kind.value}", f"names={min(count, 9).bit_length()}"]
    if best.kind is PlaceKind.SETTLEMENT:
        found.append(f"pop={size}")
    low = name.rstrip(_PROPER_MARK).lower()
    exact = any(is_main(low, place) for place in listed[:3])
    found.append("main" if exact else "alias")
    flags = word_flags(low) & (~COMMON if name.endswith(_PROPER_MARK) else 7)
    if flags:
        found.append(f"flags={flags}&{found[0] if best.kind is not PlaceKind.SETTLEMENT else 'pop=' + size}")
    if not exact and best.kind is PlaceKind.SETTLEMENT:
        found.append(f"alias&pop={size}")
    return tuple(found)


@lru_cache(maxsize=65536)
def is_main(low: str, place: Place) -> bool:
    """Whether a name in small letters is the place's own ("kharkiv" of Kharkiv Oblast, too), in any case."""
    own = place.name.lower()
    if own == low or own.startswith(low + " "):
        return True
    native = (place.name_native or "").lower()
    stem = max(3, len(native) - 3)
    return "\u0400" <= low[0] <= "\u04ff" and low[:stem] == native[:stem] and abs(len(low) - len(native)) < 4


@lru_cache(maxsize=65536)
def _before(b2: str, before: str, touching: bool) -> Group:
    """Features of the two words before; ``touching`` where no more than a space parts the last from the name."""
    low, left = before.lower(), word_class(before)
    found = ["p1=" + low, "P1=" + left, "p2=" + b2 + " " + low]
    if touching and left in _PROPER:
        found.append("capbefore=" + left)
    if left == "." and b2 in lexicon.TITLES:
        found.append("P1=Title")
    return tuple(found)


@lru_cache(maxsize=65536)
def _after(after: str, second: str) -> Group:
    """Features of the word behind and of the class of the second."""
    right = word_class(after)
    found = ["n1=" + after.lower(), "N1=" + right, "N1N2=" + right + second]
    if right in _PROPER:
        found.append("capafter")
    return tuple(found)


@lru_cache(maxsize=65536)
def _between(before: str, after: str) -> Group:
    """The feature of both neighbours together."""
    return (f"P1N1={word_class(before)}|{word_class(after)}",)


@lru_cache(maxsize=256)
def _document(document: int, initial: bool) -> Group:
    """Features of the flags of a name in its document."""
    found = [feature for flag, feature in _DOCUMENT if document & flag]
    if initial and not document & DOC_CAPITAL:
        found.append("only initial")
    return tuple(found)


_DOCUMENT = ((DOC_PERSON, "docperson"), (DOC_PLACE, "docplace"), (DOC_LOWER, "lower elsewhere"))


def recognition(
    span: Span, name: str, gazetteer: Callable[[str, tuple[int, ...]], Group], document: int
) -> tuple[list[Group], list[str]]:
    """All features of a candidate. ``document`` holds the DOC_ flags of its name.

    Returns:
        Groups that come again with the same words or the same name, and the features of this span alone.
    """
    sentence, first, last = span.sentence, span.first, span.last
    words, lows, count = sentence.forms, sentence.keys, len(sentence.words)
    before = words[first - 1] if first else "^"
    after = words[last] if last < count else "$"
    initial = sentence_initial(span)
    proper = sentence.lang == "uk" and (not initial or bool(document & DOC_CAPITAL))
    groups = [
        _before(
            lows[first - 2] if first > 1 else "^",
            before,
            first > 0 and sentence.ends[first - 1] + 1 >= sentence.starts[first],
        ),
        _after(after, word_class(words[last + 1] if last + 1 < count else "$")),
        _between(before, after),
        _lexical(name, proper, initial),
        gazetteer(name + _PROPER_MARK if proper else name, span.rows),
        _document(document, initial),
    ]
    own = ["head=" + lows[last - 1]] if last - first > 1 else []
    if span.asked:
        own += ["asked=" + span.asked, "cue=" + span.cue]
    if not span.rows:
        own.append("unknown&P1=" + word_class(before))
    return groups, own


_PROPER = frozenset(("Cap", "CapCommon", "First", "Last", "Org", "Demonym", "Title", "Generic"))


def document_flags(spans: Sequence[Span], names: Sequence[str]) -> dict[str, int]:
    """For each name what the rest of the document says: a person, a place after "in", an ordinary word."""
    flags: dict[str, int] = {}
    ordinary: set[str] = set()
    seen: set[int] = set()
    for span in spans:
        if id(span.sentence) not in seen:
            seen.add(id(span.sentence))
            ordinary.update(span.sentence.words)
    for span, name in zip(spans, names, strict=True):
        found = DOC_LOWER if name.lower() in ordinary else 0
        if span.first:
            before = span.sentence.forms[span.first - 1]
            if before in _IN:
                found |= DOC_PLACE
            elif is_capital(before) and word_class(before) in ("First", "Title"):
                found |= DOC_PERSON
            if before[0].isalnum():
                found |= DOC_CAPITAL
        flags[name] = flags.get(name, 0) | found
    return flags
