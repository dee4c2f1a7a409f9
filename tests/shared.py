"""The third-party texts beside the checkout: read where they are present, skipped where they are not."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from dateline.models import Release

SHARED = Path(__file__).resolve().parents[2] / "shared"


def shared(relative: str) -> Path:
    """A file below ``../shared``; skips the test where it is absent."""
    path = SHARED / relative
    if not path.exists():
        pytest.skip(f"the shared texts are not beside this checkout: {relative}")
    return path


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON-lines file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@lru_cache(maxsize=1)
def corpus() -> dict[str, Release]:
    """All shared releases by id, built without the readers so that they are no part of what is measured."""
    rows = read_lines(shared("corpus/releases.jsonl")) + read_lines(shared("corpus/other_releases.jsonl"))
    return {row["id"]: _release(row) for row in rows}


@lru_cache(maxsize=1)
def addresses() -> dict[str, Release]:
    """The English addresses of the shared texts, as ``address-`` and their id; an hour of 24 is of the next day."""
    found = {}
    for row in read_lines(shared("gold/addresses_uk_en.jsonl")):
        if row["lang"] != "en":
            continue
        day, time = row["date_local"].split("T")
        hours, minutes, seconds = map(int, time.split(":"))
        since = timedelta(hours=hours, minutes=minutes, seconds=seconds)
        published = (datetime.fromisoformat(day) + since).replace(tzinfo=ZoneInfo("Europe/Kyiv"))
        found[f"address-{row['id']}"] = Release(
            id=f"address-{row['id']}",
            title=row["name"],
            body=row["text"],
            publisher="President of Ukraine",
            published=published,
            lang="en",
        )
    return found


def _release(row: dict[str, Any]) -> Release:
    published = row.get("published")
    return Release(
        id=row["id"],
        title=row["title"] or "",
        body=row["body"],
        url=row.get("url") or "",
        publisher=row.get("publisher") or "",
        published=datetime.fromisoformat(published) if published else None,
        lang=row.get("lang") or "en",
    )
