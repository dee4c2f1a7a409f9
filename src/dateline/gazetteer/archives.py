"""Text files out of archives that strangers packed: read as a stream, never unpacked to disk."""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from dateline.errors import GazetteerError

MOST_BYTES = 8 * 2**30
"""A text larger than this is refused; GeoNames' largest has less than 2 GiB."""
MOST_RATIO = 60
"""A text that swells more than this when unpacked is a trap; real dumps swell four- to sixfold."""
_RATIO_FLOOR = 32 * 2**20


def digest(path: Path) -> str:
    """SHA-256 of a file.

    Raises:
        GazetteerError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise GazetteerError(f"{path}: cannot be read ({error.strerror or error}).") from error


@contextmanager
def opened(path: Path, wanted: Callable[[str], bool]) -> Iterator[IO[bytes]]:
    """A text file, or the member of a zip file whose plain name is ``wanted``, as a stream of bytes.

    Raises:
        GazetteerError: no such member, a damaged archive, or one that swells beyond reason.
    """
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                member = _member(path, archive, wanted)
                with archive.open(member) as stream:
                    yield stream
        elif path.suffix.lower() == ".zip":
            raise GazetteerError(f"{path.name}: the zip file is damaged or cut off; get it again.")
        else:
            with path.open("rb") as stream:
                yield stream
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise GazetteerError(f"{path.name}: the zip file is damaged or cut off; get it again.") from error
    except OSError as error:
        raise GazetteerError(f"{path.name}: cannot be read ({error.strerror or error}).") from error


def _member(path: Path, archive: zipfile.ZipFile, wanted: Callable[[str], bool]) -> zipfile.ZipInfo:
    """The wanted member. Its path is only compared, never used, so tricks in it lead nowhere."""
    found = [info for info in archive.infolist() if not info.is_dir() and wanted(info.filename)]
    if not found:
        inside = ", ".join(info.filename[:40] for info in archive.infolist()[:5]) or "nothing"
        raise GazetteerError(f"{path.name}: no table of places is in it (it holds {inside}).")
    info = max(found, key=lambda member: member.file_size)
    swollen = info.file_size > max(_RATIO_FLOOR, MOST_RATIO * max(1, info.compress_size))
    if info.file_size > MOST_BYTES or swollen:
        raise GazetteerError(
            f"{path.name}: {info.filename[:60]} would swell to {info.file_size / 2**20:.0f} MB; refused."
        )
    return info


def lines(stream: IO[bytes], *, where: str) -> Iterator[tuple[int, str]]:
    """Numbered lines of a UTF-8 text; lines of more than a megabyte are no table.

    Raises:
        GazetteerError: a line is not UTF-8 or too long; the message names it.
    """
    reader = io.BufferedReader(stream) if isinstance(stream, io.RawIOBase) else stream
    number = 0
    while True:
        raw = reader.readline(2**20)
        if not raw:
            return
        number += 1
        if len(raw) == 2**20:
            raise GazetteerError(
                f"{where}, line {number}: longer than a megabyte; this is no table of places."
            )
        try:
            text = raw.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise GazetteerError(f"{where}, line {number}: not UTF-8; save the file as UTF-8.") from error
        yield number, text.rstrip("\r\n")
