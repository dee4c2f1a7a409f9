"""The tables of the store, in SQLAlchemy's portable types (SQLite by default, PostgreSQL possible).

Results hang on their release: every row below ``releases`` carries ``release_id`` and goes with it.
Places are kept once for each distinct content (``places.key`` is a hash of all fields), so that a
result keeps the very place that it was given, also after the gazetteer has changed.
"""

from __future__ import annotations

import json

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

SCHEMA_VERSION = 3
"""1: releases and results. 2: what releases tell together (merged, tellings, journeys). 3: verdicts."""

metadata = MetaData()


def dumps(value: object) -> str:
    """Compact JSON; NaN and infinity are refused, since no reader elsewhere takes them."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _release() -> Column[str]:
    return Column("release_id", ForeignKey("releases.id", ondelete="CASCADE"), primary_key=True)


def _place() -> Column[int]:
    return Column("place_key", ForeignKey("places.key"))


meta = Table(
    "meta",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", Integer, nullable=False),
)

stamps = Table(
    "stamps",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version", String, nullable=False),
    Column("config", String, nullable=False),
)

releases = Table(
    "releases",
    metadata,
    Column("id", String, primary_key=True),
    Column("url", Text, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("published", String),
    Column("lang", String, nullable=False),
    Column("body", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("digest", String, nullable=False),
    Column("stamp_id", ForeignKey("stamps.id"), nullable=False),
    Column("saved", String, nullable=False),
)

places = Table(
    "places",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("id", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", String, nullable=False),
    Column("lat", Float, nullable=False),
    Column("lon", Float, nullable=False),
    Column("country", String, nullable=False),
    Column("admin1", Text),
    Column("admin1_id", String),
    Column("admin2", Text),
    Column("admin2_id", String),
    Column("name_native", Text),
    Column("population", BigInteger, nullable=False),
    Column("extent_km", Float, nullable=False),
    Column("source", Text, nullable=False),
)

mentions = Table(
    "mentions",
    metadata,
    _release(),
    Column("part", String, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("role", String, nullable=False),
    Column("score", Float, nullable=False),
    Column("role_score", Float, nullable=False),
    _place(),
    Column("candidates", JSON, nullable=False),
    Column("reasons", JSON, nullable=False),
)

events = Table(
    "events",
    metadata,
    _release(),
    Column("seq", Integer, primary_key=True),
    Column("id", String, nullable=False),
    Column("type", String, nullable=False),
    Column("status", String, nullable=False),
    Column("date", String),
    Column("date_end", String),
    Column("date_prec", Integer),
    Column("date_basis", String, nullable=False),
    Column("date_text", Text, nullable=False),
    Column("evidence_start", Integer, nullable=False),
    Column("evidence_end", Integer, nullable=False),
    Column("evidence", Text, nullable=False),
    _place(),
    Column("mention", Integer),
    Column("where_prec", Integer),
    Column("geo_precision", Integer),
    Column("score", Float, nullable=False),
    Column("who", JSON, nullable=False),
    Column("reasons", JSON, nullable=False),
    Index("events_by_id", "id"),
)

sites = Table(
    "sites",
    metadata,
    _release(),
    Column("event_seq", Integer, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("id", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("kind", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    _place(),
)

figures = Table(
    "figures",
    metadata,
    _release(),
    Column("event_seq", Integer, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("value", Float, nullable=False),
    Column("what", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("high", Float),
    Column("qualifier", String, nullable=False),
    Column("site", Integer),
    Column("part_of", Integer),
)

merged = Table(
    "merged",
    metadata,
    Column("id", String, primary_key=True),
    Column("lead", String, nullable=False),
    Column("differences", JSON, nullable=False),
    Column("confirms", JSON, nullable=False),
)

tellings = Table(
    "tellings",
    metadata,
    Column("event_id", String, primary_key=True),
    Column("merged_id", ForeignKey("merged.id"), nullable=False),
)

journeys = Table(
    "journeys",
    metadata,
    Column("id", String, primary_key=True),
    Column("traveller", Text, nullable=False),
    Column("first", String, nullable=False),
    Column("last", String, nullable=False),
    Column("stops", JSON, nullable=False),
    Column("releases", JSON, nullable=False),
)

verdicts = Table(
    "verdicts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("event_id", String, nullable=False, index=True),
    Column("release_id", String, nullable=False),
    Column("judgement", String, nullable=False),
    Column("who", Text, nullable=False),
    Column("made", String, nullable=False),
    Column("note", Text, nullable=False),
    Column("type", String),
    Column("status", String),
    Column("date", String),
    Column("date_end", String),
    Column("date_prec", Integer),
    _place(),
    Column("evidence", Text, nullable=False),
    Column("machine_place", String, nullable=False),
)
"""A log that only grows. It hangs on no row of a release, so that reading one anew loses no verdict."""

CHRONICLE = (journeys, tellings, merged)
"""What is replaced when releases are joined anew, children first."""

BESIDE = frozenset({"geocoder_answers"})
"""Tables that other rooms keep in the same database, perhaps before the store is made."""

RESULTS = (figures, sites, events, mentions)
"""What is replaced when a release is saved again, children first."""
