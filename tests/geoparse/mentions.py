"""A mention of a made-up sentence, for the tests of its features."""

from __future__ import annotations

from dateline.geoparse.document import read
from dateline.geoparse.frame import Frame
from dateline.geoparse.spans import Span


def mention(text: str, name: str, *, kind: str = "settlement", lang: str = "en") -> tuple[Span, Frame]:
    """The one-word mention ``name`` of the first sentence, and how it hangs there alone."""
    sentence = next(iter(read(text, lang)))
    at = sentence.words.index(name)
    span = Span(sentence, at, at + 1, ())
    return span, Frame(span, kind, {}, 0)
