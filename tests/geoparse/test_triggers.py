"""Words that set off a role."""

from __future__ import annotations

import pytest

from dateline.geoparse.triggers import TOPICS, stem, verbish, word_group


def test_forms_of_a_word_are_one_but_who_acts_stays_apart() -> None:
    assert {stem(word) for word in ("visit", "visits", "visited", "visiting")} == {"visit"}
    assert stem("defended") != stem("defenders")


@pytest.mark.parametrize(
    ("word", "group"), [("ambassador", "office"), ("shelled", "harm"), ("visited", "motion"), ("banana", "")]
)
def test_the_class_of_a_word(word: str, group: str) -> None:
    assert word_group(word) == group


def test_a_word_may_touch_several_topics() -> None:
    assert set(TOPICS["conflict"]) == {"situation"}
    assert set(TOPICS["provide"]) == {"delivery"}
    assert {"seat", "people"} & set(TOPICS["school"])
    assert len(TOPICS["side"]) >= 1
    assert "banana" not in TOPICS


def test_what_looks_like_a_verb() -> None:
    assert verbish("was")
    assert verbish("opened")
    assert not verbish("red")
    assert not verbish("house")
