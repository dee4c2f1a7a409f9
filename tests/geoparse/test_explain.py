"""Decisions told in plain words."""

from __future__ import annotations

from dateline.geoparse import Geoparser, explain, lines
from dateline.geoparse.wording import phrase
from dateline.models import Release

RELEASE = Release(
    id="x",
    title="In Lviv",
    body="The delegation visited Lyman in the Donetsk region.\nRescuers reached the village of Qwertzuky.",
    publisher="President of Ukraine",
)


def test_a_page_names_every_mention_with_role_place_and_runners_up(geoparser: Geoparser) -> None:
    page = "\n".join(lines(RELEASE, geoparser.parse(RELEASE)))
    assert "Title: 1 place names" in page
    assert "[Lyman] in the Donetsk region" in page
    assert "event: something reported happens there" in page
    assert "Lyman, Donetsk Oblast, UA [settlement]" in page
    assert "not Lyman, Kharkiv Oblast, UA [settlement]" in page
    assert "the words beside it say that it lies in this region" in page
    assert "place unknown: the gazetteer has no place of this name" in page


def test_reasons_are_sorted_by_the_decision_that_they_served(geoparser: Geoparser) -> None:
    told = explain(geoparser.parse(RELEASE).mentions[0])
    assert told.recognised
    assert told.role
    assert told.resolved
    assert len(told.runners_up) == len(told.mention.candidates) - 1


def test_codes_without_words_are_no_reasons() -> None:
    assert phrase("k=settlement&prep=in") is None
    assert phrase("prep=in") == "'in' governs it"
    assert phrase("pop=6") == "a place of more than a million people has this name"
