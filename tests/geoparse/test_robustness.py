"""Any text whatever: spans stay inside it, in order, exact; cost stays linear."""

from __future__ import annotations

import os
import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.gazetteer import Gazetteer
from dateline.geoparse import Geoparser, Parsed
from dateline.models import Release

EXAMPLES = int(os.environ.get("DATELINE_FUZZ", "150"))
"""Texts a property is tried on; ``make fuzz`` tries tens of thousands."""
WORDS = st.sampled_from(
    ["Kyiv", "Kharkiv region", "in", "of", "the", "village of", ",", "and", ".", "Ukraine's", "U.S.", "Paris", "Texas",
     "President", "Минск", "Ізюм", "у", "області", "Харківській", "«", '"', "\u200b", "\u202e", "-", "İzmir", "Odesa\u0301",
     "\n", "STREET", "St.", "ß", "ﬁ", "Lake", "Pa.", "regions"]
)  # fmt: skip
LANGUAGES = st.sampled_from(["en", "uk", "xx"])


def parse(geoparser: Geoparser, body: str, lang: str = "en") -> Parsed:
    return geoparser.parse(Release(id="x", title=body[:80], body=body, lang=lang))


def check(body: str, parsed: Parsed) -> None:
    assert all(0 <= m.start < m.end <= len(body) for m in parsed.mentions)
    assert all(body[m.start : m.end] == m.text for m in parsed.mentions)
    assert all(one.end <= two.start for one, two in pairwise(parsed.mentions))
    assert all(0.0 <= m.score <= 1.0 and 0.0 <= m.role_score <= 1.0 for m in parsed.mentions)


@given(body=st.text(max_size=400), lang=LANGUAGES)
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_gives_spans_inside_it(geoparser: Geoparser, body: str, lang: str) -> None:
    check(body, parse(geoparser, body, lang))


@given(parts=st.lists(WORDS, max_size=60), lang=LANGUAGES)
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_texts_of_names_and_marks_give_the_same_twice(
    geoparser: Geoparser, parts: list[str], lang: str
) -> None:
    body = " ".join(parts)
    first = parse(geoparser, body, lang)
    check(body, first)
    assert parse(geoparser, body, lang) == first


HIDDEN = st.sampled_from("\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2066\ufe0f\ufeff")


@given(
    parts=st.lists(WORDS, max_size=30), hidden=st.lists(st.tuples(st.integers(0, 400), HIDDEN), max_size=12)
)
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_invisible_characters_anywhere_move_offsets_and_change_nothing_else(
    geoparser: Geoparser, parts: list[str], hidden: list[tuple[int, str]]
) -> None:
    clean = " ".join(part for part in parts if part.isprintable() and part.isascii())
    chars, way = list(clean), list(range(len(clean)))
    for place, char in hidden:
        at = place % (len(chars) + 1)
        chars.insert(at, char)
        way = [offset + (offset >= at) for offset in way]
    dirty = "".join(chars)
    first = geoparser.parse(Release(id="x", title="", body=clean)).mentions
    second = geoparser.parse(Release(id="x", title="", body=dirty)).mentions
    assert [(way[m.start], way[m.end - 1] + 1, m.role, m.place) for m in first] == [
        (m.start, m.end, m.role, m.place) for m in second
    ]
    check(dirty, parse(geoparser, dirty))


@given(parts=st.lists(WORDS, max_size=40), lang=LANGUAGES)
@settings(
    max_examples=max(10, EXAMPLES // 20),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_what_was_read_before_changes_nothing(
    geoparser: Geoparser, gazetteer: Gazetteer, parts: list[str], lang: str
) -> None:
    body = " ".join(parts)
    assert parse(Geoparser(gazetteer), body, lang).mentions == parse(geoparser, body, lang).mentions


@pytest.mark.parametrize(
    ("body", "lang", "names"),
    [
        ("Він відвідав Киі\u0308в і Чугуі\u0308в.", "uk", ["Kyiv", "Chuhuiv"]),
        ("Він відвідав Ха\u0301рків.", "uk", ["Kharkiv"]),
        ("He visited \u041ayiv and Khark\u0456v.", "en", ["Kyiv", "Kharkiv"]),
        ("Він відвідав Kиїв.", "uk", ["Kyiv"]),
        ("He flew from Bogota\u0301 to Malmo\u0308.", "en", ["Bogotá", "Malmö"]),
    ],
    ids=["halves of letters", "stress", "Cyrillic look-alikes", "Latin look-alike", "Latin accents"],
)
def test_accents_and_letters_of_another_script_hide_no_name(
    geoparser: Geoparser, body: str, lang: str, names: list[str]
) -> None:
    found = parse(geoparser, body, lang)
    check(body, found)
    assert [m.place.name for m in found.mentions if m.place] == names
    assert not any(unicodedata.combining(body[m.end]) for m in found.mentions if m.end < len(body))


@pytest.mark.parametrize(
    ("noise", "name"),
    [
        ("KHARKIV, ", "KHARKIV"),
        ("He visited Kharkiv" + "," * 10_000 + " ", "Kharkiv"),
        ("The president flew to Kyiv in May. " + "A" * 3_000 + " ", "Kyiv"),
        ("He visited \u200fKharkiv\u200f, كييف and 基辅. ", "Kharkiv"),
    ],
    ids=["capitals", "commas", "no spaces", "mixed scripts"],
)
def test_noise_hides_no_name(geoparser: Geoparser, noise: str, name: str) -> None:
    times = max(3, 60_000 // len(noise))
    body = noise * times
    found = parse(geoparser, body).mentions
    assert sum(m.text == name for m in found) == times


@pytest.mark.parametrize(
    "body",
    [
        "He visited Khar\u200bkiv today.",
        "He visited Kha\u0301rkiv today.",
        "He visited \u202eKharkiv\u202c today.",
        "He visited Khar\u00adkiv today.",
    ],
)
def test_hidden_characters_inside_a_name_change_nothing(geoparser: Geoparser, body: str) -> None:
    found = parse(geoparser, body).mentions
    assert [m.place.name for m in found if m.place] == ["Kharkiv"]
    check(body, parse(geoparser, body))


def test_letters_without_a_name_in_unicode_are_no_error(geoparser: Geoparser) -> None:
    body = "A\U00017000 відвідав Харків."
    assert [m.text for m in parse(geoparser, body, "uk").mentions] == ["Харків"]


NOISE = {
    "capitals": "KHARKIV ",
    "one word": "K",
    "commas": "Kyiv, ",
    "lists": "Kyiv and Odesa, Sumy regions ",
    "quotes": '"Kyiv ',
    "mixed scripts": "Kyiv Київ كييف 基辅 ",
    "accents": "Ky\u0301iv ",
    "invisible": "K\u200by\u200biv ",
    "abbreviations": "U.S. Pa. St. ",
    "line ends": "Kyiv\n",
    "hyphens": "Kyiv-",
    "no spaces": "Kyiv" + "a" * 8 + "Odesa",
    "right to left": "\u202eKyiv\u202c ",
    "only commas": ",",
    "capitals in one word": "KYIV",
}


@pytest.mark.parametrize("noise", NOISE.values(), ids=NOISE.keys())
def test_cost_of_noise_is_linear(geoparser: Geoparser, noise: str) -> None:
    def seconds(size: int) -> float:
        body = noise * (size // len(noise))
        start = time.process_time()
        check(body, geoparser.parse(Release(id="x", title="", body=body)))
        return time.process_time() - start

    seconds(2_000)
    small, large = seconds(6_000), seconds(24_000)
    assert large < 4 * small * 2.5 + 0.3, "four times the text must not cost ten times the time"
