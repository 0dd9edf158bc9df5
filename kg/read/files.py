"""Files, folders and standard input → Documents. What cannot be read is reported, never dropped; only what is hidden
in a folder is left out without a word."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kg.model import Document, Skipped
from kg.read.stories import split

EXTENSIONS = (".txt", ".html", ".htm", ".jsonl")
STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """A text as it was found, before it has a number and stories."""

    path: str
    text: str
    sha256: str
    encoding: str
    title: str = ""
    published: dt.date | None = None
    publisher: str = ""
    url: str = ""


def read(paths: Iterable[str | Path]) -> tuple[tuple[Document, ...], tuple[Skipped, ...]]:
    """Every text under `paths`, split into stories, and every input that could not be read.

    A path is a .txt, .html, .htm or .jsonl file, a folder (read with all folders in it), or "-" for plain text on
    standard input. Hidden files and folders in a folder, whose names start with a dot, are left out silently: they
    belong to tools, not to the texts; name such a file itself to read it. Documents are numbered from 0 in the order
    of their paths, whatever order `paths` has; a file that is named twice is read once. Bad input never raises: it
    becomes a `Skipped` whose reason says what to do.
    """
    documents: list[Document] = []
    skipped: list[Skipped] = []
    for found in stream(paths):
        if isinstance(found, Document):
            documents.append(found)
        else:
            skipped.append(found)
    return tuple(documents), tuple(skipped)


def stream(paths: Iterable[str | Path]) -> Iterator[Document | Skipped]:
    """The same as `read`, one by one, holding one file in memory at a time."""
    number = 0
    for entry in _files(paths):
        for found in [entry] if isinstance(entry, Skipped) else _sources(entry):
            if isinstance(found, Skipped):
                yield found
            else:
                yield _document(found, number)
                number += 1


def document(
    text: str,
    path: str = STANDARD_INPUT,
    number: int = 0,
    title: str = "",
    published: dt.date | None = None,
    publisher: str = "",
    url: str = "",
) -> Document:
    """A Document of `text` with its stories, without any file.

    >>> document("Port Reopens\\n\\nThe port reopened on Monday.").stories[0].title
    'Port Reopens'
    """
    source = Source(
        path, text, _sha256(text.encode("utf-8", "surrogatepass")), "utf-8", title, published, publisher, url
    )
    return _document(source, number)


def _document(source: Source, number: int) -> Document:
    bare = Document(
        id=f"d{number:03d}-{source.sha256[:8]}",
        path=source.path,
        text=source.text,
        sha256=source.sha256,
        encoding=source.encoding,
        title=source.title,
        published=source.published,
        publisher=source.publisher,
        url=source.url,
    )
    stories = split(bare)
    publishers = {story.publisher for story in stories}
    return replace(bare, stories=stories, publisher=publishers.pop() if len(publishers) == 1 else source.publisher)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


# ------------------------------------------------------------------------------------------ files


def _files(paths: Iterable[str | Path]) -> list[str | Skipped]:
    """The files to read, each once, and what is left out, all sorted by path."""
    found: dict[str, str | Skipped] = {}
    for given in paths:
        name = str(given) if str(given) == STANDARD_INPUT else Path(given).as_posix()
        if name != STANDARD_INPUT and Path(name).is_dir():
            found.update(_folder(Path(name)))
        else:
            found[name] = name
    return [found[name] for name in sorted(found)]


def _folder(folder: Path) -> dict[str, str | Skipped]:
    """Everything in a folder but what is hidden."""
    found: dict[str, str | Skipped] = {}
    try:
        entries = sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    except OSError as error:
        return {
            folder.as_posix(): Skipped(folder.as_posix(), f"{_because(error)}; check the permissions of the folder")
        }
    if not entries:
        found[folder.as_posix()] = Skipped(folder.as_posix(), f"empty folder; put {_known()} files into it")
    for entry in entries:
        name = entry.as_posix()
        if entry.is_dir():
            if entry.is_symlink():
                found[name] = Skipped(name, "link to a folder, not followed; name the folder itself to read it")
            else:
                found.update(_folder(entry))
        else:
            found[name] = name
    return found


def _known() -> str:
    return ", ".join(EXTENSIONS)


def _because(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _sources(name: str) -> Iterator[Source | Skipped]:
    if name == STANDARD_INPUT:
        yield _text_source(name, sys.stdin.buffer.read())
        return
    path = Path(name)
    extension = path.suffix.lower()
    if not path.exists():
        yield Skipped(name, "no such file or folder; check the path")
        return
    if extension not in EXTENSIONS:
        yield Skipped(
            name,
            f"unknown extension {extension or '(none)'}; kg reads {_known()}: rename the file or pass its text as -",
        )
        return
    try:
        data = path.read_bytes()
    except OSError as error:
        yield Skipped(name, f"{_because(error)}; check the permissions of the file")
        return
    if extension == ".jsonl":
        yield from _jsonl_sources(name, data)
    elif extension == ".txt":
        yield _text_source(name, data)
    else:
        yield _html_source(name, data)


# ---------------------------------------------------------------------------------------- formats


def _text_source(name: str, data: bytes) -> Source | Skipped:
    decoded = _decode(name, data)
    if isinstance(decoded, Skipped):
        return decoded
    text, encoding = decoded
    return Source(name, text, _sha256(data), encoding)


def _html_source(name: str, data: bytes) -> Source | Skipped:
    """The main text of a web page, one paragraph per line, its headline first."""
    decoded = _decode(name, data, hint=_charset_of_page(data))
    if isinstance(decoded, Skipped):
        return decoded
    page, encoding = decoded
    from trafilatura import bare_extraction

    # Fixed bounds: by default the extractor takes the computer's clock for the latest possible date.
    dates = {"extensive_search": False, "original_date": True, "min_date": "1900-01-01", "max_date": "2099-12-31"}
    try:
        found = bare_extraction(
            page, include_comments=False, include_tables=False, with_metadata=True, date_extraction_params=dates
        )
    except Exception as error:  # the extractor raises many kinds of errors on broken pages
        return Skipped(name, f"the page could not be parsed ({error}); save its text as .txt")
    fields = found.as_dict() if found is not None and not isinstance(found, dict) else found or {}
    body = str(fields.get("text") or "").strip()
    if not body:
        return Skipped(name, "no article text found in the page; save its text as .txt")
    title = " ".join(str(fields.get("title") or "").split())
    if title and " ".join(body[: 2 * len(title)].split()).casefold().startswith(title.casefold()):
        text = body
    else:
        text = f"{title}\n{body}" if title else body
    return Source(
        path=name,
        text=text,
        sha256=_sha256(data),
        encoding=encoding,
        title=title,
        published=_day(fields.get("date")),
        publisher=str(fields.get("sitename") or ""),
        url=str(fields.get("url") or ""),
    )


def _charset_of_page(data: bytes) -> str:
    match = re.search(rb"""<meta[^>]{1,200}charset\s*=\s*["']?\s*([\w:-]{2,20})""", data[:4096], re.IGNORECASE)
    return match.group(1).decode("ascii", "ignore") if match else ""


