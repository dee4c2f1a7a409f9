"""How QGIS draws the layers of a GeoPackage at once: its table ``layer_styles``.

Colours are those of the maps; shapes those of QGIS's own markers that come next to the maps' symbols.
What is only planned is hollow or broken; what is known to a region or country only is an empty outline
with its name and number, as on every map of Dateline.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from xml.sax.saxutils import quoteattr

import pandas as pd

from dateline.models import EventStatus, EventType, SiteKind

_BLUE, _SKY, _GREEN, _ORANGE, _PINK, _DARK, _GREY = (
    "#0072B2", "#56B4E9", "#009E73", "#E69F00", "#CC79A7", "#23272e", "#9aa1ab",
)  # fmt: skip

EVENTS: dict[str, tuple[str, str]] = {
    EventType.VISIT: ("circle", _BLUE),
    EventType.INSPECTION: ("diamond", _BLUE),
    EventType.MEETING: ("square", _PINK),
    EventType.CALL: ("circle", _PINK),
    EventType.ATTACK: ("star", "#D55E00"),
    EventType.ATROCITY: ("triangle", _DARK),
    EventType.LIBERATION: ("hexagon", _GREEN),
    EventType.EVACUATION: ("pentagon", _ORANGE),
    EventType.AID: ("square", _ORANGE),
    EventType.CEREMONY: ("circle", "#F0E442"),
    EventType.OPENING: ("square", _SKY),
    EventType.DECISION: ("diamond", _SKY),
    EventType.OTHER: ("circle", _GREY),
}
"""Shape and colour by type of event."""

SITES: dict[str, tuple[str, str]] = {
    SiteKind.RESIDENTIAL: ("square", _ORANGE),
    SiteKind.POLICE: ("square", _BLUE),
    SiteKind.MASS_GRAVE: ("triangle", _DARK),
    SiteKind.HOSPITAL: ("square", _GREEN),
    SiteKind.SCHOOL: ("square", _PINK),
    SiteKind.MILITARY: ("triangle", _BLUE),
    SiteKind.GOVERNMENT: ("diamond", _BLUE),
    SiteKind.MEMORIAL: ("diamond", _DARK),
    SiteKind.RELIGIOUS: ("diamond", _PINK),
    SiteKind.INDUSTRY: ("square", _SKY),
    SiteKind.ENERGY: ("star", _SKY),
    SiteKind.TRANSPORT: ("pentagon", _SKY),
    SiteKind.CULTURE: ("pentagon", _PINK),
    SiteKind.SPORT: ("hexagon", _PINK),
    SiteKind.AID_CENTRE: ("diamond", _GREEN),
    SiteKind.BORDER: ("pentagon", _BLUE),
    SiteKind.OTHER: ("square", _GREY),
}
"""Shape and colour by kind of site."""

_PLANNED = " (planned)"
_JOURNEY, _OUTLINE = "#6a3d9a", "#b34700"

_QML = """<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22" styleCategories="Symbology|Labeling" labelsEnabled={labelled}>{renderer}{labels}</qgis>"""

_SYMBOL = """<symbol type={kind} name={name} alpha="1"><layer class={layer} enabled="1"><Option type="Map">{options}</Option>
</layer></symbol>"""

_LABELS = """<labeling type="simple"><settings calloutType="simple"><text-style fieldName={field} isExpression="1"
 fontSize="9" fontSizeUnit="Point" textColor={colour} textOpacity="1"><text-buffer bufferDraw="1" bufferSize="0.8"
 bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferOpacity="1"/></text-style>
<placement placement={placement} dist="1.6" centroidInside="1" centroidWhole="1"/><rendering obstacle="0"/></settings></labeling>"""


def layer_styles(updated: str, *, events: pd.DataFrame, sites: pd.DataFrame) -> pd.DataFrame:
    """The rows of ``layer_styles``, one default style a layer.

    Args:
        updated: ISO time that the styles state.
        events, sites: what the layers hold: legends list the types, states and kinds that are there.
    """
    named = '"number" || \'. \' || "place"'
    counted = "\"place\" || ' (' || \"events\" || ')'"
    styles = {
        "events": (_events(events), ""),
        "sites": (_categories('"kind"', [_site(kind) for kind in _present(SITES, sites["kind"])]), ""),
        "journeys": (_by_planned(_line), ""),
        "stops": (_by_planned(_stop), _label(named, _JOURNEY, placement="6")),
        "areas": (_single(_area()), _label(counted, _OUTLINE, placement="4")),
    }
    return pd.DataFrame(
        [
            {
                "f_table_catalog": "",
                "f_table_schema": "",
                "f_table_name": layer,
                "f_geometry_column": "geom",
                "styleName": f"dateline-{layer}",
                "styleQML": _QML.format(
                    renderer=renderer, labels=labels, labelled=quoteattr("1" if labels else "0")
                ),
                "styleSLD": "",
                "useAsDefault": True,
                "description": "Made by Dateline",
                "owner": "",
                "ui": "",
                "update_time": updated,
            }
            for layer, (renderer, labels) in styles.items()
        ]
    )


