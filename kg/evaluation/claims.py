"""Claims compared with gold, which of them contradict each other, and facts with their evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.dump import Dump, Term
from kg.evaluation.entities import Matches
from kg.evaluation.found import Claim, Found, concept, words_of
from kg.evaluation.gold import Gold, GoldClaim, GoldFact
from kg.evaluation.scores import Miss, Scores, Words, share

LIKE = 0.4  # from this likeness on, two passages are the same claim
_ACTS = ("states", "confirms", "denies", "demands", "condemns", "accuses", "claimsResponsibility", "warns", "vows",
         "threatens", "praises", "predicts", "asks")  # fmt: skip
_KINDS = (  # of claims in gold, with the speech acts that are no mistake
    ("assertion", "accuses claimsResponsibility confirms states"),
    ("condemnation", "accuses condemns"),
    ("demand", "demands"),
    ("denial", "denies"),
    ("praise", "praises"),
    ("prediction", "predicts states vows warns"),
    ("question", "asks"),
    ("threat", "threatens vows warns"),
)
SPEECH_ACTS = {kind: acts.split() for kind, acts in (*zip(_ACTS, _ACTS, strict=True), *_KINDS)}
_TAKING_PART = ("agent", "target", "killed", "wounded", "arrested", "participant", "place")


@dataclass(frozen=True, slots=True)
class Said:
    """A claim of gold and the claim of the dump that is likest to it."""

    gold: GoldClaim
    node: Term


def score(gold: Gold, found: Found, matches: Matches) -> Scores:
    """Which claims are found, with the right speaker and speech act; none where the gold has no claims."""
    if gold.claims is None:
        return Scores()
    section = "claims"
    said = [Said(one, claim.node) for one in gold.claims if (claim := _likest(one, found.claims))]
    got = {id(one.gold) for one in said}
    right = {one.node for one in said}
    extra = [claim for claim in _fresh(gold, gold.claims, found) if claim.node not in right]
    acts = [one for one in said if one.gold.kind in SPEECH_ACTS]
    strange = [one for one in said if not _right_speaker(one, found, matches)]
    wrong = [one for one in acts if _act(one, found) not in SPEECH_ACTS[one.gold.kind]]
    extra_nodes = {claim.node for claim in extra}
    figures = (
        share(section, "found", len(said), len(gold.claims)),
        share(section, "precision", len(right), len(right) + len(extra_nodes)),
        share(section, "right speaker", len(said) - len(strange), len(said)),
        share(section, "right speech act", len(acts) - len(wrong), len(acts)),
    )
    misses = [Miss(section, "not found", one.words) for one in gold.claims if id(one) not in got]
    misses += [Miss(section, "that gold does not have", claim.words) for claim in extra]
    misses += [Miss(section, _speakers(one, found.dump), one.gold.words) for one in strange]
    misses += [Miss(section, f"{one.gold.kind} taken for {_act(one, found)}", one.gold.words) for one in wrong]
    return Scores(figures, tuple(misses))


def _likest(one: GoldClaim, claims: tuple[Claim, ...]) -> Claim | None:
    best = max(claims, key=lambda claim: claim.words.likeness(one.words), default=None)
    return best if best and best.words.likeness(one.words) >= LIKE else None


def _fresh(gold: Gold, golds: tuple[GoldClaim, ...], found: Found) -> Iterator[Claim]:
    """The claims of the dump that gold would have if they were right: no furniture, not the paper's own voice."""
    aside = [*gold.furniture, *(copy for one in golds for copy in one.copies)]
    for claim in found.claims:
        if not claim.narrated and not any(claim.words.meets(words) for words in aside):
            yield claim


def _right_speaker(one: Said, found: Found, matches: Matches) -> bool:
    speakers = set(found.dump.objects(one.node, "claimant"))
    if one.gold.speakers:
        return bool(matches.gold_entities(speakers) & one.gold.speakers)
    return any(found.dump.kind(speaker) == "AnonymousSource" for speaker in speakers)


