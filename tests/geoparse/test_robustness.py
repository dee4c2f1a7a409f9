"""Any text whatever: spans stay inside it, in order, exact; cost stays linear."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.geoparse import Geoparser, Parsed
from dateline.models import Release

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
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_gives_spans_inside_it(geoparser: Geoparser, body: str, lang: str) -> None:
    check(body, parse(geoparser, body, lang))


@given(parts=st.lists(WORDS, max_size=60), lang=LANGUAGES)
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_texts_of_names_and_marks_give_the_same_twice(
    geoparser: Geoparser, parts: list[str], lang: str
) -> None:
    body = " ".join(parts)
    first = parse(geoparser, body, lang)
    check(body, first)
    assert parse(geoparser, body, lang) == first


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
