"""What flows through Dateline: releases, places, mentions, events.

Everything here is a frozen dataclass that knows nothing of files, databases or maps.
Vocabulary follows the field: a *mention* is a span of text that names a place, a
*toponym* is the name itself, a *gazetteer* maps toponyms to places, *admin1* is the
first-order division (oblast), *admin2* the second (raion).

Coordinates are WGS 84 decimal degrees, always in separate ``lat`` and ``lon`` fields;
only ``dateline.atlas`` turns them into (lon, lat) geometries. Offsets count Unicode code
points, ``end`` is exclusive.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What a mention does in its sentence (Gritta et al. 2019, pragmatic taxonomy)."""

    EVENT = "event"
    CONTEXT = "context"
    AFFILIATION = "affiliation"
    NAME = "name"

    @property
    def literal(self) -> bool:
        """True where the place itself is meant, not an actor or a name built on it."""
        return self in (Role.EVENT, Role.CONTEXT)


class PlaceKind(StrEnum):
    COUNTRY = "country"
    REGION = "region"
    DISTRICT = "district"
    SETTLEMENT = "settlement"
    SITE = "site"
    NATURAL = "natural"
    AREA = "area"


class EventType(StrEnum):
    VISIT = "visit"
    MEETING = "meeting"
    CALL = "call"
    ATTACK = "attack"
    ATROCITY = "atrocity"
    LIBERATION = "liberation"
    EVACUATION = "evacuation"
    AID = "aid"
    CEREMONY = "ceremony"
    OPENING = "opening"
    INSPECTION = "inspection"
    DECISION = "decision"
    OTHER = "other"


class EventStatus(StrEnum):
    DONE = "done"
    ONGOING = "ongoing"
    PLANNED = "planned"


class SiteKind(StrEnum):
    RESIDENTIAL = "residential"
    POLICE = "police"
    MASS_GRAVE = "mass_grave"
    HOSPITAL = "hospital"
    SCHOOL = "school"
    MILITARY = "military"
    GOVERNMENT = "government"
    MEMORIAL = "memorial"
    RELIGIOUS = "religious"
    INDUSTRY = "industry"
    ENERGY = "energy"
    TRANSPORT = "transport"
    CULTURE = "culture"
    SPORT = "sport"
    AID_CENTRE = "aid_centre"
    BORDER = "border"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Release:
    """One dated official text.

    ``published`` is aware (Kyiv time where the source is Kyiv), or None where the source
    gives no date: such a release is kept, and nothing in it is dated by publication.
    ``lang`` is an ISO 639-1 code. ``source`` names the file and row it was read from.
    """

    id: str
    title: str
    body: str
    url: str = ""
    publisher: str = ""
    published: datetime | None = None
    lang: str = "en"
    source: str = field(default="", compare=False)

    @property
    def digest(self) -> str:
        """SHA-256 over what an analyst would call the content; the file it came in is not."""
        parts = (
            self.url,
            self.publisher,
            self.title,
            self.published.isoformat() if self.published else "",
            self.lang,
            self.body,
        )
        return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer.

    ``id`` is stable and names its source (``gn:707753``, ``iso:UA``, ``iso:UA-63``,
    ``dl:site-mariinskyi-palace``). ``country`` is ISO 3166-1 alpha-2 or "" where no
    single country holds the place. ``admin1``/``admin2`` are the labels of the divisions that
    hold the place (of the place itself for a region or district).
    ``extent_km`` is the radius within which the real thing lies around (lat, lon):
    a settlement's is a few kilometres, a district's tens.
    """

    id: str
    name: str
    kind: PlaceKind
    lat: float
    lon: float
    country: str = ""
    admin1: str | None = None
    admin1_id: str | None = None
    admin2: str | None = None
    admin2_id: str | None = None
    name_native: str | None = None
    population: int = 0
    extent_km: float = 0.0
    source: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """One ground of a decision: a stable code, its weight (log-odds), and plain words."""

    code: str
    weight: float
    text: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a mention may mean. ``score`` is a probability, 0 to 1."""

    place: Place
    score: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of the text that names a place.

    ``candidates`` are ranked, best first; empty where the gazetteer knows no such place.
    ``score`` is the probability that this is a mention of ``place`` (0 to 1);
    ``reasons`` say why it is a mention and why it has its role.
    """

    start: int
    end: int
    text: str
    role: Role
    score: float
    candidates: tuple[Candidate, ...] = ()
    reasons: tuple[Reason, ...] = ()
    role_score: float = 1.0

    @property
    def place(self) -> Place | None:
        return self.candidates[0].place if self.candidates else None


@dataclass(frozen=True, slots=True)
class Span:
    """A passage of the body, verbatim."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class EventDate:
    """When it happened: ISO prefixes (2022-09-23, 2022-09, 2022), never sharper than the text.

    ``value`` is None where the text gives no date. ``end`` closes an interval.
    ``prec`` is UCDP GED date_prec: 1 day, 2 two to six days, 3 week, 4 month, 5 year; None undated.
    ``basis`` says where it comes from: "text", "relative", "publication", "none", or "person" (corrected).
    """

    value: str | None
    end: str | None = None
    prec: int | None = None
    basis: str = "none"
    text: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. ``text`` as written; ``office`` as written; ``country`` it stands for."""

    text: str
    office: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A count and what it counts, as written.

    ``value`` is the number (the lower bound of a range, ``high`` the upper).
    ``qualifier``: "exact", "more_than", "up_to", "about", "range".
    ``site`` and ``part_of`` index the event's ``sites`` and ``figures`` (five children *of*
    the 436 bodies), so that nobody adds a part to its whole.
    """

    value: float
    what: str
    start: int
    end: int
    high: float | None = None
    qualifier: str = "exact"
    site: int | None = None
    part_of: int | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """A place visited or affected inside the event's place, as the release words it.

    ``place`` is set only where the gazetteer knows this very site; otherwise the site is
    drawn at its settlement and says so.
    """

    id: str
    text: str
    kind: SiteKind
    start: int
    end: int
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a release reports at a place.

    ``where_prec`` is UCDP GED (1 to 7), ``geo_precision`` ACLED (1 to 3, None for a country);
    both None where ``place`` is None. ``mention`` indexes ``Outcome.mentions``.
    ``id`` is stable over re-runs with unchanged text and holds no underscore.
    """

    id: str
    type: EventType
    status: EventStatus
    date: EventDate
    evidence: Span
    place: Place | None = None
    mention: int | None = None
    where_prec: int | None = None
    geo_precision: int | None = None
    who: tuple[Actor, ...] = ()
    sites: tuple[Site, ...] = ()
    figures: tuple[Figure, ...] = ()
    score: float = 1.0
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which code and which configuration made a result."""

    version: str
    config: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that Dateline reads in one release. ``title_mentions`` have offsets in the title."""

    release: Release
    stamp: Stamp
    mentions: tuple[Mention, ...] = ()
    title_mentions: tuple[Mention, ...] = ()
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One release's telling of a merged event, with that release's own evidence."""

    release_id: str
    event_id: str
    url: str
    publisher: str
    title: str
    published: datetime | None
    evidence: Span


