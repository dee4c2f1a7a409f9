"""Rows of the table that is the map's twin."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from dateline.atlas import Atlas, Filter, Selection

Rows = npt.NDArray[np.intp]
_EVIDENCE_AT_MOST = 400
SORTABLE = frozenset(
    {
        "day",
        "type",
        "status",
        "place",
        "admin1",
        "country",
        "publisher",
        "title",
        "score",
        "where_prec",
        "site_count",
        "reviewed",
    }
)
_SHOWN = (
    *("event_id", "release_id", "date", "date_end", "dated_by", "day", "type", "status"),
    *("place", "place_native", "place_id", "on_map", "admin1", "admin1_id", "country", "where_prec"),
    *("who", "figures", "site_count", "evidence", "title", "publisher", "reviewed", "score"),
)


def table_rows(
    selection: Selection,
    *,
    sort: str = "day",
    descending: bool = False,
    offset: int = 0,
    limit: int = 50,
    find: str = "",
    words: str = "",
    native: bool = False,
) -> dict[str, Any]:
    """A page of rows: {"total", "offset", "at", "rows"}; unknown ``sort`` falls to the day.

    With ``find``, the id of an event, the page that holds it is given instead of ``offset``, and ``at``
    is its number counted from 0 (None where it is not among the rows). ``words`` keeps rows that hold each
    of them, whatever the case. ``native`` gives regions their own names.
    """
    atlas = selection.atlas
    key = sort if sort in SORTABLE else "day"
    order = _order(atlas, selection.filter, key, descending, words.casefold())
    at = None
    if find:
        hits = np.flatnonzero(atlas.index.event_ids[order] == find)
        at = int(hits[0]) if len(hits) else None
        offset = at // limit * limit if at is not None else offset
    events, page = atlas.events, order[offset : offset + limit]
    shown = {name: events[name].iloc[page].tolist() for name in _SHOWN}
    rows = [_row(dict(zip(shown, values, strict=True))) for values in zip(*shown.values(), strict=True)]
    if native:
        for row, region in zip(rows, shown["admin1_id"], strict=True):
            row["admin1"] = _native(atlas, region) or row["admin1"]
    return {"total": len(order), "offset": offset, "at": at, "rows": rows}


def _order(atlas: Atlas, filter: Filter, key: str, descending: bool, words: str) -> Rows:
    """The positions in ``atlas.events`` of what a filter leaves, sorted; a table that scrolls asks for
    the same order again and again."""
    found: Rows = atlas.answers.get(
        ("order", filter, key, descending, words), lambda: _sorted(atlas, filter, key, descending, words)
    )
    return found


def _sorted(atlas: Atlas, filter: Filter, key: str, descending: bool, words: str) -> Rows:
    rows = atlas.tally(filter).rows
    for word in words.split():
        rows = rows[_holding(atlas, word)[rows]]
    ranks = atlas.index.ranks(key)[rows]
    last = ranks < 0  # without a value: at the end, whichever way the rest is sorted
    order: Rows = rows[np.lexsort((-ranks if descending else ranks, last))]
    return order


def _holding(atlas: Atlas, word: str) -> npt.NDArray[np.bool_]:
    """Which events hold a casefolded word in what a row says, or in the region's own name."""
    found = np.asarray(atlas.index.wording.str.contains(word, regex=False), dtype=bool)
    regions = atlas.index.column("admin1_id")
    named = [region for region in regions.values if word in (_native(atlas, region) or "").casefold()]
    return found | regions.among(named) if named else found


def _native(atlas: Atlas, region: Any) -> str | None:
    place = atlas.gazetteer.place(region) if isinstance(region, str) else None
    return place.name_native if place else None


def _row(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": row["event_id"],
        "release": row["release_id"],
        "date": _text(row["date"]),
        "date_end": _text(row["date_end"]),
        "dated_by": _text(row["dated_by"]),
        "day": None if pd.isna(row["day"]) else row["day"].date().isoformat(),
        "type": row["type"],
        "status": row["status"],
        "place": _text(row["place"]),
        "native": _text(row["place_native"]),
        "place_id": _text(row["place_id"]),
        "on_map": bool(row["on_map"]),
        "admin1": _text(row["admin1"]),
        "country": _text(row["country"]),
        "where_prec": None if pd.isna(row["where_prec"]) else int(row["where_prec"]),
        "who": list(row["who"])[:12],
        "figures": [[value, what] for value, what in row["figures"]][:12],
        "sites": int(row["site_count"]),
        "evidence": _text(row["evidence"], most=_EVIDENCE_AT_MOST),
        "title": _text(row["title"], most=_EVIDENCE_AT_MOST),
        "publisher": _text(row["publisher"], most=_EVIDENCE_AT_MOST),
        "reviewed": row["reviewed"],
        "score": round(float(row["score"]), 2),
    }


def _text(value: Any, *, most: int = 1000) -> str | None:
    if not isinstance(value, str):
        return None
    return value if len(value) <= most else value[:most] + "…"
