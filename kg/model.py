"""The records that flow through kg: read → extract → resolve → assemble → export.

All of them are frozen; a stage makes new ones and never changes what it was given. Every piece of
evidence is a ``Span``: offsets are Unicode code points of ``Document.text``, 0-based, end exclusive,
so that ``document.text[span.begin:span.end] == span.text`` always holds.

>>> span = Span("d000-9a464bfb", 4, 9, "Quito")
>>> "for Quito"[span.begin:span.end] == span.text
True
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

# ---------------------------------------------------------------------------------------- read


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """A stretch of a document that is page furniture or a second copy; marked, never cut."""

    begin: int
    end: int
    kind: str  # duplicate-title | duplicate-caption | duplicate-body | marker | link-list | notice


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of running text (usually a line) that extraction reads."""

    begin: int
    end: int
    kind: str  # title | caption | heading | body


@dataclass(frozen=True, slots=True)
class Story:
    """One article inside a document; many scraped pages hold several."""

    id: str  # "d001-1": document number, story number
    document: str
    begin: int
    end: int
    title: str
    published: dt.date | None
    dated_by: str  # why `published` is what it is, in words; "" when unknown
    publisher: str
    paragraphs: tuple[Paragraph, ...]
    boilerplate: tuple[Boilerplate, ...]
    day_of_year: str = ""  # of a story without `published` whose dateline has a day but no year: "--10-16" (gMonthDay)


@dataclass(frozen=True, slots=True)
class Document:
    """A source text as decoded, untouched, with the stories found in it."""

    id: str  # "d001-a3f4366a": position in path order, first 8 hex digits of the sha256
    path: str
    text: str
    sha256: str
    encoding: str = "utf-8"
    title: str = ""
    published: dt.date | None = None
    publisher: str = ""
    url: str = ""
    stories: tuple[Story, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that could not be read, and why."""

    path: str
    reason: str


# ------------------------------------------------------------------------------------- extract


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a document's text."""

    document: str
    begin: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if not (0 <= self.begin < self.end and len(self.text) == self.end - self.begin):
            raise ValueError(f"not a span of {self.document}: [{self.begin}, {self.end}) {self.text!r}")


@dataclass(frozen=True, slots=True)
class Sentence(Span):
    """A sentence of a story."""

    story: str


@dataclass(frozen=True, slots=True)
class Passage(Span):
    """A piece of a sentence (or of several: `sentence` is the first) that is cited as evidence."""

    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Mention(Passage):
    """A place in the text that refers to an entity or an event."""

    type: str  # Person | Organization | Place | Facility | AnonymousSource | Event
    kind: str  # name | nominal | pronoun | demonym | trigger
    subtype: str = ""  # militia, ministry, city …; for a trigger the event type
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Introduction:
    """The text itself says that two mentions name one entity ("also known as", "X (Y)", acronym)."""

    name: Mention
    other: Mention
    rule: str
    evidence: Sentence
    confidence: float


@dataclass(frozen=True, slots=True)
class Coreference:
    """A pronoun or description and the earlier mention it stands for."""

    mention: Mention
    antecedent: Mention
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Role:
    """A title or office as written, of a person."""

    person: Mention
    title: str
    evidence: Sentence


@dataclass(frozen=True, slots=True)
class RelationMention:
    """The text states a relation between two actors or places; predicate is a local name of kg:."""

    subject: Mention
    predicate: str
    object: Mention
    rule: str
    evidence: Span
    confidence: float


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many of what: an open side is None ("at least four" is (4, None))."""

    measure: str  # deaths | injuries | arrests | munitions | troops …
    min: int | None
    max: int | None
    evidence: Span


@dataclass(frozen=True, slots=True)
class When:
    """A time as precise as the text gives it, and the days that it can lie between, both inclusive."""

    value: str  # "2024-01-04", "2024-01", "2024"; "" where only the bounds are known
    earliest: dt.date
    latest: dt.date
    reason: str
    evidence: Span | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """Who or what takes part in an event, and as what."""

    role: str  # agent | target | killed | wounded | arrested | participant | place
    filler: Mention
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Distance:
    """`low` to `high` days from another event to this one; negative where this one came before."""

    other: Mention
    low: int
    high: int
    evidence: Span


@dataclass(frozen=True, slots=True)
class Told:
    """When an event without a time of its own is told as news, and how many days before that it may have happened."""

    day: dt.date
    lag: int
    reason: str


@dataclass(frozen=True, slots=True)
class Recurring:
    """A time of an unknown year or week: "--10-16", "--10" (a day and a month of any year) or "Thursday"."""

    value: str
    evidence: Span


@dataclass(frozen=True, slots=True)
class EventMention:
    """One place in the text that reports or speaks of an event."""

    trigger: Mention
    type: str
    factuality: str  # actual | planned | demanded | denied | alleged | hypothetical
    participants: tuple[Participant, ...]
    when: When | None
    quantities: tuple[Quantity, ...]
    weapon: str
    confidence: float
    same_as: Mention | None = None  # trigger of the event that this one retells ("the strike … targeted X")
    distances: tuple[Distance, ...] = ()  # to events of the story whose own time may be told elsewhere
    told: Told | None = None
    part_of: tuple[Mention, ...] = ()  # triggers of larger events that its sentence says it belongs to
    over: tuple[Mention, ...] = ()  # triggers of what it is over: the bombing that men are arrested for
    since: tuple[Mention, ...] = ()  # triggers of what it has gone on since: the war in which bases are attacked
    premises: tuple[str, ...] = ()  # kinds of buildings and grounds that it happened at
    recurring: Recurring | None = None


@dataclass(frozen=True, slots=True)
class ClaimMention:
    """Somebody is reported to have said something."""

    content: Passage
    cue: str
    speaker: Mention | None  # None: nobody is named; `source` then says how the text calls them
    source: str
    speech_act: str
    quotation: str  # direct | indirect | mixed | narrator
    about: tuple[Mention, ...]  # names, and triggers of events, inside the content
    quantities: tuple[Quantity, ...]
    addressee: Mention | None
    said_on: When | None
    rule: str
    confidence: float
    stance: str = ""  # supports | opposes; "" where the cue does not tell
    stance_towards: Mention | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read out of one story."""

    story: Story
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]  # of entities, all kinds; triggers are in `events`
    introductions: tuple[Introduction, ...]
    coreferences: tuple[Coreference, ...]
    roles: tuple[Role, ...]
    relations: tuple[RelationMention, ...]
    events: tuple[EventMention, ...]
    claims: tuple[ClaimMention, ...]


