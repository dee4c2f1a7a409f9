"""Releases of the analyst's own: files or pasted text, read here, with progress and plain failures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Any

import streamlit as st

from dateline.atlas import Filter
from dateline.dashboard import state
from dateline.dashboard.library import get_library
from dateline.dashboard.words import Words
from dateline.errors import ReadError
from dateline.pipeline import Step, StepKind
from dateline.releases import Item, parse_text, read_bytes

_FORMS = ["txt", "md", "markdown", "html", "htm", "csv", "tsv", "jsonl", "ndjson", "json", "xml", "rss"]
_TOLD_AT_MOST = 100


@dataclass
class Result:
    """What became of one reading."""

    counts: Counter[StepKind] = field(default_factory=Counter)
    messages: list[str] = field(default_factory=list)
    release_ids: list[str] = field(default_factory=list)


def show() -> None:
    """Draw the page."""
    say = state.words()
    st.markdown(say("add.intro"))
    with st.form("add", border=True):
        files = st.file_uploader(say("add.files"), type=_FORMS, accept_multiple_files=True)
        text = st.text_area(say("add.text"), height=220, key="pasted")
        sent = st.form_submit_button(say("add.read"), type="primary", icon=":material/play_arrow:")
    if sent:
        if not files and not text.strip():
            st.warning(say("add.nothing"))
        else:
            st.session_state.added = _read(_items(files or [], text), say)
    if "added" in st.session_state:
        _report(st.session_state.added, say)


def _items(files: Iterable[Any], text: str) -> Iterator[Item]:
    for file in files:
        yield from read_bytes(file.getvalue(), file.name)
    if text.strip():
        try:
            yield parse_text(text)
        except ReadError as error:
            yield error


def _read(items: Iterable[Item], say: Words) -> Result:
    """Run the pipeline, telling each step."""
    result = Result()
    box = st.empty()
    for step in get_library().read_items(items):
        if step.is_release:
            result.counts[step.kind] += 1
            box.progress(0.5, text=say("add.progress", n=sum(result.counts.values()), what=step.where))
        _note(result, step)
    box.empty()
    return result


def _note(result: Result, step: Step) -> None:
    if step.message:
        result.messages.append(
            step.message if step.where in step.message else f"{step.where}: {step.message}"
        )
    if step.release_id and step.kind is not StepKind.FAILED:
        result.release_ids.append(step.release_id)


def _report(result: Result, say: Words) -> None:
    counts = result.counts
    line = say(
        "add.done",
        releases=say.count("releases", sum(counts.values())),
        new=counts[StepKind.DONE],
        unchanged=counts[StepKind.UNCHANGED],
        failed=counts[StepKind.FAILED],
    )
    (st.warning if counts[StepKind.FAILED] else st.success)(line)
    if result.messages:
        items = "".join(
            f"<li><bdi>{escape(message)}</bdi></li>" for message in result.messages[:_TOLD_AT_MOST]
        )
        st.html(
            f'<div class="dl-card" role="alert"><b>{escape(say("add.failures"))}</b><ul>{items}</ul></div>'
        )
    if result.release_ids and st.button(say("add.show"), type="primary", icon=":material/map:"):
        state.change(Filter(releases=tuple(dict.fromkeys(result.release_ids))[:200]))
        state.select()
        state.go("map")
    if len(result.release_ids) == 1 and st.button(say("card.release"), icon=":material/article:"):
        state.read_release(result.release_ids[0])
