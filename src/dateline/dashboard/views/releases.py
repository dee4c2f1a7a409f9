"""The release page: the text with every mention, its map, its events, and why each mention is read so."""

from __future__ import annotations

from html import escape

import streamlit as st

from dateline.atlas import Atlas, Filter
from dateline.dashboard import components, state
from dateline.dashboard.card import figure_words, why_html
from dateline.dashboard.index import release_index
from dateline.dashboard.labels import place_name
from dateline.dashboard.library import get_library
from dateline.dashboard.markup import Mark, link, mark_up, picture, said
from dateline.dashboard.small_map import show_map
from dateline.dashboard.stories import LISTED_AT_MOST
from dateline.dashboard.words import Words
from dateline.maps import language_name
from dateline.models import Event, Mention, Outcome, Role

_OFFERED_AT_MOST = 2000


def show() -> None:
    """Draw the page."""
    say = state.words()
    atlas = get_library().atlas()
    if atlas is None:
        return
    _pick(atlas, say)
    release_id = st.session_state.release
    if not release_id:
        if len(atlas.releases):
            release_index(atlas, say, on_choose=_choose)
        else:
            st.info(say("empty.store"))
        return
    outcome = get_library().outcome(release_id)
    if outcome is None:
        st.warning(say("release.gone"))
        return
    left, right = st.columns([6, 4], gap="large")
    with left:
        _text(outcome, say)
    with right:
        _beside(atlas, outcome, say)


def _pick(atlas: Atlas, say: Words) -> None:
    """Choose among the releases, the newest first."""
    frame = atlas.releases.sort_values("published", ascending=False, na_position="last").head(
        _OFFERED_AT_MOST
    )
    titles = {
        row.release_id: f"{(row.published or '')[:10] if isinstance(row.published, str) else say('release.no_date')} · {row.title}"
        for row in frame.itertuples(index=False)
    }
    chosen = st.session_state.release
    if chosen and chosen not in titles:
        titles[chosen] = chosen
    st.session_state["pick-release"] = chosen or None
    st.selectbox(
        say("release.pick"),
        list(titles),
        key="pick-release",
        format_func=lambda release_id: titles[release_id][:160],
        index=None,
        on_change=_on_pick,
        placeholder=say("pick.placeholder"),
    )


def _on_pick() -> None:
    _choose(st.session_state["pick-release"] or "")


def _choose(release_id: str) -> None:
    st.session_state.release = release_id


def _text(outcome: Outcome, say: Words) -> None:
    release = outcome.release
    title = mark_up(release.title, _marks(outcome.title_mentions, say, first=1000))
    meta = [
        part
        for part in (said(release.publisher), escape(say.moment(release.published) or say("release.no_date")))
        if part
    ]
    if to := link(release.url, say("card.original")):
        meta.append(to)
    marks = [*_marks(outcome.mentions, say), *_evidence(outcome)]
    st.html(
        f'<div class="dl-card"><h2 dir="auto" class="dl-text">{title}</h2><p>{" · ".join(meta)}</p>{_legend(say)}</div>'
    )
    if not outcome.mentions:
        st.caption(say("release.no_mentions"))
    body = mark_up(release.body, marks)
    st.html(f'<div class="dl-text" dir="auto" lang="{escape(release.lang)}">{body}</div>')
    components.reader()(key="reader", data={"release": release.id})


def _marks(mentions: tuple[Mention, ...], say: Words, *, first: int = 0) -> list[Mark]:
    return [
        Mark(
            mention.start,
            mention.end,
            f"dl-role-{mention.role.value}",
            _hover(mention, say),
            number=first + i,
        )
        for i, mention in enumerate(mentions)
    ]


def _hover(mention: Mention, say: Words) -> str:
    place = mention.place
    what = (
        f"{place_name(place, say)} ({say('place.' + place.kind.value)})"
        if place
        else say("release.no_candidates")
    )
    return f"{what} · {say('role.' + mention.role.value)}"


def _evidence(outcome: Outcome) -> list[Mark]:
    return [
        Mark(event.evidence.start, event.evidence.end, "dl-evidence", wrap=True) for event in outcome.events
    ]


