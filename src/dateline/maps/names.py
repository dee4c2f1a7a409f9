"""Names of countries and languages in the reader's own language (CLDR)."""

from __future__ import annotations

from functools import cache

from babel import Locale


@cache
def _locale(lang: str) -> Locale:
    return Locale.parse(lang)


def country_name(code: str, *, lang: str = "en") -> str:
    """The name of an ISO 3166-1 alpha-2 code; the code itself where CLDR has none."""
    return str(_locale(lang).territories.get(code, code))


def language_name(code: str, *, lang: str = "en") -> str:
    """The name of an ISO 639-1 code; the code itself where CLDR has none."""
    return str(_locale(lang).languages.get(code, code))
