"""A server on this machine that answers as the services do, or misbehaves as told."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

NOMINATIM = [
    {
        "osm_type": "node",
        "osm_id": 101,
        "lat": "49.2087",
        "lon": "37.2485",
        "class": "place",
        "type": "city",
        "addresstype": "city",
        "name": "Izium",
        "display_name": "Izium, Kharkiv Oblast, Ukraine",
        "address": {"country_code": "ua", "state": "Kharkiv Oblast"},
    },
    {
        "osm_type": "node",
        "osm_id": 102,
        "lat": "44.1",
        "lon": "40.1",
        "type": "village",
        "name": "Izium",
        "display_name": "Izium, elsewhere",
        "address": {"country_code": "ru"},
    },
]
PHOTON = {
    "type": "FeatureCollection",
    "features": [
        {
            "geometry": {"type": "Point", "coordinates": [37.2485, 49.2087]},
            "properties": {
                "osm_type": "N",
                "osm_id": 101,
                "osm_value": "city",
                "name": "Izium",
                "countrycode": "UA",
                "state": "Kharkiv Oblast",
            },
        },
        {
            "geometry": {"type": "Point", "coordinates": [40.1, 44.1]},
            "properties": {
                "osm_type": "N",
                "osm_id": 102,
                "osm_value": "village",
                "name": "I",
                "countrycode": "RU",
            },
        },
    ],
}
OPENCAGE = {
    "results": [
        {
            "formatted": "Izium, Ukraine",
            "geometry": {"lat": 49.2087, "lng": 37.2485},
            "components": {"_type": "city", "city": "Izium", "country_code": "ua", "state": "Kharkiv Oblast"},
        }
    ],
    "status": {"code": 200, "message": "OK"},
}
PELIAS = {
    "type": "FeatureCollection",
    "features": [
        {
            "geometry": {"type": "Point", "coordinates": [37.2485, 49.2087]},
            "properties": {
                "id": "1",
                "gid": "whosonfirst:locality:1",
                "layer": "locality",
                "name": "Izium",
                "label": "Izium, Ukraine",
                "country_code": "UA",
                "region": "Kharkiv",
            },
        }
    ],
}
ANSWERS: dict[str, Any] = {
    "nominatim": NOMINATIM,
    "photon": PHOTON,
    "opencage": OPENCAGE,
    "geocodeearth": PELIAS,
}
EMPTY: dict[str, Any] = {
    "nominatim": [],
    "photon": {"type": "FeatureCollection", "features": []},
    "opencage": {"results": [], "status": {"code": 200, "message": "OK"}},
    "geocodeearth": {"type": "FeatureCollection", "features": []},
}


@dataclass
class Reply:
    """What the server says to one request."""

    body: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0


@dataclass
class Server:
    """Replies in order, the last for ever; remembers what it was asked."""

    url: str
    replies: list[Reply]
    paths: list[str] = field(default_factory=list)
    agents: list[str] = field(default_factory=list)

    def asked(self, parameter: str) -> list[str]:
        """The values of a query parameter over all requests."""
        return [value for path in self.paths for value in parse_qs(urlsplit(path).query).get(parameter, [])]


def reply(document: Any, **options: Any) -> Reply:
    return Reply(json.dumps(document).encode(), **options)


@contextmanager
def serving(*replies: Reply) -> Iterator[Server]:
    """A server on a free port of this machine."""
    server = Server("", list(replies))
    http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(server))
    server.url = f"http://127.0.0.1:{http.server_port}"
    thread = threading.Thread(target=http.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()


def _handler(server: Server) -> Callable[..., BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            server.paths.append(self.path)
            server.agents.append(self.headers.get("User-Agent", ""))
            answer = server.replies.pop(0) if len(server.replies) > 1 else server.replies[0]
            time.sleep(answer.delay)
            try:
                self.send_response(answer.status)
                for name, value in {"Content-Type": "application/json", **answer.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(answer.body)
            except OSError:
                pass  # the client has given up, as it should

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler
