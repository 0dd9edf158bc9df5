"""A year of invented news with known truth: who did what to whom, when and where, and the stories that tell of it.

The stories are records as reading leaves them, with a plain sentence for every mention. Everything is drawn with one
seed; the same size gives the same news. A few countries, bodies and events of old are in very many stories, as in life;
most events are in one or two.
"""

from __future__ import annotations

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from benchmarks.names import corpus
from kg.identifiers import digest, slug
from kg.model import (
    Distance,
    Entity,
    EventMention,
    Extraction,
    Mention,
    Participant,
    Passage,
    Quantity,
    Sentence,
    Story,
    When,
)
from kg.resolve.countries import names as countries

FIRST = dt.date(2031, 1, 1)
DAYS = 365
PER_STORY = 8  # event mentions, about
WARS = 5  # countries with a war that every third story of theirs mentions
FAMOUS = 12  # events of old that one in six stories recalls


@dataclass(frozen=True, slots=True)
class Kind:
    """How a kind of event is told, and to whom it is done."""

    type: str
    nouns: tuple[str, ...]
    verb: str
    role: str  # of whom it is done to
    weapon: str = ""


KINDS = (
    Kind("strike", ("strike", "airstrike", "bombardment"), "bombarded", "target", "drone"),
    Kind("strike", ("strike", "shelling"), "shelled", "target", "artillery"),
    Kind("bombing", ("bombing", "blast", "explosion"), "bombed", "target", "bomb"),
    Kind("shooting", ("shooting",), "shot", "target", "gun"),
    Kind("attack", ("attack", "raid"), "attacked", "target"),
    Kind("killing", ("killing", "murder"), "killed", "killed"),
    Kind("arrest", ("arrest", "detention"), "arrested", "arrested"),
    Kind("visit", ("visit", "trip"), "visited", "participant"),
    Kind("meeting", ("meeting", "summit"), "met", "participant"),
    Kind("protest", ("protest", "demonstration"), "protested", "target"),
    Kind("trial", ("trial", "verdict"), "convicted", "target"),
    Kind("vote", ("vote", "election"), "voted", "target"),
)
WISH = Kind("withdrawal", ("withdrawal", "pullout"), "withdraw", "target")
WAR = Kind("militaryOperation", ("war",), "invaded", "target")
DEADLY = ("strike", "bombing", "shooting", "attack")


@dataclass(frozen=True, slots=True)
class Happening:
    """An event as it was; ids are those of entities."""

    number: int
    kind: Kind
    day: dt.date
    city: str
    country: str
    agent: str
    object: str
    victim: str
    deaths: int


@dataclass(slots=True)
class News:
    """Stories, the entities in them, what lies in what, and the number of the happening behind each trigger."""

    extractions: list[Extraction] = field(default_factory=list)
    entities: tuple[Entity, ...] = ()
    within: dict[str, frozenset[str]] = field(default_factory=dict)
    truth: dict[Mention, int] = field(default_factory=dict)


