"""The Filter: what an analyst asks to see, one frozen value for dashboard, API and command line.

Each field is one criterion; criteria are joined by *and*, the values of one criterion by *or*.
A field is here, its test on the frame of events in ``criteria.py``, and nothing else knows it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Self
from urllib.parse import parse_qsl, quote, unquote, urlencode

from dateline.models import EventStatus, EventType, Judgement

Values = tuple[str, ...]
Ring = tuple[tuple[float, float], ...]
UNREVIEWED = "unreviewed"
REVIEWS = (UNREVIEWED, Judgement.CONFIRMED.value, Judgement.CORRECTED.value, Judgement.REJECTED.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """Within ``km`` of a point (great circle)."""

    lat: float
    lon: float
    km: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which events to show; an empty filter shows all.

    ``since`` and ``until`` are days, both included: an event is shown when the days that it may
    have happened on touch them. ``regions`` and ``districts`` are gazetteer ids of first- and
    second-order divisions, ``countries`` and ``actors`` ISO 3166-1 alpha-2 (where it happened;
    whom the actors stand for), ``who`` names of people and delegations as
    written. ``text`` is looked for in evidence and headline, every word of it, whatever the case. ``where_prec`` are UCDP codes 1 to 7. ``has_point`` keeps events
    that are (True) or are not (False) drawn as a point. ``area`` is a ring of (lon, lat). ``reviewed`` is what a person
    made of an event (`REVIEWS`); without it, all but the rejected ones are shown.
    """

    since: date | None = None
    until: date | None = None
    types: Values = ()
    statuses: Values = ()
    countries: Values = ()
    regions: Values = ()
    districts: Values = ()
    places: Values = ()
    publishers: Values = ()
    languages: Values = ()
    actors: Values = ()
    who: Values = ()
    site_kinds: Values = ()
    releases: Values = ()
    text: str = ""
    where_prec: tuple[int, ...] = ()
    min_score: float = 0.0
    has_point: bool | None = None
    area: Ring = ()
    near: Near | None = None
    reviewed: Values = ()

    def __bool__(self) -> bool:
        """True where anything is filtered."""
        return self != Filter()

    @property
    def active(self) -> tuple[str, ...]:
        """Names of the fields that filter."""
        empty = Filter()
        return tuple(
            each.name for each in fields(self) if getattr(self, each.name) != getattr(empty, each.name)
        )

    def but(self, **changes: Any) -> Self:
        """This filter with some fields changed."""
        return replace(self, **changes)

    def without(self, *names: str) -> Self:
        """This filter with some fields reset."""
        empty = Filter()
        return replace(self, **{name: getattr(empty, name) for name in names})

    def to_params(self) -> dict[str, str]:
        """Query parameters, only for fields that filter; `from_params` reads them back."""
        return {_KEY_OF[name]: _CODECS[name].write(getattr(self, name)) for name in self.active}

    def to_query(self) -> str:
        """A query string without the question mark."""
        return urlencode(self.to_params())

    @classmethod
    def from_params(cls, params: Mapping[str, str]) -> tuple[Self, tuple[str, ...]]:
        """The filter of query parameters, and a sentence for each value that could not be used.

        Parameters of other names are left alone: they may belong to the page.
        """
        found: dict[str, Any] = {}
        faults = []
        for name, key in _KEY_OF.items():
            if not params.get(key):
                continue
            try:
                found[name] = _CODECS[name].read(params[key])
            except ValueError as error:
                faults.append(f"{key}={params[key][:60]!r} is not used: {error}.")
        return cls(**found), tuple(faults)

    @classmethod
    def from_query(cls, query: str) -> tuple[Self, tuple[str, ...]]:
        """As `from_params`, of a query string; of a repeated name the values are joined."""
        params: dict[str, str] = {}
        for key, value in parse_qsl(query.removeprefix("?")):
            params[key] = f"{params[key]},{value}" if key in params else value
        return cls.from_params(params)


@dataclass(frozen=True, slots=True)
class _Codec:
    write: Callable[[Any], str]
    read: Callable[[str], Any]


def _write_values(values: Values) -> str:
    return ",".join(quote(value, safe=" :/-.'()") for value in values)


def _read_values(text: str) -> Values:
    return tuple(dict.fromkeys(unquote(part).strip() for part in text.split(",") if part.strip()))


def _among(allowed: frozenset[str]) -> Callable[[str], Values]:
    def read(text: str) -> Values:
        values = _read_values(text)
        if unknown := sorted(set(values) - allowed):
            raise ValueError(f"{', '.join(unknown)} is none of {', '.join(sorted(allowed))}")
        return values

    return read


def _read_day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise ValueError("a day is written as 2022-09-23") from None


def _read_codes(text: str) -> tuple[int, ...]:
    codes = {part.strip() for part in text.split(",")}
    if not codes <= set("1234567"):
        raise ValueError("precision codes are 1 to 7")
    return tuple(sorted(map(int, codes)))


def _read_score(text: str) -> float:
    return _number(text, 0, 1, "a score lies between 0 and 1")


def _number(text: str, low: float, high: float, otherwise: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise ValueError(otherwise) from None
    if not low <= value <= high:
        raise ValueError(otherwise)
    return value


def _read_yes(text: str) -> bool:
    if text not in ("yes", "no"):
        raise ValueError("say yes or no")
    return text == "yes"


def _write_ring(ring: Ring) -> str:
    return ";".join(f"{lon:.5f},{lat:.5f}" for lon, lat in ring)


def _read_ring(text: str) -> Ring:
    said = "an area is at least three lon,lat pairs with ; between them"
    pairs = [part.split(",") for part in text.split(";")]
    if len(pairs) < 3 or any(len(pair) != 2 for pair in pairs):
        raise ValueError(said)
    return tuple((_number(lon, -180, 180, said), _number(lat, -90, 90, said)) for lon, lat in pairs)


def _write_near(near: Near) -> str:
    return f"{near.lat:.5f},{near.lon:.5f},{near.km:g}"


def _read_near(text: str) -> Near:
    said = "near is written as latitude,longitude,kilometres"
    parts = text.split(",")
    if len(parts) != 3:
        raise ValueError(said)
    lat, lon, km = parts
    return Near(
        lat=_number(lat, -90, 90, said), lon=_number(lon, -180, 180, said), km=_number(km, 0.001, 20038, said)
    )


_LIST = _Codec(_write_values, _read_values)
_CODECS: dict[str, _Codec] = {
    "since": _Codec(date.isoformat, _read_day),
    "until": _Codec(date.isoformat, _read_day),
    "types": _Codec(_write_values, _among(frozenset(EventType))),
    "statuses": _Codec(_write_values, _among(frozenset(EventStatus))),
    "text": _Codec(str, str.strip),
    "where_prec": _Codec(lambda codes: ",".join(map(str, codes)), _read_codes),
    "min_score": _Codec(lambda score: f"{score:g}", _read_score),
    "has_point": _Codec(lambda yes: "yes" if yes else "no", _read_yes),
    "area": _Codec(_write_ring, _read_ring),
    "near": _Codec(_write_near, _read_near),
    "reviewed": _Codec(_write_values, _among(frozenset(REVIEWS))),
}
_KEY_OF = {
    "since": "from",
    "until": "to",
    "types": "type",
    "statuses": "status",
    "countries": "country",
    "regions": "region",
    "districts": "district",
    "places": "place",
    "publishers": "publisher",
    "languages": "lang",
    "actors": "actor",
    "who": "who",
    "site_kinds": "site",
    "releases": "release",
    "text": "text",
    "where_prec": "precision",
    "min_score": "score",
    "has_point": "point",
    "area": "area",
    "near": "near",
    "reviewed": "reviewed",
}
_CODECS |= {name: _LIST for name in _KEY_OF if name not in _CODECS}