def _legend(say: Words) -> str:
    roles = " ".join(
        f'<mark class="dl-role-{role.value}">{escape(say("role." + role.value))}</mark>' for role in Role
    )
    return (
        f'<p class="dl-note dl-text" style="white-space:normal">{roles} · <span class="dl-evidence">{escape(say("release.underlined"))}</span>'
        f" · {escape(say('release.keys'))}</p>"
    )


def _beside(atlas: Atlas, outcome: Outcome, say: Words) -> None:
    release = outcome.release
    events = atlas.select(Filter(releases=(release.id,))).events
    if len(events) and events["place_id"].notna().any():
        st.markdown(f"**{say('release.map')}**")
        show_map(events, say, key=f"release-{release.id}", height=340)
    else:
        st.caption(say("release.no_map"))
    if outcome.events:
        st.markdown(f"**{say('release.events')}**")
        st.html("".join(_event_line(event, say) for event in outcome.events[:LISTED_AT_MOST]))
        if st.button(say("release.on_map"), icon=":material/map:"):
            state.change(Filter(releases=(release.id,)))
            state.select()
            state.go("map")
    _explain(outcome, say)
    _meta(outcome, say)


def _event_line(event: Event, say: Words) -> str:
    where = place_name(event.place, say) if event.place else say("precision.none")
    when = say.iso_prefix(event.date.value, event.date.end) if event.date.value else say("dated.none")
    figures = "; ".join(figure_words(event, i, say) for i in range(len(event.figures[:6])))
    sites = "; ".join(site.text for site in event.sites[:6])
    extra = " · ".join(said(part) for part in (sites, figures) if part)
    return (
        f'<div class="dl-card" style="display:flex;gap:.6rem;margin:.35rem 0">{picture(event.type, size=26, planned=event.status.value == "planned")}'
        f"<div><b>{escape(say('type.' + event.type.value))}</b> · {said(where)} · {escape(when)}"
        f' <span class="dl-note">({escape(say("status." + event.status.value))})</span>'
        f"{f'<br><span class=dl-note>{extra}</span>' if extra else ''}</div></div>"
    )


def _explain(outcome: Outcome, say: Words) -> None:
    """Candidates and reasons of one mention."""
    if not outcome.mentions:
        return
    with st.expander(say("release.explain"), icon=":material/help_center:"):
        index = st.selectbox(
            say("release.explain_pick"),
            range(len(outcome.mentions)),
            format_func=lambda i: f"{i + 1}. {outcome.mentions[i].text[:80]}",
            key=f"explain-{outcome.release.id}",
        )
        mention = outcome.mentions[index or 0]
        st.html(
            f'<p><mark class="dl-role-{mention.role.value}">{said(mention.text)}</mark> · {escape(say("role." + mention.role.value))} · {round(mention.score * 100)} %</p>'
        )
        st.markdown(f"**{say('release.why_mention')}**")
        reasons = "".join(
            f"<li>{escape(reason.text)} <span class='dl-note'>({reason.weight:+.1f})</span></li>"
            for reason in mention.reasons
        )
        st.html(
            f'<div class="dl-card"><ul>{reasons}</ul></div>'
            if reasons
            else f"<p class='dl-note'>{escape(say('release.no_reasons'))}</p>"
        )
        st.markdown(f"**{say('release.candidates')}**")
        st.html(why_html(outcome, index or 0, say))


def _meta(outcome: Outcome, say: Words) -> None:
    release = outcome.release
    rows = [
        (say("release.publisher"), said(release.publisher)),
        (say("release.published"), escape(say.moment(release.published) or say("release.no_date"))),
        (say("release.language"), escape(language_name(release.lang, lang=say.lang))),
        (say("release.url"), link(release.url, plain_url(release.url)) or said(release.url)),
        (say("release.file"), said(release.source)),
        (say("release.digest"), f"<code style='font-size:.75rem'>{release.digest}</code>"),
        (
            say("release.stamp"),
            f"Dateline {escape(outcome.stamp.version)} · <code>{escape(outcome.stamp.config[:12])}</code>",
        ),
    ]
    with st.expander(say("release.meta"), icon=":material/info:"):
        items = "".join(f"<dt>{escape(name)}</dt><dd>{value}</dd>" for name, value in rows if value)
        st.html(f'<div class="dl-card"><dl>{items}</dl></div>')


def plain_url(url: str) -> str:
    """An address short enough to show."""
    return url if len(url) <= 90 else url[:89] + "…"
