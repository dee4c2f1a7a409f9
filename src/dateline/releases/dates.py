"""Dates of publication: aware, in the time of the place that published, never guessed.

A date is read only from a field or a line that holds nothing else. What could be two dates
(03/04/2022) or is relative ("yesterday") is no date.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, tzinfo
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

import dateparser

KYIV = ZoneInfo("Europe/Kyiv")

_ENGLISH = "january february march april may june july august september october november december"
_UKRAINIAN = "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня"
_MONTHS = {name: n for names in (_ENGLISH, _UKRAINIAN) for n, name in enumerate(names.split(), start=1)}
# "23 September 2022 - 23:41", "11 листопада 2025 року - 13:48", either without the time.
_PUBLISHED = re.compile(
    r"(?P<day>\d{1,2})\s+(?P<month>[^\W\d]+)\s+(?P<year>\d{4})(?:\s+(?:року|р\.?))?"
    r"(?:\s*(?:[-–—,]|о|at)?\s*(?P<hour>\d{1,2}):(?P<minute>\d{2}))?",
    re.IGNORECASE,
)
_DOTTED = re.compile(
    r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})(?:\s*[-–—,]?\s*(?P<hour>\d{1,2}):(?P<minute>\d{2}))?"
)
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{2,4})\b")
_UNIX = re.compile(r"\d{10}(?:\d{3})?")
_RFC2822 = re.compile(
    r"(?:[A-Za-z]{3},\s*)?\d{1,2} [A-Za-z]{3} \d{4} \d{1,2}:\d{2}(?::\d{2})?(?: [A-Z]{1,5}| [+-]\d{4})$"
)
_EARLIEST = 1900
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20|21)\d{2}(?!\d)")
_LONGEST = 60


def parse_date(value: object, *, zone: tzinfo = KYIV, kyiv: bool = False) -> datetime | None:
    """Read a whole value as a date of publication.

    Args:
        value: a date, a datetime, or text that holds a date and nothing else.
        zone: the zone of a time that names none.
        kyiv: the source is in Kyiv: a time with another offset is shown in Kyiv time.

    Returns:
        An aware datetime (midnight where the value has no time), or None where the value
        is no date or could mean several.
    """
    found = value if isinstance(value, date) else _from_text(str(value).strip())
    # Before 1900 lie mistakes, and local mean times with odd offsets.
    if found is None or found.year < _EARLIEST:
        return None
    if not isinstance(found, datetime):
        found = datetime.combine(found, time())
    try:
        if found.tzinfo is None:
            return found.replace(tzinfo=KYIV if kyiv else zone)
        found.utcoffset()
        return found.astimezone(KYIV) if kyiv else found
    except (ValueError, OverflowError):  # the first and last days of the calendar
        return None


def is_date_line(line: str) -> bool:
    """True where a line of text is a date of publication and nothing else."""
    return 6 <= len(line.strip()) <= _LONGEST and parse_date(line) is not None


def _from_text(text: str) -> datetime | None:
    if not text or len(text) > _LONGEST or not any(c.isdigit() for c in text):
        return None
    for read in (_published, _iso, _unix, _rfc2822):
        found = read(text)
        if found is not None:
            return found
    return _other(text)


def _published(text: str) -> datetime | None:
    """The forms of president.gov.ua and of Ukrainian offices (day first)."""
    match = _PUBLISHED.fullmatch(text) or _DOTTED.fullmatch(text)
    if not match:
        return None
    name = match["month"].lower()
    month = int(name) if name.isdecimal() else _MONTHS.get(name)
    if month is None:
        return None
    try:
        return datetime(
            int(match["year"]), month, int(match["day"]), int(match["hour"] or 0), int(match["minute"] or 0)
        )
    except ValueError:
        return None


def _iso(text: str) -> datetime | None:
    # A bare number such as 20220923 or 2022 is no date here: it may be an id or a count.
    if "-" not in text:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _unix(text: str) -> datetime | None:
    if not _UNIX.fullmatch(text):
        return None
    seconds = int(text) / (1000 if len(text) == 13 else 1)
    return datetime.fromtimestamp(seconds, tz=UTC)


def _rfc2822(text: str) -> datetime | None:
    if not _RFC2822.match(text):
        return None
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _other(text: str) -> datetime | None:
    """Any other absolute form with day, month and year, by dateparser."""
    slashed = _SLASHED.search(text)
    if slashed and int(slashed[1]) <= 12 and int(slashed[2]) <= 12 and slashed[1] != slashed[2]:
        return None
    if not _YEAR.search(text):
        return None
    try:
        found: datetime | None = dateparser.parse(
            text,
            languages=["en", "uk", "ru"],
            settings={
                "STRICT_PARSING": True,
                "PARSERS": ["absolute-time"],
                "DATE_ORDER": "DMY",
                "PREFER_LOCALE_DATE_ORDER": False,
            },
        )
    except Exception:  # dateparser raises whatever its regexes and tables meet in odd text
        return None
    return found
