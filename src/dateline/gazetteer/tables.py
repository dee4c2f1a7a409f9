"""Reads the hand-edited tables of ``geodata/``."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from dateline.errors import GazetteerError


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a table by its column names; lines that begin with # are comments.

    Raises:
        GazetteerError: it cannot be read, or a row has more or fewer cells than the header.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(line for line in file if not line.startswith("#"))
            for number, row in enumerate(reader, start=1):
                if None in row or None in row.values():
                    raise GazetteerError(
                        f"{path}, row {number} ({next(iter(row.values()), '')}): it has not as many cells as the "
                        "header; put names with commas in quotation marks."
                    )
                yield row
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise GazetteerError(f"{path} cannot be read: restore geodata or set DATELINE_GEODATA.") from error
