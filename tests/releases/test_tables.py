from __future__ import annotations

import csv
import io
import json

import pytest
from tests.shared import corpus, shared

from dateline.errors import ReadError
from dateline.models import Release
from dateline.releases import Item, Notice, read_bytes

BODY = "The delegation visited the city of Izyum."


def items(text: str, name: str, **fields: str) -> list[Item]:
    return [item for item in read_bytes(text.encode(), name, fields=fields) if not isinstance(item, Notice)]


def only(text: str, name: str, **fields: str) -> Release:
    (release,) = items(text, name, **fields)
    assert isinstance(release, Release)
    return release


def problem(text: str, name: str, **fields: str) -> str:
    (error,) = items(text, name, **fields)
    assert isinstance(error, ReadError)
    return str(error)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_with_any_usual_delimiter_and_text_over_lines(delimiter: str) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(["id", "title", "published", "body"])
    writer.writerow(
        ["r-1", 'He said "yes", twice', "2022-09-23T23:41+03:00", f"{BODY}\n\nAnd; more, of\t| it"]
    )
    release = only("\ufeff" + out.getvalue(), "a.csv")
    assert (release.id, release.title) == ("r-1", 'He said "yes", twice')
    assert release.body == f"{BODY}\n\nAnd; more, of\t| it"
    assert release.source == "a.csv, line 2"


def test_mapped_and_common_names() -> None:
    release = only(
        f"ref,Headline,Day,Meldung\n7,A visit,2022-09-23,{BODY}\n",
        "a.csv",
        body="Meldung",
        id="ref",
        published="Day",
    )
    assert (release.id, release.title, release.body) == ("7", "A visit", BODY)
    assert release.published is not None
    assert only(
        json.dumps({"TEXT": BODY, "Date": "2022-09-23", "link": "https://example.org/1"}), "a.json"
    ).url


@pytest.mark.parametrize(
    ("text", "fields", "message"),
    [
        ("id,title\n1,x\n", {}, "a.csv: there is no column “body”; the columns are: id, title. Map one to it, as in body=text."),
        ("id,body\n1,x\n", {"title": "head"}, "a.csv: there is no column “head” (mapped to title); the columns are: id, body."),
        ("id,body\n", {}, "a.csv: the file holds no releases."),
        ("id,body\n1,\n", {}, "a.csv, line 2: it has no text to read."),
        ("id,body\n1,a,b\n", {}, "a.csv, line 2: the row has 3 cells, the header 2; quote the cells that hold the delimiter."),
        ('id,body\n1,"a\n2,b\n', {}, "a.csv, from line 2: a quote opened here is never closed; the rows from here on were not read."),
    ],
)  # fmt: skip
def test_tables_that_cannot_be_read(text: str, fields: dict[str, str], message: str) -> None:
    assert problem(text, "a.csv", **fields) == message


def test_an_unknown_field_in_the_mapping_is_refused_at_once() -> None:
    with pytest.raises(ReadError, match="“boddy” is no field of a release; the fields are id, url"):
        read_bytes(b"", "a.csv", fields={"boddy": "text"})


def test_a_row_without_a_date_is_kept_with_a_notice() -> None:
    found = list(read_bytes(f"body,published\n{BODY},\n".encode(), "a.csv"))
    assert isinstance(found[0], Notice)
    assert found[0].where == "a.csv, line 2"
    assert isinstance(found[1], Release)


def test_a_broken_line_in_the_middle_does_not_stop_the_rest() -> None:
    lines = [json.dumps({"body": f"{BODY} {n}"}) for n in range(3)]
    lines[1] = lines[1][:-3]
    first, broken, last = items("\n".join(lines), "a.jsonl")
    assert isinstance(first, Release)
    assert isinstance(broken, ReadError)
    assert isinstance(last, Release)
    assert str(broken).startswith("a.jsonl, line 2: broken JSON at column")


def test_only_newlines_end_a_json_line() -> None:
    body = "One\u2028two\x85three of the"
    release = only(json.dumps({"body": body}, ensure_ascii=False) + "\r\n", "a.jsonl")
    assert release.body == body


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[1]", "a.json, item 1: this is no JSON object with the fields of a release."),
        ('{"title": "x"}', "a.json: it has no text in “body”."),
        ('{"body": ["x"]}', "a.json: its body is a list, not text."),
        ("[" * 100_000, "a.json: broken JSON: nested too deeply or with a number too long."),
        (
            '{"body": ' + "9" * 5_000 + "}",
            "a.json: broken JSON: nested too deeply or with a number too long.",
        ),
        ('{"body": \n oops}', "a.json: broken JSON at line 2, column 2: Expecting value."),
        ("[]", "a.json: the file holds no releases."),
    ],
)
def test_json_that_cannot_be_read(text: str, message: str) -> None:
    assert problem(text, "a.json") == message


def test_json_lines_named_json_and_lists() -> None:
    rows = [{"body": f"{BODY} {n}", "id": str(n)} for n in range(3)]
    for text in (json.dumps(rows), "\n".join(map(json.dumps, rows))):
        assert [r.id for r in items(text, "a.json") if isinstance(r, Release)] == ["0", "1", "2"]


def test_one_id_for_two_contents_keeps_both_and_tells() -> None:
    found = list(
        read_bytes(f'{{"id":"1","body":"{BODY}"}}\n{{"id":"1","body":"{BODY} More."}}'.encode(), "a.jsonl")
    )
    releases = [item for item in found if isinstance(item, Release)]
    assert len({r.id for r in releases}) == len(releases) == 2
    assert any("the id 1 was used by another release before; kept as 1-" in str(item) for item in found)


def test_the_same_release_twice_is_one() -> None:
    found = list(
        read_bytes(f'{{"id":"1","body":"{BODY}"}}\n{{"id":"2","body":"{BODY}"}}'.encode(), "a.jsonl")
    )
    assert sum(isinstance(item, Release) for item in found) == 1
    assert str(found[-1]) == "a.jsonl, line 2: this is the same release as in a.jsonl, line 1; read once."


def test_the_shared_releases_are_read_whole() -> None:
    found = list(read_bytes(shared("corpus/releases.jsonl").read_bytes(), "releases.jsonl"))
    expected = {id_: release for id_, release in corpus().items() if id_.startswith("pgu-")}
    assert {r.id: r.digest for r in found if isinstance(r, Release)} == {
        i: r.digest for i, r in expected.items()
    }
    assert len(found) == len(expected)
