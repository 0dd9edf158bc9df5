"""Which names are worth comparing: those of which one word sounds alike and another is at most a consonant apart.

Every name gives keys, and names that share a key form a block. In a block of more than `CAP` names (of fewer in a
very large corpus, see `BUDGET`) only those are compared that also share the sound of another word, or of two; what is
still too much is cut and reported. The work is done on arrays of integers, so that a million names take as little
room as their keys.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
import numpy.typing as npt

from kg.resolve.names import nickname_groups
from kg.resolve.parsing import Name, Token, meaning, parse, token_of
from kg.resolve.spelling import outline, reading_outlines, sounds
from kg.resolve.syllables import korean, korean_surname, wade

CAP = 100  # names in a block of which all are compared with each other
BUDGET = 16  # proposals for each name; a corpus that would have more gets a smaller cap, so that work grows with it
FEW = 1_000_000  # proposals that are no burden
WORDS = 5  # of a long name that are paired for its keys
_HALF = 32  # bits of one half of a key

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Cut:
    """A block that was too large: what its names share, how many they are, and how many pairs were left out."""

    key: str
    names: int
    pairs: int


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs (left[k], right[k]) of positions, left < right, sorted, each once; and the blocks that were cut."""

    left: Numbers
    right: Numbers
    cut: tuple[Cut, ...]

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return zip(self.left.tolist(), self.right.tolist(), strict=True)

    def __len__(self) -> int:
        return len(self.left)


