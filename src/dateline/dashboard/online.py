"""The button that asks an online geocoder: only when pressed, never by drawing a page."""

from __future__ import annotations

import streamlit as st

from dateline.dashboard import state
from dateline.dashboard.markup import plain
from dateline.dashboard.words import Words
from dateline.errors import DatelineError
from dateline.geocoders import Answer, Question, open_geocoder
from dateline.maps import country_name
from dateline.settings import get_settings

ASKED = "online-answer"


def offer(name: str, countries: tuple[str, ...], say: Words) -> None:
    """Offer to ask for a name that the gazetteer does not know, and show the answer to it.

    Args:
        name: what the person looks for.
        countries: where it may lie (ISO 3166-1 alpha-2): those that the releases speak of.
        say: the words of the page.
    """
    question = Question(" ".join(name.split()), tuple(sorted(countries)), say.lang)
    service = get_settings().geocoder
    if st.button(
        say("online.ask", service=service),
        key="online-ask",
        icon=":material/travel_explore:",
        help=say("online.warning", service=service),
    ):
        st.session_state[ASKED] = (question, _ask(question))
    asked, answer = st.session_state.get(ASKED, (None, None))
    if asked != question:
        return
    if isinstance(answer, Answer):
        _show(answer, say)
    else:
        st.error(plain(str(answer)))


def _ask(question: Question) -> Answer | str:
    """The answer, or in one sentence why there is none."""
    try:
        return open_geocoder(get_settings()).ask(question)
    except DatelineError as error:
        return str(error)


def _show(answer: Answer, say: Words) -> None:
    if not answer.candidates:
        st.caption(say("online.none", service=answer.service))
    for number, candidate in enumerate(answer.candidates):
        place = candidate.place
        within = ", ".join(filter(None, (place.admin1, country_name(place.country, lang=say.lang))))
        if st.button(
            plain(f"{place.name} · {within} · {place.lat:.4f}, {place.lon:.4f}"),
            key=f"online-{number}",
            type="tertiary",
            icon=":material/location_on:",
        ):
            state.look_at(place.lat, place.lon, zoom=11)
            state.go("map")
    st.caption(plain(say("online.source", attribution=answer.attribution, when=say.moment(answer.asked))))
