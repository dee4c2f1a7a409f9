"""Which names a settlement of GeoNames goes by, whether it ships with Dateline or is imported."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from dateline.gazetteer.drafts import ALIAS, FORMER, PRIMARY, WEAK, Draft
from dateline.gazetteer.folding import key
from dateline.gazetteer.officials import NONE, Officials, is_russian
from dateline.gazetteer.transliterate import is_cyrillic, is_ukrainian, official
from dateline.gazetteer.variants import cyrillic, is_usable_alias, latin, latin_elsewhere, spellings

LARGE = 100_000
"""From this many people on, all alternative names count; below, only the name itself."""
INFLECTED = 20_000
"""From this many people on, a Cyrillic name outside Ukraine is inflected."""
_KEPT = 32_768
"""Names whose keys are remembered: thousands of villages share theirs."""
_TYPICAL = frozenset("іїєґ'")


def native_name(names: list[str], label: str, officials: Officials = NONE) -> str:
    """Which of ``names`` is the Ukrainian one: an official one, else the closest to the label."""
    plain = [name.replace("’", "'").replace("ʼ", "'").replace("\u0301", "") for name in names]
    ukrainian = [name for name in plain if is_ukrainian(name)]
    known = [name for name in ukrainian if name in officials]
    heard = officials.sounding(label)
    candidates = [*known, heard] if heard else known or ukrainian

    def closeness(name: str) -> float:
        typical = not _TYPICAL.isdisjoint(name.lower())
        return JaroWinkler.similarity(official(name).lower(), key(label)) + 0.05 * typical

    best = max(candidates, key=closeness, default="")
    return best if best in officials or not officials.names else officials.named(best, label)


def ukrainian(
    draft: Draft,
    name: str,
    alternates: list[str],
    *,
    officials: Officials = NONE,
    labels: Mapping[str, str],
) -> None:
    """Give a Ukrainian settlement its label, its Ukrainian name and every key.

    Args:
        draft: the settlement.
        name: its main name in the source.
        alternates: its other names there, in any script.
        officials: the official Ukrainian names of its region.
        labels: what to show in place of a transliteration by rule.
    """
    draft.native = native_name([*alternates, name], name, officials)
    by_rule = official(draft.native) if draft.native else name
    draft.name = labels.get(by_rule, by_rule)
    if draft.native:
        draft.keys |= _own_keys(draft.native)
    draft.add(spellings(draft.name))
    draft.add(spellings(name))
    for alternate in filter(is_usable_alias, alternates):
        draft.add(_other_keys(alternate), FORMER)


@lru_cache(maxsize=_KEPT)
def _own_keys(native: str) -> dict[str, float]:
    """Keys of a Ukrainian name with their weights; for reading only."""
    weights = dict.fromkeys(latin_elsewhere(native), ALIAS)
    return weights | dict.fromkeys((*latin(native), *cyrillic(native)), PRIMARY)


@lru_cache(maxsize=_KEPT)
def _other_keys(name: str) -> tuple[str, ...]:
    """Keys of another name of a Ukrainian settlement; a Russian one has no Ukrainian cases."""
    return (
        *spellings(name),
        *(latin(name) if is_cyrillic(name) else ()),
        *(cyrillic(name) if is_ukrainian(name) and not is_russian(name) else ()),
    )


def yield_former_names(settlements: list[Draft]) -> None:
    """Where a settlement's other name is another's own, the other one has the better claim to it.

    The sources do not date their alternative names: Donetsk was an Oleksandrivka once, and dozens of
    villages are called so today.
    """
    owners: dict[str, str] = {}
    for draft in settlements:
        for name, weight in draft.keys.items():
            if weight == PRIMARY:
                owners[name] = draft.id if name not in owners else ""
    for draft in settlements:
        for name, weight in draft.keys.items():
            if weight < PRIMARY and name in owners and owners[name] != draft.id:
                draft.keys[name] = WEAK


def foreign(draft: Draft, name: str, alternates: list[str]) -> None:
    """Give a settlement outside Ukraine its keys; the other names of small ones would be noise."""
    draft.add(spellings(name))
    large = draft.population >= LARGE or draft.boost > 1
    for alternate in filter(is_usable_alias, alternates):
        if is_ukrainian(alternate):
            weight = ALIAS if _TYPICAL.isdisjoint(alternate.lower()) else PRIMARY
            draft.add(cyrillic(alternate) if draft.population >= INFLECTED else spellings(alternate), weight)
        elif large and alternate.isascii():
            draft.add(spellings(alternate), WEAK)
