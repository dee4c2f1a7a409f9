"""What words are: ordinary English, first names, surnames, offices, generic words of places.

The big table (SCOWL small; names from Faker's locales) is ``data/lexicon.txt.gz``, made by
``build_lexicon.py``. The small closed classes are written here, where they can be read.
"""

from __future__ import annotations

import gzip
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "lexicon.txt.gz"
COMMON, FIRST, LAST = 1, 2, 4


@lru_cache(maxsize=1)
def table() -> dict[str, int]:
    """Word in small letters → flags ``COMMON``, ``FIRST``, ``LAST`` added up."""
    text = gzip.decompress(FILE.read_bytes()).decode("utf-8")
    rows = (line.split("\t") for line in text.splitlines())
    return {word: int(flags) for word, flags in rows}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_GENERICS: dict[str, str] = {
    "region": "state region regions oblast oblasts province provinces governorate governorates voivodeship voivodeships "
    "prefecture canton cantons область області областю областей областях",
    "district": "district districts raion raions rayon rayons county counties municipality parish borough hromada "
    "район району районі районом громада громади громаді",
    "natural": "sea seas ocean river rivers lake lakes gulf bay strait straits channel canal mountains mount valley "
    "delta estuary island islands peninsula reservoir desert forest basin isthmus spit liman archipelago plateau "
    "hills cape falls море моря морі морем",
    "site": "street streets avenue boulevard square lane embankment road highway palace castle cathedral church "
    "monastery lavra mosque synagogue airport airfield aerodrome airbase bridge park stadium station theatre "
    "theater museum hospital university npp npps hpp tpp plant port seaport arena hotel hall house tower cemetery "
    "memorial prison camp checkpoint crossing dam zoo garden gardens quarter residence fortress library opera "
    "hub terminal barracks academy lyceum school gallery wall factory maidan prospect prospekt аес тес гес",
}
GENERIC_KIND: dict[str, str] = {word: kind for kind, words in _GENERICS.items() for word in words.split()}
"""A generic word after a name, and the kind of place that it makes of it."""

SPAN_GENERIC = _words(
    "region oblast province governorate voivodeship prefecture canton district raion rayon county hromada sea ocean "
    "river lake gulf bay strait channel canal peninsula island islands mountains valley delta reservoir desert "
    "archipelago isthmus parish область області областю район району районі районом громада громади громаді море "
    "моря морі морем"
)
"""Singular generics that belong to the span of the name before them ("Kharkiv region")."""
PLURAL_GENERIC = _words(
    "regions oblasts provinces governorates districts raions rayons counties seas rivers voivodeships областей "
    "областях"
)
"""They give a kind to every name of the list before them, and join the last ("Donetsk and Luhansk regions")."""
ASKING = _words("state")
"""Generics that give a kind to the name before them and stay outside its span."""
LEADING = _words("lake mount cape")
"""Generics before a name, with which they make one name."""
WATERS = _words("gulf bay strait straits sea isle isles")
"""Generics that make one name with "of" and the name behind ("Gulf of Mexico")."""
JOINING = SPAN_GENERIC | PLURAL_GENERIC

ACRONYMS = _words(
    "nato un eu osce unesco unicef unhcr guam imf who wto iaea icc opec bbc cnn usaid isis isil pkk ypg g7 g20 fifa "
    "uefa nasa fbi cia kgb fsb nba nfl mlb nhl fc cec asean mercosur brics cis csto aukus echr ecb ebrd eib pace "
    "нато оон єс обсє мвф воз магате снд одкб"
)
"""Bodies without a place in their names; some are spelt like villages."""
BEFORE_GENERIC = _words("nuclear power railway thermal hydroelectric international water")
"""Words in small letters that may stand between a name and its generic word."""
AREA_WORDS = _words("states countries nations republics coast highlands steppe capes")
"""Words in small letters that may end the name of an area ("Baltic states")."""
LONG_FORMS = _words(
    "republic kingdom state federal federative principality grand commonwealth hashemite swiss islamic"
)
CALENDAR = _words(
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday "
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня"
)
OF_KIND: dict[str, str] = {
    **dict.fromkeys(
        [
            "city",
            "cities",
            "town",
            "towns",
            "village",
            "villages",
            "settlement",
            "settlements",
            "capital",
            "hamlet",
            "port",
            "resort",
            "suburb",
        ],
        "settlement",
    ),
    **dict.fromkeys(
        ["region", "regions", "oblast", "oblasts", "province", "provinces", "governorate", "state", "states"],
        "region",
    ),
    **dict.fromkeys(
        ["district", "districts", "raion", "county", "counties", "municipality", "community"], "district"
    ),
    **dict.fromkeys(["republic", "kingdom", "country", "countries", "nation"], "country"),
    **dict.fromkeys(
        ["sea", "gulf", "bay", "strait", "island", "islands", "peninsula", "river", "lake"], "natural"
    ),
}
"""A generic word before "of" and a name ("the city of Izyum")."""

