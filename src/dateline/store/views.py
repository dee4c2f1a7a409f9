"""What the atlas reads: each table whole, joined with its places, in one query."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Select, Table, func, select

from dateline.store.tables import (
    events,
    figures,
    mentions,
    merged,
    places,
    releases,
    sites,
    tellings,
)


class Rows(NamedTuple):
    """A table in memory: the names of its columns and its rows in their order."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


_PLACE = (
    places.c.id.label("place_id"),
    places.c.name.label("place"),
    places.c.name_native.label("place_native"),
    places.c.kind.label("place_kind"),
    places.c.country,
    places.c.admin1,
    places.c.admin1_id,
    places.c.admin2,
    places.c.admin2_id,
    places.c.lat,
    places.c.lon,
    places.c.extent_km,
)


def _with_place(table: Table, *columns: str) -> Select[Any]:
    """Rows of a table with the fields of their place, or None in each of these."""
    own = [table.c[name] for name in columns]
    return select(*own, *_PLACE).select_from(table.outerjoin(places, table.c.place_key == places.c.key))


_EVENTS = _with_place(
    events,
    "release_id",
    "seq",
    "id",
    "type",
    "status",
    "date",
    "date_end",
    "date_prec",
    "date_basis",
    "evidence_start",
    "evidence_end",
    "evidence",
    "mention",
    "where_prec",
    "geo_precision",
    "score",
    "who",
).order_by(events.c.release_id, events.c.seq)

_SITES = _with_place(sites, "release_id", "event_seq", "seq", "id", "text", "kind", "start", "end").order_by(
    sites.c.release_id, sites.c.event_seq, sites.c.seq
)

_MENTIONS = _with_place(
    mentions, "release_id", "part", "seq", "start", "end", "text", "role", "score"
).order_by(mentions.c.release_id, mentions.c.part, mentions.c.seq)

_FIGURES = select(
    figures.c.release_id,
    figures.c.event_seq,
    figures.c.seq,
    figures.c.value,
    figures.c.what,
    figures.c.high,
    figures.c.qualifier,
    figures.c.site,
    figures.c.part_of,
).order_by(figures.c.release_id, figures.c.event_seq, figures.c.seq)

_COUNTS = (
    select(events.c.release_id, func.count().label("event_count")).group_by(events.c.release_id).subquery()
)
_RELEASES = (
    select(
        releases.c.id.label("release_id"),
        releases.c.url,
        releases.c.publisher,
        releases.c.title,
        releases.c.published,
        releases.c.lang,
        releases.c.digest,
        func.coalesce(_COUNTS.c.event_count, 0).label("event_count"),
    )
    .select_from(releases.outerjoin(_COUNTS, releases.c.id == _COUNTS.c.release_id))
    .order_by(releases.c.id)
)

_TELLINGS = (
    select(
        tellings.c.event_id,
        tellings.c.merged_id,
        merged.c.lead,
        merged.c.differences,
        merged.c.confirms,
    )
    .select_from(tellings.join(merged, tellings.c.merged_id == merged.c.id))
    .order_by(tellings.c.merged_id, tellings.c.event_id)
)

VIEWS: dict[str, Select[Any]] = {
    "events": _EVENTS,
    "sites": _SITES,
    "mentions": _MENTIONS,
    "figures": _FIGURES,
    "releases": _RELEASES,
    "tellings": _TELLINGS,
}