def _jsonl_sources(name: str, data: bytes) -> Iterator[Source | Skipped]:
    """One text per line of a JSON Lines file."""
    decoded = _decode(name, data)
    if isinstance(decoded, Skipped):
        yield decoded
        return
    lines, encoding = decoded
    # Not splitlines(): JSON strings may hold U+2028 and the like.
    for position, line in enumerate(lines.split("\n"), start=1):
        if line.strip():
            yield from _jsonl_line(f"{name}:{position}", line, encoding)


def _jsonl_line(where: str, line: str, encoding: str) -> Iterator[Source | Skipped]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        yield Skipped(where, f"not JSON ({error}); each line must be one JSON object")
        return
    text = record.get("text") if isinstance(record, dict) else None
    if not isinstance(text, str) or not text.strip():
        yield Skipped(where, 'no text; each line must be a JSON object with a string "text"')
        return
    fields = {key: " ".join(str(record.get(key) or "").split()) for key in ("title", "date", "url", "publisher")}
    published = _day(fields["date"]) or _day_in_address(fields["url"])
    if fields["date"] and _day(fields["date"]) is None:
        yield Skipped(
            where, f'date {fields["date"]!r} not understood, the text was read without it; write it as "2024-01-31"'
        )
    yield Source(
        path=where,
        text=text,
        sha256=_sha256(text.encode("utf-8", "surrogatepass")),
        encoding=encoding,
        title=fields["title"],
        published=published,
        publisher=fields["publisher"],
        url=fields["url"],
    )


def _day(value: object) -> dt.date | None:
    """The day of an ISO date or date and time; None also for the years that stand for "unknown", such as 0001."""
    try:
        day = dt.date.fromisoformat(str(value or "")[:10])
    except ValueError:
        return None
    return day if day.year >= 1700 else None


def _day_in_address(url: str) -> dt.date | None:
    match = re.search(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?:[/-]|$)", url)
    try:
        return dt.date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


# --------------------------------------------------------------------------------------- decoding


def _decode(name: str, data: bytes, hint: str = "") -> tuple[str, str] | Skipped:
    """The text of `data`, without its byte order mark, and its encoding; line ends stay as they are."""
    if not data.strip():
        return Skipped(name, "empty; there is nothing to read")
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "")
    if b"\x00" in data[:8192] and not marked:
        return Skipped(name, "binary, not text; convert it to UTF-8 text first")
    # Windows-1252 before any guess: nearly all English text that is not UTF-8 is in it, and guesses on short texts err.
    for encoding in (marked, "utf-8", hint, "cp1252"):
        try:
            text = data.decode(encoding) if encoding else ""
        except (UnicodeDecodeError, LookupError):
            continue
        if text:
            return _checked(name, text, encoding)
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        return Skipped(name, "binary or in an unknown encoding; convert it to UTF-8 text first")
    return _checked(name, str(best), best.encoding)


def _checked(name: str, text: str, encoding: str) -> tuple[str, str] | Skipped:
    if not text.strip():
        return Skipped(name, "empty; there is nothing to read")
    if len(_CONTROL.findall(text)) * 100 > len(text):
        return Skipped(name, "binary, not text; convert it to UTF-8 text first")
    return text, encoding


_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
