"""The store keeps whole outcomes, says what it cannot do, and outlives a kill."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections import deque
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import event as sqlalchemy_event
from tests import factories as f

from dateline.errors import ItemError, StoreError, StoreFull, StoreTooNew
from dateline.models import Stamp
from dateline.store import Store
from dateline.store.tables import SCHEMA_VERSION

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "${alert(1)} `x` \\x41 \\u0041",
    "line\u2028separator\u2029 \u202eright to left\u202c \x00 nul \x1b[31m",
    "=HYPERLINK(1) '; DROP TABLE releases; --",
)


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "deep" / "store.sqlite")


def test_an_outcome_comes_back_as_it_was(path: str) -> None:
    outcome = f.make_outcome(
        "r-1",
        title_mentions=(f.make_mention(f.KHARKIV_OBLAST), f.make_mention(None)),
        events=(f.izyum_visit(), f.make_event("r-1-e2", f.KHARKIV_OBLAST), f.make_event("r-1-e3", None)),
    )
    with Store.open(path) as store:
        store.save(outcome)
    with Store.open(path, create=False) as store:
        assert store.outcome("r-1") == outcome
        assert store.release("r-1") == outcome.release
        assert store.outcome("r-2") is None
        assert store.release("r-2") is None


def test_every_made_up_outcome_comes_back(path: str) -> None:
    outcomes = {outcome.release.id: outcome for outcome in f.synthetic(300, seed=1)}
    with f.store_of(outcomes.values(), target=path) as store:
        assert {outcome.release.id: outcome for outcome in store.outcomes()} == outcomes
        assert [release.id for release in store.releases()] == sorted(outcomes)


def test_outcomes_come_by_the_hundred_without_a_query_each() -> None:
    with f.store_of(f.synthetic(1000, per_release=1)) as store:
        said: list[str] = []
        sqlalchemy_event.listen(
            store._engine, "before_cursor_execute", lambda *args: said.append(args[2]), named=False
        )
        assert len(list(store.outcomes())) == 1000
        assert len(said) < 60


def test_saving_again_replaces_and_doubles_nothing() -> None:
    store = f.store_of([f.make_outcome("r-1"), f.make_outcome("r-2")])
    before = {view: len(store.rows(view).rows) for view in ("events", "sites", "mentions", "figures")}
    revision = store.revision()
    store.save(f.make_outcome("r-1"))
    assert {view: len(store.rows(view).rows) for view in before} == before
    assert store.revision() == revision + 1
    store.save(replace(f.make_outcome("r-1"), events=(), mentions=()))
    assert [row[0] for row in store.rows("sites").rows] == ["r-2", "r-2"]


def test_places_are_kept_once_and_as_they_were_given() -> None:
    store = f.store_of(f.make_outcome(f"r-{i}") for i in range(5))
    moved = replace(f.IZYUM, lat=49.3)
    store.save(f.make_outcome("r-9", mentions=(f.make_mention(moved),), events=()))
    with store._reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM places").scalar() == 3
    first, last = store.outcome("r-1"), store.outcome("r-9")
    assert first
    assert last
    assert first.mentions[0].place == f.IZYUM
    assert last.mentions[0].place == moved


def test_has_asks_for_content_version_and_configuration() -> None:
    outcome = f.make_outcome("r-1")
    store = f.store_of([outcome])
    digest = outcome.release.digest
    assert store.has("r-1", digest, f.STAMP)
    assert not store.has("r-2", digest, f.STAMP)
    assert not store.has("r-1", "other", f.STAMP)
    assert not store.has("r-1", digest, Stamp("0.2.0", f.STAMP.config))
    assert not store.has("r-1", digest, Stamp(f.STAMP.version, "other"))
    assert store.digest("r-1") == digest
    assert store.digest("r-2") is None


def test_a_date_keeps_its_offset() -> None:
    store = f.store_of(
        [f.make_outcome("r-1"), f.make_outcome("r-2", release=f.make_release("r-2", published=None))]
    )
    dated, undated = store.release("r-1"), store.release("r-2")
    assert dated
    assert undated
    assert dated.published is not None
    assert dated.published.isoformat() == "2022-09-23T23:41:00+03:00"
    assert undated.published is None


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(text: str) -> None:
    release = f.make_release("r-1", title=text, body=text, publisher=text, url="javascript:alert(1)")
    store = f.store_of([f.make_outcome("r-1", release=release)])
    assert store.release("r-1") == release


def test_what_is_no_text_fails_alone() -> None:
    store = f.store_of([f.make_outcome("r-1")])
    broken = f.make_release("r-2", body="half a \ud83d pair", source="in.csv, row 3")
    with pytest.raises(ItemError, match=r"in\.csv, row 3: .*surrogates"):
        store.save(f.make_outcome("r-2", release=broken))
    assert [release.id for release in store.releases()] == ["r-1"]
    store.save(f.make_outcome("r-3"))


def test_a_store_from_a_newer_version_is_left_alone(path: str) -> None:
    f.store_of([f.make_outcome()], target=path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE meta SET value = 99 WHERE key = 'schema'")
    before = Path(path).read_bytes()
    with pytest.raises(StoreTooNew, match="newer version of Dateline"):
        Store.open(path)
    assert Path(path).read_bytes() == before


def test_a_missing_store_is_made_only_on_request(path: str) -> None:
    with pytest.raises(StoreError, match="dateline ingest"):
        Store.open(path, create=False)
    assert not Path(path).exists()


def test_another_programs_file_is_left_alone(tmp_path: Path) -> None:
    text, other = tmp_path / "text.sqlite", tmp_path / "other.sqlite"
    text.write_text("this is no database, however long it may be. " * 100, encoding="utf-8")
    with pytest.raises(StoreError, match="not a Dateline store"):
        Store.open(str(text))
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    with pytest.raises(StoreError, match="another program"):
        Store.open(str(other))
    with pytest.raises(StoreError, match="folder"):
        Store.open(str(tmp_path))
    with pytest.raises(StoreError, match="neither a file nor a database URL"):
        Store.open("what://is this:x")
    with pytest.raises(StoreError, match="driver"):
        Store.open("unknown://host/db")


def test_answers_of_geocoders_may_be_there_first(path: str) -> None:
    Path(path).parent.mkdir(parents=True)
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE geocoder_answers (service TEXT)")
    with Store.open(path) as store:
        store.save(f.make_outcome())


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match="folder cannot be made"):
        Store.open(str(tmp_path / "file" / "store.sqlite"))


def test_a_damaged_store_says_so(path: str) -> None:
    f.store_of(f.synthetic(400), target=path).close()
    with Path(path).open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 60_000)
    with pytest.raises(StoreError, match=r"damaged|not a Dateline store"), Store.open(path) as store:
        list(store.outcomes())


def test_a_full_disk_keeps_what_was_saved(path: str) -> None:
    with Store.open(path) as store:
        store.save(f.make_outcome("r-1"))
        limit = "PRAGMA max_page_count = 40"
        sqlalchemy_event.listen(store._engine, "checkout", lambda dbapi, *_: dbapi.execute(limit))
        fat = [f.make_release(f"r-{number}", body="x" * 9000) for number in range(2, 100)]
        with pytest.raises(StoreFull, match="no space is left"):
            deque(map(store.save, (f.make_outcome(release.id, release=release) for release in fat)))
    with Store.open(path) as store:
        kept = list(store.outcomes())
        assert f.make_outcome("r-1") in kept
        assert all(len(outcome.events) == 1 for outcome in kept)
        store.save(f.make_outcome("r-100"))


def test_a_second_writer_waits_and_then_says_who_is_in_the_way(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dateline.store.engine.BUSY_SECONDS", 0)
    with Store.open(path) as store:
        blocker = sqlite3.connect(path, isolation_level=None)
        blocker.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another process is writing"):
            store.save(f.make_outcome("r-1"))
        blocker.execute("ROLLBACK")
        store.save(f.make_outcome("r-1"))


def test_a_reader_sees_whole_releases_while_a_writer_works(path: str) -> None:
    with Store.open(path) as store:
        store.save(f.make_outcome("r-0"))
        faults: list[str] = []
        done = threading.Event()

        def look() -> None:
            with Store.open(path, create=False) as reader:
                while not done.is_set():
                    tables = reader.snapshot("releases", "events", "sites")
                    counts = [len(tables[view].rows) for view in ("releases", "events", "sites")]
                    if counts != [counts[0], counts[0], 2 * counts[0]]:
                        faults.append(str(counts))

        thread = threading.Thread(target=look)
        thread.start()
        for number in range(60):
            store.save(f.make_outcome(f"r-{number}"))
        done.set()
        thread.join()
        assert faults == []


WRITER = """
import sys
from tests import factories as f
from dateline.store import Store
from dateline.store.tables import SCHEMA_VERSION
with Store.open(sys.argv[1]) as store:
    for outcome in f.synthetic(4000, seed=5):
        if not store.has(outcome.release.id, outcome.release.digest, outcome.stamp):
            store.save(outcome)
            print(outcome.release.id, flush=True)
