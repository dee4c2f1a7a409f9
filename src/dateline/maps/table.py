"""Rows of the table that is the map's twin."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from dateline.atlas import Selection

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
    }
)


def table_rows(
    selection: Selection,
    *,
    sort: str = "day",
    descending: bool = False,
    offset: int = 0,
    limit: int = 50,
    find: str = "",
) -> dict[str, Any]:
    """A page of rows: {"total", "offset", "rows"}; unknown ``sort`` falls to the day.

    With ``find``, the id of an event, the page that holds it is given instead of ``offset``.
    """
    events = selection.events
    key = sort if sort in SORTABLE else "day"
    order = (
        events[key]
        .reset_index(drop=True)
        .sort_values(ascending=not descending, kind="stable", na_position="last")
        .index.to_numpy()
    )
    if find:
        hits = np.flatnonzero((events["event_id"] == find).to_numpy()[order])
        offset = int(hits[0]) // limit * limit if len(hits) else offset
    page = events.iloc[order[offset : offset + limit]]
    return {"total": len(events), "offset": offset, "rows": [_row(row) for row in page.to_dict("records")]}


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
