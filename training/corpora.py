"""Readers of the corpora with names; each returns Items by the shared conventions."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from training.conventions import COUNTRIES, conform
from training.items import Item, Span, read_items, without_overlaps
from training.names import NATIONALITIES
from training.treebank import HEAD_NOUNS, TITLES, Sentence, Word, gum_parts, read_conllu
from training.words import word_list

NATURE = re.compile(rf"\b(?:{'|'.join(sorted(word_list('nature')))}|Middle East)\b")
SITE = re.compile(rf"\b(?:{'|'.join(sorted(word_list('sites')))})$")
PROPER = ("NNP", "NNPS")
NEWS_NER = Path(__file__).parent / "news_ner"
HELD_OUT_RE3D = "US State Department"
RE3D = ("CENTCOM", "UK Government", "Australian Department of Foreign Affairs", "Wikipedia", HELD_OUT_RE3D)


@dataclass(frozen=True, slots=True)
class Gazette:
    """Labels that surfaces have in well labelled text, to refine coarser corpora."""

    labels: dict[str, str]

    def place(self, surface: str) -> str:
        """GPE, LOC or FAC for the name of a place."""
        known = self.labels.get(surface, "")
        if known in ("GPE", "LOC", "FAC"):
            return known
        return "FAC" if SITE.search(surface) else "LOC" if NATURE.search(surface) else "GPE"

    def refine(self, surface: str, label: str) -> str:
        """Our label for a corpus's PER, ORG, LOC or MISC; empty where the name is not marked by us."""
        if self.labels.get(surface) == "NORP" or surface in NATIONALITIES:
            return "NORP"
        if surface in COUNTRIES:
            return "GPE"
        if label == "LOC":
            return self.place(surface)
        return {"PER": "PERSON", "ORG": "ORG"}.get(label, "")

    def with_nationalities(self, item: Item) -> Item:
        """The item with the NORPs its corpus does not mark."""
        found = [
            Span(m.start(), m.end(), "NORP")
            for m in re.finditer(r"(?<![\w-])[A-Z][a-z]+(?![\w-])", item.text)
            if self.labels.get(m[0]) == "NORP"
            and not any(s.begin < m.end() and m.start() < s.end for s in item.spans)
        ]  # fmt: skip
        return replace(item, spans=without_overlaps([*item.spans, *found]))


def gazette(items: Iterable[Item]) -> Gazette:
    """Surfaces seen three times or more with one label in at least four of five cases."""
    seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for item in items:
        for span in item.spans:
            seen[item.surface(span)][span.label] += 1
    labels = {}
    for surface, counts in seen.items():
        label, count = counts.most_common(1)[0]
        if count >= 3 and count >= 0.8 * counts.total():
            labels[surface] = label
    return Gazette(labels)


