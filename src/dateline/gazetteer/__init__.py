"""Names to places: embedded data, imports, name variants, boundaries."""

from dateline.gazetteer.folding import ends_word, fold
from dateline.gazetteer.gazetteer import Gazetteer, Location
from dateline.gazetteer.inflection import lemmas
from dateline.gazetteer.renamings import FormerName
from dateline.gazetteer.scan import scan
from dateline.gazetteer.transliterate import from_ukrainian

__all__ = [
    "FormerName",
    "Gazetteer",
    "Location",
    "ends_word",
    "fold",
    "from_ukrainian",
    "lemmas",
    "scan",
]
