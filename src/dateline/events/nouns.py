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
    "today tomorrow later again immediately finally constantly completely "
    "belongs goes stands serves operates resumes resumed began begins starts started continues remains became becomes "
    "took takes gave gives shows showed leaves came comes went found saw got made kept brought sent told met won lost"
)
_BEFORE_VERBS = word_set("also still again constantly they we i")
STOPS = PREPOSITIONS | _OTHERS
_QUOTE_MARKS = frozenset("\"“”«»'")
_MARKS = frozenset(",.;:!?()[]–—-…")
_PARTICIPLES = ("destroyed", "damaged", "built", "liberated", "occupied", "located", "discovered", "found", "ruined",
                "turned", "organized", "created", "opened", "shelled", "bombed", "situated", "restored", "captured",
                "housing", "named", "equipped", "affected", "burned", "hit", "deployed", "dedicated", "erected",
                "renovated", "reconstructed", "de-occupied", "founded", "blocked", "undergoing", "being")  # fmt: skip
_LINKS = word_set("of in on at near for with across by from between under over along")
_LINKED = _LINKS | DETERMINERS
_NO_END = _LINKED | {"undergoing", "being"}
_NAMES_GO_ON = DETERMINERS | STOPS
_FRAMES = word_set(
    "framework context course presence order case event beginning morning evening afternoon future process participation "
    "support help assistance result view addition particular general fact line accordance connection regard recent coming "
    "past last next early late order spite terms"
)
"""Nouns of set phrases ("in the framework of"): what they open belongs to the clause, not to the noun."""
_DAYS = word_set(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday day"
)
_AUXILIARIES = word_set("was were is are has have had been being will")
LONGEST = 22
_LONGEST_CLAUSE = 10


def left_edge(sentence: Sentence, head: int, words: Lexicon) -> int:
    """Index of the first word of the phrase whose head is at ``head``, determiner left out."""
    at = head
    while at > 0 and head - at < LONGEST:
        word = sentence.lowered[at - 1]
        if word == "and" and _joins_name(sentence, at - 1):
            at -= 1
            continue
        if word in STOPS or word in DETERMINERS or word in _MARKS or word in _QUOTE_MARKS:
            break
        if _infinitive(sentence, at - 1, words) or _bare_verb(sentence, at - 1, words):
            break
        if _is_verb(sentence, at - 1, words) and not _modifies(sentence, at - 1):
            break
        at -= 1
    return at


def _joins_name(sentence: Sentence, at: int) -> bool:
    """Whether the "and" at ``at`` stands inside a name: "Scientific and Practical Medical Center"."""
    if at == 0 or at + 2 >= len(sentence.lowered):
        return False
    around = (sentence.texts[at - 1], sentence.texts[at + 1], sentence.texts[at + 2])
    return (
        all(word[:1].isupper() for word in around)
        and sentence.lowered[at - 2 if at > 1 else 0] in _NAMES_GO_ON
    )


def _bare_verb(sentence: Sentence, at: int, words: Lexicon) -> bool:
    """Whether a verb follows "also" or the like: "artillery also shell border areas" is about areas."""
    if at == 0 or sentence.lowered[at - 1] not in _BEFORE_VERBS:
        return False
    return any(entry.form == "base" for entry in words.words.get(sentence.lowered[at], ()))


def _infinitive(sentence: Sentence, at: int, words: Lexicon) -> bool:
    """Whether a verb follows "to": "began to bomb airports" is about airports."""
    if at == 0 or sentence.lowered[at - 1] != "to":
        return False
    return any(entry.form == "base" for entry in words.words.get(sentence.lowered[at], ()))


def _is_verb(sentence: Sentence, at: int, words: Lexicon) -> bool:
    """Whether the word may be a verb: a known trigger, or a lower-case word in -ed."""
    word = sentence.lowered[at]
    entries = words.words.get(word, ())
    if any(entry.form in ("past", "s", "ing") for entry in entries):
        return not any(entry.form == "noun" for entry in entries)
    return word.endswith("ed") and sentence.texts[at][0].islower() and "-" not in word


def _modifies(sentence: Sentence, at: int) -> bool:
    """A participle after a determiner, an adjective or a numeral belongs to the noun phrase."""
    if at == 0:
        return False
    before = sentence.lowered[at - 1]
    return before in DETERMINERS or before in ("of", "recently", "newly", "partially", "completely", "temporarily",
                                               "heavily", "previously", "most")  # fmt: skip