@dataclass(frozen=True, slots=True)
class Difference:
    """What the sources of a merged event say differently: the field, and each reading with its event ids."""

    field: str
    readings: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class MergedEvent:
    """One thing that happened, told by one release or several.

    ``event`` is the fullest telling (its evidence, figures and sites are its own release's); ``sources`` are
    all tellings, oldest first; ``differences`` is what they do not agree on. Nothing is averaged.
    ``confirms`` holds the ids of planned events that this one carried out.
    """

    id: str
    event: Event
    sources: tuple[Source, ...]
    differences: tuple[Difference, ...] = ()
    confirms: tuple[str, ...] = ()


class Judgement(StrEnum):
    """What a person made of an event; WITHDRAWN takes back what was said before."""

    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A person's word on an event, kept apart from what the machine found.

    ``type``, ``status``, ``date`` and ``place`` hold what a correction puts in place of the machine's
    value, None where that stands; a date whose own value is None says that there is no date. ``who`` and ``note`` are free text, ``made`` is in UTC. ``evidence`` and
    ``machine_place`` (a gazetteer id, or "") are what the event was when it was judged: by them the verdict
    finds it again where a newer version of Dateline gives it another id.
    """

    event_id: str
    release_id: str
    judgement: Judgement
    who: str
    made: datetime
    note: str = ""
    type: EventType | None = None
    status: EventStatus | None = None
    date: EventDate | None = None
    place: Place | None = None
    evidence: str = ""
    machine_place: str = ""


@dataclass(frozen=True, slots=True)
class Stop:
    """A place on a journey: what was done there, first and last ISO day, and the merged events of it.

    ``planned`` is True where nothing confirms that the traveller came.
    """

    place: Place
    first: str
    last: str
    events: tuple[str, ...]
    planned: bool = False


@dataclass(frozen=True, slots=True)
class Journey:
    """Consecutive visits of one person or delegation to several places, in order.

    ``traveller`` as releases name it; ``first``/``last`` are ISO days. Stops of one day keep the order in
    which releases tell of them.
    """

    id: str
    traveller: str
    first: str
    last: str
    stops: tuple[Stop, ...]
    releases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chronicle:
    """What many releases tell together: merged events by date, and journeys."""

    events: tuple[MergedEvent, ...] = ()
    journeys: tuple[Journey, ...] = ()

    def at(self, place_id: str) -> tuple[MergedEvent, ...]:
        """The history of a place: its merged events, oldest first, undated ones last.

        A region's history holds what happened in its settlements; a country's, what happened in it.
        """
        found = [merged for merged in self.events if _within(merged.event.place, place_id)]
        return tuple(sorted(found, key=lambda m: (m.event.date.value or "9999", m.id)))


def _within(place: Place | None, place_id: str) -> bool:
    if place is None:
        return False
    return place_id in (place.id, place.admin1_id, place.admin2_id, f"iso:{place.country}")
