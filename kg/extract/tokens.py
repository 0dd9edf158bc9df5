"""The words of a parsed paragraph as the rules read them.

The rules ask for the same few attributes of a word dozens of times, and spaCy makes the string or the token anew each
time. So they are taken over once; the names are those of spaCy's `Token`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

Tokens = tuple["Token", ...]


@dataclass(frozen=True, slots=True, eq=False)
class Range:
    """The first token of a sentence of the parser and the one after its last."""

    start: int
    end: int


@dataclass(slots=True, eq=False, repr=False)
class Token:
    """A word with its place in the tree; `head` of a root is itself, `children` are in the order of the text."""

    i: int
    text: str
    whitespace_: str
    lower_: str
    lemma_: str
    tag_: str
    pos_: str
    dep_: str
    is_alpha: bool
    is_punct: bool
    like_num: bool
    sent: Range
    doc: Tokens = ()
    head: Token = field(init=False)
    children: Tokens = ()

    @property
    def ancestors(self) -> Iterator[Token]:
        """The words it depends on, nearest first."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def is_ancestor(self, other: Token) -> bool:
        """Whether `other` depends on this word, directly or not."""
        return any(ancestor is self for ancestor in other.ancestors)

    @property
    def left_edge(self) -> Token:
        """The first word of its phrase."""
        edge = self
        for child in self.children:
            other = child.left_edge
            if other.i < edge.i:
                edge = other
        return edge

    @property
    def right_edge(self) -> Token:
        """The last word of its phrase."""
        edge = self
        for child in self.children:
            other = child.right_edge
            if other.i > edge.i:
                edge = other
        return edge

    def nbor(self, step: int = 1) -> Token:
        """The word `step` places further on."""
        return self.doc[self.i + step]


def joined(tokens: Sequence[Token]) -> str:
    """What the parser read in a run of tokens, names by their stand-ins, without the space at the end."""
    return "".join([token.text + token.whitespace_ for token in tokens]).removesuffix(" ")


class Lexemes(dict[int, tuple[str, str, bool, bool, bool]]):
    """Of spaCy's numbers for words: text, lower_, is_alpha, is_punct, like_num; each word is asked for once."""

    def __init__(self, vocabulary: Vocab) -> None:
        self.vocabulary = vocabulary
        self.labels = Labels(vocabulary.strings)

    def __missing__(self, number: int) -> tuple[str, str, bool, bool, bool]:
        word = self.vocabulary[number]
        found = self[number] = (word.text, word.lower_, word.is_alpha, word.is_punct, word.like_num)
        return found


class Labels(dict[int, str]):
    """The strings of spaCy's numbers for tags, lemmas and dependencies, each asked for once."""

    def __init__(self, store: StringStore) -> None:
        self.store = store

    def __missing__(self, number: int) -> str:
        found = self[number] = self.store[number]
        return found


COLUMNS: list[int | str] = ["ORTH", "SPACY", "LEMMA", "TAG", "POS", "DEP"]


def tokens(doc: Doc, lexemes: Lexemes) -> Tokens:
    """The tokens of a parsed `doc`, linked to one another; `lexemes` are those of its vocabulary."""
    labels = lexemes.labels
    rows = doc.to_array(COLUMNS).tolist()
    sentences = [sent for s in doc.sents for sent in [Range(s.start, s.end)] * (s.end - s.start)]
    made = []
    for index, ((orth, space, lemma, tag, pos, dep), sent) in enumerate(zip(rows, sentences, strict=True)):
        text, lower, is_alpha, is_punct, like_num = lexemes[orth]
        made.append(
            Token(
                index,
                text,
                " " if space else "",
                lower,
                labels[lemma],
                labels[tag],
                labels[pos],
                labels[dep],
                is_alpha,
                is_punct,
                like_num,
                sent,
            )
        )
    steps = doc.to_array("HEAD").astype("int32").tolist()  # to the head, negative where that stands before
    return _linked(tuple(made), [index + step for index, step in enumerate(steps)])


def _linked(made: Tokens, heads: Sequence[int]) -> Tokens:
    """`made` with doc, head and children set; `heads` are the indices of the heads."""
    children: list[list[Token]] = [[] for _ in made]
    for token, head in zip(made, heads, strict=True):
        token.doc = made
        token.head = made[head]
        if head != token.i:
            children[head].append(token)
    for token, below in zip(made, children, strict=True):
        if below:
            token.children = tuple(below)
    return made
