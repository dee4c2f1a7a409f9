from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.events.support import event, figure, outcome, place

from dateline.events import merge
from dateline.models import Outcome

ODESA = place("Odesa", lat=46.48, lon=30.73)
IZMAIL = place("Izmail", lat=45.35, lon=28.84)


def test_two_tellings_of_one_attack_become_one_and_keep_what_differs() -> None:
    one = event(
        "e-1", ODESA, "2022-04-23", type="attack", who=["enemy"], figures=[figure(8, "people killed")]
    )
    two = event(
        "e-2", ODESA, "2022-04-23", type="attack", who=["Russian troops"], figures=[figure(9, "dead")]
    )
    chronicle = merge([outcome("r-1", one), outcome("r-2", two)])
    (merged,) = chronicle.events
    assert [s.event_id for s in merged.sources] == ["e-1", "e-2"]
    assert [(d.field, [r[0] for r in d.readings]) for d in merged.differences] == [
        ("figure: dead", ["8", "9"])
    ]


def test_other_day_place_or_guest_stays_apart() -> None:
    events = [
        event("e-1", ODESA, "2022-04-23", type="meeting", who=["Anna Kovalenko"]),
        event("e-2", ODESA, "2022-04-24", type="meeting", who=["Anna Kovalenko"]),
        event("e-3", IZMAIL, "2022-04-23", type="meeting", who=["Anna Kovalenko"]),
        event("e-4", ODESA, "2022-04-23", type="meeting", who=["Petro Shevchuk"]),
        event("e-5", ODESA, None, type="meeting", who=["Anna Kovalenko"]),
    ]
    chronicle = merge([outcome(f"r-{i}", e) for i, e in enumerate(events)])
    assert len(chronicle.events) == 5


def test_a_journey_orders_its_stops_and_a_plan_is_confirmed() -> None:
    plan = event("e-0", IZMAIL, "2021-10-30", status="planned", who=["Anna Kovalenko"])
    first = event("e-1", ODESA, "2021-10-29", who=["Anna Kovalenko"])
    second = event("e-2", IZMAIL, "2021-10-30", who=["Anna Kovalenko"])
    chronicle = merge(
        [
            outcome("r-3", second, published="2021-10-30T14:00+03:00"),
            outcome("r-1", plan, first, published="2021-10-29T09:00+03:00"),
        ]
    )
    (journey,) = chronicle.journeys
    assert [(s.place.name, s.first, s.planned) for s in journey.stops] == [
        ("Odesa", "2021-10-29", False),
        ("Izmail", "2021-10-30", False),
    ]
    assert journey.traveller == "Anna Kovalenko"
    confirming = [m for m in chronicle.events if m.confirms]
    assert [m.event.id for m in confirming] == ["e-2"]


def test_an_unconfirmed_plan_stays_planned() -> None:
    plan = event("e-0", IZMAIL, "2021-10-30", status="planned", who=["Anna Kovalenko"])
    first = event("e-1", ODESA, "2021-10-29", who=["Anna Kovalenko"])
    chronicle = merge([outcome("r-1", plan, first)])
    (journey,) = chronicle.journeys
    assert [(s.place.name, s.planned) for s in journey.stops] == [("Odesa", False), ("Izmail", True)]


def test_releases_in_two_languages_tell_one_event_and_one_journey() -> None:
    english = [event("e-1", ODESA, "2022-04-23", who=["Anna Kovalenko"])]
    ukrainian = [event("e-2", ODESA, "2022-04-23", who=["Анни Коваленко"]), event("e-3", IZMAIL, "2022-04-24", who=["Анна Коваленко"])]  # fmt: skip
    chronicle = merge([outcome("r-1", *english), outcome("r-2", *ukrainian)])
    assert [len(m.sources) for m in chronicle.events] == [2, 1]
    (journey,) = chronicle.journeys
    assert (journey.traveller, [stop.place.name for stop in journey.stops]) == (
        "Anna Kovalenko",
        ["Odesa", "Izmail"],
    )


def test_a_place_has_its_history() -> None:
    chronicle = merge(
        [outcome("r-2", event("e-2", ODESA, "2022-05-01")), outcome("r-1", event("e-1", ODESA, "2022-04-23"))]
    )
    assert [m.event.id for m in chronicle.at(ODESA.id)] == ["e-1", "e-2"]
    assert len(chronicle.at("iso:UA")) == 2


TELLINGS = st.lists(
    st.tuples(
        st.sampled_from(["r-1", "r-2", "r-3", "r-4"]),
        st.sampled_from([ODESA, IZMAIL]),
        st.sampled_from(["2022-04-23", "2022-04-24"]),
        st.sampled_from(
            ["Anna Kovalenko", "Анна Коваленко", "Анни Коваленко", "Petro Shevchuk", "the enemy"]
        ),
        st.sampled_from(["visit", "meeting", "attack"]),
        st.sampled_from(["done", "planned"]),
    ),
    max_size=14,
)


