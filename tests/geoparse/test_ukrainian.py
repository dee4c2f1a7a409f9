"""Ukrainian words and their grammar, as the models see them."""

from __future__ import annotations

import pytest

from dateline.geoparse import Geoparser, ukrainian
from dateline.geoparse.document import read
from dateline.geoparse.frame import Frame
from dateline.geoparse.spans import Span


def _frame(text: str, name: str) -> Frame:
    sentence = next(iter(read(text, "uk")))
    at = sentence.words.index(name)
    return Frame(Span(sentence, at, at + 1, ()), "settlement", {}, 0)


@pytest.mark.parametrize(
    ("word", "counterpart", "tense"),
    [
        ("звільнили", "liberated", "past"),
        ("звільнено", "liberated", "past"),
        ("звільнимо", "liberate", "futr"),
        ("звільнити", "liberate", "none"),
        ("буде", "will", "futr"),
        ("мають", "has", "pres"),
        ("під", "near", ""),
        ("столиці", "capital", ""),
    ],
)
def test_a_word_stands_for_its_counterpart_and_its_time(word: str, counterpart: str, tense: str) -> None:
    assert ukrainian.pivot(word) == counterpart
    assert ukrainian.tense(word) == tense


@pytest.mark.parametrize(
    ("text", "name", "case"),
    [
        ("Росіяни обстріляли Авдіївку.", "Авдіївку", "accs"),
        ("Бої тривають за Авдіївку.", "Авдіївку", "accs"),
        ("Уряд надав допомогу Україні.", "Україні", "datv"),
        ("Вони живуть в Україні.", "Україні", "loct"),
        ("Евакуація з Бахмута триває.", "Бахмута", "gent"),
        ("Торік Україна одержала кредит.", "Україна", "nomn"),
        ("Президент прибув до Осло.", "Осло", ""),
    ],
)
def test_the_case_of_a_name(text: str, name: str, case: str) -> None:
    assert _frame(text, name).case == case


def test_a_subject_opens_its_clause_wherever_it_stands() -> None:
    assert _frame("Наступного року Україна одержить кредит.", "Україна").opens
    assert _frame("Президент України виступив.", "України").governor == "president"


def test_the_part_of_a_place_and_a_short_generic_word_are_passed_over() -> None:
    frame = _frame("Уламки впали на території Румунії.", "Румунії")
    assert (frame.preposition, frame.part) == ("on", "territory")
    assert _frame("Зустріч відбулася у м. Бровари.", "Бровари").preposition == "in"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Голова Харківської ОВА доповів про удар.", "Харківської"),
        ("Про це повідомили в Запорізькій обласній військовій адміністрації.", "Запорізькій"),
        ("Начальник Івано-Франківської ОВА прийняв гостей.", "Івано-Франківської"),
        ("Людей зустріли в Миколаєві волонтери.", "Миколаєві"),
        ("Від Чопа до Краматорська люди чекають.", "Краматорська"),
    ],
)
def test_adjectives_of_bodies_and_towns_before_a_noun_are_candidates(
    geoparser: Geoparser, text: str, name: str
) -> None:
    assert name in {text[span.start : span.end] for span in geoparser.candidates(text, "uk")}


def test_an_adjective_that_agrees_with_its_noun_is_no_candidate(geoparser: Geoparser) -> None:
    text = "До міста прибула Краматорська бригада."
    assert "Краматорська" not in {text[span.start : span.end] for span in geoparser.candidates(text, "uk")}
