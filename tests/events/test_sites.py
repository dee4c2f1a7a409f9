from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.events.support import parsed, place, region

from dateline.events.lexicon import lexicon
from dateline.events.passage import Passage
from dateline.events.sites import SiteSpan, site_spans
from dateline.models import Mention, SiteKind


def found(text: str, *mentions: Mention, lang: str = "en") -> list[tuple[str, SiteKind]]:
    return [(text[s.start : s.end], s.kind) for s in spans(text, *mentions, lang=lang)]


def spans(text: str, *mentions: Mention, lang: str = "en") -> list[SiteSpan]:
    passage = Passage.of(text)
    return [s for sentence in passage.sentences for s in site_spans(sentence, lexicon(lang), mentions, text)]


@pytest.mark.parametrize(
    ("text", "site", "kind"),
    [
        (
            "They visited a five-story apartment block ruined by a 100-kilogram bomb.",
            "five-story apartment block ruined by a 100-kilogram bomb",
            SiteKind.RESIDENTIAL,
        ),
        (
            "He inspected the clinic that was damaged on March 3, and left.",
            "clinic that was damaged on March 3",
            SiteKind.HOSPITAL,
        ),
        ("The army began to bomb airfields at dawn.", "airfields at dawn", SiteKind.TRANSPORT),
        ("Mortars also shell schools.", "schools", SiteKind.SCHOOL),
        (
            "She opened the Scientific and Practical Rehabilitation Center for Children and Youth.",
            "Scientific and Practical Rehabilitation Center for Children and Youth",
            SiteKind.HOSPITAL,
        ),
        (
            "They spoke at the House of Culture in the framework of the forum.",
            "House of Culture",
            SiteKind.CULTURE,
        ),
        ("Meeting point - 12 Sadova Street.", "12 Sadova Street", SiteKind.OTHER),
        (
            "Buses leave from the village council building at 7 Sadova Street.",
            "village council building at 7 Sadova Street",
            SiteKind.OTHER,
        ),
    ],
)
def test_a_site_is_its_noun_phrase_as_written(text: str, site: str, kind: SiteKind) -> None:
    assert (site, kind) in found(text)


def test_a_site_of_the_gazetteer_is_found_by_its_name() -> None:
    text = "People were led out of Azovstal."
    (mention,) = parsed(text, ("Azovstal", place("Azovstal", "site"), "event")).mentions
    assert found(text, mention) == [("Azovstal", SiteKind.INDUSTRY)]


def test_a_region_is_no_part_of_a_site_in_it_and_no_site() -> None:
    text = "He was at the command post in the Donetsk region."
    (mention,) = parsed(text, ("Donetsk region", region("Donetsk Oblast"), "event")).mentions
    assert found(text, mention) == [("command post", SiteKind.MILITARY)]


def test_a_settlement_stays_in_the_words_of_its_site() -> None:
    text = "They came to the police station in Izyum."
    (mention,) = parsed(text, ("Izyum", place("Izyum"), "event")).mentions
    assert found(text, mention) == [("police station in Izyum", SiteKind.POLICE)]


def test_people_of_a_site_are_no_site() -> None:
    assert found("He thanked the hospital staff.") == []


@given(st.text(max_size=80))
def test_spans_lie_in_the_text_and_apart(text: str) -> None:
    end = 0
    for span in spans(text):
        assert end <= span.start < span.end <= len(text)
        end = span.end


def test_a_school_that_shelters_people_is_one_site() -> None:
    assert [text for text, _ in found("They saw a school which shelters people.")] == ["school"]