def news_ner() -> tuple[list[Item], list[Item]]:
    """Our own items (train, dev): every tenth block of twenty lines of each file is kept aside for model selection."""
    train: list[Item] = []
    dev: list[Item] = []
    for path in sorted(NEWS_NER.glob("*.jsonl")):
        for number, item in enumerate(read_items(path)):
            (dev if number // 20 % 10 == 4 else train).append(conform(item))
    return train, dev


def gmb(data: Path) -> list[Item]:
    """Groningen Meaning Bank: Voice of America newswire, relabelled."""
    return [conform(item) for item in read_items(data / "gmb.jsonl")]


def wikigold(data: Path, known: Gazette) -> list[Item]:
    """WikiGold; its text is put together again from tokens."""
    text = (data / "data/wikigold/CONLL-format/data/wikigold.conll.txt").read_text(encoding="utf-8")
    items = []
    for block in text.split("\n\n"):
        rows = [line.split() for line in block.splitlines() if line.strip() and not line.startswith("-DOCSTART-")]
        if rows:
            words = [row[0] for row in rows]
            items.append(_tagged(words, _spaces(words), [row[-1] for row in rows], known))
    return items


def uner(data: Path, known: Gazette) -> list[Item]:
    """Universal NER for English: EWT dev and test, PUD."""
    items = []
    for name in ("EWT/en_ewt-ud-dev", "EWT/en_ewt-ud-test", "PUD/en_pud-ud-test"):
        for block in (data / f"{name}.iob2").read_text(encoding="utf-8").strip().split("\n\n"):
            lines = block.splitlines()
            text = next(line for line in lines if line.startswith("# text = ")).removeprefix("# text = ")
            rows = [line.split("\t") for line in lines if not line.startswith("#")]
            spaces = _aligned([row[1] for row in rows], text)
            if spaces:
                items.append(_tagged([row[1] for row in rows], spaces, [row[2] for row in rows], known))
    return items


def _aligned(words: Sequence[str], text: str) -> list[bool]:
    """Whether a space follows each word in the text; empty where words and text disagree."""
    spaces, position = [], 0
    for word in words:
        if not text.startswith(word, position):
            return []
        position += len(word)
        space = text.startswith(" ", position)
        spaces.append(space)
        position += space
    return spaces


def _spaces(words: Sequence[str]) -> list[bool]:
    """A guess at where spaces stood between tokens."""
    spaces, quoted = [], False
    for word, after in zip(words, [*words[1:], ""], strict=True):
        glued = after in {".", ",", ";", ":", "?", "!", ")", "]", "%", "n't"} or re.fullmatch(r"'\w{0,2}", after)
        if word == '"':
            quoted = not quoted
        opening = word in {"(", "[", "$"} or (word == '"' and quoted)
        spaces.append(not (glued or opening or (after == '"' and quoted)))
    return spaces


def _tagged(words: Sequence[str], spaces: Sequence[bool], tags: Sequence[str], known: Gazette) -> Item:
    """An item of words with IOB tags (B- or I- may open a name)."""
    text, offsets = "", []
    for word, space in zip(words, spaces, strict=True):
        offsets.append(len(text))
        text += word + " " * space
    spans, i = [], 0
    while i < len(words):
        j = i + 1
        if tags[i] != "O":
            while j < len(words) and tags[j] == "I-" + tags[i][2:]:
                j += 1
            begin, end = offsets[i], offsets[j - 1] + len(words[j - 1])
            if label := known.refine(text[begin:end], tags[i][2:]):
                spans.append(Span(begin, end, label))
        i = j
    return conform(known.with_nationalities(Item(text.rstrip(), tuple(spans))))


def gum(data: Path, part: str, known: Gazette) -> list[Item]:
    """GUM: runs of proper nouns, labelled by the entity annotation of the smallest mention around them."""
    items = []
    for path in sorted(gum_parts(data)[part]):
        types = _gum_types(path)
        for sentence, mentions in zip(read_conllu(path), types, strict=True):
            items.append(_gum_item(sentence, mentions, known))
    return items


def _gum_types(path: Path) -> Iterator[list[tuple[int, int, str]]]:
    """Mentions (begin, end, type) of each sentence, in word indices."""
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        mentions, opened = [], []
        index = -1
        for line in block.splitlines():
            row = line.split("\t")
            if line.startswith("#") or not row[0].isdigit():
                continue
            index += 1
            marks = re.search(r"(?:^|\|)Entity=([^|]*)", row[9])
            for mark in re.finditer(r"\(([^()]+)(\))?|(\d+)(?:\[\d+/\d+\])?\)", marks[1] if marks else ""):
                if mark[1] and "-" in mark[1]:
                    number, kind = re.sub(r"\[.*?\]", "", mark[1]).split("-")[:2]
                    if mark[2]:
                        mentions.append((index, index + 1, kind))
                    else:
                        opened.append((number, index, kind))
                elif mark[3]:
                    for entry in reversed(opened):
                        if entry[0] == mark[3]:
                            mentions.append((entry[1], index + 1, entry[2]))
                            opened.remove(entry)
                            break
        yield mentions


def _gum_item(sentence: Sentence, mentions: list[tuple[int, int, str]], known: Gazette) -> Item:
    words, text, offsets = sentence.words, "", []
    for word in words:
        offsets.append(len(text))
        text += word.form + " " * word.space
    spans = []
    for begin, end in _proper_runs(words):
        head = next((i for i in range(begin, end) if not begin <= words[i].head < end), begin)
        around = [m for m in mentions if m[0] <= begin and end <= m[1] and _heads(words, m, head)]
        kind = min(around, key=lambda m: m[1] - m[0])[2] if around else ""
        surface = text[offsets[begin] : offsets[end - 1] + len(words[end - 1].form)]
        label = known.refine(surface, {"person": "PER", "organization": "ORG", "place": "LOC"}.get(kind, ""))
        if label:
            spans.append(Span(offsets[begin], offsets[end - 1] + len(words[end - 1].form), label))
    return conform(known.with_nationalities(Item(text.rstrip(), tuple(spans))))


def _heads(words: tuple[Word, ...], mention: tuple[int, int, str], head: int) -> bool:
    """Whether `head` is the head of the mention."""
    return not mention[0] <= words[head].head < mention[1] or words[head].head == head


def _proper_runs(words: tuple[Word, ...]) -> Iterator[tuple[int, int]]:
    """Runs of proper nouns without the titles before them."""
    i = 0
    while i < len(words):
        if words[i].xpos not in PROPER or not words[i].form[0].isalnum():
            i += 1
            continue
        j = i + 1
        while j < len(words):
            if words[j].xpos in PROPER:
                j += 1
            elif _joins(words, j) and j + 1 < len(words) and words[j + 1].xpos in PROPER:
                j += 2
            else:
                break
        while i < j and words[i].form in TITLES:
            i += 1
        if i < j:
            yield i, j
        i = max(i + 1, j)


def _joins(words: tuple[Word, ...], j: int) -> bool:
    """Whether word `j` joins the proper nouns around it into one name."""
    return words[j].form in ("-", "&") or (words[j].form == "of" and words[j - 1].form in HEAD_NOUNS)


def re3d(data: Path, sources: Sequence[str], known: Gazette) -> list[Item]:
    """re3d: paragraphs of documents on Syria and Iraq; names are the capitalised part of its wider entity spans."""
    items: list[Item] = []
    for source in sources:
        spans_of: defaultdict[str, list[Span]] = defaultdict(list)
        for row in map(json.loads, _lines(data / source / "entities.json")):
            label = {"Person": "PER", "Organisation": "ORG", "Location": "LOC", "Nationality": "MISC"}.get(row["type"])
            if label and row["confidence"] >= 0.5:
                spans_of[row["documentId"]].append(Span(row["begin"], row["end"], label))
        for document in map(json.loads, _lines(data / source / "documents.json")):
            found = list(_re3d_spans(document["text"], spans_of[document["_id"]], known))
            spans = without_overlaps([*found, *_repeated(document["text"], found)])
            items += _by_paragraph(document["text"], spans, known)
    return items


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip()]


