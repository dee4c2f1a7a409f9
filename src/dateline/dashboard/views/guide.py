"""The help page: how to read the map, and four questions with the clicks that answer them."""

from __future__ import annotations

from html import escape
from pathlib import Path

import streamlit as st

from dateline.dashboard import state
from dateline.dashboard.markup import picture
from dateline.dashboard.words import Words
from dateline.models import EventType, Role

_TEXTS = Path(__file__).with_name("guide")


def show() -> None:
    """Draw the page."""
    say = state.words()
    st.header(say("help.title"), anchor=False)
    left, right = st.columns([6, 4], gap="large")
    with left:
        st.markdown((_TEXTS / f"{say.lang}.md").read_text(encoding="utf-8"))
    with right:
        st.html(_symbols(say))
        st.html(_roles(say))


def _symbols(say: Words) -> str:
    items = "".join(
        f"<p style='display:flex;gap:.6rem;align-items:center;margin:.2rem 0'>{picture(kind, size=28)}{picture(kind, size=28, planned=True)}"
        f"<span>{escape(say('type.' + kind.value))}</span></p>"
        for kind in EventType
    )
    return f'<div class="dl-card">{items}<p class="dl-note">{escape(say("legend.planned"))}</p></div>'


def _roles(say: Words) -> str:
    items = "".join(
        f'<p><mark class="dl-role-{role.value}">{escape(say("role." + role.value))}</mark></p>'
        for role in Role
    )
    return f'<div class="dl-card dl-text" style="white-space:normal">{items}</div>'
