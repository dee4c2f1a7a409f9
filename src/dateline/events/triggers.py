"""The words of a sentence that tell of an act, with type and status."""

from __future__ import annotations

from typing import NamedTuple

from dateline.events.lexicon import Entry, Lexicon
from dateline.events.numerals import may_hold
from dateline.events.passage import Sentence
from dateline.events.status import noun_status, verb_status
from dateline.events.wording import word_set
from dateline.models import EventStatus, EventType

_VERBAL = frozenset({"base", "s", "past", "ing"})
_NOMINAL = frozenset({"noun", "phrase", "stem"})
_NAMED_ACTS = frozenset({EventType.MEETING, EventType.CEREMONY})
"""Acts that bear names of their own ("Eastern Partnership Summit")."""
_AUXILIARIES = word_set("was were is are be been being has have had get got will")
_DETERMINERS = word_set("the a an this that these those his her our their its of")


_BUSES = word_set(
    "bus buses column columns convoy convoys evacuees refugees orphans автобуси автобусів колона колони"
)
_PEOPLE = word_set("people persons residents civilians women children wounded")
_COUNTED = 3
"""How many words before "people" their number may stand."""
_CARGO = word_set("cargo cargos truck trucks вантаж вантажі вантажівки")
_NO_WEAPONS = word_set(
    "sanctions sanction restrictions embargo ban bans tariffs duties measures prices inflation crisis shortage pandemic "
    "virus disease outbreak cholera storm hurricane cyclone typhoon tornado flood floods earthquake quake tsunami drought "
    "heatwave wildfire wildfires avalanche санкції обмеження ембарго ціни криза пандемія повінь землетрус шторм посуха"
)
"""What hits and strikes without attacking anybody."""
_HURT = frozenset(("wound", "injure"))
_PERSONS = word_set(
    "soldiers soldier servicemen serviceman defenders warriors fighters military personnel people civilians children "
    "patients men women officers guards policemen policeman veterans"
)
_BEFORE_HURT = word_set(
    "the our their his her its these those some many several with of for to from by at and all other more visit visits "
    "treat treats award awards see sees help helps thank meet"
)
_TOPIC = word_set("on about про")
_GATHERINGS = word_set(
    "conference conferences summit forum seminar exhibition workshop briefing hearing hearings discussion debate lecture "
    "конференція конференції форум саміт виставка семінар слухання"
)
_BEFORE_BASE = word_set(
    "to will shall would can could should must may might not n't do does did don't doesn't didn't won't can't i we "
    "you they who and or also help let still constantly now people military enemy"
)


class Trigger(NamedTuple):
    """A word or phrase that tells of an act. ``status`` None: denied, feared or wished for.

    ``at`` is the index of its first word in the sentence, ``size`` how many words it has.
    """

    type: EventType
    lemma: str
    form: str
    weak: bool
    at: int
    size: int
    status: EventStatus | None
    clause: int
    quoted: bool

    @property
    def verbal(self) -> bool:
        """Whether it is a verb rather than a noun or fixed phrase."""
        return self.form in _VERBAL


def triggers(sentence: Sentence, words: Lexicon) -> list[Trigger]:
    """All triggers of ``sentence`` in order; a phrase hides the single words in it."""
    found: list[Trigger] = []
    after = 0
    for i in words.openings(sentence.lowered):
        hit = words.at(sentence.lowered, i) if i >= after else None
        if hit is None:
            continue
        size, entries = hit
        entry = _choose(entries, sentence, i)
        if entry is not None and not any(no(entry, sentence, i) for no in (_harmless, _topic, _patient)):
            found.append(_trigger(sentence, words, _by_who_moves(entry, sentence, i), i, size))
        after = i + size
    return found


def _choose(entries: tuple[Entry, ...], sentence: Sentence, at: int) -> Entry | None:
    """Noun or verb, by the word before; a capitalised noun inside a name is none ("Security Conference")."""
    previous = sentence.lowered[at - 1] if at else ""
    if at and entries[0].type not in _NAMED_ACTS and _in_name(sentence, at):
        return None
    nouns = [e for e in entries if e.form in _NOMINAL]
    verbs = [e for e in entries if e.form in _VERBAL]
    if nouns and (
        not verbs or previous in _DETERMINERS or previous.endswith(("al", "ive", "ile", "ry", "ful"))
    ):
        return nouns[0]
    if verbs and previous in _DETERMINERS and verbs[0].form in ("base", "past"):
        return None
    if verbs and verbs[0].form == "past" and not nouns and _reduced(sentence, at):
        return verbs[0]._replace(form="reduced")
    if verbs and not nouns and verbs[0].form == "base" and not _takes_base(sentence, at):
        return None
    return (verbs or nouns or [None])[0]  # type: ignore[list-item]


