"""What every export says of itself: who made it, when, of which filter, under which terms."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from dateline import __version__
from dateline.atlas.selection import Selection

ATTRIBUTION = (
    "Places: GeoNames (CC BY 4.0); KATOTTG, Ministry for Development of Communities and Territories "
    "of Ukraine; Unicode CLDR (Unicode-3.0). Outlines: Natural Earth (public domain), with Ukraine "
    "within the borders affirmed by UN General Assembly resolution 68/262."
)
LICENCE = "Quoted sentences and headlines remain with their publishers; the derived data are CC BY 4.0."
TERMS = (
    "Data CC BY 4.0; quotations and headlines: their publishers. Places GeoNames (CC BY 4.0), KATOTTG, "
    "Unicode CLDR; outlines Natural Earth, Ukraine by UNGA 68/262."
)
"""Licence and attribution in the length that each row of a table can carry."""
NOTE = (
    "Found by a program in the releases that each row names, and not checked by a person unless a row "
    "says so. Points are centres of settlements or known sites, never sharper than the text; a "
    "region or country has no point. Boundaries and names imply no endorsement."
)


def about(selection: Selection, *, now: datetime | None = None) -> dict[str, Any]:
    """The metadata of an export; ``now`` is the time that it states (otherwise the present, in UTC)."""
    created = (now or datetime.now(UTC)).astimezone(UTC)
    return {
        "generator": f"Dateline {__version__}",
        "gazetteer": selection.atlas.gazetteer.version,
        "generated": created.isoformat(timespec="seconds"),
        "filter": selection.filter.to_params(),
        "filter_query": selection.filter.to_query(),
        "events": selection.event_count,
        "releases": selection.release_count,
        "not_on_map": selection.not_on_map,
        "attribution": ATTRIBUTION,
        "licence": LICENCE,
        "note": NOTE,
    }
