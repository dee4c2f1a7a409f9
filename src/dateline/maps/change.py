"""How the number of events in each region changed from one period to the next of the same length."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from dateline.atlas import Selection

Json = dict[str, Any]
Days = tuple[date, date]


def periods(selection: Selection) -> tuple[Days, Days] | None:
    """The period before and the period now, first and last day of each.

    Where the filter names days, now is these and before is as many days up to them; else the days
    that most events lie in are halved. None where no event has a day.
    """
    filter = selection.filter
    days = selection.events["day"].dropna()
    if days.empty:
        return None
    low, high = days.quantile([0.05, 0.95], interpolation="nearest").dt.date
    first, last = filter.since or low, filter.until or high
    if filter.since or filter.until:
        length = (last - first).days + 1
        return (first - timedelta(length), first - timedelta(1)), (first, last)
    half = (last - first).days // 2
    middle = first + timedelta(half)
    return (first, middle), (middle + timedelta(1), max(last, middle + timedelta(1)))


def change(selection: Selection, *, native: bool = False) -> Json:
    """Regions with the events ``n`` of now, those ``before`` and the difference; the two periods as ISO days.

    An event counts in the period of its first day. ``native`` gives regions their own names.
    """
    found = periods(selection)
    if found is None:
        return {"before": None, "now": None, "regions": []}
    whole = selection.atlas.select(selection.filter.without("since", "until")).events
    told = whole[whole["admin1_id"].notna() & whole["day"].notna()]
    codes, ids = pd.factorize(told["admin1_id"])
    names = told["admin1"].to_numpy()[np.unique(codes, return_index=True)[1]]
    before, now = (np.bincount(codes[_within(told["day"], days)], minlength=len(ids)) for days in found)
    place = selection.atlas.gazetteer.place
    rows = [
        {
            "id": str(key),
            "name": (native and (known := place(key)) and known.name_native) or name,
            "n": int(n),
            "before": int(was),
            "change": int(n - was),
        }
        for key, name, n, was in zip(ids, names, now, before, strict=True)
        if n or was
    ]
    text = [[day.isoformat() for day in days] for days in found]
    return {"before": text[0], "now": text[1], "regions": sorted(rows, key=lambda row: -row["n"])}


def _within(days: pd.Series[Any], period: Days) -> Any:
    first, last = (pd.Timestamp(day) for day in period)
    return ((days >= first) & (days <= last)).to_numpy()
