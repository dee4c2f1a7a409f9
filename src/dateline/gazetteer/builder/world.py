"""The world: countries under every usual name, first-order divisions, settlements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from babel import Locale

from dateline.gazetteer import naming
from dateline.gazetteer.builder import ukraine
from dateline.gazetteer.builder.sources import Sources
from dateline.gazetteer.drafts import ALIAS, Draft, settlement_extent
from dateline.gazetteer.transliterate import is_ukrainian
from dateline.gazetteer.variants import cyrillic, is_usable_alias, spellings
from dateline.models import PlaceKind

CAPITAL_BOOST = 10.0
HOME_BOOST = 3.0
"""Among namesakes of like size a Ukrainian one comes first."""
_NOT_COUNTRIES = {"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO", "AN", "CS"}


def countries(sources: Sources) -> Iterator[Draft]:
    """Every country and territory of ISO 3166-1 with English and Ukrainian names."""
    english, native = Locale("en").territories, Locale("uk").territories
    extra: dict[str, list[dict[str, str]]] = {}
    for row in sources.table("country_names"):
        extra.setdefault(row["iso"], []).append(row)
    for code, facts in sources.countries.items():
        if code not in english or code in _NOT_COUNTRIES:
            continue
        labels = [row["name"] for row in extra.get(code, []) if row["use"] == "label"]
        draft = Draft(
            id=f"iso:{code}",
            name=labels[0] if labels else english[code],
            kind=PlaceKind.COUNTRY,
            lat=0.0,
            lon=0.0,
            country=code,
            native=native[code],
            population=int(facts["population"]),
            source="CLDR",
        )
        for name in {english[code], facts["name"], draft.name}:
            draft.add(spellings(name))
        draft.add(cyrillic(native[code]))
        for row in extra.get(code, []):
            draft.add(cyrillic(row["name"]) if is_ukrainian(row["name"]) else spellings(row["name"]))
        yield draft


def regions(sources: Sources) -> Iterator[tuple[int, Draft]]:
    """First-order divisions outside Ukraine, each with its number in the source."""
    codes = list(sources.countries)
    order = sorted(codes)
    del codes
    cldr, ukrainian = sources.subdivision_names, sources.ukrainian_divisions
    for row in sources.divisions:
        if row["level"] != "1" or not row["geonames"] or row["geonames"].startswith("UA."):
            continue
        country = row["geonames"].split(".")[0]
        if country not in order:
            continue
        iso = row["iso"]
        label = cldr.get(iso.replace("-", "").lower(), "") or row["name"]
        label = label.rstrip("²¹³ ")
        draft = Draft(
            id=f"iso:{iso}" if iso else f"gn:{row['id']}",
            name=_typed(label, country, row["aliases"]),
            kind=PlaceKind.REGION,
            lat=0.0,
            lon=0.0,
            country=country,
            native=ukrainian.get(iso, ""),
            source="GeoNames",
        )
        draft.admin1 = draft.id
        draft.add(_region_keys(label, country))
        if is_ukrainian(draft.native):
            draft.add(cyrillic(draft.native))
        draft.add(spellings(draft.name))
        for alias in [row["name"], *row["aliases"]]:
            if is_usable_alias(alias):
                draft.add(spellings(alias), ALIAS)
            if is_ukrainian(alias) and alias[0].isupper():
                draft.add(cyrillic(alias), ALIAS)
        yield row["number"], draft


_REGION_WORDS = {
    "RU": ("Oblast", "Region"), "BY": ("Region", "Oblast"), "PL": ("Voivodeship", "Province"),
    "RO": ("County",), "HU": ("County",), "US": ("State",), "CH": ("Canton",), "CA": ("Province",),
    "IT": ("Region",), "FR": ("Region",), "ES": ("Region", "Province"), "TR": ("Province",),
    "CN": ("Province",), "SK": ("Region",), "CZ": ("Region",), "KZ": ("Region", "Oblast"), "EE": ("County",),
    "LT": ("County",), "DE": ("State",), "JP": ("Prefecture",), "SY": ("Governorate",), "MD": ("District",),
}  # fmt: skip


def _typed(label: str, country: str, aliases: list[str]) -> str:
    """The label with its generic word where an alias shows that the bare name is not enough."""
    for word in _REGION_WORDS.get(country, ()):
        if f"{label} {word}" in aliases:
            return f"{label} {word}"
    return label


def _region_keys(label: str, country: str) -> Iterator[str]:
    yield from spellings(label)
    bare = label
    for word in ("Oblast", "Region", "Voivodeship", "County", "Province", "Krai", "District"):
        bare = bare.removesuffix(f" {word}")
    for word in _REGION_WORDS.get(country, ("Region", "Province")):
        yield from spellings(f"{bare} {word}")
    if country == "US":
        yield from spellings(f"State of {bare}")


def settlements(sources: Sources, numbered: dict[int, str], known: ukraine.Codifier) -> Iterator[Draft]:
    """All GeoNames places of 500 inhabitants and more.

    Args:
        sources: the raw material.
        numbered: id of each first-order division by its number in the source.
        known: the official codifier of Ukraine.
    """
    capitals = {(code, facts["capital"]) for code, facts in sources.countries.items()}
    notable = {f"gn:{row['id']}": float(row["boost"]) for row in sources.table("notable")}
    labels = {row["rule"]: row["name"] for row in sources.table("ukraine_labels")}
    natives = {row["id"]: row["name_uk"] for row in sources.table("ukraine_names")}
    for city in sources.cities.values():
        place = str(city["geonameid"])
        divisions = sources.membership.get(place, ())
        draft = Draft(
            id=f"gn:{place}",
            name=city["name"],
            kind=PlaceKind.SETTLEMENT,
            lat=city["latitude"],
            lon=city["longitude"],
            country=city["countrycode"],
            admin1=next((numbered[n] for n in divisions if n in numbered), ""),
            population=city["population"],
            extent_km=settlement_extent(city["population"]),
            source="GeoNames",
        )
        if (draft.country, city["name"]) in capitals and city["population"] > 0:
            draft.boost = CAPITAL_BOOST
        draft.boost *= notable.get(draft.id, 1.0)
        if draft.country == "UA":
            draft.boost *= HOME_BOOST
            naming.ukrainian(
                draft,
                city["name"],
                [natives[place]] if place in natives else city["alternatenames"],
                officials=known.officials[draft.admin1],
                labels=labels,
            )
            if draft.native.lower().endswith(" район") or draft.name.endswith((" Raion", " Rayon")):
                draft.kind = PlaceKind.DISTRICT
        else:
            naming.foreign(draft, city["name"], city["alternatenames"])
        yield draft


def place_at_capital(drafts: list[Draft], settlements: list[Draft]) -> None:
    """Put countries that have no outline (Vatican City) at their largest settlement."""
    lost = {draft.country: draft for draft in drafts if not draft.lat and not draft.lon}
    for home in sorted(settlements, key=lambda draft: draft.population):
        if home.country in lost:
            draft = lost[home.country]
            draft.lat, draft.lon, draft.extent_km = home.lat, home.lon, max(home.extent_km, 2.0)


SEEN = 3
"""Settlements from which on a division is placed among them."""
LARGE_COUNTRY = 1_000_000
"""Divisions of smaller countries are not worth a guess."""


def place_among(sources: Sources, regions: list[Draft], settlements: list[Draft]) -> list[Draft]:
    """Divisions that the outlines lack (Telangana, counties of Kenya), each in the middle of its settlements.

    Returns:
        Those that could be placed.
    """
    members: dict[str, list[Draft]] = defaultdict(list)
    for draft in settlements:
        members[draft.admin1].append(draft)
    placed = []
    for region in regions:
        inside = members[region.id]
        if len(inside) >= SEEN and sources.countries[region.country]["population"] >= LARGE_COUNTRY:
            region.lat, region.lon = ukraine.among(inside)
            region.extent_km = round(max(20.0, ukraine.reach(region.lat, region.lon, inside)), 1)
            placed.append(region)
    return placed
