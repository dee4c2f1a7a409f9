"""What the clause around a mention tells."""

from __future__ import annotations

from dateline.geoparse.candidates import Span
from dateline.geoparse.clause import clause_features
from dateline.geoparse.document import read
from dateline.geoparse.roles import stem


def described(text: str, name: str, *, governed: bool) -> set[str]:
    sentence = next(iter(read(text)))
    at = sentence.words.index(name)
    span = Span(sentence, at, at + 1, ())
    return set(clause_features(span, "settlement", governed=governed, stem_of=stem))


def test_a_wish_and_a_fact_differ() -> None:
    wish = described("We must not go to Lviv.", "Lviv", governed=True)
    assert {"modal<", "negated<", "personal", "settlement&modal<"} <= wish
    assert "past<" not in wish
    fact = described("The minister visited Lviv.", "Lviv", governed=False)
    assert {"past<", "settlement&past<", "past=visit"} <= fact
    assert not {"modal<", "negated<", "personal"} & fact


def test_the_verb_of_a_subject_and_its_voice() -> None:
    found = described("Today Lviv was shelled again.", "Lviv", governed=False)
    assert {"verb=shell", "aux=was", "passive"} <= found
    assert "verb=shell" not in described("In Lviv was shelled a depot.", "Lviv", governed=True)


def test_another_clause_is_not_read() -> None:
    found = described("They will leave; he stayed in Lviv: all must sleep.", "Lviv", governed=True)
    assert not {"modal<", "modal>"} & found


def test_a_name_alone_has_no_verb() -> None:
    assert described("Lviv.", "Lviv", governed=False) == set()