def _by_who_moves(entry: Entry, sentence: Sentence, at: int) -> Entry:
    """Buses that arrive take people out, convoys of cargo bring aid: neither visits."""
    if entry.type is not EventType.VISIT:
        return entry
    clause = sentence.clause[at]
    before = {w for i, w in enumerate(sentence.lowered[:at]) if sentence.clause[i] == clause and at - i <= 10}
    if entry.lemma == "arrive" and _PEOPLE & before and _are_counted(sentence, at):
        return entry._replace(type=EventType.EVACUATION)  # "156 people arrived"
    if _CARGO & before:
        return entry._replace(type=EventType.AID)
    return entry._replace(type=EventType.EVACUATION) if _BUSES & before else entry


def _are_counted(sentence: Sentence, at: int) -> bool:
    """Whether a number stands right before the people told of before word ``at``."""
    lowered = sentence.lowered
    people = max(i for i in range(at) if lowered[i] in _PEOPLE)
    return may_hold(lowered[max(0, people - _COUNTED) : people])


def _harmless(entry: Entry, sentence: Sentence, at: int) -> bool:
    """Whether the word before a verb of attack, adverbs aside, is nothing that attacks: "sanctions also hit"."""
    if entry.type is not EventType.ATTACK or entry.form not in _VERBAL:
        return False
    return not _NO_WEAPONS.isdisjoint(sentence.lowered[max(0, at - 3) : at])


def _patient(entry: Entry, sentence: Sentence, at: int) -> bool:
    """Whether "wounded" or "injured" but describes persons whom somebody sees, decorates or treats."""
    if entry.lemma not in _HURT or entry.form != "past" or at + 1 >= len(sentence.lowered):
        return False
    before = sentence.lowered[at - 1] if at else ""
    return sentence.lowered[at + 1] in _PERSONS and (before in _BEFORE_HURT or before.endswith("ed"))


def _topic(entry: Entry, sentence: Sentence, at: int) -> bool:
    """Whether an act of war is what people gathered to speak about: "a conference on Russian war crimes"."""
    if entry.type not in (EventType.ATTACK, EventType.ATROCITY) or entry.form not in _NOMINAL:
        return False
    before = sentence.lowered[max(0, at - 4) : at]
    return not _TOPIC.isdisjoint(before) and not _GATHERINGS.isdisjoint(sentence.lowered[max(0, at - 6) : at])


def _in_name(sentence: Sentence, at: int) -> bool:
    """A capitalised word beside another in mid-sentence belongs to a name ("Genocide Memorial")."""
    word = sentence.texts[at]
    if not word[:1].isupper() or word.isupper():
        return False
    after = sentence.texts[at + 1] if at + 1 < len(sentence.lowered) else ""
    return sentence.texts[at - 1][:1].isupper() or after[:1].isupper()


def _reduced(sentence: Sentence, at: int) -> bool:
    """A participle that hangs on a noun: "the city of Izyum de-occupied by the army" tells of the city."""
    group = sentence.lowered[max(0, at - 4) : at]
    if any(word in _AUXILIARIES for word in group) or not group:
        return False
    return "by" in sentence.lowered[at + 1 : at + 3] and (
        group[-1] not in ("and", ",") or "by" in sentence.lowered
    )


def _takes_base(sentence: Sentence, at: int) -> bool:
    """Whether the word before lets a bare verb follow ("will shell", "troops shell"), else it is a noun."""
    if at == 0:
        return False
    previous = sentence.lowered[at - 1]
    return previous in _BEFORE_BASE or (previous.endswith("s") and not previous.endswith(("ss", "us", "'s")))


def _trigger(sentence: Sentence, words: Lexicon, entry: Entry, at: int, size: int) -> Trigger:
    if entry.form in _VERBAL:
        status = verb_status(sentence, at, entry.form, words)
    else:
        status = noun_status(sentence, at, words)
    return Trigger(
        type=entry.type,
        lemma=entry.lemma,
        form=entry.form,
        weak=entry.weak,
        at=at,
        size=size,
        status=status,
        clause=sentence.clause[at],
        quoted=sentence.quoted[at],
    )
