"""Claims compared: which cannot both be true, which say the same, which are later figures of one running toll.

What is compared is told by `kg.resolve.statements`. A copy of a text is no claim of its own here: of claims in the
same words only one is compared, so that copies add neither conflicts nor support nor sources.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations

from kg.identifiers import slug
from kg.model import (
    Assertion,
    Claim,
    ClaimMention,
    Document,
    Event,
    EventMention,
    Extraction,
    Mention,
    Passage,
    Quantity,
    Sentence,
    Span,
    Story,
)
from kg.resolve.events.group import WELL_KNOWN, is_state
from kg.resolve.kinds import normal
from kg.resolve.statements import (
    FORCE,
    QUARTER,
    STATING,
    Occurrence,
    Statement,
    Within,
    affirms,
    contains,
    denied,
    differences,
    groups_counted,
    is_about_a_part,
    is_denial_of,
    strengths,
    things_denied,
)

NEWS = dt.timedelta(days=30)  # how long after an event somebody denies it without saying when it was
DEATHS = ("killing", "assassination", "death")
ALIKE = 0.75  # share of the words of two claims from which they say the same
COPIED = 6  # words; a shorter sentence may stand in two texts by chance
RISING = re.compile(
    r"\b(?:r[io]se|risen|rising|climb(?:ed|ing)|increas(?:ed|ing)|gr[eo]w[n]?|jumped|updated|revised|raised)\b[^.;]*\bto\b",
    re.IGNORECASE,
)
_COMMON = re.compile(r"\b(?:the|an?|of|in|on|at|to|and|or|was|were|is|are|has|have|had|been|that|its?|by|for|with)\b")

Key = tuple[str, int, int, str]  # the place of a number in the text, and its measure


@dataclass(frozen=True, slots=True)
class Denials:
    """What is denied by whom, known before there are claims."""

    of: Mapping[ClaimMention, frozenset[str]]  # ids of the events that a claim denies, or a part of them
    told: frozenset[Sentence]  # in which a story itself tells what somebody denies


def occurrences(events: Iterable[Event], roles: Iterable[Assertion]) -> dict[str, Occurrence]:
    """What counts of every event for whether a denial is of it."""
    of: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for assertion in roles:
        of[assertion.subject][assertion.predicate].add(assertion.object)
    return {
        event.id: Occurrence(
            event.type, event.factuality, {role: frozenset(who) for role, who in of.get(event.id, {}).items()}
        )
        for event in events
    }


# -------------------------------------------------------------------------------------------- denials


def find_denials(
    extractions: Sequence[Extraction],
    events: Sequence[Event],
    roles: Sequence[Assertion],
    of: Mapping[Mention, str],
    within: Within,
) -> Denials:
    """Which claims deny which events, and the sentences in which stories tell the same events themselves."""
    known = occurrences(events, roles)
    by_id = {event.id: event for event in events}
    at: dict[str, set[str]] = defaultdict(set)  # the events that happened, by who or what they were done to and where
    for event in events:
        if event.factuality in ("actual", "alleged"):
            for who in _around(known[event.id], within):
                at[who].add(event.id)
    found: dict[ClaimMention, frozenset[str]] = {}
    texts: dict[str, list[str]] = defaultdict(list)
    for extraction in extractions:
        for claim in extraction.claims:
            inside = [m for m in extraction.events if _is_in(m.trigger, claim.content)]
            ids = {of[m.trigger] for m in inside if m.trigger in of}
            denials = [by_id[id] for id in sorted(ids) if by_id[id].factuality == "denied"]
            targets = {
                id
                for denial in denials
                for id in set().union(*(at.get(who, ()) for who in _around(known[denial.id], within)))
                if is_denial_of(known[denial.id], known[id], within) and _is_in_time(denial, by_id[id], extraction)
            }
            if things_denied(claim.content.text) and (event_id := _spoken_of(extraction, claim, of, by_id)):
                targets.add(event_id)
            if targets:
                found[claim] = frozenset(targets)
                for id in targets:
                    texts[id].append(claim.content.text)
    return Denials(found, frozenset(_told(extractions, of, texts)))


def _around(event: Occurrence, within: Within) -> set[str]:
    """Whom and what an event was done to, where, and what lies around that."""
    ids = set().union(*(who for role, who in event.roles.items() if role != "agent"))
    return ids.union(*(within.get(id, ()) for id in ids))


def rival_quarters(assertions: Iterable[Assertion], within: Within) -> frozenset[Sentence]:
    """The sentences that put one quarter into different cities."""
    cities: dict[str, set[str]] = defaultdict(set)
    found = sorted(quarters(assertions), key=lambda told: (told[0].document, told[0].begin, *told[1:]))
    for _, quarter, city in found:
        cities[quarter].add(city)
    return frozenset(
        sentence
        for sentence, quarter, city in found
        if any(city != other and not contains(city, other, within) for other in cities[quarter])
    )


def _is_in(span: Span, content: Span) -> bool:
    return span.document == content.document and content.begin <= span.begin < content.end


def _is_in_time(denial: Event, event: Event, extraction: Extraction) -> bool:
    """Whether what is denied can be the event: at the same time, or news on the day that somebody denies it."""
    if event.when is None:
        return denial.when is None and any(m.document == extraction.story.document for m in event.mentions)
    if denial.when is not None:
        return denial.when.earliest <= event.when.latest and event.when.earliest <= denial.when.latest
    day = extraction.story.published
    return day is not None and event.when.earliest <= day <= event.when.latest + NEWS


def _spoken_of(
    extraction: Extraction, claim: ClaimMention, of: Mapping[Mention, str], events: Mapping[str, Event]
) -> str:
    """The act of force that somebody goes on about who says that "no buildings were hit"; "" where there is none.

    The one in his own words, else the last one that he spoke of before, else the one that the story is about.
    """

    def is_one(id: str) -> bool:
        return events[id].type in FORCE and events[id].factuality == "actual"

    for other in sorted(extraction.claims, key=lambda c: -c.content.begin):
        if other.content.begin > claim.content.begin or (other.speaker, other.source) != (claim.speaker, claim.source):
            continue
        inside = [of[m] for m in other.about if m in of and is_one(of[m])]
        if inside:
            return sorted(inside)[0]
    counts: dict[str, int] = defaultdict(int)
    for mention in extraction.events:
        if mention.trigger in of and is_one(of[mention.trigger]):
            counts[of[mention.trigger]] += 1
    return min(counts, key=lambda id: (-counts[id], id), default="")


def _told(
    extractions: Iterable[Extraction], of: Mapping[Mention, str], denied_by: Mapping[str, list[str]]
) -> Iterable[Sentence]:
    """The first sentence of each story in which it tells in its own voice what somebody denies."""
    for extraction in extractions:
        seen: set[str] = set()
        for mention in sorted(extraction.events, key=lambda m: m.trigger.begin):
            id, sentence = of.get(mention.trigger, ""), mention.trigger.sentence
            if id not in denied_by or id in seen or mention.factuality != "actual":
                continue
            if any(_is_in(mention.trigger, claim.content) for claim in extraction.claims):
                continue
            if any(_is_told_in(sentence.text, mention, text) for text in denied_by[id]):
                seen.add(id)
                yield sentence


def _is_told_in(sentence: str, mention: EventMention, denial: str) -> bool:
    things = things_denied(denial)
    if things:
        return any(affirms(sentence, deed, noun) for deed, noun in things)
    return mention.trigger.text.lower().endswith(("ed", "ing")) and not is_about_a_part(denial)


# --------------------------------------------------------------------------------------------- tolls


def whole_tolls(
    claims: Iterable[Claim], extractions: Sequence[Extraction], of: Mapping[Mention, str], ids: Mapping[Mention, str]
) -> tuple[Claim, ...]:
    """The claims, "killed one other member" with those counted whom the story has named as dead before."""
    owners = _owners(extractions, of)
    roles = {"killed": "deaths", "wounded": "injuries", "arrested": "arrests"}
    victims: dict[tuple[str, str], set[str]] = defaultdict(set)
    for mention in (mention for extraction in extractions for mention in extraction.events):
        for participant in mention.participants:
            filler = participant.filler
            if participant.role in roles and filler.type == "Person" and filler in ids and mention.trigger in of:
                victims[of[mention.trigger], roles[participant.role]].add(ids[filler])
    named: dict[str, dict[str, int]] = defaultdict(dict)  # where each person is first named in each document
    for name, id in ids.items():
        if name.type == "Person":
            first = named[name.document]
            first[id] = min(name.begin, first.get(id, name.begin))

    def whole(quantity: Quantity) -> Quantity:
        if quantity.min is None or not re.search(r"\b(?:other|another|others|more|further)\b", quantity.evidence.text):
            return quantity
        if quantity.max is None and quantity.min > 1:
            return quantity
        first = named[quantity.evidence.document]
        begin = quantity.evidence.begin
        people = {v for v in victims[owners.get(_key(quantity), ""), quantity.measure] if first.get(v, begin) < begin}
        if not people:
            return quantity
        return replace(quantity, min=quantity.min + len(people), max=(quantity.max or quantity.min) + len(people))

    return tuple(replace(claim, quantities=tuple(map(whole, claim.quantities))) for claim in claims)


def _key(quantity: Quantity) -> Key:
    span = quantity.evidence
    return span.document, span.begin, span.end, quantity.measure


def _owners(extractions: Iterable[Extraction], of: Mapping[Mention, str]) -> dict[Key, str]:
    """The event that each number is of."""
    return {
        _key(quantity): of[event.same_as or event.trigger]
        for extraction in extractions
        for event in extraction.events
        if (event.same_as or event.trigger) in of
        for quantity in event.quantities
    }


# --------------------------------------------------------------------------------------------- claims


def compare(
    claims: Sequence[Claim],
    documents: Sequence[Document],
    extractions: Sequence[Extraction],
    events: Sequence[Event],
    assertions: Sequence[Assertion],
    of: Mapping[Mention, str],
    within: Within,
) -> tuple[tuple[Claim, ...], tuple[Event, ...]]:
    """The claims with those that they contradict, support and supersede, and the events with what follows for them.

    `assertions` are all that the graph has: of events their participants, of spokesmen the bodies that they speak for.
    """
    sayings = _sayings(claims, documents, extractions, events, assertions, of, within)
    groups: dict[str, list[_Saying]] = defaultdict(list)
    for saying in sayings:
        for topic in saying.topics if saying.is_original else ():
            groups[topic].append(saying)
    contemporary = _contemporary(extractions, of)
    conflicts, supports, supersedes = (defaultdict[str, set[str]](set) for _ in range(3))
    for topic, group in groups.items():
        for a, b in combinations(group, 2):
            if topic != min(a.topics & b.topics):
                continue  # compared already
            if not a.statement.events & b.statement.events and not contemporary(a.claim, b.claim):
                continue  # of troops there may be as many at another time
            first, second = a.claim.id, b.claim.id
            if _runs_on(a, b):
                supersedes[first].add(second)
            elif _runs_on(b, a):
                supersedes[second].add(first)
            elif _is_contradiction(a, b, within):
                conflicts[first].add(second)
                conflicts[second].add(first)
            elif _is_support(a, b):
                supports[first].add(second)
                supports[second].add(first)
    compared = tuple(
        replace(
            claim,
            conflicts=tuple(sorted(conflicts[claim.id])),
            supports=tuple(sorted(supports[claim.id])),
            supersedes=tuple(sorted(supersedes[claim.id])),
        )
        for claim in claims
    )
    tellers = _tellers(events, claims, extractions, {d.id: d.sha256 for d in documents})
    dead = Counter(a.subject for a in assertions if a.predicate == "killed" and a.object.startswith("person:"))
    return compared, _with_tolls(events, compared, sayings, tellers, dead)


@dataclass(frozen=True, slots=True)
class _Saying:
    """A claim with what it is compared by."""

    claim: Claim
    statement: Statement
    day: dt.date | None  # when it was said, as far as known, or else printed
    said_on: dt.date | None
    outlet: str
    is_original: bool  # not a copy of one that is compared already
    owners: frozenset[tuple[str, str]]  # measure and the event that is counted

    @property
    def topics(self) -> frozenset[str]:
        """What it is compared with other claims about: events, and numbers of troops."""
        return self.statement.events | {f"{strength.number} men" for strength in strengths(self.statement.text)}


def _sayings(
    claims: Sequence[Claim],
    documents: Sequence[Document],
    extractions: Sequence[Extraction],
    events: Sequence[Event],
    assertions: Sequence[Assertion],
    of: Mapping[Mention, str],
    within: Within,
) -> list[_Saying]:
    known = occurrences(events, assertions)
    bodies = _bodies(assertions)
    owners = _owners(extractions, of)
    hashes = {document.id: document.sha256 for document in documents}
    stories = {extraction.story.id: extraction.story for extraction in extractions}
    told = _told_roles(assertions)
    made = []
    for claim in claims:
        story = stories[claim.content.sentence.story]
        about = {id: known[id] for id in claim.about if id in known}
        text = claim.content.text
        denies = denied(about, text, within)
        numbers = tuple(sorted({(q.measure, q.min, q.max) for q in claim.quantities}, key=str))
        roles = frozenset(
            (subject, role, who)
            for subject, role, who in told.get(claim.content.sentence, ())
            if who in claim.about and (subject in about or (role == "locatedIn" and subject in claim.about))
        )
        source = bodies.get(claim.claimant, claim.claimant)
        statement = Statement(source, text, claim.speech_act, frozenset(about), denies, numbers, roles)
        said_on = claim.said_on.latest if claim.said_on and claim.said_on.earliest == claim.said_on.latest else None
        counted = frozenset(
            (q.measure, event)
            for q in claim.quantities
            if _key(q) in owners
            for event in (owners[_key(q)], *_deed_behind(owners[_key(q)], about))
        )
        outlet = claim.reported_by or story.publisher.casefold()
        made.append(_Saying(claim, statement, said_on or story.published, said_on, outlet, True, counted))
    first: dict[tuple[str, ...], tuple[str, ...]] = {}
    ranks = {}
    for saying in made:
        copy, claim = _words_of(saying.claim), saying.claim
        day = saying.day.isoformat() if saying.day else "9"
        rank = (day, hashes.get(claim.content.document, ""), f"{claim.content.begin:09}", claim.id)
        ranks[claim.id] = (copy, rank)
        first[copy] = min(first.get(copy, rank), rank)
    return [replace(s, is_original=first[ranks[s.claim.id][0]] == ranks[s.claim.id][1]) for s in made]


def _deed_behind(counted: str, about: Mapping[str, Occurrence]) -> list[str]:
    """The strike whose dead are counted by the killing in it, where a claim is about these two."""
    if len(about) != 2 or counted not in about or about[counted].type not in DEATHS:
        return []
    return [id for id, event in about.items() if event.type in FORCE and event.type not in DEATHS]


def _words_of(claim: Claim) -> tuple[str, ...]:
    """What copies of a claim have in common: the words of its sentence and of what is said."""
    sentence = " ".join(claim.content.sentence.text.casefold().split())
    if len(sentence.split()) < COPIED:
        return (claim.id,)
    return sentence, " ".join(claim.content.text.casefold().split()), claim.cue


def _bodies(assertions: Iterable[Assertion]) -> dict[str, str]:
    """The body that each spokesman speaks for, where it is one."""
    bodies: dict[str, set[str]] = defaultdict(set)
    for assertion in assertions:
        if assertion.predicate == "spokespersonFor":
            bodies[assertion.subject].add(assertion.object)
    return {person: next(iter(found)) for person, found in bodies.items() if len(found) == 1}


def _told_roles(assertions: Iterable[Assertion]) -> dict[Span, list[tuple[str, str, str]]]:
    """Who takes part in which events as what, and which quarter is of which city, by the sentence that says so."""
    told: dict[Span, list[tuple[str, str, str]]] = defaultdict(list)
    for assertion in assertions:
        if assertion.subject.startswith("event:"):
            for span in assertion.evidence:
                told[span].append((assertion.subject, assertion.predicate, assertion.object))
    for sentence, quarter, city in quarters(assertions):
        told[sentence].append((quarter, "locatedIn", city))
    return told


def quarters(assertions: Iterable[Assertion]) -> Iterable[tuple[Sentence, str, str]]:
    """The sentences that say of which city a quarter is, with the two."""
    for assertion in assertions:
        if assertion.predicate == "locatedIn" and not is_state(assertion.object):
            for span in assertion.evidence:
                if isinstance(span, Passage) and QUARTER.search(span.text):
                    yield span.sentence, assertion.subject, assertion.object


# --------------------------------------------------------------------------------------- comparisons


def _contemporary(extractions: Iterable[Extraction], of: Mapping[Mention, str]) -> Callable[[Claim, Claim], bool]:
    """Tells whether two claims are from one time: of one story, or of stories with days near each other or, where one
    has no day, with an event that both go on about."""
    published = {e.story.id: e.story.published for e in extractions}
    counts = {e.story.id: Counter(of[m.trigger] for m in e.events if m.trigger in of) for e in extractions}
    subjects = {story: {id for id, n in found.items() if n >= WELL_KNOWN} for story, found in counts.items()}

    def near(a: Claim, b: Claim) -> bool:
        one, other = a.content.sentence.story, b.content.sentence.story
        days = published[one], published[other]
        if one == other or days[0] is None or days[1] is None:
            return one == other or bool(subjects[one] & subjects[other])
        return abs(days[0] - days[1]) <= 2 * NEWS

    return near


def _is_contradiction(a: _Saying, b: _Saying, within: Within) -> bool:
    for difference in differences(a.statement, b.statement, within):
        counted = [{event for measure, event in s.owners if measure == difference.kind} for s in (a, b)]
        if not all(counted) or counted[0] & counted[1]:
            return True  # numbers must be of the same event, where it is known of which they are
    return False


def _runs_on(newer: _Saying, older: _Saying) -> bool:
    """Whether one gives a later figure of a running toll than the other.

    So does a later text of the same outlet or speaker, one that says that the number has risen, and a higher number
    that was given on a later day.
    """
    if newer.day is not None and older.day is not None and newer.day < older.day:
        return False
    later_text = newer.day is not None and older.day is not None and newer.day > older.day
    says_so = RISING.search(newer.claim.content.sentence.text) is not None
    groups = {groups_counted(saying.statement.text) for saying in (newer, older)}
    if (not later_text and not says_so) or len(groups) > 1:
        return False
    later = {(m, e) for m, e in newer.owners} & {(m, e) for m, e in older.owners}
    for measure, _ in sorted(later):
        new, old = (
            [(low or 0, high) for m, low, high in saying.statement.numbers if m == measure] for saying in (newer, older)
        )
        if set(new) == set(old):
            continue
        higher = min(low for low, _ in new) > min(low for low, _ in old)
        one_voice = newer.statement.source == older.statement.source or (newer.outlet and newer.outlet == older.outlet)
        said_later = newer.said_on is not None and older.said_on is not None and newer.said_on > older.said_on
        if (later_text and one_voice) or (higher and (said_later or says_so)):
            return True
    return False


def _is_support(a: _Saying, b: _Saying) -> bool:
    """Whether two sources say the same of one event: the same number, or nearly the same words."""
    one, other = a.statement, b.statement
    if one.source == other.source or bool(one.denies) != bool(other.denies) or one.act not in STATING:
        return False
    if other.act not in STATING:
        return False
    counted = {measure for measure, _ in a.owners & b.owners}
    if any(
        x[0] == y[0] and x[0] in counted and x[1] == y[1] and x[1] is not None
        for x in one.numbers
        for y in other.numbers
    ):
        return True
    words = [_telling(text) for text in (one.text, other.text)]
    least = min(len(words[0]), len(words[1]))
    return least >= 3 and len(words[0] & words[1]) / len(words[0] | words[1]) >= ALIKE


@lru_cache(maxsize=1 << 16)
def _telling(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", _COMMON.sub(" ", text.casefold())))


# --------------------------------------------------------------------------------------------- events


def _with_tolls(
    events: Sequence[Event],
    claims: Sequence[Claim],
    sayings: Sequence[_Saying],
    tellers: Mapping[str, frozenset[str]],
    dead: Mapping[str, int],
) -> tuple[Event, ...]:
    """The events with the range of their tolls over all claims, whether they are disputed, and by how many told.

    Where nobody counts the dead they are at least as many as have a name (`dead`).
    """
    numbers: dict[tuple[str, str], set[tuple[int | None, int | None]]] = defaultdict(set)
    sources: dict[str, set[str]] = defaultdict(set)
    disputed: set[str] = set()
    about = {claim.id: set(claim.about) for claim in claims}
    for claim, saying in zip(claims, sayings, strict=True):
        for counted, event in saying.owners:
            numbers[event, counted] |= {
                (low, high) for measure, low, high in saying.statement.numbers if measure == counted
            }
        for event in saying.statement.events:
            if saying.is_original and claim.quotation != "narrator":
                sources[event].add(saying.statement.source)
            if any(event in about[other] for other in claim.conflicts):
                disputed.add(event)
    return tuple(
        replace(
            event,
            deaths=_range(numbers[event.id, "deaths"]) or ((dead[event.id], None) if event.id in dead else None),
            injuries=_range(numbers[event.id, "injuries"]),
            disputed=event.id in disputed,
            sources=len(sources[event.id] | tellers[event.id]),
        )
        for event in events
    )


def _tellers(
    events: Iterable[Event], claims: Iterable[Claim], extractions: Iterable[Extraction], hashes: Mapping[str, str]
) -> dict[str, frozenset[str]]:
    """The outlets, or where those are unknown the stories, that tell of each event in their own voice.

    A story that tells of it only in sentences that stand in another story too is a copy of that one.
    """
    said: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for claim in claims:
        if claim.quotation != "narrator":
            said[claim.content.document].append((claim.content.begin, claim.content.end))
    stories = {extraction.story.id: extraction.story for extraction in extractions}

    def rank(mention: Mention) -> tuple[str, str, int]:
        story = stories[mention.sentence.story]
        return story.published.isoformat() if story.published else "9", hashes.get(story.document, ""), mention.begin

    tellers = {}
    for event in events:
        own = [m for m in event.mentions if not any(b <= m.begin < e for b, e in said[m.document])]
        first: dict[str, str] = {}
        for mention in sorted(own, key=rank):
            words = " ".join(mention.sentence.text.casefold().split())
            first.setdefault(words if len(words.split()) >= COPIED else str(rank(mention)), mention.sentence.story)
        tellers[event.id] = frozenset(_outlet(stories[story]) for story in first.values())
    return tellers


def _outlet(story: Story) -> str:
    """The outlet of a story, called as the body is that others quote; where it is unknown the story."""
    return f"organization:{slug(normal(story.publisher))}" if story.publisher else story.id


def _range(numbers: Iterable[tuple[int | None, int | None]]) -> tuple[int | None, int | None] | None:
    """The least and the most that any number allows; None where there is no number."""
    found = sorted(numbers, key=str)
    lows = [low for low, _ in found if low is not None]
    highs = [high for _, high in found if high is not None]
    if not lows and not highs:
        return None
    return (min(lows) if lows else None), (max([*highs, *lows]) if highs else None)
