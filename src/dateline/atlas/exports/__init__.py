"""Selections as files that other tools open."""

from dateline.atlas.exports.about import about
from dateline.atlas.exports.options import Options
from dateline.atlas.exports.write import FORMATS, Format, draft, put, render, write

__all__ = ["FORMATS", "Format", "Options", "about", "draft", "put", "render", "write"]
