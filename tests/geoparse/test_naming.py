"""Longer names around a mention, and seats of government."""

from __future__ import annotations

from itertools import chain

from tests.geoparse.mentions import mention

from dateline.geoparse.naming import naming_features
from dateline.geoparse.templates import strings


def described(text: str, name: str) -> set[str]:
    span, frame = mention(text, name)
    return set(chain.from_iterable(naming_features(strings(), span, frame, "country")))


def test_the_head_of_the_name_before_tells_a_forum_from_an_office() -> None:
    forum = described("It was said at the Conference on Reforms in Georgia.", "Georgia")
    assert {"near head=forum", "far head=forum", "country&far head=forum"} <= forum
    office = described("They met the Minister of Georgia.", "Georgia")
    assert "unheaded" not in forum | office
    assert not {"near head=forum", "far head=forum"} & office


def test_the_head_of_the_name_behind() -> None:
    assert "head after=forum" in described("They spoke at the Warsaw Security Forum today.", "Warsaw")
    assert "head after=none" in described("They met Warsaw Tigers there.", "Warsaw")
    assert not any("head after" in feature for feature in described("In Warsaw it rained.", "Warsaw"))


def test_small_words_and_other_words_end_a_name() -> None:
    found = described("The Forum met again in Georgia.", "Georgia")
    assert not any("head" in feature for feature in found)


def test_a_seat_of_government_is_told_apart() -> None:
    assert {"seat", "seat&opens"} <= described("Moscow denied it.", "Moscow")
    assert "seat&opens" not in described("He lives in Moscow.", "Moscow")
    assert "seat" not in described("Leeds denied it.", "Leeds")
