"""The services: how geopy calls each, and how each words a place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import geopy.geocoders
from geopy.adapters import URLLibAdapter

from dateline.errors import SettingsError
from dateline.geocoders.answers import Question
from dateline.models import Place, PlaceKind

MOST = 5
_COUNTRY_WORDS, _REGION_WORDS = {"country"}, {"state", "region", "province", "oblast", "macroregion"}
_DISTRICT_WORDS = {"county", "district", "raion", "localadmin", "state_district", "macrocounty"}
_SETTLEMENT_WORDS = {
    "city", "town", "village", "hamlet", "locality", "municipality", "suburb", "borough", "settlement",
    "neighbourhood", "quarter", "isolated_dwelling", "administrative",
}  # fmt: skip
_NATURAL_WORDS = {
    "river",
    "sea",
    "island",
    "peak",
    "bay",
    "water",
    "lake",
    "natural",
    "waterway",
    "ocean",
    "marinearea",
}
EXTENT_KM = {
    PlaceKind.COUNTRY: 300.0,
    PlaceKind.REGION: 80.0,
    PlaceKind.DISTRICT: 30.0,
    PlaceKind.SETTLEMENT: 3.0,
    PlaceKind.NATURAL: 20.0,
    PlaceKind.SITE: 1.0,
}


@dataclass(frozen=True, slots=True)
class Service:
    """A kind of service.

    ``make`` builds geopy's geocoder, ``arguments`` the call's keywords for a question, ``place`` reads a
    place out of a raw answer. ``pause`` is the least time between requests that the terms allow.
    """

    name: str
    attribution: str
    make: Callable[..., Any]
    arguments: Callable[[Question], dict[str, Any]]
    place: Callable[[Mapping[str, Any], float, float], Place]
    keyed: bool = False
    pause: float = 1.0


def connect(service: Service, *, user_agent: str, key: str, url: str, timeout: float) -> Any:
    """geopy's geocoder for a service.

    Raises:
        SettingsError: the address is no http(s) URL.
    """
    options: dict[str, Any] = {
        "user_agent": user_agent,
        "timeout": timeout,
        "adapter_factory": URLLibAdapter,
    }
    if url:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.netloc:
            raise SettingsError(
                f"DATELINE_GEOCODER_URL is {url!r}: give an address such as http://localhost:2322."
            )
        options |= {"scheme": parts.scheme, "domain": (parts.netloc + parts.path).rstrip("/")}
    return service.make(*([key] if service.keyed else []), **options)


def kind_of(*words: object) -> PlaceKind:
    """The kind that a service's own words for a place mean; a site where they mean nothing to us."""
    for word in (str(word).lower() for word in words if word):
        for kind, known in (
            (PlaceKind.COUNTRY, _COUNTRY_WORDS),
            (PlaceKind.REGION, _REGION_WORDS),
            (PlaceKind.DISTRICT, _DISTRICT_WORDS),
            (PlaceKind.NATURAL, _NATURAL_WORDS),
            (PlaceKind.SETTLEMENT, _SETTLEMENT_WORDS),
        ):
            if word in known:
                return kind
    return PlaceKind.SITE


_CRIMEA = re.compile(r"crimea|krym|крим|крым|sevastopol|севастопол", re.IGNORECASE)
"""Regions of Ukraine (UN General Assembly resolution 68/262), whatever country a service puts them in."""


def _place(
    service: str,
    own_id: object,
    *,
    name: object,
    kind: PlaceKind,
    lat: float,
    lon: float,
    country: object,
    admin1: object,
) -> Place:
    slug = re.sub(r"[^A-Za-z0-9]+", "-", str(own_id)).strip("-")
    return Place(
        id=f"{service}:{slug}",
        name=str(name or "").strip() or "(no name)",
        kind=kind,
        lat=round(lat, 6),
        lon=round(lon, 6),
        country="UA" if _CRIMEA.search(str(admin1 or "")) else str(country or "").upper()[:2],
        admin1=str(admin1) if admin1 else None,
        extent_km=EXTENT_KM[kind],
        source=service,
    )


def _nominatim(raw: Mapping[str, Any], lat: float, lon: float) -> Place:
    address = raw.get("address") or {}
    return _place(
        "nominatim",
        f"{raw.get('osm_type', '')}-{raw['osm_id']}",
        name=raw.get("name") or str(raw["display_name"]).split(",")[0],
        kind=kind_of(raw.get("addresstype"), raw.get("type"), raw.get("class")),
        lat=lat,
        lon=lon,
        country=address.get("country_code"),
        admin1=address.get("state"),
    )


def _photon(raw: Mapping[str, Any], lat: float, lon: float) -> Place:
    said = raw["properties"]
    return _place(
        "photon",
        f"{said.get('osm_type', '')}-{said['osm_id']}",
        name=said.get("name"),
        kind=kind_of(said.get("osm_value"), said.get("type"), said.get("osm_key")),
        lat=lat,
        lon=lon,
        country=said.get("countrycode"),
        admin1=said.get("state"),
    )


def _opencage(raw: Mapping[str, Any], lat: float, lon: float) -> Place:
    parts = raw["components"]
    return _place(
        "opencage",
        f"{lat:.5f}-{lon:.5f}-{parts.get('_type', 'place')}",
        name=parts.get(str(parts.get("_type"))) or str(raw["formatted"]).split(",")[0],
        kind=kind_of(parts.get("_type"), parts.get("_category")),
        lat=lat,
        lon=lon,
        country=parts.get("country_code"),
        admin1=parts.get("state"),
    )


def _pelias(raw: Mapping[str, Any], lat: float, lon: float) -> Place:
    said = raw["properties"]
    return _place(
        "geocodeearth",
        said.get("gid") or said["id"],
        name=said.get("name") or said.get("label"),
        kind=kind_of(said.get("layer")),
        lat=lat,
        lon=lon,
        country=said.get("country_code"),
        admin1=said.get("region"),
    )


SERVICES: dict[str, Service] = {
    service.name: service
    for service in (
        Service(
            "nominatim",
            "© OpenStreetMap contributors, ODbL",
            geopy.geocoders.Nominatim,
            lambda q: {
                "limit": MOST,
                "language": q.lang,
                "addressdetails": True,
                "country_codes": [code.lower() for code in q.countries] or None,
            },
            _nominatim,
        ),
        Service(
            "photon",
            "© OpenStreetMap contributors, ODbL; Photon by komoot",
            geopy.geocoders.Photon,
            # Photon speaks en, de and fr; another language would be refused.
            lambda q: {"limit": MOST * 2, "language": q.lang if q.lang in {"en", "de", "fr"} else "default"},
            _photon,
        ),
        Service(
            "opencage",
            "© OpenStreetMap contributors, ODbL; OpenCage",
            geopy.geocoders.OpenCage,
            lambda q: {
                "language": q.lang,
                "annotations": False,
                "country": [code.lower() for code in q.countries] or None,
            },
            _opencage,
            keyed=True,
        ),
        Service(
            "geocodeearth",
            "Geocode Earth; © OpenStreetMap contributors, Who's On First, GeoNames",
            geopy.geocoders.GeocodeEarth,
            lambda q: {"language": q.lang, "countries": list(q.countries) or None},
            _pelias,
            keyed=True,
            pause=0.2,
        ),
    )
}
