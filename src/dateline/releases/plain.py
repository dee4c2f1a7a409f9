"""Plain text as published: masthead, title, date with time, repeated title, body; all but the body may lack."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from dateline.releases.assemble import Record, newlines
from dateline.releases.dates import is_date_line
from dateline.releases.identity import clean_url

_HEAD_LINES = 8
_LONGEST_TITLE = 300
_LONGEST_OFFICE = 120
_OFFICE = re.compile(
    r"(?:The\s)?(?:Office|President|Government|Cabinet|Prime|Ministry|Minister|Parliament|Council|Embassy|"
    r"Delegation|Mission|Verkhovna|State|National|Security|General|Foreign|Department|Headquarters)\b"
    r"(?:[ ,](?:of|the|for|in|and|to|on|\u0026|[A-Z][\w.'’-]*))*"
    r"|(?:Офіс|Президент|Уряд|Кабінет|Прем['’ʼ]єр|Міністерство|Верховна|Рада|Посольство|Державна|Національна|"
    r"Генеральний|Служба)\b(?:[ ,](?:[а-яіїєґ]{1,3}|[А-ЯІЇЄҐ][\w'’ʼ-]*|закордонних|справ|оборони|внутрішніх))*"
)
_DATE_LABEL = re.compile(
    r"(?:date|published|posted|released|дата|опубліковано)(?:\s+on)?\s*:\s*", re.IGNORECASE
)
_SENTENCE_END = (".", "!", "?", "…", ":", ";", ",")


def records(text: str, where: str) -> Iterator[Record]:
    """The one release that a text holds."""
    yield Record(split(newlines(text)), where)


def split(text: str) -> dict[str, object]:
    """Part a text (line ends ``\\n``) into url, publisher, title, published and body.

    A date counts only where a whole line among the first ones is a date; the body is what
    follows the head, verbatim.
    """
    lines = text.split("\n")
    head = _filled(lines, 0)
    dated = next((i for i in head if _date(lines[i])), None)
    if dated is not None:
        values = _above(lines, [i for i in head if i < dated])
        rest = _filled(lines, dated + 1)
        values["published"] = _date(lines[dated])
        if not values["title"]:
            rest = _take_title(lines, rest, values)
    else:
        values = {"url": "", "publisher": "", "title": ""}
        rest = _take_line(lines, head, values, "url", clean_url)
        rest = _take_line(lines, rest, values, "publisher", _office)
        rest = _take_title(lines, rest, values)
    if len(rest) > 1 and _same(lines[rest[0]], str(values["title"])):
        rest = _filled(lines, rest[0] + 1)
    values["body"] = "\n".join(lines[rest[0] :]).rstrip() if rest else ""
    return values


def _above(lines: list[str], above: list[int]) -> dict[str, object]:
    """Address, masthead and title in the lines above a date.

    A masthead names an office, or stands in a paragraph of its own above the title's.
    """
    urls = [lines[i].strip() for i in above if clean_url(lines[i])]
    above = [i for i in above if not clean_url(lines[i])]
    publisher = ""
    if above:
        first = lines[above[0]].strip()
        apart = len(above) > 1 and above[1] > above[0] + 1 and len(first) <= _LONGEST_OFFICE
        if _office(first) or apart:
            publisher = first
            above = above[1:]
    title = " ".join(lines[i].strip() for i in above)
    return {"url": urls[0] if urls else "", "publisher": publisher, "title": title}


def _take_line(
    lines: list[str], rest: list[int], values: dict[str, object], name: str, read: Callable[[str], str]
) -> list[int]:
    """Set a value from the first line if ``read`` makes something of it; give the lines after it."""
    found = read(lines[rest[0]].strip()) if len(rest) > 1 else ""
    if not found:
        return rest
    values[name] = found
    return _filled(lines, rest[0] + 1)


def _take_title(lines: list[str], rest: list[int], values: dict[str, object]) -> list[int]:
    if len(rest) < 2 or not _may_be_title(lines, rest[0]):
        return rest
    values["title"] = lines[rest[0]].strip()
    return _filled(lines, rest[0] + 1)


def _date(line: str) -> str:
    """The date that a line consists of, without a label such as "Published:"; "" where it is none."""
    text = _DATE_LABEL.sub("", line.strip(), count=1) if len(line) < 100 else ""
    return text if is_date_line(text) else ""


def _office(line: str) -> str:
    return line if len(line) <= _LONGEST_OFFICE and _OFFICE.fullmatch(line) else ""


def _may_be_title(lines: list[str], i: int) -> bool:
    """True where a line reads as a headline: short, without a full stop, apart from what follows."""
    line = lines[i].strip()
    if len(line) > _LONGEST_TITLE or line.endswith(_SENTENCE_END) or i + 1 >= len(lines):
        return False
    return not lines[i + 1].strip() or _same(lines[i + 1], line)


def _same(line: str, title: str) -> bool:
    if len(line) > 2 * _LONGEST_TITLE or not title:
        return False
    return " ".join(line.split()).casefold() == " ".join(title.split()).casefold()


def _filled(lines: list[str], start: int) -> list[int]:
    """Indices of the first lines with text from ``start`` on, as many as a head can have."""
    found: list[int] = []
    for i in range(start, len(lines)):
        if lines[i].strip():
            found.append(i)
            if len(found) == _HEAD_LINES:
                break
    return found
