"""The words of the interface: one catalogue, two languages."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

LANGUAGES = {"en": "English", "uk": "Українська"}
_CATALOGUE = Path(__file__).with_name("words.toml")
_UCDP_PREC_OF_LENGTH = {4: "yyyy", 7: "LLLL yyyy", 10: "d MMMM yyyy"}


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Key to language to sentence."""
    with _CATALOGUE.open("rb") as file:
        return tomllib.load(file)


@dataclass(frozen=True)
class Words:
    """Sentences, dates and numbers in one language."""

    lang: str

    def __call__(self, key: str, **values: object) -> str:
        """The sentence of a key, with names filled in."""
        text = catalogue()[key][self.lang]
        for name, value in values.items():
            text = text.replace("{" + name + "}", str(value))
        return text

    def count(self, key: str, n: int) -> str:
        """A number with its noun: "3 events", "3 події"."""
        form = Locale.parse(self.lang).plural_form(n)
        known = catalogue()
        chosen = f"{key}.{form}" if f"{key}.{form}" in known else f"{key}.other"
        return known[chosen][self.lang].replace("{n}", self.number(n))

    def number(self, value: float) -> str:
        """A number in the reader's form."""
        return format_decimal(value, locale=self.lang)

    def day(self, value: date) -> str:
        """A day: "23 September 2022"."""
        return format_date(value, "d MMMM yyyy", locale=self.lang)

    def moment(self, value: str | datetime | None) -> str:
        """An ISO date and time with its own offset; an empty text where there is none."""
        if not value:
            return ""
        when = datetime.fromisoformat(value) if isinstance(value, str) else value
        return format_datetime(when, "d MMMM yyyy, HH:mm", tzinfo=when.tzinfo, locale=self.lang)

    def iso_prefix(self, value: str, end: str | None = None) -> str:
        """An ISO prefix, no sharper than it is: "September 2022"; with its end where there is one."""
        first = self._prefix(value)
        return f"{first} – {self._prefix(end)}" if end and end != value else first

    def _prefix(self, value: str) -> str:
        form = _UCDP_PREC_OF_LENGTH.get(len(value))
        if form is None:
            return value
        try:
            day = date.fromisoformat((value + "-01-01")[:10])
        except ValueError:
            return value
        return format_date(day, form, locale=self.lang)

    def subset(self, *prefixes: str) -> dict[str, str]:
        """The sentences that a script in the page needs."""
        return {key: said[self.lang] for key, said in catalogue().items() if key.startswith(prefixes)}
