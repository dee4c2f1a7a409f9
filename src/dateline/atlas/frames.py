"""Rows of the store as (Geo)DataFrames with the columns of ``schema.py``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd

from dateline.atlas import schema
from dateline.atlas.chronicle import joined
from dateline.atlas.columns import POINT_KINDS, WGS84, drawn_as_points, tuples
from dateline.atlas.days import first_day, last_day
from dateline.atlas.reviews import reviewed
from dateline.models import Verdict
from dateline.store import Rows

_CODES = ("date_prec", "where_prec", "geo_precision")
_SITE_KEY = ("release_id", "event_seq", "seq")
_TEXT = (
    *("event_id", "release_id", "type", "status", "date", "date_end", "dated_by"),
    *("place_id", "place", "place_native", "place_kind", "country"),
    *("admin1", "admin1_id", "admin2", "admin2_id", "evidence"),
    *("title", "url", "publisher", "published", "lang"),
)


def _frame(table: Rows) -> pd.DataFrame:
    return pd.DataFrame.from_records(table.rows, columns=list(table.columns))


def _web(urls: pd.Series[str]) -> pd.Series[str]:
    """Addresses that a reader may follow; anything but http and https becomes empty."""
    text = urls.astype("str").fillna("")
    return text.where(text.str.match(r"https?://", case=False), "")


def _text(frame: pd.DataFrame, wanted: Iterable[str]) -> pd.DataFrame:
    """The same frame with text columns as such, missing values as NaN, also where all are missing."""
    names = [name for name in wanted if name in frame]
    return frame.assign(**{name: frame[name].astype("str") for name in names})


def _points(frame: pd.DataFrame, drawn: pd.Series[bool]) -> gpd.GeoDataFrame:
    """The frame with (lon, lat) points where ``drawn`` holds and None elsewhere."""
    geometry = gpd.points_from_xy(frame["lon"].where(drawn), frame["lat"].where(drawn), crs=WGS84)
    geometry = gpd.GeoSeries(geometry, index=frame.index, crs=WGS84).where(drawn, None)
    return gpd.GeoDataFrame(frame, geometry=geometry, crs=WGS84)


def releases_frame(table: Rows) -> pd.DataFrame:
    """The releases; see ``schema.RELEASES``."""
    frame = _text(_frame(table), set(schema.RELEASES) - {"event_count"})
    return frame.assign(url=_web(frame["url"]), event_count=frame["event_count"].astype("int64"))[
        list(schema.RELEASES)
    ]


class Count(NamedTuple):
    """A figure: ``value`` (the lower bound of a range, ``high`` the upper) of ``what``.

    ``qualifier`` is "exact", "more_than", "up_to", "about" or "range"; ``site`` counts the sites of
    the event from 0; ``part_of`` says in words of which other figure this is a part, or is "".
    """

    value: float
    what: str
    high: float | None = None
    qualifier: str = "exact"
    site: int | None = None
    part_of: str = ""

    @property
    def words(self) -> str:
        """The figure as a phrase: "more than 20 people", "5 children (of 436 bodies)"."""
        number = f"{self.value:.10g}–{self.high:.10g}" if self.high is not None else f"{self.value:.10g}"
        before = {"more_than": "more than ", "up_to": "up to ", "about": "about "}.get(self.qualifier, "")
        return f"{before}{number} {self.what}" + (f" (of {self.part_of})" if self.part_of else "")


def counts_of(table: Rows) -> dict[tuple[str, int], tuple[Count, ...]]:
    """The figures of each (release, event)."""
    found: dict[tuple[str, int], list[Any]] = defaultdict(list)
    for row in table.rows:
        found[row[0], row[1]].append(dict(zip(table.columns, row, strict=True)))
    return {key: tuple(_count(row, rows) for row in rows) for key, rows in found.items()}


def _count(row: dict[str, Any], event: list[dict[str, Any]]) -> Count:
    whole = None if row["part_of"] is None else next((r for r in event if r["seq"] == row["part_of"]), None)
    return Count(
        value=plain(row["value"]),
        what=row["what"],
        high=None if row["high"] is None else plain(row["high"]),
        qualifier=row["qualifier"],
        site=row["site"],
        part_of=f"{plain(whole['value'])} {whole['what']}" if whole else "",
    )


def _pairs(counts: Iterable[tuple[Count, ...]]) -> pd.Series[Any]:
    return tuples(tuple((count.value, count.what) for count in each) for each in counts)


def plain(value: float) -> float:
    """Whole numbers as int, so that people read 53 and not 53.0."""
    return int(value) if float(value).is_integer() else value


def machine_frame(
    events: Rows,
    *,
    releases: pd.DataFrame,
    sites: Rows,
    figures: Rows,
    tellings: Rows,
) -> pd.DataFrame:
    """The events as the machine found them, for `events_frame`; the index counts from 0 in the order of the store."""
    frame = _frame(events).rename(columns={"id": "event_id", "date_basis": "dated_by"})
    keys = list(zip(frame["release_id"], frame["seq"], strict=True))
    counted: dict[tuple[str, int], int] = defaultdict(int)
    for release_id, event_seq, *_ in sites.rows:
        counted[release_id, event_seq] += 1
    told = counts_of(figures)
    counts = [told.get(key, ()) for key in keys]
    who = frame["who"].tolist()
    frame = frame.assign(
        site_count=np.array([counted[key] for key in keys], dtype="int64"),
        figures=_pairs(counts),
        counts=tuples(counts),
        who=tuples(tuple(actor[0] for actor in actors) for actors in who),
        offices=tuples(tuple(actor[1] for actor in actors) for actors in who),
        **joined(frame["event_id"].astype("str"), tellings),
        actor_countries=tuples(tuple(dict.fromkeys(a[2] for a in actors if a[2])) for actors in who),
    )
    named = releases[["release_id", "title", "url", "publisher", "published", "lang"]]
    frame = frame.merge(named, on="release_id", how="left", validate="many_to_one")
    return _numbers(_text(frame, _TEXT))


def events_frame(machine: pd.DataFrame, verdicts: Sequence[Verdict]) -> gpd.GeoDataFrame:
    """The events with persons' verdicts laid over them; see ``schema.EVENTS``."""
    frame = _dated(reviewed(machine, verdicts))
    on_map = drawn_as_points(frame)
    return _points(frame.assign(on_map=on_map), on_map)[[*schema.EVENTS, "geometry"]]


