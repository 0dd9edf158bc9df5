"""A story as extraction reads it: parsed paragraphs whose tokens know their place in the document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from kg import lexicon
from kg.extract import lemmas
from kg.extract.kinds import Name
from kg.extract.tokens import Lexemes, Token, Tokens, joined, tokens
from kg.model import Document, Mention, Paragraph, Passage, Sentence, Story

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

STAND_INS = {
    "Person": "John",
    "Organization": "Congress",
    "Place": "Iraq",
    "Facility": "Pentagon",
    "Event": "Congress",
    "Nationality": "Iraqi",
    "NationalityPlural": "Iraqis",
    "Adjective": "foreign",
    "Title": "Mr.",
}
PREFIXES = ("pro", "anti", "ex", "non")
TYPEWRITER = str.maketrans("‘’“”", "''\"\"")  # the quotes of the parser's training texts


class Piece(NamedTuple):
    """A token to be: what the parser reads, its place in the paragraph, and the name it stands for."""

    word: str
    begin: int
    end: int
    space: bool
    names: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A parsed paragraph. `begins[i]:ends[i]` is token i in the document (code points, end exclusive)."""

    paragraph: Paragraph
    doc: Tokens
    begins: tuple[int, ...]
    ends: tuple[int, ...]
    sentences: tuple[Sentence, ...]
    bounds: tuple[tuple[int, int], ...]  # first and last token of each sentence
    sentence_of: tuple[int, ...]  # token → index into `sentences`
    surfaces: tuple[str, ...]  # the tokens as written; `doc` holds stand-ins for names
    names: dict[int, tuple[Mention, ...]]  # token → the names it stands for, in the order of the text
    whole: dict[int, Mention]  # token → the name it stands for, no names inside an adjective or title

    def sentence(self, token: Token) -> Sentence:
        """The sentence of a token."""
        return self.sentences[self.sentence_of[token.i]]

    def name(self, token: Token) -> Mention | None:
        """The name that a token stands for, unless it is a name inside an adjective such as "Iran-backed"."""
        return self.whole.get(token.i)

    def is_title(self, token: Token) -> bool:
        """Whether the token is the whole title before a person's name, "Kenyan foreign minister"."""
        return bool(token.text == STAND_INS["Title"])

    def is_adjective(self, token: Token) -> bool:
        """Whether the token is a compound such as "Iran-backed" or "pro-Iran" around a name."""
        found = self.names.get(token.i, ())
        return bool(found) and token.text == STAND_INS["Adjective"]

    def text(self, token: Token) -> str:
        """A token as written (a whole name for a token that stands for one)."""
        return self.surfaces[token.i]


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A story with its parsed paragraphs."""

    document: Document
    story: Story
    blocks: tuple[Block, ...]

    def passage(self, block: Block, first: int, last: int) -> Passage:
        """Tokens first..last (inclusive) of a block as a passage."""
        return self.cut(block, block.begins[first], block.ends[last], first)

    def cut(self, block: Block, begin: int, end: int, token: int) -> Passage:
        """The text between two offsets of the document as a passage of the sentence of `token`."""
        sentence = block.sentences[block.sentence_of[token]]
        return Passage(self.document.id, begin, end, self.document.text[begin:end], sentence)

    def mention(
        self, block: Block, first: int, last: int, type: str, kind: str, subtype: str = "", confidence: float = 1.0
    ) -> Mention:
        """Tokens first..last (inclusive) of a block as a mention."""
        p = self.passage(block, first, last)
        return Mention(p.document, p.begin, p.end, p.text, p.sentence, type, kind, subtype, confidence)

    def sentences(self) -> Iterator[tuple[Block, Tokens, Sentence]]:
        """Every sentence in reading order: its block, its tokens, its record."""
        for block in self.blocks:
            for (first, last), sentence in zip(block.bounds, block.sentences, strict=True):
                yield block, block.doc[first : last + 1], sentence

    def names(self) -> Iterator[Mention]:
        """Every name and demonym in reading order."""
        for block in self.blocks:
            for mentions in block.names.values():
                yield from mentions


def pieces(text: str, tokens: Doc, names: Sequence[Name], offset: int) -> list[Piece]:
    """A paragraph cut into what the parser reads: each of `names` one piece, other tokens as they are.

    `tokens` is the paragraph as tokenised, `offset` its place in the document; names are given in document offsets.
    A hyphenated adjective around a name ("Iran-backed", "pro-Iran", "US-led") is one piece that holds the name.
    """
    starts = {name.begin - offset: name for name in names}
    bounds = {bound for name in names for bound in (name.begin - offset, name.end - offset)}
    for begin, length in tokens.to_array(["IDX", "LENGTH"]).tolist():
        bounds |= {begin, begin + length}
    result: list[Piece] = []
    position = 0
    for begin, end in pairwise(sorted(bounds)):
        if begin < position or (begin not in starts and text[begin].isspace()):
            continue
        if name := starts.get(begin):
            position = name.end - offset
            result.append(Piece(_stand_in(name), begin, position, text[position : position + 1].isspace(), (name,)))
        else:
            position = end
            result.append(Piece(text[begin:end], begin, end, text[end : end + 1].isspace()))
    hyphened = "-" in text
    if names and (hyphened or "–" in text):
        result = _join_adjectives(result)
    if names and "(" in text:
        result = _join_acronyms(result)
    if hyphened:
        result = _join_offices(result)
    return _join_titles(result) if names else result


def _join_acronyms(parts: list[Piece]) -> list[Piece]:
    """Join a name and the acronym in brackets behind it: the parser reads them as one name."""
    result: list[Piece] = []
    i = 0
    while i < len(parts):
        group = parts[i : i + 4]
        if len(group) == 4 and group[0].names and group[2].names and (group[1].word, group[3].word) == ("(", ")"):
            first, _, acronym, bracket = group
            if first.names[0].label == acronym.names[0].label == "Organization":
                result.append(Piece(first.word, first.begin, bracket.end, bracket.space, first.names + acronym.names))
                i += 4
                continue
        result.append(parts[i])
        i += 1
    return result


def _join_offices(parts: list[Piece]) -> list[Piece]:
    """Join the parts of hyphenated offices, "secretary-general", "commander-in-chief"."""
    offices = lexicon.words("titles", "offices")
    result: list[Piece] = []
    i = 0
    while i < len(parts):
        for length in (5, 3) if not parts[i].space else ():
            group = parts[i : i + length]
            joined = "".join(part.word.lower() for part in group)
            if len(group) == length and "-" in joined and joined in offices and not any(p.space for p in group[:-1]):
                result.append(Piece("leader", group[0].begin, group[-1].end, group[-1].space))
                i += length
                break
        else:
            result.append(parts[i])
            i += 1
    return result


def _stand_in(name: Name) -> str:
    if name.label == "Nationality" and name.subtype == "community" and " " not in name.text:
        return name.text  # "Islamist", "Sunni": words that a parser knows
    if name.label == "Nationality" and name.text.endswith("s") and not name.text.endswith("ss"):
        return STAND_INS["NationalityPlural"]
    return STAND_INS[name.label]


def _join_adjectives(parts: list[Piece]) -> list[Piece]:
    """Join name + "-" + lower-case word, and pro/anti + "-" + name, into one adjective piece."""
    result: list[Piece] = []
    i = 0
    while i < len(parts):
        group = parts[i : i + 3]
        if len(group) == 3 and group[1].word in ("-", "–") and not group[0].space and not group[1].space:
            first, _, last = group
            if (first.names and last.word.isalpha() and last.word.islower()) or (
                first.word.lower() in PREFIXES and last.names
            ):
                names = first.names + last.names
                result.append(Piece(STAND_INS["Adjective"], first.begin, last.end, last.space, names))
                i += 3
                continue
        result.append(parts[i])
        i += 1
    return result


def _join_titles(parts: list[Piece]) -> list[Piece]:
    """Join the words of a title that stands right before a person: the parser reads "Mr."."""
    result: list[Piece] = []
    for part in parts:
        if part.names and part.names[0].label == "Person" and part.word == STAND_INS["Person"]:
            first = _title_start(result)
            if first < len(result):
                title = result[first:]
                names = tuple(name for piece in title for name in piece.names)
                del result[first:]
                result.append(Piece(STAND_INS["Title"], title[0].begin, title[-1].end, title[-1].space, names))
        result.append(part)
    return result


def _title_start(parts: list[Piece]) -> int:
    """Where in `parts` the title begins that ends them; their number where they end in none."""
    first = len(parts)
    if not parts or not parts[-1].space or parts[-1].names or _plain(parts[-1]) not in _last_words():
        return first
    while first > 0 and len(parts) - first < 12:
        before = parts[first - 1]
        if before.names:
            if before.names[0].label not in ("Organization", "Place", "Nationality"):
                break
        elif before.word in ("'s", "’s"):
            if first < 2 or not parts[first - 2].names:
                break  # "the town's mayor X": whose mayor he is stands apart
        elif _plain(before) not in _title_words():
            break
        first -= 1
    while first < len(parts) and parts[first].word in ("'s", "’s"):
        first += 1
    return first


def _plain(part: Piece) -> str:
    return part.word.lower()


@cache
def _last_words() -> frozenset[str]:
    titles = lexicon.words("titles", "offices") | lexicon.words("titles", "ranks")
    return frozenset(title.split()[-1] for title in titles) | {"leader"}


@cache
def _title_words() -> frozenset[str]:
    titles = (
        lexicon.words("titles", "offices") | lexicon.words("titles", "ranks") | lexicon.words("titles", "modifiers")
    )
    kinds = [kind for kind in lexicon.subtypes("organizations", "nominals") if " " not in kind]
    return frozenset(word for title in titles for word in title.split()) - {"of", "in"} | frozenset(kinds)


def stand_in_doc(nlp: Language, parts: Sequence[Piece], headline: bool) -> Doc:
    """What the parser reads: one token for each piece; a headline in Title Case is read in lower case."""
    from spacy.tokens import Doc

    words = [part.word if part.word.isascii() else part.word.translate(TYPEWRITER) for part in parts]
    if headline:
        plain = [part.word for part in parts if not part.names and len(part.word) > 3 and part.word.isalpha()]
        if plain and sum(word[0].isupper() for word in plain) > 0.6 * len(plain):
            words = [word if part.names else word.lower() for word, part in zip(words, parts, strict=True)]
    return Doc(nlp.vocab, words=words, spaces=[part.space for part in parts])


def block(
    document: Document, story: Story, paragraph: Paragraph, doc: Doc, parts: Sequence[Piece], lexemes: Lexemes
) -> Block:
    """The parsed paragraph with offsets, sentences and names; `lexemes` are those of the vocabulary of `doc`."""
    made = tokens(doc, lexemes)
    lemmas.repair(made)
    begins = tuple([paragraph.begin + part.begin for part in parts])
    ends = tuple([paragraph.begin + part.end for part in parts])
    bounds: list[tuple[int, int]] = []
    for sent in [token.sent for token in made if token.i == token.sent.start]:
        if bounds and not any(map(str.isalnum, joined(made[sent.start : sent.end]))):
            bounds[-1] = (bounds[-1][0], sent.end - 1)  # a closing quote belongs to what it closes
        else:
            bounds.append((sent.start, sent.end - 1))
    sentences = [
        Sentence(document.id, begins[a], ends[b], document.text[begins[a] : ends[b]], story.id) for a, b in bounds
    ]
    sentence_of = [i for i, (a, b) in enumerate(bounds) for _ in range(a, b + 1)]
    surfaces = tuple([document.text[begin:end] for begin, end in zip(begins, ends, strict=True)])
    names = {
        i: tuple(_mention(document, sentences[sentence_of[i]], name) for name in part.names)
        for i, part in enumerate(parts)
        if part.names
    }
    inside = (STAND_INS["Adjective"], STAND_INS["Title"])
    whole = {i: mentions[0] for i, mentions in names.items() if made[i].text not in inside}
    return Block(
        paragraph, made, begins, ends, tuple(sentences), tuple(bounds), tuple(sentence_of), surfaces, names, whole
    )


def _mention(document: Document, sentence: Sentence, name: Name) -> Mention:
    kind = "demonym" if name.label == "Nationality" else "name"
    type = ("Place" if name.subtype != "community" else "Organization") if kind == "demonym" else name.label
    return Mention(document.id, name.begin, name.end, name.text, sentence, type, kind, name.subtype, name.confidence)
