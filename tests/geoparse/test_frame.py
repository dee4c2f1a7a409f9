"""How a mention hangs in its sentence."""

from __future__ import annotations

import pytest
from tests.geoparse.mentions import mention

from dateline.geoparse.document import read
from dateline.geoparse.frame import Frame
from dateline.geoparse.spans import Span


@pytest.mark.parametrize(
    ("text", "preposition", "governor", "above"),
    [
        ("He paid a visit to Oslo.", "to", "visit", ("", "paid")),
        ("She is Deputy Head of the Embassy of Oslo.", "of", "embassy", ("of", "head")),
        ("They drove to the city of Oslo.", "to", "drove", ("", "they")),
        ("He likes the small streets of beautiful Oslo.", "of", "streets", ("", "likes")),
    ],
)
def test_what_governs_a_name_and_what_governs_that(
    text: str, preposition: str, governor: str, above: tuple[str, str]
) -> None:
    frame = mention(text, "Oslo")[1]
    assert (frame.preposition, frame.governor) == (preposition, governor)
    assert frame.above == above
    assert not frame.opens


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("Oslo agreed.", True),
        ("He said that Oslo agreed.", True),
        ("They visited Oslo.", False),
        ("They flew to Oslo.", False),
    ],
)
def test_a_clause_opens_with_its_subject(text: str, opens: bool) -> None:
    assert mention(text, "Oslo")[1].opens is opens


def test_places_of_a_list_share_what_governs_the_first() -> None:
    sentence = next(iter(read("They shelled the ports of Oslo, Bergen and Narvik.")))
    frames: dict[int, Frame] = {}
    for number, name in enumerate(("Oslo", "Bergen", "Narvik")):
        at = sentence.words.index(name)
        frames[at + 1] = Frame(Span(sentence, at, at + 1, ()), "settlement", frames, number)
    assert {(frame.governor, frame.group) for frame in frames.values()} == {("ports", 0)}
    assert [frame.listed for frame in frames.values()] == [False, True, True]
