"""Noun phrases around a head word: where they begin and end, without a tagger.

English phrases are bounded by closed classes of words (prepositions, pronouns, auxiliaries, triggers); what
is left between them are determiners, adjectives, participles, nouns and names.
"""

from __future__ import annotations

from dateline.events.lexicon import Lexicon
from dateline.events.passage import Sentence
from dateline.events.wording import word_set

DETERMINERS = word_set(
    "the a an this that these those his her its their our my your another each every some any all both several many "
    "one other such no"
)
PREPOSITIONS = word_set(
    "of in on at to from by for with into near under over between through during after before against about across "
    "along around within without toward towards among upon via per behind beyond above below outside inside as than "
    "since until despite except due thanks at"
)
_OTHERS = word_set(
    "and or but nor i we you he she it they me us him them who which that what where when while if because also "
    "is are was were be been being am has have had having do does did will would can could should may might must "
    "not never there here then now already still only just very more most than so too however especially "
    "particularly including include included said says thanks together personally recently currently yesterday "
    "today tomorrow later again immediately finally constantly completely"
)
STOPS = PREPOSITIONS | _OTHERS
_QUOTE_MARKS = frozenset("\"“”«»'")
_MARKS = frozenset(",.;:!?()[]–—-…")
_PARTICIPLES = ("destroyed", "damaged", "built", "liberated", "occupied", "located", "discovered", "found", "ruined",
                "turned", "organized", "created", "opened", "shelled", "bombed", "situated", "restored", "captured",
                "housing", "named", "equipped", "affected", "burned", "hit", "deployed", "dedicated", "erected",
                "renovated", "reconstructed", "de-occupied", "undergoing", "being")  # fmt: skip
_LINKS = word_set("of in on at near for with across by from between under over along")
LONGEST = 22


def left_edge(sentence: Sentence, head: int, words: Lexicon) -> int:
    """Index of the first word of the phrase whose head is at ``head``, determiner left out."""
    at = head
    while at > 0 and head - at < LONGEST:
        word = sentence.lowered[at - 1]
        if word in STOPS or word in DETERMINERS or word in _MARKS or word in _QUOTE_MARKS:
            break
        if _is_verb(sentence, at - 1, words) and not _modifies(sentence, at - 1):
            break
        at -= 1
    return at


def _is_verb(sentence: Sentence, at: int, words: Lexicon) -> bool:
    """Whether the word may be a verb: a known trigger, or a lower-case word in -ed."""
    word = sentence.lowered[at]
    entries = words.words.get(word, ())
    if any(entry.form in ("past", "s", "ing") for entry in entries):
        return not any(entry.form == "noun" for entry in entries)
    return word.endswith("ed") and sentence.words[at].text[0].islower() and "-" not in word


def _modifies(sentence: Sentence, at: int) -> bool:
    """A participle after a determiner, an adjective or a numeral belongs to the noun phrase."""
    if at == 0:
        return False
    before = sentence.lowered[at - 1]
    return before in DETERMINERS or before in ("of", "recently", "newly", "partially", "completely", "temporarily",
                                               "heavily", "previously", "most")  # fmt: skip


def right_edge(sentence: Sentence, head: int, words: Lexicon, *, links: int = 6) -> int:
    """Index after the last word of the phrase: "of ...", "in Izyum", "destroyed by a bomb" belong to it."""
    at, used = head + 1, 0
    while at < len(sentence.words) and at - head < LONGEST:
        word = sentence.lowered[at]
        if word == "and" and at + 1 < len(sentence.words) and _reduced(sentence, at + 1):
            pass
        elif word in _LINKS and used < links:
            if not _opens_phrase(sentence, at + 1):
                break
            used += 1
        elif word in _PARTICIPLES and used < links and sentence.lowered[at - 1] not in ("and", ","):
            used += 1
        elif word in DETERMINERS and (
            sentence.lowered[at - 1] in _LINKS or sentence.lowered[at - 1] in _PARTICIPLES
        ):
            pass
        elif word in STOPS or word in _MARKS or word in _QUOTE_MARKS or word in DETERMINERS:
            break
        elif _is_verb(sentence, at, words) and sentence.lowered[at - 1] not in DETERMINERS:
            if not _reduced(sentence, at) or used >= links:
                break
            used += 1
        at += 1
    while at > head + 1 and sentence.lowered[at - 1] in (_LINKS | DETERMINERS | frozenset(_PARTICIPLES[-2:])):
        at -= 1
    return at


def _reduced(sentence: Sentence, at: int) -> bool:
    """A participle that goes on with its agent: "tortured and killed by the occupiers"."""
    return (
        sentence.lowered[at].endswith(("ed", "en", "ut", "lt")) and "by" in sentence.lowered[at + 1 : at + 4]
    )


def _opens_phrase(sentence: Sentence, at: int) -> bool:
    if at >= len(sentence.words):
        return False
    word = sentence.lowered[at]
    return word not in _OTHERS and word not in _MARKS and not word[0].isdigit()
