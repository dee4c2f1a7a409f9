from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.gazetteer import ends_word, fold
from dateline.gazetteer.folding import key


@given(st.text())
def test_every_offset_is_kept(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_what_is_unified() -> None:
    assert fold("Slov’iansk Slov`iansk Slovʼiansk") == "slov'iansk slov'iansk slov'iansk"
    assert fold("Ivano–Frankivsk Ivano‑Frankivsk") == "ivano-frankivsk ivano-frankivsk"
    assert fold("New\u00a0York\nCity") == "new york city"
    assert fold("Zürich Ždiar Łódź Møn İzmir Straße") == "zurich zdiar lodz mon izmir strase"
    assert fold("ІЗЮМ Їжаків Йосипівка Ґрунт") == "ізюм їжаків йосипівка грунт"


def test_cyrillic_letters_stay_apart() -> None:
    assert len({fold(char) for char in "иіїйеєг"}) == 7


def test_where_words_end() -> None:
    assert ends_word("kyiv", 4)
    assert ends_word("kyiv's defenders", 4)
    assert ends_word("kyiv-based", 4)
    assert ends_word("kyiv.", 4)
    assert not ends_word("kyivan", 4)
    assert not ends_word("slov'iansk", 4)
    assert ends_word("'lviv' is", 5)


def test_key_of_a_name() -> None:
    assert key("  Bila   Tserkva ") == "bila tserkva"
