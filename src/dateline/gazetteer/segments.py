"""A segment: places and their name index in a folder of four memory-mapped files.

``places.arrow`` holds a row a place, ``names.marisa`` the names, ``postings.arrow`` the rows that
each name means (most prominent first), ``ids.marisa`` the ids. The embedded gazetteer is one
segment, every import another.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import marisa_trie
import numpy as np
import pyarrow as pa

from dateline.errors import GazetteerError
from dateline.gazetteer.drafts import Draft
from dateline.models import Place, PlaceKind

FILES = ("places.arrow", "names.marisa", "postings.arrow", "ids.marisa")
KINDS = tuple(PlaceKind)
LONGEST_NAME = 64
_STRINGS = ("id", "name", "native", "admin1", "admin2", "country", "source")


_NUMBERS = {
    "kind": np.int8,
    "lat": np.float32,
    "lon": np.float32,
    "population": np.int32,
    "extent_km": np.float32,
}


def write(folder: Path, drafts: Iterable[Draft]) -> int:
    """Write a segment and return its number of places; equal drafts give equal bytes."""
    places = sorted(drafts, key=lambda d: (-d.prominence, d.id))
    folder.mkdir(parents=True, exist_ok=True)
    _write_places(folder / "places.arrow", places)
    _write_names(folder, places)
    _write_ids(folder, places)
    return len(places)


def _dictionary(values: list[str]) -> pa.Array:
    return pa.array(values, pa.string()).dictionary_encode()


def _write_places(path: Path, places: list[Draft]) -> None:
    table = pa.table(
        {
            "id": pa.array([d.id for d in places], pa.string()),
            "name": pa.array([d.name for d in places], pa.string()),
            "native": pa.array([d.native for d in places], pa.string()),
            "admin1": _dictionary([d.admin1 for d in places]),
            "admin2": _dictionary([d.admin2 for d in places]),
            "country": _dictionary([d.country for d in places]),
            "source": _dictionary([d.source for d in places]),
            "kind": pa.array([KINDS.index(d.kind) for d in places], pa.int8()),
            "lat": pa.array([d.lat for d in places], pa.float32()),
            "lon": pa.array([d.lon for d in places], pa.float32()),
            "population": pa.array([d.population for d in places], pa.int32()),
            "extent_km": pa.array([d.extent_km for d in places], pa.float32()),
        }
    ).combine_chunks()
    _write_arrow(path, table)


def _write_arrow(path: Path, table: pa.Table) -> None:
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)


def _write_names(folder: Path, places: list[Draft]) -> None:
    numbers: dict[str, int] = {}
    named, named_by, claims = array("i"), array("i"), array("d")
    for row, draft in enumerate(places):
        prominence = draft.prominence
        for name, weight in draft.keys.items():
            if 1 < len(name) <= LONGEST_NAME:
                named.append(numbers.setdefault(name, len(numbers)))
                named_by.append(row)
                claims.append(weight * prominence)
    trie = marisa_trie.Trie(sorted(numbers))
    trie.save(str(folder / "names.marisa"))
    in_trie = np.fromiter(map(trie.key_id, numbers), np.int32, len(numbers))
    ids, rows = in_trie[np.asarray(named, np.int32)], np.asarray(named_by, np.int32)
    strength = np.asarray(claims, np.float64)
    order = np.lexsort((rows, -strength, ids))
    starts = np.concatenate([[0], np.cumsum(np.bincount(ids, minlength=len(numbers)))]).astype(np.int32)
    table = pa.table(
        {
            "rows": pa.array([starts, rows[order]], pa.list_(pa.int32())),
            "strength": pa.array([np.empty(0), np.log10(strength[order])], pa.list_(pa.float16())),
        }
    )
    _write_arrow(folder / "postings.arrow", table)


def _write_ids(folder: Path, places: list[Draft]) -> None:
    trie = marisa_trie.RecordTrie("<i", [(draft.id, (row,)) for row, draft in enumerate(places)])
    trie.save(str(folder / "ids.marisa"))


def _numbers(array: pa.Array, dtype: Any) -> Any:
    """The numbers of an Arrow array without nulls, as a view of its memory.

    Arrow's own ``to_numpy`` would load pandas, which takes a second.
    """
    whole = np.frombuffer(array.buffers()[-1], dtype)
    return whole[array.offset : array.offset + len(array)]


class _Strings:
    """The strings of an Arrow column, each read straight from its buffer: Arrow's own scalars cost ten times as much."""

    def __init__(self, array: pa.Array) -> None:
        self._codes = None
        self._decoded: dict[int, str] = {}
        if pa.types.is_dictionary(array.type):
            self._codes = memoryview(_numbers(array.indices, np.int32))
            array = array.dictionary
        _, offsets, data = array.buffers()
        self._offsets = memoryview(offsets).cast("B").cast("i")[array.offset :]
        self._data = memoryview(data) if data is not None else memoryview(b"")

    def __getitem__(self, row: int) -> str:
        if self._codes is None:
            return self._at(row)
        code = self._codes[row]  # of a country, a division or a source, which many places share
        found = self._decoded.get(code)
        if found is None:
            found = self._decoded[code] = self._at(code)
        return found

    def _at(self, row: int) -> str:
        return str(self._data[self._offsets[row] : self._offsets[row + 1]], "utf-8")


