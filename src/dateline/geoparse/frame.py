"""How a mention hangs in its sentence: the preposition, what governs it, what governs that, and its list."""

from __future__ import annotations

from dateline.geoparse import lexicon, ukrainian
from dateline.geoparse.document import Sentence
from dateline.geoparse.spans import Span, is_capital


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PREPOSITIONS = lexicon.LOCATIVE | _words(
    "about after before during including like than as among concerning regarding without until since except despite "
    "versus per via"
)
_LIST = frozenset((",", "and", "or", "-", "&", "та", "і", "й", "as", "well", "both", ";"))
_ASIDE = 10
"""Most words of a remark in brackets behind a place of a list."""
_SKIP = (lexicon.DETERMINERS - {"that"}) | lexicon.PRE_ADJECTIVES | frozenset("\"'“„«‘’(")
_PART_OF = frozenset(lexicon.OF_KIND) | _words(
    "territory whole rest part parts north south east west republic most centre center outskirts vicinity area "
    "direction sky skies borders border"
)
_BUILDINGS = _words(
    "клініка лікарня шпиталь театр музей школа вулиця площа вокзал аеропорт станція стадіон бібліотека узбережжя "
    "аеродром"
)
"""What stands in a place though its name follows in the genitive ("у клініках Австрії")."""
_SHORT = frozenset(("м", "с"))
"""Ukrainian for "city" and "village" when a full stop follows."""
_UNGOVERNED = frozenset(("nomn", "accs"))
"""The Ukrainian cases in which no noun governs a name."""
_OPENERS = _words(
    "that if because when where while whether as since although though unless until than but so then which who whom "
    "whose what how why and or therefore moreover also today now currently yesterday"
) | frozenset(':;,-–—"“”«(')
"""Before a subject: what opens a clause."""


class Frame:
    """How a span hangs in its sentence: its preposition, what governs it, and where its list begins.

    ``left`` is the index of the word before the span and its articles; ``above`` is what governs the governor: a
    preposition (or "") and a word. ``opens`` tells whether a clause begins with the span. ``case`` is the grammatical
    case of a Ukrainian name, or "".
    """

    __slots__ = (
        "above", "case", "governor", "group", "holds", "kind", "left", "listed", "opens", "part", "preposition", "previous",
    )  # fmt: skip

    def __init__(self, span: Span, kind: str, earlier: dict[int, Frame], group: int) -> None:
        keys = span.sentence.keys
        self.kind = kind
        self.group = group
        self.holds = False
        self.part = ""
        self.preposition = ""
        self.governor = ""
        self.previous = ""
        self.above = ("", "")
        self.case = ""
        self.left = left = self._skip(span.sentence, span.first - 1)
        head = _list_head(span, left, earlier)
        self.listed = head is not None
        if head is None:
            head = _held(span, kind, earlier)
            self.holds = head is not None
        if head is not None:
            self.group = head.group
            self.preposition, self.governor, self.part = head.preposition, head.governor, head.part
            self.previous, self.left = head.previous, head.left
        if span.sentence.lang == "uk":
            before = keys[left] if left >= 0 else ""
            governing = self.preposition if head else before if before in PREPOSITIONS else ""
            self.case = ukrainian.case(span.sentence.lows[span.first : span.last], governing)
        if head is None and left >= 0:
            self._govern(span.sentence, left)
        self.opens = not self.preposition and (
            self.left < 0 or self.previous in _OPENERS or self.case == "nomn"
        )
        self.above = _above(keys, self.left, governed=bool(self.preposition))

    def _skip(self, sentence: Sentence, at: int) -> int:
        """The index of the first word to the left that is no article, adjective or "city of"."""
        keys, ukrainian_text = sentence.keys, sentence.lang == "uk"
        while at >= 0:
            if keys[at] in _SKIP:
                at -= 1
            elif keys[at] == "of" and at > 0 and keys[at - 1] in _PART_OF:
                self.part = keys[at - 1]
                at -= 2
            elif ukrainian_text and _is_part(sentence, at):
                self.part = keys[at]
                at -= 1
            elif ukrainian_text and keys[at] == "." and at > 0 and sentence.lows[at - 1] in _SHORT:
                at -= 2
            else:
                break
        return at

    def _govern(self, sentence: Sentence, left: int) -> None:
        keys = sentence.keys
        if keys[left] in PREPOSITIONS:
            self.preposition = keys[left]
            left -= 1
            if self.preposition == "of" and left >= 0 and keys[left] in lexicon.DIRECTIONS:
                self.governor = "DIRECTION"
                return
            while left >= 0 and keys[left] in _SKIP:
                left -= 1
            self.governor = keys[left] if left >= 0 else "^"
            if left > 0 and is_capital(sentence.words[left]) and not is_capital(sentence.words[0]):
                self.governor = keys[left]
        elif (
            sentence.lang == "uk" and self.case not in _UNGOVERNED and ukrainian.is_noun(sentence.lows[left])
        ):
            self.preposition, self.governor = "of", keys[left]
        else:
            self.previous = keys[left]


