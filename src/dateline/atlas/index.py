"""Columns of the events as numbers, made once, so that a filter or a count takes milliseconds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

_LISTS = frozenset({"actor_countries", "who"})
"""Columns of tuples: an event has each value of its tuple."""

_WORDING = ("place", "place_native", "admin1", "admin2", "publisher")


@dataclass(frozen=True)
class Codes:
    """A column in which event ``rows[i]`` has the value ``values[codes[i]]``.

    An event may have no value or (actors, sites) several.
    """

    values: tuple[Any, ...]
    codes: npt.NDArray[np.intp]
    rows: npt.NDArray[np.intp]
    size: int

    @classmethod
    def of(cls, column: Iterable[Any], rows: npt.NDArray[np.intp], size: int) -> Codes:
        """Codes of a column; missing values take no part."""
        codes, values = pd.factorize(pd.Series(column), sort=True)
        known = codes >= 0
        return cls(tuple(values.tolist()), codes[known], rows[known], size)

    def among(self, wanted: Iterable[Any]) -> npt.NDArray[np.bool_]:
        """Events that have one of the values."""
        wanted = set(wanted)
        hit = np.fromiter((value in wanted for value in self.values), dtype=bool, count=len(self.values))
        mask = np.zeros(self.size, dtype=bool)
        mask[self.rows[hit[self.codes]]] = True
        return mask

    def counts(self, mask: npt.NDArray[np.bool_], groups: Groups) -> pd.Series[int]:
        """Number of events under a mask for each value, zeros too, most frequent first.

        Tellings of one event that have the same value count once.
        """
        hit = mask[self.rows]
        rows, codes = self.rows[hit], self.codes[hit]
        shared = groups.shared[rows]
        pairs = np.unique(codes[shared] * groups.size + groups.codes[rows[shared]]) // groups.size
        found = np.bincount(codes[~shared], minlength=len(self.values))
        found += np.bincount(pairs, minlength=len(self.values))
        order = np.argsort(-found, kind="stable")
        return pd.Series(found[order], index=[self.values[i] for i in order], dtype="int64")


class Groups:
    """Which rows tell of the same event."""

    def __init__(self, events: gpd.GeoDataFrame) -> None:
        codes, values = pd.factorize(events["merged_id"])
        self.codes = codes.astype(np.int64)
        self.size = max(len(values), 1)
        self.shared = np.bincount(codes, minlength=self.size)[codes] > 1
        lead = np.asarray(events["lead"], dtype=bool)
        self._order = np.lexsort((np.arange(len(codes)), ~lead))

    def representatives(self, mask: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        """One telling for each event that has any under the mask: the fullest of these."""
        if not self.shared.any():
            return mask
        order = self._order[mask[self._order]]
        _, first = np.unique(self.codes[order], return_index=True)
        shown = np.zeros(len(mask), dtype=bool)
        shown[order[first]] = True
        return shown


class Index:
    """The events' columns as codes, each made when first asked for."""

    def __init__(self, events: gpd.GeoDataFrame, site_kinds: pd.DataFrame) -> None:
        """``site_kinds`` has a row for each kind of site at an event: columns ``row`` and ``kind``."""
        self.events = events
        self._site_kinds = site_kinds
        self._columns: dict[str, Codes] = {}
        self.groups = Groups(events)

    def column(self, name: str) -> Codes:
        """The codes of a column, a column of tuples, or ``site_kinds``."""
        if name not in self._columns:
            self._columns[name] = self._codes(name)
        return self._columns[name]

    def _codes(self, name: str) -> Codes:
        size = len(self.events)
        if name == "site_kinds":
            pairs = self._site_kinds.drop_duplicates()
            return Codes.of(pairs["kind"], pairs["row"].to_numpy(dtype=np.intp), size)
        if name in _LISTS:
            lists = [tuple(dict.fromkeys(each)) for each in self.events[name]]
            rows = np.repeat(np.arange(size), [len(each) for each in lists])
            return Codes.of([value for each in lists for value in each], rows, size)
        return Codes.of(self.events[name], np.arange(size), size)

    @cached_property
    def haystack(self) -> pd.Series[str]:
        """Evidence and headline, casefolded, for the search in text."""
        text = self.events["evidence"].fillna("") + "\n" + self.events["title"].fillna("")
        return pd.Series([each.casefold() for each in text], dtype="str")

    @cached_property
    def wording(self) -> pd.Series[str]:
        """All that a row of the table says in words, casefolded, for its search box."""
        columns = (self.events[name].fillna("") for name in _WORDING)
        who = ("; ".join(names) for names in self.events["who"])
        rows = zip(self.haystack, who, *columns, strict=True)
        return pd.Series([f"{found}\n{' '.join(more).casefold()}" for found, *more in rows], dtype="str")

    @cached_property
    def event_ids(self) -> npt.NDArray[Any]:
        """The ids of all events."""
        return np.asarray(self.events["event_id"], dtype=object)

    @cached_property
    def lon_lat(self) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """Longitudes and latitudes of all events, NaN where unknown."""
        return self.events["lon"].to_numpy(), self.events["lat"].to_numpy()

    @cached_property
    def on_map(self) -> npt.NDArray[np.bool_]:
        """Events drawn as a point."""
        return np.asarray(self.events["on_map"], dtype=bool)
