"""Made-up outcomes and an atlas over them, for tests and benchmarks that need no parser.

The places are real, what happens at them is not.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import shapely

from dateline.models import (
    Actor,
    Candidate,
    Event,
    EventDate,
    EventStatus,
    EventType,
    Figure,
    Journey,
    Mention,
    MergedEvent,
    Outcome,
    Place,
    PlaceKind,
    Reason,
    Release,
    Role,
    Site,
    SiteKind,
    Source,
    Span,
    Stamp,
    Stop,
)
from dateline.store import Store

KYIV_TIME = ZoneInfo("Europe/Kyiv")
STAMP = Stamp("0.1.0", "test")


def region(code: str, name: str, lat: float, lon: float, *, native: str | None = None) -> Place:
    """A first-order division, known by its ISO 3166-2 code."""
    return Place(
        id=f"iso:{code}",
        name=name,
        kind=PlaceKind.REGION,
        lat=lat,
        lon=lon,
        country=code[:2],
        admin1=name,
        admin1_id=f"iso:{code}",
        name_native=native,
        extent_km=90.0,
        source="test",
    )


def settlement(
    gid: int, name: str, lat: float, lon: float, within: Place, *, population: int = 1000
) -> Place:
    return Place(
        id=f"gn:{gid}",
        name=name,
        kind=PlaceKind.SETTLEMENT,
        lat=lat,
        lon=lon,
        country=within.country,
        admin1=within.name,
        admin1_id=within.id,
        population=population,
        extent_km=4.0,
        source="test",
    )


def country(code: str, name: str, lat: float, lon: float) -> Place:
    return Place(
        id=f"iso:{code}",
        name=name,
        kind=PlaceKind.COUNTRY,
        lat=lat,
        lon=lon,
        country=code,
        extent_km=400,
        source="test",
    )


UKRAINE = country("UA", "Ukraine", 49.0, 32.0)
LITHUANIA = country("LT", "Lithuania", 55.3, 23.9)
POLAND = country("PL", "Poland", 52.0, 19.4)
KHARKIV_OBLAST = region("UA-63", "Kharkiv Oblast", 49.6, 36.4, native="Харківська область")
ODESA_OBLAST = region("UA-51", "Odesa Oblast", 46.9, 30.0, native="Одеська область")
KYIV_OBLAST = region("UA-32", "Kyiv Oblast", 50.2, 30.8, native="Київська область")
KYIV_CITY = region("UA-30", "Kyiv", 50.45, 30.52, native="Київ")
MADRID_REGION = region("ES-MD", "Madrid", 40.42, -3.70)
IZYUM = settlement(707753, "Izyum", 49.21, 37.28, KHARKIV_OBLAST, population=46000)
KHARKIV = settlement(706483, "Kharkiv", 49.98, 36.25, KHARKIV_OBLAST, population=1430000)
ODESA = settlement(698740, "Odesa", 46.48, 30.73, ODESA_OBLAST, population=1000000)
IZMAIL = settlement(707756, "Izmail", 45.35, 28.84, ODESA_OBLAST, population=70000)
BUCHA = settlement(711390, "Bucha", 50.55, 30.21, KYIV_OBLAST, population=37000)
KYIV = settlement(703448, "Kyiv", 50.45, 30.52, KYIV_CITY, population=2950000)
MADRID = settlement(3117735, "Madrid", 40.42, -3.70, MADRID_REGION, population=3255000)
SETTLEMENTS = (IZYUM, KHARKIV, ODESA, IZMAIL, BUCHA, KYIV, MADRID)
REGIONS = (KHARKIV_OBLAST, ODESA_OBLAST, KYIV_OBLAST, KYIV_CITY, MADRID_REGION)
COUNTRIES = (UKRAINE, LITHUANIA, POLAND)


class FakeGazetteer:
    """The part of a gazetteer that the atlas asks for: places by id and square outlines."""

    version = "2022-09-30"

    def __init__(self, places: Iterable[Place] = (*SETTLEMENTS, *REGIONS, *COUNTRIES)) -> None:
        self._places = {place.id: place for place in places}

    def place(self, place_id: str) -> Place | None:
        return self._places.get(place_id)

    def lookup(self, name: str) -> tuple[Place, ...]:
        return tuple(place for place in self._places.values() if place.name == name)

    def polygon(self, place_id: str) -> shapely.Geometry | None:
        place = self.place(place_id)
        if place is None or place.kind not in (PlaceKind.REGION, PlaceKind.COUNTRY):
            return None
        half = 3.0 if place.kind is PlaceKind.COUNTRY else 0.8
        return shapely.box(place.lon - half, place.lat - half, place.lon + half, place.lat + half)


def make_mention(place: Place | None, *, text: str = "", start: int = 0, role: Role = Role.EVENT) -> Mention:
    """A mention of a place; without one, a name that the gazetteer does not know."""
    text = text or (place.name if place else "Nowhere")
    candidates = (Candidate(place, 0.9, (Reason("prominence", 1.2, "the best known"),)),) if place else ()
    reason = Reason("gazetteer", 2.0, "a name that the gazetteer knows")
    return Mention(start, start + len(text), text, role, 0.95, candidates, (reason,), role_score=0.8)


def make_event(event_id: str, place: Place | None = IZYUM, **fields: object) -> Event:
    """A visit at a settlement on 23 September 2022, but for what ``fields`` say."""
    known: dict[str, object] = {
        "type": EventType.VISIT,
        "status": EventStatus.DONE,
        "date": EventDate("2022-09-23", prec=1, basis="text", text="September 23"),
        "evidence": Span(0, 20, "A visit took place."),
        "where_prec": _where_prec(place),
        "geo_precision": 1 if _where_prec(place) == 1 else None,
    }
    return Event(id=event_id, place=place, **{**known, **fields})  # type: ignore[arg-type]


def _where_prec(place: Place | None) -> int | None:
    kinds = {PlaceKind.SETTLEMENT: 1, PlaceKind.SITE: 1, PlaceKind.REGION: 4, PlaceKind.COUNTRY: 6}
    return kinds.get(place.kind, 5) if place else None


def make_release(release_id: str = "r-1", **fields: object) -> Release:
    known: dict[str, object] = {
        "title": f"Headline of {release_id}",
        "body": f"A visit took place in Izyum, says {release_id}.",
        "url": f"https://example.org/news/{release_id}",
        "publisher": "Office of Examples",
        "published": datetime(2022, 9, 23, 23, 41, tzinfo=KYIV_TIME),
    }
    return Release(id=release_id, **{**known, **fields})  # type: ignore[arg-type]


def make_outcome(release_id: str = "r-1", **fields: object) -> Outcome:
    """A release with one visit, its mention and an affiliation, but for what ``fields`` say."""
    known: dict[str, object] = {
        "release": make_release(release_id),
        "stamp": STAMP,
        "mentions": (
            make_mention(IZYUM, start=22),
            make_mention(LITHUANIA, start=60, role=Role.AFFILIATION),
        ),
        "title_mentions": (),
        "events": (izyum_visit(release_id),),
    }
    return Outcome(**{**known, **fields})  # type: ignore[arg-type]


def izyum_visit(release_id: str = "r-1") -> Event:
    """A visit with a delegation, two sites and figures that are parts of one another."""
    return make_event(
        f"{release_id}-e1",
        mention=0,
        who=(Actor("Ana Example", "Ambassador of Lithuania", "LT"), Actor("the delegation")),
        sites=(
            Site(f"{release_id}-e1-s1", "a burial ground in a wood", SiteKind.MASS_GRAVE, 5, 30),
            Site(f"{release_id}-e1-s2", "a ruined block of flats", SiteKind.RESIDENTIAL, 40, 63),
        ),
        figures=(
            Figure(436, "bodies", 10, 13, site=0),
            Figure(5, "children", 15, 16, site=0, part_of=0),
            Figure(50, "dead", 50, 52, high=60, qualifier="range", site=1),
        ),
        reasons=(Reason("verb", 1.0, "a verb of travel"),),
    )


def synthetic(count: int, *, seed: int = 0, per_release: int = 4) -> Iterator[Outcome]:
    """Outcomes with ``count`` events in all: every type, status, precision; some without a place."""
    dice = random.Random(seed)
    start = datetime(2022, 1, 1, 12, tzinfo=KYIV_TIME)
    for number, first in enumerate(range(0, count, per_release)):
        release_id = f"s-{number}"
        published = start + timedelta(hours=7 * (number % 2000))
        size = min(per_release, count - first)
        release = make_release(
            release_id,
            published=published if dice.random() > 0.02 else None,
            publisher=dice.choice(("President of Examples", "Ministry of Examples", "Council of Examples")),
            lang=dice.choice(("en", "en", "en", "uk")),
        )
        events = tuple(_random_event(dice, f"{release_id}-e{i}", published) for i in range(size))
        mentions = tuple(
            make_mention(event.place, start=20 * i) for i, event in enumerate(events) if event.place
        )
        guest = make_mention(dice.choice(COUNTRIES), start=200, role=Role.AFFILIATION)
        yield Outcome(release, STAMP, (*mentions, guest), (), events)


def _random_event(dice: random.Random, event_id: str, published: datetime) -> Event:
    place = dice.choices((dice.choice(SETTLEMENTS), dice.choice(REGIONS), UKRAINE, None), (80, 12, 4, 4))[0]
    day = (published - timedelta(days=dice.randrange(3))).date().isoformat()
    date = dice.choices(
        (
            EventDate(day, prec=1, basis="text"),
            EventDate(day[:7], prec=4, basis="text"),
            EventDate(None),
        ),
        (85, 10, 5),
    )[0]
    sites = tuple(
        Site(f"{event_id}-s{i}", f"the {kind.value} of the town", kind, 5, 20)
        for i, kind in enumerate(dice.sample(list(SiteKind), dice.choice((0, 0, 1, 2))))
    )
    sentence = f"Something was reported at {place.name if place else 'a place not named'} ({event_id})."
    return make_event(
        event_id,
        place,
        type=dice.choice(list(EventType)),
        status=dice.choices(list(EventStatus), (80, 10, 10))[0],
        date=date,
        evidence=Span(0, len(sentence), sentence),
        who=(Actor("the delegation", "", dice.choice(("", "LT", "PL"))),),
        sites=sites,
        figures=(Figure(dice.randrange(1, 500), "people", 3, 6),) if dice.random() < 0.3 else (),
        score=round(dice.uniform(0.3, 1.0), 3),
    )


def store_of(outcomes: Iterable[Outcome], *, target: str = ":memory:") -> Store:
    """A store that holds the outcomes, in memory unless told otherwise."""
    store = Store.open(target)
    for outcome in outcomes:
        store.save(outcome)
    return store


def told_by(*event_ids: str, merged_id: str = "m-1", **fields: object) -> MergedEvent:
    """An event told by releases whose events are named ``<release>-e<number>``; the first one leads."""
    sources = tuple(
        Source(event_id.rpartition("-")[0], event_id, "", "", "", None, Span(0, 1, "A"))
        for event_id in event_ids
    )
    return MergedEvent(merged_id, make_event(event_ids[0]), sources, **fields)  # type: ignore[arg-type]


def journey(*stops: Stop, journey_id: str = "j-1") -> Journey:
    return Journey(journey_id, "the President", stops[0].first, stops[-1].last, stops, ("r-1",))
