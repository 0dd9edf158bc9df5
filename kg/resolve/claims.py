"""From claim mentions to claims: who says it, what it is about, and which claims cannot both be true.

A toll that a story gives in its own voice is a claim too; its claimant is the outlet or, where that is unknown, the
story. Two claims conflict when they give ranges of one measure of one event that do not meet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from kg.identifiers import digest, slug
from kg.model import Claim, ClaimMention, Document, Entity, Event, Extraction, Mention, Passage, Quantity, Sentence

DISPUTABLE = ("deaths", "injuries", "arrests", "munitions")


@dataclass(frozen=True, slots=True)
class Sources:
    """Claimants that the text does not name; `entities` are new ones."""

    ids: Mapping[tuple[str, str], str]
    entities: tuple[Entity, ...]


def resolve_claims(
    documents: Sequence[Document],
    extractions: Sequence[Extraction],
    entities: Sequence[Entity],
    events: Mapping[Mention, str],
) -> tuple[tuple[Claim, ...], tuple[Entity, ...]]:
    """The claims, sorted by id, and the anonymous sources that had to be made for them.

    `events` gives the event id of each trigger.
    """
    ids = {mention: entity.id for entity in entities for mention in entity.mentions}
    outlets = {entity.label.casefold(): entity.id for entity in entities if entity.type == "Organization"}
    labels = {entity.id: entity.label for entity in entities}
    hashes = {document.id: document.sha256 for document in documents}
    titles = {document.id: document.title for document in documents}
    made: dict[str, Entity] = {}
    claims: dict[str, Claim] = {}
    for extraction in sorted(extractions, key=lambda e: (e.story.document, e.story.begin, e.story.id)):
        outlet = outlets.get(extraction.story.publisher.casefold(), "")
        for mention in (*extraction.claims, *narrated(extraction)):
            claimant = ids.get(mention.speaker) if mention.speaker is not None else None
            if claimant is None and mention.quotation == "narrator" and outlet:
                claimant = outlet
            if claimant is None:
                label = mention.source or (mention.speaker.text if mention.speaker else "unattributed")
                if mention.quotation == "narrator":
                    story = extraction.story
                    label = f"Report: {story.title or titles.get(story.document) or _opening(extraction)}"
                source = _source(label, extraction.story.document)
                claimant = made.setdefault(source.id, source).id
            mention = _with_numbers(mention, extraction)
            name = labels.get(claimant) or made[claimant].label
            sha256 = hashes.get(mention.content.document, "")
            claim = _claim(mention, claimant, name, outlet, ids, events, sha256)
            claims.setdefault(claim.id, claim)
    return _with_conflicts(claims.values()), tuple(made[id] for id in sorted(made))


def narrated(extraction: Extraction) -> Iterable[ClaimMention]:
    """The tolls that a story states in its own voice, as claims of the story."""
    said = [(claim.content.begin, claim.content.end) for claim in extraction.claims]
    by_sentence: dict[Sentence, list[tuple[Mention, Quantity]]] = defaultdict(list)
    for event in extraction.events:
        for quantity in event.quantities:
            inside = any(begin <= quantity.evidence.begin < end for begin, end in said)
            if quantity.measure in DISPUTABLE and not inside and isinstance(quantity.evidence, Passage):
                by_sentence[quantity.evidence.sentence].append((event.same_as or event.trigger, quantity))
    for sentence, found in by_sentence.items():
        content = Passage(sentence.document, sentence.begin, sentence.end, sentence.text, sentence)
        about = tuple(dict.fromkeys(trigger for trigger, _ in found))
        numbers = tuple(dict.fromkeys(quantity for _, quantity in found))
        yield ClaimMention(content, "", None, "", "states", "narrator", about, numbers, None, None, "narrator", 0.8)


def _with_numbers(claim: ClaimMention, extraction: Extraction) -> ClaimMention:
    """A claim with every number that stands inside what is said, and about the events that the numbers are of."""
    content = claim.content
    found = [
        (event.same_as or event.trigger, quantity)
        for event in extraction.events
        for quantity in event.quantities
        if content.begin <= quantity.evidence.begin < content.end
    ]
    about = dict.fromkeys((*claim.about, *(trigger for trigger, _ in found)))
    return replace(claim, about=tuple(about), quantities=tuple(dict.fromkeys(quantity for _, quantity in found)))


def _opening(extraction: Extraction) -> str:
    """The first words of a story without a title."""
    words = extraction.sentences[0].text.split() if extraction.sentences else [extraction.story.id]
    return " ".join(words[:8]) + ("…" if len(words) > 8 else "")


def _source(label: str, document: str) -> Entity:
    number = document.split("-")[0]
    return Entity(f"source:{number}-{slug(label)}", "AnonymousSource", "", label, (), ())


def _claim(
    mention: ClaimMention,
    claimant: str,
    name: str,
    outlet: str,
    ids: Mapping[Mention, str],
    events: Mapping[Mention, str],
    sha256: str,
) -> Claim:
    content = mention.content
    towards = mention.stance_towards
    against = (events.get(towards) or ids.get(towards, "")) if towards is not None else ""
    if against == claimant:
        against = ""
    about = {target for m in mention.about if (target := events.get(m) or ids.get(m))}
    id = f"claim:c-{digest(sha256, str(content.begin), str(content.end), claimant, mention.cue)}"
    quote = " ".join(content.text.split())
    return Claim(
        id,
        f"{name}: {quote[:77] + '…' if len(quote) > 78 else quote}",
        claimant,
        outlet if outlet != claimant else "",
        mention.speech_act,
        mention.cue,
        content,
        mention.quotation,
        tuple(sorted(about - {claimant}) or sorted(about) or (claimant,)),
        tuple(dict.fromkeys(mention.quantities)),
        ids.get(mention.addressee, "") if mention.addressee else "",
        mention.said_on,
        mention.stance if against else "",
        against,
        confidence=round(mention.confidence, 2),
    )


# ----------------------------------------------------------------------------------------- conflicts


def _with_conflicts(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims with those they contradict, sorted by id."""
    by_event: dict[str, list[Claim]] = defaultdict(list)
    ordered = sorted(claims, key=lambda claim: claim.id)
    for claim in ordered:
        for target in claim.about:
            if target.startswith("event:"):
                by_event[target].append(claim)
    conflicts: dict[str, set[str]] = defaultdict(set)
    for group in by_event.values():
        for a, b in combinations(group, 2):
            if _disagree(a, b):
                conflicts[a.id].add(b.id)
                conflicts[b.id].add(a.id)
    return tuple(replace(claim, conflicts=tuple(sorted(conflicts[claim.id]))) for claim in ordered)


