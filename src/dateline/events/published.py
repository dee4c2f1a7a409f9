"""When a release was published, in forms that can be compared."""

from __future__ import annotations

from datetime import UTC

from dateline.models import Release


def day_of(release: Release) -> int:
    """The day of publication as an ordinal, 0 where there is none."""
    return release.published.date().toordinal() if release.published else 0


def instant(release: Release) -> float:
    """The time of publication in seconds since 1970, whatever zone it is written in; infinite where there is none."""
    if release.published is None:
        return float("inf")
    aware = release.published if release.published.tzinfo else release.published.replace(tzinfo=UTC)
    return aware.timestamp()