def candidates(names: Sequence[Iterable[Name]], cap: int = CAP) -> Candidates:
    """The pairs of positions in `names` (each a thing with several names) that are worth comparing.

    Two names with one outline (`kg.resolve.spelling.outline` of all their words) are among them unless their block is
    in `cut`.
    """
    index = _Index()
    for position, some in enumerate(names):
        index.add(position, some)
    found = [*_within(index, cap), *_between(index, cap)]
    pairs = np.unique(np.concatenate(found)) if found else np.empty(0, np.int64)
    size = max(1, len(names))
    return Candidates(pairs // size, pairs % size, tuple(index.cut))


# -------------------------------------------------------------------------------------------- keys


@dataclass(frozen=True, slots=True)
class _Keys:
    """The keys of a name: those it shares, those by which it looks for others, those by which it is found.

    `heard` are its words by ear, which narrow a block that is too large.
    """

    shared: set[int]
    seeking: set[int]
    found_by: set[int]
    heard: set[int]


@dataclass(slots=True)
class _Index:
    """The keys of all names as they come in."""

    ids: dict[str, int] = field(default_factory=dict)
    words: dict[tuple[str, Token, str], _Word] = field(default_factory=dict)
    count: int = 0
    shared: _Table = field(default_factory=lambda: _Table())
    seeking: _Table = field(default_factory=lambda: _Table())
    found_by: _Table = field(default_factory=lambda: _Table())
    heard: _Table = field(default_factory=lambda: _Table())
    cut: list[Cut] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def add(self, position: int, names: Iterable[Name]) -> None:
        """Take in a thing with its names; positions come in order."""
        self.count = position + 1
        keys = _Keys(set(), set(), set(), set())
        for name in names:
            self._add(name, keys)
            if name.unit:
                self._add(parse(name.unit, name.type), keys)
        self.shared.add(position, keys.shared)
        self.seeking.add(position, keys.seeking)
        self.found_by.add(position, keys.found_by)
        self.heard.add(position, keys.heard)

    def id(self, text: str) -> int:
        """A number for `text`, the same every time."""
        return self.ids.setdefault(text, len(self.ids))

    def text(self, key: int) -> str:
        """What stands behind a key, for people."""
        if len(self.texts) != len(self.ids):
            self.texts = list(self.ids)
        first, second = key >> _HALF, key & (1 << _HALF) - 1
        return f"{self.texts[first][2:]} {self.texts[second - 1][2:] if second else ''}".strip()

    def _word(self, name: Name, token: Token) -> _Word:
        known = (name.type[:2], token, name.languages)
        if known not in self.words:
            self.words[known] = _made(self, *known)
        return self.words[known]

    def _add(self, name: Name, keys: _Keys) -> None:
        type = name.type[:2]
        words = [self._word(name, token) for token in name.tokens if token.kind in ("word", "letters")][:WORDS]
        nouns = [self._word(name, token) for token in name.tokens if token.kind == "generic" and meaning(token.text)]
        if name.country:
            keys.shared.add(self.id(f"{type}@{name.country}") << _HALF)
        keys.shared.add(self.id(f"{type}#{outline(name.solid) or name.solid}") << _HALF)
        if not words:
            texts = sorted(meaning(token.text) or token.text for token in name.tokens)
            keys.shared.add(self.id(f"{type}%{' '.join(texts)}") << _HALF)
        if len(words) == 1:
            keys.shared.update(stem << _HALF for stem in words[0].near)
        for one, other in (*combinations([*words, *nouns][:WORDS], 2), *self._joined(name)):
            keys.shared.update((a << _HALF) + b + 1 for a in one.stems for b in other.near)
            keys.shared.update((b << _HALF) + a + 1 for b in other.stems for a in one.near)
        keys.heard.update(word.heard for word in words)
        others = [token.text for token in name.tokens if token.kind in ("number", "country", "initial")]
        keys.heard.update(self.id(f"{type}!{text}") for text in others)
        self._add_letters(name, words, keys)

    def _joined(self, name: Name) -> list[tuple[_Word, _Word]]:
        """Surname and given name of "Zhang Wei-ming", whichever is which."""
        if not name.languages or len(name.tokens) != 3:
            return []
        first, middle, last = name.tokens
        return [
            (self._word(name, first), self._word(name, token_of(middle.text + last.text, "word"))),
            (self._word(name, token_of(first.text + middle.text, "word")), self._word(name, last)),
        ]

    def _add_letters(self, name: Name, words: Sequence[_Word], keys: _Keys) -> None:
        """Initials and acronyms look for the words they may stand for; those of words alone do not meet."""
        type = name.type[:2]
        initials = [self.id(f"{type}^{t.text[0]}") for t in name.tokens if t.kind == "initial" and len(words) == 1]
        for one in words:
            keys.seeking.update((stem << _HALF) + letter + 1 for stem in one.stems for letter in initials)
            others = [other.first for other in words if other is not one] if type == "Pe" else ()
            keys.found_by.update((stem << _HALF) + letter + 1 for stem in one.stems for letter in others)
        if len(name.acronym) > 1:
            keys.seeking.add(self.id(f"{type}={name.acronym}") << _HALF)
        keys.found_by.update(self.id(f"{type}={letters}") << _HALF for letters in name.initials if len(letters) > 1)
        if name.coalition:
            keys.shared.add(self.id(f"{type}=coalition") << _HALF)


@dataclass(frozen=True, slots=True)
class _Word:
    """What is looked up of a word: its outlines, these and those a consonant shorter, its sound, its first letter."""

    stems: tuple[int, ...]
    near: tuple[int, ...]
    heard: int
    first: int


def _made(index: _Index, type: str, token: Token, languages: str) -> _Word:
    text = token.text.rpartition(" ")[2]
    if languages:  # a syllable that differs in a letter is another one
        stems = near = _syllables(text, languages)
    else:
        stems = _outlines(meaning(text) or text, type)
        near = stems | _shorter(outline(text), sounds(text))
    return _Word(
        tuple(index.id(type + stem) for stem in sorted(stems)),
        tuple(index.id(f"{type}~{stem}") for stem in sorted(near)),
        index.id(f"{type}!{sounds(text)}"),
        index.id(f"{type}^{text[0]}"),
    )


def _outlines(text: str, type: str) -> set[str]:
    """The outlines by which a word is found; a given name is also found by the names it is short for."""
    found = {stem or text for stem in reading_outlines(text)}
    if type == "Pe":
        found.update(f"{group}" for group in nickname_groups(text))
    return found


def _syllables(text: str, languages: str) -> set[str]:
    """What the spellings of a word of Chinese or Korean syllables have in common."""
    found = {f"!{sounds(text)}"}
    if "c" in languages:
        found.add(f"c{wade(text) or text}")
    if "k" in languages:
        found.add(f"k{korean_surname(text) or korean(text) or text}")
    return found


def _shorter(stem: str, heard: str) -> set[str]:
    """What a word has in common with one that is a consonant apart: its outline without one of its sounds.

    Where that leaves too little, what is heard with vowels and without one sound.
    """
    if len(stem) >= 4:
        return {stem[:i] + stem[i + 1 :] for i in range(len(stem))}
    if len(heard) < 4:
        return set()
    return {f"-{heard}", *(f"-{heard[:i]}{heard[i + 1 :]}" for i in range(len(heard)))}


# ------------------------------------------------------------------------------------------ blocks


class _Table:
    """Numbers of things in rows, kept as they come in: thing `owners[k]` has number `values[k]`."""

    __slots__ = ("_owners", "_values")

    def __init__(self) -> None:
        self._owners = array("q")
        self._values = array("q")

    def add(self, owner: int, values: set[int]) -> None:
        self._owners.extend([owner] * len(values))
        self._values.extend(sorted(values))

    def by_value(self) -> tuple[Numbers, Numbers]:
        """(values, owners), sorted by both."""
        values, owners = self._arrays()
        order = np.argsort(values, kind="stable")
        return values[order], owners[order]

    def by_owner(self, count: int) -> tuple[Numbers, Numbers]:
        """(values, where those of each owner begin, with the end behind the last)."""
        values, owners = self._arrays()
        return values, np.searchsorted(owners, np.arange(count + 1))

    def _arrays(self) -> tuple[Numbers, Numbers]:
        return np.frombuffer(self._values, np.int64), np.frombuffer(self._owners, np.int64)


def _within(index: _Index, cap: int) -> Iterator[Numbers]:
    """The pairs inside the blocks of names that share a key, as numbers left * size + right."""
    keys, owners = index.shared.by_value()
    starts, sizes = _runs(keys)
    cap = _affordable(sizes, cap, max(FEW, BUDGET * index.count))
    yield from _all_pairs(owners, starts, sizes, cap, index.count)
    large = sizes > cap
    if not large.any():
        return
    sizes = sizes[large]
    blocks = np.repeat(np.arange(len(sizes)), sizes)
    members = owners[_spread(starts[large], sizes)]
    left_out = sizes * (sizes - 1) // 2
    for found, blocks_of in _narrowed(index, blocks, members, cap):
        yield found
        left_out -= np.bincount(blocks_of, minlength=len(sizes))
    for key, size, pairs in zip(keys[starts[large]].tolist(), sizes.tolist(), left_out.tolist(), strict=True):
        if pairs > 0:
            index.cut.append(Cut(index.text(key), size, pairs))


def _affordable(sizes: Numbers, cap: int, pairs: int) -> int:
    """The largest cap up to `cap` under which blocks of these sizes give at most so many `pairs`; at least 2."""
    counts = np.bincount(np.minimum(sizes, cap + 1), minlength=cap + 2)[: cap + 1]
    size = np.arange(cap + 1)
    within = np.cumsum(counts * size * (size - 1) // 2) <= pairs
    return max(2, int(size[within][-1]))


def _narrowed(index: _Index, blocks: Numbers, members: Numbers, cap: int) -> Iterator[tuple[Numbers, Numbers]]:
    """Of blocks that are too large the pairs that share the sound of a word more, or where that is many, of two.

    `members[k]` is in block `blocks[k]`; with the pairs comes the block of each.
    """
    heard, begins = index.heard.by_owner(index.count)
    base = max(len(index.ids), 1)
    inner = blocks
    for _ in range(2):
        counts = begins[members + 1] - begins[members]
        sounds_of = heard[_spread(begins[members], counts)]
        blocks, inner, members = (np.repeat(values, counts) for values in (blocks, inner, members))
        order = np.lexsort((members, inner * base + sounds_of))
        blocks, members, inner = blocks[order], members[order], (inner * base + sounds_of)[order]
        starts, sizes = _runs(inner)
        for size, pairs in _pairs_by_size(members, starts, sizes, cap, index.count):
            of_run = np.repeat(blocks[starts[sizes == size]], size * (size - 1) // 2)
            yield pairs, of_run
        large = sizes > cap
        places = _spread(starts[large], sizes[large])
        blocks, members = blocks[places], members[places]
        inner = np.repeat(np.arange(int(large.sum())), sizes[large])
        if not len(members):
            return


def _between(index: _Index, cap: int) -> Iterator[Numbers]:
    """The pairs of a name that looks for a key and one that is found by it."""
    keys, seekers = index.seeking.by_value()
    if not len(keys):
        return
    known, owners = index.found_by.by_value()
    seeking_known, seeking_owners = keys, seekers
    for targets_keys, targets in ((known, owners), (seeking_known, seeking_owners)):
        first = np.searchsorted(targets_keys, keys)
        sizes = np.searchsorted(targets_keys, keys, side="right") - first
        for key in np.unique(keys[sizes > cap]).tolist():
            number = int(sizes[np.searchsorted(keys, key)])
            index.cut.append(Cut(index.text(key), number, number * int((keys == key).sum())))
        sizes[sizes > cap] = 0
        left = np.repeat(seekers, sizes)
        places = _spread(first, sizes)
        right = targets[places]
        yield _numbered(left, right, index.count)[left != right]


def _spread(starts: Numbers, sizes: Numbers) -> Numbers:
    """The places start, start + 1, … of each run, one run after the other."""
    ends = np.cumsum(sizes)
    return np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - ends + sizes, sizes)


def _runs(values: Numbers) -> tuple[Numbers, Numbers]:
    """Where the runs of equal `values` start, and how long they are."""
    if not len(values):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    starts = np.flatnonzero(np.concatenate(([True], values[1:] != values[:-1])))
    return starts, np.diff(np.append(starts, len(values)))


def _all_pairs(owners: Numbers, starts: Numbers, sizes: Numbers, cap: int, count: int) -> Iterator[Numbers]:
    """Every pair of owners inside each run of 2 to `cap` of them."""
    for _, pairs in _pairs_by_size(owners, starts, sizes, cap, count):
        yield np.unique(pairs)


def _pairs_by_size(
    owners: Numbers, starts: Numbers, sizes: Numbers, cap: int, count: int
) -> Iterator[tuple[int, Numbers]]:
    """The pairs of all runs of one size after the other, run by run, with that size."""
    for size in np.unique(sizes[(sizes > 1) & (sizes <= cap)]).tolist():
        rows = owners[starts[sizes == size][:, None] + np.arange(size)]
        first, second = np.triu_indices(size, 1)
        yield size, _numbered(rows[:, first].ravel(), rows[:, second].ravel(), count)


def _numbered(left: Numbers, right: Numbers, count: int) -> Numbers:
    """Pairs as numbers, the smaller position first."""
    return np.minimum(left, right) * count + np.maximum(left, right)
