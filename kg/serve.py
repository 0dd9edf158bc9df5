"""A dump as a SPARQL 1.1 endpoint, for reading only, and the exported page where there is one.

Every request is answered by a process of its own, forked from one that holds the graph: a query that takes too long
ends with its process, and none can open a file or a connection, whatever it says.
"""

from __future__ import annotations

import os
import resource
import signal
import threading
from collections.abc import Callable, Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from socketserver import ForkingMixIn
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from kg import __version__
from kg.dump import Dump, Term, text
from kg.ontology import XSD
from kg.query import QueryError, Result, answer, refuse_service, render

PAGE = "graph.html"
LONGEST_REQUEST = 1_000_000  # bytes
LOCAL = ("127.0.0.1", "localhost", "::1")
_FORM, _QUERY = "application/x-www-form-urlencoded", "application/sparql-query"
_RESULTS = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
_GRAPHS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/plain": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}


class ServeError(OSError):
    """The server cannot start; the message says why and what to do."""


class Server(ForkingMixIn, HTTPServer):
    """An HTTP server for one dump; `serve_forever()` runs it. The port is in `server_port`."""

    max_children = 16

    def __init__(
        self,
        dump: str | os.PathLike[str],
        host: str = "127.0.0.1",
        port: int = 8000,
        seconds: float = 30,
        rows: int = 100_000,
    ) -> None:
        """Load `dump` and listen. A query may take `seconds` and give `rows`. Raises DumpError and ServeError."""
        self.dump = Dump(dump)
        self.seconds = seconds
        self.rows = rows
        self.host = host
        try:
            super().__init__((host, port), _Handler)
        except OSError as error:
            raise ServeError(f"Cannot listen on {host}:{port}: {error.strerror}. Try another --port.") from error

    @property
    def page(self) -> Path:
        """Where the page of the graph lies, if there is one."""
        return self.dump.path.parent / PAGE

    def is_meant(self, host: str) -> bool:
        """Whether a request names this machine as its host: a page of another site that has its own name lead here,
        to read what only this machine should, names that."""
        return self.host not in LOCAL or urlsplit(f"//{host}").hostname in LOCAL


class _RefusalError(Exception):
    def __init__(self, status: HTTPStatus, message: str) -> None:
        super().__init__(message)
        self.status = status


