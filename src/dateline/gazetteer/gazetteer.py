"""The gazetteer as the rest of Dateline sees it: names to places, points to regions."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process

from dateline.errors import GazetteerError
from dateline.gazetteer import imports, renamings
from dateline.gazetteer.folding import ends_word, key
from dateline.gazetteer.inflection import lemmas
from dateline.gazetteer.outlines import Outlines
from dateline.gazetteer.renamings import FormerName
from dateline.gazetteer.segments import KINDS, LONGEST_NAME, Segment, to_place
from dateline.gazetteer.transliterate import from_russian, from_ukrainian, is_cyrillic, is_ukrainian
from dateline.models import Candidate, Place, PlaceKind, Reason
from dateline.settings import Settings

SHORE_KM = 12.0
"""How far off a simplified coast a point may lie and still count to the land."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A segment and how its places relate to those of the layers below.

    ``same`` holds for each row the id of the known place that it is, or ""; ``replaced`` pairs of a
    known id and the row that stands for it from now on.
    """

    segment: Segment
    same: tuple[str, ...] = ()
    replaced: tuple[tuple[str, str], ...] = ()

    @classmethod
    def open(cls, folder: Path) -> Layer:
        """The layer that an import wrote."""
        try:
            same = np.load(folder / "same.npy").tolist()
            replaced = np.load(folder / "replaced.npy").tolist()
        except (OSError, ValueError) as error:
            raise GazetteerError(f"The import in {folder.parent} is damaged: import it again.") from error
        return cls(Segment(folder), tuple(same), tuple((old, row) for old, row in replaced))


@dataclass(frozen=True, slots=True)
class Location:
    """The divisions that hold a point; None where none is known."""

    country: Place | None
    admin1: Place | None
    admin2: Place | None


class Gazetteer:
    """Names and outlines of places, mapped into memory and shared between processes.

    A place's *row* is its number in this process; ids are what lasts.
    """

    def __init__(
        self,
        layers: Sequence[Layer],
        outlines: Sequence[Outlines],
        capitals_only: frozenset[str] = frozenset(),
        former: Path | None = None,
    ) -> None:
        self._segments = [layer.segment for layer in layers]
        self._outlines = list(outlines)
        self._first = [0, *accumulate(len(segment) for segment in self._segments)]
        self._places: dict[int, Place] = {}
        self._label = lru_cache(maxsize=8192)(self._read_label)
        self.capitals_only = capitals_only
        self.version = ""
        self._former_in = former
        self._stand_in: dict[int, int] = {}
        for number, layer in enumerate(layers):
            self._stand_in |= self._identities(number, layer)

    def _identities(self, number: int, layer: Layer) -> dict[int, int]:
        """Rows that another row stands for: a place imported again, a place whose position is now known."""
        first, known = self._first[number], {}
        for row, place_id in enumerate(layer.same):
            before = self._find(place_id) if place_id else None
            if before is not None and before < first:
                known[first + row] = before
        for place_id, new in layer.replaced:
            before = self._find(place_id)
            if before is not None and before < first:
                known[before] = first + int(new)
        return known

    @classmethod
    def open(cls, settings: Settings, *, without: str = "") -> Gazetteer:
        """Open the gazetteer that ships with Dateline and all that was imported.

        Args:
            settings: where geodata and imports lie.
            without: name of an import to leave out.

        Raises:
            GazetteerError: geodata or an import are missing or damaged.
        """
        manifest = read_manifest(settings.geodata)
        layers = [Layer(Segment(settings.geodata / "gazetteer"))]
        outlines = [Outlines(settings.geodata / "outlines.arrow")]
        names = []
        for folder in imports.installed(settings.imports):
            if folder.name == without:
                continue
            imported = imports.read_manifest(folder)
            names.append(folder.name)
            layers += [Layer.open(folder / part) for part in imported.parts]
            if imported.outlines:
                outlines.insert(0, Outlines(folder / "outlines.arrow"))
        made = cls(layers, outlines, frozenset(manifest["capitals_only"]), settings.geodata / "gazetteer")
        made.version = " + ".join([manifest["built"], *names])
        return made

    def __len__(self) -> int:
        return self._first[-1]

    def matches(self, text: str, start: int) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Every name that begins at ``start`` of a folded text and ends on a word boundary.

        Yields:
            (end offset, rows of the places it names, most prominent first), longest first.
        """
        window, size = text[start : start + LONGEST_NAME + 1], len(text)
        found: dict[int, list[tuple[int, int]]] = {}
        for number, segment in enumerate(self._segments):
            for name, name_id in segment.prefixes(window):
                end = start + len(name)
                if end >= size or text[end] == " " or ends_word(text, end):
                    found.setdefault(end, []).append((number, name_id))
        for end in sorted(found, reverse=True) if len(found) > 1 else found:
            yield end, self._rows(found[end])

    def _rows(self, names: list[tuple[int, int]]) -> tuple[int, ...]:
        """The rows of one name in one or several segments, merged by prominence."""
        if len(names) == 1 and not self._stand_in:
            number, name_id = names[0]
            first = self._first[number]
            return tuple([first + row for row in self._segments[number].rows(name_id)])
        scored: dict[int, float] = {}
        for number, name_id in names:
            segment, first = self._segments[number], self._first[number]
            for row, strength in zip(segment.rows(name_id), segment.strengths(name_id), strict=True):
                actual = self._stand_in.get(first + row, first + row)
                scored[actual] = max(strength, scored.get(actual, strength))
        return tuple(sorted(scored, key=lambda row: (-scored[row], row)))

    def _named(self, name: str) -> tuple[int, ...]:
        found = [
            (n, name_id) for n, s in enumerate(self._segments) if (name_id := s.number_of(name)) is not None
        ]
        return self._rows(found) if found else ()

    def named(self, name: str) -> tuple[Place, ...]:
        """The places of an exact key, without any attempt at other spellings."""
        return tuple(self.row(row) for row in self._named(name))

    def row(self, i: int) -> Place:
        """The place of row ``i``."""
        place = self._places.get(i)
        if place is None:
            if len(self._places) > 20_000:
                self._places.clear()
            place = self._places[i] = self._read(i)
        return place

    def _at(self, i: int) -> tuple[Segment, int]:
        """The segment of a row and the row's number in it."""
        number = bisect_right(self._first, i) - 1
        return self._segments[number], i - self._first[number]

    def _read(self, i: int) -> Place:
        if not 0 <= i < len(self):
            raise IndexError(f"the gazetteer has no row {i}")
        segment, row = self._at(i)
        record = segment.record(row)
        kind, name = KINDS[record["kind"]], record["name"]
        return to_place(
            record,
            admin1=name if kind is PlaceKind.REGION else self._label(record["admin1"]),
            admin2=name if kind is PlaceKind.DISTRICT else self._label(record["admin2"]),
        )

    def whereabouts(self, i: int) -> tuple[str, str, PlaceKind]:
        """The country and the id of the region of row ``i``, each "" where there is none, and its kind.

        For those who look at many namesakes: a whole `Place` of each would cost ten times as much.
        """
        segment, row = self._at(i)
        return segment.whereabouts(row)

    def _read_label(self, place_id: str) -> str | None:
        row = self._find(place_id) if place_id else None
        if row is None:
            return None
        segment, number = self._at(row)
        return str(segment.record(number)["name"])

    def _find(self, place_id: str) -> int | None:
        for first, segment in zip(self._first, self._segments, strict=False):
            row = segment.find(place_id)
            if row is not None:
                return first + row
        return None

    def knows(self, place_id: str) -> bool:
        """Whether there is a place with this id."""
        return self._find(place_id) is not None

    def records(self, columns: Sequence[str], *, country: str) -> Iterator[tuple[Any, ...]]:
        """Stored columns of all places of a country, without the cost of a `Place` each."""
        for segment in self._segments:
            yield from segment.columns(columns, country=country)

    def first_with_id(self, prefix: str) -> Place | None:
        """The place whose id begins so, such as the district of a P-code; None where there is none."""
        for segment in self._segments:
            found = next(iter(segment.ids_with(prefix)), None)
            if found is not None:
                return self.place(found)
        return None

    def place(self, place_id: str) -> Place | None:
        """The place with this id, or None."""
        row = self._find(place_id)
        return None if row is None else self.row(row)

    def parents(self, place: Place) -> tuple[Place, ...]:
        """District, region and country of a place, as far as known, nearest first."""
        ids = (place.admin2_id, place.admin1_id, f"iso:{place.country}" if place.country else None)
        found = (self.place(i) for i in ids if i and i != place.id)
        return tuple(parent for parent in found if parent is not None)

    def lookup(self, name: str, *, lang: str = "en") -> tuple[Place, ...]:
        """The places that a name means: exact and folded, then transliterated, then lemmatised.

        Args:
            name: as written, in Latin or Cyrillic letters, in any case of Ukrainian.
            lang: ISO 639-1 code of the text; Ukrainian words are lemmatised.

        Returns:
            Most prominent first; empty where the name is unknown.
        """
        for spelling in _tries(name, lang):
            rows = self._named(spelling)
            if rows:
                return tuple(self.row(row) for row in rows)
        return ()

    def search(self, query: str, *, limit: int = 10, fuzzy: bool | None = False) -> tuple[Candidate, ...]:
        """Places for a person who types a name in either language.

        Args:
            query: the name, or its beginning.
            limit: at most so many places.
            fuzzy: whether to look for misspellings too; None for where no place is called exactly so.

        Returns:
            Ranked candidates whose score tells how close the spelling is.
        """
        scored: dict[int, tuple[float, str]] = {}
        plain = key(query)
        for lang in ("en", "uk"):
            for place in self.lookup(query, lang=lang):
                row = self._find(place.id)
                if row is not None:
                    scored.setdefault(row, (1.0, plain))
        misspelt = not scored if fuzzy is None else fuzzy
        for name, score in self._close(plain, fuzzy=misspelt):
            for row in self._named(name):
                if score > scored.get(row, (0.0, ""))[0]:
                    scored[row] = (score, name)
        ranked = sorted(scored.items(), key=lambda item: (-round(item[1][0], 1), item[0]))[:limit]
        return tuple(
            Candidate(self.row(row), score, (Reason("name", score, f"known as “{name}”"),))
            for row, (score, name) in ranked
        )

    def _close(self, query: str, *, fuzzy: bool) -> Iterator[tuple[str, float]]:
        """Names that begin like the query, and with ``fuzzy`` those that are nearly it."""
        if len(query) < 3:
            return
        for segment in self._segments:
            for count, name in enumerate(segment.names(query)):
                if count >= 200:
                    break
                yield name, 0.9 * len(query) / len(name)
            if fuzzy:
                names = list(segment.names(query[0]))
                hits = process.extract(query, names, scorer=fuzz.ratio, score_cutoff=75, limit=50)
                yield from ((name, score / 100 * 0.95) for name, score, _ in hits)

    def locate(self, lat: float, lon: float) -> Location:
        """Country, region and district that hold a point, by their outlines."""
        found = self._kinds_at(lat, lon) or self._kinds_at(lat, lon, within_km=SHORE_KM)
        return Location(
            found.get(PlaceKind.COUNTRY), found.get(PlaceKind.REGION), found.get(PlaceKind.DISTRICT)
        )

    def _kinds_at(self, lat: float, lon: float, *, within_km: float = 0.0) -> dict[PlaceKind, Place]:
        """The first place of each kind whose outline holds a point; imported outlines come first."""
        found: dict[PlaceKind, Place] = {}
        for layer in self._outlines:
            for place_id in layer.at(lat, lon, within_km=within_km):
                place = self.place(place_id)
                if place is not None:
                    found.setdefault(place.kind, place)
        return found

    def polygon(self, place_id: str) -> Any | None:
        """The outline of a place as a shapely geometry in (lon, lat), or None where none is known."""
        return next((s for s in (layer.shape(place_id) for layer in self._outlines) if s is not None), None)

    @cached_property
    def _former(self) -> dict[str, tuple[FormerName, ...]]:
        return renamings.read(self._former_in) if self._former_in else {}

    def former_names(self, place_id: str) -> tuple[FormerName, ...]:
        """The names that a place bore before, the latest first; undated ones last."""
        return self._former.get(place_id, ())

    def former_on(self, place: Place, day: date) -> FormerName | None:
        """The name of a place on a day where it was another than today's: Krasnohrad in 2022, Berestyn now."""
        return renamings.in_force(day, self.former_names(place.id))

    def name_on(self, place: Place, day: date) -> str:
        """The label of a place at the time of a release."""
        former = self.former_on(place, day)
        return former.name if former else place.name

    @cached_property
    def outlined(self) -> tuple[str, ...]:
        """Ids of all places with an outline."""
        return tuple(place_id for layer in self._outlines for place_id in layer.ids())


def _tries(name: str, lang: str) -> Iterator[str]:
    plain = key(name)
    if not plain:
        return
    yield plain
    yield plain.replace("'", "")
    yield plain.removesuffix("'s").removesuffix("'")
    if plain.startswith("the "):
        yield plain[4:]
    if is_ukrainian(plain) and lang == "uk":
        words = plain.split(" ")
        if len(words) == 1:
            yield from lemmas(plain)
    if is_cyrillic(plain):
        yield from (from_ukrainian(plain) if is_ukrainian(plain) else from_russian(plain))


def read_manifest(geodata: Path) -> dict[str, Any]:
    """The manifest of ``geodata/``: counts, sources, digests.

    Raises:
        GazetteerError: it is missing or no JSON.
    """
    path = geodata / "manifest.json"
    try:
        manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise GazetteerError(f"{path} cannot be read: restore geodata or set DATELINE_GEODATA.") from error
    return manifest


def read_divisions(geodata: Path) -> dict[str, str]:
    """Our ids by GeoNames' codes of divisions (``UA.07``, ``UA.07.6304``).

    Raises:
        GazetteerError: the file is missing or damaged.
    """
    path = geodata / "gazetteer" / "divisions.json"
    try:
        divisions: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise GazetteerError(f"{path} cannot be read: restore geodata or set DATELINE_GEODATA.") from error
    return divisions
