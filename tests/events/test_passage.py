"""Sentences as events see them: words and offsets, clauses, quotations."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.events.passage import Passage, Sentence


def sentence(text: str) -> Sentence:
    return Passage.of(text).sentences[0]


@given(st.text())
def test_words_have_exact_offsets_in_the_body(text: str) -> None:
    for each in Passage.of(text).sentences:
        spans = [(start, each.end_before(at + 1)) for at, start in enumerate(each.starts)]
        assert tuple(text[start:end] for start, end in spans) == each.texts
        assert all(each.start <= start < end <= each.end for start, end in spans)
        assert all(each.word_at(start) == at for at, start in enumerate(each.starts))
        assert len(each.lowered) == len(each.clause) == len(each.quoted) == len(each.texts)


def test_the_words_in_a_span_are_those_that_begin_there() -> None:
    text = "They came. He went to Kyiv and Odesa."
    second = Passage.of(text).sentences[1]
    first, last = second.words_in(text.index("Kyiv"), text.index("Odesa") + 5)
    assert second.texts[first:last] == ("Kyiv", "and", "Odesa")


def test_a_clause_ends_at_a_relative_word_after_a_comma_but_not_at_a_hyphen_within_a_word() -> None:
    found = sentence("He saw the well-known town, which they had shelled - again.")
    which, dash = found.lowered.index("which"), found.lowered.index("-")
    assert found.clause_of(0) == (0, which)
    assert found.clause_of(which) == (which, dash)
    assert found.clause_of(len(found.texts) - 1) == (dash, len(found.texts))


def test_a_quotation_goes_on_over_sentences_until_its_mark() -> None:
    first, second, third = Passage.of('He said: "We held. We won." They left.').sentences
    assert first.quoted == (False, False, False, True, True, True, True)
    assert all(second.quoted)
    assert not any(third.quoted)


def test_one_voice_in_quotation_marks_makes_no_address_in_the_first_person() -> None:
    assert Passage.of("We won. I thank you.").first_person
    assert not Passage.of('"We won," he said. They left.').first_person