# Words that open a capitalised run without being part of the name, lone words and roles that re3d marks as entities.
SKIPPED = frozenset(("The", "A", "An", "Our", "His", "Her", "Its", "Their", "This", "These"))
COMMON = word_list("no-names")
ROLES = frozenset(("Envoy", "Coordinator", "Commissioner", "Representative", "Spokesperson", "Command", "State"))
CAPITALS = re.compile(r"(?:al-)?[A-Z][\w.'’&-]*(?:(?: (?:of|for|the|and|on|de|bin|al))* (?:al-)?[A-Z0-9][\w.'’&-]*)*")


def _re3d_spans(text: str, spans: Iterable[Span], known: Gazette) -> Iterator[Span]:
    for span in spans:
        for found in CAPITALS.finditer(text, span.begin, span.end):
            begin, end = found.span()
            words = found[0].split(" ")
            while words and (words[0] in SKIPPED or (span.label == "PER" and words[0] in TITLES)):
                begin += len(words.pop(0)) + 1
            surface = re.sub(r"(?:['’]s|(?<=[a-z])[.,])$", "", text[begin : max(begin, end)])
            label = known.refine(surface, span.label)
            role = label == "PERSON" and ((begin == found.start() and " " not in surface) or ROLES & set(words))
            if label and surface and surface not in COMMON and not role:
                yield Span(begin, begin + len(surface), label)
    for found in re.finditer(r"(?<![\w-])[A-Z][a-z]+(?: [A-Z][a-z]+)?(?![\w-])", text):
        if known.labels.get(found[0]) in ("GPE", "NORP"):
            yield Span(found.start(), found.end(), known.labels[found[0]])


def _repeated(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Mentions of the document's organisations that re3d leaves unmarked, as it often does after the first."""
    for surface in sorted({text[s.begin : s.end] for s in spans if s.label == "ORG"}):
        if surface.isupper() or " " in surface:
            for found in re.finditer(rf"(?<![\w-]){re.escape(surface)}(?![\w-])", text):
                yield Span(found.start(), found.end(), "ORG")


def _by_paragraph(text: str, spans: Sequence[Span], known: Gazette) -> Iterator[Item]:
    for line in re.finditer(r"[^\n]+", text):
        inside = [
            Span(s.begin - line.start(), s.end - line.start(), s.label)
            for s in spans
            if line.start() <= s.begin and s.end <= line.end()
        ]
        yield conform(known.with_nationalities(Item(line[0], tuple(inside))))