def _numbers(frame: pd.DataFrame) -> pd.DataFrame:
    codes = {name: frame[name].astype("Int64") for name in _CODES if name in frame}
    floats = {name: frame[name].astype("float64") for name in ("lat", "lon", "extent_km")}
    return frame.assign(country=frame["country"].replace("", np.nan), **codes, **floats)


def _dated(frame: pd.DataFrame) -> pd.DataFrame:
    """Add the first and last day; publication's own day, as its place counts it, where none is told."""
    published = first_day(frame["published"].str[:10])
    day = first_day(frame["date"])
    end = last_day(frame["date_end"].fillna(frame["date"]))
    return frame.assign(day=day.fillna(published), day_end=end.fillna(published))


def event_keys(events: Rows) -> pd.DataFrame:
    """release_id and event_seq of each row of `events_frame`, in its order."""
    keys = _frame(events)[["release_id", "seq"]]
    return keys.rename(columns={"seq": "event_seq"}).assign(row=range(len(keys)))


def sites_frame(
    sites: Rows, *, events: gpd.GeoDataFrame, keys: pd.DataFrame, figures: Rows
) -> gpd.GeoDataFrame:
    """The sites; see ``schema.SITES``. ``keys`` leads from (release_id, event_seq) to rows of events."""
    frame = _frame(sites).rename(columns={"id": "site_id"})
    own = frame["place_id"].notna()
    frame = _numbers(_text(frame, ("site_id", "release_id", "text", "kind", "place_id", "country")))
    about = events[["event_id", "place", "place_id", "lat", "lon", "day", "on_map"]]
    about = keys.merge(about, left_on="row", right_index=True)
    frame = frame.drop(columns="place").merge(
        about, on=["release_id", "event_seq"], how="left", suffixes=("", "_event"), validate="many_to_one"
    )
    told = counts_of(figures)
    tied = [
        tuple(count for count in told.get((release_id, event_seq), ()) if count.site == seq)
        for release_id, event_seq, seq in zip(*(frame[name] for name in _SITE_KEY), strict=True)
    ]
    inherits = ~own & frame["on_map"].eq(True)
    frame = frame.assign(
        figures=_pairs(tied),
        counts=tuples(tied),
        own_position=own,
        place_id=frame["place_id"].where(own, frame["place_id_event"]),
        lat=frame["lat"].where(own, frame["lat_event"].where(inherits)),
        lon=frame["lon"].where(own, frame["lon_event"].where(inherits)),
    )
    return _points(frame, frame["lat"].notna())[[*schema.SITES, "geometry"]]


def site_kinds(sites: Rows, *, keys: pd.DataFrame) -> pd.DataFrame:
    """The kind of each site and the ``row`` of its event in `events_frame`."""
    return _frame(sites).merge(keys, on=["release_id", "event_seq"])[["row", "kind"]]


def mentions_frame(table: Rows) -> gpd.GeoDataFrame:
    """The mentions; see ``schema.MENTIONS``."""
    text = ("release_id", "part", "text", "role", "place_id", "place", "place_kind", "country", "admin1")
    frame = _numbers(_text(_frame(table), text))
    drawn = frame["place_kind"].isin(POINT_KINDS) & frame["lat"].notna()
    return _points(frame, drawn)[[*schema.MENTIONS, "geometry"]]
