"""An outcome as one JSON object: the format of ``dateline geoparse`` (docs/geoparse-format.md).

The keys written down there are stable; a reader skips keys that it does not know.
"""

from __future__ import annotations

import json
from typing import Any

from dateline.models import Event, Figure, Mention, Outcome, Place, Site

SCORE_DECIMALS = 4


def as_line(outcome: Outcome) -> str:
    """The object as one line without a line break; U+2028 and U+2029 are escaped, NaN is refused."""
    text = json.dumps(as_object(outcome), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")


def as_object(outcome: Outcome) -> dict[str, Any]:
    """The object, its values plain."""
    release = outcome.release
    return {
        "id": release.id,
        "url": release.url,
        "title": release.title,
        "publisher": release.publisher,
        "published": release.published.isoformat() if release.published else None,
        "language": release.lang,
        "digest": release.digest,
        "geoparser": {"version": outcome.stamp.version, "config": outcome.stamp.config},
        "mentions": [_mention(mention) for mention in outcome.mentions],
        "title_mentions": [_mention(mention) for mention in outcome.title_mentions],
        "events": [_event(event) for event in outcome.events],
    }


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {
        "id": place.id,
        "name": place.name,
        "kind": place.kind.value,
        "country": place.country,
        "admin1": place.admin1,
        "lat": place.lat,
        "lon": place.lon,
        "admin1_id": place.admin1_id,
        "admin2": place.admin2,
    }


def _mention(mention: Mention) -> dict[str, Any]:
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "role": mention.role.value,
        "place": _place(mention.place),
        "score": round(mention.score, SCORE_DECIMALS),
    }


def _event(event: Event) -> dict[str, Any]:
    evidence = event.evidence
    return {
        "id": event.id,
        "type": event.type.value,
        "status": event.status.value,
        "date": event.date.value,
        "date_prec": event.date.prec,
        "date_end": event.date.end,
        "date_basis": event.date.basis,
        "place": _place(event.place),
        "where_prec": event.where_prec,
        "geo_precision": event.geo_precision,
        "who": [actor.text for actor in event.who],
        "actors": [
            {"text": actor.text, "office": actor.office, "country": actor.country} for actor in event.who
        ],
        "sites": [_site(site) for site in event.sites],
        "figures": [_figure(figure) for figure in event.figures],
        "evidence": {"start": evidence.start, "end": evidence.end, "text": evidence.text},
        "score": round(event.score, SCORE_DECIMALS),
    }


def _site(site: Site) -> dict[str, Any]:
    return {
        "id": site.id,
        "text": site.text,
        "kind": site.kind.value,
        "start": site.start,
        "end": site.end,
        "place": _place(site.place),
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "value": _plain(figure.value),
        "what": figure.what,
        "high": None if figure.high is None else _plain(figure.high),
        "qualifier": figure.qualifier,
        "start": figure.start,
        "end": figure.end,
        "site": figure.site,
        "part_of": figure.part_of,
    }


def _plain(value: float) -> float:
    """Whole numbers without a fraction: 53, not 53.0."""
    return int(value) if float(value).is_integer() else value
