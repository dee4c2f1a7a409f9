"""The command line end to end: real gazetteer, real geoparser, files in, files out."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import geopandas as gpd
import pytest
from tests.shared import shared

from dateline.cli import one_line, run
from dateline.models import Judgement
from dateline.settings import get_settings
from dateline.store import Store, engine

TOTAL = 200
ROOT = Path(__file__).resolve().parents[1]
VISIT = "Office of Examples\n\nA visit to Izyum\n\n12 May 2023 - 14:05\n\nA visit to Izyum\n\n{}\n"
SENTENCE = "Today the Ambassador of Lithuania visited Izyum in the Kharkiv region and saw a destroyed school."


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = tmp_path / "store" / "dateline.sqlite"
    monkeypatch.setenv("DATELINE_STORE", str(path))
    get_settings.cache_clear()
    yield path
    get_settings.cache_clear()


@pytest.fixture
def release(tmp_path: Path) -> Path:
    path = tmp_path / "visit.txt"
    path.write_text(VISIT.format(SENTENCE), encoding="utf-8")
    return path


Said = Callable[..., tuple[int, str, str]]


@pytest.fixture
def said(capfd: pytest.CaptureFixture[str]) -> Said:
    """Runs a command; its exit code, output and errors."""

    def call(*arguments: object) -> tuple[int, str, str]:
        code = run([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return code, out, err

    return call


def one_sentence(err: str) -> bool:
    return err.startswith("dateline: ") and err.count("\n") == 1 and "Traceback" not in err


def test_help_names_every_command_and_takes_no_rooms_in(said: Said) -> None:
    code, out, _ = said("--help")
    assert code == 0
    assert all(name in out for name in ("ingest", "geoparse", "export", "places", "evaluate"))
    seen = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, dateline.cli; print([m for m in ('pandas', 'sqlalchemy') if m in sys.modules])",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert seen.stdout.strip() == "[]"


def test_a_table_with_names_of_its_own(said: Said, store: Path, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text(f"Day;Meldung\n2023-05-12;{SENTENCE}\n", encoding="utf-8")
    code, out, _ = said("ingest", table)
    assert code == 1
    assert "Map one to it, as in body=text" in out
    code, out, _ = said("ingest", table, "--field", "body=Meldung", "--field", "published=Day")
    assert (code, out.startswith("1 read")) == (0, True)
    code, out, _ = said("geoparse", table, "--field", "body=Meldung")
    assert json.loads(out)["mentions"]
    for wrong in ("body", "=x", "boddy=x"):
        code, out, err = said("ingest", table, "--field", wrong)
        assert code > 0
        assert "field" in err


def test_ingest_then_export(said: Said, store: Path, release: Path, tmp_path: Path) -> None:
    code, out, err = said("ingest", release)
    assert (code, err) == (0, "")
    assert out.startswith("1 read (")
    assert "0 failed" in out
    assert said("ingest", release)[1].startswith("0 read (0 events), 1 unchanged")
    target = tmp_path / "found.geojson"
    assert said("export", "--type", "visit", "--output", target) == (0, "", "")
    frame = gpd.read_file(target)
    visit = frame[(frame["feature"] == "event") & (frame["place"] == "Izyum")].iloc[0]
    assert visit["date"].isoformat().startswith("2023-05-12") if hasattr(visit["date"], "isoformat") else True
    assert (round(visit.geometry.x, 1), round(visit.geometry.y, 1)) == (37.3, 49.2)
    assert visit["admin1_pcode"] == "UA63"


def test_the_izyum_release_end_to_end(said: Said, store: Path) -> None:
    assert said("ingest", shared("corpus/izyum.txt"))[0] == 0
    found = [feature["properties"] for feature in json.loads(said("export")[1])["features"]]
    events = {row["type"]: row for row in found if row["feature"] == "event"}
    assert events.keys() >= {"visit", "meeting"}
    for row in (events["visit"], events["meeting"]):
        assert (row["place"], row["date"], row["admin1_pcode"]) == ("Izyum", "2022-09-23", "UA63")
        assert (round(row["lat"], 2), round(row["lon"], 2)) == (49.21, 37.28)
    sites = [row for row in found if row["feature"] == "site"]
    visited = {row["kind"]: row for row in sites if row["event_id"] == events["visit"]["event_id"]}
    values = {kind: {figure["value"] for figure in row["figures"]} for kind, row in visited.items()}
    assert values == {"residential": {53, 7}, "police": set(), "mass_grave": {436, 5}}
    elsewhere = [
        (row["kind"], row["event_id"], row["figures"]) for row in sites if row not in visited.values()
    ]
    assert elsewhere == [
        ("police", events["atrocity"]["event_id"], [])
    ]  # the delegation saw where people were tortured


def test_export_of_a_layer_and_of_pages(said: Said, store: Path, release: Path, tmp_path: Path) -> None:
    said("ingest", release)
    code, out, err = said("export", "--layer", "sites")
    assert (code, err) == (0, "")
    assert {feature["properties"]["feature"] for feature in json.loads(out)["features"]} <= {"site"}
    for format, sign in (("html", "folium-map"), ("report", "class='sources'")):
        target = tmp_path / f"{format}.html"
        assert said("export", "-f", format, "--language", "uk", "-o", target) == (0, "", "")
        page = target.read_text(encoding="utf-8")
        assert '<html lang="uk">' in page
        assert sign in page


def test_export_filters(said: Said, store: Path, release: Path) -> None:
    said("ingest", release)

    def count(*options: str) -> int:
        code, out, err = said("export", "--format", "csv", *options)
        assert (code, err) == (0, "")
        return len(list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff")))))

    everything = count()
    assert everything >= 1
    assert count("--from", "2023-05-12", "--to", "2023-05-12") == everything
    assert count("--from", "2023-05-13") == 0
    assert count("--region", "Kharkiv region") == everything
    assert count("--region", "UA51") == 0
    assert count("--country", "PL") == 0
    assert count("--type", "attack,aid", "--type", "call") == 0
    assert count("--query", "from=2023-05-12&country=UA&lang=en") == everything
    assert count("--text", "ambassador izyum") >= 1
    assert count("--reviewed", "confirmed,rejected") == 0
    with Store.open(str(store), create=False) as opened:
        (event_id,) = {row[2] for row in opened.rows("events").rows[:1]}
        opened.judge(event_id, Judgement.REJECTED)
    assert count() == everything - 1
    assert count("--reviewed", "rejected") == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["export", "--type", "invasion"], "invasion is none of"),
        (["export", "--from", "soon"], "a day is written as"),
        (["export", "--format", "dbf"], "is none of geojson"),
        (["export", "--query", "precision=12"], "1 to 7"),
        (["export", "--layer", "regions"], "is none of events, sites, journeys"),
        (["export", "--columns", "ucdp"], "is none of dateline, acled"),
        (["ingest"], "Missing argument"),
        (["no-such-command"], "No such command"),
        (["places", "Izyum", "--limit", "0"], "--limit"),
    ],
)
def test_misuse_is_one_line_and_code_2(said: Said, store: Path, arguments: list[str], sentence: str) -> None:
    code, out, err = said(*arguments)
    assert (code, out) == (2, "")
    assert one_sentence(err)
    assert sentence in err


@pytest.mark.parametrize("arguments", [[], ["gazetteer"]])
def test_nothing_to_do_shows_the_help(said: Said, arguments: list[str]) -> None:
    code, out, err = said(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("Usage: dateline")
    assert len(err.splitlines()) > 5


def test_commands_of_other_rooms_are_there(said: Said, store: Path) -> None:
    code, out, err = said("gazetteer", "info")
    assert (code, err) == (0, "")
    assert "GeoNames" in out
    code, out, err = said("geocode", "Izyum")
    assert (code, out) == (1, "")
    assert one_sentence(err)
    assert "--online" in err
    code, _, err = said("gazetteer", "import", "--nope")
    assert code == 2
    assert one_sentence(err)
    assert said("geocode", "--help")[1].startswith("Usage: dateline geocode")


def test_failure_is_one_line_and_code_1(said: Said, store: Path, release: Path, tmp_path: Path) -> None:
    for arguments in (
        ("export",),
        ("ingest", release, "--store", tmp_path),
        ("evaluate", tmp_path / "no.json", release),
    ):
        code, out, err = said(*arguments)
        assert (code, out) == (1, "")
        assert one_sentence(err), err
    said("ingest", release)
    code, _, err = said("export", "--output", tmp_path / "no-such-folder" / "x.csv", "--format", "csv")
    assert code == 1
    assert one_sentence(err)
    code, _, err = said("export", "--region", "Atlantis")
    assert code == 2
    assert "Atlantis" in err


def test_a_store_of_a_newer_version_is_refused(said: Said, store: Path, release: Path) -> None:
    said("ingest", release)
    with sqlite3.connect(store) as connection:
        connection.execute("UPDATE meta SET value = 99 WHERE key = 'schema'")
    for command in (("ingest", release), ("export",)):
        code, _, err = said(*command)
        assert code == 1
        assert one_sentence(err)
        assert "newer version" in err


BAD = {
    "empty.txt": b"",
    "blank.md": b" \n\n\t\n",
    "binary.txt": bytes(range(256)) * 40,
    "image.txt": b"\x89PNG\r\n\x1a\n" + b"\x00\x01\x02" * 500,
    "no-body.csv": b"id,title,published\n1,A title,2022-09-23\n",
    "no-rows.csv": b"id,title,body\n",
    "broken.jsonl": b'{"id": "1", "body": \n',
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files_fail_with_a_sentence_beside_good_ones(
    said: Said, store: Path, release: Path, tmp_path: Path, name: str
) -> None:
    bad = tmp_path / name
    bad.write_bytes(BAD[name])
    code, out, err = said("ingest", bad, release)
    assert (code, err) == (1, "")
    assert out.startswith("1 read (")
    assert "1 failed" in out
    failed = out.split("Failed:\n")[1].splitlines()
    assert len(failed) == 1
    assert name in failed[0]
    assert failed[0].rstrip().endswith(".")


def test_odd_but_usable_input_is_kept_with_a_note(said: Said, store: Path, tmp_path: Path) -> None:
    table = tmp_path / "odd.csv"
    table.write_text(
        "id,title,body,published\n"
        f"r-1,No date,{SENTENCE},\n"
        f"r-2,Future,{SENTENCE} Again.,2999-01-01T10:00:00+02:00\n",
        encoding="utf-8",
    )
    latin = tmp_path / "latin.txt"
    latin.write_bytes(VISIT.format("Visited Izyum: caf\xe9 na\xefve.").encode("latin-1"))
    code, out, err = said("ingest", table, latin)
    assert (code, err) == (0, "")
    assert out.startswith("3 read (")
    assert "without a date" in out
    assert "future" in out
    assert "latin.txt" in out


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_folder_is_named(said: Said, store: Path, release: Path, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    code, out, _ = said("ingest", closed, release)
    assert code == 1
    assert "closed" in out
    assert out.startswith("1 read (")


def test_a_text_of_50_megabytes_does_not_stop_the_batch(
    said: Said, store: Path, release: Path, tmp_path: Path
) -> None:
    huge = tmp_path / "huge.txt"
    huge.write_text(VISIT.format((SENTENCE + "\n") * (50_000_000 // len(SENTENCE))), encoding="utf-8")
    code, out, err = said("ingest", huge, release)
    assert err == ""
    assert "Traceback" not in out
    assert ("1 read (" in out and "huge.txt" in out and code == 1) or out.startswith("2 read (")


HOSTILE = (
    '=HYPERLINK("http://x.example","Izyum") <script>alert(1)</script> "><img src=x onerror=alert(1)> '
    "${alert(1)} `backtick` \\x41 \\u0041 \u2028 \u2029 \u202e\u2066 {{7*7}} %s"
)


def hostile(path: Path) -> Path:
    row = {
        "id": "h-1",
        "title": HOSTILE,
        "publisher": f"@{HOSTILE}",
        "url": "javascript:alert(1)",
        "published": "2023-05-12T14:05+03:00",
        "body": f"{HOSTILE} +The delegation visited Izyum today. {HOSTILE}",
    }
    path.write_text(json.dumps(row), encoding="utf-8")
    return path


def test_hostile_text_is_inert_in_csv_and_geojson(said: Said, store: Path, tmp_path: Path) -> None:
    assert said("ingest", hostile(tmp_path / "hostile.jsonl"))[0] == 0
    code, out, _ = said("export", "--format", "csv")
    assert code == 0
    rows = list(csv.reader(io.StringIO(out.removeprefix("\ufeff"), newline="")))
    assert len({len(row) for row in rows}) == 1
    assert len(rows) >= 2
    assert not any(cell.startswith(("=", "+", "@", "\t", "\r")) for row in rows for cell in row)
    found = json.loads(said("export")[1])
    properties = found["features"][0]["properties"]
    assert properties["title"].startswith("=HYPERLINK")
    assert properties["url"] == ""
    assert all("_" not in feature["id"] for feature in found["features"])


def test_hostile_names_cannot_reach_the_terminal(said: Said, store: Path, tmp_path: Path) -> None:
    bad = tmp_path / "x\x1b[31mred\nDone: all fine\u202e.txt"
    bad.write_bytes(b"")
    _, out, err = said("ingest", bad)
    assert "\x1b" not in out + err
    assert "\u202e" not in out + err
    assert not any(line.startswith("Done: all fine") for line in out.splitlines())


def test_one_line_is_one_line() -> None:
    assert one_line("a\nb\x1b[0m\u202e\u2028c") == "a b\\x1b[0m\\u202e\\u2028c"


def test_geoparse_writes_lines_and_goes_on(said: Said, release: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    code, out, err = said("geoparse", release, empty, hostile(tmp_path / "hostile.jsonl"))
    assert code == 1
    assert "empty.txt" in err
    first, second = (json.loads(line) for line in out.splitlines())
    body = SENTENCE
    assert {body[m["start"] : m["end"]] for m in first["mentions"]} == {m["text"] for m in first["mentions"]}
    assert second["id"] == "h-1"
    target = tmp_path / "lines.jsonl"
    assert said("geoparse", release, "--output", target)[0] == 0
    assert json.loads(target.read_text(encoding="utf-8"))["id"] == first["id"]


def test_places_shows_what_the_gazetteer_knows(said: Said) -> None:
    code, out, _ = said("places", "Izyum")
    assert code == 0
    assert out.splitlines()[0].startswith("Izyum (Ізюм): settlement, ")
    assert "Kharkiv Oblast, UA; 49.2" in out.splitlines()[0]
    code, out, _ = said("places", "Izyum", "--json", "--limit", "1")
    assert json.loads(out)["name"] == "Izyum"
    code, out, _ = said("places", "Krasnohrad", "--limit", "1")
    assert out.startswith("Berestyn (Берестин): ")
    assert "until 2024: Krasnohrad (Красноград); GeoNames, gn:" in out
    code, out, err = said("places", "Qwertzuiopolis")
    assert (code, out) == (1, "")
    assert one_sentence(err)


def test_explain_gives_reasons(said: Said, release: Path) -> None:
    code, out, err = said("explain", release)
    assert (code, err) == (0, "")
    assert "Izyum" in out
    assert "Kharkiv Oblast" in out
    assert len(out.splitlines()) > 20


def test_evaluate_prints_every_measure(said: Said) -> None:
    gold, docs = shared("gold/dev_gold.json"), shared("corpus/releases.jsonl")
    code, out, err = said("evaluate", gold, docs, "--json")
    assert (code, err) == (0, "")
    values = json.loads(out)
    assert values["mentions_strict"] > 0.5
    assert all(0 <= value <= 1 for value in values.values())


def test_a_full_disk_stops_with_a_sentence_and_then_goes_on(
    said: Said, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "many.jsonl"
    rows = ({"id": f"r-{n}", "title": f"Visit {n}", "body": f"{SENTENCE} Number {n}. "} for n in range(30))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")

    def on_a_small_disk(connection: sqlite3.Connection, record: object) -> None:
        prepare(connection, record)
        connection.execute("PRAGMA max_page_count = 50")

    prepare = engine._prepare
    with monkeypatch.context() as small:
        small.setattr(engine, "_prepare", on_a_small_disk)
        code, out, err = said("ingest", path)
    assert (code, out) == (1, "")
    assert one_sentence(err)
    assert "no space is left" in err
    before = saved(store)
    assert 0 < before < 30
    code, out, _ = said("ingest", path)
    assert code == 0
    assert out.startswith(f"{30 - before} read (")
    assert f"{before} unchanged, 0 failed" in out


def start(*arguments: object, env: dict[str, str]) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "dateline", *map(str, arguments)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, env={**os.environ, **env}, stdout=pipe, stderr=pipe, text=True)


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    path = tmp_path / "batch.jsonl"
    rows = (
        {
            "id": f"r-{n}",
            "title": f"Visit {n}",
            "body": f"{SENTENCE} Number {n}. " * 8,
            # A day of its own each: one visit told by 200 releases would be one event.
            "published": str(date(2023, 1, 1) + timedelta(days=n)),
        }
        for n in range(TOTAL)
    )
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def saved(store: Path) -> int:
    if not store.exists():
        return 0
    with sqlite3.connect(store) as connection:
        try:
            return int(connection.execute("SELECT count(*) FROM releases").fetchone()[0])
        except sqlite3.OperationalError:
            return 0


def stop_in_the_middle(batch: Path, store: Path, how: signal.Signals) -> tuple[int, str]:
    """Send a signal to an ingestion that has saved a few releases."""
    process = start("ingest", batch, env={"DATELINE_STORE": str(store)})
    deadline = time.monotonic() + 120
    while saved(store) < 5 and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(how)
    err = process.communicate()[1]
    return process.returncode, err


def test_killed_in_the_middle_it_goes_on(said: Said, store: Path, batch: Path) -> None:
    code, _ = stop_in_the_middle(batch, store, signal.SIGKILL)
    assert code == -signal.SIGKILL
    before = saved(store)
    assert 5 <= before < TOTAL
    code, out, _ = said("ingest", batch)
    assert code == 0
    assert out.startswith(f"{TOTAL - before} read (")
    assert f"{before} unchanged, 0 failed" in out
    code, out, _ = said("export", "--format", "csv")
    ids = [row["event_id"] for row in csv.DictReader(io.StringIO(out.removeprefix("\ufeff")))]
    assert len(ids) == len(set(ids)) >= TOTAL


def test_ctrl_c_is_clean(store: Path, batch: Path) -> None:
    code, err = stop_in_the_middle(batch, store, signal.SIGINT)
    assert code == 130
    assert err == "dateline: stopped. What was done so far is kept.\n"
    assert 5 <= saved(store) < TOTAL


def test_a_closed_pipe_is_clean(batch: Path, tmp_path: Path) -> None:
    process = start("geoparse", batch, env={"DATELINE_STORE": str(tmp_path / "s.sqlite")})
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline().startswith("{")
    process.stdout.close()
    err = process.stderr.read()
    assert process.wait(timeout=60) == 141
    assert err == ""
