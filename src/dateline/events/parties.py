"""Who acts in which event: those named in its sentences, less who only speaks of it, and the listed delegations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.events.actors import Named, delegations, named
from dateline.events.candidates import Candidate
from dateline.events.passage import TELLING, Sentence
from dateline.events.people import speaker
from dateline.events.reader import Text
from dateline.models import Actor, EventType

_READ = 3
"""How many of an event's sentences are looked at for who acts."""
_DEEDS_OF_OTHERS = frozenset(
    {EventType.ATTACK, EventType.ATROCITY, EventType.LIBERATION, EventType.EVACUATION, EventType.OTHER}
)
"""What officials tell of rather than do."""
_SAID = TELLING | {"believes", "recalled", "reported", "spoke", "pointed", "called", "thanked", "expressed"}


def parties(text: Text, candidate: Candidate, sentences: Sequence[int]) -> list[Actor]:
    """Those who act in an event, as its sentences name them, each once.

    Args:
        text: the release.
        candidate: the act and its place.
        sentences: indices of the sentences that tell of the event, its evidence first.
    """
    found: list[Actor] = []
    told_by = speaker(text.release.title)
    if told_by is not None and text.passage.first_person and _speaks(candidate):
        found.append(told_by)
    for index in sentences[:_READ]:
        reading = text.readings[index]
        mentions = [m for _, m in reading.mentions]
        acting = named(reading.sentence, mentions, candidate.type, text.release.lang, text.release.body)
        found += [n.actor for n in acting if not _tells_only(n, reading.sentence, candidate)]
    return distinct(found)


def delegation(text: Text) -> list[Actor]:
    """The members of the delegations that a release lists."""
    found: list[Actor] = []
    for reading in text.readings:
        found += delegations([m for _, m in reading.mentions], reading.sentence, text.release.body)
    return found


def distinct(actors: Iterable[Actor]) -> list[Actor]:
    """Each actor once: not "ambassadors" beside "foreign ambassadors", nor an office beside its holder."""
    kept: list[Actor] = []
    for actor in actors:
        words = _words(actor.text)
        offices = {a.office.casefold() for a in kept if a.office != a.text}
        if actor.text.casefold() in offices or any(words <= _words(a.text) for a in kept):
            continue
        kept = [a for a in kept if a.office or not _words(a.text) < words]
        kept.append(actor)
    return kept


def _words(written: str) -> set[str]:
    return set(written.casefold().split()) - {"the"}


def _tells_only(actor: Named, sentence: Sentence, candidate: Candidate) -> bool:
    """Whether somebody only speaks of the act: "the President noted that the guests visited Bucha"."""
    lowered, act = sentence.lowered, candidate.trigger
    after = lowered[actor.last] if actor.last < len(lowered) else ""
    before = lowered[max(0, actor.first - 3) : actor.first]
    if candidate.type in _DEEDS_OF_OTHERS:
        return (
            after in _SAID
            or before[-1:] == ("said",)
            or before[:2] == ("according", "to")
            or before[-2:]
            == (
                "according",
                "to",
            )
        )
    if act is None or candidate.reading.sentence is not sentence or not actor.last < act.at:
        return False
    return after in TELLING and "that" in lowered[actor.last : act.at]


def _speaks(candidate: Candidate) -> bool:
    """Whether the act is told in the first person: "I visited"."""
    act, sentence = candidate.trigger, candidate.reading.sentence
    if act is None:
        return False
    return bool({"i", "we"} & set(sentence.lowered[max(0, act.at - 6) : act.at]))
