"""The data of this process: store, gazetteer and atlas, opened once and shared by all sessions."""

from __future__ import annotations

import gc
import hashlib
import json
import os
import re
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from dateline.atlas import Atlas
from dateline.errors import DatelineError, SettingsError
from dateline.gazetteer import Gazetteer
from dateline.maps import basemap, basemap_recipe, cells, explore, table_rows
from dateline.models import Outcome
from dateline.pipeline import Pipeline, Step, StepKind, ingest, ingest_items
from dateline.releases import Item
from dateline.server import TileFile, open_tiles
from dateline.settings import Settings, get_settings
from dateline.store import Store

WATERS = "waters"
"""Rivers and lakes, ready in ``geodata/`` (see ``maps/waters.py``)."""
_BASEMAP_FILES = ("countries", "labels", "countries-fine", "regions-UA")
_REGIONS = re.compile(r"regions-[A-Z]{2}").fullmatch


@dataclass(frozen=True)
class Building:
    """How far the reading of the sample releases is; ``failed`` is a sentence where it stopped."""

    done: int = 0
    total: int = 0
    failed: str = ""


class Library:
    """Store, gazetteer and atlas of one process; safe to use from many threads."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.building: Building | None = None
        self.failures: list[str] = []
        self.turn = threading.Lock()
        """Who holds it prepares a page. One interpreter runs all sessions: one after the other half of them wait
        half as long, side by side all would be late together."""
        self._lock = threading.Lock()
        self._atlas: Atlas | None = None
        self._outcome = lru_cache(maxsize=256)(self._read_outcome)

    @cached_property
    def store(self) -> Store:
        """The store; made where there is none."""
        target = self.settings.store
        if "://" not in target:
            Path(target).parent.mkdir(parents=True, exist_ok=True)
        return Store.open(target)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The gazetteer."""
        return Gazetteer.open(self.settings)

    @cached_property
    def pipeline(self) -> Pipeline:
        """What reads releases; opened when first needed."""
        return Pipeline(self.settings)

    def atlas(self) -> Atlas | None:
        """The atlas as of now; None while the samples are being read for the first time."""
        if self.building:
            return None
        with self._lock:
            if self._atlas is None or self._atlas.revision != self.store.revision():
                self._atlas = Atlas(self.store, self.gazetteer, before=self._atlas)
                _set_aside()
            return self._atlas

    def outcome(self, release_id: str) -> Outcome | None:
        """All that was read in a release, or None."""
        return self._outcome(release_id, self.store.revision())

    def _read_outcome(self, release_id: str, revision: int) -> Outcome | None:  # noqa: ARG002 - part of the cache's key
        return self.store.outcome(release_id)

    def basemap(self, name: str) -> bytes | None:
        """A file of the embedded base map."""
        if name == WATERS:
            return (self.settings.geodata / f"{WATERS}.json").read_bytes()
        return (
            _basemap(self.gazetteer, name, self._kept / f"{name}.json")
            if name in _BASEMAP_FILES or _REGIONS(name)
            else None
        )

    def tiles(self) -> TileFile | None:
        """The local file of tiles that the settings name; None where they name none or it cannot be used."""
        with suppress(SettingsError):
            return open_tiles(self.settings.tiles_file) if self.settings.tiles_file else None
        return None

    @cached_property
    def _kept(self) -> Path:
        """Folder of the base map made from this very geodata; it takes seconds to make."""
        manifest = (self.settings.geodata / "manifest.json").read_bytes()
        return (
            self.settings.imports.parent
            / "basemap"
            / hashlib.sha256(manifest + basemap_recipe()).hexdigest()[:16]
        )

    def warm_up(self) -> None:
        """Open and prepare what the first page needs, before somebody asks for it."""
        with suppress(DatelineError):
            atlas = self.atlas()
            if atlas:
                selection = atlas.select()
                explore(selection)
                cells(selection, zoom=6, bbox=(-180, -90, 180, 90))
                table_rows(selection)
                _ = selection.facets
            self._prepare_basemap()
            _set_aside()

    def _prepare_basemap(self) -> None:
        for name in _BASEMAP_FILES:
            self.basemap(name)

    def read(self, paths: Iterable[Path]) -> Iterable[Step]:
        """Read files into the store, a step an item."""
        return ingest(paths, pipeline=self.pipeline, store=self.store)

    def read_items(self, items: Iterable[Item]) -> Iterable[Step]:
        """Read releases that were uploaded or pasted into the store, a step an item."""
        return ingest_items(items, pipeline=self.pipeline, store=self.store)

    def build_samples(self, *, tell: Callable[[Building], None] = lambda _: None) -> None:
        """Read the sample releases into an empty store; a store with releases is left alone."""
        samples = self.settings.samples
        try:
            if self.store.releases() or not samples.is_dir():
                return
            total = sum(1 for path in samples.rglob("*") if path.is_file() and path.name != "README.md")
            self.building = Building(total=total)
            for done, step in enumerate(self.read([samples]), start=1):
                if step.kind is StepKind.FAILED:
                    self.failures.append(step.message)
                self.building = Building(done, max(done, total))
                tell(self.building)
            # Before the first page: a map that is all sea looks broken.
            self._prepare_basemap()
        except DatelineError as error:
            self.building = Building(failed=str(error))
            tell(self.building)
            return
        self.building = None


def _set_aside() -> None:
    """Take all that is now in memory out of the garbage collector's rounds, but for what is garbage already.

    An atlas has millions of small objects that stay; to look through them again and again would hold up
    every session for a third of a second.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


@lru_cache(maxsize=32)
def _basemap(gazetteer: Gazetteer, name: str, kept: Path) -> bytes | None:
    if kept.is_file():
        return kept.read_bytes()
    data = basemap(gazetteer, name)
    if data is None:
        return None
    content = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    with suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        draft = kept.with_suffix(f".{os.getpid()}.draft")
        draft.write_bytes(content)
        draft.replace(kept)
    return content


@lru_cache(maxsize=1)
def get_library() -> Library:
    """The library of this process."""
    return Library(get_settings())
