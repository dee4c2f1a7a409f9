"""How QGIS draws the layers of a GeoPackage at once: its table ``layer_styles``."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

import pandas as pd

from dateline.models import EventType

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#8C8C8C")
"""Okabe and Ito's colours without yellow, which is lost on paper, and a grey."""

SHAPES = ("circle", "square", "triangle", "diamond")

_QML = """<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.28" styleCategories="Symbology">{renderer}</qgis>"""

_MARKER = """<symbol type="marker" name={name}><layer class="SimpleMarker"><Option type="Map">
<Option type="QString" name="name" value={shape}/><Option type="QString" name="color" value={colour}/>
<Option type="QString" name="outline_color" value="30,30,30,255"/><Option type="QString" name="size" value="3.4"/>
</Option></layer></symbol>"""

_LINE = """<symbol type="line" name="0"><layer class="SimpleLine"><Option type="Map">
<Option type="QString" name="line_color" value="0,114,178,255"/>
<Option type="QString" name="line_width" value="0.6"/></Option></layer></symbol>"""

_FILL = """<symbol type="fill" name="0"><layer class="SimpleFill"><Option type="Map">
<Option type="QString" name="color" value="0,114,178,40"/>
<Option type="QString" name="outline_color" value="0,114,178,255"/></Option></layer></symbol>"""


def layer_styles(updated: str) -> pd.DataFrame:
    """The rows of ``layer_styles``, one default style a layer."""
    styles = {
        "events": _categories("type", [each.value for each in EventType]),
        "sites": _single(_marker("0", "star", COLOURS[1]), "single"),
        "journeys": _single(_LINE, "single"),
        "stops": _single(_marker("0", "circle", COLOURS[0]), "single"),
        "areas": _single(_FILL, "single"),
    }
    return pd.DataFrame(
        [
            {
                "f_table_catalog": "",
                "f_table_schema": "",
                "f_table_name": layer,
                "f_geometry_column": "geom",
                "styleName": f"dateline-{layer}",
                "styleQML": _QML.format(renderer=renderer),
                "styleSLD": "",
                "useAsDefault": True,
                "description": "Made by Dateline",
                "owner": "",
                "ui": "",
                "update_time": updated,
            }
            for layer, renderer in styles.items()
        ]
    )


def _marker(name: str, shape: str, colour: str) -> str:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    said = f"{red},{green},{blue},255"
    return _MARKER.format(name=quoteattr(name), shape=quoteattr(shape), colour=quoteattr(said))


def _single(symbol: str, kind: str) -> str:
    return f'<renderer-v2 type="{kind}Symbol"><symbols>{symbol}</symbols></renderer-v2>'


def _categories(field: str, values: list[str]) -> str:
    """Values told apart by colour and shape together."""
    listed = "".join(
        f'<category value={quoteattr(value)} label={quoteattr(value)} symbol="{i}" render="true"/>'
        for i, value in enumerate(values)
    )
    symbols = "".join(
        _marker(str(i), SHAPES[i // len(COLOURS)], COLOURS[i % len(COLOURS)]) for i in range(len(values))
    )
    return (
        f'<renderer-v2 type="categorizedSymbol" attr={quoteattr(field)}>'
        f"<categories>{listed}</categories><symbols>{symbols}</symbols></renderer-v2>"
    )
