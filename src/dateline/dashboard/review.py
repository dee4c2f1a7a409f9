"""A person's verdict on an event: confirm it, reject it, correct it, or take that back."""

from __future__ import annotations

import re
from datetime import date
from html import escape
from typing import Any

import streamlit as st

from dateline.dashboard.labels import name_of, place_label
from dateline.dashboard.library import get_library
from dateline.dashboard.markup import plain, said
from dateline.dashboard.words import Words
from dateline.errors import DatelineError
from dateline.models import EventDate, EventStatus, EventType, Judgement, Place

Row = dict[str, Any]
UNDATED = EventDate(None, basis="person")
"""What a person says who says that the release gives no date."""
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_PREC = {4: 5, 7: 4, 10: 1}
"""UCDP date_prec by the length of an ISO prefix."""
_DAYS = {2: 6, 3: 7, 4: 31}
"""Days up to which an interval has this date_prec; longer ones have 5."""


def review(row: Row, say: Words) -> None:
    """The state of an event's review, and the buttons to change it."""
    st.html(state_html(row, say))
    state, event_id = row["reviewed"], row["event_id"]
    buttons = st.container(horizontal=True, key="review")
    for judgement, icon in ((Judgement.CONFIRMED, "check"), (Judgement.REJECTED, "block")):
        buttons.button(
            say(f"review.{judgement.value}"), key=f"review-{judgement.value}", icon=f":material/{icon}:",
            disabled=state == judgement, on_click=_judge, args=(event_id, judgement, say),
        )  # fmt: skip
    if state != "unreviewed":
        buttons.button(
            say("review.withdrawn"), key="review-withdrawn", icon=":material/undo:", on_click=_judge,
            args=(event_id, Judgement.WITHDRAWN, say),
        )  # fmt: skip
    with st.container():  # always there: the open form below keeps its place in Streamlit's tree
        if fault := st.session_state.pop("review-fault", ""):
            st.warning(plain(fault))
    with st.expander(say("review.correct")):
        _form(row, say)


def state_html(row: Row, say: Words) -> str:
    """Who said what of the event and when; what the machine had found where it was corrected."""
    state = row["reviewed"]
    parts = [f"<b>{escape(say('reviewed.' + state))}</b>"]
    if isinstance(row["reviewed_by"], str):
        parts.append(said(row["reviewed_by"]))
    if isinstance(row["reviewed_at"], str):
        parts.append(escape(say.moment(row["reviewed_at"])))
    if isinstance(row["review_note"], str):
        parts.append(said(row["review_note"]))
    machine = _machine_words(dict(row["machine"]), say)
    more = f"<br>{escape(say('review.machine'))}: {machine}" if machine else ""
    return f'<div class="dl-card dl-review dl-review-{escape(state)}">{" · ".join(parts)}{more}</div>'


def _machine_words(found: dict[str, Any], say: Words) -> str:
    words = []
    if "type" in found:
        words.append(escape(say(f"type.{found['type']}")))
    if "status" in found:
        words.append(escape(say(f"status.{found['status']}")))
    if "date" in found or "date_end" in found:
        day = found.get("date")
        words.append(escape(say.iso_prefix(day, found.get("date_end")) if day else say("dated.none")))
    if "place_id" in found or "place" in found:
        words.append(said(found["place"]) if found.get("place") else escape(say("precision.none")))
    return " · ".join(words)


def _judge(event_id: str, judgement: Judgement, say: Words, **corrections: Any) -> None:
    """Put a verdict on record, with the name and note that stand in the form."""
    who, note = st.session_state.get("review-who", ""), st.session_state.get("review-note", "")
    st.session_state["reviewer"] = who
    try:
        get_library().store.judge(event_id, judgement, who=who, note=note, **corrections)
    except DatelineError as error:
        st.session_state["review-fault"] = say("review.failed", why=str(error))


