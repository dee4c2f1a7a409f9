"""Ukrainian words as the models see them: by lemma, each function word as its English counterpart.

The models are trained on English and Ukrainian together; prepositions, offices, verbs of motion and
occurrence carry the role in both languages, so a Ukrainian word that has a counterpart in the word lists
stands for it ("обстріли" is "shelling"). Lemmas come from pymorphy3 and are remembered.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Any

from dateline.geoparse.lexicon import COMMON, FIRST, LAST

_PIVOT = """
у в|in
на|on
до|to
з із зі|from
від|of_from
біля поблизу неподалік поруч під|near
для|for
про|about
проти|against
між|between
через|through
за|for
над|over
по|on
без|without
під час|during
і й та|and
або чи|or
як|as
цей цього|this
наш свій його її їхній мій ваш|our
весь увесь цілий|entire
окупований тимчасово|occupied
президент|president
прем'єр-міністр прем'єр|minister
міністр міністерство|minister
посол|ambassador
посольство|embassy
глава голова начальник керівник очільник лідер|head
канцлер|chancellor
король|king
мер|mayor
губернатор|governor
уряд|government
парламент рада сейм конгрес сенат|parliament
кабінет|cabinet
делегація|delegation
представник|representative
громадянин|citizens
народ суспільство|people
армія військо збройний сила гвардія|forces
поліція|police
оборонець захисник|defenders
влада|authorities
адміністрація|administration
офіс|office
суд|court
прокурор|prosecutor
банк|bank
радник|adviser
секретар|secretary
спікер|speaker
сторона|side
партнер|partners
друг|friends
союзник|allies
університет|university
посадовець|officials
депутат|deputies
місія|mission
команда збірна|team
відвідати відвідувати|visited
візит|visit
поїздка|trip
прибути прибувати|arrived
приїхати приїжджати|came
поїхати вирушити їхати|went
повернутися|returned
виїхати|left
евакуація|evacuation
евакуювати вивезти вивозити|evacuated
коридор|corridor
колона|column
депортувати вивезений|deported
зустріч|meeting
зустрітися зустрічатися|met
саміт|summit
форум|forum
конференція|conference
переговори перемовини|talks
відбутися відбуватися пройти|held
провести проводити|held
підписати|signed
відкрити відкритися|opened
побудувати будувати збудувати|built
будівництво|construction
обстріл обстрілювати обстріляти|shelling
бомбардування бомбити бомбардувати|bombing
удар ударити вдарити|strike
ракета ракетний|missile
бомба авіабомба|bombs
влучити|hit
загинути гинути|died
убити вбити|killed
поранити поранений|wounded
жертва загиблий|victims
знищити знищений|destroyed
зруйнувати зруйнований|destroyed
пошкодити|damaged
блокада|blockade
заблокувати|blocked
катувати|tortured
катування|torture
могила поховання|graves
вибух|explosion
бій бої битва|fighting
воювати боротися битися|fight
звільнити звільнений|liberated
звільнення|liberation
захопити|captured
наступ|offensive
фронт|front
окупант загарбник|occupiers
ворог|enemy
санкція|sanctions
тиск|pressure
ембарго|embargo
допомога|aid
допомагати допомогти|help
підтримка підтримувати підтримати|support
дякувати подякувати вдячний|grateful
зброя озброєння|weapons
війна|war
вторгнення|invasion
агресія|aggression
анексія|annexation
окупація|occupation
загроза|threat
суверенітет|sovereignty
цілісність|integrity
незалежність|independence
територія|territory
кордон|border
небо|sky
безпека|security
безпековий|security
ситуація|situation
свобода|freedom
мир|peace
перемога|victory
економіка|economy
відбудова відновлення реконструкція|reconstruction
членство|membership
майбутнє|future
угода домовленість договір|agreements
формат|format
меморандум|memorandum
протокол|protocol
декларація|declaration
платформа|platform
програма|program
герой|hero
орден|order
премія|prize
вулиця|street
проспект|avenue
площа|square
область|region
район|district
місто|city
село|village
селище смт|town
м с|city
порт|port
аеропорт|airport
міст|bridge
річка|river
море|sea
острів|island
напрямок напрям|direction
північ|north
південь|south
схід|east
захід|west
сказати заявити зазначити|said
бути є|is
мати|has
жити проживати|live
мешканець житель|residents
люди|people
дитина|children
перебувати|located
сьогодні|today
вчора|yesterday
завтра|tomorrow
будинок|building
школа|school
лікарня|hospital
пан|mr
пані|mrs
генерал|general
"""

_TO_ENGLISH = {
    word: line.split("|")[1].replace("of_", "")
    for line in _PIVOT.strip().splitlines()
    for word in line.split("|")[0].split()
}
_NOUNS = frozenset(
    [
        "українець",
        "українка",
        "українці",
        "свобода",
        "правда",
        "воля",
        "доля",
        "альянс",
        "надія",
        "перемога",
        "слава",
        "мир",
        "дружба",
        "зоря",
        "росіянин",
        "росіяни",
        "герой",
        "народ",
        "люди",
        "день",
        "життя",
        "світ",
        "час",
        "країна",
        "держава",
        "слово",
        "бог",
        "пам'ять",
        "честь",
        "віра",
        "світанок",
        "весна",
        "церква",
        "книга",
        "спільнота",
        "союз",
        "захід",
        "схід",
        "південь",
        "північ",
        "батьківщина",
        "майбутнє",
        "рада",
        "сила",
        "громада",
        "середа",
        "сили",
        "прапор",
        "зірка",
        "мрія",
        "груди",
        "площа",
        "чорний",
        "машина",
        "місто",
        "село",
        "хлопець",
        "мати",
        "батько",
        "друг",
        "дитина",
        "кремль",
        "окупант",
        "збройні",
        "верховний",
        "офіс",
        "комісія",
        "партія",
        "парламент",
        "конгрес",
    ]
)
"""Ordinary nouns that are names of villages too; only at the start of a sentence do they bear a capital."""
_APOSTROPHES = str.maketrans("’ʼ`", "'''")


@lru_cache(maxsize=1)
def _analyzer() -> Any:
    import pymorphy3  # noqa: PLC0415 - English texts never need it

    return pymorphy3.MorphAnalyzer(lang="uk")


@lru_cache(maxsize=65536)
def _readings(low: str) -> tuple[Any, ...]:
    """What the word may be, likeliest first. The analyzer fails on letters that Unicode gives no name of their own."""
    word = low.translate(_APOSTROPHES)
    if not word.isascii():
        word = "".join(char if unicodedata.name(char, "") else "?" for char in word)
    return tuple(_analyzer().parse(word))


def _parse(low: str) -> Any:
    return _readings(low)[0]


@lru_cache(maxsize=1)
def _forms() -> dict[str, str]:
    """Every form of every word that has a counterpart, so that reading needs no analysis of common words."""
    table: dict[str, str] = {}
    for word, english in _TO_ENGLISH.items():
        for form in _parse(word).lexeme:
            table.setdefault(form.word, english)
    return table | _TO_ENGLISH


def pivot(low: str) -> str:
    """The English counterpart of a small-letter word, or the word itself where it has none."""
    return _forms().get(low, low)


@lru_cache(maxsize=65536)
def flags(low: str) -> int:
    """What a word is, in the flags of the English lexicon: an ordinary word, a first name, a surname."""
    parse = _parse(low)
    tag = str(parse.tag)
    if any("Name" in p.tag or "Patr" in p.tag for p in _readings(low)[:4]):
        return FIRST
    if "Surn" in tag:
        return LAST
    if parse.normal_form in _NOUNS:
        return COMMON
    return 0 if tag.startswith(("NOUN", "UNKN", "LATN")) else COMMON


_CLOSED = ("PREP", "CONJ", "PRCL", "NPRO", "ADVB", "VERB", "INFN", "INTJ", "PRED", "GRND", "NUMR")


@lru_cache(maxsize=65536)
def may_be_function_word(low: str) -> bool:
    """Whether a small-letter word can be a verb, an adverb, a pronoun or another word that names nothing."""
    return any(str(parse.tag).startswith(_CLOSED) for parse in _readings(low))


@lru_cache(maxsize=65536)
def is_ordinary_noun(low: str) -> bool:
    """Whether the word is one that releases write with a capital though it names no place ("Альянс")."""
    return _parse(low).normal_form in _NOUNS


@lru_cache(maxsize=65536)
def part_of_speech(low: str) -> str:
    """OpenCorpora's code of a small-letter word ("NOUN", "ADJF", "PREP"); "" for marks."""
    return str(_parse(low).tag)[:4].rstrip(",") if low[0].isalpha() else ""


@lru_cache(maxsize=65536)
def is_noun(low: str) -> bool:
    """Whether a small-letter word is a noun: a name behind it stands in the genitive ("президент України")."""
    return low[0].isalpha() and str(_parse(low).tag).startswith("NOUN")


@lru_cache(maxsize=4096)
def feminine(low: str) -> str:
    """The feminine nominative of an adjective ("харківській" is "харківська"); other words as they are."""
    for parse in _readings(low):
        if "ADJF" in parse.tag:
            form = parse.inflect({"femn", "nomn"})
            if form is not None:
                return str(form.word)
    return low
