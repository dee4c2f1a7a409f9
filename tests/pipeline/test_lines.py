"""The JSON of ``dateline geoparse`` has exactly the keys that its page promises."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests import factories as f

from dateline.pipeline import as_line, as_object

PAGE = Path(__file__).resolve().parents[2] / "docs" / "geoparse-format.md"

KEYS = {
    "": {"id", "url", "title", "publisher", "published", "language", "geoparser", "mentions", "events"},
    "geoparser": {"version", "config"},
    "mentions": {"start", "end", "text", "role", "place", "score"},
    "place": {"id", "name", "kind", "country", "admin1", "lat", "lon"},
    "events": {
        *("id", "type", "status", "date", "date_prec", "place", "where_prec", "geo_precision"),
        *("who", "sites", "figures", "evidence"),
    },
    "sites": {"text", "kind", "start", "end"},
    "figures": {"value", "what"},
    "evidence": {"start", "end", "text"},
}


def test_the_stable_keys_are_there() -> None:
    line = json.loads(as_line(f.make_outcome("r-1", title_mentions=(f.make_mention(f.IZYUM),))))
    event = line["events"][0]
    assert line.keys() >= KEYS[""]
    assert line["geoparser"].keys() == KEYS["geoparser"]
    assert line["mentions"][0].keys() >= KEYS["mentions"]
    assert line["title_mentions"][0].keys() == line["mentions"][0].keys()
    assert line["mentions"][0]["place"].keys() >= KEYS["place"]
    assert event.keys() >= KEYS["events"]
    assert event["sites"][0].keys() >= KEYS["sites"]
    assert event["figures"][0].keys() >= KEYS["figures"]
    assert event["evidence"].keys() == KEYS["evidence"]


def test_values_are_plain() -> None:
    outcome = f.make_outcome("r-1", mentions=(f.make_mention(None), f.make_mention(f.IZYUM)))
    line = as_object(outcome)
    assert line["mentions"][0]["place"] is None
    assert line["mentions"][1]["place"]["kind"] == "settlement"
    assert line["published"] == "2022-09-23T23:41:00+03:00"
    assert line["language"] == "en"
    event = line["events"][0]
    assert event["who"] == ["Ana Example", "the delegation"]
    assert event["actors"][0] == {"text": "Ana Example", "office": "Ambassador of Lithuania", "country": "LT"}
    assert [figure["value"] for figure in event["figures"]] == [436, 5, 50]
    assert isinstance(event["figures"][0]["value"], int)
    assert event["figures"][1]["part_of"] == 0
    assert event["figures"][2]["high"] == 60


def test_a_line_is_one_line_whatever_the_text_holds() -> None:
    release = f.make_release("r-1", title="a\nb\u2028c\u2029d\x85e\x0bf\x0cg\x1c\x1dh\r")
    line = as_line(f.make_outcome("r-1", release=release))
    assert len(line.splitlines()) == 1
    assert json.loads(line)["title"] == release.title


def test_every_key_is_explained() -> None:
    page = PAGE.read_text(encoding="utf-8")
    explained = set(re.findall(r"^\| `([a-z0-9_]+)`", page, re.MULTILINE))
    line = as_object(f.make_outcome("r-1", title_mentions=(f.make_mention(f.IZYUM),)))

    def keys(value: object) -> set[str]:
        if isinstance(value, dict):
            return set(value).union(*(keys(each) for each in value.values()))
        return set().union(*(keys(each) for each in value)) if isinstance(value, list) else set()

    assert keys(line) == explained
