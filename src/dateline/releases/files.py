"""Files and folders to releases: finds the form, reads it, and goes on past every fault."""

from __future__ import annotations

import dataclasses
import os
import re
import stat
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from dateline.errors import ReadError
from dateline.models import Release
from dateline.releases import decode, feed, markdown, page, plain, tables
from dateline.releases.assemble import FIELDS, Record, assemble
from dateline.releases.identity import LONGEST_ID
from dateline.releases.notice import Item, Notice
from dateline.releases.tables import Fields
from dateline.settings import get_settings

_FORMS = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".csv": "delimited",
    ".tsv": "delimited",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
}
_PAGE = re.compile(r"\s*(?:<!--.*?-->\s*)*(?:<\?xml[^>]*>\s*)?(?:<!doctype html|<html)", re.I | re.S)
_FEED = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF)\b", re.I | re.S)
_MEGABYTE = 1_000_000

_Raw = Record | Notice | ReadError

_WITHOUT_FIELDS: Mapping[str, Callable[[str, str], Iterator[_Raw]]] = {
    "plain": plain.records,
    "page": page.records,
    "feed": feed.records,
}
_WITH_FIELDS: Mapping[str, Callable[[str, str, Fields], Iterator[_Raw]]] = {
    "markdown": markdown.records,
    "delimited": tables.delimited,
    "json": tables.json_document,
    "jsonl": tables.json_lines,
}


def read(path: str | Path, *, fields: Mapping[str, str] | None = None) -> Iterator[Item]:
    """Read every release of a file, or of all files in a folder and its folders, in order of names.

    Args:
        path: a file (plain text, Markdown, HTML, CSV, JSON, JSON lines, RSS or Atom) or a folder.
        fields: for tables, JSON and front matter: the name there of a field here, as ``{"body": "text"}``.

    Yields:
        Releases; a `Notice` before a release (or for a file) with something odd about it; and a
        `ReadError` for each file, row or page that could not be read. A release with the same
        content as an earlier one of this call is not repeated; one with the same id and another
        content gets an id of its own, with a notice.

    Raises:
        ReadError: ``fields`` names a field that releases do not have.
    """
    mapping = _checked(fields or {})
    return _Once().items(_raw(Path(path), mapping))


def read_bytes(data: bytes, name: str, *, fields: Mapping[str, str] | None = None) -> Iterator[Item]:
    """Read the releases of an uploaded file; ``name`` tells its form. Otherwise as `read`."""
    mapping = _checked(fields or {})
    return _Once().items(_contents(data, label(name), Path(name).suffix, mapping))


def parse_text(text: str, *, source: str = "pasted text") -> Release:
    """Read one release from text as published: masthead, title, date, repeated title, body.

    Raises:
        ReadError: the text is empty or too long.
    """
    (record,) = plain.records(text.removeprefix("\ufeff"), source)
    return assemble(record)[0]


