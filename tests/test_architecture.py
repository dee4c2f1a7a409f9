"""The house rules on imports, checked by walking the syntax trees.

A room may import the rooms below it, never one above; streamlit, folium and geopy have one door each.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parents[1] / "src" / "dateline"

LEAVES = {"garbage", "models", "errors", "settings"}
MAY_IMPORT: dict[str, set[str]] = {
    "models": set(),
    "errors": set(),
    "settings": {"errors"},
    "garbage": set(),
    "releases": LEAVES,
    "gazetteer": LEAVES,
    "geocoders": LEAVES,
    "geoparse": LEAVES | {"gazetteer"},
    "events": LEAVES | {"gazetteer", "geoparse"},
    "evaluation": LEAVES,
    "pipeline": LEAVES | {"releases", "gazetteer", "geoparse", "events", "geocoders", "store"},
    "store": LEAVES,
    "atlas": LEAVES | {"store", "gazetteer", "events"},
    "maps": LEAVES | {"atlas"},
    "server": LEAVES | {"atlas", "maps"},
    "dashboard": LEAVES
    | {"maps", "atlas", "pipeline", "server", "gazetteer", "releases", "geocoders", "store"},
    "cli": LEAVES
    | {
        "dashboard",
        "pipeline",
        "atlas",
        "store",
        "gazetteer",
        "geoparse",
        "geocoders",
        "releases",
        "evaluation",
        "events",
    },
}
ONE_DOOR: dict[str, set[str]] = {
    "streamlit": {"dashboard", "server"},
    "streamlit_folium": {"dashboard"},
    "folium": {"maps"},
    "geopy": {"geocoders"},
}


def room(path: Path) -> str:
    """The first part of a module's path below the package: a folder or a top-level module."""
    return path.relative_to(SRC).parts[0].removesuffix(".py")


def imported(tree: ast.AST, path: Path) -> Iterator[str]:
    """Dotted names that a module imports, relative ones resolved."""
    package = ["dateline", *path.relative_to(SRC).parts[:-1]]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def faults(path: Path, source: str) -> list[str]:
    """What a module imports and should not, a sentence each."""
    here = room(path)
    found = set()
    for name in imported(ast.parse(source), path):
        top, _, rest = name.partition(".")
        if top == "dateline" and rest:
            there = rest.split(".")[0]
            known = there in MAY_IMPORT
            if known and there != here and here in MAY_IMPORT and there not in MAY_IMPORT[here]:
                found.add(f"{here} imports {there}, which lies above it")
        if top in ONE_DOOR and here not in ONE_DOOR[top]:
            found.add(f"{here} imports {top}, which only {sorted(ONE_DOOR[top])} may")
    return sorted(found)


MODULES = sorted(SRC.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SRC)))
def test_imports_point_down(path: Path) -> None:
    assert faults(path, path.read_text(encoding="utf-8")) == []


def test_every_room_has_its_rule() -> None:
    rooms = {room(path) for path in MODULES} - {"__init__", "__main__"}
    assert rooms <= MAY_IMPORT.keys()


@pytest.mark.parametrize(
    ("where", "source"),
    [
        ("models.py", "from dateline.store import Store"),
        ("models.py", "from .store import Store"),
        ("geoparse/parser.py", "from .. import store"),
        ("geoparse/parser.py", "def f():\n    import dateline.atlas.frames"),
        ("atlas/frames.py", "import folium"),
        ("maps/layers.py", "from streamlit import write"),
        ("pipeline.py", "import geopy.geocoders"),
    ],
)
def test_the_rule_can_fail(where: str, source: str) -> None:
    assert faults(SRC / where, source) != []
