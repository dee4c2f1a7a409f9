from __future__ import annotations

import pytest

from dateline.events.lexicon import lexicon
from dateline.events.passage import Passage
from dateline.events.triggers import Trigger, triggers
from dateline.models import EventStatus, EventType


def told(text: str, lang: str = "en") -> list[Trigger]:
    """The acts that the only sentence of a text tells of."""
    (sentence,) = Passage.of(text).sentences
    return triggers(sentence, lexicon(lang))


def acts(text: str) -> list[EventType]:
    """Their kinds."""
    return [trigger.type for trigger in told(text)]


@pytest.mark.parametrize("what", ["Sanctions also", "A severe storm", "The pandemic", "Rising prices"])
def test_what_is_no_weapon_attacks_nobody(what: str) -> None:
    assert EventType.ATTACK not in acts(f"{what} hit the firm in Alta.")


def test_missiles_attack() -> None:
    assert EventType.ATTACK in acts("Two missiles hit the plant in Alta.")


def test_what_people_gathered_to_speak_about_is_no_act() -> None:
    assert EventType.ATROCITY not in acts("A conference on war crimes opened in Alta.")
    assert EventType.ATROCITY in acts("War crimes were committed in Alta.")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Today 156 people arrived in Alta.", EventType.EVACUATION),
        ("Two hundred women and children arrived in Alta.", EventType.EVACUATION),
        ("The buses arrived in Alta.", EventType.EVACUATION),
        ("The minister arrived in Alta.", EventType.VISIT),
        ("On 5 June representatives of the people arrived in Alta.", EventType.VISIT),
        ("She arrived to meet people in Alta.", EventType.VISIT),
    ],
)
def test_who_arrives_tells_whether_it_is_a_visit(text: str, kind: EventType) -> None:
    assert acts(text)[0] is kind


def test_the_wounded_whom_somebody_sees_are_no_attack() -> None:
    assert EventType.ATTACK not in acts("The minister decorated wounded servicemen in Alta.")
    assert EventType.ATTACK in acts("Shelling wounded people in Alta.")
    assert EventType.ATTACK in acts("Nine people were wounded in Alta.")


@pytest.mark.parametrize(
    ("verb", "status"),
    [
        ("відбуватимуться", EventStatus.PLANNED),
        ("відбудуться", EventStatus.PLANNED),
        ("відбулися", EventStatus.DONE),
    ],
)
def test_ukrainian_verbs_tell_of_the_future_by_their_form(verb: str, status: EventStatus) -> None:
    assert told(f"Переговори {verb} в Анкарі.", "uk")[0].status is status
