"""Files to the store, one step at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from dateline.errors import ItemError, ReadError
from dateline.models import Release
from dateline.pipeline.pipeline import Reader
from dateline.releases import Item, Notice, read
from dateline.store import Store


class StepKind(StrEnum):
    """What became of an item."""

    DONE = "done"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Step:
    """One item of an ingestion: a release saved, found unchanged or failed, or a notice.

    ``where`` names file and row, ``message`` is one sentence (empty where all is as expected),
    ``release_id`` is empty where nothing could be read, ``events`` counts what was found.
    """

    kind: StepKind
    where: str
    release_id: str = ""
    message: str = ""
    events: int = 0

    @property
    def is_release(self) -> bool:
        """False for a notice, which is about an item but is none."""
        return self.kind is not StepKind.NOTICE


def ingest(
    paths: Iterable[str | Path], *, pipeline: Reader, store: Store, again: bool = False
) -> Iterator[Step]:
    """Read the releases of files and folders into the store; one `Step` an item.

    A release whose content is in the store already, read by the same version and configuration,
    is left as it is (``again`` reads it anew). Stopped at any moment, a second call goes on
    where the first one was: each release is saved whole or not at all.

    Raises:
        StoreError: the store cannot go on; what was saved stays.
        GazetteerError: there is no gazetteer to read with.
    """
    return ingest_items(items(paths), pipeline=pipeline, store=store, again=again)


def items(paths: Iterable[str | Path], *, fields: Mapping[str, str] | None = None) -> Iterator[Item]:
    """What the files and folders hold, in order; ``fields`` as in `dateline.releases.read`."""
    for path in paths:
        yield from read(path, fields=fields)


def ingest_items(
    found: Iterable[Item], *, pipeline: Reader, store: Store, again: bool = False
) -> Iterator[Step]:
    """As `ingest`, of releases that were read before (an upload, pasted text).

    After the last step the store's chronicle is joined anew where anything changed.
    """
    for item in found:
        if isinstance(item, Notice):
            yield Step(StepKind.NOTICE, item.where, message=item.message)
        elif isinstance(item, ReadError):
            yield Step(StepKind.FAILED, item.where, message=str(item))
        else:
            yield _ingest_one(item, pipeline=pipeline, store=store, again=again)
    join(store)


def join(store: Store) -> None:
    """Bring what releases tell together (merged events, journeys) up to date with the store.

    Raises:
        StoreError: the store cannot go on; what was saved stays.
    """
    from dateline.events import merge  # noqa: PLC0415 - imported when there is something to join

    if not store.is_joined():
        store.save_chronicle(merge(store.outcomes(mentions=False)))


def _ingest_one(release: Release, *, pipeline: Reader, store: Store, again: bool) -> Step:
    if not again and store.has(release.id, release.digest, pipeline.stamp):
        return Step(StepKind.UNCHANGED, release.source, release.id)
    before = store.digest(release.id)
    try:
        outcome = pipeline.read(release)
        store.save(outcome)
    except ItemError as error:
        return Step(StepKind.FAILED, release.source, release.id, str(error))
    changed = before is not None and before != release.digest
    message = "its text or metadata differ from what was stored; replaced." if changed else ""
    return Step(StepKind.DONE, release.source, release.id, message, events=len(outcome.events))
