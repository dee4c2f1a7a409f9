"""Ingestion goes on past what fails, saves each release once and stops only for the store."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests import factories as f

from dateline.errors import ParseError, ReadError, StoreFull
from dateline.models import Outcome, Release, Stamp
from dateline.pipeline import Step, StepKind, ingest, ingest_items
from dateline.pipeline.pipeline import guarded
from dateline.releases import Item, Notice
from dateline.store import Store


class FakePipeline:
    """Reads every release as one visit; fails where the title says so."""

    def __init__(self, config: str = "a") -> None:
        self.stamp = Stamp("0.1.0", config)
        self.asked: list[str] = []

    def read(self, release: Release) -> Outcome:
        self.asked.append(release.id)
        if release.title == "unreadable":
            raise ParseError("cannot be geoparsed.", where=release.source)
        return Outcome(release, self.stamp, events=(f.izyum_visit(release.id),))


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open(":memory:") as opened:
        yield opened


def lines(path: Path, *rows: dict[str, str]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def row(number: int, **fields: str) -> dict[str, str]:
    known = {
        "id": f"r-{number}",
        "title": f"Title {number}",
        "body": f"The delegation number {number} visited Izyum today.",
        "published": "2022-09-23T10:00+03:00",
    }
    return {**known, **fields}


def kinds(steps: Iterator[Step]) -> list[str]:
    return [step.kind.value for step in steps]


def test_each_item_is_a_step_and_faults_do_not_stop(tmp_path: Path, store: Store) -> None:
    good = lines(tmp_path / "a.jsonl", row(1), row(2, title="unreadable"), row(3))
    missing = tmp_path / "missing.txt"
    steps = list(
        ingest([good, missing, lines(tmp_path / "b.jsonl", row(4))], pipeline=FakePipeline(), store=store)
    )
    assert [step.kind for step in steps if step.is_release] == [
        StepKind.DONE,
        StepKind.FAILED,
        StepKind.DONE,
        StepKind.FAILED,
        StepKind.DONE,
    ]
    failed = [step for step in steps if step.kind is StepKind.FAILED]
    assert "cannot be geoparsed" in failed[0].message
    assert "missing.txt" in failed[1].message
    assert [release.id for release in store.releases()] == ["r-1", "r-3", "r-4"]


def test_a_second_time_nothing_is_read_again(tmp_path: Path, store: Store) -> None:
    path = lines(tmp_path / "a.jsonl", row(1), row(2))
    first, second = FakePipeline(), FakePipeline()
    assert kinds(ingest([path], pipeline=first, store=store)) == ["done", "done"]
    revision = store.revision()
    assert store.is_joined()
    assert kinds(ingest([path], pipeline=second, store=store)) == ["unchanged", "unchanged"]
    assert second.asked == []
    assert store.revision() == revision
    assert kinds(ingest([path], pipeline=second, store=store, again=True)) == ["done", "done"]
    assert len(store.rows("events").rows) == 2


def test_releases_are_joined_at_the_end(tmp_path: Path, store: Store) -> None:
    path = lines(tmp_path / "a.jsonl", row(1), row(2))
    steps = ingest([path], pipeline=FakePipeline(), store=store)
    next(steps)
    assert not store.is_joined()
    list(steps)
    assert store.is_joined()
    assert {row[0] for row in store.rows("tellings").rows} == {"r-1-e1", "r-2-e1"}
    # Killed before it was joined, the next ingestion does it, though it has nothing to read.
    store.save(f.make_outcome("r-9"))
    list(ingest([path], pipeline=FakePipeline(), store=store))
    assert store.is_joined()


def test_another_configuration_reads_anew(tmp_path: Path, store: Store) -> None:
    path = lines(tmp_path / "a.jsonl", row(1))
    list(ingest([path], pipeline=FakePipeline("a"), store=store))
    (step,) = ingest([path], pipeline=FakePipeline("b"), store=store)
    assert (step.kind, step.message) == (StepKind.DONE, "")
    outcome = store.outcome("r-1")
    assert outcome
    assert outcome.stamp.config == "b"


def test_a_changed_text_replaces_the_old_one_and_says_so(tmp_path: Path, store: Store) -> None:
    list(ingest([lines(tmp_path / "a.jsonl", row(1))], pipeline=FakePipeline(), store=store))
    changed = lines(tmp_path / "a.jsonl", row(1, body="Another text altogether, of the same release."))
    (step,) = ingest([changed], pipeline=FakePipeline(), store=store)
    assert step.kind is StepKind.DONE
    assert "replaced" in step.message
    assert len(store.releases()) == 1


def test_notices_and_read_errors_are_passed_on(store: Store) -> None:
    found: list[Item] = [
        Notice("a.txt", "no date was found."),
        f.make_release("r-1"),
        ReadError("the file is empty.", where="b.txt"),
    ]
    steps = list(ingest_items(found, pipeline=FakePipeline(), store=store))
    assert [step.kind.value for step in steps] == ["notice", "done", "failed"]
    assert steps[2].message == "b.txt: the file is empty."
    assert steps[1].events == 1


def test_what_no_database_takes_fails_alone(store: Store) -> None:
    broken = f.make_release("r-1", body="half a \ud83d pair", source="in.csv, row 3")
    steps = ingest_items([broken, f.make_release("r-2")], pipeline=FakePipeline(), store=store)
    assert kinds(steps) == ["failed", "done"]


def test_a_full_disk_stops(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    def full(_outcome: Outcome) -> None:
        raise StoreFull("no space is left.")

    steps = ingest_items([f.make_release("r-1")], pipeline=FakePipeline(), store=store)
    monkeypatch.setattr(store, "save", full)
    with pytest.raises(StoreFull):
        next(steps)


def test_a_fault_of_ours_fails_one_release() -> None:
    def broken(_release: Release) -> Outcome:
        raise IndexError("list index out of range")

    with pytest.raises(ParseError, match=r"in\.csv, row 3: .*IndexError.*report") as caught:
        guarded(broken, f.make_release("r-1", source="in.csv, row 3"))
    assert isinstance(caught.value.__cause__, IndexError)