class _Handler(BaseHTTPRequestHandler):
    server: Server
    server_version = f"kg/{__version__}"
    sys_version = ""

    timeout = 60  # seconds for a client to say what it wants

    def do_GET(self) -> None:
        """The page, or a query in the address."""
        self.handle_one(self.get)

    def do_POST(self) -> None:
        """A query in a form, or by itself."""
        self.handle_one(self.post)

    def refuse(self) -> None:
        """Every method that could change something."""
        self.handle_one(_read_only)

    do_PUT = do_DELETE = do_PATCH = refuse  # noqa: N815

    def handle_one(self, work: Callable[[], None]) -> None:
        signal.alarm(int(self.server.seconds) + self.timeout)  # whatever happens, this process ends then
        try:
            if not self.server.is_meant(self.headers.get("Host", "")):
                raise _RefusalError(HTTPStatus.FORBIDDEN, "This server answers to its own machine only.")
            work()
        except _RefusalError as refusal:
            self.reply(refusal.status, "text/plain", f"{refusal}\n".encode())

    def get(self) -> None:
        address = urlsplit(self.path)
        if address.path == "/sparql":
            self.ask(parse_qs(address.query, keep_blank_values=True))
        elif address.path in ("/", f"/{PAGE}") and self.server.page.is_file():
            self.reply(HTTPStatus.OK, "text/html", self.server.page.read_bytes())
        elif address.path == "/":
            self.reply(HTTPStatus.OK, "text/plain", b"SPARQL 1.1 queries: /sparql?query=...\n")
        else:
            raise _RefusalError(HTTPStatus.NOT_FOUND, "There is nothing here. Queries go to /sparql.")

    def post(self) -> None:
        address = urlsplit(self.path)
        if address.path != "/sparql":
            raise _RefusalError(HTTPStatus.NOT_FOUND, "There is nothing here. Queries go to /sparql.")
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal():
            raise _RefusalError(HTTPStatus.LENGTH_REQUIRED, "How long is the query? Content-Length is missing.")
        if int(length) > LONGEST_REQUEST:
            raise _RefusalError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"The longest query is {LONGEST_REQUEST:,} bytes.")
        body = self.rfile.read(int(length)).decode("utf-8", "replace")
        kind = self.headers.get_content_type()
        if kind == _FORM:
            self.ask(parse_qs(body, keep_blank_values=True))
        elif kind == _QUERY:
            self.ask(parse_qs(address.query) | {"query": [body]})
        elif kind == "application/sparql-update":
            _read_only()
        else:
            raise _RefusalError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"Send {_FORM} or {_QUERY}.")

    def ask(self, parameters: Mapping[str, list[str]]) -> None:
        if "update" in parameters:
            _read_only()
        if len(parameters.get("query", ())) != 1:
            raise _RefusalError(HTTPStatus.BAD_REQUEST, "Give one query: /sparql?query=...")
        if "default-graph-uri" in parameters or "named-graph-uri" in parameters:
            raise _RefusalError(HTTPStatus.BAD_REQUEST, "There is only the default graph here.")
        query = parameters["query"][0]
        watch = threading.Timer(self.server.seconds, self.give_up)
        watch.daemon = True
        watch.start()
        # No file and no connection can be opened from here on; nor can one be waited for, hence no timeout.
        resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
        self.connection.settimeout(None)
        try:
            refuse_service(query)
            result = answer(self.server.dump, query, self.server.rows)
            kind, body = self.written(result)
        except QueryError as error:
            raise _RefusalError(HTTPStatus.BAD_REQUEST, str(error)) from error
        finally:
            watch.cancel()
        self.reply(HTTPStatus.OK, kind, body)

    def give_up(self) -> None:
        """End the process in the middle of its query, after telling the client."""
        message = (
            f"The query took longer than {self.server.seconds:g} s. Ask for less, or start kg serve --seconds N.\n"
        )
        self.reply(HTTPStatus.SERVICE_UNAVAILABLE, "text/plain", message.encode())
        self.wfile.flush()
        self.connection.close()
        os._exit(0)

    def written(self, result: Result) -> tuple[str, bytes]:
        """The answer in the format that the client likes best."""
        accepted = ", ".join(self.headers.get_all("Accept", []))
        if result.labels is not None:
            kind = _best(accepted, list(_GRAPHS))
            triples = (ox.Triple(s, p, o) for s, p, o in result.rows)  # type: ignore[arg-type]
            written = ox.serialize(triples, format=_GRAPHS[kind], prefixes=dict(result.prefixes))
            return kind, written or b""
        kind = _best(accepted, list(_RESULTS))
        return kind, _WRITERS[_RESULTS[kind]](result).encode("utf-8", "replace")

    def reply(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        text_like = kind.startswith("text/")
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if text_like else kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing: queries are nobody's business."""


def _read_only() -> None:
    raise _RefusalError(HTTPStatus.FORBIDDEN, "This graph can be asked but not changed. kg build writes it.")


def _best(accepted: str, offered: list[str]) -> str:
    """The first of the types `offered` that an Accept header likes best; the first of all where there is no header.

    >>> _best("text/html, application/xml;q=0.9, */*;q=0.1", ["text/csv", "application/xml"])
    'application/xml'
    """
    likes: dict[str, float] = {}
    for part in accepted.split(","):
        kind, *settings = (piece.strip() for piece in part.split(";"))
        quality = next((piece[2:] for piece in settings if piece.startswith("q=")), "1")
        if kind:
            likes[kind.lower()] = float(quality) if quality.replace(".", "", 1).isdecimal() else 0.0
    if not likes:
        return offered[0]

    def liked(kind: str) -> float:
        ranges = (kind, f"{kind.partition('/')[0]}/*", "*/*")
        return next((likes[known] for known in ranges if known in likes), 0.0)

    best = max(offered, key=liked)
    if not liked(best):
        raise _RefusalError(HTTPStatus.NOT_ACCEPTABLE, f"This answer can be had as {', '.join(offered)}.")
    return best


# --------------------------------------------------------------------------------------- results


def _xml(result: Result) -> str:
    """The answer in the XML format of SPARQL."""
    lines = ['<?xml version="1.0"?>', '<sparql xmlns="http://www.w3.org/2005/sparql-results#">', "<head>"]
    lines += [f"<variable name={quoteattr(name)}/>" for name in result.variables] + ["</head>"]
    if result.answer is not None:
        return "\n".join([*lines, f"<boolean>{str(result.answer).lower()}</boolean>", "</sparql>", ""])
    lines.append("<results>")
    for row in result.rows:
        bound = [(name, term) for name, term in zip(result.variables, row, strict=True) if term is not None]
        cells = (f"<binding name={quoteattr(name)}>{_xml_term(term)}</binding>" for name, term in bound)
        lines.append(f"<result>{''.join(cells)}</result>")
    return "\n".join([*lines, "</results>", "</sparql>", ""])


def _xml_term(term: Term) -> str:
    # XML has no way to hold most control characters.
    value = escape("".join(c for c in text(term) if c >= " " or c in "\t\n\r"), {"\r": "&#13;"})
    if isinstance(term, ox.NamedNode):
        return f"<uri>{value}</uri>"
    if isinstance(term, ox.Literal):
        more = "" if term.datatype.value == XSD + "string" else f" datatype={quoteattr(term.datatype.value)}"
        more = f" xml:lang={quoteattr(term.language)}" if term.language else more
        return f"<literal{more}>{value}</literal>"
    return f"<bnode>{value}</bnode>"


def _tsv(result: Result) -> str:
    """The answer as SPARQL defines tab-separated values: terms as in Turtle."""
    if result.answer is not None:
        return f"{str(result.answer).lower()}\n"
    lines = ["\t".join(f"?{name}" for name in result.variables)]
    lines += ["\t".join("" if term is None else str(term).replace("\t", "\\t") for term in row) for row in result.rows]
    return "\n".join(lines) + "\n"


_WRITERS: dict[str, Callable[[Result], str]] = {
    "json": lambda result: render(result, "json"),
    "xml": _xml,
    "csv": lambda result: render(result, "csv").replace("\n", "\r\n"),
    "tsv": _tsv,
}