class Segment:
    """A segment opened for reading; its files are mapped, so processes share the memory."""

    def __init__(self, folder: Path) -> None:
        missing = [name for name in FILES if not (folder / name).is_file()]
        if missing:
            raise GazetteerError(
                f"The gazetteer in {folder} lacks {', '.join(missing)}: restore the folder or build it again."
            )
        try:
            self._table = pa.ipc.open_file(pa.memory_map(str(folder / "places.arrow"))).read_all()
            lists = pa.ipc.open_file(pa.memory_map(str(folder / "postings.arrow"))).read_all()
            self._names = marisa_trie.Trie().mmap(str(folder / "names.marisa"))
            self._ids = marisa_trie.RecordTrie("<i").mmap(str(folder / "ids.marisa"))
        except (pa.ArrowInvalid, OSError, RuntimeError) as error:
            raise GazetteerError(
                f"The gazetteer in {folder} is damaged: restore the folder or build it again."
            ) from error
        # As views of memory, from which Python reads single numbers faster than from arrays.
        self._starts = memoryview(_numbers(lists["rows"][0].values, np.int32))
        self._rows = memoryview(_numbers(lists["rows"][1].values, np.int32))
        self._strength = _numbers(lists["strength"][1].values, np.float16)
        self._strings = {name: _Strings(self._table[name].chunk(0)) for name in _STRINGS if len(self)}
        self.numbers: dict[str, Any] = {
            name: _numbers(self._table[name].chunk(0), dtype) if len(self) else np.empty(0, dtype)
            for name, dtype in _NUMBERS.items()
        }
        self._cells = {name: memoryview(array) for name, array in self.numbers.items()}
        self.record = lru_cache(maxsize=8192)(self._record)

    def __len__(self) -> int:
        return int(self._table.num_rows)

    def rows(self, name_id: int) -> tuple[int, ...]:
        """The rows that the name of this number means, most prominent first."""
        return tuple(self._rows[self._starts[name_id] : self._starts[name_id + 1]])

    def strengths(self, name_id: int) -> tuple[float, ...]:
        """For each of `rows`, log10 of its prominence under this name: what segments are merged by."""
        return tuple(self._strength[self._starts[name_id] : self._starts[name_id + 1]].tolist())

    def number_of(self, name: str) -> int | None:
        """The number of an exact key, or None."""
        return self._names.get(name)  # type: ignore[no-any-return]

    def prefixes(self, folded: str) -> list[tuple[str, int]]:
        """Every key that ``folded`` begins with, shortest first, with its number."""
        return self._names.iter_prefixes_with_ids(folded)  # type: ignore[no-any-return]

    def names(self, prefix: str = "") -> Iterator[str]:
        """All keys that begin with ``prefix``."""
        return self._names.iterkeys(prefix)  # type: ignore[no-any-return]

    def number_of_names(self) -> int:
        """How many different keys the segment knows."""
        return len(self._names)

    def find(self, place_id: str) -> int | None:
        """The row of an id, or None."""
        found = self._ids.get(place_id)
        return found[0][0] if found else None

    def ids_with(self, prefix: str) -> Iterator[str]:
        """All ids that begin with ``prefix``."""
        return iter(self._ids.keys(prefix))

    def ids(self) -> list[str]:
        """All ids in the order of rows."""
        return self._table["id"].to_pylist()  # type: ignore[no-any-return]

    def columns(self, names: Sequence[str], *, country: str) -> Iterator[tuple[Any, ...]]:
        """Stored values of all places of a country, a tuple a place; ``kind`` as a `PlaceKind`."""
        if not len(self):
            return
        chosen = [row for row, code in enumerate(self._table["country"].to_pylist()) if code == country]
        table = self._table.select(list(names)).take(chosen)
        values = [table[name].to_pylist() for name in names]
        if "kind" in names:
            at = list(names).index("kind")
            values[at] = [KINDS[number] for number in values[at]]
        yield from zip(*values, strict=True)

    def whereabouts(self, row: int) -> tuple[str, str, PlaceKind]:
        """The country and the id of the region of a place, each "" where there is none, and its kind."""
        strings = self._strings
        return strings["country"][row], strings["admin1"][row], KINDS[self._cells["kind"][row]]

    def _record(self, row: int) -> dict[str, Any]:
        record: dict[str, Any] = {name: strings[row] for name, strings in self._strings.items()}
        record |= {name: cells[row] for name, cells in self._cells.items()}
        return record


def to_place(record: dict[str, Any], *, admin1: str | None, admin2: str | None) -> Place:
    """The model's place of a stored record; the labels of its divisions are looked up by the caller."""
    return Place(
        id=record["id"],
        name=record["name"],
        kind=KINDS[record["kind"]],
        lat=round(record["lat"], 5),
        lon=round(record["lon"], 5),
        country=record["country"],
        admin1=admin1,
        admin1_id=record["admin1"] or None,
        admin2=admin2,
        admin2_id=record["admin2"] or None,
        name_native=record["native"] or None,
        population=record["population"],
        extent_km=round(record["extent_km"], 1),
        source=record["source"],
    )
