"""Ukrainian words as the models see them: by lemma, each function word as its English counterpart.

The models are trained on English and Ukrainian together; prepositions, offices, verbs of motion and
occurrence carry the role in both languages, so a Ukrainian word that has a counterpart in the word lists
stands for it ("обстріли" is "shelling"). Lemmas come from pymorphy3 and are remembered.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
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
час|during
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
відвідати відвідувати|visited|visit
візит|visit
поїздка|trip
прибути прибувати|arrived|arrive
приїхати приїжджати|came|come
поїхати вирушити їхати|went|go
повернутися|returned|return
виїхати|left|leave
евакуація|evacuation
евакуювати вивезти вивозити|evacuated|evacuate
коридор|corridor
колона|column
депортувати вивезений|deported
зустріч|meeting
зустрітися зустрічатися|met|meet
саміт|summit
форум|forum
конференція|conference
переговори перемовини|talks
відбутися відбуватися пройти|held|hold
провести проводити|held|hold
підписати|signed|sign
відкрити відкритися|opened|open
побудувати будувати збудувати|built|build
будівництво|construction
обстріл обстрілювати обстріляти|shelling
бомбардування бомбити бомбардувати|bombing
удар ударити вдарити|strike
ракета ракетний|missile
бомба авіабомба|bombs
влучити|hit
загинути гинути|died|die
убити вбити|killed|kill
поранити поранений|wounded
жертва загиблий|victims
знищити знищений|destroyed|destroy
зруйнувати зруйнований|destroyed|destroy
пошкодити|damaged
блокада|blockade
заблокувати|blocked
катувати|tortured
катування|torture
могила поховання|graves
вибух|explosion
бій бої битва|fighting
воювати боротися битися|fight
звільнити звільнений|liberated|liberate
звільнення|liberation
захопити|captured|capture
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
буду будеш буде будемо будете будуть|will
мати має мають мав мала мали|has
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
щодо стосовно|regarding
навколо довкола|around
після|after
перед напередодні|before
серед|among
крім окрім|except
попри|despite
поза|outside
вздовж уздовж|along
задля заради|for
ніж|than
наче неначе мов немов|like
а але проте однак|but
що|that
який котрий|which
де|where
коли|when
якщо якби|if
щоб аби|so
доки поки|until
бо оскільки|because
не|not
ніколи|never
ніхто|nobody
ніщо|nothing
жоден жодний|no
я мене мені|i
ми нас нам нами|we
ви вас вам вами|you
треба слід потрібно необхідно|need
можна може можуть можемо міг могли могла|can
повинен мусити|must
хотіти прагнути мріяти бажати|want
готовий|ready
планувати план|plan
намагатися пробувати|try
спроба|attempt
також теж|also
вже уже|already
ще досі|still
завжди|always
знову|again
лише тільки|only
зараз тепер|now
ніч уночі вночі|night
ранок вранці зранку|morning
вечір увечері ввечері|evening
тиждень|week
понеділок|monday
вівторок|tuesday
середа|wednesday
четвер|thursday
п'ятниця|friday
субота|saturday
неділя|sunday
рік|years
століття|century
королева|queen
папа|pope
міністерка|minister
президентка|president
заступник заступниця|deputy
командувач командир|commander
держсекретар|secretary
речник речниця|representative
уповноважений спецпредставник|envoy
служба держприкордонслужба розвідка|service
агентство|agency
комітет|committee
комісія|commission
прокуратура|prosecutor
асамблея|assembly
фонд|fund
асоціація спілка|association
ова|administration
обласний|regional
муніципалітет|municipality
громада|community
населення|population
жителька мешканка|residents
громадянка|citizens
керівництво|authorities
режим|regime
дипломат|diplomats
військовослужбовець військовий воїн солдат боєць|soldiers
гарнізон бригада батальйон полк підрозділ загін|troops
прикордонник|guard
працівник рятувальник волонтер|workers
лікар медик|doctors
студент учень|students
журналіст|journalists
бізнес підприємець|business
компанія|companies
інвестор|investors
біженець переселенець|refugees
цивільний|civilians
сирота|orphans
родина сім'я|families
людина|people
обмеження|restrictions
відповідальність|responsibility
торгівля|trade
засудити|condemned|condemn
репарація|reparations
атака напад|attack
атакувати|attacked|attack
напасти нападати|attacked|attack
загибель|deaths
тіло|bodies
руйнування знищення завал|destruction
снаряд уламок|shells
дрон безпілотник|missiles
артилерія|artillery
пожежа|fire
підірвати|destroyed|destroy
постраждати постраждалий травмувати|injured
облога|siege
замінований замінувати|mined
розстріляти стратити|murdered|murder
катівня|torture
звірство|atrocities
збити впасти упасти|struck|strike
знеструмити|damaged
злочин|crimes
відбити обороняти боронити захищати захистити|defended|defend
оборона|defense
утримувати утримати|held|hold
боєзіткнення сутичка|battles
контрнаступ|counteroffensive
просуватися просунутися|advance
визволити деокупувати|liberated|liberate
деокупований|liberated
деокупація|deoccupation
оточити окупувати|occupied|occupy
вторгнутися|invaded|invade
противник агресор|enemy
росіянин|occupiers
перемир'я|ceasefire
доставити|delivered|deliver
надійти прилетіти|arrived|arrive
потяг поїзд|train
дорога|road
шлях|way
маршрут|route
побувати|visited|visit
оглянути|inspected|inspect
повернення|return
залишити вийти|left|leave
тікати втекти|fled|flee
перевезти перевозити|evacuated|evacuate
прихистити прихисток|sheltered
передати передавати|transferred|transfer
відправити надіслати|sent|send
постачання поставка|supplies
постачати|supplied|supply
надати надавати|provided|provide
отримати одержати отримувати одержувати|received|receive
експорт|exports
імпорт|imports
транзит|transit
вантаж|cargo
боєприпас|ammunition
обладнання техніка генератор|equipment
пакет|package
кредит позика транш|loan
грант|grant
кошти фінансування|funding
інвестиція|investment
солідарність|solidarity
подяка вдячність|gratitude
засідання|session
нарада|meeting
консультація|consultations
обговорити обговорювати|discussed|discuss
церемонія|ceremony
брифінг|briefing
подія|events
участь|part
виступити виступати|addressed|address
зібратися|held|hold
розмова|conversation
поінформувати повідомити|informed|inform
розповісти доповісти|told|tell
наголосити підкреслити|stressed
говорити поговорити|spoke|speak
закликати|urged|urge
висловити|expressed|express
порушити|raised|raise
додати|added
згадати|recalled
погодитися домовитися погодити узгодити|agreed|agree
ухвалити схвалити|approved|approve
запропонувати пропонувати|proposed|propose
підтвердити|confirmed|confirm
просити попросити|asked|ask
потребувати|needs
привітати вітати|congratulated|congratulate
запросити|invited|invite
приєднатися|joined|join
відкриття|opening
запрацювати|launched|launch
відремонтувати|repaired
відбудувати відновити відновлювати|rebuilt|rebuild
розпочати початися розпочатися|began|begin
завод|plant
фабрика|factory
шпиталь|hospital
клініка|clinic
консульство|consulate
представництво|mission
народитися родом|born
розташований лежати|located
залишитися залишатися|remained|remain
працювати|worked|work
загрожувати|threat
геноцид|genocide
ескалація|escalation
гарантія|guarantees
захист|protection
стабільність|stability
земля|land
інтерес|interests
історія|history
єдність|unity
енергосистема енергетика інфраструктура|economy
реформа|reforms
вступ|accession
кандидат|candidate
інтеграція|integration
розвиток|development
перспектива|perspective
конвенція|convention
хартія|charter
пакт|pact
група|group
ініціатива|initiative
формула|formula
конституція|constitution
закон|law
указ|decree
постанова резолюція|resolution
бюджет|budget
прапор|flag
нагорода|award
медаль|medal
кубок чемпіонат|cup
день|day
газета|newspaper
телеканал|channel
радіо|radio
долар|dollars
звання|title
почесний|honorary
динамо|dynamo
шахтар|shakhtar
приклад|example
досвід|experience
пам'ять|memory
столиця|capital
околиця|outskirts
центр|center
частина|part
берег акваторія|area
передмістя|suburb
рідний|home
героїчний|heroic
сусідній|neighbouring
східний|eastern
західний|western
північний|northern
південний|southern
центральний|central
"""

