"""The store: outcomes in a database, each release whole or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Self

from sqlalchemy import Connection, Engine, Table, inspect, select, update

from dateline.errors import ItemError, StoreError, StoreTooNew
from dateline.models import (
    Chronicle,
    EventDate,
    EventStatus,
    EventType,
    Journey,
    Judgement,
    Outcome,
    Place,
    Release,
    Stamp,
    Verdict,
)
from dateline.store import reviews, rows, tables
from dateline.store.engine import connect, file_of, translated, url_of
from dateline.store.views import VIEWS, Rows

CHUNK = 400
"""Ids in one query, well below the number of parameters that any database takes."""


class Store:
    """Releases and what was read in them.

    Safe with one writer and any number of readers at once: a reader sees each release as it
    was before or after a save, never half of it. Use as a context manager, or `close` it.
    """

    def __init__(self, engine: Engine, *, name: str) -> None:
        self.name = name
        self._engine = engine
        self._writer = engine.execution_options(writes=True)
        self._places: set[int] = set()
        self._stamps: dict[Stamp, int] = {}

    @classmethod
    def open(cls, target: str, *, create: bool = True) -> Self:
        """Open a store; a new file is made where there is none and ``create`` holds.

        ``target`` is a file, an SQLAlchemy URL, or ``:memory:``.

        Raises:
            StoreTooNew: a newer version of Dateline wrote it.
            StoreError: it cannot be opened, is no store, or is missing without ``create``.
        """
        url = url_of(target)
        name = url.render_as_string(hide_password=True) if "://" in target else target
        if (file := file_of(url)) is not None:
            if file.is_dir():
                raise StoreError(f"{name}: this is a folder. Name a file for the store")
            if not create and not file.exists():
                raise StoreError(f"{name}: there is no store yet. Make one with `dateline ingest`")
            try:
                file.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise StoreError(
                    f"{name}: its folder cannot be made ({error.strerror}). Name another"
                ) from error
        store = cls(connect(url), name=name)
        with translated(name):
            store._check()
        return store

    def close(self) -> None:
        """Let go of the database. The store cannot be used afterwards."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _check(self) -> None:
        """Make the tables of a new store; refuse what is not ours or newer than we are."""
        with self._engine.connect() as connection:
            found = set(inspect(connection).get_table_names())
            known = found & {"meta"} and connection.scalar(_meta("schema"))
        if known and known > tables.SCHEMA_VERSION:
            raise StoreTooNew(
                f"{self.name}: written by a newer version of Dateline (form {known}, "
                f"this one knows {tables.SCHEMA_VERSION}). Update Dateline, or name another store"
            )
        ours = {table.name for table in tables.metadata.sorted_tables} | tables.BESIDE
        if not known and found - ours:
            raise StoreError(f"{self.name}: holds another program's tables. Name another file for the store")
        if not known:
            self._create()
        elif known < tables.SCHEMA_VERSION:
            self._migrate()

    def _create(self) -> None:
        if self._engine.dialect.name == "sqlite":
            with self._engine.connect() as connection:
                # The driver's own cursor: a journal mode cannot change inside a transaction.
                connection.connection.driver_connection.execute("PRAGMA journal_mode = WAL")  # type: ignore[union-attr]
        with self._writer.begin() as connection:
            tables.metadata.create_all(connection)
            if connection.scalar(_meta("schema")) is None:
                start = {"schema": tables.SCHEMA_VERSION, "revision": 0}
                connection.execute(
                    tables.meta.insert(), [{"key": key, "value": value} for key, value in start.items()]
                )

    def _migrate(self) -> None:
        """Bring a store of an older version up to date: so far by adding tables."""
        with self._writer.begin() as connection:
            tables.metadata.create_all(connection)
            now = update(tables.meta).where(tables.meta.c.key == "schema")
            connection.execute(now.values(value=tables.SCHEMA_VERSION))

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with translated(self.name), self._engine.connect() as connection:
            yield connection

    def revision(self) -> int:
        """A number that grows with each change, for caches of what was read."""
        with self._reading() as connection:
            return int(connection.scalar(_meta("revision")) or 0)

    def content(self) -> int:
        """A number that grows with each change but a verdict: where it is the same, so are all results."""
        with self._reading() as connection:
            revision, judged = (connection.scalar(_meta(key)) for key in ("revision", "judged"))
            return int(revision or 0) - int(judged or 0)

    def save(self, outcome: Outcome) -> None:
        """Put an outcome in place of all that was known of its release, in one transaction.

        Raises:
            ItemError: the release holds characters that no database takes; nothing has changed.
            StoreFull: no space is left; nothing has changed.
            StoreError: the database refuses; nothing has changed.
        """
        try:
            with translated(self.name), self._writer.begin() as connection:
                places = self._save_places(connection, rows.places_of(outcome))
                stamp_id = self._stamp_id(connection, outcome.stamp)
                self._replace(connection, outcome, stamp_id)
                _grow(connection)
        except UnicodeEncodeError as error:
            message = "holds characters that are no text (lone surrogates). Save it as UTF-8 again"
            raise ItemError(message, where=outcome.release.source or outcome.release.id) from error
        self._places |= places
        self._stamps[outcome.stamp] = stamp_id

    def _save_places(self, connection: Connection, found: Mapping[int, Place]) -> set[int]:
        """Add the places that the store does not know yet; their keys."""
        wanted = {key: place for key, place in found.items() if key not in self._places}
        known = _in_chunks(connection, tables.places, "key", list(wanted))
        new = wanted.keys() - {row["key"] for row in known}
        _insert(connection, tables.places, [rows.place_row(key, wanted[key]) for key in sorted(new)])
        return set(wanted)

    def _stamp_id(self, connection: Connection, stamp: Stamp) -> int:
        if stamp in self._stamps:
            return self._stamps[stamp]
        columns = tables.stamps.c
        query = select(columns.id).where(columns.version == stamp.version, columns.config == stamp.config)
        found = connection.scalar(query)
        if found is None:
            new = tables.stamps.insert().values(version=stamp.version, config=stamp.config)
            found = connection.execute(new.returning(columns.id)).scalar_one()
        return int(found)

    def _replace(self, connection: Connection, outcome: Outcome, stamp_id: int) -> None:
        release = outcome.release
        for table in tables.RESULTS:
            connection.execute(table.delete().where(table.c.release_id == release.id))
        connection.execute(tables.releases.delete().where(tables.releases.c.id == release.id))
        saved = datetime.now(UTC).isoformat(timespec="seconds")
        row = {**rows.release_row(release), "stamp_id": stamp_id, "saved": saved}
        _insert(connection, tables.releases, [row])
        _insert(connection, tables.mentions, list(rows.mention_rows(outcome)))
        _insert(connection, tables.events, list(rows.event_rows(outcome)))
        _insert(connection, tables.sites, list(rows.site_rows(outcome)))
        _insert(connection, tables.figures, list(rows.figure_rows(outcome)))

    def save_chronicle(self, chronicle: Chronicle) -> None:
        """Put what releases tell together in place of what was known of it, in one transaction.

        Raises:
            StoreFull: no space is left; nothing has changed.
            StoreError: the database refuses; nothing has changed.
        """
        stops = (stop.place for journey in chronicle.journeys for stop in journey.stops)
        with translated(self.name), self._writer.begin() as connection:
            places = self._save_places(connection, {rows.place_key(place): place for place in stops})
            for table in tables.CHRONICLE:
                connection.execute(table.delete())
            _insert(connection, tables.merged, list(rows.merged_rows(chronicle)))
            _insert(connection, tables.tellings, list(rows.telling_rows(chronicle)))
            _insert(connection, tables.journeys, list(rows.journey_rows(chronicle)))
            joined = _grow(connection)
            connection.execute(tables.meta.delete().where(tables.meta.c.key == "joined"))
            connection.execute(tables.meta.insert().values(key="joined", value=joined))
        self._places |= places

    def is_joined(self) -> bool:
        """Whether the chronicle is of all that the store holds now."""
        with self._reading() as connection:
            revision, joined = (connection.scalar(_meta(key)) for key in ("revision", "joined"))
            return bool(revision in (0, joined))

    def journeys(self) -> tuple[Journey, ...]:
        """The journeys of the chronicle, by their first day."""
        with self._reading() as connection:
            columns = tables.journeys.c
            query = select(tables.journeys).order_by(columns.first, columns.id)
            found = connection.execute(query).mappings().all()
            keys = {stop[0] for row in found for stop in row["stops"]}
            places = _in_chunks(connection, tables.places, "key", sorted(keys))
            by_key = {row["key"]: rows.place_from(row) for row in places}
            return tuple(rows.journey_from(row, by_key) for row in found)

    def judge(
        self,
        event_id: str,
        judgement: Judgement,
        *,
        who: str = "",
        note: str = "",
        type: EventType | None = None,
        status: EventStatus | None = None,
        date: EventDate | None = None,
        place: Place | None = None,
        made: datetime | None = None,
    ) -> Verdict:
        """Put a person's word on an event on record; it takes the place of earlier ones, which stay on record.

        Args:
            event_id: one telling of the event; an atlas applies the verdict to all its tellings.
            judgement: WITHDRAWN takes back what was in force.
            type, status, date, place: what a correction puts in place of the machine's value.
            made: when (otherwise now).

        Raises:
            ItemError: the store holds no such event, or what is said does not fit the judgement.
            StoreError: the database refuses; nothing has changed.
        """
        said = reviews.Said(type, status, date, place)
        said.check(judgement, event_id)
        with translated(self.name), self._writer.begin() as connection:
            found = connection.execute(reviews.event(event_id)).mappings().first()
            if found is None:
                raise ItemError("is no event of the store. Open it anew", where=event_id)
            verdict = said.verdict(found, judgement, who=who, note=note, made=made or datetime.now(UTC))
            places = self._save_places(connection, {rows.place_key(place): place} if place else {})
            _insert(connection, tables.verdicts, [reviews.verdict_row(verdict)])
            _grow(connection, joins=False)
        self._places |= places
        return verdict

    def verdicts(self, *, history: bool = False) -> tuple[Verdict, ...]:
        """The verdicts in force, on events as they are called now; with ``history`` all that was ever said.

        One whose event is gone (its sentence has changed) keeps the id that the event had.
        """
        with self._reading() as connection:
            said = _all(connection, tables.verdicts)
            places = _places_for(connection, said)
            found = [reviews.verdict_from(row, places) for row in said]
            if history:
                return tuple(found)
            events = connection.execute(reviews.events_of({v.release_id for v in found})).all()
            return reviews.in_force(found, events)

    def has(self, release_id: str, digest: str, stamp: Stamp) -> bool:
        """Whether this very content was already read by this very version and configuration."""
        release, made = tables.releases.c, tables.stamps.c
        query = (
            select(release.id)
            .join(tables.stamps, release.stamp_id == made.id)
            .where(release.id == release_id, release.digest == digest)
            .where(made.version == stamp.version, made.config == stamp.config)
        )
        with self._reading() as connection:
            return connection.scalar(query) is not None

    def digest(self, release_id: str) -> str | None:
        """The digest of a release as stored, or None where the store does not hold it."""
        release = tables.releases.c
        with self._reading() as connection:
            return connection.scalar(select(release.digest).where(release.id == release_id))

    def releases(self) -> tuple[Release, ...]:
        """All releases, by id."""
        with self._reading() as connection:
            found = connection.execute(select(tables.releases).order_by(tables.releases.c.id)).mappings()
            return tuple(rows.release_from(row) for row in found)

    def release(self, release_id: str) -> Release | None:
        """One release, or None where the store does not hold it."""
        with self._reading() as connection:
            found = _in_chunks(connection, tables.releases, "id", [release_id])
            return rows.release_from(found[0]) if found else None

    def outcome(self, release_id: str) -> Outcome | None:
        """All that was read in one release, or None where the store does not hold it."""
        with self._reading() as connection:
            return next(self._load(connection, [release_id]), None)

    def outcomes(self, *, mentions: bool = True) -> Iterator[Outcome]:
        """All outcomes, by release id, some hundred in memory at a time; faster without mentions."""
        with self._reading() as connection:
            ids = connection.scalars(select(tables.releases.c.id).order_by(tables.releases.c.id)).all()
            for chunk in _chunks(ids):
                yield from self._load(connection, chunk, mentions=mentions)

    def rows(self, view: str) -> Rows:
        """One of the views of ``dateline.store.views``: events, sites, mentions, figures, releases."""
        with self._reading() as connection:
            return _fetch(connection, view)

    def snapshot(self, *views: str) -> dict[str, Rows]:
        """Several views as of one moment, however busy a writer is."""
        with self._reading() as connection:
            return {view: _fetch(connection, view) for view in views}

    def _load(
        self, connection: Connection, ids: Sequence[str], *, mentions: bool = True
    ) -> Iterator[Outcome]:
        releases = _in_chunks(connection, tables.releases, "id", ids)
        made = {row["id"]: Stamp(row["version"], row["config"]) for row in _all(connection, tables.stamps)}
        events, sites, figures = (
            _in_chunks(connection, table, "release_id", ids)
            for table in (tables.events, tables.sites, tables.figures)
        )
        named = _in_chunks(connection, tables.mentions, "release_id", ids) if mentions else []
        places = _places_for(connection, named, events, sites)
        by_part, by_event = _grouped(named, "part"), _grouped(events)
        sites_of, figures_of = _grouped(sites, "event_seq"), _grouped(figures, "event_seq")
        for row in releases:
            body, title = (
                tuple(rows.mention_from(said, places) for said in by_part[row["id"], part])
                for part in ("body", "title")
            )
            yield Outcome(
                release=rows.release_from(row),
                stamp=made[row["stamp_id"]],
                mentions=body,
                title_mentions=title,
                events=tuple(
                    rows.event_from(
                        said,
                        places,
                        sites=tuple(
                            rows.site_from(site, places) for site in sites_of[row["id"], said["seq"]]
                        ),
                        figures=tuple(rows.figure_from(each) for each in figures_of[row["id"], said["seq"]]),
                    )
                    for said in by_event[row["id"],]
                ),
            )


def _meta(key: str) -> Any:
    return select(tables.meta.c.value).where(tables.meta.c.key == key)


def _grow(connection: Connection, *, joins: bool = True) -> int:
    """Count a change; the new revision. ``joins`` is False where the chronicle is as good as before."""
    before = int(connection.scalar(_meta("revision")) or 0)
    current = tables.meta.c.key == "revision"
    if not joins:
        current |= (tables.meta.c.key == "joined") & (tables.meta.c.value == before)
        judged = int(connection.scalar(_meta("judged")) or 0)
        connection.execute(tables.meta.delete().where(tables.meta.c.key == "judged"))
        connection.execute(tables.meta.insert().values(key="judged", value=judged + 1))
    connection.execute(update(tables.meta).where(current).values(value=before + 1))
    return before + 1


def _insert(connection: Connection, table: Table, found: list[rows.Row]) -> None:
    if found:
        connection.execute(table.insert(), found)


def _fetch(connection: Connection, view: str) -> Rows:
    result = connection.execute(VIEWS[view])
    return Rows(tuple(result.keys()), [tuple(row) for row in result])


def _all(connection: Connection, table: Table) -> Sequence[Any]:
    return connection.execute(select(table)).mappings().all()


def _in_chunks(connection: Connection, table: Table, column: str, values: Sequence[Any]) -> list[Any]:
    """Rows whose column is among the values, in the order of the primary key within each chunk."""
    found: list[Any] = []
    for chunk in _chunks(values):
        query = select(table).where(table.c[column].in_(chunk)).order_by(*table.primary_key.columns)
        found += connection.execute(query).mappings().all()
    return found


def _chunks(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (values[start : start + CHUNK] for start in range(0, len(values), CHUNK))


def _grouped(found: Sequence[Any], *columns: str) -> dict[tuple[Any, ...], list[Any]]:
    groups: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for row in found:
        groups[row["release_id"], *(row[column] for column in columns)].append(row)
    return groups


def _places_for(connection: Connection, *found: Sequence[Any]) -> dict[int, Place]:
    """The places that rows of mentions, events and sites refer to."""
    keys: set[int] = set()
    for row in (row for table in found for row in table):
        keys.add(row["place_key"])
        keys.update(key for key, *_ in row.get("candidates", ()))
    known = _in_chunks(connection, tables.places, "key", sorted(keys - {None}))
    return {row["key"]: rows.place_from(row) for row in known}
