"""Opening a database: the URL, SQLite's settings, and its errors in words for a person."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import StaticPool

from dateline.errors import StoreError, StoreFull
from dateline.store.tables import dumps

BUSY_SECONDS = 30
MEMORY = ":memory:"

_MEANINGS: tuple[tuple[str, type[StoreError], str], ...] = (
    (
        "database or disk is full",
        StoreFull,
        "no space is left for the store. What was saved is kept; free some space and start again",
    ),
    ("database is locked", StoreError, "another process is writing the store. Wait until it has finished"),
    ("readonly database", StoreError, "the store is read-only. Give yourself the right to write it"),
    ("file is not a database", StoreError, "this file is not a Dateline store. Choose another file"),
    ("malformed", StoreError, "the store is damaged. Restore a copy, or remove it and ingest again"),
    ("unable to open", StoreError, "the store cannot be opened. Check that the folder exists and is yours"),
    (
        "disk i/o error",
        StoreError,
        "the disk refuses to read or write the store. Check the disk, then start again",
    ),
)


def url_of(target: str) -> URL:
    """The SQLAlchemy URL of a setting: a URL as it is, anything else a SQLite file.

    Raises:
        StoreError: the URL cannot be understood.
    """
    if target == MEMORY:
        return URL.create("sqlite")
    if "://" not in target:
        return URL.create("sqlite", database=str(Path(target).expanduser()))
    try:
        return make_url(target)
    except (ArgumentError, ValueError) as error:
        raise StoreError(f"{target!r} is neither a file nor a database URL. Correct the store") from error


def file_of(url: URL) -> Path | None:
    """The file that a URL names; None for a server or a store in memory."""
    if url.get_backend_name() != "sqlite" or not url.database or url.database == MEMORY:
        return None
    return Path(url.database)


def connect(url: URL) -> Engine:
    """An engine for the URL; nothing is opened yet."""
    in_memory = url.get_backend_name() == "sqlite" and file_of(url) is None
    options = {"poolclass": StaticPool, "connect_args": {"check_same_thread": False}} if in_memory else {}
    try:
        engine = create_engine(url, json_serializer=dumps, **options)
    except (NoSuchModuleError, ImportError, SQLAlchemyError) as error:
        name = url.render_as_string(hide_password=True)
        raise StoreError(f"{name}: no driver for this database is installed. Install it") from error
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    """Let us say BEGIN ourselves, keep readers and a writer apart, and wait for a lock."""
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")


def _begin(connection: Connection) -> None:
    """Take the writer's lock at once where we shall write: an upgrade halfway could fail."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def translated(name: str) -> Iterator[None]:
    """Turn the database's errors into ours.

    Raises:
        StoreFull: no space is left.
        StoreError: anything else that the database refuses.
    """
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        said = str(error.orig) if isinstance(error, DBAPIError) else str(error)
        for sign, kind, sentence in _MEANINGS:
            if sign in said.lower():
                raise kind(f"{name}: {sentence}") from error
        raise StoreError(f"{name}: the database refused the work ({said}). Nothing was changed") from error
