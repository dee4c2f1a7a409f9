"""The hand-made annotations are well formed, and fit the texts where those are present."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from tests.shared import addresses, corpus, shared

FOLDER = Path(__file__).resolve().parents[2] / "data" / "annotations"
PARTS = sorted(FOLDER.glob("part-*.json"))
EVENTS_ONLY = sorted((FOLDER / "events").glob("part-*.json"))
ROLES_ONLY = sorted((FOLDER / "roles").glob("part-*.json"))
ROLES = {"event", "context", "affiliation", "name"}
KINDS = {"country", "region", "district", "settlement", "site", "natural", "area"}
STATUSES = {"done", "ongoing", "planned"}
TYPES = {
    *("visit", "meeting", "call", "attack", "atrocity", "liberation", "evacuation"),
    *("aid", "ceremony", "opening", "inspection", "decision", "other"),
}
SITE_KINDS = {
    *("residential", "police", "mass_grave", "hospital", "school", "military", "government", "memorial"),
    *("religious", "industry", "energy", "transport", "culture", "sport", "aid_centre", "border", "other"),
}
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def documents(part: Path) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = json.loads(part.read_text(encoding="utf-8"))
    return loaded


def every_document() -> list[dict[str, Any]]:
    return [document for part in PARTS for document in documents(part)]


def check_place(place: dict[str, Any] | None) -> None:
    if place is None:
        return
    assert set(place) == {"name", "kind", "country", "admin1", "lat", "lon"}
    assert place["name"].strip() == place["name"] != ""
    assert place["kind"] in KINDS
    assert place["country"] is None or re.fullmatch(r"[A-Z]{2}", place["country"])
    assert -90 <= place["lat"] <= 90
    assert -180 <= place["lon"] <= 180


def check_mentions(mentions: list[dict[str, Any]]) -> None:
    for mention in mentions:
        assert set(mention) == {"start", "end", "role", "place"}
        assert 0 <= mention["start"] < mention["end"]
        assert mention["role"] in ROLES
        check_place(mention["place"])
    for before, after in pairwise(mentions):
        assert before["end"] <= after["start"]


def check_event(event: dict[str, Any]) -> None:
    assert event["type"] in TYPES
    assert event["status"] in STATUSES
    assert event["date"] is None or DATE.fullmatch(event["date"])
    check_place(event["place"])
    assert all(actor.strip() for actor in event["who"])
    assert all(site["kind"] in SITE_KINDS for site in event["sites"])
    assert all(isinstance(figure["value"], int | float) and figure["what"] for figure in event["figures"])
    assert 0 <= event["evidence"]["start"] < event["evidence"]["end"]


@pytest.mark.parametrize("others", [EVENTS_ONLY, ROLES_ONLY], ids=["events", "roles"])
def test_there_are_annotations_and_none_twice(others: list[Path]) -> None:
    ids = [document["id"] for part in [*PARTS, *others] for document in documents(part)]
    assert ids
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.stem)
def test_structure(part: Path) -> None:
    for document in documents(part):
        assert re.fullmatch(r"[0-9a-f]{64}", document["digest"])
        assert document["split"] in {"train", "test"}
        check_mentions(document["mentions"])
        check_mentions(document["title_mentions"])
        for event in document["events"]:
            check_event(event)


@pytest.mark.parametrize("part", ROLES_ONLY, ids=lambda part: part.stem)
def test_where_only_roles_are_marked(part: Path) -> None:
    releases = corpus()
    for document in documents(part):
        assert set(document) == {"id", "digest", "lang", "split", "mentions"}
        assert document["split"] == "train"
        body = releases[document["id"]].body
        assert sha256(body.encode("utf-8")).hexdigest() == document["digest"], document["id"]
        for mention in document["mentions"]:
            assert set(mention) == {"start", "end", "role"}
            assert mention["role"] is None or mention["role"] in ROLES
            check_span(body, mention, document["id"])
        for before, after in pairwise(document["mentions"]):
            assert before["end"] <= after["start"]


@pytest.mark.parametrize("part", EVENTS_ONLY, ids=lambda part: part.stem)
def test_where_only_events_are_marked(part: Path) -> None:
    releases = {**corpus(), **addresses()}
    for document in documents(part):
        assert set(document) == {"id", "digest", "lang", "split", "events", "notes"}
        assert document["split"] == "test"
        body = releases[document["id"]].body
        assert sha256(body.encode("utf-8")).hexdigest() == document["digest"], document["id"]
        for event in document["events"]:
            check_event(event)
            for span in (event["evidence"], *event["sites"], *event["figures"]):
                text = body[span["start"] : span["end"]]
                assert text == text.strip() != "", (document["id"], span)
        written = runs(body)
        for text in strings(document):
            assert not runs(text) & written, (document["id"], text)


def strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for item in value.values() for text in strings(item)]
    if isinstance(value, list):
        return [text for item in value for text in strings(item)]
    return [value] if isinstance(value, str) else []


def runs(text: str) -> set[str]:
    """Every run of twelve words."""
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[at : at + 12]) for at in range(len(words) - 11)}


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.stem)
def test_no_text_is_carried(part: Path) -> None:
    releases = corpus()
    for document in documents(part):
        written = runs(releases[document["id"]].body)
        for text in strings(document):
            assert not runs(text) & written, (document["id"], text)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.stem)
def test_spans_fit_the_texts(part: Path) -> None:
    releases = corpus()
    for document in documents(part):
        release = releases[document["id"]]
        assert sha256(release.body.encode("utf-8")).hexdigest() == document["digest"], document["id"]
        for text, mentions in (
            (release.body, document["mentions"]),
            (release.title, document["title_mentions"]),
        ):
            for mention in mentions:
                check_span(text, mention, document["id"])
        for event in document["events"]:
            check_evidence(release.body, event, document["id"])


def check_span(text: str, mention: dict[str, Any], name: str) -> None:
    start, end = mention["start"], mention["end"]
    assert end <= len(text), name
    span = text[start:end]
    assert span == span.strip(), (name, span)
    assert any(letter.isupper() for letter in span), (name, span)
    assert not (start and text[start - 1].isalnum()), (name, span)
    assert not (end < len(text) and text[end].isalnum()), (name, span)


def check_evidence(body: str, event: dict[str, Any], name: str) -> None:
    spans = [event["evidence"], *event["sites"]]
    for span in spans:
        assert 0 <= span["start"] < span["end"] <= len(body), name
        text = body[span["start"] : span["end"]]
        assert text == text.strip(), (name, text[:60])


def test_what_was_judged_fits_the_texts() -> None:
    releases = corpus()
    rows = json.loads((FOLDER.parent / "judged" / "belongings.json").read_text(encoding="utf-8"))
    annotated = {document["id"] for document in every_document()}
    gold = {row["id"] for row in json.loads(shared("gold/dev_gold.json").read_text(encoding="utf-8"))}
    assert not {row["id"] for row in rows} & (annotated | gold)
    for row in rows:
        body = releases[row["id"]].body
        spans = [
            *row["unsure"],
            *(s for e in row["events"] for s in [*(e["sites"] or ()), *e["figures"], e["evidence"]]),
        ]
        assert all(0 <= span["start"] < span["end"] <= len(body) for span in spans), row["id"]


def test_gold_is_kept_apart() -> None:
    gold = json.loads(shared("gold/dev_gold.json").read_text(encoding="utf-8"))
    marked = {document["id"] for part in [*PARTS, *EVENTS_ONLY, *ROLES_ONLY] for document in documents(part)}
    assert not {row["id"] for row in gold} & marked
