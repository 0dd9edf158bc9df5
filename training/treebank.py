"""Treebanks in CoNLL-U as spaCy documents in which names may be one token.

kg hands every name to the tagger and the parser as one token, so most training copies do the same: a run of proper
nouns that hangs on one outside head becomes one token whose text keeps its spaces and hyphens.
"""

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from training.names import Names
from training.words import word_list

FEATURES = word_list("features")
TITLES = word_list("titles")
CALENDAR = word_list("calendar")
# Nouns after which "of" goes on with the name: "Ministry of Defence", but not "Governor of Texas".
HEAD_NOUNS = word_list("head-nouns")
SMALL_WORDS = word_list("small-words")


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word; `head` is an index into the sentence, its own index at the root."""

    form: str
    lemma: str
    upos: str
    xpos: str
    features: str
    head: int
    relation: str
    space: bool
    merged: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of one sentence, the document it stands in, and whether it opens a paragraph."""

    words: tuple[Word, ...]
    document: str
    opens: bool


def read_conllu(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file; ValueError where a word has no head."""
    document = path.stem
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        lines = block.split("\n")
        comments = [line for line in lines if line.startswith("#")]
        for line in comments:
            if line.startswith("# newdoc id = "):
                document = line.removeprefix("# newdoc id = ")
        opens = any(line.startswith(("# newdoc", "# newpar")) for line in comments)
        yield Sentence(tuple(_words(line.split("\t") for line in lines if not line.startswith("#"))), document, opens)


def _words(rows: Iterable[list[str]]) -> Iterator[Word]:
    """Words of one sentence; those of a contraction get the letters that stand in the text."""
    surface, last, glued = "", 0, False
    for row in rows:
        if "." in row[0]:
            continue
        if "-" in row[0]:
            surface, last = row[1], int(row[0].split("-")[1])
            glued = "SpaceAfter=No" in row[9]
            continue
        number, form, space = int(row[0]), row[1].replace("\u00a0", "").replace(" ", ""), "SpaceAfter=No" not in row[9]
        if surface:
            rest = last - number
            form = surface if rest == 0 else surface[: max(1, min(len(form), len(surface) - rest))]
            surface = surface[len(form) :]
            space = rest == 0 and not glued
        features = "|".join(f for f in row[5].split("|") if f.split("=")[0] in FEATURES)
        head = int(row[6])
        lemma = form if row[2] == "_" and form != "_" else row[2]
        upos = "X" if row[3] == "_" else row[3]
        relation = "ROOT" if head == 0 else row[7]
        yield Word(form, lemma, upos, row[4], features, number - 1 if head == 0 else head - 1, relation, space)


def name_runs(words: tuple[Word, ...]) -> list[tuple[int, int]]:
    """Runs (begin, end) of two words or more that read as one name and hang on one head outside."""
    runs, i = [], 0
    while i < len(words):
        if not _named(words[i]):
            i += 1
            continue
        j = i + 1
        while j < len(words):
            more = _continued(words, j)
            if not more:
                break
            j += more
        for begin, end in _without_titles(words, i, j):
            if end - begin > 1 and len(_outer(words, begin, end)) == 1:
                runs.append((begin, end))
        i = j
    return runs


def _named(word: Word) -> bool:
    """Whether the word is part of a name; the fine tag also knows the "New" of "New York"."""
    return word.xpos in ("NNP", "NNPS") and word.form not in CALENDAR and word.form[0].isalnum()


def _continued(words: tuple[Word, ...], j: int) -> int:
    """How many words from `j` on continue the name that ends before `j`."""
    if _named(words[j]):
        return 1
    if j + 1 < len(words) and words[j].form in ("-", "&") and _named(words[j + 1]):
        return 2
    if words[j].form == "of" and words[j - 1].form in HEAD_NOUNS:
        if j + 1 < len(words) and _named(words[j + 1]):
            return 2
        if j + 2 < len(words) and words[j + 1].form == "the" and _named(words[j + 2]):
            return 3
    return 0


def _without_titles(words: tuple[Word, ...], begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Parts of the run before its first and after its last title; the whole run if it ends in a title word."""
    titles = [i for i in range(begin, end) if words[i].form in TITLES]
    if not titles or titles[-1] == end - 1:
        yield begin, end
    else:
        yield begin, titles[0]
        yield titles[-1] + 1, end


def _outer(words: tuple[Word, ...], begin: int, end: int) -> list[int]:
    """Words of the run whose head lies outside it."""
    return [i for i in range(begin, end) if words[i].head == i or not begin <= words[i].head < end]


def merge(words: tuple[Word, ...], runs: list[tuple[int, int]]) -> tuple[Word, ...]:
    """The sentence with each run as one word that takes the place of the run's head."""
    new_index = [0] * len(words)
    heads: list[int] = []
    groups: list[tuple[int, int]] = []
    starts = dict(runs)
    i = 0
    while i < len(words):
        end = starts.get(i, i + 1)
        new_index[i:end] = [len(groups)] * (end - i)
        groups.append((i, end))
        heads.append(_outer(words, i, end)[0] if end - i > 1 else i)
        i = end
    out = []
    for number, ((begin, end), head) in enumerate(zip(groups, heads, strict=True)):
        word = words[head]
        at_root = word.head == head
        word = replace(word, head=number if at_root else new_index[word.head])
        if end - begin > 1:
            text = "".join(w.form + " " * w.space for w in words[begin:end]).rstrip()
            word = replace(word, form=text, lemma=text, space=words[end - 1].space, merged=True)
        out.append(word)
    return tuple(out)


def rename(words: tuple[Word, ...], names: Names, chance: float) -> tuple[Word, ...]:
    """The sentence with some of its merged names exchanged for generated ones."""
    out = []
    for word in words:
        if word.merged and names.random.random() < chance:
            text = names.person().full if names.random.random() < 0.6 else names.organisation()
            word = replace(word, form=text, lemma=text)
        out.append(word)
    return tuple(out)


def headline(words: tuple[Word, ...]) -> tuple[Word, ...] | None:
    """The sentence in Title Case without its final stop; None where it would make no headline."""
    if not 5 <= len(words) <= 16 or words[-1].form != "." or not any(w.relation == "ROOT" for w in words[:-1]):
        return None
    if any(w.form in ('"', "(", "?", ":") for w in words):
        return None
    titled, open_ = [], True
    for word in words[:-1]:
        small = not open_ or word.form in SMALL_WORDS
        titled.append(word if small else replace(word, form=word.form[0].upper() + word.form[1:]))
        open_ = word.space
    return tuple(titled)


def curly(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The sentence with typographic quotes and apostrophes; the fine tag tells opening from closing ones."""
    quotes = {"``": "“", "''": "”"}
    return tuple(
        replace(w, form=quotes[w.xpos])
        if w.form == '"' and w.xpos in quotes
        else replace(w, form=w.form.replace("'", "’"))
        for w in words
    )


def paragraphs(sentences: Iterable[Sentence], longest: int = 8) -> list[list[Sentence]]:
    """Sentences of one document in groups as they stand in paragraphs."""
    groups: list[list[Sentence]] = []
    for sentence in sentences:
        last = groups[-1] if groups else []
        if not last or sentence.opens or len(last) >= longest or last[0].document != sentence.document:
            groups.append([sentence])
        else:
            last.append(sentence)
    return groups


def to_doc(vocab: Vocab, sentences: Iterable[tuple[Word, ...]]) -> Doc:
    """One Doc; merged names carry the entity type NAME so that a reader can merge the raw tokens alike."""
    words: list[Word] = []
    heads: list[int] = []
    starts: list[bool] = []
    for sentence in sentences:
        heads += [len(words) + word.head for word in sentence]
        starts += [i == 0 for i in range(len(sentence))]
        words += [*sentence[:-1], replace(sentence[-1], space=True)]
    return Doc(
        vocab,
        words=[w.form for w in words],
        spaces=[w.space for w in words],
        tags=[w.xpos for w in words],
        pos=[w.upos for w in words],
        morphs=[w.features for w in words],
        lemmas=[w.lemma for w in words],
        heads=heads,
        deps=[w.relation for w in words],
        ents=["B-NAME" if w.merged else "O" for w in words],
    )


def save(docs: Iterable[Doc], path: Path) -> int:
    """Write the documents as a DocBin; the number of words written."""
    box = DocBin(
        attrs=["ORTH", "SPACY", "TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "SENT_START", "ENT_IOB", "ENT_TYPE"]
    )
    count = 0
    for doc in docs:
        box.add(doc)
        count += len(doc)
    path.parent.mkdir(parents=True, exist_ok=True)
    box.to_disk(path)
    return count


def merged(group: list[Sentence]) -> list[tuple[Word, ...]]:
    """The sentences of a paragraph with every name as one token."""
    return [merge(s.words, name_runs(s.words)) for s in group]


def training_docs(vocab: Vocab, sentences: list[Sentence], names: Names, seed: int) -> list[Doc]:
    """Two copies of each paragraph: one with all names merged (some renamed), one with a third of them merged.

    Three in ten paragraphs of a copy are joined to the one before, half of the copies have typographic quotes, and one
    sentence in four that could be a headline comes once more in Title Case.
    """
    chance = random.Random(seed)
    docs = []
    for copy in range(2):
        for group in _joined(paragraphs(sentences), chance):
            if copy == 0:
                made = [rename(words, names, 0.3) for words in merged(group)]
            else:
                made = [merge(s.words, [r for r in name_runs(s.words) if chance.random() < 0.33]) for s in group]
            docs.append(to_doc(vocab, map(curly, made) if chance.random() < 0.5 else made))
    for group in paragraphs(sentences):
        whole = merged(group)
        for words in whole:
            titled = headline(words)
            if titled and chance.random() < 0.25:
                docs.append(to_doc(vocab, [titled]))
    chance.shuffle(docs)
    return docs


def _joined(groups: list[list[Sentence]], chance: random.Random) -> Iterator[list[Sentence]]:
    """The paragraphs, three in ten of them joined to the one before if both are of one document."""
    last: list[Sentence] = []
    for group in groups:
        if last and group[0].document == last[0].document and chance.random() < 0.3:
            last = [*last, *group]
        else:
            if last:
                yield last
            last = group
    yield last


def ewt(data: Path, part: str) -> list[Sentence]:
    """Sentences of UD English EWT; part is train, dev or test."""
    return list(read_conllu(data / f"en_ewt-ud-{part}.conllu"))


def pud(data: Path) -> list[Sentence]:
    """Sentences of UD English PUD, each a paragraph of its own."""
    return [replace(s, opens=True) for s in read_conllu(data / "en_pud-ud-test.conllu")]


def gum_parts(data: Path) -> dict[str, list[Path]]:
    """Files of GUM by part (train, dev, test), as its splits.md has them."""
    parts: dict[str, list[Path]] = {}
    part = ""
    for line in (data / "splits.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            part = line.removeprefix("## ").strip()
        elif found := re.match(r"\s+\* (\w+)", line):
            path = data / "dep" / f"{found[1]}.conllu"
            if path.exists():
                parts.setdefault(part, []).append(path)
    return parts


def gum(data: Path, part: str, genre: str = "") -> list[Sentence]:
    """Sentences of one part of GUM, of all genres or of one."""
    paths = [p for p in gum_parts(data)[part] if f"GUM_{genre}" in p.stem]
    return [s for p in sorted(paths) for s in read_conllu(p)]
