from __future__ import annotations

import pytest

from dateline.events.figures import Count, counts
from dateline.events.passage import Passage


def found(text: str, lang: str = "en") -> list[Count]:
    passage = Passage.of(text)
    return [count for sentence in passage.sentences for count in counts(sentence, passage, [], lang)]


@pytest.mark.parametrize(
    ("text", "value", "what", "kind"),
    [
        ("12 people died here.", 12, "people died", "dead"),
        ("Shells killed 47 people that night.", 47, "people", "dead"),
        ("At least 18 wounded.", 18, "wounded", "hurt"),
        ("More than two dozen houses were damaged.", 24, "houses damaged", "homes"),
        ("Some 2,000 hectares burned.", 2000, "hectares burned", "length"),
        (
            "Today 31% of the region's territory is occupied.",
            31,
            "percent of the region's territory occupied",
            "share",
        ),
        ("They raised $35 million for this.", 35_000_000, "US dollars", "money"),
        ("Загинули п'ять людей.", 5, "людей", "dead"),
        ("The talks lasted more than eight hours.", 8, "hours", "time"),
        ("The number of missiles used is already 2,503.", 2503, "missiles used", "weapons"),
        ("At least one hospital was damaged.", 1, "hospital damaged", "homes"),
        ("One man was killed there.", 1, "man killed", "dead"),
        ("One missile destroyed the mall.", 1, "missile", "weapons"),
        ("He thanked eight of them, who were injured in battle.", 8, "of them injured", "hurt"),
    ],
)
def test_a_count_with_what_it_counts(text: str, value: float, what: str, kind: str) -> None:
    (count,) = found(text, "uk" if "людей" in text else "en")
    assert (count.numeral.value, count.what, count.kind) == (value, what, kind)


@pytest.mark.parametrize(
    "text",
    [
        "A 14-year-old boy came.",
        "He was seven years old.",
        "The train leaves at 9 a.m. from the station.",
        "Meeting point - 13 Parkova Street.",
        "Decree № 344 was signed.",
        "It happened 80 years ago in the same town.",
        "A 500-kilogram bomb fell.",
        "Call the hotline: 1648 or (044) 287-81-65.",
        "The Normandy Four met.",
        "They talked with two residents.",
        "No one thinks so.",
        "Luckily, no one was killed.",
        "In the last four days they were silent.",
        "That means one thing.",
        "A third of the region, one third, is theirs.",
        "Nine out of ten families agree.",
        "The leaders of the two countries spoke.",
        "They have fought for 28 days.",
        "It is ten times bigger.",
        "A 30 km zone was set up.",
        "The flag was raised on 32 Harvest boulevard.",
        "Article 6 of the charter says so.",
        "This is one of the three mills of the valley.",
        "Today ten humanitarian corridors work.",
    ],
)
def test_what_is_no_count(text: str) -> None:
    assert found(text) == []


def test_a_part_is_told_from_its_whole() -> None:
    whole, part = found("436 bodies were exhumed, including five children.")
    assert (whole.part, part.part) == (False, True)


def test_a_part_that_nothing_follows_is_of_the_kind_of_its_whole() -> None:
    whole, part = found("They ruined 2,229 houses, of which 225 were completely destroyed.")
    assert (whole.kind, part.kind, part.what) == ("homes", "homes", "destroyed")


def test_a_range_keeps_both_ends() -> None:
    (count,) = found("From 40-50 million tons are stored.")
    assert (count.numeral.value, count.numeral.high) == (40_000_000, 50_000_000)
