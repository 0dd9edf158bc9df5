"""From claim mentions to claims: who says it, and what it is about.

A toll that a story gives in its own voice is a claim too; its claimant is the outlet or, where that is unknown, the
story.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extract.quantities import headcounts
from kg.identifiers import digest, slug
from kg.model import Claim, ClaimMention, Document, Entity, Extraction, Mention, Passage, Quantity, Sentence
from kg.resolve.conflicts import Denials
from kg.resolve.statements import DISPUTABLE, QUARTER, strengths


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
    denials: Denials,
    disputed: frozenset[Sentence] = frozenset(),
) -> tuple[tuple[Claim, ...], tuple[Entity, ...]]:
    """The claims, sorted by id, and the anonymous sources that had to be made for them.

    `events` gives the event id of each trigger; what a claim denies it is about. What a story tells itself in
    `disputed` sentences, and nobody in it says, is a claim too.
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
        for mention in (*extraction.claims, *narrated(extraction, denials.told, disputed)):
            denied = denials.of.get(mention, frozenset())
            if denied and mention.speech_act == "states":
                mention = replace(mention, speech_act="denies")
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
            if mention.quotation != "narrator":  # whose numbers are those that nobody else says
                mention = _with_numbers(mention, extraction)
            name = labels.get(claimant) or made[claimant].label
            sha256 = hashes.get(mention.content.document, "")
            claim = _claim(mention, claimant, name, outlet, ids, events, sha256, denied)
            claims.setdefault(claim.id, claim)
    return tuple(claims[id] for id in sorted(claims)), tuple(made[id] for id in sorted(made))


def narrated(
    extraction: Extraction, told: frozenset[Sentence] = frozenset(), disputed: frozenset[Sentence] = frozenset()
) -> Iterable[ClaimMention]:
    """What a story states in its own voice as claims of it: tolls, how many troops are somewhere, in `told` what others
    deny and in `disputed` what other sentences say otherwise."""
    said = [(claim.content.begin, claim.content.end) for claim in extraction.claims]
    by_sentence: dict[Sentence, list[tuple[Mention, Quantity]]] = defaultdict(list)
    for event in extraction.events:
        for quantity in event.quantities:
            inside = any(begin <= quantity.evidence.begin < end for begin, end in said)
            if quantity.measure in DISPUTABLE and not inside and isinstance(quantity.evidence, Passage):
                by_sentence[quantity.evidence.sentence].append((event.same_as or event.trigger, quantity))
    for event in extraction.events:
        if event.trigger.sentence in told:
            by_sentence.setdefault(event.trigger.sentence, [])
    stated: set[Sentence] = set()
    for sentence in extraction.sentences:
        own = _outside(sentence, said)
        if strengths(own) or (sentence in disputed and QUARTER.search(own)):
            stated.add(sentence)
            by_sentence.setdefault(sentence, [])
        triggers_here = [e.same_as or e.trigger for e in extraction.events if e.trigger.sentence == sentence]
        for number in _headcounts(sentence, sentence) if triggers_here else ():
            if not any(begin <= number.evidence.begin < end for begin, end in said):
                by_sentence[sentence] += [(trigger, number) for trigger in triggers_here]
    for sentence, found in by_sentence.items():
        content = Passage(sentence.document, sentence.begin, sentence.end, sentence.text, sentence)
        whole = sentence in told or sentence in stated
        triggers = [e.same_as or e.trigger for e in extraction.events if whole and e.trigger.sentence == sentence]
        names = [m for m in extraction.mentions if sentence in stated and m.sentence == sentence and m.kind == "name"]
        about = tuple(dict.fromkeys((*(trigger for trigger, _ in found), *triggers, *names)))
        numbers = tuple(dict.fromkeys(quantity for _, quantity in found))
        yield ClaimMention(content, "", None, "", "states", "narrator", about, numbers, None, None, "narrator", 0.8)


def _outside(sentence: Sentence, said: Iterable[tuple[int, int]]) -> str:
    """The words of a sentence that nobody in the story is reported to say."""
    text = sentence.text
    for begin, end in said:
        if begin < sentence.end and sentence.begin < end:
            low, high = max(begin - sentence.begin, 0), end - sentence.begin
            text = text[:low] + " " * len(text[low:high]) + text[high:]
    return text


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
    numbers = dict.fromkeys((*(quantity for _, quantity in found), *_headcounts(content, content.sentence)))
    return replace(claim, about=tuple(about), quantities=tuple(numbers))


def _headcounts(content: Passage | Sentence, sentence: Sentence) -> Iterable[Quantity]:
    """How many protest, are missing and the like by these words."""
    for count in headcounts(content.text):
        begin, end = content.begin + count.begin, content.begin + count.end
        evidence = Passage(content.document, begin, end, content.text[count.begin : count.end], sentence)
        yield Quantity(count.measure, count.low, count.high, evidence)


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
    denied: frozenset[str],
) -> Claim:
    content = mention.content
    towards = mention.stance_towards
    against = (events.get(towards) or ids.get(towards, "")) if towards is not None else ""
    if against == claimant:
        against = ""
    about = {target for m in mention.about if (target := events.get(m) or ids.get(m))} | denied
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