def _disagree(a: Claim, b: Claim) -> bool:
    """Whether two claims give ranges of one measure that do not meet; a source does not contradict itself so."""
    if a.claimant == b.claimant or (
        len(_events_of(a)) > 1 and len(_events_of(b)) > 1 and _events_of(a) != _events_of(b)
    ):
        return False
    return any(
        x.measure == y.measure and x.measure in DISPUTABLE and (_below(x, y) or _below(y, x))
        for x in a.quantities
        for y in b.quantities
    )


def _events_of(claim: Claim) -> set[str]:
    return {target for target in claim.about if target.startswith("event:")}


def _below(x: Quantity, y: Quantity) -> bool:
    return x.max is not None and y.min is not None and x.max < y.min


def with_support(events: Sequence[Event], claims: Sequence[Claim]) -> tuple[Event, ...]:
    """The events with how many independent sources report them and whether their tolls are disputed.

    A copy of a text is no source of its own: claimants are counted, each once.
    """
    claimants: dict[str, set[str]] = defaultdict(set)
    disputed: set[str] = set()
    by_id = {claim.id: claim for claim in claims}
    for claim in claims:
        for target in _events_of(claim):
            claimants[target].add(claim.claimant)
            if any(target in by_id[other].about for other in claim.conflicts):
                disputed.add(target)
    return tuple(replace(e, disputed=e.id in disputed, sources=len(claimants[e.id])) for e in events)
