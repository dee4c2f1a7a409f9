from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.events.support import Parsed, parsed, place, region, release

from dateline.events import EventExtractor
from dateline.models import EventStatus, EventType, SiteKind

EXTRACTOR = EventExtractor()
KHARKIV = region("Kharkiv Oblast")
IZYUM = place("Izyum", admin1="Kharkiv Oblast", admin1_id=KHARKIV.id)

VISIT = (
    "Deputy Minister of Defense Ivan Bondar, together with foreign envoys, visited the town of Izyum in the Kharkiv "
    "region. In particular, the envoys visited a school ruined by a 250-kilogram bomb. 12 people died here, including "
    "three children. While in Izyum, the envoys also met with the leadership of the region."
)
VISIT_PARSED = parsed(
    VISIT, ("Izyum", IZYUM, "event"), ("Kharkiv region", KHARKIV, "event"), ("Izyum", IZYUM, "event")
)


def test_a_visit_with_its_site_and_figures_and_a_meeting() -> None:
    events = EXTRACTOR.extract(release(VISIT), VISIT_PARSED)
    assert [(e.type, e.place and e.place.name, e.date.value) for e in events] == [
        (EventType.VISIT, "Izyum", "2022-06-18"),
        (EventType.MEETING, "Izyum", "2022-06-18"),
    ]
    visit = events[0]
    assert [(s.kind, s.text) for s in visit.sites] == [
        (SiteKind.SCHOOL, "school ruined by a 250-kilogram bomb")
    ]
    assert [(f.value, f.site, f.part_of) for f in visit.figures] == [(12, 0, None), (3, 0, 0)]
    assert visit.who[0].text == "Ivan Bondar"
    assert visit.who[0].office == "Deputy Minister of Defense"


def test_spans_are_verbatim_passages_of_the_body() -> None:
    for event in EXTRACTOR.extract(release(VISIT), VISIT_PARSED):
        assert VISIT[event.evidence.start : event.evidence.end] == event.evidence.text
        for site in event.sites:
            assert VISIT[site.start : site.end] == site.text
        for figure in event.figures:
            assert str(int(figure.value)) in VISIT[figure.start : figure.end] or figure.value == 3


def test_ids_are_stable_unique_and_hold_no_underscore() -> None:
    first = EXTRACTOR.extract(release(VISIT), VISIT_PARSED)
    second = EventExtractor().extract(release(VISIT), VISIT_PARSED)
    assert [e.id for e in first] == [e.id for e in second]
    ids = [e.id for e in first] + [s.id for e in first for s in e.sites]
    assert len(set(ids)) == len(ids)
    assert not any("_" in i for i in ids)


def test_ids_survive_text_put_before() -> None:
    before = "A note of the press service. "
    shifted = tuple(
        type(m)(
            m.start + len(before),
            m.end + len(before),
            m.text,
            m.role,
            m.score,
            m.candidates,
            (),
            m.role_score,
        )
        for m in VISIT_PARSED.mentions
    )
    moved = EXTRACTOR.extract(release(before + VISIT), Parsed(shifted))
    assert {e.id for e in moved} == {e.id for e in EXTRACTOR.extract(release(VISIT), VISIT_PARSED)}


def test_a_trip_is_typed_by_the_act_that_it_was_made_for() -> None:
    body = "The minister took part in opening a new bridge in Izyum during a working trip to the region."
    (event,) = EXTRACTOR.extract(release(body), parsed(body, ("Izyum", IZYUM, "event")))
    assert event.type is EventType.OPENING


def test_a_planned_visit_is_planned() -> None:
    body = "On June 29, the President will visit Madrid to take part in the summit."
    madrid = place("Madrid", country="ES")
    (event,) = EXTRACTOR.extract(release(body), parsed(body, ("Madrid", madrid, "event")))
    assert event.status is EventStatus.PLANNED
    assert event.date.value == "2022-06-29"