ADMIN_ADJECTIVE: dict[str, str] = {
    "regional": "region",
    "oblast": "region",
    "district": "district",
    "city": "settlement",
}
"""The word after a name within the name of a body, and the place that the body administers."""

SITE_HEADS = _words(
    "street avenue boulevard square palace castle cathedral church monastery lavra airport airfield aerodrome "
    "airbase bridge park stadium station theatre theater museum hospital npp npps hpp tpp seaport arena hotel tower "
    "cemetery prison dam zoo fortress memorial house gallery wall tower plant factory checkpoint crossing arena"
)
"""Common nouns that end the name of a site when they are capitalised."""
NAME_HEADS = SITE_HEADS | _words(
    "river lake sea bay gulf strait island islands mountains peninsula reservoir canal"
)

NAMER = _words(
    "dollar dollars hero heroes day four quartet order title cross sea-breeze street streets square avenue dynamo "
    "shakhtar award medal prize cup declaration"
)
"""Words beside a name that make it part of a name of something else."""
SAINTS = _words("saint saints st sts st.")
DEDICATED = _words(
    "monastery cathedral church chapel basilica convent abbey icon relics feast day order statue tomb parish"
)
"""What is dedicated to a saint: "Church of St. Andrew" names no place of that name."""

OFFICE = _words(
    "president presidents minister ministers ministry ambassador ambassadors head heads chairman chairwoman chair "
    "chairperson leader leaders chancellor king queen prince princess sultan emir monarch premier governor mayor "
    "commander commanders commander-in-chief chief chiefs secretary speaker representative representatives envoy "
    "delegation delegations government governments parliament parliaments embassy embassies consulate consul "
    "council administration office cabinet army forces police guard troops military servicemen soldiers defenders "
    "deputy advisor adviser official officials diplomat diplomats senator senators congress senate bundestag sejm "
    "supreme court prosecutor service agency bank fund federation committee commission association union side "
    "company companies business people peoples citizens nation society public colleagues counterpart counterparts "
    "partners friends allies authorities regime taoiseach statesman politicians deputies mps members member "
    "prime foreign vice-president co-rapporteur commissioner director diaspora community mission church "
    "patriarch metropolitan pope honorary verkhovna rada university institute academy school team"
)
SUPPORT = _words(
    "support supporting supports supported help helping helps helped assistance assist aid aiding solidarity "
    "supply supplies supplying weapons weaponry loan loans grant package funding financing investment investments "
    "equipment arms donors donor gratitude thank thanked grateful"
)
SOVEREIGNTY = _words(
    "sovereignty integrity independence territory territories borders border land unity security situation defense "
    "defence protection guarantees freedom peace economy victory importance stability state future interests safety "
    "population history map rest heart"
)
HOSTILE = _words(
    "against aggression war invasion occupation annexation threat threats offensive hostility hostile escalation "
    "capture conquer destroy invade invaded attack intimidation genocide crimes"
)
SANCTION = _words(
    "sanctions sanction embargo pressure sanctioned restrictions restrictive blacklist isolation isolate trade ban "
    "responsibility accountable reparations condemn condemned"
)
REFORM = _words(
    "reconstruction recovery rebuilding restoration restore rebuild reforms reform membership accession candidate "
    "candidacy integration transformation development deoccupation de-occupation reintegration return modernization "
    "perspective aspirations course path join joining"
)
AGREEMENT = _words(
    "agreement agreements accord accords protocol protocols format formats treaty pact memorandum convention platform "
    "process group declaration statement charter statute formula initiative list plan fund house forum conference "
    "summit award prize order medal triangle trio partnership program programme scheme newspaper times post journal "
    "compact route"
)
MOTION = _words(
    "visit visits visited visiting trip trips travel travels traveled travelled arrive arrives arrived arriving arrival "
    "go goes went going came come comes coming return returned departure left leave leaving went evacuated evacuate "
    "evacuation evacuating flew flying deported fled flee stay stayed trip tour route road train trains way "
    "corridor corridors column convoy"
)
HARM = _words(
    "killed wounded injured died dead victims destroyed damaged shelled shelling bombed bombing bombs bombardment hit "
    "struck strike strikes attacked attacks missile missiles rocket rockets explosion explosions fire burned burnt "
    "tortured torture massacre atrocities graves buried murdered massacred tragedy destruction airstrikes airstrike "
    "shells artillery bodies deaths siege besieged blockade blocked blockaded mined"
)
FIGHT = _words(
    "fighting battle battles battlefield fights liberated liberation liberate captured seized hostilities defending "
    "fight fierce front frontline enemy occupiers occupier invaders counteroffensive defended held ceasefire advance"
)
MEETING = _words(
    "met meet meeting meetings signed summit conference forum talks negotiations held hold holding consultations "
    "session briefing participated part attended addressed took takes taking place speech ceremony event events"
)
BUILD = _words(
    "opened opening launched built building construction constructed repaired inspected modernization inaugurated "
    "launch started began unveiled reopened new factory plant hospital school"
)
LIVE = _words(
    "live lives living residents stationed remain remains stay stays stayed staying located situated based work works "
    "working resumed residing sheltered hid born currently people children"
)
TITLES = _words(
    "mr mrs ms dr prof sir lord lady dame president minister chancellor premier king queen prince general colonel "
    "captain major lieutenant sergeant admiral senator congressman congresswoman secretary ambassador mayor governor "
    "judge justice pope saint pastor rabbi bishop father sheikh professor doctor chairman chairwoman spokesman "
    "spokeswoman spokesperson director speaker coach actor actress singer author writer brother sister father mother "
    "son daughter wife husband uncle aunt cousin officer detective deputy sheriff chief ceo"
)
"""Words before a capitalised word that is a person's name."""

