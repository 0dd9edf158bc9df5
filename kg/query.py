"""SPARQL over a dump: a query as text, from a file, or one of the named queries of ontology/queries."""

from __future__ import annotations

import csv
import difflib
import io
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap
from typing import NamedTuple, TypeVar

import pyoxigraph as ox

from kg import ontology
from kg.dump import Dump, Term, text

FORMATS = ("table", "csv", "json", "markdown", "graphml")
_COMMENT = re.compile(r"^#\s*(title|about):\s*(.+)$", re.MULTILINE)
_PARAMETER = re.compile(r"VALUES\s+\?(\w+)\s*\{\s*([^{}]*?)\s*\}", re.IGNORECASE)
_PREFIXED = re.compile(r"([a-z]\w*):[\w.-]*")
_NO_KEYWORDS = re.compile(r'\\[\s\S]|"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|<[^<>\s]*>|#[^\n]*')
_UNICODE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_MARKDOWN = re.compile(r"[\\|<>*_`\[\]]")
_NOISE = frozenset({"LATERAL", "SERVICE"})  # allowed almost everywhere, and of no help
_ESCAPES = {ord(raw): escaped for raw, escaped in zip('\\"\n\r\t', ("\\\\", '\\"', "\\n", "\\r", "\\t"), strict=True)}
_PLACE = re.compile(r"error at (\d+):(\d+): expected (?:one of )?([\s\S]*)")


class QueryError(ValueError):
    """The query cannot be answered; the message says where the fault is and what to do."""


class Named(NamedTuple):
    """A query that ships with kg."""

    name: str
    title: str
    about: str
    parameters: Mapping[str, str]  # what can be set, with the defaults as SPARQL


