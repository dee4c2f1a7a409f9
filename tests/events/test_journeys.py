"""Journeys: ordered stops of one traveller; plans and the visits that carried them out."""

from __future__ import annotations

from dataclasses import replace

from tests.events.support import event, outcome, place, region

from dateline.events import merge
from dateline.models import Event, EventDate, Journey, Place

AUSTRIA = {"country": "AT"}
ODESA_REGION = region("Odesa Oblast")
IN_ODESA = {"admin1": "Odesa Oblast", "admin1_id": ODESA_REGION.id}
ODESA = place("Odesa", lat=46.48, lon=30.73, **IN_ODESA)
IZMAIL = place("Izmail", lat=45.35, lon=28.84, **IN_ODESA)
KYIV = place("Kyiv", lat=50.45, lon=30.52)
BUCHA = place("Bucha", lat=50.55, lon=30.21)
IRPIN = place("Irpin", lat=50.52, lon=30.25)
VIENNA = place("Vienna", lat=48.2, lon=16.37, **AUSTRIA)
GRAZ = place("Graz", lat=47.07, lon=15.44, **AUSTRIA)
ANNA = ["Anna Kovalenko"]


def trip(*stops: tuple[Place, str], who: list[str] | None = None) -> tuple[Journey, ...]:
    events = [event(f"e-{i}", where, day, who=who or ANNA) for i, (where, day) in enumerate(stops)]
    return merge([outcome(f"r-{i}", e, published=f"{d}T20:00+03:00") for i, (e, (_, d)) in enumerate(zip(events, stops, strict=True))]).journeys  # fmt: skip


def stops(journey: Journey) -> list[str]:
    return [stop.place.name for stop in journey.stops]


def test_a_day_without_a_stop_ends_a_journey() -> None:
    found = trip((ODESA, "2022-06-01"), (IZMAIL, "2022-06-02"), (VIENNA, "2022-06-05"), (GRAZ, "2022-06-06"))
    assert [stops(j) for j in found] == [["Odesa", "Izmail"], ["Vienna", "Graz"]]


def test_home_is_where_most_days_pass_and_the_border_ends_a_leg() -> None:
    at_home = [(KYIV, f"2022-05-{day:02}") for day in range(1, 20)]
    abroad = [(ODESA, "2022-06-01"), (IZMAIL, "2022-06-02"), (VIENNA, "2022-06-03"), (GRAZ, "2022-06-04")]
    assert [stops(j) for j in trip(*at_home, *abroad)] == [["Odesa", "Izmail"], ["Vienna", "Graz"]]


def test_a_region_gives_way_to_its_town() -> None:
    assert [
        stops(j) for j in trip((ODESA_REGION, "2022-06-01"), (ODESA, "2022-06-01"), (IZMAIL, "2022-06-02"))
    ] == [["Odesa", "Izmail"]]


def test_a_visit_of_several_days_is_one_stop() -> None:
    stay = event("e-1", VIENNA, "2022-06-01", who=ANNA)
    stay = replace(stay, date=EventDate("2022-06-01", "2022-06-03", 2, "text"))
    (journey,) = merge([outcome("r-1", stay, event("e-2", GRAZ, "2022-06-04", who=ANNA))]).journeys
    assert [(s.place.name, s.first, s.last) for s in journey.stops] == [
        ("Vienna", "2022-06-01", "2022-06-03"),
        ("Graz", "2022-06-04", "2022-06-04"),
    ]


def test_who_travelled_the_same_way_travelled_together() -> None:
    (journey,) = trip((BUCHA, "2022-06-16"), (VIENNA, "2022-06-17"), who=["Anna Kovalenko", "Lars Holm"])
    assert journey.traveller == "Anna Kovalenko and Lars Holm"


def test_a_visit_looked_back_upon_is_no_stop_of_today() -> None:
    def told(event_id: str, where: Place, evidence: str) -> Event:
        made = event(event_id, where, "2022-04-28", who=ANNA, evidence=evidence)
        return replace(made, date=EventDate("2022-04-28", None, 1, "publication"))

    kyiv = told("e-1", KYIV, "She visited Kyiv.")
    vienna = told("e-2", VIENNA, "She spoke of her recent visit to Vienna.")
    assert merge([outcome("r-1", kyiv, vienna)]).journeys == ()


def test_nobody_is_at_two_ends_of_the_world_on_one_day() -> None:
    golden = place("Golden", lat=39.76, lon=-105.22, country="US")
    assert trip((KYIV, "2022-06-17"), (golden, "2022-06-17")) == ()
    assert [stops(j) for j in trip((KYIV, "2022-06-17"), (golden, "2022-06-18"))] == [["Kyiv", "Golden"]]


def test_what_was_talked_about_is_no_stop() -> None:
    said = "During the visit to Kyiv she spoke about the plant in Bucha."
    events = [event(f"e-{p.name}", p, "2022-04-28", who=ANNA, evidence=said) for p in (KYIV, VIENNA, BUCHA)]
    (journey,) = merge([outcome("r-1", *events)]).journeys
    assert "Bucha" not in stops(journey)


def test_what_a_release_puts_first_comes_first() -> None:
    met = event("e-1", KYIV, "2022-06-16", who=ANNA)
    before = event("e-2", IRPIN, "2022-06-16", who=ANNA, evidence="Prior to the talks she visited Irpin.")
    far = event("e-3", GRAZ, "2022-06-17", who=ANNA)
    (journey,) = merge([outcome("r-1", met, before, far)]).journeys
    assert stops(journey) == ["Irpin", "Kyiv", "Graz"]


def test_a_plan_for_a_region_is_carried_out_in_its_town() -> None:
    plan = event("e-0", ODESA_REGION, "2022-06-18", status="planned", who=ANNA)
    done = event("e-1", ODESA, "2022-06-18", who=ANNA)
    elsewhere = event("e-2", KYIV, "2022-06-18", who=ANNA)
    events = merge([outcome("r-0", plan), outcome("r-1", done, elsewhere)]).events
    plan_id = next(m.id for m in events if m.event.id == "e-0")
    assert {m.event.id: m.confirms for m in events if m.confirms} == {"e-1": (plan_id,)}


def test_a_plan_without_a_day_is_carried_out_by_the_first_visit_within_a_month_only() -> None:
    plan = event("e-0", ODESA, None, status="planned", who=ANNA)
    visits = [event(f"e-{day}", ODESA, f"2022-06-{day}", who=ANNA) for day in (20, 25)]
    late = event("e-late", IZMAIL, None, status="planned", who=ANNA)
    outcomes = [outcome("r-0", plan, late, published="2022-06-18T12:00+03:00")]
    outcomes += [outcome(f"r-{v.id}", v) for v in visits]
    assert [m.event.id for m in merge(outcomes).events if m.confirms] == ["e-20"]


def test_a_plan_of_another_person_or_town_is_not_carried_out() -> None:
    plans = [
        event("e-0", ODESA, "2022-06-18", status="planned", who=["Lars Holm"]),
        event("e-1", IZMAIL, "2022-06-18", status="planned", who=ANNA),
    ]
    done = event("e-2", ODESA, "2022-06-18", who=ANNA)
    assert not any(m.confirms for m in merge([outcome("r-0", *plans), outcome("r-1", done)]).events)
