"""From the raw values of any form to a `Release`: one set of rules for all readers."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from dateline.errors import ReadError
from dateline.models import Release
from dateline.releases import identity, language
from dateline.releases.dates import parse_date
from dateline.releases.notice import Notice, dating
from dateline.settings import get_settings

FIELDS = ("id", "url", "publisher", "title", "published", "lang", "body")
"""What a release is made of; the names that a mapping of fields may give."""

_TITLE_FROM_BODY = 100
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_BLANKS = re.compile(r"[ \t\n]+")


@dataclass(frozen=True, slots=True)
class Record:
    """Raw values of one release, by the names in `FIELDS`, and where they were read."""

    values: Mapping[str, object]
    where: str


def assemble(record: Record) -> tuple[Release, tuple[Notice, ...]]:
    """Make a release; what is odd about it comes as notices.

    The body is kept verbatim but for its newlines (all become ``\\n``) and for characters that
    no database holds (NUL, lone surrogates), each replaced by U+FFFD so that offsets stay.

    Raises:
        ReadError: there is no body, it is longer than allowed, or a field is no text.
    """
    texts = {name: _text(record, name) for name in FIELDS if name != "published"}
    _check_body(texts["body"], record.where)
    title = _line(texts["title"])
    lang = language.normalise(texts["lang"]) or language.detect(f"{title}\n{texts['body']}")
    url, publisher = identity.clean_url(texts["url"]), _line(texts["publisher"])
    release = Release(
        id=identity.clean_id(texts["id"]),
        title=title or _start(texts["body"]),
        body=texts["body"],
        url=url,
        publisher=publisher,
        published=_published(record, kyiv=identity.is_kyiv(url, publisher, lang)),
        lang=lang,
        source=record.where,
    )
    if not release.id:
        release = dataclasses.replace(release, id=identity.made_id(release))
    return release, tuple(_oddities(record, texts, release))


def _published(record: Record, *, kyiv: bool) -> datetime | None:
    given = record.values.get("published")
    if given is None or not str(given).strip():
        return None
    return parse_date(given, zone=ZoneInfo(get_settings().timezone), kyiv=kyiv)


def _oddities(record: Record, texts: Mapping[str, str], release: Release) -> Iterator[Notice]:
    """What a person should know about how a release came out of its record."""
    where, given = record.where, record.values.get("published")
    if texts["url"].strip() and not release.url:
        yield Notice(where, "its address is no http or https URL; left out.")
    if release.lang == language.UNKNOWN and not texts["lang"].strip():
        yield Notice(where, "its language was not recognised; marked as undetermined.")
    if any(_UNSTORABLE.search(str(value)) for value in record.values.values()):
        yield Notice(where, "characters that cannot be stored were replaced by \N{REPLACEMENT CHARACTER}.")
    if release.published is None and given is not None and str(given).strip():
        yield Notice(where, f"its date {_shown(given)} could not be understood; kept without a date.")
    elif notice := dating(release):
        yield notice


def newlines(text: str) -> str:
    """The text with every line end as ``\\n``."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _text(record: Record, name: str) -> str:
    value = record.values.get(name)
    if value is None:
        return ""
    if isinstance(value, bool | list | dict | tuple):
        kind = {"bool": "true or false", "dict": "an object"}.get(type(value).__name__, "a list")
        raise ReadError(f"its {name} is {kind}, not text.", where=record.where)
    return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", newlines(str(value)))


def _check_body(body: str, where: str) -> None:
    if not body.strip():
        raise ReadError("it has no text to read.", where=where)
    limit = get_settings().max_release_chars
    if len(body) > limit:
        raise ReadError(
            f"its text has {len(body):,} characters, more than the {limit:,} allowed for one release; "
            "split it, or raise DATELINE_MAX_RELEASE_CHARS.",
            where=where,
        )


def _line(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()


def _start(body: str) -> str:
    """The first words of a body, which stand in for a missing title."""
    line = _line(body.lstrip()[: 2 * _TITLE_FROM_BODY])
    if len(line) <= _TITLE_FROM_BODY:
        return line
    return line[:_TITLE_FROM_BODY].rsplit(" ", 1)[0] + "…"


def _shown(value: object) -> str:
    text = ascii(str(value)) if not str(value).isprintable() else f"“{value}”"
    return text if len(text) <= 60 else text[:59] + "…"
