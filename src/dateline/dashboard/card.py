"""The card beside the map: what happened, where, and the sentence that says so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from dateline.atlas import Selection
from dateline.dashboard import coordinates, state
from dateline.dashboard.coordinates import position
from dateline.dashboard.labels import name_of, place_name, within
from dateline.dashboard.library import get_library
from dateline.dashboard.markup import Mark, mark_up, picture, plain, said
from dateline.dashboard.review import review
from dateline.dashboard.stories import LISTED_AT_MOST, journeys_of_event, source_line, sources_html
from dateline.dashboard.words import Words
from dateline.maps import country_name, records
from dateline.models import Event, EventStatus, EventType, Outcome, Site

LATEST = 6
_AROUND = 45
"""Characters of the release on either side of a figure that is shown with it."""
Row = dict[str, Any]


def show_card(selection: Selection, say: Words) -> None:
    """The card of what is selected, or how to select."""
    with st.container(border=True, key="card"):
        chosen = state.selected()
        rows = _rows(selection, chosen)
        if not chosen:
            _latest(selection, say)
        elif not rows:
            _nothing_here(chosen, say)
        elif chosen.event or len(rows) == 1:
            _event(rows[0], selection, say)
        else:
            _list(rows, say)


def _rows(selection: Selection, chosen: state.Selected) -> list[Row]:
    if chosen.event:
        found = selection.event(chosen.event)
        if found.empty:  # rejected, or filtered away: still there for who asks for it
            found = selection.atlas.event(chosen.event)
        if len(found):
            return records(found.head(1))
    return records(selection.at(chosen.place)) if chosen.place else []


def _latest(selection: Selection, say: Words) -> None:
    """Before anything is selected: how to select, and the newest events."""
    st.html(f'<p class="dl-note">{escape(say("card.empty"))}</p>')
    newest = selection.latest(LATEST)
    if len(newest):
        st.html(f'<div class="dl-card"><h3>{escape(say("card.latest"))}</h3></div>')
        _buttons(records(newest)[::-1], say, placed=True)


def _nothing_here(chosen: state.Selected, say: Words) -> None:
    place = get_library().gazetteer.place(chosen.place) if chosen.place else None
    if place:
        st.html(f'<div class="dl-card"><h3>{escape(place_name(place, say))}</h3></div>')
    st.caption(say("place.no_events") if place else say("card.empty"))
    _close(say)


def _close(say: Words) -> None:
    st.button(
        say("card.close"), key="card-close", icon=":material/close:", type="tertiary", on_click=state.select
    )


def _list(rows: list[Row], say: Words) -> None:
    """Many events at one place, as a list."""
    name = _place_name(rows[0], say)
    title = say("card.list", events=say.count("events", len(rows)), place=name)
    st.html(f'<div class="dl-card"><h3>{escape(title)}</h3></div>')
    with st.container(height=430, border=False):
        _buttons(rows[:LISTED_AT_MOST], say)
    _close(say)


def _buttons(rows: list[Row], say: Words, *, placed: bool = False) -> None:
    """A button an event; ``placed`` names its place too."""
    for i, row in enumerate(rows):
        where = f" · {plain(_place_name(row, say))}" if placed else ""
        said_there = plain(_text(row["evidence"]), most=110)
        label = f"**{plain(_when(row, say))}** · {plain(say('type.' + row['type']))}{where}  \n{said_there}"
        chosen = {"place": _text(row["place_id"]), "event": row["event_id"]}
        st.button(
            label,
            key=f"list-{i}-{row['event_id']}",
            width="stretch",
            type="tertiary",
            on_click=state.select,
            kwargs=chosen,
        )


def _text(value: Any) -> str:
    """A text, "" where it is missing."""
    return value if isinstance(value, str) else ""


def _event(row: Row, selection: Selection, say: Words) -> None:
    outcome = get_library().outcome(row["release_id"])
    event = next((each for each in outcome.events if each.id == row["event_id"]), None) if outcome else None
    st.html(card_html(row, event, outcome, say))
    _coordinates(row, say)
    if told := sources_html(row, selection.atlas, say) + _journeys(row, selection, say):
        st.html(told)
    review(row, say)
    buttons = st.container(horizontal=True)
    place_id = row["place_id"] if isinstance(row["place_id"], str) else ""
    if place_id and len(selection.at(place_id)) > 1:
        buttons.button(
            say("card.back"),
            key="card-back",
            icon=":material/list:",
            on_click=state.select,
            kwargs={"place": place_id},
        )
    if buttons.button(say("card.release"), key="card-release", icon=":material/article:"):
        state.read_release(row["release_id"])
    if place_id and buttons.button(say("card.place"), key="card-place", icon=":material/location_city:"):
        state.about_place(place_id)
    buttons.button(
        say("card.close"), key="card-close", icon=":material/close:", type="tertiary", on_click=state.select
    )
    if event and event.mention is not None and outcome:
        with st.expander(say("card.why")):
            st.html(why_html(outcome, event.mention, say))


def _coordinates(row: Row, say: Words) -> None:
    """The position in two forms, each with a button to copy it."""
    if not row["on_map"]:
        return
    st.html(f'<p class="dl-note">{escape(say("card.coordinates"))}</p>')
    coordinates.show(row["lat"], row["lon"], row["place_kind"])


def _journeys(row: Row, selection: Selection, say: Words) -> str:
    found = journeys_of_event(row, selection.atlas, say)
    return f'<div class="dl-card"><b>{escape(say("card.journeys"))}</b></div>{found}' if found else ""


def card_html(row: Row, event: Event | None, outcome: Outcome | None, say: Words) -> str:
    """The card as markup; every text of the release escaped."""
    kind = EventType(row["type"])
    planned = row["status"] == EventStatus.PLANNED
    flag = f' <span class="dl-flag">{escape(say("reviewed.flag"))}</span>' if row["machine"] else ""
    head = f"<h3>{picture(kind, size=30, planned=planned)}<span>{escape(say('type.' + kind.value))} · {said(_place_name(row, say))}{flag}</span></h3>"
    facts = "".join(
        f"<dt>{escape(name)}</dt><dd>{value}</dd>"
        for name, value in _facts(row, event, outcome, say)
        if value
    )
    quote = f'<p class="dl-note">{escape(say("card.evidence"))}</p><blockquote class="dl-evidence-quote">{evidence_html(row, event, outcome)}</blockquote>'
    return f'<div class="dl-card">{head}{quote}<dl>{facts}</dl>{source_line(row, say)}</div>'


def _facts(row: Row, event: Event | None, outcome: Outcome | None, say: Words) -> Iterator[tuple[str, str]]:
    yield (
        say("card.when"),
        f"{escape(_when(row, say))} <span class='dl-note'>({escape(_dated(row, say))})</span>",
    )
    yield say("card.status"), escape(say(f"status.{row['status']}"))
    yield say("card.where"), _where(row, say)
    yield say("card.precision"), escape(precision_words(row, say))
    yield say("card.who"), _items(_actors(row))
    yield (
        say("card.countries"),
        escape(", ".join(country_name(code, lang=say.lang) for code in row["actor_countries"])),
    )
    yield say("card.sites"), _items(list(_sites(row, event, outcome, say)))
    yield say("card.figures"), _items(list(_loose_figures(row, event, outcome, say)))
    yield say("card.score"), f"{round(row['score'] * 100)} %"


def _place_name(row: Row, say: Words) -> str:
    if say.lang == "uk" and isinstance(row["place_native"], str):
        return row["place_native"]
    return row["place"] if isinstance(row["place"], str) else say("precision.none")


def _when(row: Row, say: Words) -> str:
    if isinstance(row["date"], str):
        return say.iso_prefix(row["date"], row["date_end"] if isinstance(row["date_end"], str) else None)
    if isinstance(row["published"], str):
        return say("dated.none.published", day=say.iso_prefix(row["published"][:10]))
    return say("dated.none")


def _dated(row: Row, say: Words) -> str:
    return say(f"dated.{row['dated_by']}") if isinstance(row["dated_by"], str) else say("dated.none")


def _where(row: Row, say: Words) -> str:
    if not isinstance(row["place"], str):
        return escape(say("card.no_place"))
    name = said(_place_name(row, say))
    if isinstance(row["place_native"], str) and say.lang != "uk":
        name += f' <span lang="uk" class="dl-note">{escape(row["place_native"])}</span>'
    name += _then(row, say)
    parents = [
        name_of(row[f"{key}_id"], row[key], say)
        for key in ("admin2", "admin1")
        if isinstance(row[key], str) and row[key] != row["place"]
    ]
    if isinstance(row["country"], str) and row["place_kind"] != "country":
        parents.append(country_name(row["country"], lang=say.lang))
    return ", ".join([name, *map(escape, parents)])


def _then(row: Row, say: Words) -> str:
    """The name that the place bore when the release came out, where it is another today."""
    gazetteer = get_library().gazetteer
    place = gazetteer.place(row["place_id"]) if isinstance(row["place_id"], str) else None
    if place is None or not isinstance(row["published"], str):
        return ""
    former = gazetteer.former_on(place, date.fromisoformat(row["published"][:10]))
    if former is None:
        return ""
    name = former.native if say.lang == "uk" else former.name
    return f' <span class="dl-note">{escape(say("place.then", name=name))}</span>'


def precision_words(row: Row, say: Words) -> str:
    """How exactly the place is known, in words."""
    code: Any = row["where_prec"]
    if pd.isna(code):
        return say("precision.none")
    if int(code) == 1 and row["place_kind"] == "settlement":
        return say("precision.1.settlement")
    return say(f"precision.{int(code)}")


def _actors(row: Row) -> list[str]:
    pairs = zip(row["who"], row.get("offices") or [""] * len(row["who"]), strict=False)
    return [
        said(name) + (f", {said(office)}" if office and office not in name else "") for name, office in pairs
    ]


def _items(items: list[str], *, most: int = 12) -> str:
    if not items:
        return ""
    more = [f"… +{len(items) - most}"] if len(items) > most else []
    shown = [*items[:most], *more]
    return shown[0] if len(shown) == 1 else "<ul>" + "".join(f"<li>{item}</li>" for item in shown) + "</ul>"


def _sites(row: Row, event: Event | None, outcome: Outcome | None, say: Words) -> Iterator[str]:
    """Each site with its kind, its own position or where it is drawn, and its figures."""
    if event is None:
        return
    for i, site in enumerate(event.sites):
        told = [
            figure_html(event, n, outcome, say) for n, figure in enumerate(event.figures) if figure.site == i
        ]
        tail = f"<ul>{''.join(f'<li>{each}</li>' for each in told)}</ul>" if told else ""
        where = _site_position(site, say) or (escape(say("card.site_at_settlement")) if row["on_map"] else "")
        yield (
            f"<span class='dl-note'>{escape(say('kind.' + site.kind.value))}</span> · {said(site.text)}"
            + (f" <span class='dl-note'>{where}</span>" if where else "")
            + tail
        )


def _site_position(site: Site, say: Words) -> str:
    if site.place is None:
        return ""
    at = position(site.place.lat, site.place.lon, site.place.kind)
    return f"<code>{at.decimal}</code> <code title='{escape(say('card.mgrs'))}'>{at.mgrs}</code>"


def figure_html(event: Event, index: int, outcome: Outcome | None, say: Words) -> str:
    """A figure with the words of the release around it, the figure itself marked."""
    figure, words = event.figures[index], said(figure_words(event, index, say))
    body = outcome.release.body if outcome else ""
    if not 0 <= figure.start < figure.end <= len(body):
        return words
    start, end = _whole_words(body, max(0, figure.start - _AROUND), min(len(body), figure.end + _AROUND))
    text = body[start:end]
    shown = mark_up(text, [Mark(figure.start - start, figure.end - start, "dl-figure")])
    before, after = "…" if start else "", "…" if end < len(body) else ""
    return f"<b>{words}</b> <span class='dl-note'><bdi>{before}{shown}{after}</bdi></span>"


def figure_words(event: Event, index: int, say: Words) -> str:
    """A figure as it was told: "436 bodies", "more than 10 people"."""
    figure = event.figures[index]
    number = say.number(figure.value)
    if figure.high is not None:
        number = f"{number}–{say.number(figure.high)}"
    sign = {"more_than": "> ", "up_to": "≤ ", "about": "≈ "}.get(figure.qualifier, "")
    whole = event.figures[figure.part_of] if figure.part_of is not None else None
    part = f" ({say('figure.of', n=say.number(whole.value))})" if whole else ""
    return f"{sign}{number} {figure.what}{part}"


def _whole_words(body: str, start: int, end: int) -> tuple[int, int]:
    """A passage narrowed to whole words, where blanks divide it near its edges."""
    first = body.find(" ", start, start + _AROUND // 2) if start else -1
    last = body.rfind(" ", end - _AROUND // 2, end) if end < len(body) else -1
    return (first + 1 if first >= 0 else start), (last if last >= 0 else end)


def _loose_figures(row: Row, event: Event | None, outcome: Outcome | None, say: Words) -> Iterator[str]:
    if event is None:
        yield from (said(f"{say.number(value)} {what}") for value, what in row["figures"])
        return
    yield from (
        figure_html(event, i, outcome, say) for i, figure in enumerate(event.figures) if figure.site is None
    )


def evidence_html(row: Row, event: Event | None, outcome: Outcome | None) -> str:
    """The sentence with place, date, figures and sites marked."""
    text = row["evidence"] if isinstance(row["evidence"], str) else ""
    marks = list(_evidence_marks(event, outcome)) if event and outcome and event.evidence.text == text else []
    base = event.evidence.start if event else 0
    shifted = [Mark(mark.start - base, mark.end - base, mark.css) for mark in marks]
    return f"<bdi>{mark_up(text, shifted)}</bdi>"


def _evidence_marks(event: Event, outcome: Outcome) -> Iterator[Mark]:
    if event.mention is not None:
        mention = outcome.mentions[event.mention]
        yield Mark(mention.start, mention.end, "dl-place")
    if event.date.text and (at := event.evidence.text.find(event.date.text)) >= 0:
        start = event.evidence.start + at
        yield Mark(start, start + len(event.date.text), "dl-date")
    for figure in event.figures:
        yield Mark(figure.start, figure.end, "dl-figure")
    for site in event.sites:
        yield Mark(site.start, site.end, "dl-at-site")


def why_html(outcome: Outcome, index: int, say: Words) -> str:
    """Why a mention is this place: candidates with their share and the reasons for each."""
    mention = outcome.mentions[index]
    if not mention.candidates:
        return f'<p class="dl-note">{escape(say("release.no_candidates"))}</p>'
    parts = []
    for candidate in mention.candidates[:5]:
        place = candidate.place
        reasons = "".join(
            f"<li>{escape(reason.text)} <span class='dl-note'>({reason.weight:+.1f})</span></li>"
            for reason in candidate.reasons
        )
        parts.append(
            f"<p><b>{escape(place_name(place, say))}</b> {escape(within(place, say))} · {round(candidate.score * 100)} %</p><ul>{reasons}</ul>"
        )
    return f'<div class="dl-card">{"".join(parts)}</div>'
