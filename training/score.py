"""Scores of a pipeline: names on kept-aside texts and on the five gold articles, syntax on the treebanks' test parts.

    python -m training.score kg/pipeline CORPORA [--gold FOLDER --seeds FOLDER]

Names count as found with the same offsets ("exact") or with the same type and any overlap ("overlap"). GPE, LOC and
FAC are one type, PLACE, because kg keeps them as one kind of entity.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from training import corpora, treebank
from training.fit import as_merged, use_fast_products
from training.items import Item, Span

TYPES = ("PERSON", "ORG", "PLACE", "NORP")
PLACES = ("GPE", "LOC", "FAC")
GOLD_TYPES = {"Person": "PERSON", "Organization": "ORG", "Place": "PLACE", "Facility": "PLACE"}
METRICS = ("tag_acc", "dep_uas", "dep_las", "sents_f", "lemma_acc")


@dataclass(frozen=True, slots=True)
class GoldText:
    """A text with its names and the stretches in which nothing counts."""

    text: str
    names: tuple[Span, ...]
    ignored: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class F1:
    """Precision, recall and their harmonic mean, in [0, 1]."""

    precision: float
    recall: float
    f: float


def f1(correct_predicted: int, predicted: int, correct_gold: int, gold: int) -> F1:
    """Figures from the numbers of predicted and gold names and how many of each have a partner."""
    precision = correct_predicted / predicted if predicted else 0.0
    recall = correct_gold / gold if gold else 0.0
    return F1(precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0)


def predict(nlp: Language, text: str) -> list[Span]:
    """Names of a text, recognised line by line as kg does paragraph by paragraph."""
    spans, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans += [Span(start + e.start_char, start + e.end_char, _type(e.label_)) for e in nlp(line).ents]
        start += len(line) + 1
    return spans


def _type(label: str) -> str:
    return "PLACE" if label in PLACES else label


def score_names(nlp: Language, texts: Iterable[GoldText], exact: bool) -> dict[str, F1]:
    """F1 by type and over all types ("ALL")."""
    counts: Counter[tuple[str, str]] = Counter()
    with nlp.select_pipes(enable=["ner"]):
        for gold in texts:
            found = [s for s in predict(nlp, gold.text) if not any(s.begin < e and b < s.end for b, e in gold.ignored)]
            for kind in TYPES:
                right = [s for s in gold.names if s.label == kind]
                said = [s for s in found if s.label == kind]
                counts[kind, "predicted"] += len(said)
                counts[kind, "gold"] += len(right)
                counts[kind, "precise"] += sum(any(_same(s, r, exact) for r in right) for s in said)
                counts[kind, "recalled"] += sum(any(_same(s, r, exact) for s in said) for r in right)
    for key in ("predicted", "gold", "precise", "recalled"):
        counts["ALL", key] = sum(counts[kind, key] for kind in TYPES)
    return {
        kind: f1(counts[kind, "precise"], counts[kind, "predicted"], counts[kind, "recalled"], counts[kind, "gold"])
        for kind in (*TYPES, "ALL")
    }


def _same(one: Span, other: Span, exact: bool) -> bool:
    if exact:
        return (one.begin, one.end) == (other.begin, other.end)
    return one.begin < other.end and other.begin < one.end


def of_items(items: Iterable[Item]) -> list[GoldText]:
    """Items as gold texts."""
    return [GoldText(i.text, tuple(s._replace(label=_type(s.label)) for s in i.spans)) for i in items]


def gold_articles(gold: Path, seeds: Path) -> list[GoldText]:
    """The five annotated articles; only primary names count, what is annotated otherwise is ignored."""
    stories = {s["file"]: s for s in json.loads((gold / "stories.json").read_text(encoding="utf-8"))}
    names: dict[str, list[Span]] = {file: [] for file in stories}
    ignored: dict[str, list[tuple[int, int]]] = {file: [] for file in stories}
    for file, entry in stories.items():
        for story in entry["stories"]:
            ignored[file] += [(begin, end) for begin, end, _ in story["boilerplate_spans"]]
    for entity in json.loads((gold / "entities.json").read_text(encoding="utf-8")):
        for mention in entity["mentions"]:
            kind = "NORP" if mention["kind"] == "demonym" else GOLD_TYPES.get(entity["type"], "")
            counted = mention["kind"] in ("name", "demonym", "metonym") and not mention.get("nested")
            if counted and kind and not mention.get("boilerplate") and not mention.get("dup_of_line"):
                names[mention["file"]].append(Span(mention["start"], mention["end"], kind))
            elif not mention.get("nested"):
                ignored[mention["file"]].append((mention["start"], mention["end"]))
    texts = []
    for file in sorted(stories):
        with (seeds / file).open(encoding="utf-8", newline="") as stream:
            kept = [n for n in names[file] if not any(n.begin < e and b < n.end for b, e in ignored[file])]
            texts.append(GoldText(stream.read(), tuple(sorted(kept)), tuple(ignored[file])))
    return texts


def score_syntax(nlp: Language, docs: Sequence[Doc]) -> dict[str, float]:
    """Accuracy of tags, heads, labelled heads, lemmas and F of sentence borders, from raw text with gold names."""
    with nlp.select_pipes(disable=["ner"]):
        scores = nlp.evaluate([as_merged(nlp, doc) for doc in docs], batch_size=128)
    return {metric: float(scores[metric]) for metric in METRICS}


def tokens_per_second(nlp: Language, texts: Sequence[str]) -> float:
    """Speed of the whole pipeline on one core."""
    began = time.process_time()
    count = sum(len(doc) for doc in nlp.pipe(texts, batch_size=128))
    return count / (time.process_time() - began)


def treebank_docs(nlp: Language, sentences: Iterable[treebank.Sentence], merged: bool) -> list[Doc]:
    """Paragraphs as gold documents, with names as one token or not."""
    groups = treebank.paragraphs(sentences)
    return [
        treebank.to_doc(nlp.vocab, treebank.merged(group) if merged else [s.words for s in group]) for group in groups
    ]


def main() -> None:
    """Print the tables of README.md for one pipeline."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("pipeline", type=Path)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--seeds", type=Path)
    arguments = parser.parse_args()
    use_fast_products()
    nlp = spacy.load(arguments.pipeline)
    train, dev = corpora.news_ner()
    known = corpora.gazette([*corpora.gmb(arguments.corpora), *train])
    gum = [item for part in ("dev", "test") for item in corpora.gum(arguments.corpora, part, known)]
    sets = {
        "news_ner kept aside": of_items(dev),
        "re3d held-out source": of_items(corpora.re3d(arguments.corpora, [corpora.HELD_OUT_RE3D], known)),
        "GUM dev + test": of_items(gum),
    }
    if arguments.gold and arguments.seeds:
        sets["five articles"] = gold_articles(arguments.gold, arguments.seeds)
    for name, texts in sets.items():
        for exact in (True, False):
            scores = score_names(nlp, texts, exact)
            row = " | ".join(f"{kind} {100 * scores[kind].f:.1f}" for kind in ("ALL", *TYPES))
            both = f"P {100 * scores['ALL'].precision:.1f} R {100 * scores['ALL'].recall:.1f}"
            print(f"{name:22} {'exact' if exact else 'overlap':8} {row} | {both}", flush=True)
    data = arguments.corpora
    news = [s for part in ("dev", "test") for s in treebank.gum(data, part, "news")]
    for name, sentences in (("GUM news", news), ("EWT test", treebank.ewt(data, "test"))):
        for merged in (False, True):
            docs = treebank_docs(nlp, sentences, merged)
            syntax = score_syntax(nlp, docs)
            row = " | ".join(f"{metric} {100 * value:.1f}" for metric, value in syntax.items())
            print(f"{name:22} {'merged' if merged else 'plain':8} {row}", flush=True)
    print(f"speed {tokens_per_second(nlp, [d.text for d in treebank_docs(nlp, news, False)] * 3):.0f} tokens/s")


if __name__ == "__main__":
    main()
