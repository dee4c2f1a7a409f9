"""Plain text as published: masthead, title, date with time, repeated title, body; each but the body may lack."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.releases.assemble import Record, newlines
from dateline.releases.dates import is_date_line

_HEAD_LINES = 6
_LONGEST_TITLE = 300
_OFFICE = re.compile(
    r"(?:(?:The\s)?(?:Office|President|Government|Cabinet|Prime|Ministry|Minister|Parliament|Council|Embassy|"
    r"Delegation|Verkhovna|State|National|Security|General|Foreign|Department|Headquarters)\b"
    r"(?:[ ,](?:of|the|for|in|and|to|on|\u0026|[A-Z][\w.'’-]*))*"
    r"|(?:Офіс|Президент|Уряд|Кабінет|Прем['’ʼ]єр|Міністерство|Верховна|Рада|Посольство|Державна|Національна|"
    r"Генеральний|Служба)\b(?:[ ,](?:[а-яіїєґ]{1,3}|[А-ЯІЇЄҐ][\w'’ʼ-]*|закордонних|справ|оборони|внутрішніх))*)"
)
_SENTENCE_END = (".", "!", "?", "…", ":", ";", ",")


def records(text: str, where: str) -> Iterator[Record]:
    """The one release that a text holds."""
    yield Record(split(newlines(text)), where)


def split(text: str) -> dict[str, object]:
    """Part a text (line ends ``\\n``) into publisher, title, published and body.

    A date counts only where a whole line among the first ones is a date; the body is what
    follows the head, verbatim.
    """
    lines = text.split("\n")
    head = [i for i, line in enumerate(lines) if line.strip()][:_HEAD_LINES]
    dated = next((n for n, i in enumerate(head) if is_date_line(lines[i])), None)
    if dated is None:
        return _undated(lines, head)
    before = [lines[i].strip() for i in head[:dated]]
    publisher = _masthead(before)
    title = " ".join(before)
    rest = _rest(lines, head[dated] + 1)
    if rest and _same(lines[rest[0]], title):
        rest = _rest(lines, rest[0] + 1)
    elif not title and len(rest) > 1 and _may_be_title(lines, rest[0]):
        title = lines[rest[0]].strip()
        rest = _rest(lines, rest[0] + 1)
        if rest and _same(lines[rest[0]], title):
            rest = _rest(lines, rest[0] + 1)
    return {
        "publisher": publisher,
        "title": title,
        "published": lines[head[dated]].strip(),
        "body": _body(lines, rest),
    }


def _undated(lines: list[str], head: list[int]) -> dict[str, object]:
    publisher, title = "", ""
    rest = head
    if len(rest) > 1 and (_OFFICE.fullmatch(lines[rest[0]].strip())):
        publisher = lines[rest[0]].strip()
        rest = _rest(lines, rest[0] + 1)
    if len(rest) > 1 and _may_be_title(lines, rest[0]):
        title = lines[rest[0]].strip()
        rest = _rest(lines, rest[0] + 1)
        if len(rest) > 1 and _same(lines[rest[0]], title):
            rest = _rest(lines, rest[0] + 1)
    return {"publisher": publisher, "title": title, "body": _body(lines, rest)}


def _masthead(before: list[str]) -> str:
    """Take the masthead off the lines above the date: one of several, or one that names an office."""
    if before and _OFFICE.fullmatch(before[0]):
        return before.pop(0)
    return ""


def _may_be_title(lines: list[str], i: int) -> bool:
    """True where a line reads as a headline: short, without a full stop, apart from what follows."""
    line = lines[i].strip()
    apart = i + 1 < len(lines) and (not lines[i + 1].strip() or _same(lines[i + 1], line))
    return apart and len(line) <= _LONGEST_TITLE and not line.endswith(_SENTENCE_END)


def _same(line: str, title: str) -> bool:
    return bool(title) and " ".join(line.split()).casefold() == " ".join(title.split()).casefold()


def _rest(lines: list[str], start: int) -> list[int]:
    """Indices of the lines with text from ``start`` on, as many as anyone looks at."""
    found: list[int] = []
    for i in range(start, len(lines)):
        if lines[i].strip():
            found.append(i)
            if len(found) == _HEAD_LINES:
                break
    return found


def _body(lines: list[str], rest: list[int]) -> str:
    return "\n".join(lines[rest[0] :]).rstrip() if rest else ""