_LINES = [line.replace("of_", "").split("|") for line in _PIVOT.strip().splitlines()]
_TO_ENGLISH = {word: english[0] for words, *english in _LINES for word in words.split()}
_NOT_YET = {word: english[1] for words, *english in _LINES if len(english) > 1 for word in words.split()}
"""The counterpart of infinitives, presents, futures and imperatives, where it is another than that of the past."""
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
        for form in _lexeme(word):
            table.setdefault(form.word, _in_its_time(word, form, english))
    return table | {
        word: _in_its_time(word, _reading(word), english) for word, english in _TO_ENGLISH.items()
    }


def _reading(word: str) -> Any:
    """The reading under which the word is its own lemma; a verb before others where it has a second counterpart."""
    own = [parse for parse in _readings(word) if parse.normal_form == word] or list(_readings(word))
    if word in _NOT_YET:
        own.sort(key=lambda parse: not str(parse.tag).startswith("VERB"))
    return own[0]


def _lexeme(word: str) -> Any:
    return _reading(word).lexeme


def _in_its_time(word: str, form: Any, english: str) -> str:
    tag = str(form.tag)
    if word not in _NOT_YET or not tag.startswith("VERB") or "past" in tag or "Impe" in tag:
        return english
    return _NOT_YET[word]


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
def tense(low: str) -> str:
    """When a Ukrainian verb says that something happens: past, pres, futr; "none" for a command or an infinitive.

    The passive in -но and -то tells of the past; "" is no verb.
    """
    tag = str(_parse(low).tag) if low[0].isalpha() else ""
    if not tag.startswith("VERB"):
        return "past" if low.endswith(("ено", "ано", "ито")) and "Impe" in "".join(_tags(low)) else ""
    if "Impe" in tag:
        return "past"
    return next((name for name in ("past", "pres", "futr") if name in tag), "none")


