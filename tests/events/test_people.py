"""Who is who: persons, offices and the head of state, in English and Ukrainian."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.events.support import event, place, release

from dateline.events.people import Roster
from dateline.models import Actor, Outcome, Stamp

KYIV = place("Kyiv")
ENGLISH, UKRAINIAN = "President of Ukraine", "Президент України"
HEAD = Actor("Petro Shevchuk", "President of Ukraine", "UA")
HEAD_UK = Actor("Петро Шевчук", "Президент України", "UA")


def told(
    release_id: str, *who: Actor, publisher: str = ENGLISH, published: str = "2022-06-18T12:00+03:00"
) -> Outcome:
    made = replace(event(f"e-{release_id}", KYIV, "2022-06-18"), who=who)
    return Outcome(
        release("", id=release_id, publisher=publisher, published=published), Stamp("t", "t"), (), (), (made,)
    )


def day(outcome: Outcome) -> int:
    assert outcome.release.published is not None
    return outcome.release.published.date().toordinal()


def test_a_person_of_releases_in_two_languages_is_one() -> None:
    roster = Roster([told("r-1", HEAD), told("r-2", HEAD_UK, publisher=UKRAINIAN)])
    assert roster.key(HEAD, ENGLISH) == roster.key(HEAD_UK, UKRAINIAN)
    assert roster.name(roster.key(HEAD_UK, UKRAINIAN)) == "Petro Shevchuk"


@pytest.mark.parametrize(
    "written",
    ["Глава держави", "Главою держави", "Президент", "Президента України", "the President", "Head of State"],
)
def test_the_office_is_its_holder_in_either_language(written: str) -> None:
    roster = Roster([told("r-1", HEAD), told("r-2", HEAD_UK, publisher=UKRAINIAN)])
    assert roster.person(Actor(written), UKRAINIAN) == roster.person(HEAD, ENGLISH) != ""


def test_the_president_of_the_country_is_known_to_other_publishers() -> None:
    roster = Roster([told("r-1", HEAD), told("r-2", Actor("Anna Keller"), publisher="Ministry")])
    office = Actor("Президент України", "Президент України", "UA")
    assert roster.person(office, "Ministry") == roster.person(HEAD, ENGLISH)
    assert roster.person(Actor("Head of State"), "Ministry") == "", "of which state it does not say"


def test_a_publisher_in_another_language_has_the_same_head() -> None:
    roster = Roster([told("r-1", HEAD), told("r-2", Actor("Глава держави"), publisher=UKRAINIAN)])
    for publisher in (UKRAINIAN, "Офіс Президента України", "President of Ukraine (republished)"):
        assert roster.person(Actor("Глава держави"), publisher) == roster.person(HEAD, ENGLISH)
    assert roster.person(Actor("Глава держави"), "Office of the President of Poland") == ""


def test_a_head_of_state_is_the_one_of_that_time() -> None:
    later = Actor("Anna Koval", "President of Ukraine", "UA")
    many = [told(f"r-{i}", HEAD, published="2018-03-01T12:00+02:00") for i in range(3)]
    one = told("r-9", later, published="2020-03-01T12:00+02:00")
    roster = Roster([*many, one])
    assert roster.name(roster.host(many[0].release)) == "Petro Shevchuk"
    assert roster.name(roster.host(one.release)) == "Anna Koval"


def test_the_head_is_who_holds_the_office_that_the_publisher_is_named_for() -> None:
    guest = Actor("Lars Holm", "President of Denmark", "DK")
    roster = Roster([told("r-1", HEAD), told("r-2", guest, guest), told("r-3", guest)])
    assert roster.person(Actor("Head of State"), ENGLISH) == roster.person(HEAD, ENGLISH)


def test_a_guest_who_is_president_elsewhere_is_no_host() -> None:
    own = [told(f"r-{i}", HEAD, published="2018-03-01T12:00+02:00") for i in range(2)]
    guest = told("r-9", Actor("Lars Holm", "President of Denmark", "DK"), published="2020-03-01T12:00+02:00")
    assert Roster([*own, guest]).name(Roster([*own, guest]).host(guest.release)) == "Petro Shevchuk"


@pytest.mark.parametrize(
    ("english", "ukrainian"),
    [
        (
            Actor("Olaf Scholz", "Chancellor of Germany", "DE"),
            Actor("Олаф Шольц", "Федеральний канцлер Німеччини", "DE"),
        ),
        (
            Actor("Boris Johnson", "Prime Minister", "GB"),
            Actor("Борис Джонсон", "Прем’єр-міністр Великої Британії", "GB"),
        ),
        (Actor("Emmanuel Macron", "President", "FR"), Actor("Еммануель Макрон", "Президент Франції", "FR")),
    ],
)
def test_a_foreigner_is_known_in_either_script(english: Actor, ukrainian: Actor) -> None:
    both = [told("r-1", english), told("r-2", ukrainian, publisher=UKRAINIAN)]
    roster = Roster(both)
    assert roster.key(ukrainian, UKRAINIAN) == roster.key(english, ENGLISH)
    assert roster.name(roster.key(ukrainian, UKRAINIAN)) == english.text


def test_a_successor_in_office_is_another_person() -> None:
    first = Actor("Boris Johnson", "Prime Minister", "GB")
    second = Actor("Ліз Трасс", "Прем’єр-міністр Великої Британії", "GB")
    roster = Roster([told("r-1", first), told("r-2", second, publisher=UKRAINIAN)])
    assert roster.key(second, UKRAINIAN) != roster.key(first, ENGLISH)


def test_an_office_in_ukrainian_is_its_holder() -> None:
    holder = told("r-1", Actor("Anna Keller", "Chancellor of Austria", "AT"))
    roster = Roster([holder])
    office = Actor("Канцлер Австрії", "Канцлер Австрії", "AT")
    assert roster.name(roster.key(office, UKRAINIAN, day(holder))) == "Anna Keller"


@pytest.mark.parametrize("office", ["посольство", "міністр", "Керівник Офісу Президента", "віцепрезидент"])
def test_an_office_that_several_hold_is_nobodys(office: str) -> None:
    assert Roster([]).key(Actor(office, office, "AT"), UKRAINIAN) == ""