Category = tuple[str, str, str]
"""Value, label and symbol; the symbol's name is still to be filled in."""


def _present(known: Iterable[str], column: pd.Series[str]) -> list[str]:
    """Those values that a column holds, in the order of the table; all of them where it holds none."""
    there = set(column)
    return [value for value in known if value in there] or list(known)


def _events(events: pd.DataFrame) -> str:
    """Types told apart by colour and shape together, planned ones hollow."""
    planned = events["status"] == EventStatus.PLANNED
    found = [_event(kind, planned=False) for kind in _present(EVENTS, events.loc[~planned, "type"])]
    if planned.any():
        found += [_event(kind, planned=True) for kind in _present(EVENTS, events.loc[planned, "type"])]
    value = f"\"type\" || if(\"status\" = '{EventStatus.PLANNED}', '{_PLANNED}', '')"
    return _categories(value, found)


def _event(kind: str, *, planned: bool) -> Category:
    shape, colour = EVENTS[kind]
    tail = _PLANNED if planned else ""
    return f"{kind}{tail}", _words(kind) + tail, _marker(shape, colour, hollow=planned)


def _site(kind: str) -> Category:
    shape, colour = SITES[kind]
    return str(kind), _words(kind), _marker(shape, colour, size=2.8)


def _words(value: str) -> str:
    return str(value).replace("_", " ").capitalize()


def _by_planned(symbol: Callable[[bool], str]) -> str:
    """What was done beside what nothing confirms."""
    labels = {False: "Told as done", True: "Planned, not confirmed"}
    found = [(str(int(planned)), label, symbol(planned)) for planned, label in labels.items()]
    return _categories('if("planned", 1, 0)', found)


def _line(planned: bool) -> str:
    return _symbol(
        "line", "SimpleLine", line_color=_rgba(_JOURNEY), line_width="0.7", line_style="dash" if planned else "solid"
    )  # fmt: skip


def _stop(planned: bool) -> str:
    return _marker("circle", _JOURNEY, hollow=planned, size=2.6)


def _area() -> str:
    return _symbol(
        "fill", "SimpleFill", style="no", outline_color=_rgba(_OUTLINE), outline_style="dash", outline_width="0.5"
    )  # fmt: skip


def _marker(shape: str, colour: str, *, hollow: bool = False, size: float = 3.4) -> str:
    return _symbol(
        "marker",
        "SimpleMarker",
        name=shape,
        color=_rgba(colour, 60 if hollow else 255),
        outline_color=_rgba(colour if hollow else "#1b1f24"),
        outline_style="dot" if hollow else "solid",
        outline_width="0.6" if hollow else "0.2",
        size=f"{size:g}",
    )


def _symbol(kind: str, layer: str, **options: str) -> str:
    """A symbol of one layer; its name stays open for `_categories` and `_single`."""
    listed = "".join(
        f'<Option type="QString" name={quoteattr(name)} value={quoteattr(value)}/>'
        for name, value in options.items()
    )
    return _SYMBOL.format(kind=quoteattr(kind), name="{name}", layer=quoteattr(layer), options=listed)


def _rgba(colour: str, alpha: int = 255) -> str:
    return ",".join(str(int(colour[i : i + 2], 16)) for i in (1, 3, 5)) + f",{alpha}"


def _single(symbol: str) -> str:
    named = symbol.format(name=quoteattr("0"))
    return f'<renderer-v2 type="singleSymbol"><symbols>{named}</symbols></renderer-v2>'


def _categories(value: str, categories: list[Category]) -> str:
    """A renderer by the value of an expression."""
    listed = "".join(
        f'<category value={quoteattr(value)} label={quoteattr(label)} symbol="{i}" render="true" type="string"/>'
        for i, (value, label, _) in enumerate(categories)
    )
    symbols = "".join(symbol.format(name=quoteattr(str(i))) for i, (_, _, symbol) in enumerate(categories))
    return (
        f'<renderer-v2 type="categorizedSymbol" attr={quoteattr(value)}>'
        f"<categories>{listed}</categories><symbols>{symbols}</symbols></renderer-v2>"
    )


def _label(expression: str, colour: str, *, placement: str) -> str:
    return _LABELS.format(
        field=quoteattr(expression), colour=quoteattr(_rgba(colour)), placement=quoteattr(placement)
    )
