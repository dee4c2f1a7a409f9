"""Markdown with front matter (YAML between lines of dashes); without it, a text with headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import frontmatter
from frontmatter.default_handlers import YAMLHandler
from yaml import BaseLoader, YAMLError

from dateline.errors import ReadError
from dateline.releases import plain
from dateline.releases.assemble import Record, newlines
from dateline.releases.tables import Fields, pick

_HEADING = re.compile(r"#{1,6}[ \t]+(?P<text>\S.*)")
_CLOSING = re.compile(r"[ \t]+#+$")
_FRONT = re.compile(r"\s*---\s*\n")


class _AsWritten(YAMLHandler):
    """YAML whose scalars stay text: a date keeps its offset, and ``no`` is Norwegian."""

    def load(self, fm: str, **kwargs: object) -> Any:
        return super().load(fm, Loader=BaseLoader, **kwargs)


def records(text: str, where: str, fields: Fields) -> Iterator[Record | ReadError]:
    """The one release of a Markdown file."""
    text = newlines(text)
    if not _FRONT.match(text):
        yield Record(_headed(text), where)
        return
    try:
        meta, body = frontmatter.parse(text, handler=_AsWritten())
    except (YAMLError, RecursionError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        place = f" at line {line + 1}" if line is not None else ""
        yield ReadError(
            f"its front matter is no YAML{place}; put values that hold a colon in quotes.", where=where
        )
        return
    if not meta:
        yield ReadError("its front matter is empty, not closed, or no list of “name: value”.", where=where)
        return
    values = pick({str(name): value for name, value in meta.items()}, fields)
    values["body"] = _without_title(body, values)
    yield Record(values, where)


def _without_title(body: str, values: dict[str, object]) -> str:
    """The body without a first heading that is, or repeats, the title."""
    heading, rest = _heading(body)
    if heading and values.get("title") in (None, heading):
        values["title"] = heading
        return rest.lstrip("\n")
    return body


def _headed(text: str) -> dict[str, object]:
    heading, rest = _heading(text)
    return plain.split(f"{heading}\n\n{rest}" if heading else text)


def _heading(text: str) -> tuple[str, str]:
    """The words of a heading in the first line with text, and what follows; "" where there is none."""
    line, _, rest = text.lstrip().partition("\n")
    found = _HEADING.fullmatch(line.rstrip())
    return (_CLOSING.sub("", found["text"]), rest) if found else ("", text)
