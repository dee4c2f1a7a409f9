"""What may be chosen about an export, whatever the format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Choices; a format leaves aside those that it has no use for.

    ``now`` is the time that the file states (otherwise the present). ``outlines`` (GeoJSON) gives events
    known only to a region or country its outline. ``layers`` (GeoJSON) are those of "events", "sites",
    "journeys" to write. ``names`` (CSV) calls columns as Dateline or as ACLED does; ``hxl`` (CSV) adds a row of
    HXL tags below the header.
    """

    now: datetime | None = None
    outlines: bool = False
    layers: tuple[str, ...] = ("events", "sites", "journeys")
    names: Literal["dateline", "acled"] = "dateline"
    hxl: bool = False