def _is_part(sentence: Sentence, at: int) -> bool:
    """Whether a Ukrainian noun behind a preposition stands for a part of the place named next ("на території")."""
    low = sentence.lows[at]
    if not (sentence.keys[at] in _PART_OF or (low[0].isalpha() and ukrainian.lemma_of(low, _BUILDINGS))):
        return False
    before = _skipped(sentence.keys, at - 1)
    return ukrainian.is_noun(low) and before >= 0 and sentence.keys[before] in PREPOSITIONS


def _above(keys: list[str], left: int, *, governed: bool) -> tuple[str, str]:
    """The preposition (or "") and the word before the governor ("Head" of the "Office" of ...)."""
    at = _skipped(keys, left - 1) - 1 if governed else left - 1
    at = _skipped(keys, at)
    if at < 0:
        return "", ""
    if keys[at] in PREPOSITIONS:
        below = _skipped(keys, at - 1)
        return keys[at], keys[below] if below >= 0 else "^"
    return "", keys[at]


def _skipped(keys: list[str], at: int) -> int:
    while at >= 0 and keys[at] in _SKIP:
        at -= 1
    return at


def _list_head(span: Span, left: int, earlier: dict[int, Frame]) -> Frame | None:
    """The frame of the mention before in the same list, if only list words stand between."""
    keys = span.sentence.keys
    at, steps, generic = left, 0, False
    while at >= 0 and steps < 4 and keys[at] in _LIST:
        at -= 1
        steps += 1
    if steps == 0:
        return None
    if at >= 0 and keys[at] == ")":
        at = _before_aside(keys, at)
    if at >= 0 and keys[at] in lexicon.GENERIC_KIND and at + 1 not in earlier:
        at, generic = at - 1, True
    return earlier.get(at + 1) if at >= 0 or generic else None


def _before_aside(keys: list[str], at: int) -> int:
    """The index of the word before the brackets that close at ``at`` ("France (47 %), Spain (a third) and Malta")."""
    for begin in range(at - 1, max(-1, at - _ASIDE), -1):
        if keys[begin] == "(":
            return begin - 1
    return at


def _held(span: Span, kind: str, earlier: dict[int, Frame]) -> Frame | None:
    """The frame of the place just before that lies in this one ("Izyum of the Kharkiv region")."""
    if kind not in ("region", "district", "country"):
        return None
    keys = span.sentence.keys
    for back in (1, 2, 3):
        inner = earlier.get(span.first - back)
        if inner is not None:
            between = keys[span.first - back : span.first]
            fits = all(key in (",", "in", "of", "the", "(") for key in between)
            return inner if fits and inner.kind in ("settlement", "site", "district", "natural") else None
    return None
