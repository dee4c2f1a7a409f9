"""The many ways to write a region or a district of Ukraine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.gazetteer.folding import key
from dateline.gazetteer.inflection import forms
from dateline.gazetteer.transliterate import from_ukrainian
from dateline.gazetteer.variants import spellings

OBLAST_WORDS = ("oblast", "oblasts", "region", "regions", "province", "obl.", "obl", "oblast'")
DISTRICT_WORDS = ("district", "districts", "raion", "raions", "rayon", "rayons")


def oblast_keys(*, native: str, bases: list[str], informal: list[str]) -> Iterator[str]:
    """Keys of an oblast: "Kharkiv region", "Kharkivska oblast", "Харківській області", "Харківщині".

    Args:
        native: full Ukrainian name ("Харківська область", "Автономна Республіка Крим").
        bases: English words before "region", the label's own first.
        informal: Ukrainian names such as "Харківщина".
    """
    for base in bases:
        for word in OBLAST_WORDS:
            yield from spellings(f"{base} {word}")
        for pattern in ("region of {}", "oblast of {}", "{} regional", "autonomous republic of {}"):
            if "republic" not in pattern or "Крим" in native:
                yield from (spellings(pattern.format(base)) if "regional" not in pattern else ())
    yield from _native(native)
    for name in informal:
        for form in forms(name):
            yield from spellings(form)
        for spelling in from_ukrainian(name):
            yield from spellings(spelling)


def _native(native: str) -> Iterator[str]:
    for form in forms(native):
        yield from spellings(form)
    adjective, _, noun = native.partition(" ")
    if noun == "область":
        for form in forms(adjective):
            yield from spellings(f"{form} обл.")
            yield from spellings(f"{form} обл")
            yield from spellings(f"{form} області")
        for spelling in from_ukrainian(adjective):
            for word in OBLAST_WORDS:
                yield key(f"{spelling} {word}")


def district_keys(*, adjective: str, centres: Iterable[str]) -> Iterator[str]:
    """Keys of a district: "Izyum district", "Iziumskyi raion", "Ізюмському районі"."""
    for name in dict.fromkeys([*centres, *from_ukrainian(adjective)]):
        for word in DISTRICT_WORDS:
            yield from spellings(f"{name} {word}")
    for form in forms(f"{adjective} район"):
        yield from spellings(form)
    for form in forms(adjective):
        yield from spellings(f"{form} р-н")
        yield from spellings(f"{form} р-ну")


def nouns_of(adjective: str) -> tuple[str, ...]:
    """Names that a district's adjective may come from: Хортицький, Хортиця; Оболонський, Оболонь."""
    if adjective.endswith("цький"):
        stem = adjective.removesuffix("цький")
        return (f"{stem}ця", f"{stem}цьк")
    if adjective.endswith("ський"):
        stem = adjective.removesuffix("ський")
        return (stem, f"{stem}ськ", f"{stem}ь", f"{stem}ка", f"{stem}о")
    return ()