def news(mentions: int, seed: int = 7) -> News:
    """About `mentions` event mentions in a year of stories."""
    world = _World(random.Random(f"{seed} {mentions}"), mentions // PER_STORY)
    made = News(within=dict(world.within))
    desk = _Desk(world, made)
    for story, main in enumerate(world.agenda()):
        if len(made.truth) >= mentions:
            break
        made.extractions.append(desk.story(story, main))
    made.entities = desk.entities()
    return made


def _zipf(size: int, power: float = 1.0) -> list[float]:
    return list(accumulate(1 / (rank + 2) ** power for rank in range(size)))


class _World:
    """Countries with cities, bodies and people, and what happens there."""

    def __init__(self, draw: random.Random, stories: int) -> None:
        self.draw, self.stories = draw, stories
        self.labels: dict[str, str] = {}
        self.within: dict[str, frozenset[str]] = {}
        made = corpus(2000 + 3 * stories)
        some: dict[str, list[str]] = defaultdict(list)
        for name, type, _ in sorted(zip(made.names, made.types, made.entities, strict=True), key=lambda row: row[2]):
            some[type].append(name)
        self.countries = [self._known("place", name) for name in sorted(set(countries().values()))[:60]]
        draw.shuffle(self.countries)
        self.cities: dict[str, list[str]] = defaultdict(list)
        for name in some["Place"][:400]:
            city = self._known("place", name)
            country = draw.choices(self.countries, cum_weights=_zipf(len(self.countries)))[0]
            self.cities[country].append(city)
            self.within[city] = frozenset([country])
        self.countries = [country for country in self.countries if self.cities[country]]
        self.people = [self._known("person", name) for name in some["Person"]]
        self.bodies = [self._known("organization", name) for name in some["Organization"][: 60 + int(stories**0.6)]]
        self.old = [self.happening(-n, FIRST - dt.timedelta(days=400 + 200 * n)) for n in range(1, FAMOUS + 1)]
        self.latest: dict[str, list[Happening]] = defaultdict(list)

    def _known(self, type: str, name: str) -> str:
        id = f"{type}:{slug(name)}"
        self.labels.setdefault(id, name)
        return id

    def happening(self, number: int, day: dt.date) -> Happening:
        draw = self.draw
        kind = draw.choice(KINDS if number > 0 else KINDS[:6])
        country = draw.choices(self.countries, cum_weights=_zipf(len(self.countries)))[0]
        city = draw.choices(self.cities[country], cum_weights=_zipf(len(self.cities[country])))[0]
        agent, other = (draw.choices(self.bodies, cum_weights=_zipf(len(self.bodies)))[0] for _ in range(2))
        someone = draw.choice(self.people)
        object = someone if kind.role != "target" or draw.random() < 0.3 else other
        is_deadly = kind.type in DEADLY
        victim = draw.choice(self.people) if is_deadly and draw.random() < 0.3 else ""
        return Happening(
            number, kind, day, city, country, agent, object, victim, int(draw.paretovariate(0.9)) if is_deadly else 0
        )

    def agenda(self) -> Iterator[tuple[dt.date, Happening]]:
        """The day and the subject of every story, by day; most subjects have one story, few have dozens."""
        told: list[tuple[dt.date, int, Happening]] = []
        number = 0
        while len(told) < 1.2 * self.stories:
            number += 1
            happening = self.happening(number, FIRST + dt.timedelta(days=self.draw.randrange(DAYS)))
            for _ in range(min(60, int(self.draw.paretovariate(1.1)))):
                told.append((happening.day + dt.timedelta(days=self.draw.choice((0, 0, 1, 1, 2))), number, happening))
        told = sorted(self.draw.sample(told, len(told)), key=lambda item: item[0])
        for day, _, happening in told:
            yield day, happening
            self.latest[happening.country].append(happening)


class _Desk:
    """Writes the stories."""

    def __init__(self, world: _World, made: News) -> None:
        self.world, self.draw, self.made = world, world.draw, made
        self.mentions: dict[str, list[Mention]] = defaultdict(list)

    def entities(self) -> tuple[Entity, ...]:
        types = {"place": "Place", "person": "Person", "organization": "Organization"}
        return tuple(
            Entity(id, types[id.partition(":")[0]], "", self.world.labels[id], (), tuple(mentions))
            for id, mentions in sorted(self.mentions.items())
        )

    def story(self, number: int, main: tuple[dt.date, Happening]) -> Extraction:
        """A story of its subject, with what happened lately in the country, what is recalled and what is demanded."""
        draw, (published, subject) = self.draw, main
        text = _Text(f"d{number:06}-{digest(str(number), length=8)}", f"d{number:06}-1")
        events = [*self._told(text, subject, published, draw.choice((3, 4, 5, 6)))]
        recent = [h for h in self.world.latest[subject.country][-40:] if h.number != subject.number]
        for other in draw.sample(recent, min(len(recent), draw.choice((0, 1, 2, 3)))):
            events += self._told(text, other, published, draw.choice((1, 1, 2)))
        if draw.random() < 1 / 6:
            events += self._recalled(text, draw.choices(self.world.old, cum_weights=_zipf(FAMOUS))[0])
        if self.world.countries.index(subject.country) < WARS and draw.random() < 1 / 3:
            events.append(self._war(text, subject.country))
        while draw.random() < 0.6:
            events.append(self._wish(text, subject))
        sentences = tuple(text.sentences)
        story = Story(text.story, text.document, 0, text.end, "", published, "", "", (), ())
        return Extraction(story, sentences, (), (), (), (), (), tuple(events), ())

    def _told(self, text: _Text, what: Happening, published: dt.date, times: int) -> Iterator[EventMention]:
        """Several mentions, the first of which tells most."""
        draw, first = self.draw, None
        for turn in range(times):
            is_lead = turn == 0
            is_verb = draw.random() < 0.4
            word = what.kind.verb if is_verb else draw.choice(what.kind.nouns)
            told: list[tuple[str, str]] = []
            for role, who, likely in (
                ("agent", what.agent, 0.7 if is_lead else 0.3),
                (what.kind.role, what.object, 0.8 if is_lead else 0.3),
                ("killed", what.victim, 0.9 if is_lead else 0.4),
                ("place", draw.choice((what.city, what.city, what.country)), 0.8 if is_lead else 0.2),
            ):
                if who and draw.random() < likely:
                    told.append((role, who))
            is_dated = draw.random() < (0.8 if is_lead else 0.15)
            deaths = what.deaths if what.deaths and draw.random() < (0.6 if is_lead else 0.2) else 0
            if deaths and draw.random() < 0.15:
                deaths += draw.choice((1, 2))
            same = first if not is_lead and draw.random() < 0.25 else None
            mention = self._mention(text, what, word, told, what.day if is_dated else None, deaths, same)
            first = first or mention.trigger
            yield mention

    def _recalled(self, text: _Text, what: Happening) -> Iterator[EventMention]:
        told = [("killed" if what.kind.role == "killed" else what.kind.role, what.object), ("place", what.city)]
        year = what.day.year
        when = When(str(year), dt.date(year, 1, 1), dt.date(year, 12, 31), "the year")
        yield self._mention(text, what, self.draw.choice(what.kind.nouns), told, when, 0, None)

    def _war(self, text: _Text, country: str) -> EventMention:
        what = Happening(-1000 - self.world.countries.index(country), WAR, FIRST, country, country, "", "", "", 0)
        return self._mention(text, what, "war", [("place", country)], None, 0, None)

    def _wish(self, text: _Text, subject: Happening) -> EventMention:
        country = subject.country
        number = -2000 - self.world.countries.index(country)
        what = Happening(number, WISH, FIRST, country, country, "", "", "", 0)
        told = [("place", country)] if self.draw.random() < 0.7 else []
        told += [("agent", self.world.bodies[hash_of(country) % 5])] if self.draw.random() < 0.3 else []
        return self._mention(text, what, self.draw.choice(WISH.nouns), told, None, 0, None, "demanded")

    def _mention(
        self,
        text: _Text,
        what: Happening,
        word: str,
        told: Sequence[tuple[str, str]],
        when: dt.date | When | None,
        deaths: int,
        same: Mention | None,
        factuality: str = "actual",
    ) -> EventMention:
        """A sentence with a mention of an event in it, and the people and places that it names."""
        opening = self.draw.choice(("Officials spoke of a", "Reports tell of the", "Later came the", "They", "On that"))
        pieces = [opening, word, *(self.world.labels[who] for _, who in told)]
        pieces += [f"{deaths} dead"] if deaths else []
        pieces += [str(when.value if isinstance(when, When) else when)] if when else []
        sentence, places = text.sentence(pieces)
        trigger = Mention(*places[1], sentence, "Event", "trigger", what.kind.type)
        participants = []
        for (role, who), place in zip(told, places[2:], strict=False):
            filler = Mention(*place, sentence, "Person", "name")
            self.mentions[who].append(filler)
            participants.append(Participant(role, filler, "invented", 0.9))
        if isinstance(when, dt.date):
            when = When(when.isoformat(), when, when, "a day")
        numbers = []
        if deaths:
            low, high = (deaths, None) if self.draw.random() < 0.3 else (deaths, deaths)
            numbers = [Quantity("deaths", low, high, Passage(*places[2 + len(told)], sentence))]
        self.made.truth[trigger] = what.number
        nothing: tuple[Distance, ...] = ()
        return EventMention(
            trigger,
            what.kind.type,
            factuality,
            tuple(participants),
            when,
            tuple(numbers),
            what.kind.weapon,
            0.9,
            same,
            nothing,
        )


def hash_of(text: str) -> int:
    """A number that is the same in every run."""
    return int(digest(text, length=8), 16)


class _Text:
    """The text of a document as it grows."""

    def __init__(self, document: str, story: str) -> None:
        self.document, self.story, self.end = document, story, 0
        self.sentences: list[Sentence] = []

    def sentence(self, pieces: Sequence[str]) -> tuple[Sentence, list[tuple[str, int, int, str]]]:
        """A sentence of these pieces, and the place of each."""
        text = " ".join(pieces) + "."
        begin, places = self.end, []
        for piece in pieces:
            places.append((self.document, begin, begin + len(piece), piece))
            begin += len(piece) + 1
        sentence = Sentence(self.document, self.end, self.end + len(text), text, self.story)
        self.sentences.append(sentence)
        self.end += len(text) + 1
        return sentence, places