"""


def test_killed_in_the_middle_nothing_is_doubled_or_lost(path: str) -> None:
    root = Path(__file__).resolve().parents[2]
    said = []
    for _ in range(3):
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, path], cwd=root, stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        said += [process.stdout.readline().strip() for _ in range(40)]
        time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        rest = process.communicate()[0].splitlines()
        said += [line for line in rest if line]
    wanted = {outcome.release.id: outcome for outcome in f.synthetic(4000, seed=5)}
    with Store.open(path) as store:
        kept = {outcome.release.id: outcome for outcome in store.outcomes()}
        assert set(said) <= kept.keys()
        assert len(said) == len(set(said))
        assert kept.items() <= wanted.items()
        for outcome in wanted.values():
            if not store.has(outcome.release.id, outcome.release.digest, outcome.stamp):
                store.save(outcome)
        assert {outcome.release.id: outcome for outcome in store.outcomes()} == wanted
        assert len(store.rows("events").rows) == 4000


def test_the_time_of_saving_and_the_stamp_are_on_record(path: str) -> None:
    with f.store_of([f.make_outcome()], target=path), sqlite3.connect(path) as connection:
        row = connection.execute(
            "SELECT version, config, saved FROM releases JOIN stamps ON stamps.id = stamp_id"
        ).fetchone()
    assert row[:2] == (f.STAMP.version, f.STAMP.config)
    assert datetime.fromisoformat(row[2]).tzinfo is not None


def test_an_older_store_is_brought_up_to_date(path: str) -> None:
    f.store_of([f.make_outcome()], target=path).close()
    with sqlite3.connect(path) as connection:
        for table in ("journeys", "tellings", "merged"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("UPDATE meta SET value = 1 WHERE key = 'schema'")
    with Store.open(path) as store:
        assert store.outcome("r-1") == f.make_outcome()
        assert store.journeys() == ()
        assert store.rows("tellings").rows == []
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone() == (
            SCHEMA_VERSION,
        )


def test_outcomes_without_mentions_keep_the_rest() -> None:
    (outcome,) = f.store_of([f.make_outcome()]).outcomes(mentions=False)
    assert outcome == replace(f.make_outcome(), mentions=())
