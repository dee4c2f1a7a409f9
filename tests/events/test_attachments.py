"""What is tied to which event, with models small enough to read."""

from __future__ import annotations

from dataclasses import replace

from tests.events.support import Parsed, parsed, place, region, release

from dateline.events import EventExtractor
from dateline.events.attachment_features import Host, Scene
from dateline.events.attachments import Attacher, Belongings
from dateline.events.extractor import scene_of
from dateline.events.reader import read
from dateline.events.weights import Weights
from dateline.models import Event, EventType


def extract(body: str, given: Parsed, attacher: Attacher | None = None) -> tuple[Event, ...]:
    return EventExtractor(attacher=attacher).extract(release(body), given)


def told(event: Event) -> list[float]:
    return [figure.value for figure in event.figures]


def tied(body: str, given: Parsed, *changes: dict[str, object]) -> list[Belongings]:
    """What is tied to copies of the one event of a text, each changed in some way."""
    text = read(release(body), given)
    (host,) = scene_of(text, EventExtractor().drafts(text)).hosts
    hosts: list[Host] = [replace(host, **change) for change in changes]  # type: ignore[arg-type]
    return NEAR.attach(Scene(hosts, text.readings, text.passage.first_person), text.counts_of)


NEAR = Attacher(
    site=Weights(("site",), {"gap=0": (4.0,)}, (-2.0,)), count=Weights(("count",), {"gap=0": (4.0,)}, (-2.0,))
)
"""Ties whatever stands in the sentence of an event, and nothing else."""


def test_models_that_know_nothing_tie_nothing() -> None:
    body = "Today, Russian troops shelled a school in Kharkiv and killed 12 people."
    (event,) = extract(body, parsed(body, ("Kharkiv", place("Kharkiv"), "event")), Attacher.empty())
    assert (event.sites, event.figures) == ((), ())


def test_a_number_told_of_several_places_stands_at_each() -> None:
    body = "Today, Russian troops fired 45 missiles at the Lviv region and the Sumy region."
    given = parsed(
        body, ("Lviv region", region("Lviv Oblast"), "event"), ("Sumy region", region("Sumy Oblast"), "event")
    )
    events = extract(body, given, NEAR)
    assert [told(event) for event in events] == [[45], [45]]
    assert len({(f.start, f.end) for event in events for f in event.figures}) == 1


def test_numbers_told_of_two_places_apart_stand_each_at_its_own() -> None:
    body = "Today, 1,300 people from Kharkiv and almost 500 from Izyum were evacuated."
    given = parsed(body, ("Kharkiv", place("Kharkiv"), "event"), ("Izyum", place("Izyum"), "event"))
    events = extract(body, given, NEAR)
    assert {e.place.name: [(f.value, f.what) for f in e.figures] for e in events if e.place} == {
        "Kharkiv": [(1300, "people")],
        "Izyum": [(500, "people")],
    }


def test_a_number_told_again_stands_where_it_was_told_first() -> None:
    body = "Today, 1,300 people from Kharkiv and almost 500 from Izyum were evacuated, 500 people by train."
    given = parsed(body, ("Kharkiv", place("Kharkiv"), "event"), ("Izyum", place("Izyum"), "event"))
    events = extract(body, given, NEAR)
    assert {e.place.name: told(e) for e in events if e.place} == {"Kharkiv": [1300], "Izyum": [500]}


def test_a_small_number_of_each_of_two_places_is_told_twice() -> None:
    body = "Today, nine people from Kharkiv and nine from Izyum were evacuated, nine people by train."
    given = parsed(body, ("Kharkiv", place("Kharkiv"), "event"), ("Izyum", place("Izyum"), "event"))
    events = extract(body, given, NEAR)
    assert {e.place.name: told(e) for e in events if e.place} == {"Kharkiv": [9], "Izyum": [9]}


def test_a_part_goes_where_its_whole_goes() -> None:
    body = "Today, Russian troops shelled Kharkiv. 12 people were killed, including three children."
    (event,) = extract(body, parsed(body, ("Kharkiv", place("Kharkiv"), "event")))
    assert [(f.value, f.part_of) for f in event.figures] == [(12, None), (3, 0)]


def test_a_bare_number_of_persons_goes_on_with_the_one_before() -> None:
    body = "Today, Russian troops shelled Kharkiv. 298 people were killed. 80 children."
    (event,) = extract(body, parsed(body, ("Kharkiv", place("Kharkiv"), "event")))
    assert [(f.value, f.part_of) for f in event.figures][:2] == [(298, None), (80, 0)]


def test_deaths_of_one_attack_are_not_those_of_another() -> None:
    body = (
        "Today, Russian troops shelled Kharkiv. Five people were killed. "
        "In the evening, missiles hit a hotel in Odesa. 12 people were wounded."
    )
    given = parsed(body, ("Kharkiv", place("Kharkiv"), "event"), ("Odesa", place("Odesa", lat=46.5), "event"))
    events = {e.place.name: told(e) for e in extract(body, given) if e.place}
    assert events == {"Kharkiv": [5], "Odesa": [12]}


def test_an_event_at_a_site_has_it_among_its_sites() -> None:
    body = "The President visited Azovstal today."
    (event,) = extract(body, parsed(body, ("Azovstal", place("Azovstal", "site"), "event")), Attacher.empty())
    assert [site.text for site in event.sites] == ["Azovstal"]
    assert event.sites[0].place == event.place


def test_a_number_repeated_is_one_figure() -> None:
    body = "Today, Russian troops fired six missiles at Kharkiv, six missiles in a row."
    (event,) = extract(body, parsed(body, ("Kharkiv", place("Kharkiv"), "event")), NEAR)
    assert told(event) == [6]


def test_a_number_at_a_doubtful_event_is_left_out() -> None:
    body = "Today, Russian troops shelled Kharkiv and killed 12 people."
    given = parsed(body, ("Kharkiv", place("Kharkiv"), "event"))
    (sure,), (doubtful,) = tied(body, given, {"sure": 0.9}), tied(body, given, {"sure": 0.1})
    assert (len(sure.counts), len(doubtful.counts)) == (1, 0)


def test_a_site_stands_at_each_event_of_its_place_that_is_as_likely() -> None:
    body = "Today, the President visited a police station in Kharkiv."
    given = parsed(body, ("Kharkiv", place("Kharkiv"), "event"))
    visit, atrocity = tied(body, given, {}, {"type": EventType.ATROCITY})
    away = {"place": place("Odesa", lat=46.5), "type": EventType.ATROCITY}
    _, elsewhere = tied(body, given, {}, away)
    assert visit.sites == atrocity.sites != []
    assert elsewhere.sites == []
