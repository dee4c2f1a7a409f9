"""A text as it is read, and the way back to the text as it was written."""

from __future__ import annotations

from unicodedata import normalize

from hypothesis import given
from hypothesis import strategies as st

from dateline.geoparse.document import plain, read

ACUTE, BREVE, HIDDEN = "\u0301", "\u0306", "\u200b"


def test_what_is_not_read_is_left_out_and_offsets_lead_back() -> None:
    written = f"У Ха{ACUTE}рк{HIDDEN}ові{ACUTE} дощ"
    found = plain(written)
    assert found.text == "У Харкові дощ"
    assert found.span(2, 9) == (2, 12)
    assert written[slice(*found.span(10, 13))] == "дощ"


def test_half_of_a_letter_is_read_and_an_accent_is_not() -> None:
    assert plain("Киі\u0308в и" + BREVE).text == "Київ й"
    assert plain(f"й{HIDDEN}{BREVE}").text == "й"


@given(st.text(alphabet="жаїи .-" + ACUTE + BREVE + HIDDEN))
def test_every_character_that_is_read_leads_back_to_itself(written: str) -> None:
    found = plain(written)
    assert not {ACUTE, BREVE, HIDDEN} & set(found.text)
    last = -1
    for at, char in enumerate(found.text):
        start, end = found.span(at, at + 1)
        assert last < start < end <= len(written)
        assert normalize("NFD", char)[0] == normalize("NFD", written[start])[0]
        last = start


def test_offsets_of_words_count_from_their_sentence() -> None:
    text = "It rained. They left Lviv."
    sentence = list(read(text))[1]
    at = sentence.words.index("Lviv")
    begin, end = sentence.start + sentence.starts[at], sentence.start + sentence.ends[at]
    assert text[begin:end] == sentence.written(at, at + 1) == "Lviv"
