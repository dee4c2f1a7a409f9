"""How places, values of filters and whole filters are called on the pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from dateline.atlas import Filter
from dateline.dashboard.library import get_library
from dateline.dashboard.words import Words
from dateline.gazetteer import Gazetteer
from dateline.maps import country_name, language_name
from dateline.models import Place, PlaceKind

_WORDS = {
    "types": "type",
    "statuses": "status",
    "site_kinds": "kind",
    "where_prec": "precision",
    "reviewed": "reviewed",
}
_NAMED_AT_MOST = 12


def place_name(place: Place, say: Words) -> str:
    """A place's name in the reader's language, its English one where it has no other."""
    return (say.lang == "uk" and place.name_native) or place.name


def name_of(place_id: Any, usual: str, say: Words) -> str:
    """The name of a place of the gazetteer in the reader's language; the ``usual`` one where there is none."""
    place = (
        get_library().gazetteer.place(place_id) if say.lang == "uk" and isinstance(place_id, str) else None
    )
    return (place.name_native if place else None) or usual


def within(place: Place, say: Words, *, district: bool = False) -> str:
    """What a place lies in: "Kharkiv Oblast, Ukraine"; on request its district first."""
    parts = [
        name_of(place.admin2_id, place.admin2 or "", say) if district else "",
        name_of(place.admin1_id, place.admin1 or "", say),
        country_name(place.country, lang=say.lang) if place.kind is not PlaceKind.COUNTRY else "",
    ]
    return ", ".join(part for part in parts if part and part != place_name(place, say))


def place_label(place_id: str, say: Words) -> str:
    """A region or district with its country, since names repeat across the world."""
    return _place_label(get_library().gazetteer, place_id, say.lang)


@lru_cache(maxsize=10_000)
def _place_label(gazetteer: Gazetteer, place_id: str, lang: str) -> str:
    place = gazetteer.place(place_id)
    if place is None:
        return place_id
    name = place_name(place, Words(lang))
    return name if place.country == "UA" else f"{name} ({country_name(place.country, lang=lang)})"


def value_label(name: str, say: Words) -> Callable[[Any], str]:
    """How the values of a field of the Filter are called."""
    if prefix := _WORDS.get(name):
        return lambda value: say(f"{prefix}.{value}")
    if name in ("countries", "actors"):
        return lambda value: country_name(value, lang=say.lang)
    if name == "languages":
        return lambda value: language_name(value, lang=say.lang)
    if name in ("regions", "districts", "places"):
        return lambda value: place_label(value, say)
    return str


def filter_words(filter: Filter, say: Words) -> str:
    """A filter as a person would say it: "From: 1 September 2022; Type of event: Visit, Aid"; "" for none."""
    return "; ".join(f"{say(f'filter.{name}')}: {_value_words(filter, name, say)}" for name in filter.active)


def _value_words(filter: Filter, name: str, say: Words) -> str:
    value = getattr(filter, name)
    if name in _SAID:
        return _SAID[name](value, say)
    if not isinstance(value, tuple):
        return str(value)
    label = value_label(name, say)
    more = [f"… +{len(value) - _NAMED_AT_MOST}"] if len(value) > _NAMED_AT_MOST else []
    return ", ".join([*(label(each) for each in value[:_NAMED_AT_MOST]), *more])


_SAID: dict[str, Callable[[Any, Words], str]] = {
    "since": lambda day, say: say.day(day),
    "until": lambda day, say: say.day(day),
    "min_score": lambda score, say: f"{round(score * 100)} %",  # noqa: ARG005 - all are called alike
    "has_point": lambda yes, say: say("yes" if yes else "no"),
    "near": lambda near, say: say(
        "filter.near.words", km=say.number(near.km), lat=f"{near.lat:.4f}", lon=f"{near.lon:.4f}"
    ),
    "area": lambda ring, say: say("filter.area.words", n=say.number(len(ring))),
}
