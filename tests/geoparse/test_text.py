"""Sentences and tokens: offsets, abbreviations, quotations, any Unicode."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.geoparse.text import sentence_at, sentences, split_words


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr. Smith met J. R. Tolkien. They talked.", ["Mr. Smith met J. R. Tolkien.", "They talked."]),
        ("He left the U.S. The talks went on.", ["He left the U.S.", "The talks went on."]),
        ("The U.S. Senate voted.", ["The U.S. Senate voted."]),
        ('He said: "We go." Then he went.', ['He said: "We go."', "Then he went."]),
        ('"We go," he said. "At once."', ['"We go," he said.', '"At once."']),
        ("It ended on Jan. 5 at 5 p.m. Monday.", ["It ended on Jan. 5 at 5 p.m. Monday."]),
        ("It cost 3.5 million. Nobody paid!", ["It cost 3.5 million.", "Nobody paid!"]),
        (
            "У м. Київ 24 лютого 2022 р. почалося. Далі було.",
            ["У м. Київ 24 лютого 2022 р. почалося.", "Далі було."],
        ),
        ("First paragraph\n\nSecond one", ["First paragraph", "Second one"]),
        ("in the city of\nKharkiv and\nnearby", ["in the city of\nKharkiv and\nnearby"]),
        ("Really?! Yes… No.", ["Really?!", "Yes…", "No."]),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


def test_words_keep_hyphens_and_apostrophes() -> None:
    assert split_words("Ivano-Frankivsk, Slov’yansk's (UN)") == [
        "Ivano-Frankivsk", ",", "Slov’yansk's", "(", "UN", ")",
    ]  # fmt: skip


def test_sentence_at_finds_the_sentence_of_an_offset() -> None:
    spans = sentences("One. Two. Three.")
    assert [sentence_at(spans, offset) for offset in (0, 3, 5, 10, 15)] == [0, 0, 1, 2, 2]


@given(st.text())
def test_sentences_are_ordered_and_lose_only_white_space(text: str) -> None:
    spans = sentences(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())


@given(st.text())
def test_words_lose_only_white_space(text: str) -> None:
    assert "".join(split_words(text)) == "".join(text.split())


@given(st.text())
def test_the_words_of_a_text_are_those_of_the_pieces_between_white_space(text: str) -> None:
    assert [word for piece in text.split() for word in split_words(piece)] == split_words(text)


@given(st.text())
def test_no_word_goes_over_the_end_of_a_sentence(text: str) -> None:
    assert [word for start, end in sentences(text) for word in split_words(text[start:end])] == split_words(
        text
    )
