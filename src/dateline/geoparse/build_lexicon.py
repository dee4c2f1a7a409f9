"""Builds ``data/lexicon.txt.gz``: which words are ordinary English, first names, surnames.

Run once, with ``faker`` (MIT) installed and a SCOWL word list such as Debian's ``wamerican-small``::

    python -m dateline.geoparse.build_lexicon /usr/share/dict/american-english-small

The table ships with Dateline; nothing here runs when a release is read.
"""

from __future__ import annotations

import gzip
import importlib
import pkgutil
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from dateline.gazetteer.transliterate import from_russian, from_ukrainian, is_cyrillic
from dateline.geoparse.lexicon import COMMON, FILE, FIRST, LAST

_LATIN = re.compile(r"[A-Za-zÀ-ɏ'’-]{2,}")
_FIRST = ("first_names", "first_names_male", "first_names_female", "first_names_nonbinary")
_LAST = ("last_names", "last_names_male", "last_names_female")


def common_words(path: Path) -> Iterator[str]:
    """Words that the list writes in small letters."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.isalpha() and line.islower():
            yield line


def person_names(attributes: tuple[str, ...]) -> Iterator[str]:
    """Names of one word from every locale of Faker, Cyrillic ones transliterated."""
    providers = importlib.import_module("faker.providers.person")
    for module in pkgutil.iter_modules(providers.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for attribute in attributes:
            names = getattr(provider, attribute, ())
            if isinstance(names, property):
                continue
            for name in names:
                yield from (latin for latin in _spellings(name) if _LATIN.fullmatch(latin))


def _spellings(name: object) -> tuple[str, ...]:
    if not isinstance(name, str):
        return ()
    return (name, *from_ukrainian(name), *from_russian(name)) if is_cyrillic(name) else (name,)


def build(words: Path) -> dict[str, int]:
    """Each word in small letters with its flags added up."""
    table: dict[str, int] = {}
    for flag, source in (
        (COMMON, common_words(words)),
        (FIRST, person_names(_FIRST)),
        (LAST, person_names(_LAST)),
    ):
        for word in source:
            table[word.lower()] = table.get(word.lower(), 0) | flag
    return table


def main(words: Path) -> None:
    """Writes the table, sorted, so that the same sources give the same bytes."""
    lines = "".join(f"{word}\t{flags}\n" for word, flags in sorted(build(words).items()))
    with FILE.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0) as out:
        out.write(lines.encode("utf-8"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
