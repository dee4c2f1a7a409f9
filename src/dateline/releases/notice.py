"""What a reader yields beside releases: notices of what is odd but kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeAlias

from dateline.errors import ReadError
from dateline.models import Release


@dataclass(frozen=True, slots=True)
class Notice:
    """Something about a release or file that a person should know; nothing was lost.

    ``where`` names the file and row, ``message`` is one sentence. A notice about a release
    comes right before it.
    """

    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message


Item: TypeAlias = Release | Notice | ReadError
"""What `read` yields."""


def dating(release: Release, *, now: datetime | None = None) -> Notice | None:
    """A notice where a release has no date or one in the future, else None."""
    if release.published is None:
        return Notice(release.source, "no date of publication was found; kept without a date.")
    if release.published > (now or datetime.now(UTC)):
        day = release.published.isoformat(sep=" ", timespec="minutes")
        return Notice(release.source, f"its date {day} lies in the future; kept, please check it.")
    return None
