from __future__ import annotations

from dataclasses import replace

from tests.events.support import parsed, place

from dateline.events.candidates import at_mentions, readings
from dateline.events.lexicon import lexicon
from dateline.events.passage import Passage
from dateline.events.where import stands_in
from dateline.models import EventType


def hosts(body: str, kind: EventType, *names: str) -> list[str]:
    """The places of ``body`` that an act of a kind may have happened at."""
    mentions = parsed(body, *((name, place(name), "event") for name in names)).mentions
    found = readings(Passage.of(body), mentions, lexicon("en"))
    pairs = [c for reading in found for each in at_mentions(reading) for c in each]
    return [c.place.name for c in pairs if c.type is kind]


def test_people_leave_where_a_route_begins() -> None:
    body = "Evacuation from Alta via Beka to Ceto was agreed."
    assert hosts(body, EventType.EVACUATION, "Alta", "Beka", "Ceto") == ["Alta"]


def test_of_one_route_only_the_first_place_is_left() -> None:
    body = "A route for the humanitarian corridor was set: Alta, Beka, Ceto."
    assert hosts(body, EventType.EVACUATION, "Alta", "Beka", "Ceto") == ["Alta"]


def test_aid_is_told_of_where_it_is_sent() -> None:
    body = "A convoy of humanitarian aid went from Alta through Beka to Ceto."
    assert hosts(body, EventType.AID, "Alta", "Beka", "Ceto") == ["Ceto"]


def test_a_list_of_towns_is_left_whole() -> None:
    body = "People were evacuated from Alta, Beka and Ceto."
    assert hosts(body, EventType.EVACUATION, "Alta", "Beka", "Ceto") == ["Alta", "Beka", "Ceto"]


def test_buses_that_arrive_do_not_visit() -> None:
    assert hosts("Buses arrived in Alta.", EventType.VISIT, "Alta") == []
    assert hosts("Buses arrived in Alta.", EventType.EVACUATION, "Alta") == ["Alta"]
    assert hosts("The minister arrived in Alta.", EventType.VISIT, "Alta") == ["Alta"]


def test_what_people_speak_about_is_no_place_of_their_meeting() -> None:
    assert hosts("They met to talk about security in Alta.", EventType.MEETING, "Alta") == []
    assert hosts("A phone call was held about the border of Alta.", EventType.CALL, "Alta") == []
    assert hosts("They spoke about the peace talks in Alta.", EventType.MEETING, "Alta") == []
    assert hosts("They met in Alta to talk about security.", EventType.MEETING, "Alta") == ["Alta"]


def test_residents_are_met_anywhere_but_are_shelled_at_home() -> None:
    assert hosts("He met with residents of Alta.", EventType.MEETING, "Alta") == []
    assert hosts("Rockets hit the residents of Alta.", EventType.ATTACK, "Alta") == ["Alta"]


def test_while_parts_what_happens_at_two_places() -> None:
    body = "An attack killed ten people while a conference was held in Alta."
    assert hosts(body, EventType.ATTACK, "Alta") == []
    assert hosts(body, EventType.MEETING, "Alta") == ["Alta"]
    assert hosts("The attack went on while people stood in Alta.", EventType.ATTACK, "Alta") == ["Alta"]


def test_a_neighbour_lends_its_act_only_to_places_where_something_may_have_happened() -> None:
    body = "Russian troops attacked again. Alta and Beka."
    given = parsed(body, ("Alta", place("Alta"), "event"), ("Beka", place("Beka"), "context")).mentions
    doubtful = (given[0], replace(given[1], role_score=0.5))
    for mentions, expected in ((given, ["Alta"]), (doubtful, ["Alta", "Beka"])):
        found = readings(Passage.of(body), mentions, lexicon("en"))
        assert [c.place.name for each in at_mentions(found[1]) for c in each if c.lent] == expected


def test_they_who_did_something_else_attack_nobody() -> None:
    body = "They paid tribute to those who were killed in spring. They placed lamps in Alta."
    assert hosts(body, EventType.ATTACK, "Alta") == []
    assert hosts(body, EventType.CEREMONY, "Alta") == ["Alta"]
    body = "The troops attacked again. They used rockets in Alta."
    assert hosts(body, EventType.ATTACK, "Alta") == ["Alta"]


def test_a_quarter_stands_for_its_town() -> None:
    town = place("Alta", lat=50.0, lon=36.0, extent_km=9.0)
    quarter = place("Beka", lat=50.05, lon=36.05, extent_km=4.0)
    suburb = place("Ceto", lat=50.15, lon=36.0, extent_km=2.0)
    assert stands_in(quarter, town)
    assert not stands_in(suburb, town)
    assert not stands_in(town, quarter)