SPEECH = _words("said says told added stressed noted emphasized thanked expressed believes thinks recalled")
LOCATIVE = _words(
    "in at near from to into around across through outside inside toward towards via throughout within over off "
    "between behind beyond above under along beside on of for with against by"
)
DETERMINERS = _words("the a an this that these those our its his her their my your all any some")
DIRECTIONS = _words(
    "north south east west northern southern eastern western northeast northwest southeast southwest northeastern "
    "northwestern southeastern southwestern north-eastern north-western south-eastern south-western central upper "
    "lower greater downtown inner outer mid"
)
PRE_ADJECTIVES = DIRECTIONS | _words(
    "occupied temporarily captured liberated neighboring neighbouring nearby besieged heroic hero-city city town "
    "village settlement capital region entire whole modern independent free native home friendly brave strong "
    "beautiful new small large big nuclear democratic sovereign peaceful ancient historic mainland rural"
)
CONNECTORS = _words(
    "of the and de del della la le les du da do dos das di am an der den des upon on in und sur en y e el al under "
    "van von ob ad by sous au aux lès bei na nad pod los las dei degli delle dell della dello dels sul sulla et es ez ed "
    "ash az ar esh lez op aan ten ter pri unter bij ul lui"
)
"""Small words that may stand inside a name, between two capitalised words."""

DEMONYM_ENDINGS = ("ian", "ians", "ish", "ese", "ean", "eans", "ic", "ians'")
ORG_HEADS = _words(
    "party union company corporation corp inc ltd bank group club fc united city times post news herald tribune "
    "gazette journal university college institute school press airlines airways league cup team association society "
    "foundation fund council committee commission agency act bill law award prize medal express mail telegraph "
    "rangers lions bulls raptors films pictures records studios magazine"
)
SPEECH_AND_STATE = SPEECH | _words(
    "is was are were has had have will would can could may might must should did does"
)
US_STATES: dict[str, str] = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado",
    "CT": "Connecticut", "DE": "Delaware", "FL": "Florida", "GA": "Georgia", "HI": "Hawaii", "ID": "Idaho",
    "IL": "Illinois", "IN": "Indiana", "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana",
    "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota",
    "MS": "Mississippi", "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada",
    "NH": "New Hampshire", "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York", "NC": "North Carolina",
    "ND": "North Dakota", "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania",
    "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas",
    "UT": "Utah", "VT": "Vermont", "VA": "Virginia", "WA": "Washington", "WV": "West Virginia",
    "WI": "Wisconsin", "WY": "Wyoming", "DC": "District of Columbia",
    "Ala": "Alabama", "Ariz": "Arizona", "Ark": "Arkansas", "Calif": "California", "Colo": "Colorado",
    "Conn": "Connecticut", "Del": "Delaware", "Fla": "Florida", "Ga": "Georgia", "Ill": "Illinois",
    "Ind": "Indiana", "Kan": "Kansas", "Ky": "Kentucky", "La": "Louisiana", "Md": "Maryland",
    "Mass": "Massachusetts", "Mich": "Michigan", "Minn": "Minnesota", "Miss": "Mississippi", "Mo": "Missouri",
    "Mont": "Montana", "Neb": "Nebraska", "Nev": "Nevada", "Okla": "Oklahoma", "Ore": "Oregon",
    "Pa": "Pennsylvania", "Tenn": "Tennessee", "Tex": "Texas", "Vt": "Vermont", "Va": "Virginia",
    "Wash": "Washington", "Wis": "Wisconsin", "Wyo": "Wyoming", "WVa": "West Virginia",
    "BC": "British Columbia", "AB": "Alberta", "Alta": "Alberta", "SK": "Saskatchewan", "Sask": "Saskatchewan",
    "MB": "Manitoba", "Man": "Manitoba", "ON": "Ontario", "Ont": "Ontario", "QC": "Quebec", "Que": "Quebec",
    "NB": "New Brunswick", "NS": "Nova Scotia", "NL": "Newfoundland and Labrador",
    "NSW": "New South Wales", "Vic": "Victoria", "QLD": "Queensland", "Qld": "Queensland", "Tas": "Tasmania",
}  # fmt: skip
"""Postal and newspaper abbreviations of states and provinces of the US, Canada and Australia: read only behind a
place and a comma."""
