"""How places are called on the pages."""

from __future__ import annotations

from dateline.dashboard.library import get_library
from dateline.dashboard.words import Words
from dateline.maps import country_name


def place_label(place_id: str, say: Words) -> str:
    """A region or district with its country, since names repeat across the world."""
    place = get_library().gazetteer.place(place_id)
    if place is None:
        return place_id
    name = (say.lang == "uk" and place.name_native) or place.name
    return name if place.country == "UA" else f"{name} ({country_name(place.country, lang=say.lang)})"
