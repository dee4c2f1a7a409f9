"""What the clause around a mention tells."""

from __future__ import annotations

from itertools import chain

from tests.geoparse.mentions import mention

from dateline.geoparse.clause import DATED, PERSON, STOP, TODAY, clause_features, marks
from dateline.geoparse.templates import strings


def described(text: str, name: str) -> set[str]:
    span, frame = mention(text, name)
    marked = marks(span.sentence.keys)
    return set(chain.from_iterable(clause_features(strings(), span, frame, "settlement", marked)))


def test_closed_classes_of_words() -> None:
    found = marks(["today", "we", "rest", ".", "monday"])
    assert list(found) == [TODAY, PERSON, 0, STOP, DATED]


def test_a_wish_and_a_fact_differ() -> None:
    wish = described("We must not go to Lviv.", "Lviv")
    assert {"modal<", "negated<", "personal", "settlement&modal<"} <= wish
    assert "past<" not in wish
    fact = described("The minister visited Lviv.", "Lviv")
    assert {"past<", "settlement&past<", "past=visit"} <= fact
    assert not {"modal<", "negated<", "personal"} & fact


def test_the_verb_of_a_subject_and_its_voice() -> None:
    found = described("Today Lviv was shelled again.", "Lviv")
    assert {"verb=shell", "aux=was", "passive", "actor", "settlement&suffers"} <= found
    governed = described("In Lviv was shelled a depot.", "Lviv")
    assert not {"verb=shell", "actor"} & governed


def test_a_clause_may_open_in_the_middle_of_a_sentence() -> None:
    found = described("He believes that Warsaw will support the plan.", "Warsaw")
    assert {"actor", "does=support", "settlement&actor&will", "settlement&actor&support"} <= found
    assert "actor" not in described("He believes that Warsaw and Vilnius are near.", "Warsaw")


def test_an_object_stands_behind_its_verb() -> None:
    found = described("Nobody will defend Kherson alone.", "Kherson")
    assert {"object", "settlement&object=defend"} <= found
    assert "object" not in described("The beautiful Kherson.", "Kherson")


def test_for_a_place_to_act_makes_it_a_subject() -> None:
    assert "settlement&for to" in described("We wait for Berlin to decide.", "Berlin")
    assert "settlement&for to" not in described("We wait for Berlin today.", "Berlin")


def test_another_clause_is_not_read() -> None:
    found = described("They will leave; he stayed in Lviv: all must sleep.", "Lviv")
    assert not {"modal<", "modal>"} & found


def test_a_name_alone_has_no_verb() -> None:
    assert described("Lviv.", "Lviv") == {"settlement&opens"}
