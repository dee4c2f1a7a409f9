from __future__ import annotations

import re
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.browser.data import HOSTILE

from dateline.dashboard.markup import Mark, link, mark_up, plain, said

TAG = re.compile(r"</?(?:mark|span)[^>]*>")


def test_marks_stand_where_they_should() -> None:
    found = mark_up("A visit to Izyum.", [Mark(11, 16, "dl-place", "Izyum (settlement)", number=3)])
    assert (
        found
        == 'A visit to <mark class="dl-place" title="Izyum (settlement)" id="dl-mention-3" tabindex="0">Izyum</mark>.'
    )


def test_evidence_lies_around_mentions() -> None:
    found = mark_up("In Izyum now", [Mark(0, 12, "dl-evidence", wrap=True), Mark(3, 8, "dl-place")])
    assert found.count('class="dl-evidence"') == 3
    assert '<span class="dl-evidence"><mark class="dl-place">Izyum</mark></span>' in found


marks = st.lists(
    st.builds(Mark, st.integers(-3, 40), st.integers(-3, 40), st.just("c"), wrap=st.booleans()), max_size=8
)


@given(st.text(max_size=36), marks)
def test_no_mark_changes_the_text(text: str, some: list[Mark]) -> None:
    assert TAG.sub("", mark_up(text, some)) == escape(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(text: str) -> None:
    for found in (mark_up(text, [Mark(0, 3, "c", text)]), said(text)):
        assert "<script" not in found
        assert "<img" not in found


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "//evil.example", "ftp://x.example/", "http://[bad", ""],
)
def test_only_web_addresses_become_links(url: str) -> None:
    assert link(url, "label") == ""


def test_a_link_tells_the_other_site_nothing() -> None:
    found = link('https://example.org/?a="b"', "<b>")
    assert 'rel="noopener noreferrer nofollow"' in found
    assert "&quot;" in found
    assert "&lt;b&gt;" in found


def test_a_label_keeps_no_markdown() -> None:
    assert (
        plain("**bold** [x](javascript:y) :red[z]\n$a$")
        == r"\*\*bold\*\* \[x\]\(javascript\:y\) \:red\[z\] \$a\$"
    )
    assert len(plain("x" * 1000, most=50)) == 50