def _tags(low: str) -> list[str]:
    return [str(parse.tag) for parse in _readings(low)]


@lru_cache(maxsize=65536)
def joins_nouns(low: str) -> bool:
    """Whether a small-letter word may stand within the name of a body: "безпеки і оборони", "з питань"."""
    return part_of_speech(low) in ("NOUN", "ADJF", "PREP", "CONJ")


@lru_cache(maxsize=65536)
def is_noun(low: str) -> bool:
    """Whether a small-letter word is a noun: a name behind it stands in the genitive ("президент України")."""
    return low[0].isalpha() and str(_parse(low).tag).startswith("NOUN")


_CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
_GOVERNED = {
    "in": "accs loct",
    "on": "accs loct",
    "to": "gent",
    "from": "gent ablt",
    "for": "gent accs ablt",
    "near": "gent accs ablt",
    "against": "gent",
    "between": "gent ablt",
    "over": "accs ablt",
    "through": "accs",
    "about": "accs",
    "without": "gent",
}
"""The cases that a preposition, named by its English counterpart, can ask for."""


def case(words: Sequence[str], preposition: str) -> str:
    """The grammatical case of a name in small letters, "accs/nomn" where its form leaves it open; "" if unknown."""
    found: frozenset[str] = frozenset()
    for word in words:
        cases = _cases(word)
        found = found & cases or cases or found
    allowed = _GOVERNED.get(preposition, "gent" if preposition else "nomn gent datv accs ablt").split()
    return "/".join(sorted(found.intersection(allowed) or found))


@lru_cache(maxsize=16384)
def _cases(low: str) -> frozenset[str]:
    """The cases in which a word may stand: of a thing before a person, of one before several."""
    if not low[0].isalpha():
        return frozenset()
    tags = [str(parse.tag) for parse in _readings(low) if str(parse.tag).startswith(("NOUN", "ADJF"))]
    for wanted, unwanted in (("NOUN", "Fixd"), ("inan", "Name"), ("", "plur")):
        tags = [tag for tag in tags if wanted in tag and unwanted not in tag] or tags
    if any("Fixd" in tag for tag in tags):
        return frozenset()
    return frozenset(name for name in _CASES if any(name in tag for tag in tags))


_ADMINISTRATIONS = frozenset(("ова", "ода", "облрада", "облдержадміністрація", "обласний"))


@lru_cache(maxsize=65536)
def administers(low: str) -> bool:
    """Whether a small-letter word begins what a region's body is called: "ОВА", "обласна військова адміністрація"."""
    return lemma_of(low, _ADMINISTRATIONS)


@lru_cache(maxsize=65536)
def describes(low: str) -> bool:
    """Whether an adjective says of what kind something is; "Миколаїв" is a town rather than what belongs to Mykolai."""
    return any("ADJF" in p.tag and p.normal_form.endswith(("ий", "ій")) for p in _readings(low))


@lru_cache(maxsize=65536)
def agree(adjective: str, noun: str, *, governed: bool) -> bool:
    """Whether two small-letter words agree in case, number and gender; behind a preposition not in the nominative."""
    nouns = [parse.tag for parse in _readings(noun) if "NOUN" in parse.tag]
    for parse in _readings(adjective):
        one = parse.tag
        if "ADJF" not in one:
            continue
        for two in nouns:
            alike = one.case == two.case and one.number == two.number and one.gender in (None, two.gender)
            if alike and not (governed and one.case in ("nomn", "voct")):
                return True
    return False


@lru_cache(maxsize=65536)
def lemma_of(low: str, wanted: frozenset[str]) -> bool:
    """Whether a small-letter word is a form of one of the words that are wanted."""
    return low in wanted or any(parse.normal_form in wanted for parse in _readings(low))


@lru_cache(maxsize=4096)
def feminine(low: str) -> str:
    """The feminine nominative of an adjective ("харківській" is "харківська"); other words as they are."""
    for parse in _readings(low):
        if "ADJF" in parse.tag:
            form = parse.inflect({"femn", "nomn"})
            if form is not None:
                return str(form.word)
    return low
