"""What gives a stop and what only looks like one; the order of the stops of a day."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.events.support import event, outcome, place, region

from dateline.events import merge
from dateline.models import Event, EventDate, Outcome, Place, Span

KYIV = place("Kyiv", lat=50.45, lon=30.52, name_native="Київ")
BUCHA = place("Bucha", lat=50.55, lon=30.21, admin1="Kyiv Oblast", name_native="Буча")
DNIPRO = place("Dnipro", lat=48.46, lon=35.04)
ODESA = place("Odesa", lat=46.48, lon=30.73)
REGION = region("Kyiv Oblast")
GRAZ = place("Graz", lat=47.07, lon=15.44, country="AT")
ANNA = "Anna Kovalenko"
DAY = "2022-06-16"


def told(
    event_id: str, where: Place, evidence: str, *, start: int = 0, type: str = "visit", score: float = 0.9
) -> Event:
    """Dated by the publication of its release only."""
    made = event(event_id, where, DAY, who=[ANNA], evidence=evidence, type=type)
    span = Span(start, start + len(evidence), evidence)
    return replace(
        made, date=EventDate(DAY, None, 1, "publication"), evidence=span, mention=start, score=score
    )


def stops(*outcomes: Outcome) -> list[str]:
    return [stop.place.name for journey in merge(outcomes).journeys for stop in journey.stops]


def release_of(release_id: str, hour: str, *events: Event) -> Outcome:
    return outcome(release_id, *events, published=f"{DAY}T{hour}")


def test_stops_of_a_day_are_in_the_order_of_the_text() -> None:
    events = [
        told("e-1", DNIPRO, "She visited Dnipro.", start=50),
        told("e-2", ODESA, "She visited Odesa.", start=10),
        told("e-3", KYIV, "She visited Kyiv.", start=30),
    ]
    assert stops(release_of("r-1", "20:00+03:00", *events)) == ["Odesa", "Kyiv", "Dnipro"]


def test_between_releases_the_one_published_first_comes_first_whatever_its_zone() -> None:
    early = release_of("r-2", "11:00+03:00", told("e-2", ODESA, "She visited Odesa.", start=90))
    late = release_of("r-1", "09:00+00:00", told("e-1", KYIV, "She visited Kyiv.", start=0))
    assert stops(late, early) == stops(early, late) == ["Odesa", "Kyiv"]


@given(st.permutations(range(4)), st.permutations([KYIV, ODESA, DNIPRO, BUCHA]))
def test_a_text_orders_its_stops_however_events_are_listed(order: list[int], places: list[Place]) -> None:
    events = [
        told(f"e-{i}", where, f"She visited {where.name}.", start=40 * i) for i, where in enumerate(places)
    ]
    found = stops(release_of("r-1", "20:00+03:00", *(events[i] for i in order)))
    assert found == [where.name for where in places]


def test_the_towns_of_a_region_that_was_seen_first_come_first() -> None:
    events = [
        told("e-1", KYIV, "She met with colleagues in Kyiv.", start=0, type="meeting"),
        told("e-2", REGION, "She began her visit with the Kyiv region.", start=50),
        told("e-3", BUCHA, "She saw the ruins of Bucha.", start=90),
    ]
    assert stops(release_of("r-1", "20:00+03:00", *events)) == ["Bucha", "Kyiv"]


def test_talks_abroad_that_only_the_publication_would_date_are_no_stop() -> None:
    home = told("e-1", KYIV, "They met in Kyiv.", type="meeting")
    abroad = told(
        "e-2", GRAZ, "The shelling went on even during her talks in Graz.", start=50, type="meeting"
    )
    other = release_of("r-2", "10:00+03:00", told("e-3", BUCHA, "She visited Bucha."))
    assert stops(release_of("r-1", "20:00+03:00", home, abroad), other) == ["Bucha", "Kyiv"]


@pytest.mark.parametrize(
    "said", ["Then she met with colleagues in Graz.", "She arrived in Graz for a meeting."]
)
def test_a_way_abroad_that_is_told_is_kept(said: str) -> None:
    home = told("e-1", KYIV, "They met in Kyiv.", type="meeting")
    assert stops(release_of("r-1", "20:00+03:00", home, told("e-2", GRAZ, said, start=50))) == [
        "Kyiv",
        "Graz",
    ]


def test_talks_abroad_in_a_release_of_their_own_are_kept() -> None:
    home = release_of("r-1", "10:00+03:00", told("e-1", KYIV, "They met in Kyiv.", type="meeting"))
    abroad = release_of("r-2", "20:00+03:00", told("e-2", GRAZ, "They met in Graz.", type="meeting"))
    assert stops(home, abroad) == ["Kyiv", "Graz"]


def test_one_ceremony_is_held_at_one_place() -> None:
    said = "She laid flowers at the Museum of the Freedom of Kyiv in Bucha."
    events = [
        told("e-1", KYIV, said, type="ceremony", score=0.6),
        told("e-2", BUCHA, said, type="ceremony", score=0.7),
        told("e-3", ODESA, "She visited Odesa.", start=90),
    ]
    assert stops(release_of("r-1", "20:00+03:00", *events)) == ["Bucha", "Odesa"]


@pytest.mark.parametrize(
    ("said", "there"),
    [
        ("Вона відвідала Бучу.", True),
        ("Вона вручила нагороди у Бучі.", True),
        ("Вона згадала нещодавній візит до Бучі.", False),
        ("Вона зустрілася з колегами щодо ситуації в Бучі.", False),
    ],
)
def test_ukrainian_words_tell_of_being_there_or_not(said: str, there: bool) -> None:
    kind = "visit" if "віз" in said or "відвід" in said else "meeting"
    other = told("e-1", ODESA, "She visited Odesa.")
    assert (
        stops(release_of("r-1", "20:00+03:00", other, told("e-2", BUCHA, said, start=50, type=kind))) != []
    ) is there
