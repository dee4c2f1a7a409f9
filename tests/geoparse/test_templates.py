"""Feature templates: the features of the same words are computed once."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.geoparse.templates import Codes, strings

CALLS: list[tuple[str, str]] = []


def _pair(one: str, two: str) -> Iterator[str]:
    CALLS.append((one, two))
    yield "one=" + one
    yield "both=" + one + two


def test_a_filled_template_is_computed_once() -> None:
    CALLS.clear()
    codes = strings()
    assert codes[_pair, "a", "b"] == codes[_pair, "a", "b"] == ("one=a", "both=ab")
    assert codes[_pair, "a", "c"] == ("one=a", "both=ac")
    assert CALLS == [("a", "b"), ("a", "c")]


def test_the_last_word_of_a_template_may_be_each_of_a_window() -> None:
    CALLS.clear()
    codes = strings()
    found = list(map(codes.each(_pair, "a"), ["b", "c", "b"]))
    assert found == [("one=a", "both=ab"), ("one=a", "both=ac"), ("one=a", "both=ab")]
    assert len(CALLS) == 2


def test_features_that_have_no_code_are_left_out() -> None:
    known = {"one=a": 7}
    codes = Codes(lambda features: [known[feature] for feature in features if feature in known])
    assert codes[_pair, "a", "b"] == (7,)
    assert codes[_pair, "b", "a"] == ()


def test_words_of_any_length_are_read_but_not_remembered() -> None:
    codes, word = strings(), "a" * 5000
    assert codes[_pair, word, "b"] == ("one=" + word, f"both={word}b")
    assert list(map(codes.each(_pair, "a"), [word])) == [("one=a", "both=a" + word)]
    assert len(codes) == 0
