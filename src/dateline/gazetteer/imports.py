"""What a user imported: one folder each below ``settings.imports``, whole or not there at all.

An import is written beside its place and moved there in one step; a fault on the way leaves the
gazetteer as it was.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from dateline.errors import GazetteerError

FORMAT = 1
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")


@dataclass(frozen=True, slots=True)
class Import:
    """What the manifest of an import says. ``parts`` are its segments, ``outlines`` its outlines' file."""

    name: str
    kind: str
    file: str
    sha256: str
    licence: str
    imported: str
    places: int = 0
    names: int = 0
    outlines: int = 0
    skipped: int = 0
    parts: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())
    format: int = FORMAT


def import_name(text: str) -> str:
    """A folder name out of what a user or a file is called: ``UA.zip`` gives ``ua``."""
    name = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60]
    if not _NAME.fullmatch(name):
        raise GazetteerError(f"{text!r} cannot name an import: give it a name of letters and digits.")
    return name


def now() -> str:
    """The time of an import, ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


@contextmanager
def staging(root: Path, name: str) -> Iterator[Path]:
    """A folder to write an import into; it takes its place when the block ends without a fault."""
    partial, final, old = root / f".{name}.partial", root / name, root / f".{name}.old"
    try:
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        yield partial
        if not (partial / "manifest.json").is_file():
            raise GazetteerError(f"The import {name} was not finished; nothing changed.")
        shutil.rmtree(old, ignore_errors=True)
        if final.exists():
            final.rename(old)
        partial.rename(final)
        shutil.rmtree(old, ignore_errors=True)
        _write_index(root)
    except OSError as error:
        raise GazetteerError(
            f"The import {name} cannot be written to {root}: {error.strerror or error}; nothing changed."
        ) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def write_manifest(folder: Path, manifest: Import) -> None:
    """Write the manifest of an import; the last step of every import."""
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1)
    (folder / "manifest.json").write_text(text + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Import:
    """The manifest of an import.

    Raises:
        GazetteerError: it is damaged, or a newer version wrote it.
    """
    try:
        fields = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        fields["parts"], fields["notes"] = tuple(fields["parts"]), tuple(fields["notes"])
        manifest = Import(**fields)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise GazetteerError(
            f"The import {folder.name} is damaged: dateline gazetteer remove {folder.name}, then import again."
        ) from error
    if manifest.format != FORMAT:
        raise GazetteerError(f"The import {folder.name} has another format: import it again.")
    return manifest


def installed(root: Path) -> tuple[Path, ...]:
    """The folders of all imports, by name."""
    if not root.is_dir():
        return ()
    return tuple(sorted(path.parent for path in root.glob("[a-z0-9]*/manifest.json")))


def remove(root: Path, name: str) -> None:
    """Undo an import.

    Raises:
        GazetteerError: there is no such import; the message lists those there are.
    """
    folder = root / name
    if not _NAME.fullmatch(name) or not (folder / "manifest.json").exists():
        there = ", ".join(path.name for path in installed(root)) or "none"
        raise GazetteerError(f"There is no import {name!r}; imported are: {there}.")
    gone = root / f".{name}.old"
    shutil.rmtree(gone, ignore_errors=True)
    folder.rename(gone)
    shutil.rmtree(gone, ignore_errors=True)
    _write_index(root)


def _write_index(root: Path) -> None:
    """List all imports in one file, so that whoever depends on the gazetteer sees that it changed."""
    manifests = [json.loads((folder / "manifest.json").read_text("utf-8")) for folder in installed(root)]
    index = {m["name"]: {"sha256": m["sha256"], "kind": m["kind"], "places": m["places"]} for m in manifests}
    partial = root / ".manifest.partial"
    partial.write_text(json.dumps(index, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    partial.replace(root / "manifest.json")
