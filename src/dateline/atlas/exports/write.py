"""One way to every format: as bytes, or as a file that is whole or not there."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from dateline.atlas.exports import geojson, gis, kml, table, workbook
from dateline.atlas.exports.options import Options
from dateline.atlas.selection import Selection
from dateline.errors import ExportError


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, file suffix, media type and what makes the bytes."""

    name: str
    suffix: str
    media_type: str
    render: Callable[[Selection, Options], bytes]
    is_text: bool = False


FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        Format("geojson", ".geojson", "application/geo+json", geojson.render, is_text=True),
        Format("csv", ".csv", "text/csv; charset=utf-8", table.render, is_text=True),
        Format("geopackage", ".gpkg", "application/geopackage+sqlite3", gis.geopackage),
        Format("geoparquet", ".parquet", "application/vnd.apache.parquet", gis.geoparquet),
        Format("kml", ".kml", "application/vnd.google-earth.kml+xml", kml.render, is_text=True),
        Format(
            "xlsx",
            ".xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            workbook.render,
        ),
    )
}


def render(selection: Selection, format: str, **options: Any) -> bytes:
    """A selection as the bytes of a file; ``options`` are those of `Options`.

    Raises:
        ExportError: there is no such format.
    """
    if format not in FORMATS:
        raise ExportError(f"{format!r} is no format of export; choose {', '.join(FORMATS)}.")
    return FORMATS[format].render(selection, Options(**options))


def write(selection: Selection, format: str, path: str | Path, **options: Any) -> None:
    """Write a selection to a file; an earlier file stays until the new one is whole.

    Raises:
        ExportError: there is no such format, or the file cannot be written.
    """
    put(render(selection, format, **options), Path(path))


def put(data: bytes, path: Path) -> None:
    """Write bytes to a file at once.

    Raises:
        ExportError: the file cannot be written; an earlier one is as it was.
    """
    with draft(path) as file:
        file.write(data)


@contextmanager
def draft(path: Path) -> Iterator[BinaryIO]:
    """A file to write to that takes the place of ``path`` only when all is written.

    Raises:
        ExportError: the file cannot be written; an earlier one is as it was.
    """
    unfinished: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}-")
        unfinished = Path(name)
        with os.fdopen(handle, "wb") as file:
            yield file
        unfinished.chmod(0o666 & ~_umask())
        unfinished.replace(path)
        unfinished = None
    except OSError as error:
        raise ExportError(
            f"{path} cannot be written ({error.strerror or error}). Name another file."
        ) from error
    finally:
        if unfinished is not None:
            unfinished.unlink(missing_ok=True)


def _umask() -> int:
    """The rights that this process withholds from new files."""
    umask = os.umask(0)
    os.umask(umask)
    return umask
