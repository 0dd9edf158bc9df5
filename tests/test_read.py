"""Files, folders and standard input: formats, encodings, identifiers, and what happens to bad input."""

import datetime as dt
import hashlib
import io
import json

import pytest

from kg.model import Document
from kg.read import document, read, stream

PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Ferries Return | Island Post</title>
<meta property="og:title" content="Ferries Return to the Northern Islands">
<meta property="og:site_name" content="Island Post">
<meta property="article:published_time" content="2023-05-09T08:30:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav><article>
<h1>Ferries Return to the Northern Islands</h1>
<p>The ferry company of the islands said on Tuesday that its ships would sail again after a break of two months.</p>
<p>Residents had waited for the service since a storm in March destroyed the main pier of the northern harbour.</p>
<p>“We could not sell our fish,” said the head of the cooperative, who welcomed the decision of the company.</p>
</article><footer>© 2023 Island Post. All rights reserved.</footer></body></html>"""


def texts(*paths):
    return [found.text for found in read(paths)[0]]


def test_text_is_untouched(tmp_path):
    raw = "Rain fell.\r\n\r\n  More rain\tfell. \n"
    (tmp_path / "rain.txt").write_bytes(raw.encode())
    assert texts(tmp_path) == [raw]


@pytest.mark.parametrize(
    ("encoding", "recorded"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("cp1252", "cp1252"),
    ],
)
def test_encodings(tmp_path, encoding, recorded):
    text = "The café’s owner, André, said “no” — twice."
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    (found,), skipped = read([tmp_path / "a.txt"])
    assert (found.text, found.encoding, skipped) == (text, recorded, ())


def test_page(tmp_path):
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    (found,), skipped = read([tmp_path])
    assert skipped == ()
    assert (found.title, found.published, found.publisher) == (
        "Ferries Return to the Northern Islands",
        dt.date(2023, 5, 9),
        "Island Post",
    )
    (story,) = found.stories
    assert story.title == found.title
    assert story.publisher == "Island Post"
    assert [part.kind for part in story.paragraphs] == ["title", "body", "body", "body"]
    assert "Home" not in found.text


def test_json_lines(tmp_path):
    lines = [
        {
            "text": "A bridge fell on Monday.",
            "title": "Bridge Falls",
            "date": "2024-02-01T10:00:00Z",
            "publisher": "Post",
        },
        {"text": "Boats sank on Tuesday.", "url": "https://news.example/2020/03/04/boats"},
    ]
    (tmp_path / "all.jsonl").write_text("\n\n".join(map(json.dumps, lines)), encoding="utf-8")
    (first, second), skipped = read([tmp_path])
    assert skipped == ()
    assert [found.path.rpartition("/")[2] for found in (first, second)] == ["all.jsonl:1", "all.jsonl:3"]
    assert (first.title, first.published, first.publisher) == ("Bridge Falls", dt.date(2024, 2, 1), "Post")
    assert first.stories[0].title == "Bridge Falls"
    assert second.published == dt.date(2020, 3, 4)
    assert first.sha256 == hashlib.sha256(b"A bridge fell on Monday.").hexdigest()


def test_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Snow fell in Minsk.")))
    (found,), _ = read(["-"])
    assert (found.path, found.text) == ("-", "Snow fell in Minsk.")


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("image.txt", b"\x89PNG\x00\x00\x01", "binary"),
        ("noise.txt", bytes(range(1, 32)) * 9, "binary"),
        ("notes.md", b"Rain fell.", "unknown extension .md"),
        ("README", b"Rain fell.", "unknown extension (none)"),
        ("blank.html", b"<html><body></body></html>", "no article text"),
        ("bad.jsonl", b"{", "not JSON"),
        ("bare.jsonl", b'["text"]', "no text"),
        ("number.jsonl", b'{"text": 5}', "no text"),
    ],
)
def test_bad_input_is_reported_and_the_rest_is_read(tmp_path, name, data, words):
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text("Rain fell in Oslo.", encoding="utf-8")
    documents, (skipped,) = read([tmp_path])
    assert [found.text for found in documents] == ["Rain fell in Oslo."]
    assert name in skipped.path
    assert words in skipped.reason


def test_hidden_entries_of_a_folder_are_left_out_silently(tmp_path):
    for name in (".hidden.txt", ".cache/notes.txt", "good.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"Rain fell in {name}.", encoding="utf-8")
    documents, skipped = read([tmp_path])
    assert ([found.text for found in documents], skipped) == (["Rain fell in good.txt."], ())
    assert texts(tmp_path / ".hidden.txt") == ["Rain fell in .hidden.txt."]


def test_missing_file_and_empty_folder(tmp_path):
    documents, skipped = read([tmp_path / "none.txt", tmp_path])
    assert documents == ()
    assert ["empty folder" in one.reason or "no such file" in one.reason for one in skipped] == [True, True]


def test_an_unreadable_date_is_reported_but_the_text_is_read(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": "Rain fell.", "date": "soon"}', encoding="utf-8")
    (found,), (skipped,) = read([tmp_path])
    assert found.published is None
    assert "'soon'" in skipped.reason


def test_identifiers_do_not_depend_on_the_order_of_paths(tmp_path):
    for name in ("b.txt", "a.txt", "c/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"Rain fell in {name}.", encoding="utf-8")
    given = [tmp_path / "c", tmp_path / "b.txt", str(tmp_path / "a.txt"), tmp_path / "a.txt"]
    documents, _ = read(given)
    assert documents == read(reversed(given))[0] == read([tmp_path])[0]
    assert [found.id[:5] for found in documents] == ["d000-", "d001-", "d002-"]
    assert [found.id[5:] for found in documents] == [found.sha256[:8] for found in documents]
    assert [found.stories[0].id for found in documents] == ["d000-1", "d001-1", "d002-1"]


def test_stream_gives_the_same(tmp_path):
    (tmp_path / "a.txt").write_text("Rain fell.", encoding="utf-8")
    (tmp_path / "b.md").write_text("Rain fell.", encoding="utf-8")
    found = list(stream([tmp_path]))
    assert tuple(one for one in found if isinstance(one, Document)) == read([tmp_path])[0]
    assert len(found) == 2


def test_document_from_a_string():
    found = document("Rain fell in Oslo.", number=7, published=dt.date(2024, 2, 1))
    assert found.id.startswith("d007-")
    assert found.stories[0].published == dt.date(2024, 2, 1)
