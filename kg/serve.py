"""A dump as a SPARQL 1.1 endpoint, for reading only, and the exported page where there is one.

Queries are answered by processes of their own, so that one that takes too long can be ended, and no query can open a
file or a connection, whatever it says. Where the system can fork, every request gets a copy of the process that holds
the graph; elsewhere two workers load the graph for themselves.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import socketserver
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer
from multiprocessing.connection import Connection
from pathlib import Path
from queue import Empty, Queue
from typing import Any
from urllib.parse import parse_qs, urlsplit

from kg import __version__
from kg.dump import Dump
from kg.results import RefusalError, respond

PAGE = "graph.html"
LONGEST_REQUEST = 1_000_000  # bytes
LOCAL = ("127.0.0.1", "localhost", "::1")
WORKERS = 2  # where the system cannot fork
_FORM, _QUERY = "application/x-www-form-urlencoded", "application/sparql-query"


class ServeError(OSError):
    """The server cannot start; the message says why and what to do."""


class Server(HTTPServer):
    """An HTTP server for one dump; `serve_forever()` runs it. The port is in `server_port`."""

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

    def run(self, handler: _Handler, query: str, accepted: str) -> tuple[str, bytes]:
        """Media type and bytes of the answer to a query. Raises RefusalError."""
        raise NotImplementedError

    @property
    def too_long(self) -> RefusalError:
        """What a query is told that takes longer than it may."""
        message = f"The query took longer than {self.seconds:g} s. Ask for less, or start kg serve --seconds N."
        return RefusalError(HTTPStatus.SERVICE_UNAVAILABLE, message)


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
        try:
            if not self.server.is_meant(self.headers.get("Host", "")):
                raise RefusalError(HTTPStatus.FORBIDDEN, "This server answers to its own machine only.")
            work()
        except RefusalError as refusal:
            self.refused(refusal)

    def get(self) -> None:
        address = urlsplit(self.path)
        if address.path == "/sparql":
            self.ask(parse_qs(address.query, keep_blank_values=True))
        elif address.path in ("/", f"/{PAGE}") and self.server.page.is_file():
            self.reply(HTTPStatus.OK, "text/html", self.server.page.read_bytes())
        elif address.path == "/":
            self.reply(HTTPStatus.OK, "text/plain", b"SPARQL 1.1 queries: /sparql?query=...\n")
        else:
            raise RefusalError(HTTPStatus.NOT_FOUND, "There is nothing here. Queries go to /sparql.")

    def post(self) -> None:
        address = urlsplit(self.path)
        if address.path != "/sparql":
            raise RefusalError(HTTPStatus.NOT_FOUND, "There is nothing here. Queries go to /sparql.")
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal():
            raise RefusalError(HTTPStatus.LENGTH_REQUIRED, "How long is the query? Content-Length is missing.")
        if int(length) > LONGEST_REQUEST:
            raise RefusalError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"The longest query is {LONGEST_REQUEST:,} bytes.")
        body = self.rfile.read(int(length)).decode("utf-8", "replace")
        kind = self.headers.get_content_type()
        if kind == _FORM:
            self.ask(parse_qs(body, keep_blank_values=True))
        elif kind == _QUERY:
            self.ask(parse_qs(address.query) | {"query": [body]})
        elif kind == "application/sparql-update":
            _read_only()
        else:
            raise RefusalError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"Send {_FORM} or {_QUERY}.")

    def ask(self, parameters: Mapping[str, list[str]]) -> None:
        if "update" in parameters:
            _read_only()
        if len(parameters.get("query", ())) != 1:
            raise RefusalError(HTTPStatus.BAD_REQUEST, "Give one query: /sparql?query=...")
        if "default-graph-uri" in parameters or "named-graph-uri" in parameters:
            raise RefusalError(HTTPStatus.BAD_REQUEST, "There is only the default graph here.")
        kind, body = self.server.run(self, parameters["query"][0], ", ".join(self.headers.get_all("Accept", [])))
        self.reply(HTTPStatus.OK, kind, body)

    def refused(self, refusal: RefusalError) -> None:
        self.reply(refusal.status, "text/plain", f"{refusal}\n".encode())

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


def _close_doors() -> None:
    """No file and no connection can be opened by this process from here on, where the system knows such limits."""
    with suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def _read_only() -> None:
    raise RefusalError(HTTPStatus.FORBIDDEN, "This graph can be asked but not changed. kg build writes it.")


# --------------------------------------------------------------------------------------- processes

if hasattr(os, "fork"):

    class ForkingServer(socketserver.ForkingMixIn, Server):
        """Every request is answered by a process that is forked from this one."""

        max_children = 16

        def run(self, handler: _Handler, query: str, accepted: str) -> tuple[str, bytes]:
            """The answer, unless it takes too long: then the process ends in the middle of its query."""
            watch = threading.Timer(self.seconds, self.give_up, [handler])
            watch.daemon = True
            watch.start()
            _close_doors()
            handler.connection.settimeout(None)  # a connection cannot be waited for any more
            try:
                return respond(self.dump, query, accepted, self.rows)
            finally:
                watch.cancel()

        def finish_request(self, request: Any, client_address: Any) -> None:
            """All that the process of a request does; whatever happens, it ends after a time."""
            signal.alarm(int(self.seconds) + _Handler.timeout)
            super().finish_request(request, client_address)

        def give_up(self, handler: _Handler) -> None:
            """Tell the client, and end."""
            handler.refused(self.too_long)
            handler.wfile.flush()
            handler.connection.close()
            os._exit(0)


class SpawningServer(socketserver.ThreadingMixIn, Server):
    """Queries are answered by WORKERS processes, each with the graph; one that takes too long is replaced."""

    daemon_threads = True

    def server_activate(self) -> None:
        """Start the workers."""
        self.workers: Queue[_Worker] = Queue()
        for _ in range(WORKERS):
            self.workers.put(_Worker(self.dump.path, self.rows))
        super().server_activate()

    def server_close(self) -> None:
        """End the workers."""
        super().server_close()
        while not self.workers.empty():
            self.workers.get().end()

    def run(self, handler: _Handler, query: str, accepted: str) -> tuple[str, bytes]:
        """The answer of the first worker that is free. Raises RefusalError also where none is for too long."""
        try:
            worker = self.workers.get(timeout=self.seconds)
        except Empty:
            raise RefusalError(HTTPStatus.SERVICE_UNAVAILABLE, "Too many queries at a time. Ask again.") from None
        try:
            return worker.answer(query, accepted, self.seconds)
        except (OSError, EOFError):  # too long, or too much for its memory
            worker.end()
            worker = _Worker(self.dump.path, self.rows)
            raise self.too_long from None
        finally:
            self.workers.put(worker)


class _Worker:
    """A process that answers queries about a dump, one at a time."""

    def __init__(self, dump: Path, rows: int) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_work, args=(dump, rows, theirs), daemon=True)
        self.process.start()
        theirs.close()
        self.is_loaded = False

    def answer(self, query: str, accepted: str, seconds: float) -> tuple[str, bytes]:
        """Media type and bytes of the answer. Raises RefusalError, and TimeoutError after so many seconds."""
        if not self.is_loaded:
            self.pipe.recv()
            self.is_loaded = True
        self.pipe.send((query, accepted))
        if not self.pipe.poll(seconds):
            raise TimeoutError
        status, kind, body = self.pipe.recv()
        if status != HTTPStatus.OK:
            raise RefusalError(status, body)
        return kind, body

    def end(self) -> None:
        """Stop it, whatever it does."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


def _work(path: Path, rows: int, pipe: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server
    threading.Thread(target=_end_with_server, daemon=True).start()
    dump = Dump(path)
    _close_doors()
    pipe.send("loaded")
    with suppress(EOFError):
        while True:
            query, accepted = pipe.recv()
            try:
                pipe.send((HTTPStatus.OK, *respond(dump, query, accepted, rows)))
            except RefusalError as refusal:
                pipe.send((refusal.status, "", str(refusal)))


def _end_with_server() -> None:
    if server := multiprocessing.parent_process():
        server.join()
    os._exit(0)


def serve(
    dump: str | os.PathLike[str],
    host: str = "127.0.0.1",
    port: int = 8000,
    seconds: float = 30,
    rows: int = 100_000,
) -> Server:
    """The server that goes with this system, as `Server` describes it."""
    return (ForkingServer if hasattr(os, "fork") else SpawningServer)(dump, host, port, seconds, rows)
