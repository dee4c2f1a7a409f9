"""Counties, departments and provinces of the world that news names: kind district, beside Ukraine's own.

Counties of the United States lie where their outline does (Census Bureau, through npm's us-atlas);
those of other countries among the settlements that GeoNames places in them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import numpy as np

from dateline.gazetteer.builder.sources import Sources
from dateline.gazetteer.builder.ukraine import among, reach
from dateline.gazetteer.drafts import Draft
from dateline.gazetteer.folding import key
from dateline.gazetteer.variants import is_usable_alias, spellings
from dateline.models import PlaceKind

WORDS = {"GB": ("county",), "FR": ("department",), "IT": ("province",), "ES": ("province",)}
"""Countries whose second-order divisions are taken, and what these are called in English."""
_CITY = "City of "


def counties(sources: Sources, settlements: list[Draft], ids: dict[int, str]) -> dict[int, Draft]:
    """Second-order divisions by their number in the source; their settlements get them as ``admin2``.

    Args:
        sources: the raw material.
        settlements: all settlements; those inside a division decide where it is and how many live there.
        ids: id of each first-order division by its number in the source.
    """
    rows = {row["number"]: row for row in sources.divisions if _is_taken(row, ids)}
    members: dict[int, list[Draft]] = defaultdict(list)
    for draft in settlements:
        for number in sources.membership.get(draft.id[3:], ()):
            if number in rows:
                members[number].append(draft)
    shapes = _shapes_by_code(sources)
    found: dict[int, Draft] = {}
    for number, row in rows.items():
        division = _draft(row, ids[int(row["parent"])], members[number], shapes.get(row["geonames"]))
        if division is not None:
            found[number] = division
            for member in members[number]:
                member.admin2 = division.id
    return found


def _is_taken(row: dict[str, Any], ids: dict[int, str]) -> bool:
    country = row["geonames"].split(".")[0]
    known = row["level"] == "2" and row["parent"].isdigit() and int(row["parent"]) in ids
    return known and (country in WORDS or country == "US") and not row["name"].startswith(_CITY)


def _shapes_by_code(sources: Sources) -> dict[str, Any]:
    """Outlines of American counties by GeoNames' code (``US.IL.031``): state and county numbers of the Census."""
    states, outlines = sources.american_counties
    by_name = {
        row["name"]: row["geonames"]
        for row in sources.divisions
        if row["level"] == "1" and row["geonames"].startswith("US.")
    }
    by_number = {number: by_name.get(name, "") for number, name in states.items()}
    return {
        f"{by_number[fips[:2]]}.{fips[2:]}": shape
        for fips, shape in outlines.items()
        if fips[:2] in by_number
    }


def _draft(row: dict[str, Any], region: str, inside: list[Draft], shape: Any) -> Draft | None:
    """The division, or None where it is a city under another word or nobody knows where it is."""
    country, name = row["geonames"].split(".")[0], _plain(row["name"])
    own_city = key(name.removeprefix(_CITY).removesuffix(" City")) in {key(draft.name) for draft in inside}
    if (country != "US" and own_city) or (shape is None and not inside):
        return None
    lat, lon, extent = _circle(shape) if shape is not None else (*among(inside), 0.0)
    draft = Draft(
        id=f"gn:{row['id']}",
        name=name,
        kind=PlaceKind.DISTRICT,
        lat=round(lat, 4),
        lon=round(lon, 4),
        country=country,
        admin1=region,
        admin2=f"gn:{row['id']}",
        population=sum(member.population for member in inside),
        extent_km=round(extent or min(120.0, max(10.0, reach(lat, lon, inside))), 1),
        source="GeoNames",
    )
    for spelling in _names(name, country, row["aliases"]):
        draft.add(spellings(spelling))
    return draft


def _plain(name: str) -> str:
    """ "Durham, County" as people say it: County Durham."""
    head, comma, tail = name.partition(", ")
    return f"{tail} {head}" if comma else name


def _names(name: str, country: str, aliases: list[str]) -> Iterator[str]:
    yield name
    if country == "US":
        bare, _, word = name.rpartition(" ")
        if word == "County":
            yield from (f"{bare} Co.", f"County of {bare}", f"{bare} Counties")
        for written, other in (("St. ", "Saint "), ("Saint ", "St. "), ("Saint ", "St ")):
            if name.startswith(written):
                yield other + name.removeprefix(written)
        return
    yield from (f"{name} {word}" for word in WORDS[country])
    yield from (alias for alias in aliases if is_usable_alias(alias) and alias.isascii())


def _circle(shape: Any) -> tuple[float, float, float]:
    """A point inside an outline and the radius in km of a circle of its area."""
    point = shape.centroid if shape.contains(shape.centroid) else shape.representative_point()
    km2 = shape.area * 111.32**2 * np.cos(np.radians(point.y))
    return point.y, point.x, float(np.sqrt(km2 / np.pi))