@settings(max_examples=50, deadline=None)
@given(TELLINGS, st.randoms(use_true_random=False))
def test_the_order_of_releases_is_irrelevant(
    rows: list[tuple[str, object, str, str, str, str]], random: object
) -> None:
    told: dict[str, list[object]] = {}
    for i, (release_id, where, day, who, kind, status) in enumerate(rows):
        made = event(f"e-{i}", where, day, who=[who], type=kind, status=status)  # type: ignore[arg-type]
        told.setdefault(release_id, []).append(made)
    outcomes: list[Outcome] = [outcome(r, *events) for r, events in told.items()]  # type: ignore[arg-type]
    shuffled = list(outcomes)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert merge(outcomes) == merge(shuffled)


def test_a_toll_of_53_and_one_of_54_stand_side_by_side() -> None:
    one = event("e-1", ODESA, "2022-04-23", type="attack", figures=[figure(53, "people died")])
    two = event("e-2", ODESA, "2022-04-23", type="attack", figures=[figure(54, "killed")])
    (merged,) = merge([outcome("r-1", one), outcome("r-2", two)]).events
    (difference,) = merged.differences
    assert difference.field == "figure: dead"
    assert difference.readings == (("53", ("e-1",)), ("54", ("e-2",)))
    assert {f.value for f in merged.event.figures} <= {53, 54}, "no value that nobody gave"


def test_a_toll_is_known_in_ukrainian_too() -> None:
    one = event("e-1", ODESA, "2022-04-23", type="attack", figures=[figure(53, "people died")])
    two = event("e-2", ODESA, "2022-04-23", type="attack", figures=[figure(54, "загиблих")])
    (merged,) = merge([outcome("r-1", one), outcome("r-2", two)]).events
    assert [difference.field for difference in merged.differences] == ["figure: dead"]


def test_two_acts_of_one_occasion_stay_two_events() -> None:
    opening = event("e-1", ODESA, "2022-04-23", type="meeting", evidence="She came to the opening of the Vienna Energy Forum.")  # fmt: skip
    dinner = event("e-2", ODESA, "2022-04-23", type="meeting", evidence="They spoke at the dinner of the Vienna Energy Forum.")  # fmt: skip
    again = event("e-3", ODESA, "2022-04-23", type="meeting", evidence="The opening of the Vienna Energy Forum was at noon.")  # fmt: skip
    events = merge([outcome(f"r-{e.id}", e) for e in (opening, dinner, again)]).events
    assert sorted(len(m.sources) for m in events) == [1, 2]


def test_a_part_is_not_added_to_its_whole_where_sources_differ() -> None:
    whole, part = figure(436, "bodies"), figure(5, "children")
    one = event("e-1", ODESA, "2022-04-23", type="atrocity", figures=[whole, replace(part, part_of=0)])
    two = event("e-2", ODESA, "2022-04-23", type="atrocity", figures=[whole, figure(440, "bodies")])
    (merged,) = merge([outcome("r-1", one), outcome("r-2", two)]).events
    assert [(d.field, [r[0] for r in d.readings]) for d in merged.differences] == [
        ("figure: bodies", ["436", "436, 440"])
    ]


def test_attacks_of_different_means_and_toll_stay_apart() -> None:
    missile = event(
        "e-1",
        ODESA,
        "2022-04-23",
        type="attack",
        evidence="A missile hit a house.",
        figures=[figure(8, "dead")],
    )
    drone = event(
        "e-2",
        ODESA,
        "2022-04-23",
        type="attack",
        evidence="A drone hit a depot.",
        figures=[figure(40, "dead")],
    )
    assert len(merge([outcome("r-1", missile), outcome("r-2", drone)]).events) == 2


def test_meetings_at_one_summit_stay_apart_where_the_guests_differ() -> None:
    said = "They met at the Vienna Energy Summit in Odesa."
    told = [
        event("e-1", ODESA, "2022-04-23", type="meeting", who=["Anna Kovalenko"], evidence=said),
        event("e-2", ODESA, "2022-04-23", type="meeting", who=["Petro Shevchuk"], evidence=said),
        event("e-3", ODESA, "2022-04-23", type="meeting", evidence=said),
    ]
    assert len(merge([outcome(f"r-{e.id}", e) for e in told]).events) == 3


def test_one_release_tells_of_two_events() -> None:
    told = [event(f"e-{i}", ODESA, "2022-04-23", who=["Anna Kovalenko"]) for i in range(2)]
    assert len(merge([outcome("r-1", *told)]).events) == 2


def test_ids_outlast_a_second_run_and_a_release_that_comes_later() -> None:
    one = outcome(
        "r-1", event("e-1", ODESA, "2022-04-23", who=["Anna Kovalenko"]), published="2022-04-23T12:00+03:00"
    )
    two = outcome(
        "r-2", event("e-2", ODESA, "2022-04-23", who=["Anna Kovalenko"]), published="2022-04-24T12:00+03:00"
    )
    alone, again, both = merge([one]), merge([one]), merge([two, one])
    assert [m.id for m in alone.events] == [m.id for m in again.events] == [m.id for m in both.events]