def test_what_will_be_done_to_somebody_is_planned() -> None:
    body = "The former mayor will be buried in Izyum."
    (event,) = EXTRACTOR.extract(release(body), parsed(body, ("Izyum", IZYUM, "event")))
    assert event.status is EventStatus.PLANNED


def test_what_the_next_sentence_dates_is_kept_apart_from_an_undated_list() -> None:
    body = "They shelled Izyum and Balakliia. Just yesterday, bombs killed 47 people in Izyum."
    named = parsed(
        body, ("Izyum", IZYUM, "event"), ("Balakliia", place("Balakliia"), "event"), ("Izyum", IZYUM, "event")
    )
    events = [e for e in EXTRACTOR.extract(release(body), named) if e.place == IZYUM]
    assert [e.date.value for e in events][-1] == "2022-06-17"
    assert [f.value for f in events[-1].figures] == [47]


def test_what_is_wished_for_is_no_event() -> None:
    body = "The President invited the guest to visit Kyiv at any time."
    assert EXTRACTOR.extract(release(body), parsed(body, ("Kyiv", place("Kyiv"), "context"))) == ()


def test_a_phone_call_without_a_place_gives_none() -> None:
    body = "The President had a phone conversation with the Prime Minister. They spoke of aid."
    assert EXTRACTOR.extract(release(body), Parsed(())) == ()


def test_an_undated_release_is_not_dated_by_publication() -> None:
    events = EXTRACTOR.extract(release(VISIT, published=None), VISIT_PARSED)
    assert events
    assert all(e.date.value is None for e in events)


def test_a_ukrainian_attack() -> None:
    body = "Сьогодні російські війська обстріляли Харків. Загинули п'ять людей."
    (event,) = EXTRACTOR.extract(
        release(body, lang="uk"), parsed(body, ("Харків", place("Kharkiv"), "event"))
    )
    assert event.type is EventType.ATTACK
    assert event.date.value == "2022-06-18"
    assert [f.value for f in event.figures] == [5]


@pytest.mark.parametrize("verb", ["відвідає", "візьме участь у переговорах у місті"])
def test_a_ukrainian_future_is_planned(verb: str) -> None:
    body = f"Міністр {verb} Харків."
    named = parsed(body, ("Харків", place("Kharkiv"), "event"))
    (event,) = EXTRACTOR.extract(release(body, lang="uk"), named)
    assert event.status is EventStatus.PLANNED


WORDS = st.sampled_from(
    [
        "visited",
        "Izyum",
        "the",
        "in",
        "of",
        "President",
        "will",
        "met",
        "shelled",
        "53",
        "people",
        "killed",
        "yesterday",
        ",",
        ".",
        '"',
        "school",
        "region",
        "on",
        "April",
        "4",
        "and",
        "not",
        "<script>",
        "\u2028",
        "́",
        "hospital",
        "destroyed",
        "by",
        "bomb",
        "including",
        "five",
        "children",
        "No",
        "if",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=60))
def test_any_text_gives_sound_events(words: list[str]) -> None:
    body = " ".join(words)
    named = [("Izyum", IZYUM, "event")] * body.count("Izyum")
    published = "2022-06-18"
    for event in EXTRACTOR.extract(release(body), parsed(body, *named)):
        assert body[event.evidence.start : event.evidence.end] == event.evidence.text
        assert all(0 <= f.start < f.end <= len(body) for f in event.figures)
        assert all(body[s.start : s.end] == s.text for s in event.sites)
        assert all(f.site is None or f.site < len(event.sites) for f in event.figures)
        assert all(f.part_of is None or f.part_of < i for i, f in enumerate(event.figures))
        if event.date.value and event.status is EventStatus.DONE:
            assert event.date.value <= published
        if event.date.value and event.status is EventStatus.PLANNED:
            assert (event.date.end or event.date.value) >= published[
                : len(event.date.end or event.date.value)
            ]
