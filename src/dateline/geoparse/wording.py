"""The plain words of features and grounds, for people who ask why.

Every feature of the models is a short code; this table says it as a clause that completes "because ...". What
has no entry is no reason that a person would give, and is not shown.
"""

from __future__ import annotations

from functools import lru_cache

_FLAGS = {
    0: "no ordinary word and no person's name",
    1: "also an ordinary word",
    2: "also a first name",
    3: "also an ordinary word and a first name",
    4: "also a surname",
    5: "also an ordinary word and a surname",
    6: "also a first name and a surname",
    7: "also an ordinary word and a person's name",
}
_POPULATION = {
    "6": "a place of more than a million people has this name",
    "5": "a place of more than 100,000 people has this name",
    "4": "a place of more than 20,000 people has this name",
    "3": "a place of more than 3,000 people has this name",
    "2": "only a small place has this name",
    "1": "only a place of unknown size has this name",
}
_GROUPS = {
    "namer": "a word that makes it part of a name",
    "office": "an office or a body of people",
    "agreement": "an agreement, format or forum",
    "sanction": "sanctions or pressure",
    "harm": "an attack or its victims",
    "fight": "fighting",
    "motion": "a journey",
    "meeting": "a meeting",
    "build": "building or opening",
    "support": "help or thanks",
    "hostile": "aggression",
    "sovereignty": "territory, security or sovereignty",
    "reform": "recovery or integration",
    "speech": "somebody speaking",
    "state": "a state or action verb",
    "live": "living or working there",
    "forum": "a forum or a group",
    "law": "a law or a treaty",
    "award": "an award or a title",
    "day": "a day that is kept",
    "fund": "a fund or a programme",
    "body": "an office or a service",
    "medium": "a medium, a club or a stage",
    "seat": "the seat of a body",
    "talk": "people who talk",
    "intent": "what somebody intends",
    "past": "what is past",
    "route": "borders and routes",
}
_CLASSES = {
    "prep": "a preposition stands before",
    "det": "an article stands before",
    "Title": "a title stands before",
    "First": "a first name stands before",
    "Last": "a surname stands before",
    "Cap": "another capitalised name stands before",
    "Org": "a word of an organisation's name stands before",
    ",": "a comma stands before",
    "direction": "a direction stands before",
    "generic": "a generic word of places stands before",
}
_AFTER = {
    "Title": "a title follows",
    "First": "a first name follows",
    "Last": "a surname follows",
    "Cap": "another capitalised name follows",
    "Org": "a word of an organisation's name follows",
    "'s": "it has a possessive 's",
    "verb": "a verb follows",
    "generic": "a generic word of places follows",
    "Generic": "a capitalised generic word follows",
}
_PLAIN = {
    "main": "it is the place's own name",
    "alias": "it is another name of a place",
    "gaz=none": "the gazetteer does not know it",
    "home": "a place in the publisher's country has this name",
    "country named": "the release names the country of a place so called",
    "list after known": "it follows another place in a list",
    "list before known": "another place follows it in a list",
    "within next": "the place named next contains it",
    "holds previous": "it contains the place named just before",
    "docperson": "elsewhere in the release it is a person's name",
    "docplace": "elsewhere in the release it stands after 'in', 'at' or 'near'",
    "lower elsewhere": "the release has it as an ordinary word, too",
    "only initial": "it stands only at the start of sentences",
    "capafter": "it runs on into another capitalised word",
    "demonym": "it ends like an adjective of a people",
    "orghead": "it ends like the name of an organisation",
    "personlike": "it reads like a person's full name",
    "allcommon": "it is made of ordinary words",
    "allcaps": "it is written in capitals",
    "possessive": "it has a possessive 's",
    "subject": "it stands where the sentence's subject stands",
    "subjectverb": "it is the subject of the verb that follows",
    "actor": "it is the subject of a verb",
    "object": "something is done to it",
    "seat": "it is a seat of government, which often stands for the government",
    "seat&opens": "a clause opens with it, a seat of government",
    "unheaded": "it runs on from a capitalised word before it",
    "listed": "it stands in a list and shares what governs the list",
    "holds": "it contains the place just before and shares its role",
    "quoted": "it stands in quoted speech",
    "capnext": "a capitalised word follows, of which it is part",
    "administers": "it is part of the name of a body that administers it",
    "self": "it is the publisher's own country",
    "abroad": "it is a foreign country",
    "inhome": "it lies in the publisher's country",
    "inabroad": "it lies abroad",
    "lead": "it stands in the first sentence",
    "modal<": "before it the clause speaks of what may, must or will be",
    "modal>": "after it the clause speaks of what may, must or will be",
    "negated<": "before it the clause is negated",
    "negated>": "after it the clause is negated",
    "personal": "somebody speaks as I or we",
    "past<": "before it the clause tells what was done",
    "passive": "something is done to it",
    "tense<past": "before it a verb tells of the past",
    "tense>past": "after it a verb tells of the past",
    "tense<futr": "before it a verb tells of the future",
    "tense>futr": "after it a verb tells of the future",
    "today": "the sentence speaks of today or these days",
    "dated": "the sentence names a date",
    "firstmention": "it is the first place of the release",
    "recogniser": "the recogniser that you chose found it",
    # grounds of resolution
    "rank": "how well known it is among places of this name",
    "main name": "this is the place's own name",
    "short name:settlement": "the place's own name is longer",
    "short name:region": "this is the region's own name but for its generic word",
    "short name:district": "this is the district's own name but for its generic word",
    "publisher's country": "it lies in the publisher's country",
    "same country": "many other places of the release lie in its country",
    "same region": "another place of the release lies in its region",
    "only region named": "the release names its region and no other",
    "region named": "the release names its region",
    "within 25 km of another place": "it lies within 25 km of another place of the release",
    "within 60 km of another place": "it lies within 60 km of another place of the release",
    "within 120 km of another place": "it lies within 120 km of another place of the release",
    "contained: region": "the words beside it say that it lies in this region",
    "beside: region": "its region is named beside it",
    "contained: country": "the words beside it say that it lies in this country",
    "beside: country": "its country is named beside it",
    "contained: district": "the words beside it say that it lies in this district",
    "beside: district": "its district is named beside it",
    "contained: holds": "a place named beside it lies in it",
    "beside: holds": "a place named beside it lies in it",
}
_PREFIXES = {
    "p1=": "'{}' stands before it",
    "n1=": "'{}' follows",
    "head=": "it ends in '{}'",
    "prep=": "'{}' governs it",
    "gov=": "it depends on '{}…'",
    "govgroup=": "it depends on a word of {}",
    "prev=": "'{}…' stands before it",
    "past=": "the clause tells that somebody or something '{}…'",
    "verb=": "it is the subject of '{}…'",
    "does=": "it is the subject of '{}…'",
    "above=": "what governs it depends on '{}…'",
    "of ": "it depends on a word of {}",
    "then ": "a word of {} follows",
    "near head=": "the longer name of which it is part has a word of {} right before it",
    "far head=": "the longer name of which it is part begins with a word of {}",
    "head after=": "the longer name of which it is part ends in a word of {}",
    "prevgroup=": "before it stands a word of {}",
    "possgroup=": "its possessive belongs to a word of {}",
    "n1group=": "a word of {} follows",
    "run=": "the capitalised words after it name {}",
    "runlast=": "the capitalised words after it end in {}",
    "part=": "the words speak of its {}",
    "kind=": "the gazetteer knows a {} of this name",
    "asked=": "the words beside it ask for a {}",
    "asked:": "the words beside it ask for a {}",
    "not asked:": "the words beside it ask for a {}, which it is not",
    "cue=": "the word '{}' beside it marks a place",
    "inside=": "it is part of a longer name",
    "covers=": "it is longer than another name within it",
    "capbefore=": "it runs on from a capitalised word before it",
    "l:": "before it the sentence speaks of {}",
    "r:": "after it the sentence speaks of {}",
    "kind:": "it is a {}",
    "population:": "how many people live there",
    "hyphen": "a hyphen joins it to another word",
}
_ALL_PREFIXES = tuple(_PREFIXES)
_SKIPPED = (
    "prep=",
    "gov=",
    "prevgroup=",
    "govgroup=",
    "run=",
    "n1group=",
    "possgroup=",
    "above=",
    "head after=",
)


_CASES = {
    "nomn": "it stands in the nominative, as a subject does",
    "gent": "it stands in the genitive",
    "datv": "it stands in the dative, as who receives does",
    "accs": "it stands in the accusative, as an object or an aim does",
    "ablt": "it stands in the instrumental",
    "loct": "it stands in the locative, as where something is does",
}
_TABLES = {
    "case": _CASES,
    "pop": _POPULATION,
    "P1": _CLASSES,
    "N1": _AFTER,
    "flags": {str(k): v for k, v in _FLAGS.items()},
}


@lru_cache(maxsize=8192)
def phrase(feature: str) -> str | None:
    """The words of a feature, or None where a person would not give it as a reason."""
    if feature in _PLAIN or "&" in feature:
        return _PLAIN.get(feature)
    code, _, value = feature.partition("=")
    if code in _TABLES:
        return _TABLES[code].get(value)
    if not feature.startswith(_ALL_PREFIXES):
        return None
    prefix = next(prefix for prefix in _PREFIXES if feature.startswith(prefix))
    value = feature[len(prefix) :]
    if not value or (prefix in _SKIPPED and value in ("^", "none")):
        return None
    return _PREFIXES[prefix].format(_GROUPS.get(value, value))
