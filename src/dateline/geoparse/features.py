"""What the recogniser looks at in a candidate: shapes, neighbours, word lists, the gazetteer, the document.

Each feature is a short string, present or absent; ``explain`` has the plain words for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from dateline.geoparse import lexicon
from dateline.geoparse.candidates import Span, is_capital
from dateline.geoparse.lexicon import COMMON, FIRST, LAST
from dateline.models import Place, PlaceKind

_QUOTES = frozenset("\"'“”„«»‘’([—–-•*·")
_POPULATION = ((1_000_000, "6"), (100_000, "5"), (20_000, "4"), (3_000, "3"), (1, "2"))
DOC_PERSON, DOC_PLACE, DOC_LOWER = 1, 2, 4


@lru_cache(maxsize=65536)
def word_class(word: str) -> str:
    """A coarse class of one word as written: what kind of neighbour it is."""
    low = word.lower()
    if not word[0].isalnum():
        return word if len(word) == 1 else "'s"
    if word[0].isdigit():
        return "num"
    capital = is_capital(word)
    flags = lexicon.table().get(low, 0)
    if low in lexicon.TITLES:
        return "Title" if capital else "title"
    if capital:
        if low in lexicon.ORG_HEADS:
            return "Org"
        if low in lexicon.GENERIC_KIND:
            return "Generic"
        if flags & FIRST and not flags & COMMON:
            return "First"
        if low in lexicon.LOCATIVE or low in lexicon.DETERMINERS:
            return "Small"
        if low.endswith(lexicon.DEMONYM_ENDINGS):
            return "Demonym"
        if flags & LAST and not flags & COMMON:
            return "Last"
        return "CapCommon" if flags & COMMON else "Cap"
    if low in lexicon.LOCATIVE:
        return "prep"
    if low in lexicon.DETERMINERS:
        return "det"
    if low in lexicon.GENERIC_KIND:
        return "generic"
    if low in lexicon.SPEECH_AND_STATE:
        return "verb"
    if low in lexicon.DIRECTIONS:
        return "direction"
    return "low"


def sentence_initial(span: Span) -> bool:
    """Whether nothing but quotation marks and bullets stands before the span in its sentence."""
    return all(word in _QUOTES for word in span.sentence.words[: span.first]) if span.first < 4 else False


@lru_cache(maxsize=65536)
def _lexical(name: str) -> tuple[str, ...]:
    """Features of the written name alone."""
    words = name.replace("-", " ").split()
    flags = lexicon.table().get(words[0].lower(), 0) if len(words) == 1 else 0
    found = [f"len={min(len(words), 4)}", f"flags={flags}"]
    if name.isupper():
        found.append("allcaps" if len(name) > 3 else f"acronym{len(name)}")
    if len(name) <= 3:
        found.append("short")
    low = words[-1].lower()
    if low.endswith(lexicon.DEMONYM_ENDINGS):
        found.append("demonym")
    if low in lexicon.ORG_HEADS:
        found.append("orghead")
    if any(word.lower() in lexicon.TITLES for word in words):
        found.append("titleword")
    table = lexicon.table()
    if len(words) > 1:
        if table.get(words[0].lower(), 0) & FIRST and table.get(words[-1].lower(), 0) & LAST:
            found.append("personlike")
        if all(table.get(word.lower(), 0) & COMMON for word in words):
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
    low = name.lower()
    exact = any(place.name.lower() == low or place.name.lower().startswith(low + " ") for place in listed[:3])
    found.append("main" if exact else "alias")
    flags = lexicon.table().get(low, 0)
    if flags:
        found.append(f"flags={flags}&{found[0] if best.kind is not PlaceKind.SETTLEMENT else 'pop=' + size}")
    if not exact and best.kind is PlaceKind.SETTLEMENT:
        found.append(f"alias&pop={size}")
    return tuple(found)


def recognition(
    span: Span, name: str, gazetteer: Callable[[str, tuple[int, ...]], tuple[str, ...]], document: int
) -> list[str]:
    """All features of a candidate. ``document`` holds the DOC_ flags of its name."""
    sentence, first, last = span.sentence, span.first, span.last
    words, lows, count = sentence.words, sentence.lows, len(sentence.words)
    before = words[first - 1] if first else "^"
    after = words[last] if last < count else "$"
    b2 = lows[first - 2] if first > 1 else "^"
    a2 = words[last + 1] if last + 1 < count else "$"
    left, right = word_class(before), word_class(after)
    features = ["p1=" + before.lower(), "P1=" + left, "n1=" + after.lower(), "N1=" + right]
    features.append("p2=" + b2 + " " + before.lower())
    features.append("N1N2=" + right + word_class(a2))
    features.append("P1N1=" + left + "|" + right)
    features.extend(_lexical(name))
    features.extend(gazetteer(name, span.rows))
    if left in _PROPER and sentence.ends[first - 1] + 1 >= span.start:
        features.append("capbefore=" + left)
    if right in _PROPER:
        features.append("capafter")
    if first > 1 and left == "." and lows[first - 2] in lexicon.TITLES:
        features.append("P1=Title")
    if sentence_initial(span):
        features.append("initial")
        features.extend(["initial&" + feature for feature in _lexical(name)[1:]])
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
    return features


_PROPER = frozenset(("Cap", "CapCommon", "First", "Last", "Org", "Demonym", "Title", "Generic"))


def document_flags(spans: Iterable[Span], name_of: Callable[[Span], str]) -> dict[str, int]:
    """For each name, whether it stands elsewhere in the document as a person or after "in"."""
    flags: dict[str, int] = {}
    for span in spans:
        before = span.sentence.words[span.first - 1] if span.first else ""
        if not before:
            continue
        low = before.lower()
        if low in ("in", "at", "near", "у", "в"):
            name = name_of(span)
            flags[name] = flags.get(name, 0) | DOC_PLACE
        elif is_capital(before) and word_class(before) in ("First", "Title"):
            name = name_of(span)
            flags[name] = flags.get(name, 0) | DOC_PERSON
    return flags