@dataclass(frozen=True, slots=True)
class Result:
    """Rows of RDF terms (None where unbound) under the names of variables; for ASK only `answer`."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    prefixes: Mapping[str, str]
    answer: bool | None = None
    labels: Mapping[Term, str] | None = None  # of the nodes of a CONSTRUCT or DESCRIBE, which gives triples


def named() -> list[Named]:
    """The named queries with title and description, sorted by name."""
    found = []
    for path in ontology.queries():
        query = path.read_text(encoding="utf-8")
        notes = dict(_COMMENT.findall(query))
        found.append(Named(path.stem, notes["title"], notes["about"], parameters(query)))
    return found


def listing() -> str:
    """The named queries as text: what each answers, and what can be set with its default."""
    lines = []
    for query in named():
        lines += [
            query.name,
            f"    {query.title}",
            *wrap(query.about.partition(" --set ")[0], 76, initial_indent="    ", subsequent_indent="    "),
        ]
        for name, default in query.parameters.items():
            lines.append(f"    --set {name}=…  (default: {default})")
    return "\n".join(lines) + "\n"


def parameters(text: str) -> dict[str, str]:
    """What can be set in a query, with the defaults: the variables of its VALUES.

    >>> parameters('SELECT * { VALUES ?name { "Ada" } ?x rdfs:label ?name }')
    {'name': '"Ada"'}
    """
    return dict(_PARAMETER.findall(text))


def fill(text: str, values: Mapping[str, str]) -> str:
    """A query with other values for its parameters. Raises QueryError where it has no such parameter.

    The kind of the default stays: text stays text, a date a date, and "deaths" for kg:injuries is kg:deaths.

    >>> fill('VALUES ?name { "Ada" }', {"name": 'the "Countess"'})
    'VALUES ?name { "the \\\\"Countess\\\\"" }'
    """
    known = parameters(text)
    for name in values:
        if name not in known:
            choice = ", ".join(sorted(known)) or "none"
            raise QueryError(f"The query has no parameter {name}. It has: {choice}.")

    def filled(match: re.Match[str]) -> str:
        name, default = match.groups()
        return f"VALUES ?{name} {{ {_like(default, values[name])} }}" if name in values else match[0]

    return _PARAMETER.sub(filled, text)


def _like(default: str, value: str) -> str:
    if default.startswith(('"', "'")):
        datatype = default.partition("^^")[2].split()
        return f'"{value.translate(_ESCAPES)}"' + (f"^^{datatype[0]}" if datatype else "")
    full = value if ":" in value else f"{default.partition(':')[0]}:{value}"
    if not _PREFIXED.fullmatch(full):
        raise QueryError(f"{value!r} is not the name of a term such as {default.split()[0]}.")
    return full


def text_of(query: str) -> str:
    """The SPARQL text that `query` stands for: a named query, a file, or the text itself. Raises QueryError."""
    names = [path.stem for path in ontology.queries()]
    if query in names:
        return (ontology.directory() / "queries" / f"{query}.rq").read_text(encoding="utf-8")
    if re.search(r"[{\n]", query):
        return query
    if Path(query).is_file():
        return Path(query).read_text(encoding="utf-8")
    close = difflib.get_close_matches(query, names, 1, 0.5)
    hint = f" Did you mean {close[0]}?" if close else ""
    raise QueryError(f"There is no query or file {query!r}.{hint}\nNamed queries: {', '.join(names)}.")


def run(path: str | os.PathLike[str], query: str, values: Mapping[str, str] | None = None) -> Result:
    """The answer to a query (text, file, or name of a named query) over the dump at `path`.

    `values` replace defaults of the query's parameters. The prefixes of the dump need not be declared. SERVICE is
    refused, as nothing may leave the machine. Raises QueryError for a query, DumpError for a dump at fault.
    """
    text = fill(text_of(query), values or {})
    refuse_service(text)
    return answer(Dump(path), text)


def answer(dump: Dump, text: str, most: int = 0) -> Result:
    """The answer of a loaded dump to SPARQL; raises QueryError also where it has more than `most` rows (0: any)."""
    try:
        found = dump.store.query(text, prefixes=dump.prefixes)
        if isinstance(found, ox.QueryBoolean):
            return Result((), (), dump.prefixes, bool(found))
        if isinstance(found, ox.QueryTriples):
            triples = _limited(((t.subject, t.predicate, t.object) for t in found), most)
            rows = sorted(triples, key=lambda row: [str(term) for term in row])
            nodes = {node for row in rows for node in (row[0], row[2]) if not isinstance(node, ox.Literal)}
            labels = {node: dump.label(node) for node in nodes}
            return Result(("subject", "predicate", "object"), tuple(rows), dump.prefixes, labels=labels)
        variables = tuple(variable.value for variable in found.variables)
        return Result(variables, tuple(_limited(map(tuple, found), most)), dump.prefixes)
    except SyntaxError as error:
        raise QueryError(_explained(str(error), text)) from error
    except QueryError:
        raise
    except (OSError, ValueError, RuntimeError) as error:
        raise QueryError(f"The query failed: {error}") from error


Row = TypeVar("Row")


def _limited(rows: Iterable[Row], most: int) -> Iterator[Row]:
    for number, row in enumerate(rows):
        if number == most > 0:
            raise QueryError(f"The answer has more than {most:,} rows. Add LIMIT.")
        yield row


def refuse_service(text: str) -> None:
    """Raises QueryError for a query that would ask another machine, also where it is hidden behind escapes."""
    plain = _NO_KEYWORDS.sub(" ", _UNICODE.sub(lambda match: chr(int(match[1] or match[2], 16) % 0x110000), text))
    if re.search(r"\bSERVICE\b", plain, re.IGNORECASE):
        raise QueryError(
            "SERVICE would ask another machine; kg works offline. Load both dumps into one store for that."
        )


def _explained(message: str, text: str) -> str:
    """The place of a syntax error with the line and a mark under it."""
    match = _PLACE.match(message)
    if not match:
        return f"The query cannot be read: {message}"
    lines = text.split("\n")
    row = min(int(match[1]), len(lines))
    line = lines[row - 1]
    column = min(int(match[2]), len(line) + 1)
    expected = [part.strip() for part in match[3].replace("\n", " ").split(", ")]
    known = [part for part in expected if re.fullmatch(r"[A-Z][A-Za-z ]+", part) and part not in _NOISE]
    result = [f"The query cannot be read at line {row}, column {column}:", f"  {line}", f"  {' ' * (column - 1)}^"]
    if "Prefix not found" in known:
        result.append(f"Unknown prefix. Known without declaring them: {', '.join(ontology.prefixes())}.")
    elif known:
        result.append(f"Expected here, among others: {', '.join(known)}.")
    else:
        result.append(
            "Here or just before, something is missing or too much: a full stop, a bracket, a quotation mark?"
        )
    if re.search(r"\b(INSERT|DELETE|LOAD|CLEAR|DROP)\b", text, re.IGNORECASE):
        result.append("A dump can be asked but not changed: SELECT, ASK, CONSTRUCT or DESCRIBE.")
    return "\n".join(result)


# ----------------------------------------------------------------------------------- the answer


def render(result: Result, format: str = "table", width: int = 80) -> str:
    """The answer as text without colours: a table that fits `width`, CSV or JSON as SPARQL defines them, Markdown.

    Where the columns of a table do not fit side by side, each row becomes a block of lines. "graphml" draws the triples
    of a CONSTRUCT or DESCRIBE and raises QueryError for other queries. Raises ValueError for other formats.
    """
    if format == "json":
        return json.dumps(_json(result), ensure_ascii=False, indent=2) + "\n"
    if format == "csv":
        return _csv(result)
    if format == "markdown":
        return _markdown(result)
    if format == "graphml":
        return _graphml(result)
    if format == "table":
        return _table(result, width) + "\n"
    raise ValueError(f"{format!r} is none of {', '.join(FORMATS)}")


def _json(result: Result) -> dict[str, object]:
    if result.answer is not None:
        return {"head": {}, "boolean": result.answer}
    bindings = [
        {name: _json_term(term) for name, term in zip(result.variables, row, strict=True) if term is not None}
        for row in result.rows
    ]
    return {"head": {"vars": list(result.variables)}, "results": {"bindings": bindings}}


def _json_term(term: Term) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.Literal):
        more = {"xml:lang": term.language} if term.language else {}
        if not term.language and term.datatype.value != ontology.XSD + "string":
            more = {"datatype": term.datatype.value}
        return {"type": "literal", "value": term.value} | more
    return {"type": "bnode", "value": text(term)}


def _csv(result: Result) -> str:
    if result.answer is not None:
        return f"{str(result.answer).lower()}\n"
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(result.variables)
    for row in result.rows:
        writer.writerow("" if term is None else text(term) for term in row)
    return file.getvalue()


def _markdown(result: Result) -> str:
    """A table as GitHub and most others read it: one line a row, bars and line ends in cells escaped."""
    if result.answer is not None:
        return f"{_table(result, 80)}\n"
    return markdown(result.variables, [[_cell(term, result.prefixes) for term in row] for row in result.rows])


def markdown(heads: Sequence[str], cells: Sequence[Sequence[str]]) -> str:
    """Rows of text, each in one line, as a Markdown table that ends with a line break."""
    rows = [heads, ["---"] * len(heads), *cells]
    return "".join(f"| {' | '.join(_MARKDOWN.sub(_escaped, cell) for cell in row)} |\n" for row in rows)


def _escaped(match: re.Match[str]) -> str:
    return f"\\{match[0]}"


def _graphml(result: Result) -> str:
    """Every triple between two nodes as an edge, those that end in text as a column of the node."""
    from kg.export.graphml import graphml
    from kg.identifiers import digest
    from kg.network import Attributes, Edge, Network, words

    if result.labels is None:
        raise QueryError("GraphML needs nodes and edges: write the query as CONSTRUCT { ?a ?relation ?b } WHERE { … }.")
    names = {node: _cell(node, result.prefixes) for node in result.labels}
    nodes: dict[str, Attributes] = {
        names[node]: {"label": printable(label), "iri": text(node)}
        for node, label in sorted(result.labels.items(), key=lambda item: names[item[0]])
    }
    edges: list[Edge] = []
    values: dict[tuple[str, str], list[str]] = {}
    for subject, predicate, value in result.rows:
        if subject is None or predicate is None or value is None:
            continue
        relation = ontology.short(text(predicate), result.prefixes)
        if isinstance(value, ox.Literal):
            values.setdefault((names[subject], relation.replace(":", "_")), []).append(printable(value.value))
            continue
        key = f"r-{digest(names[subject], relation, names[value])}"
        name = relation.removeprefix("kg:")
        edge: Attributes = {"relation": name, "label": words(name), "weight": 1.0, "rid": key}
        edges.append((names[subject], names[value], key, edge))
    for (name, column), found in values.items():
        nodes[name][column] = " | ".join(found)
    return graphml(Network(nodes, edges))


def _table(result: Result, width: int) -> str:
    if result.answer is not None:
        return "yes" if result.answer else "no"
    cells = [[_cell(term, result.prefixes) for term in row] for row in result.rows]
    count = f"{len(cells)} row{'' if len(cells) == 1 else 's'}"
    if not cells:
        return f"{' '.join(result.variables)}\n{count}"
    return f"{columns(result.variables, cells, width)}\n{count}"


def columns(heads: Sequence[str], cells: Sequence[Sequence[str]], width: int, beside: bool = False) -> str:
    """Rows of text side by side, or where `width` is too narrow for that each row as a block of lines.

    With `beside` they are side by side however narrow, and the widest column has most of the room.
    """
    from rich.cells import cell_len
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    natural = [max(cell_len(text) for text in column) for column in zip(heads, *cells, strict=True)]
    narrow = [18 if beside and size < max(natural) else None for size in natural]
    beside = beside or sum(min(size, 24) for size in natural) + 2 * (len(heads) - 1) <= width
    file = io.StringIO()
    console = Console(file=file, width=width, color_system=None, legacy_windows=False, highlight=False, emoji=False)
    if beside:
        table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="")
        for head, most in zip(heads, narrow, strict=True):
            table.add_column(Text(head), overflow="fold", max_width=most)
        for row in cells:
            table.add_row(*map(Text, row))
        console.print(table)
    else:
        label = max(cell_len(head) for head in heads)
        for number, row in enumerate(cells):
            block = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, show_header=False)
            block.add_column(width=label)
            block.add_column(overflow="fold")
            for head, text in zip(heads, row, strict=True):
                if text:
                    block.add_row(Text(head), Text(text))
            if number:
                console.print()
            console.print(block)
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines())


def _cell(term: Term | None, prefixes: Mapping[str, str]) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        return ontology.short(term.value, prefixes)
    return printable(text(term))


def printable(text: str) -> str:
    """`text` in one line without control characters, which could steer the terminal.

    >>> printable("two\\nlines \\x1b[31m red")
    'two lines [31m red'
    """
    return " ".join(_UNPRINTABLE.sub(" ", text).split())