def right_edge(sentence: Sentence, head: int, words: Lexicon, *, links: int = 8) -> int:
    """Index after the last word of the phrase: "of ...", "in Izyum", "destroyed by a bomb" belong to it."""
    at, used = head + 1, 0
    while at < len(sentence.lowered) and at - head < LONGEST:
        word = sentence.lowered[at]
        before = sentence.lowered[at - 1]
        if (
            word == "and"
            and at + 1 < len(sentence.lowered)
            and (_reduced(sentence, at + 1) or (used and _joins_end(sentence, at)))
        ):
            pass
        elif word in _LINKS and used < links:
            if not _opens_phrase(sentence, at + 1) or not _links(sentence, head, at):
                break
            used += 1
        elif word in _PARTICIPLES and used < links and before not in ("and", ","):
            used += 1
        elif word in DETERMINERS and (before in _LINKS or before in _PARTICIPLES):
            pass
        elif word in STOPS or word in _MARKS or word in _QUOTE_MARKS or word in DETERMINERS:
            break
        elif word.endswith("ing") and sentence.texts[at].islower() and before not in _LINKED:
            break  # "the plant running under occupation" is the plant
        elif _is_verb(sentence, at, words) and before not in DETERMINERS:
            if not _reduced(sentence, at) or used >= links:
                break
            used += 1
        at += 1
    while at > head + 1 and sentence.lowered[at - 1] in _NO_END:
        at -= 1
    return _with_clause(sentence, at)


def _joins_end(sentence: Sentence, at: int) -> bool:
    """Whether "and" joins the capitalised ends of one name: "Cardiology and Cardiac Surgery"."""
    return (
        sentence.texts[at - 1][:1].isupper()
        and sentence.texts[at + 1][:1].isupper()
        and sentence.lowered[at - 2] in ("for", "of")
    )


def _links(sentence: Sentence, head: int, at: int) -> bool:
    """Whether the preposition at ``at`` goes on with the noun phrase rather than with the clause."""
    word = sentence.lowered[at]
    following = [w for w in sentence.lowered[at + 1 : at + 4] if w not in DETERMINERS]
    if following[:1] and (following[0] in _FRAMES or (word == "on" and following[0] in _DAYS)):
        return False
    if word == "by":
        return any(w.endswith(("ed", "en", "lt")) or w in _PARTICIPLES for w in sentence.lowered[at - 2 : at])
    if word in ("for", "with", "from", "to"):
        return not any(w in ("in", "at", "on", "near") for w in sentence.lowered[head:at])
    return True


def _with_clause(sentence: Sentence, at: int) -> int:
    """The end with a clause that tells what befell the site: "that was damaged on April 23"."""
    lowered = sentence.lowered
    start = at + 1 if lowered[at : at + 1] == (",",) else at
    if lowered[start : start + 1] not in (("that",), ("which",)) or start + 2 >= len(lowered):
        return at
    verb = start + 1
    while verb < len(lowered) and lowered[verb] in _AUXILIARIES:
        verb += 1
    if verb >= len(lowered) or not (lowered[verb].endswith("ed") or lowered[verb] in _PARTICIPLES):
        return at
    end = verb + 1
    while end < len(lowered) and end - start < _LONGEST_CLAUSE:
        if lowered[end] in _MARKS or lowered[end] in ("and", "who", "which", "that", "where", "while"):
            break
        end += 1
    return end if end - start < _LONGEST_CLAUSE else at


def _reduced(sentence: Sentence, at: int) -> bool:
    """A participle that goes on with its agent: "tortured and killed by the occupiers"."""
    return (
        sentence.lowered[at].endswith(("ed", "en", "ut", "lt")) and "by" in sentence.lowered[at + 1 : at + 4]
    )


def _opens_phrase(sentence: Sentence, at: int) -> bool:
    if at >= len(sentence.lowered):
        return False
    word = sentence.lowered[at]
    if word[0].isdigit():  # "at 57 Tsentralna Street"
        return at + 1 < len(sentence.lowered) and sentence.texts[at + 1][:1].isupper()
    return word not in _OTHERS and word not in _MARKS