def _form(row: Row, say: Words) -> None:
    """Type, status, date and place as they are now; what is changed becomes the correction."""
    key = row["event_id"]
    as_of = (key, row["reviewed_at"] if isinstance(row["reviewed_at"], str) else "")
    # Streamlit forgets the fields on a visit to another page: empty ones must not pass for corrections.
    if st.session_state.get("review-of") != as_of or "review-type" not in st.session_state:
        st.session_state["review-of"] = as_of
        fields = {
            "review-type": row["type"],
            "review-status": row["status"],
            "review-date": _written(row),
            "review-undated": not _written(row),
            "review-place": "",
            "review-note": row["review_note"] if isinstance(row["review_note"], str) else "",
        }
        for name, value in fields.items():
            st.session_state[name] = value
    st.session_state.setdefault("review-who", st.session_state.get("reviewer", ""))
    query = st.text_input(
        say("review.place"),
        key="review-place",
        placeholder=say("search.placeholder"),
        icon=":material/search:",
    )
    found = _places(query)
    options = [each.id for each in found]
    chosen = None
    if query.strip():
        chosen = st.selectbox(say("place.pick"), options, key=f"review-found-{key}-{query.strip()}", index=0 if options else None, format_func=lambda i: _place_words(i, found, say), placeholder=say("search.none"))  # fmt: skip
    left, right = st.columns(2)
    left.selectbox(
        say("table.type"),
        [each.value for each in EventType],
        key="review-type",
        format_func=lambda v: say(f"type.{v}"),
    )
    right.selectbox(
        say("card.status"),
        [each.value for each in EventStatus],
        key="review-status",
        format_func=lambda v: say(f"status.{v}"),
    )
    undated = st.session_state["review-undated"]
    st.text_input(say("review.date"), key="review-date", help=say("review.date.help"), disabled=undated)
    st.checkbox(say("review.undated"), key="review-undated")
    st.text_area(say("review.note"), key="review-note", height=80)
    st.text_input(say("review.who"), key="review-who")
    place = next((each for each in found if each.id == chosen), None)
    st.button(
        say("review.save"),
        key="review-save",
        icon=":material/edit:",
        on_click=_correct,
        args=(row, place, say),
    )


def _places(query: str) -> list[Place]:
    if not query.strip():
        return []
    gazetteer = get_library().gazetteer
    found = gazetteer.search(query, limit=8) or gazetteer.search(query, limit=8, fuzzy=True)
    return [candidate.place for candidate in found]


def _place_words(place_id: str, found: list[Place], say: Words) -> str:
    place = next(each for each in found if each.id == place_id)
    region = (
        name_of(place.admin1_id, place.admin1, say) if place.admin1 and place.admin1 != place.name else ""
    )
    return ", ".join(part for part in (place_label(place_id, say), region) if part)


def _written(row: Row) -> str:
    """A date as the form writes it: an ISO prefix, or two with a stroke between."""
    if not isinstance(row["date"], str):
        return ""
    return f"{row['date']}/{row['date_end']}" if isinstance(row["date_end"], str) else row["date"]


def _correct(row: Row, place: Place | None, say: Words) -> None:
    """Record as a correction what differs from the machine's own values."""
    machine = {**row, **dict(row["machine"])}
    written = st.session_state["review-date"].strip()
    undated = st.session_state["review-undated"]
    date_now = UNDATED if undated else read_date(written)
    if date_now is None:
        st.session_state["review-fault"] = say("review.date.fault", text=written)
        return
    kind, status = EventType(st.session_state["review-type"]), EventStatus(st.session_state["review-status"])
    if place is None and "place_id" in dict(row["machine"]):
        place = get_library().gazetteer.place(row["place_id"])  # corrected before: it stays so
    corrections: dict[str, Any] = {
        "type": kind if kind != machine["type"] else None,
        "status": status if status != machine["status"] else None,
        "date": date_now if ("" if undated else written) != _written(machine) else None,
        "place": place if place and place.id != machine["place_id"] else None,
    }
    if not any(corrections.values()):
        st.session_state["review-fault"] = say("review.nothing")
        return
    _judge(row["event_id"], Judgement.CORRECTED, say, **corrections)


def read_date(text: str) -> EventDate | None:
    """The date that a person writes: 2022-09-23, 2022-09, 2022, or two with a stroke between; None for anything else."""
    parts = [part.strip() for part in text.split("/")]
    if len(parts) > 2 or not all(_DATE.fullmatch(part) for part in parts):
        return None
    try:
        first, last = (date.fromisoformat((part + "-01-01")[:10]) for part in (parts[0], parts[-1]))
    except ValueError:
        return None
    if last < first:
        return None
    if len(parts) == 1 or parts[0] == parts[1]:
        return EventDate(parts[0], None, _PREC[len(parts[0])], "person")
    days = (last - first).days + 1
    prec = next((code for code, most in _DAYS.items() if days <= most), 5)
    return EventDate(parts[0], parts[1], max(prec, _PREC[len(parts[0])]), "person")
