"""One release in, all that Dateline reads in it out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import dateline
from dateline.errors import DatelineError, ParseError
from dateline.models import Outcome, Release, Stamp

if TYPE_CHECKING:
    from dateline.events import EventExtractor
    from dateline.gazetteer import Gazetteer
    from dateline.geoparse import Geoparser
    from dateline.settings import Settings


class Reader(Protocol):
    """What ingests releases: `Pipeline`, or a stand-in."""

    @property
    def stamp(self) -> Stamp:
        """Which code and configuration make the outcomes."""

    def read(self, release: Release) -> Outcome:
        """All that is found in a release; raises ParseError where it cannot be read."""


class Pipeline:
    """Gazetteer, geoparser and event extractor, each opened when first needed."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The gazetteer of the settings."""
        from dateline.gazetteer import Gazetteer  # noqa: PLC0415 - opened, and so imported, when needed

        return Gazetteer.open(self.settings)

    @cached_property
    def geoparser(self) -> Geoparser:
        """The geoparser of the settings."""
        from dateline.geoparse import Geoparser  # noqa: PLC0415

        return Geoparser(self.gazetteer, self.settings)

    @cached_property
    def extractor(self) -> EventExtractor:
        """What makes events of mentions."""
        from dateline.events import EventExtractor  # noqa: PLC0415

        return EventExtractor()

    @cached_property
    def stamp(self) -> Stamp:
        """Version, and a hash of all that decides a result: configuration, gazetteers, code of the rooms."""
        config = hashlib.sha256(self.geoparser.config.encode())
        for manifest in self._manifests():
            config.update(manifest.read_bytes())
        for room in ("gazetteer", "geoparse", "events"):
            config.update(_contents_of(room))
        return Stamp(dateline.__version__, config.hexdigest()[:16])

    def _manifests(self) -> list[Path]:
        """What names the gazetteer of the house and the imported ones, with digests of their files."""
        return [
            self.settings.geodata / "manifest.json",
            *sorted(self.settings.imports.glob("*/manifest.json")),
        ]

    def read(self, release: Release) -> Outcome:
        """Find mentions and events in a release.

        Raises:
            ParseError: the release cannot be geoparsed; another one may.
        """
        return guarded(self._read, release)

    def _read(self, release: Release) -> Outcome:
        parsed = self.geoparser.parse(release)
        return Outcome(
            release=release,
            stamp=self.stamp,
            mentions=tuple(parsed.mentions),
            title_mentions=tuple(parsed.title_mentions),
            events=tuple(self.extractor.extract(release, parsed)),
        )


def _contents_of(room: str) -> bytes:
    """A digest of a room's code, word lists and models: a changed rule must not pass for an old result."""
    digest = hashlib.sha256()
    folder = Path(dateline.__file__).parent / room
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
            digest.update(path.read_bytes())
    return digest.digest()


def guarded(step: Callable[[Release], Outcome], release: Release) -> Outcome:
    """Take a step; a fault of ours that one text brings to light fails that text alone.

    Raises:
        ParseError: the step raised something that is no error of Dateline.
    """
    try:
        return step(release)
    except DatelineError:
        raise
    except Exception as error:
        what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        message = f"this release brings out a fault in Dateline ({what}). Please report it with the text"
        raise ParseError(message, where=release.source or release.id) from error
