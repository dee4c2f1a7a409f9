"""Whatever a file holds, its reader yields and never raises; what it yields can be stored and shown."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.errors import ReadError
from dateline.models import Release
from dateline.releases import Item, Notice, parse_text, read_bytes

FORMS = ["txt", "md", "html", "csv", "tsv", "json", "jsonl", "xml", "rss", "", "unknown"]
SNIPPETS = [
    b"---\n", b"title: x\n", b"<html>", b"<rss version='2.0'><channel><item>", b"</item>", b"<description>", b"<feed>",
    b"<?xml version='1.0' encoding='utf-16'?>", b"<!DOCTYPE x [", b"<!ENTITY a 'b'>", b"&a;", b"{\"body\": \"x\"}\n", b"[", b"]",
    b"id,body\n", b"\"", b",", b"\r\n", b"\x00", b"\xff", b"\xef\xbb\xbf", "\u2028".encode(), "Ізюм".encode(), b"23 September 2022",
    b"President of Ukraine\n\n", b"<p class=\"date\">", b"<div class=\"article_content\">", b"<h1>", b"<p>The text of it", b"\\ud800",
    b"charset=\"cp1251\"", b"1e999", b"!!python/object", b"*a &a", b"<![CDATA[", b"published: ", b"# ", b"9" * 30,
]  # fmt: skip
MIXED = st.lists(st.sampled_from(SNIPPETS) | st.binary(max_size=12), max_size=25).map(b"".join)
TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=80)
CELL = st.none() | TEXT | st.integers() | st.floats() | st.booleans() | st.lists(st.integers(), max_size=2)
ROW = st.dictionaries(
    st.sampled_from(["id", "url", "publisher", "title", "published", "lang", "body", "text"]), CELL
)
THOROUGH = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def check(items: list[Item]) -> None:
    """What anyone may rely on in what readers yield."""
    assert items, "a file gives something, if only an error"
    for item in items:
        if isinstance(item, Release):
            assert re.fullmatch(r"[a-z0-9-]{1,80}", item.id)
            assert item.body.strip()
            assert "\r" not in item.body
            assert item.url == "" or re.match(r"https?://", item.url, re.IGNORECASE)
            assert item.published is None or item.published.tzinfo is not None
            assert re.fullmatch(r"[a-z]{2,3}", item.lang)
            # SQLite and PostgreSQL store it: no NUL, no lone surrogate.
            stored = "\n".join((item.id, item.title, item.body, item.url, item.publisher, item.source))
            assert "\x00" not in stored
            stored.encode("utf-8")
        else:
            assert isinstance(item, Notice | ReadError)
            sentence = str(item)
            assert sentence.endswith(".")
            assert "\n" not in sentence


@pytest.mark.parametrize("form", FORMS)
@THOROUGH
@given(data=st.binary(max_size=300) | MIXED)
def test_any_bytes_in_any_form(form: str, data: bytes) -> None:
    check(list(read_bytes(data, f"a.{form}" if form else "a")))


@THOROUGH
@given(rows=st.lists(ROW, min_size=1, max_size=5))
def test_any_rows_of_json(rows: list[dict[str, Any]]) -> None:
    check(list(read_bytes("\n".join(map(json.dumps, rows)).encode(), "a.jsonl")))
    check(list(read_bytes(json.dumps(rows).encode(), "a.json", fields={"body": "text"})))


@THOROUGH
@given(rows=st.lists(st.lists(TEXT, min_size=3, max_size=3), min_size=1, max_size=5))
def test_a_table_gives_back_every_body_in_it(rows: list[list[str]]) -> None:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["id", "title", "body"])
    writer.writerows(rows)
    data = out.getvalue().encode("utf-8", "replace")
    items = list(read_bytes(data, "a.csv"))
    check(items)
    lost = [e for e in items if isinstance(e, ReadError) and "no text to read" not in str(e)]
    same = [n for n in items if isinstance(n, Notice) and "the same release" in n.message]
    empty = [e for e in items if isinstance(e, ReadError) and "no text to read" in str(e)]
    blank = sum(not any(cell.strip() for cell in row) for row in rows)
    kept = [item for item in items if isinstance(item, Release)]
    if not lost:
        assert len(kept) + len(same) + len(empty) + blank == len(rows)


@THOROUGH
@given(
    text=TEXT
    | st.lists(st.sampled_from(["\n", "23 September 2022", "President of Ukraine", "The text of it."])).map(
        "\n".join
    )
)
def test_any_pasted_text(text: str) -> None:
    if parsed := _parsed(text):
        check([parsed])


def _parsed(text: str) -> Release | None:
    try:
        return parse_text(text)
    except ReadError:
        return None


@THOROUGH
@given(body=st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), min_size=1))
def test_the_body_of_a_row_is_kept_to_the_letter(body: str) -> None:
    releases = [
        r for r in read_bytes(json.dumps({"body": body}).encode(), "a.jsonl") if isinstance(r, Release)
    ]
    assert [r.body for r in releases] == ([body] if body.strip() else [])
