"""From the corpora to the DocBins that the two trainings read."""

import lzma
import tarfile
from collections.abc import Iterable
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from training import augment, corpora, treebank
from training.items import Item
from training.names import Names


def unpack(archives: Path, folder: Path) -> Path:
    """Unpack the corpora (*.tar.xz and gmb_relabelled.jsonl.xz, see README.md) into `folder`, which is returned."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(archives.glob("*.tar.xz")):
        with tarfile.open(path) as archive:
            archive.extractall(folder, filter="data")
    (folder / "gmb.jsonl").write_bytes(lzma.decompress((archives / "gmb_relabelled.jsonl.xz").read_bytes()))
    return folder


def to_doc(nlp: Language, item: Item) -> Doc:
    """The item tokenised, with its names as entities; a border inside a token moves outward by up to three letters."""
    doc = nlp.make_doc(item.text)
    entities, last = [], 0
    for begin, end, label in item.spans:
        span = doc.char_span(begin, end, label=label, alignment_mode="expand")
        if span is not None and len(span.text) - (end - begin) <= 3 and span.start >= last:
            entities.append(span)
            last = span.end
    doc.set_ents(entities)
    return doc


def save(nlp: Language, items: Iterable[Item], path: Path) -> int:
    """Write items as a DocBin; the number of tokens written."""
    box, count = DocBin(attrs=["ORTH", "SPACY", "ENT_IOB", "ENT_TYPE"]), 0
    for item in items:
        if item.text.strip():
            doc = to_doc(nlp, item)
            box.add(doc)
            count += len(doc)
    path.parent.mkdir(parents=True, exist_ok=True)
    box.to_disk(path)
    return count


def ner_items(data: Path, names: Names, stage: int) -> list[Item]:
    """All training items of the name recogniser, augmented and shuffled; later stages lean to real names."""
    own, _ = corpora.news_ner()
    voa = corpora.gmb(data)
    known = corpora.gazette([*voa, *own])
    gum, uner, wiki = corpora.gum(data, "train", known), corpora.uner(data, known), corpora.wikigold(data, known)
    clean = [*gum, *uner, *wiki]
    chances = augment.LATE_CHANCES if stage == 2 else augment.CHANCES
    conflict = corpora.re3d(data, corpora.RE3D[:-1], known)
    items = [*augment.grouped(voa, names), *augment.grouped(augment.exchanged(voa, names, chances), names, 3)]
    for _ in range(1 if stage == 0 else 3):
        items += [*augment.grouped(clean, names), *conflict]
    items += [*augment.exchanged(clean, names, chances), *augment.exchanged(conflict, names, chances)]
    items += 3 * own
    for _ in range(9 if stage == 0 else 4):
        items += augment.exchanged(own, names, chances)
    cased = names.random.sample([*voa, *gum, *augment.exchanged(voa, names, chances)], 8000)
    items += [augment.recase(item, names) for item in [*cased, *own, *augment.exchanged(own, names, chances)]]
    names.random.shuffle(items)
    return items


def prepare_ner(data: Path, work: Path, stage: int) -> None:
    """Write train.spacy and dev.spacy for names into `work`; each stage exchanges other names."""
    nlp = spacy.blank("en")
    print("NER train tokens", save(nlp, ner_items(data, Names(stage), stage), work / "train.spacy"))
    print("NER dev tokens", save(nlp, corpora.news_ner()[1], work / "dev.spacy"))


def prepare_parser(data: Path, work: Path, stage: int) -> None:
    """Write train.spacy and dev.spacy for syntax into `work`; each stage merges and exchanges other names."""
    vocab = spacy.blank("en").vocab
    train = [*treebank.ewt(data, "train"), *treebank.gum(data, "train"), *treebank.pud(data)]
    docs = treebank.training_docs(vocab, train, Names(stage), stage)
    print("parser train tokens", treebank.save(docs, work / "train.spacy"))
    dev = treebank.paragraphs(treebank.ewt(data, "dev"))[:300] + treebank.paragraphs(treebank.gum(data, "dev"))[:300]
    dev_docs = [treebank.to_doc(vocab, treebank.merged(group)) for group in dev]
    print("parser dev tokens", treebank.save(dev_docs, work / "dev.spacy"))