# ------------------------------------------------------------------------------------- resolve


@dataclass(frozen=True, slots=True)
class Merge:
    """Why two names or event mentions were joined."""

    left: str
    right: str
    rule: str
    score: float
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation, place or anonymous source with every mention of it."""

    id: str  # "person:ana-maria-duarte"
    type: str  # Person | Organization | Place | Facility | AnonymousSource
    subtype: str
    label: str
    aliases: tuple[str, ...]
    mentions: tuple[Mention, ...]
    roles: tuple[Role, ...] = ()
    merges: tuple[Merge, ...] = ()
    first_seen: dt.date | None = None
    last_seen: dt.date | None = None
    same_as: tuple[str, ...] = ()  # the IRI of what it is in a list of the user's


@dataclass(frozen=True, slots=True)
class OpenLink:
    """An entity that may be several entries of a list, so that it was linked to none."""

    entity: str
    label: str
    entries: tuple[str, ...]  # id and place of each


@dataclass(frozen=True, slots=True)
class Event:
    """An event with every place that speaks of it; who took part stands in assertions."""

    id: str  # "event:strike-baghdad-2024-01-04"
    label: str
    type: str
    factuality: str
    mentions: tuple[Mention, ...]
    when: When | None = None
    weapons: tuple[str, ...] = ()
    deaths: tuple[int | None, int | None] | None = None  # over all claims; None: nothing said
    injuries: tuple[int | None, int | None] | None = None
    disputed: bool = False
    sources: int = 0  # independent sources that report it
    merges: tuple[Merge, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement with its speaker; ids are those of Entity and Event."""

    id: str  # "claim:c-81b2f09c44"
    label: str
    claimant: str
    reported_by: str  # "" when the outlet is unknown
    speech_act: str
    cue: str
    content: Passage
    quotation: str
    about: tuple[str, ...]
    quantities: tuple[Quantity, ...]
    addressee: str = ""
    said_on: When | None = None
    stance: str = ""
    stance_towards: str = ""
    conflicts: tuple[str, ...] = ()  # ids of claims
    supports: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Assertion:
    """One direct triple between two nodes and the spans that say so."""

    id: str  # "assertion:r-5d0c1a77e2"
    subject: str
    predicate: str  # local name of kg:, e.g. "leaderOf", "killed"
    object: str
    evidence: tuple[Span, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Decided:
    """A judgement of a person, and what came of it."""

    reason: str  # who judged what, when and why, and where that is written
    problems: tuple[str, ...] = ()  # "FILE:LINE: why it has no effect"
    apart: tuple[tuple[str, Mention, str, Mention], ...] = ()  # the ids of entities it keeps apart, a mention of each


@dataclass(frozen=True, slots=True)
class Graph:
    """Everything that is exported, each tuple sorted by id (sentences by place in the text)."""

    documents: tuple[Document, ...]
    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...]
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]
    assertions: tuple[Assertion, ...]
    skipped: tuple[Skipped, ...] = ()
    decided: tuple[Decided, ...] = ()
    open_links: tuple[OpenLink, ...] = ()
