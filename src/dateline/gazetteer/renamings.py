"""Names that places bore before, and until when: so that a release of 2022 can be shown in its own terms."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from dateline.errors import GazetteerError

FILE = "former.json"


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that a place no longer bears.

    ``until`` is the day or the year when it ceased (an ISO prefix), "" where no date is known; ``source``
    the act that ended it, or "usage".
    """

    name: str
    native: str
    until: str
    source: str


def in_force(day: date, former: Iterable[FormerName]) -> FormerName | None:
    """The former name in force on a day, None where it is the present one.

    Args:
        day: the day; a name that ceased in its year at an unknown day is no longer in force.
        former: the names before, in any order; those without a date do not count.
    """
    for name in sorted((name for name in former if name.until), key=lambda name: name.until):
        if day.isoformat()[: len(name.until)] < name.until:
            return name
    return None


def write(folder: Path, former: dict[str, list[FormerName]]) -> None:
    """Write the former names by place id."""
    document = {place: [asdict(name) for name in names] for place, names in sorted(former.items())}
    text = json.dumps(document, ensure_ascii=False, indent=0)
    (folder / FILE).write_text(text + "\n", encoding="utf-8")


def read(folder: Path) -> dict[str, tuple[FormerName, ...]]:
    """The former names by place id, the latest first.

    Raises:
        GazetteerError: the file is missing or damaged.
    """
    path = folder / FILE
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        return {place: tuple(FormerName(**name) for name in names) for place, names in document.items()}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise GazetteerError(f"{path} cannot be read: restore geodata or set DATELINE_GEODATA.") from error
