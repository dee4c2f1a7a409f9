"""Who is told as acting, and who is not."""

from __future__ import annotations

from tests.events.support import Parsed, parsed, place, region, release

from dateline.events import EventExtractor
from dateline.events.parties import distinct
from dateline.models import Actor, Event

IZYUM, LITHUANIA, SPAIN, MALTA = (
    place("Izyum"),
    place("Lithuania", "country", country="LT"),
    place("Spain", "country", country="ES"),
    place("Malta", "country", country="MT"),
)


def first(body: str, given: Parsed) -> Event:
    return EventExtractor().extract(release(body), given)[0]


def names(event: Event) -> list[str]:
    return [actor.text for actor in event.who]


def test_who_freed_a_town_does_not_visit_it() -> None:
    body = "The foreign ambassadors visited the town of Izyum liberated by the Armed Forces."
    assert names(first(body, parsed(body, ("Izyum", IZYUM, "event")))) == ["foreign ambassadors"]


def test_who_tells_of_an_attack_is_no_party_to_it() -> None:
    body = "Minister of Defense Ivan Bondar said that Russian troops shelled Izyum today."
    assert names(first(body, parsed(body, ("Izyum", IZYUM, "event")))) == ["Russian troops"]


def test_a_list_of_delegations_is_kept_whole() -> None:
    body = (
        "The envoys visited Izyum today. The delegation included: the Head of the EU Delegation to Ukraine, envoys of "
        "Lithuania, Spain and Malta."
    )
    given = parsed(
        body,
        ("Izyum", IZYUM, "event"),
        ("Lithuania", LITHUANIA, "affiliation"),
        ("Spain", SPAIN, "affiliation"),
        ("Malta", MALTA, "affiliation"),
    )
    who = first(body, given).who
    assert {"LT", "ES", "MT"} == {actor.country for actor in who} - {""}
    assert "Head of the EU Delegation to Ukraine" in [actor.office for actor in who]


def test_an_office_may_be_long() -> None:
    body = "The guests met in Izyum with Ivan Bondar, representative of the command of the Kharkiv military garrison Petro Lys."
    kharkiv = region("Kharkiv Oblast")
    given = parsed(body, ("Izyum", IZYUM, "event"), ("Kharkiv", kharkiv, "affiliation"))
    offices = {actor.text: actor.office for actor in first(body, given).who}
    assert offices["Petro Lys"] == "representative of the command of the Kharkiv military garrison"


def test_each_is_named_once() -> None:
    holder = Actor("Ivan Bondar", "Minister of Defense")
    told = [
        Actor("ambassadors"),
        Actor("foreign ambassadors"),
        holder,
        Actor("the ambassadors"),
        Actor("Minister of Defense"),
    ]
    assert distinct(told) == [Actor("foreign ambassadors"), holder]
