"""Readers without a browser: they speak to Dateline as its page does, but draw nothing.

Ten browsers on the server's own two cores mostly measure how long two cores take to draw ten pages. These readers
leave the cores to the server, as readers elsewhere do.
"""

from __future__ import annotations

import gzip
import http.client
import json
import time
from contextlib import closing
from threading import Barrier, Thread
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

Times = tuple[float, float]
VIEW = "zoom=6&bbox=18.000,42.000,46.000,55.000"
EXPLORER = "dateline-explorer"


class Reader:
    """One session at an open map page."""

    def __init__(self, url: str) -> None:
        self._host = urlsplit(url).netloc
        self._socket = connect(f"ws://{self._host}/_stcore/stream", subprotocols=["streamlit"], max_size=None)  # type: ignore[list-item]
        self._explorer = self._summary = ""
        self._run(BackMsg())

    def change(self, types: str) -> Times:
        """Seconds until what the map shows of some types is here, and until the rest of the page is here too."""
        began = time.perf_counter()
        explore = self._ask(f"explore?type={types}&ui=en&{VIEW}")
        map_here = time.perf_counter() - began
        message = BackMsg()
        widgets = message.rerun_script.widget_states.widgets
        widgets.add(id=self._explorer, json_value="{}")
        sent = [{"event": "types", "value": types.split(",") if types else []}]
        widgets.add(
            id=f"$$STREAMLIT_INTERNAL_KEY_{self._explorer}__events", json_trigger_value=json.dumps(sent)
        )
        message.rerun_script.query_string = f"type={types}" if types else ""
        self._run(message)
        self._ask(f"rows?type={types}&ui=en&sort=day&order=down&offset=0&limit=100&words=&around=")
        page_here = time.perf_counter() - began
        total = f"{json.loads(gzip.decompress(explore))['total']:,}"
        if f"<b>{total} " not in self._summary:
            raise RuntimeError(f"The page does not tell of {total} events: {self._summary}")
        return map_here, page_here

    def close(self) -> None:
        """End the session."""
        self._socket.close()

    def _ask(self, query: str) -> bytes:
        """An answer of the feature API, as it comes: compressed."""
        connection = http.client.HTTPConnection(self._host)
        connection.request("GET", f"/dateline/api/{query}", headers={"Accept-Encoding": "gzip"})
        with closing(connection):
            return connection.getresponse().read()

    def _run(self, message: BackMsg) -> None:
        """One run of the script, to its end."""
        if not message.HasField("rerun_script"):
            message.rerun_script.query_string = ""
        self._socket.send(message.SerializeToString())
        while True:
            told = ForwardMsg.FromString(self._socket.recv())
            component = told.delta.new_element.bidi_component
            if EXPLORER in component.component_name:
                self._explorer = component.id
            if "dl-summary" in told.delta.new_element.html.body:
                self._summary = told.delta.new_element.html.body
            if told.WhichOneof("type") == "script_finished":
                return


def at_once(readers: list[Reader], types: list[str], *, within: float = 0) -> list[Times]:
    """The times of readers who each choose another type, at the same moment or spread over ``within`` seconds."""
    found: list[Times] = []
    gate = Barrier(len(readers))

    def act(number: int) -> None:
        gate.wait()
        time.sleep(within * number / len(readers))
        found.append(readers[number].change(types[number % len(types)]))

    acting = [Thread(target=act, args=(number,)) for number in range(len(readers))]
    for each in acting:
        each.start()
    for each in acting:
        each.join()
    return found