def _speakers(one: Said, dump: Dump) -> str:
    wanted = " or ".join(sorted(one.gold.speakers)) or "somebody without a name"
    has = ", ".join(dump.label(node) for node in dump.objects(one.node, "claimant")) or "nobody"
    return f"said by {wanted}, not {has}"


def _act(one: Said, found: Found) -> str:
    return concept(found.dump, one.node, "speechAct")


# ------------------------------------------------------------------------------- contradictions


def contradictions(gold: Gold, found: Found) -> Scores:
    """Which contradictions the dump marks, and which pairs it marks that only look like one."""
    if gold.conflicts is None:
        return Scores()
    section = "contradictions"
    marked = set(found.dump.pairs("conflictsWith"))
    hits = []
    for pair in gold.conflicts:
        ones, others = (_at(words, found) for words in (pair.one, pair.other))
        hits.append(any((a, b) in marked or (b, a) in marked for a in ones for b in others))
    judged = list(zip(gold.conflicts, hits, strict=True))
    real, alike = ([hit for pair, hit in judged if pair.real is kind] for kind in (True, False))
    figures = (
        share(section, "found", sum(real), len(real)),
        share(section, "false alarms (0 is best)", sum(alike), len(alike)),
    )
    problem = {True: "not found", False: "no contradiction"}
    misses = (
        Miss(section, f"{problem[pair.real]}: {pair.why}", pair.one) for pair, hit in judged if hit is not pair.real
    )
    return Scores(figures, tuple(misses))


def _at(words: Words, found: Found) -> set[Term]:
    return {claim.node for claim in found.claims if claim.words.meets(words)}


# ---------------------------------------------------------------------------------------- facts


def facts(gold: Gold, found: Found, matches: Matches) -> Scores:
    """Which facts have something in the dump that joins their ends and has its evidence in their passage.

    Only ends that are entities are compared: an event of the fact is taken to be the one that the passage tells.
    """
    if gold.facts is None:
        return Scores()
    section = "facts"
    comparable = {mention.entity for mention in gold.mentions}
    joined = list(_joined(found, matches))
    missed = [fact for fact in gold.facts if not _holds(fact, joined, comparable)]
    levels, lost = Counter(fact.level for fact in gold.facts), Counter(fact.level for fact in missed)
    figures = [share(section, "found", len(gold.facts) - len(missed), len(gold.facts))]
    figures += [share(section, f"found, {level}", of - lost[level], of) for level, of in levels.items() if level]
    return Scores(tuple(figures), tuple(Miss(section, fact.text, fact.evidence) for fact in missed))


def _holds(fact: GoldFact, joined: list[tuple[Words, set[str]]], comparable: set[str]) -> bool:
    ends = {fact.subject, fact.object} & comparable
    return any(ends <= entities and words.meets(fact.evidence) for words, entities in joined)


def _joined(found: Found, matches: Matches) -> Iterator[tuple[Words, set[str]]]:
    """Every passage that is evidence of something, with the entities of gold that this something joins."""
    dump = found.dump
    places: dict[Term, list[Words]] = {event.node: list(event.mentions) for event in found.events}
    for node, span in dump.pairs("evidence"):
        words = words_of(dump, span)
        if words:
            places.setdefault(node, []).append(words)
    for node, passages in places.items():
        entities = matches.gold_entities(_ends(dump, node))
        for words in passages:
            yield words, entities


def _ends(dump: Dump, node: Term) -> set[Term]:
    """What a node leads to; of an event among it also those who take part."""
    quads = dump.store.quads_for_pattern(node, None, None)  # type: ignore[arg-type]
    ends = {quad.object for quad in quads if isinstance(quad.object, ox.NamedNode)}
    events = [end for end in ends if dump.kind(end) == "Event"]
    return set(ends).union(*(dump.objects(event, name) for event in events for name in _TAKING_PART))
