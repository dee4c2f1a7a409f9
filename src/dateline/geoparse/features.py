"""What the recogniser looks at in a candidate: shapes, neighbours, word lists, the gazetteer, the document.

Each feature is a short string, present or absent; ``explain`` has the plain words for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from dateline.geoparse import lexicon, ukrainian
from dateline.geoparse.candidates import Span, is_capital
from dateline.geoparse.lexicon import COMMON, FIRST, LAST
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
def _lexical(name: str, proper: bool) -> tuple[str, ...]:
    """Features of the written name alone; ``proper`` where its capital proves that it is no ordinary word."""
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
    return tuple(found)


def gazetteer_features(name: str, places: Iterable[Place], count: int) -> tuple[str, ...]:
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


def recognition(
    span: Span, name: str, gazetteer: Callable[[str, tuple[int, ...]], tuple[str, ...]], document: int
) -> list[str]:
    """All features of a candidate. ``document`` holds the DOC_ flags of its name."""
    sentence, first, last = span.sentence, span.first, span.last
    words, lows, count = sentence.forms, sentence.keys, len(sentence.words)
    before = words[first - 1] if first else "^"
    after = words[last] if last < count else "$"
    b2 = lows[first - 2] if first > 1 else "^"
    a2 = words[last + 1] if last + 1 < count else "$"
    left, right = word_class(before), word_class(after)
    features = ["p1=" + before.lower(), "P1=" + left, "n1=" + after.lower(), "N1=" + right]
    features.append("p2=" + b2 + " " + before.lower())
    features.append("N1N2=" + right + word_class(a2))
    features.append("P1N1=" + left + "|" + right)
    initial = sentence_initial(span)
    proper = sentence.lang == "uk" and (not initial or bool(document & DOC_CAPITAL))
    lexical = _lexical(name, proper)
    features.extend(lexical)
    features.extend(gazetteer(name if not proper else name + _PROPER_MARK, span.rows))
    if left in _PROPER and sentence.ends[first - 1] + 1 >= span.start:
        features.append("capbefore=" + left)
    if right in _PROPER:
        features.append("capafter")
    if first > 1 and left == "." and lows[first - 2] in lexicon.TITLES:
        features.append("P1=Title")
    if initial:
        features.append("initial")
        features.extend(["initial&" + feature for feature in lexical[1:]])
    if last - first > 1:
        features.append("head=" + lows[last - 1])
    if span.asked:
        features.append("asked=" + span.asked)
        features.append("cue=" + span.cue)
    if not span.rows:
        features.append("unknown&P1=" + left)
    if document & DOC_PERSON:
        features.append("docperson")
    if document & DOC_PLACE:
        features.append("docplace")
    if document & DOC_LOWER:
        features.append("lower elsewhere")
    if not document & DOC_CAPITAL and "initial" in features:
        features.append("only initial")
    return features


_PROPER = frozenset(("Cap", "CapCommon", "First", "Last", "Org", "Demonym", "Title", "Generic"))


def document_flags(spans: Sequence[Span], names: Sequence[str]) -> dict[str, int]:
    """For each name what the rest of the document says: a person, a place after "in", an ordinary word."""
    flags: dict[str, int] = {}
    ordinary: set[str] = set()
    seen: set[int] = set()
    for span in spans:
        if id(span.sentence) not in seen:
            seen.add(id(span.sentence))
            ordinary.update(filter(str.islower, span.sentence.words))
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
