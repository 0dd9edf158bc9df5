"""Answers to SPARQL in the format that a client likes best: what kg serve sends."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from kg.dump import Dump, Term, text
from kg.ontology import XSD
from kg.query import QueryError, Result, answer, refuse_service, render

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


class RefusalError(Exception):
    """A request that is not answered; the message says why, `status` how HTTP calls it."""

    def __init__(self, status: HTTPStatus, message: str) -> None:
        super().__init__(message)
        self.status = status


def respond(dump: Dump, query: str, accepted: str, rows: int) -> tuple[str, bytes]:
    """Media type and bytes of the answer to `query`, as the Accept header `accepted` asks for it.

    Raises RefusalError for a query that is wrong, asks another machine or gives more than `rows` rows.
    """
    try:
        refuse_service(query)
        result = answer(dump, query, rows)
    except QueryError as error:
        raise RefusalError(HTTPStatus.BAD_REQUEST, str(error)) from error
    if result.labels is not None:
        kind = best(accepted, list(_GRAPHS))
        triples = (ox.Triple(s, p, o) for s, p, o in result.rows)  # type: ignore[arg-type]
        written = ox.serialize(triples, format=_GRAPHS[kind], prefixes=dict(result.prefixes))
        return kind, written or b""
    kind = best(accepted, list(_RESULTS))
    return kind, _WRITERS[_RESULTS[kind]](result).encode("utf-8", "replace")


def best(accepted: str, offered: list[str]) -> str:
    """The first of the types `offered` that an Accept header likes best; the first of all where there is no header.

    >>> best("text/html, application/xml;q=0.9, */*;q=0.1", ["text/csv", "application/xml"])
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
        raise RefusalError(HTTPStatus.NOT_ACCEPTABLE, f"This answer can be had as {', '.join(offered)}.")
    return best


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
