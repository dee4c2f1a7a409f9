"""The columns of the atlas: what every frame holds, in which unit, for maps, API and exports.

Geometries are WGS 84 in (lon, lat). ``geometry`` is a point for settlements, sites and natural
features no wider than 25 km; None for events known only to a region, country, sea or area (their ``place_id`` leads to
the outline) and for events without a place. Missing text is NaN, missing codes are ``pd.NA``, missing
days NaT: ask with ``isna``. In exports and in JSON all of them are null.
"""

from __future__ import annotations

EVENTS: dict[str, str] = {
    "event_id": "stable id, hyphens only",
    "release_id": "release that reports it",
    "merged_id": "id of the event of which this and other releases tell; event_id where only this one does",
    "lead": "bool: the fullest telling of its event, which stands for all",
    "source_count": "int: how many releases tell of it",
    "differences": "tuple of (field, ((reading, (event_id, ...)), ...)): what its sources do not agree on",
    "confirms": "tuple of merged_id of planned events that this one carried out",
    "type": "EventType value",
    "status": "EventStatus value",
    "date": "ISO prefix from the text, or None",
    "date_end": "ISO prefix that closes an interval, or None",
    "date_prec": "UCDP date_prec 1 to 5, or None",
    "day": "datetime64: first day of `date`; of publication where the text gives none (see `dated_by`)",
    "day_end": "datetime64: last day that `date` or `date_end` may mean",
    "dated_by": "text, relative, publication, none, or person where a person corrected the date",
    "place_id": "gazetteer id, or None",
    "place": "label of the place, or None",
    "place_native": "its native name, or None",
    "place_kind": "PlaceKind value, or None",
    "country": "ISO 3166-1 alpha-2, or None",
    "admin1": "label of the first-order division, or None",
    "admin1_id": "its gazetteer id, or None",
    "admin2": "label of the district, or None",
    "admin2_id": "its gazetteer id, or None",
    "lat": "decimal degrees, or NaN",
    "lon": "decimal degrees, or NaN",
    "extent_km": "radius within which the real thing lies",
    "where_prec": "UCDP GED where_prec 1 to 7, or None",
    "geo_precision": "ACLED geo_precision 1 to 3, or None",
    "on_map": "bool: drawn as a point",
    "who": "tuple of actors as written",
    "offices": "tuple of their offices as written, '' where none, in the order of `who`",
    "actor_countries": "tuple of ISO 3166-1 alpha-2 that the actors and delegations stand for",
    "site_count": "int",
    "figures": "tuple of (value, what) pairs as written",
    "counts": "tuple of Count: the figures with range, qualifier, site and whole (see frames.Count)",
    "evidence": "the sentence, verbatim",
    "evidence_start": "offset in the body",
    "evidence_end": "offset in the body",
    "score": "0 to 1",
    "reviewed": "unreviewed, confirmed, corrected or rejected: a person's verdict",
    "machine": "tuple of (column, value): what the machine had found where a person corrected it",
    "reviewed_by": "who judged it, as they call themselves, or None",
    "reviewed_at": "ISO 8601 time of the verdict in UTC, or None",
    "review_note": "the person's note, or None",
    "title": "the release's headline",
    "url": "the release's address (http or https only), or empty",
    "publisher": "who published it",
    "published": "ISO 8601 with offset, or None",
    "lang": "ISO 639-1",
}

SITES: dict[str, str] = {
    "site_id": "stable id, hyphens only",
    "event_id": "event it belongs to",
    "release_id": "release that reports it",
    "text": "the site as the release words it",
    "kind": "SiteKind value",
    "figures": "tuple of (value, what) pairs tied to this site",
    "counts": "tuple of Count: these figures in full",
    "place": "label of the event's place",
    "place_id": "gazetteer id of the site where known, else of the event's place",
    "own_position": "bool: the gazetteer knows this very site; else it is drawn at its settlement",
    "lat": "decimal degrees, or NaN",
    "lon": "decimal degrees, or NaN",
    "day": "datetime64 of its event",
    "start": "offset in the body",
    "end": "offset in the body",
}

JOURNEYS: dict[str, str] = {
    "journey_id": "stable id",
    "traveller": "as releases name the person or delegation",
    "first": "ISO day",
    "last": "ISO day",
    "stop_count": "int",
    "planned": "bool: nothing confirms any stop",
    "places": "tuple of the labels of its stops, in order",
    "merged_ids": "tuple of merged_id of the events at its stops",
    "releases": "tuple of release ids",
}
"""``geometry`` is the line through the stops that are points, None for fewer than two of these."""

STOPS: dict[str, str] = {
    "journey_id": "journey",
    "number": "int: 1 for the first stop",
    "place_id": "gazetteer id",
    "place": "label",
    "place_kind": "PlaceKind value",
    "country": "ISO 3166-1 alpha-2, or None",
    "admin1": "label of the first-order division, or None",
    "admin1_id": "its gazetteer id, or None",
    "admin2": "label of the district, or None",
    "admin2_id": "its gazetteer id, or None",
    "first": "ISO day",
    "last": "ISO day",
    "planned": "bool: nothing confirms that the traveller came",
    "merged_ids": "tuple of merged_id of the events there",
    "lat": "decimal degrees",
    "lon": "decimal degrees",
}
"""``geometry`` is a point, None where the stop is a region or country."""

MENTIONS: dict[str, str] = {
    "release_id": "release",
    "part": "body or title",
    "start": "offset",
    "end": "offset",
    "text": "as written",
    "role": "Role value",
    "score": "0 to 1",
    "place_id": "gazetteer id, or None",
    "place": "label, or None",
    "place_kind": "PlaceKind value, or None",
    "country": "ISO 3166-1 alpha-2, or None",
    "admin1": "label, or None",
    "lat": "decimal degrees, or NaN",
    "lon": "decimal degrees, or NaN",
}

RELEASES: dict[str, str] = {
    "release_id": "id",
    "url": "address, or empty",
    "publisher": "publisher",
    "title": "headline",
    "published": "ISO 8601 with offset, or None",
    "lang": "ISO 639-1",
    "digest": "SHA-256 of the content",
    "event_count": "int",
}
