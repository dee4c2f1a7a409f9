"""Who was there: from the event, its sentence, or the guest of the release; from nobody where that leaves a choice."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.events.support import event, outcome, place, release

from dateline.events.company import Company, in_person
from dateline.events.people import Roster
from dateline.models import Actor, Event, Outcome, Span, Stamp

IRPIN = place("Irpin")
KYIV = place("Kyiv")


def host() -> Outcome:
    """A release that makes Petro Shevchuk the head of state of Ukraine whose office publishes."""
    told = event("e-0", KYIV, "2022-06-01", evidence="He visited a school.")
    return outcome("r-0", _with(told, Actor("Petro Shevchuk", "President of Ukraine", "UA")))


def _with(told: Event, *who: Actor) -> Event:
    return replace(told, who=who)


def travellers(
    evidence: str, *, body: str = "", known: tuple[Actor, ...] = (), kind: str = "visit"
) -> set[str]:
    trip = event("e-1", IRPIN, "2022-06-18", evidence=evidence, type=kind)
    meeting = _with(event("e-2", KYIV, "2022-06-18", evidence="They met in Kyiv.", type="meeting"), *known)
    trip = replace(trip, evidence=Span(0, len(body), evidence))
    one = Outcome(release(body, id="r-1"), Stamp("t", "t"), (), (), (trip, meeting))
    company = Company(Roster([host(), one]))
    return {t.name for t in company.travellers(one.release, trip, company.guests(one))}


ANNA = Actor("Anna Keller", "Chancellor of Austria", "AT")
LARS = Actor("Lars Holm", "Prime Minister of Denmark", "DK")


def test_who_speaks_of_another_is_not_the_traveller() -> None:
    said = "Petro Shevchuk noted that Anna Keller visited Irpin."
    assert travellers(said, known=(ANNA,)) == {"Anna Keller"}


def test_who_speaks_of_herself_is() -> None:
    assert travellers("Anna Keller said that she had seen Irpin.", known=(ANNA, LARS)) == {"Anna Keller"}


def test_a_pronoun_is_the_only_guest_of_the_release() -> None:
    assert travellers("She said that today she visited Irpin.", known=(ANNA,)) == {"Anna Keller"}


def test_of_two_guests_a_pronoun_leaves_the_choice_open() -> None:
    assert travellers("He said that today he visited Irpin.", known=(ANNA, LARS)) == {
        "Anna Keller or Lars Holm"
    }


def test_leaders_are_all_guests() -> None:
    assert travellers("The leaders first visited Irpin.", known=(ANNA, LARS)) == {"Anna Keller", "Lars Holm"}


def test_a_guest_may_be_named_in_the_first_sentence_only() -> None:
    body = "Petro Shevchuk met with the writer Olha Marchenko, who is on a visit to our country. They talked."
    assert travellers("She said that today she visited Irpin.", body=body) == {"Olha Marchenko"}


def test_a_delegation_has_the_name_that_it_is_given() -> None:
    assert travellers("The Korean delegation visited Irpin.") == {"Korean delegation"}


def test_a_pronoun_is_the_host_where_nobody_else_is_named() -> None:
    body = "Petro Shevchuk told of his trip. In Irpin he visited a school."
    assert travellers("In Irpin he visited a school.", body=body) == {"Petro Shevchuk"}
    assert travellers("У місті Ірпінь він відвідав школу.", body="Петро Шевчук розповів про поїздку.") == {
        "Petro Shevchuk"
    }


def test_a_pronoun_is_nobody_where_somebody_else_is_named() -> None:
    body = "Petro Shevchuk spoke with Anna Keller. In Irpin she visited a school."
    at_home = Actor("Anna Keller", "Deputy Head", "UA")
    assert travellers("In Irpin she visited a school.", body=body, known=(at_home,)) == set()


def test_who_is_named_in_a_ukrainian_sentence_is_known_in_any_case() -> None:
    said = "Петро Шевчук зазначив, що відбувся візит Анни Келлер до Ірпеня."
    assert travellers(said, known=(ANNA,)) == {"Anna Keller"}


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("Anna Keller visited Irpin and met with President of Ukraine Petro Shevchuk.", {"Anna Keller"}),
        ("Petro Shevchuk and Anna Keller visited Irpin.", {"Anna Keller", "Petro Shevchuk"}),
        ("Petro Shevchuk met with Anna Keller and visited Irpin.", {"Anna Keller", "Petro Shevchuk"}),
    ],
)
def test_a_host_whom_guests_only_met_did_not_travel_with_them(said: str, who: set[str]) -> None:
    head = Actor("Petro Shevchuk", "President of Ukraine", "UA")
    trip = _with(event("e-1", IRPIN, "2022-06-18", evidence=said), head, ANNA)
    one = Outcome(release("", id="r-1"), Stamp("t", "t"), (), (), (trip,))
    company = Company(Roster([host(), one]))
    assert {t.name for t in company.travellers(one.release, trip, {})} == who


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("У місті Ірпінь Ларс Гольм провів переговори з колегами.", {"Lars Holm"}),
        ("У місті Ірпінь відбулися переговори щодо пропозиції Ларса Гольма.", set()),
        ("Ларс Гольм зазначив, що зустріч пройшла в Ірпені.", set()),
    ],
)
def test_the_subject_of_a_ukrainian_sentence_was_at_the_meeting(said: str, who: set[str]) -> None:
    assert travellers(said, known=(LARS,), kind="meeting") == who


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("Президент України прибув до міста Ірпінь.", {"Petro Shevchuk"}),
        ("Президент відвідав Ірпінь.", {"Petro Shevchuk"}),
        (
            "Президент України прибув до міста Ірпінь, де зустрівся з Прем’єр-міністром Ларсом Гольмом.",
            {"Petro Shevchuk"},
        ),
        ("Президент Данії відвідав Ірпінь.", set()),
        ("Ірпінь відвідали за дорученням Президента України.", set()),
        ("Глава держави зазначив, що делегація відвідала Ірпінь.", set()),
    ],
)
def test_the_office_as_subject_of_a_ukrainian_sentence_is_the_host(said: str, who: set[str]) -> None:
    assert travellers(said, known=(LARS,)) == who


def test_nobody_is_made_up() -> None:
    assert travellers("Rain fell where visits are rare in Irpin.", known=(ANNA, LARS)) == set()


@pytest.mark.parametrize(
    ("evidence", "there"),
    [
        ("The President met with guests in Irpin.", True),
        ("The President spoke by video at the meeting in Irpin.", False),
        ("The meeting in Irpin was discussed.", False),
    ],
)
def test_a_meeting_is_in_person_where_the_sentence_says_so(evidence: str, there: bool) -> None:
    assert in_person(event("e-1", IRPIN, "2022-06-18", type="meeting", evidence=evidence)) is there


def test_a_visit_needs_a_word_of_being_there() -> None:
    assert in_person(event("e-1", IRPIN, "2022-06-18", evidence="We were in Irpin."))
    assert not in_person(
        event("e-1", IRPIN, "2022-06-18", evidence="A tenth of the people remained in Irpin.")
    )


def test_an_office_is_its_holder_of_that_time() -> None:
    first = outcome(
        "r-1",
        _with(event("e-1", KYIV, None), Actor("Ann Reed", "Prime Minister of Denmark", "DK")),
        published="2022-01-10T12:00+02:00",
    )
    second = outcome(
        "r-2",
        _with(event("e-2", KYIV, None), Actor("Lars Holm", "Prime Minister of Denmark", "DK")),
        published="2023-01-10T12:00+02:00",
    )
    roster = Roster([second, first])
    office = Actor("Prime Minister of Denmark", "Prime Minister of Denmark", "DK")
    days = [o.release.published.date().toordinal() for o in (first, second) if o.release.published]
    assert [roster.name(roster.key(office, "Office", day)) for day in days] == ["Ann Reed", "Lars Holm"]


def test_an_office_that_several_hold_is_nobody() -> None:
    named = _with(event("e-1", KYIV, None), Actor("Ann Reed", "Minister of Defence of Denmark", "DK"))
    roster = Roster([outcome("r-1", named)])
    assert (
        roster.key(Actor("Minister for Trade of Denmark", "Minister for Trade of Denmark", "DK"), "Office")
        == ""
    )
