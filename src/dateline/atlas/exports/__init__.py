"""Selections as files that other tools open."""

from dateline.atlas.exports.write import FORMATS, Format, render, write

__all__ = ["FORMATS", "Format", "render", "write"]
