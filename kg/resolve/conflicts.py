"""Claims compared: which cannot both be true, which say the same, which are later figures of one running toll.

What is compared is told by `kg.resolve.statements`. A copy of a text is no claim of its own here: of claims in the
same words only one is compared, so that copies add neither conflicts nor support nor sources.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations

from kg.extract.quantities import HEADCOUNTS, number
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
from kg.resolve.counts import is_unsure
from kg.resolve.events.group import WELL_KNOWN, is_state
from kg.resolve.kinds import normal
from kg.resolve.statements import (
    FORCE,
    OF_ONESELF,
    QUARTER,
    STATING,
    Occurrence,
    Statement,
    Within,
    affirms,
    contains,
    counted,
    denied,
    differences,
    is_about_a_part,
    is_denial_of,
    leaves_open,
    lies,
    periods,
    stems,
    strengths,
    things_denied,
    voice,
    with_victims,
)

NEWS = dt.timedelta(days=30)  # how long after an event somebody denies it without saying when it was
DEATHS = ("killing", "assassination", "death")
ALIKE = 0.75  # share of the words of two claims from which they say the same
COPIED = 6  # words; a shorter sentence may stand in two texts by chance
MANY = 200  # claims about one event of which all are compared
FEW = 3  # sources for each thing that is said; where there are more, the others are compared with these
STANDS = 40  # different things said in one respect
RISING = re.compile(
    r"\b(?:r[io]se|risen|rising|climb(?:ed|ing)|increas(?:ed|ing)|gr[eo]w[n]?|jumped|updated|revised|raised)\b[^.;]*\bto\b",
    re.IGNORECASE,
)
_COMMON = re.compile(r"\b(?:the|an?|of|in|on|at|to|and|or|was|were|is|are|has|have|had|been|that|its?|by|for|with)\b")

_AGENCY = re.compile(
    r"^\W*(?:[A-Z][A-Z .’'-]+(?:, [A-Z]\w+)?(?:, \w+\.? \d{1,2}(?:, \d{4})?)?\s*)?"
    r"(?:\([A-Z][\w /.]{1,30}\)\s*(?:[-–—]+\s)?|[-–—]+\s)\s*"
)
_NEGATIONS = frozenset(("no", "not", "never", "none", "nobody", "nothing", "without", "neither", "nor", "denied"))

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
            event.type,
            event.factuality,
            {role: frozenset(who) for role, who in of.get(event.id, {}).items()},
            stems(mention.text for mention in event.mentions),
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
    names: Mapping[Mention, str],
) -> Denials:
    """Which claims deny which events, and the sentences in which stories tell the same events themselves.

    `of` has the event of each trigger, `names` the entity of each other mention.
    """
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
            people = [names[name] for name in claim.about if name in names]
            targets = {
                id
                for denial in denials
                for told in [with_victims(known[denial.id], people)]
                for id in set().union(*(at.get(who, ()) for who in _around(told, within)))
                if is_denial_of(told, known[id], within) and _is_in_time(denial, by_id[id], extraction)
            }
            if things_denied(claim.content.text) and (event_id := _spoken_of(extraction, claim, of, by_id)):
                targets.add(event_id)
            if targets:
                found[claim] = frozenset(targets)
                for id in targets:
                    texts[id].append(claim.content.text)
    return Denials(found, frozenset(_told(extractions, of, texts)))


def _around(event: Occurrence, within: Within) -> set[str]:
    """Whom and what an event was done to, where, and what lies around that; or who did it for himself."""
    is_own = event.type in OF_ONESELF
    ids = set().union(*(who for role, who in event.roles.items() if role != "agent" or is_own))
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
    pairs = list(_pairs(sayings, _contemporary(extractions, of)))
    conflicts, supports, supersedes, overtaken = (defaultdict[str, set[str]](set) for _ in range(4))
    for a, b in pairs:
        for newer, older in ((a, b), (b, a)):
            if measures := _runs_on(newer, older):
                supersedes[newer.claim.id].add(older.claim.id)
                overtaken[older.claim.id] |= measures
                break
    for a, b in pairs:
        first, second = a.claim.id, b.claim.id
        if second in supersedes[first] or first in supersedes[second]:
            continue
        found = _contradictions(a, b, within)
        if found - overtaken[first] - overtaken[second]:
            conflicts[first].add(second)
            conflicts[second].add(first)
        elif not found and _is_support(a, b):
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
    rank: tuple[str, ...]  # the order of days, then of hashes and places
    is_original: bool  # not a copy of one that is compared already
    owners: frozenset[tuple[str, str]]  # measure and the event that is counted

    @property
    def topics(self) -> frozenset[str]:
        """What it is compared with other claims about: events, and numbers of troops."""
        return self.statement.events | {f"{strength.number} men" for strength in strengths(self.statement.text)}

    @property
    def voice(self) -> str:
        """Who is heard in it; see `kg.resolve.statements.voice`."""
        return voice(self.statement.source)

    def stands(self) -> Iterable[tuple[str, Hashable]]:
        """In which respects it can be compared with other claims, and what it says there."""
        statement = self.statement
        for measure in sorted({measure for measure, *_ in statement.numbers}):
            yield measure, counted(statement, measure)
        yield "denial", (bool(statement.denies), statement.act == "denies", leaves_open(statement.text))
        for _, role, who in sorted(statement.roles):
            yield role, who
        if sides := (lies(statement.text, True), lies(statement.text, False)):
            yield "side", sides
        if men := strengths(statement.text):
            yield "troops", men


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
        denies = denied(about, text, within, claim.about)
        numbers = tuple(sorted({(q.measure, q.min, q.max) for q in claim.quantities}, key=str))
        roles = frozenset(
            (subject, role, who)
            for subject, role, who in told.get(claim.content.sentence, ())
            if who in claim.about and (subject in about or (role == "locatedIn" and subject in claim.about))
        )
        source = bodies.get(claim.claimant, claim.claimant)
        statement = Statement(source, text, claim.speech_act, frozenset(about), denies, numbers, roles)
        said_on = claim.said_on.latest if claim.said_on and claim.said_on.earliest == claim.said_on.latest else None
        owned = frozenset(
            (q.measure, event)
            for q in claim.quantities
            if _key(q) in owners
            for event in (owners[_key(q)], *_deed_behind(owners[_key(q)], about))
        ) | {(q.measure, event) for q in claim.quantities if q.measure in HEADCOUNTS for event in about}
        outlet = claim.reported_by or story.publisher.casefold()
        day = said_on or story.published
        rank = (
            day.isoformat() if day else "9",
            hashes.get(claim.content.document, ""),
            f"{claim.content.begin:09}",
            claim.id,
        )
        made.append(_Saying(claim, statement, day, said_on, outlet, rank, True, owned))
    first: dict[tuple[str, ...], tuple[str, ...]] = {}
    for saying in made:
        copy = _words_of(saying.claim)
        first[copy] = min(first.get(copy, saying.rank), saying.rank)
    return [replace(saying, is_original=first[_words_of(saying.claim)] == saying.rank) for saying in made]


def _deed_behind(counted: str, about: Mapping[str, Occurrence]) -> list[str]:
    """The strike whose dead are counted by the killing in it, where a claim is about these two."""
    if len(about) != 2 or counted not in about or about[counted].type not in DEATHS:
        return []
    return [id for id, event in about.items() if event.type in FORCE and event.type not in DEATHS]


def _words_of(claim: Claim) -> tuple[str, ...]:
    """What copies of a claim have in common: the words of its sentence and of what is said."""
    sentence = _plain(claim.content.sentence.text)
    if len(sentence.split()) < COPIED:
        return (claim.id,)
    return sentence, _plain(claim.content.text), claim.cue


def _plain(sentence: str) -> str:
    """The words of a sentence without the place, the day and the agency before it."""
    return " ".join(_AGENCY.sub("", sentence).casefold().split())


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


def _pairs(
    sayings: Sequence[_Saying], contemporary: Callable[[Claim, Claim], bool]
) -> Iterable[tuple[_Saying, _Saying]]:
    """The claims that are compared, each pair once: all about one event, but of more than MANY only some.

    Of troops there may be as many at another time.
    """
    groups: dict[str, list[_Saying]] = defaultdict(list)
    for saying in sayings:
        for topic in saying.topics if saying.is_original else ():
            groups[topic].append(saying)
    for topic, group in groups.items():
        for a, b in combinations(group, 2) if len(group) <= MANY else _some_pairs(group):
            if topic != min(a.topics & b.topics, key=lambda common: (len(groups[common]), common)):
                continue  # compared already
            if a.statement.events & b.statement.events or contemporary(a.claim, b.claim):
                yield a, b


def _some_pairs(group: Sequence[_Saying]) -> Iterable[tuple[_Saying, _Saying]]:
    """Of many claims about one event each with the first few who say any of the things that are said most.

    Also those of one source or outlet that follow each other, and those in nearly the same words. So everything that
    is said stands against everything that contradicts it, while the pairs grow with the number of claims alone.
    """
    group = sorted(group, key=lambda saying: saying.rank)
    firsts: dict[str, dict[Hashable, dict[str, _Saying]]] = defaultdict(dict)
    sizes: Counter[tuple[str, Hashable]] = Counter()
    last: dict[tuple[str, Hashable], list[_Saying]] = defaultdict(list)
    found: dict[tuple[str, str], tuple[_Saying, _Saying]] = {}

    def add(a: _Saying, b: _Saying) -> None:
        if a is not b and (b.claim.id, a.claim.id) not in found:
            found[a.claim.id, b.claim.id] = (a, b)

    for saying in group:
        for respect, stand in saying.stands():
            sizes[respect, stand] += 1
            few = firsts[respect].setdefault(stand, {})
            if len(few) < FEW:
                few.setdefault(saying.voice, saying)
        for key in (("voice", saying.voice), ("outlet", saying.outlet), ("words", _telling(saying.statement.text))):
            for earlier in last[key][-FEW:]:
                add(earlier, saying)
            last[key].append(saying)
    chosen = {
        respect: [
            one
            for stand in sorted(stands, key=lambda stand: (-sizes[respect, stand], str(stand)))[:STANDS]
            for one in stands[stand].values()
        ]
        for respect, stands in firsts.items()
    }
    for saying in group:
        for respect in sorted({respect for respect, _ in saying.stands()}):
            for other in chosen[respect]:
                add(saying, other)
    return found.values()


def _contradictions(a: _Saying, b: _Saying, within: Within) -> set[str]:
    """In what two claims contradict each other."""
    kinds = set()
    for difference in differences(a.statement, b.statement, within):
        counted = [{event for measure, event in s.owners if measure == difference.kind} for s in (a, b)]
        if not all(counted) or counted[0] & counted[1]:
            kinds.add(difference.kind)  # numbers must be of the same event, where it is known of which they are
    return kinds


def _runs_on(newer: _Saying, older: _Saying) -> set[str]:
    """The measures of which one gives a later figure of a running toll than the other.

    So does a later text of the same outlet or speaker, one that says that the number has risen, and a higher number
    that was given on a later day or, in later texts, by "police" and "police".
    """
    if newer.day is not None and older.day is not None and newer.day < older.day:
        return set()
    later_text = newer.day is not None and older.day is not None and newer.day > older.day
    says_so = RISING.search(newer.claim.content.sentence.text) is not None
    if not later_text and not says_so:
        return set()
    found = set()
    later = {(m, e) for m, e in newer.owners} & {(m, e) for m, e in older.owners}
    for measure, _ in sorted(later):
        new, old = (
            [(low or 0, high) for m, low, high in saying.statement.numbers if m == measure] for saying in (newer, older)
        )
        groups = [{one.of for one in counted(saying.statement, measure)} for saying in (newer, older)]
        if set(new) == set(old) or groups[0] != groups[1]:
            continue
        higher = min(low for low, _ in new) > min(low for low, _ in old)
        one_voice = newer.statement.source == older.statement.source or (newer.outlet and newer.outlet == older.outlet)
        said_later = newer.said_on is not None and older.said_on is not None and newer.said_on > older.said_on
        if (later_text and one_voice) or (higher and (said_later or says_so or newer.voice == older.voice)):
            found.add(measure)
    return found


def _is_support(a: _Saying, b: _Saying) -> bool:
    """Whether two sources say the same of one event: the same number, or nearly the same words."""
    one, other = a.statement, b.statement
    if a.voice == b.voice or bool(one.denies) != bool(other.denies) or one.act not in STATING:
        return False
    if other.act not in STATING or is_unsure(one.text) or is_unsure(other.text):
        return False
    for measure in sorted({measure for measure, _ in a.owners & b.owners}):
        figures = [{(c.low, c.of) for c in counted(s, measure) if c.low is not None} for s in (one, other)]
        if figures[0] & figures[1] and periods(one.text) == periods(other.text):
            return True
    words = [_telling(text) for text in (one.text, other.text)]
    least = min(len(words[0]), len(words[1]))
    if least < 3 or len(words[0] & words[1]) / len(words[0] | words[1]) < ALIKE:
        return False
    return not any(word in _NEGATIONS or number(word) is not None for word in words[0] ^ words[1])


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
        for measure, event in saying.owners if not is_unsure(saying.statement.text) else ():
            numbers[event, measure] |= {(low, high) for m, low, high in saying.statement.numbers if m == measure}
        for event in saying.statement.events:
            if saying.is_original and claim.quotation != "narrator":
                sources[event].add(saying.voice)
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
            words = _plain(mention.sentence.text)
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
