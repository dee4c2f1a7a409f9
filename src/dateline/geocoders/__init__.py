"""Online geocoders behind one Protocol; the only importer of geopy.

For names that the gazetteer does not know, on request only: every question tells a third party
what an analyst looks for.
"""

from dateline.geocoders.answers import Answer, Geocoder, Question
from dateline.geocoders.cache import Cache, NoCache, SqlCache
from dateline.geocoders.online import CachedGeocoder, open_geocoder
from dateline.geocoders.services import SERVICES

__all__ = [
    "SERVICES",
    "Answer",
    "Cache",
    "CachedGeocoder",
    "Geocoder",
    "NoCache",
    "Question",
    "SqlCache",
    "open_geocoder",
]