def label(path: str | Path) -> str:
    """A path for people: control characters and undecodable bytes as escapes."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in str(path))


class _Once:
    """Turns raw records into releases, each content once, each id for one content."""

    def __init__(self) -> None:
        self._sources: dict[str, str] = {}
        self._ids: set[str] = set()

    def items(self, raw: Iterator[_Raw]) -> Iterator[Item]:
        for item in raw:
            if not isinstance(item, Record):
                yield item
                continue
            try:
                release, notices = assemble(item)
            except ReadError as error:
                yield error
                continue
            yield from self._new(release, notices)

    def _new(self, release: Release, notices: tuple[Notice, ...]) -> Iterator[Item]:
        if first := self._sources.get(release.digest):
            yield Notice(release.source, f"this is the same release as in {first}; read once.")
            return
        self._sources[release.digest] = release.source or "this text"
        yield from notices
        if release.id in self._ids:
            short = release.id[: LONGEST_ID - 9].rstrip("-")
            fresh = dataclasses.replace(release, id=f"{short}-{release.digest[:8]}")
            yield Notice(
                release.source,
                f"the id {release.id} was used by another release before; kept as {fresh.id}.",
            )
            release = fresh
        self._ids.add(release.id)
        yield release


def _checked(fields: Fields) -> Mapping[str, str]:
    unknown = sorted(fields.keys() - set(FIELDS))
    if unknown:
        raise ReadError(f"“{unknown[0]}” is no field of a release; the fields are {', '.join(FIELDS)}.")
    return fields


def _raw(path: Path, fields: Fields) -> Iterator[_Raw]:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            yield from _folder(path, fields)
        else:
            yield from _file(path, fields)
    except OSError as error:
        yield _refused(path, error)


def _file(path: Path, fields: Fields) -> Iterator[_Raw]:
    where = label(path)
    try:
        status = path.stat()
        problem = _unfit(status)
        if problem:
            yield ReadError(problem, where=where)
            return
        data = path.read_bytes()
    except OSError as error:
        yield _refused(path, error)
        return
    yield from _contents(data, where, path.suffix, fields)


def _unfit(status: os.stat_result) -> str:
    """Why a file is not even opened, or ""."""
    limit = get_settings().max_file_mb
    if not stat.S_ISREG(status.st_mode):
        return "this is no ordinary file (a device, pipe or socket)."
    if status.st_size > limit * _MEGABYTE:
        size = status.st_size / _MEGABYTE
        return f"the file has {size:,.0f} MB, more than the {limit} MB allowed; split it, or raise DATELINE_MAX_FILE_MB."
    return ""


def _contents(data: bytes, where: str, suffix: str, fields: Fields) -> Iterator[_Raw]:
    form = _FORMS.get(suffix.lower())
    if len(data) > get_settings().max_file_mb * _MEGABYTE:
        yield ReadError("the file is larger than DATELINE_MAX_FILE_MB allows; split it.", where=where)
        return
    try:
        text, mends = decode.decode(data, where=where, declares=form in ("page", "feed", None))
    except ReadError as error:
        yield error
        return
    if not text.strip():
        yield ReadError("the file is empty.", where=where)
        return
    yield from (Notice(where, mend) for mend in mends)
    found = False
    for item in _records(text, where, _sniffed(text, form), fields):
        found = True
        yield item
    if not found:
        yield ReadError("the file holds no releases.", where=where)


def _records(text: str, where: str, form: str, fields: Fields) -> Iterator[_Raw]:
    if form in _WITHOUT_FIELDS:
        return _WITHOUT_FIELDS[form](text, where)
    return _WITH_FIELDS[form](text, where, fields)


def _sniffed(text: str, form: str | None) -> str:
    """The form of a file: by its suffix, unless a page or feed was saved under another one."""
    start = text[:4_096]
    if form in (None, "plain", "page", "feed"):
        if _PAGE.match(start):
            return "page"
        if _FEED.match(start):
            return "feed"
    if form is None:
        if re.match(r"---\s*\n", start):
            return "markdown"
        if re.match(r"\s*[\[{]", start):
            return "json"
    return form or "plain"


def _folder(path: Path, fields: Fields) -> Iterator[_Raw]:
    found = False
    for item in _walk(path, set()):
        if isinstance(item, ReadError):
            found = True
            yield item
        elif item.suffix.lower() in _FORMS and item.stem.upper() != "README":
            found = True
            yield from _file(item, fields)
        else:
            yield Notice(label(item), "this is no form of release that Dateline reads; left out.")
    if not found:
        yield ReadError("the folder holds no file that Dateline reads.", where=label(path))


def _walk(folder: Path, seen: set[tuple[int, int]]) -> Iterator[Path | ReadError]:
    """Files below a folder in order of names; hidden ones left out, a linked folder entered once."""
    try:
        status = folder.stat()
        key = (status.st_dev, status.st_ino)
        if key in seen:
            return
        seen.add(key)
        entries = sorted(folder.iterdir(), key=lambda p: os.fsencode(p.name))
    except OSError as error:
        yield _refused(folder, error)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        try:
            is_folder = stat.S_ISDIR(entry.stat().st_mode)
        except OSError as error:
            yield _refused(entry, error)
            continue
        if is_folder:
            yield from _walk(entry, seen)
        else:
            yield entry


def _refused(path: Path, error: OSError) -> ReadError:
    if isinstance(error, FileNotFoundError):
        return ReadError("there is no such file or folder.", where=label(path))
    return ReadError(f"it cannot be opened: {error.strerror or error}.", where=label(path))
